"""When something was not done: what, why, and what to do."""

from slackapp.views.blocks import TEXT_MAX, Message, View, message, modal, section
from slackapp.views.text import clip, safe

INVITE = "Type /invite @Dojo in it"
REMEDIES = {
    "not_in_channel": "The app is not in {channel}. {invite}.",
    "channel_not_found": "The app cannot see {channel}. {invite}, or pick another channel.",
    "is_archived": "{channel} is archived. Unarchive it, or pick another channel.",
    "restricted_action": "{channel} does not let apps post. Ask an admin, or pick another channel.",
    "msg_too_long": "Slack finds it too long. Shorten it and post it again.",
}
REMEDY = "Slack does not let the app post in {channel}. {invite}, or ask an admin about {reason}."


def remedy(reason: str, channel: str) -> str:
    """Say why Slack keeps us from a channel and what mends it, by Slack's name for the reason."""
    said = REMEDIES.get(reason, REMEDY)
    return said.format(channel=channel, invite=INVITE, reason=reason)


def broke(reference: str) -> str:
    return (
        "Something broke on our side and nothing was saved. Please try again; "
        f"if it repeats, mention {reference}."
    )


def too_slow(button: str = "") -> str:
    """Say that nothing was saved in time; `button` is the one of a form that is still open."""
    if button:
        return (
            f"Nothing was saved: it took too long. Press {button} again; your text is still here."
        )
    return "Nothing was saved: it took too long. Please try again."


def sorry(*, words: str) -> View:
    """Say no, or sorry, in a modal."""
    return modal("That was not possible", section(clip(words, TEXT_MAX)))


def sorry_message(*, words: str) -> Message:
    """Say no, or sorry, where only one person reads it."""
    return message(safe(words, TEXT_MAX), section(clip(words, TEXT_MAX)))
