"""How each figure is counted, in words made from the very constants that count it."""

from slackapp.domain.layers import HEARD, KEPT, MISSES, SETTLED, TIMES, TOGETHER
from slackapp.domain.weeks import WEEKS
from slackapp.views.blocks import Block, View, modal, rich
from slackapp.views.leaves import bold

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def counted() -> View:
    return modal("How is this counted?", *(_part(title, words) for title, words in PARTS.items()))


def say(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _part(title: str, words: str) -> Block:
    return rich(bold(f"{title}. "), words)


_DAYS = say(SETTLED.days)
PARTS = {
    "This week": (
        "It starts on Monday where the pod lives. A demo is unanswered while nobody but its author "
        "has commented on it or answered it. Of those who could answer a demo of somebody else "
        "this week, so many did; whoever is away is not among them."
    ),
    "Ritual, notes, feedback": (
        f"Each dot is one of the last {say(TIMES)} times that have been over for {_DAYS} days. "
        "Holidays are none of them; what was skipped or missed counts as not held."
    ),
    "A ritual did well": f"It was held, and at least {say(TOGETHER)} people took part.",
    "Notes did well": (
        f"At least {say(KEPT)} note was kept of the session, or of a demo of the round."
    ),
    "Feedback did well": f"At least {say(HEARD)} people answered or commented.",
    "The weakest": (
        "It did its part least often; of two that do equally, the ritual comes before notes, "
        "and notes before feedback."
    ),
    "Who missed twice": (
        "Somebody of whom there was no answer, comment, duty or press in the last "
        f"{say(MISSES)} sessions or rounds of demos that they could be in. Whoever was away, "
        "looks on, had just joined, had a duty, or said that they were not there is not missed "
        "for that time, and of what nobody took part in nobody is."
    ),
    "People taking part": (
        "Everybody who showed, answered, commented, watched, kept a note, said what to talk "
        "about, pressed that they were there, or took on a duty, once for each of the last "
        f"{say(WEEKS)} weeks."
    ),
    "A duty": (
        "It counts for whoever accepted or took it, or was given it by a lead. What was only "
        "planned for somebody does not: nobody knows whether they came."
    ),
    "What is not counted": "Nobody is ranked, and no number stands beside a name.",
}
