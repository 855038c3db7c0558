"""Homes and modals: accepted or refused, opened, pushed, replaced and closed."""

import copy
import json

from slackapp.domain.json import JSON
from slackapp.sandbox.refused import Refused, flawed, invalid
from slackapp.sandbox.validate import view_errors
from slackapp.sandbox.world import View, World
from slackapp.sandbox.world.state import carried_over, elements, initial_values

STACK_DEPTH = 3
VIEW_BYTES = 250_000


def with_ids(world: World, blocks: list[JSON]) -> list[JSON]:
    """Copy blocks as Slack keeps them: every block and every element has its id."""
    kept = copy.deepcopy(blocks)
    for block in kept:
        block.setdefault("block_id", world.new_id("b"))
        for element in elements(block):
            element.setdefault("action_id", world.new_id("a"))
    return kept


def accept(world: World, body: object, *, kind: str, instead_of: View | None = None) -> JSON:
    """Give the view as Slack keeps it, or refuse it."""
    if not isinstance(body, dict):
        raise invalid("must provide an object [json-pointer:/view]")
    if len(json.dumps(body).encode()) > VIEW_BYTES:
        raise Refused("view_too_large")
    flaws = view_errors(body)
    if flaws:
        raise flawed("invalid_arguments", flaws, prefix="/view")
    if body["type"] != kind:
        raise invalid(f"must be a valid enum value: {kind} [json-pointer:/view/type]")
    _check_external_id(world, body.get("external_id", ""), instead_of)
    return body | {"blocks": with_ids(world, body["blocks"])}


def _check_external_id(world: World, external_id: str, instead_of: View | None) -> None:
    live = [view for view in world.all_views() if view is not instead_of]
    if external_id and any(view.external_id == external_id for view in live):
        raise Refused("duplicate_external_id")


def publish(world: World, user: str, body: JSON) -> View:
    known = world.homes.get(user)
    if known is not None:
        replace(world, known, body)
        return known
    view = _new_view(world, user, body)
    world.homes[user] = view
    world.touch()
    return view


def open_modal(world: World, user: str, body: JSON) -> View:
    view = _new_view(world, user, body)
    world.modals[user] = [view]
    world.touch()
    return view


def push_modal(world: World, user: str, body: JSON) -> View:
    stack = world.stack(user)
    if len(stack) >= STACK_DEPTH:
        raise Refused("push_limit_reached")
    view = _new_view(world, user, body)
    view.root_view_id = stack[0].id
    view.previous_view_id = stack[-1].id
    stack.append(view)
    world.touch()
    return view


def replace(world: World, view: View, body: JSON) -> None:
    """Put a new body into an open view; what was typed stays where the ids are the same."""
    view.body = body
    view.hash = world.new_hash()
    view.state = carried_over(view.state, view.blocks)
    view.errors = {}
    world.touch()


def close(world: World, view: View) -> None:
    world.stack(view.user).remove(view)
    world.touch()


def close_all(world: World, user: str) -> None:
    world.stack(user).clear()
    world.touch()


def as_json(world: World, view: View) -> JSON:
    """Tell a view as payloads and answers carry it."""
    body = view.body
    return {
        "id": view.id,
        "team_id": world.team.id,
        "type": view.type,
        "blocks": view.blocks,
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "state": {"values": view.state},
        "hash": view.hash,
        "title": body.get("title"),
        "clear_on_close": body.get("clear_on_close", False),
        "notify_on_close": body.get("notify_on_close", False),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "previous_view_id": view.previous_view_id,
        "root_view_id": view.root_view_id,
        "app_id": world.app_id,
        "external_id": view.external_id,
        "app_installed_team_id": world.team.id,
        "bot_id": world.bot_id,
    }


def _new_view(world: World, user: str, body: JSON) -> View:
    view_id = world.new_id("V")
    view = View(id=view_id, user=user, body=body, hash=world.new_hash(), root_view_id=view_id)
    view.state = initial_values(view.blocks)
    return view
