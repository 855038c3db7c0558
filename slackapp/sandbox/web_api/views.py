"""Methods that show Homes and modals, and the one that only checks blocks."""

import time

from slackapp.domain.json import JSON
from slackapp.sandbox import surfaces
from slackapp.sandbox.refused import Refused, invalid
from slackapp.sandbox.validate import Flaw, message_errors, view_errors
from slackapp.sandbox.web_api.call import Call, Method
from slackapp.sandbox.world import Trigger, View

TRIGGER_SECONDS = 3.0


def open_view(call: Call) -> JSON:
    trigger = _trigger(call)
    body = surfaces.accept(call.world, call.args.nested("view"), kind="modal")
    trigger.used = True
    return _shown(call, surfaces.open_modal(call.world, trigger.user, body))


def push(call: Call) -> JSON:
    trigger = _trigger(call)
    stack = call.world.stack(trigger.user)
    if trigger.view_id is None or trigger.view_id not in [view.id for view in stack]:
        raise Refused("not_found")
    if len(stack) >= surfaces.STACK_DEPTH:
        raise Refused("push_limit_reached")
    body = surfaces.accept(call.world, call.args.nested("view"), kind="modal")
    trigger.used = True
    return _shown(call, surfaces.push_modal(call.world, trigger.user, body))


def update(call: Call) -> JSON:
    view = _find(call)
    _check_hash(call, view)
    body = surfaces.accept(call.world, call.args.nested("view"), kind=view.type, instead_of=view)
    surfaces.replace(call.world, view, body)
    return _shown(call, view)


def publish(call: Call) -> JSON:
    if not call.manifest.home_tab:
        raise Refused("not_enabled")
    person = call.member(call.args.needed("user_id"))
    if person.deleted or person.is_bot or person.team_id != call.world.team.id:
        raise Refused("user_not_found")
    known = call.world.homes.get(person.id)
    if known is not None:
        _check_hash(call, known)
    body = surfaces.accept(call.world, call.args.nested("view"), kind="home", instead_of=known)
    return _shown(call, surfaces.publish(call.world, person.id, body))


def validate_blocks(call: Call) -> JSON:
    """Answer as Slack's tokenless check of a payload does; it takes forms, not JSON."""
    if call.args.is_json:
        raise Refused("invalid_arguments")
    for kind in ("blocks", "view", "message"):
        if call.args.given(kind):
            flaws = _flaws(kind, call.args.nested(kind))
            if flaws:
                raise Refused(f"invalid_{kind}", errors=[_as_error(flaw) for flaw in flaws])
            return {"ok": True}
    raise Refused("invalid_arguments")


def _flaws(kind: str, given: object) -> list[Flaw]:
    if kind == "blocks" and isinstance(given, list):
        return [
            Flaw(flaw.pointer.removeprefix("/blocks"), flaw.message)
            for flaw in message_errors(given)
        ]
    if kind == "view" and isinstance(given, dict):
        return view_errors(given)
    if kind == "message" and isinstance(given, dict):
        return message_errors(given.get("blocks", []))
    return [Flaw("", "must provide an object")]


def _as_error(flaw: Flaw) -> JSON:
    return {"pointer": flaw.pointer, "code": "invalid_value", "message": flaw.message}


def _trigger(call: Call) -> Trigger:
    given = call.args.text("trigger_id") or call.args.text("interactivity_pointer")
    trigger = call.world.triggers.get(given)
    if trigger is None:
        raise Refused("invalid_trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    if time.monotonic() - trigger.sent_at > TRIGGER_SECONDS:
        raise Refused("expired_trigger_id")
    return trigger


def _find(call: Call) -> View:
    view_id, external_id = call.args.text("view_id"), call.args.text("external_id")
    if not view_id and not external_id:
        raise invalid("missing required field: view_id")
    for view in call.world.all_views():
        if view.id == view_id or (external_id and view.external_id == external_id):
            return view
    raise Refused("not_found")


def _check_hash(call: Call, view: View) -> None:
    if call.args.given("hash") and call.args.text("hash") != view.hash:
        raise Refused("hash_conflict")


def _shown(call: Call, view: View) -> JSON:
    return {"ok": True, "view": surfaces.as_json(call.world, view)}


METHODS = {
    "views.open": Method(open_view),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
    "blocks.validate": Method(validate_blocks, token=""),
}
