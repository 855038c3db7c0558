"""Several messages for one person, as one."""

from collections.abc import Sequence

from slackapp.views.blocks import FALLBACK_MAX, MESSAGE_BLOCKS, Block, Message, divider, message


def bundled(*, parts: Sequence[Message]) -> Message:
    """Put messages under each other, with dividers between them."""
    blocks: list[Block] = []
    for part in parts:
        blocks += [divider(), *part.blocks] if blocks else part.blocks
    return message(_read_out(parts), *_told_apart(blocks[:MESSAGE_BLOCKS]))


def _read_out(parts: Sequence[Message]) -> str:
    """As many whole texts as fit; each is escaped already and must not be cut."""
    text = parts[0].text
    for part in parts[1:]:
        if len(text) + 1 + len(part.text) > FALLBACK_MAX:
            break
        text = f"{text}\n{part.text}"
    return text


def _told_apart(blocks: Sequence[Block]) -> list[Block]:
    """Two messages about one thing may name a block alike; Slack takes a name once."""
    names = set[str]()
    found: list[Block] = []
    for block in blocks:
        name = block.get("block_id")
        twice = name in names
        found.append(Block({k: v for k, v in block.items() if k != "block_id"}) if twice else block)
        names |= {name} if name else set()
    return found
