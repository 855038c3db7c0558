"""Ask Slack who somebody is, where that decides what they may do."""

import asyncio

from handlers.answers import Answer, nothing
from handlers.gestures import Gesture, Heard
from handlers.router import Router
from slackapp.domain.json import JSON
from slackapp.domain.people import Profile
from slackapp.ids import Event
from slackapp.services import people, profiles
from slackapp.slack import Slack, SlackTrouble

WITHIN = 1.5  # seconds; whoever Slack does not describe in time is taken as a colleague
AT_MOST = 50  # Slack describes one person a call


def register(router: Router) -> None:
    router.on_event(Event.USER_CHANGE, hear_change)


async def hear_change(gesture: Heard) -> Answer:
    """Follow names, zones and departures of people we know."""
    changed = profile(gesture.event["user"], team_id=gesture.actor.team_id)
    await gesture.run(profiles.hear_change, changed)
    return nothing()


async def meet(gesture: Gesture, *user_ids: str) -> None:
    """Learn what Slack says of people whom we do not know; without names, of whoever acts."""
    wanted = user_ids or (gesture.actor.user_id,)
    known = gesture.reach.familiar
    if known.are(wanted, to=gesture.actor, now=gesture.now):
        return
    unknown = await gesture.look(people.unknown, wanted)
    if not unknown:
        known.meet(wanted, to=gesture.actor, now=gesture.now)
        return
    asked = (_ask(gesture.slack, user_id) for user_id in unknown[:AT_MOST])
    found = tuple(one for one in await asyncio.gather(*asked) if one is not None)
    if found:
        await gesture.run(profiles.learn, found)


async def _ask(slack: Slack, user_id: str) -> Profile | None:
    try:
        async with asyncio.timeout(WITHIN):
            answer = await slack.call("users.info", user=user_id, include_locale=True)
    except (SlackTrouble, TimeoutError):
        return None
    return profile(answer["user"], team_id=slack.team_id)


def profile(user: JSON, *, team_id: str) -> Profile:
    """Read the parts of Slack's user object that we keep."""
    shown = user.get("profile") or {}
    name = shown.get("display_name") or user.get("real_name") or user.get("name") or ""
    return Profile(
        user_id=user["id"],
        name=str(name),
        tz=user.get("tz"),
        locale=user.get("locale"),
        bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        gone=bool(user.get("deleted")),
        external=bool(user.get("is_stranger")) or team_id not in _teams(user, team_id),
    )


def _teams(user: JSON, otherwise: str) -> list[str]:
    """Name somebody's workspaces; a stranger who shares a channel with us is called no stranger."""
    of_organization = (user.get("enterprise_user") or {}).get("teams") or []
    return [str(user.get("team_id") or otherwise), *of_organization]
