"""With what each question about a ritual starts."""

from slackapp.domain.cadence import LAST, Cadence, Freq, NonWorking, Weekday, write_breaks
from slackapp.domain.kinds import kinds
from slackapp.domain.rituals import Part, RitualAnswers, RitualDraft
from slackapp.views.blocks import Block
from slackapp.views.cadences import NTH
from slackapp.views.places import country_option
from slackapp.views.ritual_fields import Ends, More, Rhythm, RitualFields
from slackapp.views.zones import zone_option

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
        fields.presenting.draw(_presenting(answers)),
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


def parts(answers: RitualAnswers) -> tuple[Part, ...]:
    """How its time is divided; by its kind, if the ritual says nothing else."""
    return answers.structure or kinds()[answers.kind].structure


def _presenting(answers: RitualAnswers) -> int | None:
    """As long as it was; where that leaves no time to talk, half of the time there is."""
    divided = parts(answers)
    if not divided:
        return None
    minutes = divided[0].minutes
    return minutes if minutes < answers.minutes else answers.minutes // 2


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
