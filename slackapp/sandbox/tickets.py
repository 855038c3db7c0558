"""What gives leave to act: triggers for modals, response_urls for answers, links for sockets."""

import secrets
import time

from slackapp.sandbox.world import ResponseUrl, Trigger, View, World

PATH = "/hooks/"
LINK_PATH = "/link/"
_LINK_SECONDS = 30.0


def issue_trigger(world: World, user: str, view: View | None = None) -> str:
    number = world.new_id("")
    trigger = Trigger(
        id=f"{number}.{world.team.id[1:]}.{number:0>32}",
        user=user,
        sent_at=time.monotonic(),
        view_id=view.id if view is not None and view.type == "modal" else None,
    )
    world.triggers[trigger.id] = trigger
    return trigger.id


def issue_response_url(world: World, user: str, channel_id: str) -> ResponseUrl:
    ticket = ResponseUrl(
        id=world.new_id("R"),
        user=user,
        channel_id=channel_id,
        born_at=world.now().timestamp(),
    )
    world.response_urls[ticket.id] = ticket
    return ticket


def issue_link(world: World) -> str:
    """Mint the ticket of one socket."""
    ticket = secrets.token_hex(16)
    world.link_tickets[ticket] = time.monotonic()
    return ticket


def redeem_link(world: World, ticket: str) -> bool:
    """Take a ticket, once and soon after it was issued."""
    issued = world.link_tickets.pop(ticket, None)
    return issued is not None and time.monotonic() - issued < _LINK_SECONDS
