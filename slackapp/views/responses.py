"""What came back on demos, in words: only what is there, and kindly where nothing is."""

from slackapp.views.text import count

NOBODY = "nobody has answered yet"


def came(*, comments: int, answers: int, joint: str = ", ") -> str:
    """Count what came: "2 comments, 1 answer"; empty if nothing did."""
    parts = (
        count(comments, "comment") if comments else "",
        count(answers, "answer") if answers else "",
    )
    return joint.join(part for part in parts if part)
