"""A pod's month in its channel: what was shown, kept and changed, and one suggestion."""

from collections.abc import Iterable, Sequence

from slackapp.domain.demos import Demo
from slackapp.domain.layers import Layer
from slackapp.domain.library import Note
from slackapp.domain.monthly import Month
from slackapp.domain.weeks import Weeks
from slackapp.views import trends
from slackapp.views.blocks import Block, Message, bullets, context, header, message, rich
from slackapp.views.charts import people_by_week
from slackapp.views.decision_words import phrase
from slackapp.views.leaves import Leaf, bold, italic, link, person
from slackapp.views.text import clip, count, safe

NAME_MAX = 120
SUGGESTIONS = {
    Layer.RITUAL: trends.SMALLER,
    Layer.NOTES: trends.KEEP_ONE,
    Layer.FEEDBACK: trends.LAST_MINUTE,
}


def month(*, month: Month) -> Message:
    title = f"{month.first:%B} in {clip(month.pod.name, NAME_MAX)}"
    return message(
        safe(f"{title}: {_summary(month)}", 1000),
        header(title),
        *_part("What was shown", map(_demo, month.demos), month.demos_total),
        *_part("What was kept", map(_note, month.notes), month.notes_total),
        *_part(
            "What changed",
            ([f"{each.ritual_name}: {phrase(each)}"] for each in month.decisions),
            len(month.decisions),
        ),
        *_weeks(month.weeks),
        rich(bold("One suggestion. "), SUGGESTIONS[month.weak]) if month.weak else None,
    )


def _summary(month: Month) -> str:
    parts = (
        (month.demos_total, "demo"),
        (month.notes_total, "note"),
        (len(month.decisions), "decision"),
    )
    return ", ".join(count(number, noun) for number, noun in parts if number)


def _part(title: str, lines: Iterable[Sequence[Leaf | str]], total: int) -> list[Block]:
    """The first few, and how many there are besides."""
    if not total:
        return []
    shown = list(lines)
    more = total - len(shown)
    return [
        rich(bold(title)),
        bullets(shown),
        *([context(f"and {more:,} more")] if more > 0 else []),
    ]


def _demo(demo: Demo) -> list[Leaf | str]:
    title = link(demo.title, demo.permalink) if demo.permalink else italic(demo.title)
    return [title, ", ", person(demo.author)]


def _note(note: Note) -> list[Leaf | str]:
    return [italic(note.title), f" · {note.kind.label}"]


def _weeks(weeks: Weeks) -> list[Block]:
    """The chart, and the same in words."""
    if len(weeks.people) <= 1 or not any(weeks.people):
        return []
    return [people_by_week(weeks), context(trends.spelled(weeks))]
