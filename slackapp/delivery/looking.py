"""Finding out whether a message arrived, by the random key in its metadata."""

from slackapp.services.claims import Look
from slackapp.slack import Slack, SlackUnknown

PAGES = 20  # of 200 messages; a narrow window never has so many


async def find(slack: Slack, step: Look, key: str) -> str | None:
    """Give the ts of the message with this key; None if it is surely not there."""
    cursor: str | None = None
    for _page in range(PAGES):
        found = await slack.call(
            "conversations.history",
            channel=step.channel_id,
            oldest=f"{step.since.timestamp():.6f}",
            include_all_metadata=True,
            limit=200,
            cursor=cursor,
        )
        for message in found.get("messages", ()):
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("key") == key:
                return str(message["ts"])
        cursor = (found.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None
    raise SlackUnknown("conversations.history", "the window holds too many messages")
