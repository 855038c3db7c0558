"""Who made a gesture: one reading of Slack's many ids; where they disagree, nobody."""

from handlers.reading import Malformed, part, part_or_none, text, text_or_none
from slackapp.domain.json import JSON
from slackapp.domain.people import Principal


def principal_of(payload: JSON) -> Principal:
    if "command" in payload:
        return _of_command(payload)
    if payload.get("type") == "event_callback":
        return _of_event(payload)
    return _of_interaction(payload)


def _of_command(fields: JSON) -> Principal:
    team_id = _id(fields, "team_id")  # commands run in the workspace that installed them only
    return Principal(
        team_id=team_id,
        user_id=_id(fields, "user_id"),
        home_team_id=team_id,
        enterprise_id=text_or_none(fields, "enterprise_id") or None,
        name=text_or_none(fields, "user_name") or "",
    )


def _of_interaction(payload: JSON) -> Principal:
    """A view opened through a shared channel names the installed workspace beside the team."""
    user = part(payload, "user")
    home = _id(user, "team_id")
    team_id = _id(part(payload, "team"), "id")  # an org-wide install has none: not supported
    view = part_or_none(payload, "view") or {}
    installed = text_or_none(view, "app_installed_team_id") or team_id
    if team_id not in (installed, home):
        raise Malformed("the team is neither where the app is nor where the person is")
    if (text_or_none(view, "team_id") or installed) not in (installed, home):
        raise Malformed("the view belongs to another team")
    enterprise = part_or_none(payload, "enterprise")
    return Principal(
        team_id=installed,
        user_id=_id(user, "id"),
        home_team_id=home,
        enterprise_id=None if enterprise is None else _id(enterprise, "id"),
        name=text_or_none(user, "name") or text_or_none(user, "username") or "",
    )


def _of_event(payload: JSON) -> Principal:
    """In a shared channel the envelope's team may be theirs; the authorization is ours."""
    origin = _id(payload, "team_id")
    granted = _authorization(payload)
    team_id = _id(granted, "team_id") if granted else origin
    if origin != team_id and payload.get("is_ext_shared_channel") is not True:
        raise Malformed("the event is another team's")
    if (text_or_none(payload, "context_team_id") or team_id) not in (team_id, origin):
        raise Malformed("the context is another team's")
    event = part(payload, "event")
    user = event.get("user")
    person = user if isinstance(user, dict) else {"id": text_or_none(event, "user")}
    home = (
        text_or_none(person, "team_id")
        or text_or_none(event, "user_team")
        or text_or_none(event, "team")
        or origin
    )
    return Principal(
        team_id=team_id,
        user_id=_id(person, "id") if person.get("id") else "",
        home_team_id=home,
        enterprise_id=text_or_none(granted or payload, "enterprise_id"),
    )


def _authorization(payload: JSON) -> JSON | None:
    granted = payload.get("authorizations")
    if not granted:
        return None
    if not isinstance(granted, list) or not isinstance(granted[0], dict):
        raise Malformed("authorizations is no list of objects")
    first: JSON = granted[0]
    return first


def _id(where: JSON, key: str) -> str:
    found = text(where, key)
    if not found.isascii() or not found.isalnum() or len(found) > 32:  # noqa: PLR2004 - our column
        raise Malformed(f"{key} is no id")
    return found
