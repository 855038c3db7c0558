"""What the app answers within its three seconds, and what the person sees of it."""

import json

from slackapp.domain.json import JSON
from slackapp.sandbox import response_urls, surfaces
from slackapp.sandbox.envelopes import Reply
from slackapp.sandbox.refused import Refused
from slackapp.sandbox.stage import Stage
from slackapp.sandbox.tickets import PATH
from slackapp.sandbox.validate import message_errors
from slackapp.sandbox.world import View

TROUBLE = "We had some trouble connecting. Try again?"


def plain(stage: Stage, user: str, what: str, reply: Reply) -> None:
    """Take the acknowledgement of a payload whose answer has no body."""
    if not reply.counts:
        stage.world.warn(user, TROUBLE, _why(what, reply))


def submission(stage: Stage, view: View, reply: Reply) -> None:
    """Close, replace, clear, push upon or mark the submitted view, as the app answered."""
    if not reply.counts:
        stage.world.warn(view.user, TROUBLE, _why("view_submission", reply))
        return
    if view not in stage.world.stack(view.user):  # it was replaced while the app was answering
        return
    try:
        _act(stage, view, _object(reply.text))
    except Refused as refusal:
        why = f"view_submission: {refusal.error} {refusal.details or reply.text}"
        stage.world.warn(view.user, TROUBLE, why)


def _act(stage: Stage, view: View, answer: JSON) -> None:
    action = answer.get("response_action")
    if not answer:
        surfaces.close(stage.world, view)
    elif action == "clear":
        surfaces.close_all(stage.world, view.user)
    elif action == "errors":
        view.errors = _errors(view, answer.get("errors"))
        stage.world.touch()
    elif action == "update":
        body = surfaces.accept(stage.world, answer.get("view"), kind="modal", instead_of=view)
        surfaces.replace(stage.world, view, body)
    elif action == "push":
        body = surfaces.accept(stage.world, answer.get("view"), kind="modal")
        surfaces.push_modal(stage.world, view.user, body)
    else:
        raise Refused("invalid_response_action")


def _errors(view: View, given: object) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(given, dict) or not given:
        raise Refused("invalid_errors")
    if not given.keys() <= inputs:
        raise Refused("errors_for_unknown_blocks", blocks=sorted(given.keys() - inputs))
    if not all(isinstance(words, str) and words for words in given.values()):
        raise Refused("invalid_errors")
    return dict(given)


def command(stage: Stage, user: str, fields: dict[str, str], reply: Reply) -> None:
    """Show the answer to a slash command: nothing, plain words, or a message."""
    name = fields["command"]
    if not reply.counts:
        code = "operation_timeout" if reply.late else "dispatch_failed"
        notice = f"{name} failed with the error “{code}”"
        stage.world.warn(user, notice, _why(name, reply))
        return
    ticket = stage.world.response_urls[fields["response_url"].removeprefix(stage.origin + PATH)]
    try:
        body = _object(reply.text)
    except Refused:
        body = {"text": reply.text}
    if not body:
        return
    try:
        response_urls.answer(stage, ticket, body)
    except Refused as refusal:
        notice = f"{name} failed with the error “dispatch_failed”"
        stage.world.warn(user, notice, f"{name}: {refusal.error} {refusal.details}")


def options(stage: Stage, user: str, reply: Reply) -> list[JSON]:
    """Give the options of an external select, groups laid flat."""
    if reply.counts:
        try:
            return _options(_object(reply.text))
        except Refused as refusal:
            reason = f"{refusal.error} {refusal.details or reply.text}"
            stage.world.warn(user, TROUBLE, f"block_suggestion: {reason}")
            return []
    stage.world.warn(user, TROUBLE, _why("block_suggestion", reply))
    return []


def _options(answer: JSON) -> list[JSON]:
    if len(answer.keys() & {"options", "option_groups"}) != 1:
        raise Refused("invalid_options")
    groups: list[JSON] = answer.get("option_groups") or [answer]
    if groups != [{"options": []}]:  # an empty answer is allowed here, not in a static select
        block = {"type": "actions", "elements": [{"type": "static_select", **answer}]}
        flaws = message_errors([block])
        if flaws:
            raise Refused("invalid_options", flaws=[f"{f.pointer}: {f.message}" for f in flaws])
    return [option for group in groups for option in group["options"]]


def _object(text: str) -> JSON:
    if not text.strip():
        return {}
    try:
        read = json.loads(text)
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(read, dict):
        raise Refused("json_not_object")
    return read


def _why(what: str, reply: Reply) -> str:
    return f"{what}: {reply.reason} {reply.status or ''}".strip()
