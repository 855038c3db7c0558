"""What can be asked about a ritual, and with what each question starts."""

from enum import StrEnum

from slackapp.domain.cadence import (
    BREAK_EXAMPLE,
    COUNT_MAX,
    LAST,
    MONTHS_MAX,
    WEEKS_MAX,
    Cadence,
    Freq,
    NonWorking,
    Weekday,
    write_breaks,
)
from slackapp.domain.kinds import kinds
from slackapp.domain.rituals import (
    DAYS_MAX,
    GOOD_MAX,
    MINUTES,
    NAME_MAX,
    PLACE_MAX,
    READING_MAX,
    RitualAnswers,
    RitualDraft,
)
from slackapp.ids import Action, Picker
from slackapp.views.blocks import Block
from slackapp.views.cadences import NTH
from slackapp.views.fields import Day, Hour, Number, Several
from slackapp.views.forms import Form, Pick, Select, Text
from slackapp.views.places import country_option
from slackapp.views.zones import zone_option

CHANGED = Action.RITUAL_FIELD


class Rhythm(StrEnum):
    """How often, as people say it."""

    WEEKLY = "weekly"
    WEEKS = "weeks"
    NTH = "nth"
    DAY = "day"


class Ends(StrEnum):
    """How a series ends."""

    NEVER = "never"
    DAY = "day"
    TIMES = "times"


class More(StrEnum):
    """What few rituals need; what is not chosen is as it is for everybody."""

    ZONE = "zone"
    OFF = "off"
    ABOUT = "about"


WEEKDAYS = tuple((str(int(day)), day.name.capitalize()) for day in Weekday)
HOW_MANY = "Say how many."
SHORTEN = "Shorten it."


class RitualFields(Form):
    """All questions about a ritual; which of them are asked depends on the answers."""

    kind = Select(
        "Kind",
        missing="Pick what kind of ritual it is.",
        offered=tuple((kind.name, kind.title, kind.about) for kind in kinds().values()),
        refresh=CHANGED,
    )
    name = Text(
        "Name",
        missing="Give it a name, so that people know what it is.",
        most=NAME_MAX,
        shorten=SHORTEN,
    )
    rhythm = Select(
        "How often",
        missing="Pick how often it happens.",
        offered=(
            (Rhythm.WEEKLY, "Every week", ""),
            (Rhythm.WEEKS, "Every few weeks", ""),
            (Rhythm.NTH, "On a weekday of the month", "Such as the second Tuesday"),
            (Rhythm.DAY, "On a day of the month", "Such as the 15th"),
        ),
        refresh=CHANGED,
    )
    weeks = Number(
        "Every how many weeks", missing=HOW_MANY, most=WEEKS_MAX, unit="weeks", refresh=CHANGED
    )
    weekdays = Several(
        "On",
        missing="Pick a day of the week.",
        offered=WEEKDAYS,
        how="multi_static_select",
        refresh=CHANGED,
    )
    nth = Select(
        "Which one of the month",
        missing="Pick which one of the month.",
        offered=tuple((str(nth), f"The {words}", "") for nth, words in NTH.items()),
        refresh=CHANGED,
    )
    weekday = Select(
        "Day of the week",
        missing="Pick a day of the week.",
        offered=tuple((*day, "") for day in WEEKDAYS),
        refresh=CHANGED,
    )
    month_day = Select(
        "Day of the month",
        missing="Pick a day of the month.",
        hint="Where a month is shorter, it is its last day.",
        offered=tuple((str(day), f"Day {day}", "") for day in range(1, 32)),
        refresh=CHANGED,
    )
    months = Number(
        "Every how many months",
        missing=HOW_MANY,
        hint="1 is every month, 3 is every quarter.",
        most=MONTHS_MAX,
        unit="months",
        refresh=CHANGED,
    )
    anchor = Day(
        "First day",
        missing="Pick the day from which on it happens.",
        hint="It begins with the first date that fits, on this day or after it.",
        refresh=CHANGED,
    )
    at = Hour("Time of day", missing="Pick a time, such as 4:00 PM.", refresh=CHANGED)
    ends = Select(
        "Ends",
        missing="Pick how it ends, or that it goes on.",
        offered=(
            (Ends.NEVER, "Never, it goes on", ""),
            (Ends.DAY, "On a day", ""),
            (Ends.TIMES, "After some times", "A series, such as eight weeks"),
        ),
        refresh=CHANGED,
    )
    until = Day("Last day", missing="Pick the last day.", refresh=CHANGED)
    count = Number(
        "How many times", missing=HOW_MANY, most=COUNT_MAX, unit="times", refresh=CHANGED
    )
    minutes = Number(
        "Length in minutes", missing=HOW_MANY, least=MINUTES[0], most=MINUTES[1], unit="minutes"
    )
    days = Number("Open for how many days", missing=HOW_MANY, most=DAYS_MAX, unit="days")
    more = Several(
        "More",
        offered=(
            (More.OFF, "Holidays and days off"),
            (More.ZONE, "Another time zone than the pod's"),
            (More.ABOUT, "A place, pre-reading, and what good looks like"),
        ),
        refresh=CHANGED,
    )
    country = Pick(
        "Public holidays of",
        picker=Picker.RITUAL_COUNTRY,
        placeholder="Search for a country",
        refresh=Action.RITUAL_COUNTRY,
    )
    days_off = Text(
        "Own days off",
        hint=f"Each on a line of its own, such as {BREAK_EXAMPLE}.",
        kind="body",
        refresh=CHANGED,
    )
    non_working = Select(
        "A date that falls on one",
        missing="Pick what becomes of a date on a day off.",
        offered=(
            (NonWorking.SKIP, "is left out", ""),
            (NonWorking.SHIFT_BEFORE, "moves to the working day before", ""),
            (NonWorking.SHIFT_AFTER, "moves to the working day after", ""),
            (NonWorking.KEEP, "stays", ""),
        ),
        refresh=CHANGED,
    )
    tz = Pick(
        "Time zone",
        missing="Pick the zone that its clock goes by.",
        picker=Picker.RITUAL_ZONE,
        placeholder="Search for a city or a country",
        refresh=Action.RITUAL_ZONE,
    )
    place = Text(
        "Place or link",
        hint="Where people meet, or what they open.",
        most=PLACE_MAX,
        shorten=SHORTEN,
    )
    reading = Text(
        "Pre-reading", hint="A line or a link to look at before.", most=READING_MAX, shorten=SHORTEN
    )
    good = Text("What good looks like", kind="body", most=GOOD_MAX, shorten=SHORTEN)


