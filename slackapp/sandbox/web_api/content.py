"""What a message says: text, blocks and metadata, held against Slack's rules."""

import json
from dataclasses import dataclass

from slackapp.domain.json import JSON
from slackapp.sandbox.refused import Refused, flawed
from slackapp.sandbox.surfaces import with_ids
from slackapp.sandbox.validate import message_errors
from slackapp.sandbox.web_api.call import Call
from slackapp.sandbox.world import World

_LONGEST_TEXT = 40_000
_METADATA_BYTES = 16_000


@dataclass(frozen=True, slots=True)
class Content:
    """The accepted words of a message; `None` was not mentioned, empty was emptied."""

    text: str
    blocks: list[JSON] | None
    metadata: JSON | None


def read(call: Call, *, update: bool = False) -> Content:
    """Accept what a message shall say, or refuse it; text beyond the limit is cut."""
    args = call.args
    text = args.text("text")
    blocks = accept_blocks(call.world, args.nested("blocks"))
    metadata = _accept_metadata(args.nested("metadata"))
    silent = not text and not blocks
    if silent and not (update and metadata is not None and not args.given("text")):
        raise Refused("no_text")
    return Content(text if update else text[:_LONGEST_TEXT], blocks, metadata)


def accept_blocks(world: World, blocks: object) -> list[JSON] | None:
    if blocks is None:
        return None
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    flaws = message_errors(blocks)
    if flaws:
        raise flawed("invalid_blocks", flaws)
    return with_ids(world, blocks)


def _accept_metadata(metadata: object) -> JSON | None:
    if metadata is None or metadata == {}:
        return metadata
    if not isinstance(metadata, dict):
        raise Refused("invalid_metadata_format")
    named = isinstance(metadata.get("event_type"), str) and metadata["event_type"]
    if not named or not isinstance(metadata.get("event_payload"), dict):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(metadata).encode()) > _METADATA_BYTES:
        raise Refused("metadata_too_large")
    return metadata
