"""What a ritual asks: the question in the channel, and how many answered."""

from slackapp.domain.kinds import kinds
from slackapp.domain.rituals import Occurrence
from slackapp.ids import Action
from slackapp.views.blocks import (
    HEADER_MAX,
    Block,
    Message,
    actions,
    button,
    header,
    message,
    rich,
)
from slackapp.views.leaves import bold, date, italic, link
from slackapp.views.text import safe

SUGGEST = "Suggest a prompt"


def asked(*, occurrence: Occurrence) -> Message:
    """Ask a question in the channel; its answers come in the thread."""
    ritual = occurrence.ritual
    kind = kinds()[ritual.kind]
    return message(
        safe(f"{occurrence.prompt} {kind.opening}", 1000),
        title(occurrence.prompt),
        rich(kind.opening),
        rich("Answers until ", date(occurrence.ends_at)),
        rich(bold("What good looks like: "), ritual.good) if ritual.good else None,
        actions(button(SUGGEST, Action.OPEN_PROMPTS, ritual.id)),
    )


def gathered(*, occurrence: Occurrence, answered: int, permalink: str) -> Message:
    """Say how many answered, and where; nobody is named or ranked."""
    return message(
        safe(f"{_people(answered)} answered: {occurrence.prompt}", 1000),
        in_thread(occurrence=occurrence, answered=answered, permalink=permalink),
    )


def in_thread(*, occurrence: Occurrence, answered: int, permalink: str) -> Block:
    """Say how many answered the question itself, where it was asked."""
    prompt = occurrence.prompt
    asked = link(prompt, permalink) if permalink else italic(prompt)
    return rich(f"{_people(answered)} answered: ", asked)


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def title(words: str) -> Block:
    """A question as a headline, or in bold if it is too long for one."""
    return header(words) if len(words) <= HEADER_MAX else rich(bold(words))
