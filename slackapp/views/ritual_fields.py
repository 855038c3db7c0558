"""What can be asked about a ritual."""

from enum import StrEnum

from slackapp.domain.cadence import (
    BREAK_EXAMPLE,
    COUNT_MAX,
    MONTHS_MAX,
    WEEKS_MAX,
    NonWorking,
    Weekday,
)
from slackapp.domain.kinds import kinds
from slackapp.domain.rituals import (
    DAYS_MAX,
    GOOD_MAX,
    MINUTES,
    NAME_MAX,
    PLACE_MAX,
    READING_MAX,
)
from slackapp.ids import Action, Picker
from slackapp.views.cadences import NTH
from slackapp.views.fields import Day, Hour, Number, Several
from slackapp.views.forms import Form, Pick, Select, Text

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
            (Ends.TIMES, "After a number of times", "A series, such as eight weeks"),
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
    presenting = Number(
        "Minutes of presenting",
        missing=HOW_MANY,
        hint="The rest of its length is for discussing.",
        most=MINUTES[1],
        unit="minutes",
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