KEPT = (
    "kind",
    "name",
    "more",
    "country",
    "days_off",
    "non_working",
    "tz",
    "place",
    "reading",
    "good",
)


def drawn(draft: RitualDraft) -> dict[str, Block]:
    """Every question as it starts; with another kind, all but a few start afresh."""
    answers, cadence, fields = draft.answers, draft.answers.cadence, RitualFields
    calendar = cadence.calendar
    good = "" if answers.good == kinds()[answers.kind].good else answers.good
    off = cadence.non_working
    blocks = [
        fields.kind.draw(answers.kind),
        fields.name.draw(answers.name),
        *_rhythm(cadence),
        fields.anchor.draw(cadence.anchor),
        fields.at.draw(cadence.at),
        fields.ends.draw(_ends(cadence)),
        fields.until.draw(cadence.until),
        fields.count.draw(cadence.count),
        fields.minutes.draw(answers.minutes),
        fields.days.draw(answers.days),
        fields.more.draw(_more(draft, good)),
        fields.country.draw(country_option(calendar) if calendar.country else None),
        fields.days_off.draw(write_breaks(calendar.days_off)),
        fields.non_working.draw(NonWorking.SKIP if off is NonWorking.KEEP else off),
        fields.tz.draw(zone_option(cadence.tz)),
        fields.place.draw(answers.place),
        fields.reading.draw(answers.reading),
        fields.good.draw(good),
    ]
    made = {str(block["block_id"]): block for block in blocks}
    for name, block in made.items():
        if name not in KEPT:
            block["block_id"] = f"{name}.{answers.kind}"
    return made


def asynchronous(answers: RitualAnswers) -> bool:
    """Say whether it stays open for days, rather than for minutes."""
    return kinds()[answers.kind].days > 0


def _rhythm(cadence: Cadence) -> list[Block]:
    """The questions of every rhythm; those of the others start with what is closest."""
    fields, anchor = RitualFields, cadence.anchor
    weekdays = cadence.weekdays or frozenset({Weekday(anchor.weekday())})
    weekly = cadence.freq is Freq.WEEKLY
    nth = cadence.nth or (anchor.day - 1) // 7 + 1
    return [
        fields.rhythm.draw(_rhythm_of(cadence)),
        fields.weeks.draw(cadence.interval if weekly and cadence.interval > 1 else 2),
        fields.weekdays.draw(tuple(str(int(day)) for day in weekdays)),
        fields.nth.draw(str(nth if nth in NTH else LAST)),
        fields.weekday.draw(str(int(min(weekdays)))),
        fields.month_day.draw(str(cadence.month_day or anchor.day)),
        fields.months.draw(1 if weekly else cadence.interval),
    ]


def _rhythm_of(cadence: Cadence) -> Rhythm:
    match cadence.freq:
        case Freq.MONTHLY_BY_WEEKDAY:
            return Rhythm.NTH
        case Freq.MONTHLY_BY_DAY:
            return Rhythm.DAY
    return Rhythm.WEEKLY if cadence.interval == 1 else Rhythm.WEEKS


def _ends(cadence: Cadence) -> Ends:
    if cadence.until:
        return Ends.DAY
    return Ends.TIMES if cadence.count else Ends.NEVER


def _more(draft: RitualDraft, good: str) -> tuple[More, ...]:
    cadence = draft.answers.cadence
    chosen = {
        More.ZONE: cadence.tz != draft.pod_tz,
        More.OFF: cadence.non_working is not NonWorking.KEEP,
        More.ABOUT: bool(draft.answers.place or draft.answers.reading or good),
    }
    return tuple(each for each, needed in chosen.items() if needed)
