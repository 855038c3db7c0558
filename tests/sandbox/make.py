"""Blocks and views with sensible defaults, and the refusal that a call meets."""

import pytest
from slack_sdk.errors import SlackApiError


async def refusal(call):
    """Give the answer of a call that Slack must refuse."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response


def words(text):
    return {"type": "plain_text", "text": text}


def field(block_id, element, **parts):
    label = words(parts.pop("label", block_id))
    element = {"action_id": "a"} | element
    return {"type": "input", "block_id": block_id, "label": label, "element": element} | parts


def modal(*blocks, **parts):
    given = list(blocks) or [field("title", {"type": "plain_text_input"}, label="Title")]
    body = {"type": "modal", "title": words("A form"), "submit": words("Send"), "blocks": given}
    return body | parts


def button(text, action_id="go", **parts):
    return {"type": "button", "action_id": action_id, "text": words(text)} | parts


def actions(*elements, block_id="acts"):
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}
