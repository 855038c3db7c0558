"""What a payload carries to act with: triggers for modals, response_urls for answers."""

import time

from slackapp.sandbox.world import ResponseUrl, Trigger, View, World

PATH = "/hooks/"


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
