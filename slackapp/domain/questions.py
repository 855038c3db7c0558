"""What the attendees of a session are asked afterwards; each ritual has its template."""

from enum import StrEnum

from slackapp.domain.feedback import QUESTIONS, Question


class Template(StrEnum):
    """A set of questions; the two are the default."""

    TWO = "two"
    WORKED = "worked"
    CLEAR = "clear"


TEMPLATES: dict[Template, tuple[Question, ...]] = {
    Template.TWO: QUESTIONS,
    Template.WORKED: (
        Question("worked", "What worked?"),
        Question("failed", "What did not work?"),
        Question("topics", "Which topics next?"),
    ),
    Template.CLEAR: (
        Question("clear", "What was clear?"),
        Question("clearer", "What could be clearer?"),
    ),
}
SCALES = (
    Question("pace", "Pace, from 1 (too slow) to 5 (too fast)", scale=True),
    Question("clarity", "Clarity, from 1 (lost) to 5 (all clear)", scale=True),
)
SCALE = ("1", "2", "3", "4", "5")
SHORT = {
    "takeaway": "Most useful",
    "better": "Next time",
    "worked": "Worked",
    "failed": "Did not work",
    "topics": "Topics next",
    "clear": "Clear",
    "clearer": "Could be clearer",
    "pace": "Pace",
    "clarity": "Clarity",
}
WISHES = frozenset({"better", "clearer"})  # what the channel reads when the next one begins
TOPICS = "topics"  # each line of its answers goes to the agenda


def questions(template: Template, *, scales: bool) -> tuple[Question, ...]:
    """All that is asked, in order."""
    return (*TEMPLATES[template], *(SCALES if scales else ()))
