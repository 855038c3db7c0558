"""The method of the app itself, in whatever workspace: opening a socket."""

from slackapp.domain.json import JSON
from slackapp.sandbox.tickets import LINK_PATH, issue_link
from slackapp.sandbox.web_api.call import Call, Method


def open_connection(call: Call) -> JSON:
    origin = call.origin.replace("http", "ws", 1)
    ticket = issue_link(call.world)
    return {
        "ok": True,
        "url": f"{origin}{LINK_PATH}?ticket={ticket}&app_id={call.world.app_id}",
    }


METHODS = {"apps.connections.open": Method(open_connection, token="xapp")}  # noqa: S106 - its kind
