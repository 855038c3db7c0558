"""The layers of a pod as dots with words, and its weeks as bars with words."""

from slackapp.domain.dashboard import Suggestion, Trend
from slackapp.domain.layers import Health, Layer, Remedy
from slackapp.domain.weeks import Weeks
from slackapp.ids import Action
from slackapp.views.blocks import Block, Element, actions, button, context, section
from slackapp.views.text import clip

BARS = "▁▂▃▄▅▆▇"
TITLE_MAX = 60
NAMES = {Layer.RITUAL: "Ritual", Layer.NOTES: "Notes", Layer.FEEDBACK: "Feedback"}
WEAKEST = {
    Layer.RITUAL: "The ritual is the weakest",
    Layer.NOTES: "Notes are the weakest",
    Layer.FEEDBACK: "Feedback is the weakest",
}
SILENT = {
    Layer.RITUAL: "too few were there",
    Layer.NOTES: "nothing was kept",
    Layer.FEEDBACK: "hardly anybody answered",
}
LAST = ("", "the last time", "the last two times", "the last three times", "the last four times")
EARLY = (
    "How rituals, notes and feedback do is said here once the first session, or the first round "
    "of demos, has been over for two days."
)


def lines(trend: Trend, *, alone: bool = False) -> list[Block]:
    """How the layers do, what would help, and how many people took part in each week.

    What would help somebody alone is said beside it: to add people.
    """
    # In a row of its own: beside a text, it would leave a phone too little room for that.
    asks = button("How is this counted?", Action.HOW_COUNTED)
    counted = actions(asks, block_id="trend.counted")
    known = [each for each in trend.layers if each.of]
    if not known:
        return [section(EARLY, block_id="trend.layers"), counted]
    return [
        section("\n".join(map(dots, known)), block_id="trend.layers"),
        *([] if alone else [_advice(trend)]),
        *_weeks(trend.weeks),
        counted,
    ]


def _advice(trend: Trend) -> Block:
    return _suggested(trend.suggestion) if trend.suggestion else context("All is well here")


def dots(health: Health) -> str:
    """One layer: "Notes ●○○○ 1 of 4"; what the dots say, the words say too."""
    drawn = "●" * health.well + "○" * (health.of - health.well)
    return f"{NAMES[health.layer]} {drawn} {health.well} of {health.of}"


def bars(people: tuple[int, ...]) -> str:
    """One bar for each week, the highest for the most people; an empty week is the lowest."""
    top = max(1, *people)
    return "".join(BARS[round(number * (len(BARS) - 1) / top)] for number in people)


def spelled(weeks: Weeks) -> str:
    """What the bars say, for whoever does not see them."""
    return f"People taking part, by week: {', '.join(map(str, weeks.people))}"


def _weeks(weeks: Weeks) -> list[Block]:
    if len(weeks.people) == 1 or not any(weeks.people):
        return []
    words = f"Last {len(weeks.people)} weeks {bars(weeks.people)} people taking part"
    return [section(words, block_id="trend.weeks"), context(spelled(weeks))]


def _suggested(found: Suggestion) -> Block:
    weak = found.weak
    silent = f": {SILENT[weak.layer]} {LAST[weak.silent]}" if weak.silent else ""
    words, press = remedy(found)
    return section(f"{WEAKEST[weak.layer]}{silent}. {words}", press, block_id="trend.remedy")


def remedy(found: Suggestion) -> tuple[str, Element | None]:
    """One thing that would help, and at most one button for it."""
    about = clip(found.about, TITLE_MAX)
    name = found.note_taker.first_name if found.note_taker else ""
    match found.remedy:
        case Remedy.SMALLER:
            return SMALLER, None
        case Remedy.ASK_FOR_NOTE:
            ask = button("Ask", Action.ASK_FOR_NOTE, found.occurrence_id)
            return f"Ask {name} for a one-page summary of {about}?", ask
        case Remedy.ASKED_FOR_NOTE:
            return f"A one-page summary of {about} was asked for.", None
        case Remedy.KEEP_ONE:
            return KEEP_ONE, None
        case Remedy.ANSWER_ONE if found.demo:
            give = button("Answer", Action.GIVE_FEEDBACK, found.demo.id)
            return f"Answer {clip(found.demo.title, TITLE_MAX)} first: others follow.", give
        case _:
            return LAST_MINUTE, None


SMALLER = (
    "Try something smaller for a while: a tool that somebody discovered this week, half the time, "
    "or somebody else to facilitate."
)
KEEP_ONE = "Keep one thing of the next demo: three lines that somebody will look for."
LAST_MINUTE = "Leave the last minute of the next session for the two questions."
