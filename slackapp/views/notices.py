"""When something was not done: what, why, and what to do."""

from slackapp.slack import VERDICTS, Verdict
from slackapp.views.blocks import TEXT_MAX, Message, View, message, modal, section
from slackapp.views.text import clip, safe

REMEDIES = {
    "not_in_channel": "The app is not in {channel}. Type /invite @Dojo there.",
    "channel_not_found": "The app cannot find {channel}. Type /invite @Dojo there; if it was "
    "deleted, give the pod another channel.",
    "is_archived": "{channel} is archived. Unarchive it, or give the pod another channel.",
}
CLOSED = "{channel} does not let apps post. Ask an admin, or give the pod another channel."
BY_ITSELF = "What waits for it is posted by itself then."
ODD = "Slack refused it with “{reason}”. Mention that to whoever runs Dojo here."


def remedy(reason: str, channel: str) -> str:
    """Say what keeps us from posting and what mends it, by Slack's name for the reason."""
    known = CLOSED if VERDICTS.get(reason) is Verdict.CHANNEL else None
    words = REMEDIES.get(reason, known)
    if words is None:
        return ODD.format(reason=reason)
    return f"{words.format(channel=channel)} {BY_ITSELF}"


def broke(reference: str) -> str:
    return (
        "Something broke on our side and nothing was saved. Please try again; "
        f"if it repeats, mention {reference}."
    )


def too_slow(button: str = "") -> str:
    """Say that nothing was saved in time; `button` is the one of a form that is still open."""
    return _not_saved("it took too long", button)


def unanswered(button: str = "") -> str:
    """Say that Slack let us down; `button` is the one of a form that is still open."""
    return _not_saved("Slack did not answer", button)


def _not_saved(why: str, button: str) -> str:
    again = f"Press {button} again; your text is still here." if button else "Please try again."
    return f"Nothing was saved: {why}. {again}"


def sorry(*, words: str) -> View:
    """Say no, or sorry, in a modal."""
    return modal("That was not possible", section(clip(words, TEXT_MAX)))


def sorry_message(*, words: str) -> Message:
    """Say no, or sorry, where only one person reads it."""
    return message(safe(words, TEXT_MAX), section(clip(words, TEXT_MAX)))
