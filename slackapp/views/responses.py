"""What came back on demos, in words: only what is there, and kindly where nothing is."""

from slackapp.domain.demos import Demo, DemoState
from slackapp.views.text import count


def came(demo: Demo, *, joint: str = ", ") -> str:
    """Say what came: "2 comments, 1 answer"; nobody is waited for once it is over."""
    nothing = "nobody has answered yet" if demo.state is DemoState.OPEN else "no answers this time"
    return counted(comments=demo.comments, answers=demo.answers, joint=joint) or nothing


def counted(*, comments: int, answers: int, joint: str = ", ") -> str:
    """Count what came: "2 comments, 1 answer"; empty if nothing did."""
    parts = (
        count(comments, "comment") if comments else "",
        count(answers, "answer") if answers else "",
    )
    return joint.join(part for part in parts if part)
