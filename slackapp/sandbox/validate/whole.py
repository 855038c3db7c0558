"""A whole message or view: its limits, and what holds between its blocks."""

from collections.abc import Iterator

from slackapp.domain.json import JSON
from slackapp.sandbox.validate.blocks import BLOCK, BLOCKS_ONLY_ON, ELEMENTS_ONLY_ON
from slackapp.sandbox.validate.checks import Flaw, array, boolean, shape, string, typed
from slackapp.sandbox.validate.composition import plain

_VIEW = {
    "blocks": array(BLOCK, 1, 100),
    "private_metadata": string(3000, shortest=0),
    "callback_id": string(255, shortest=0),
    "external_id": string(255, shortest=0),
}


def message_errors(blocks: list[object]) -> list[Flaw]:
    return [*array(BLOCK, most=50)(blocks, "/blocks"), *_between(blocks, "message")]


def view_errors(view: JSON) -> list[Flaw]:
    blocks, surface = view.get("blocks"), view.get("type")
    if not isinstance(blocks, list) or not isinstance(surface, str):
        return list(_VIEWS(view, ""))
    return [*_VIEWS(view, ""), *_between(blocks, surface)]


def _inputs_need_submit(view: JSON, at: str) -> Iterator[Flaw]:
    if "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        yield Flaw(at, "missing required field: submit")


_VIEWS = typed(
    {
        "home": shape(_VIEW, required=["blocks"]),
        "modal": shape(
            {
                **_VIEW,
                "title": plain(24),
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
            },
            required=["title", "blocks"],
            rules=[_inputs_need_submit],
        ),
    }
)


def _between(blocks: list[object], surface: str) -> Iterator[Flaw]:
    """Find what is wrong between blocks, however broken the rest is."""
    seen: set[str] = set()
    focused = False
    for number, block in enumerate(blocks):
        if not isinstance(block, dict):
            continue
        at = f"/blocks/{number}"
        yield from _repeated(block.get("block_id"), seen, f"{at}/block_id", "block_id")
        yield from _out_of_place(block, surface, at, BLOCKS_ONLY_ON)
        actions: set[str] = set()
        for where, element in _elements(block, at):
            yield from _repeated(
                element.get("action_id"), actions, f"{where}/action_id", "action_id"
            )
            yield from _out_of_place(element, surface, where, ELEMENTS_ONLY_ON)
            yield from _answers_elsewhere(element, block, surface, where)
            if element.get("focus_on_load") is True:
                if focused:
                    yield Flaw(f"{where}/focus_on_load", "only one element may have focus_on_load")
                focused = True


def _elements(block: JSON, at: str) -> Iterator[tuple[str, JSON]]:
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            yield f"{at}/{key}", block[key]
    listed = block.get("elements")
    for number, element in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(element, dict):
            yield f"{at}/elements/{number}", element


def _repeated(name: object, seen: set[str], at: str, key: str) -> Iterator[Flaw]:
    if not isinstance(name, str):
        return
    if name in seen:
        yield Flaw(at, f"{key} already exists: {name}")
    seen.add(name)


def _out_of_place(
    part: JSON, surface: str, at: str, only_on: dict[str, set[str]]
) -> Iterator[Flaw]:
    kind = part.get("type")
    if isinstance(kind, str) and surface not in only_on.get(kind, {surface}):
        yield Flaw(f"{at}/type", f"{kind} is not allowed in a {surface}")


def _answers_elsewhere(element: JSON, block: JSON, surface: str, at: str) -> Iterator[Flaw]:
    inside = surface == "modal" and block.get("type") == "input"
    if element.get("response_url_enabled") is True and not inside:
        yield Flaw(f"{at}/response_url_enabled", "only allowed in an input block of a modal")
