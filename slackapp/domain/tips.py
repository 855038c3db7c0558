"""Tips for whoever facilitates: three at a time, other ones each week."""

from collections.abc import Sequence
from datetime import date

from slackapp.domain.rituals import Part

AT_A_TIME = 3
TIPS = (
    "Say at the start when it ends, and what is enough for today.",
    "Ask before you explain: “What have you tried?” helps the group find its own answer.",
    "When two people talk, invite a third: “Who sees it differently?”",
    "Silence is thinking. Count to ten before you fill it.",
    "Let the one who knows least about it say first what they understood.",
    "Write the question where all can see it, and come back to it.",
    "Park what leads away: note it for the next agenda and go on.",
    "Close with one next step from everybody, one line each.",
    "Thank whoever showed something unfinished, and say what it made possible.",
)


def tips(parts: Sequence[Part], on: date) -> tuple[str, ...]:
    """Three for this week; where somebody presents, one is about the minutes that takes."""
    first = on.isocalendar().week * AT_A_TIME
    chosen = tuple(TIPS[(first + n) % len(TIPS)] for n in range(AT_A_TIME))
    if not parts or on.isocalendar().week % 2:
        return chosen
    part = parts[0]
    return (f"Keep {part.words} to {part.minutes} minutes; give a sign two before.", *chosen[:-1])
