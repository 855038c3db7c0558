"""What a browser tells of a person's gestures, done by that person's hand."""

from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

from aiohttp import web

from slackapp.domain.json import JSON
from slackapp.sandbox.gestures import Hand, Impossible, Spot, reachable
from slackapp.sandbox.page.values import typed
from slackapp.sandbox.payloads import Surface
from slackapp.sandbox.server import Sandbox
from slackapp.sandbox.world import Message, View
from slackapp.sandbox.world.state import SLOTS

_Act = Callable[[Hand, JSON], Awaitable[object]]


class Acts:
    """Answers `/page/act` and `/page/suggest`."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def act(self, request: web.Request) -> web.Response:
        return await self._answer(request, _act)

    async def suggest(self, request: web.Request) -> web.Response:
        return await self._answer(request, _suggest)

    async def _answer(
        self, request: web.Request, work: Callable[[Hand, JSON], Awaitable[JSON]]
    ) -> web.Response:
        if request.content_type != "application/json":  # a foreign page cannot send this unasked
            raise web.HTTPUnsupportedMediaType(text="send application/json")
        try:
            hand = self._sandbox.hand(request.query.get("as", ""))
            return web.json_response(await work(hand, await request.json()))
        except (Impossible, LookupError, ValueError) as reason:
            return web.json_response({"error": _sentence(str(reason))}, status=409)


async def _act(hand: Hand, told: JSON) -> JSON:
    await _ACTS[told["gesture"]](hand, told)
    return {"ok": True}


async def _suggest(hand: Hand, told: JSON) -> JSON:
    surface = _surface(hand, told["surface"])
    return {"options": await hand.options(_key(told), told["text"], on=surface)}


async def _press(hand: Hand, told: JSON) -> None:
    surface = _surface(hand, told["surface"])
    spot = _spot(hand, surface, told)
    await _fill(hand, surface, told["fields"])
    option = told["value"] if spot.element["type"] == "overflow" else ""
    await hand.press(spot.key, on=surface, option=option)


async def _change(hand: Hand, told: JSON) -> None:
    surface = _surface(hand, told["surface"])
    spot = _spot(hand, surface, told)
    await _fill(hand, surface, told["fields"])
    await hand.pick(spot.key, typed(spot.element, told["values"], _zone(hand)), on=surface)


async def _submit(hand: Hand, told: JSON) -> None:
    await _fill(hand, _surface(hand, told["surface"]), told["fields"])
    await hand.submit()


async def _close(hand: Hand, told: JSON) -> None:
    modal = hand.world.modal(hand.id)
    if modal is not None and modal.id == told["surface"]["view"]:  # it may be closed twice
        await (hand.dismiss() if told["all"] else hand.cancel())


async def _say(hand: Hand, told: JSON) -> None:
    channel, words = hand.seen_channel(told["channel"]), str(told["text"])
    if words.startswith("/") and not told["thread"]:
        await hand.command(words, channel=channel.id)
    elif told["thread"]:
        hand.say(words, channel=channel.id, thread=channel.message(told["thread"]))
    elif channel.is_im:
        hand.tell_app(words)
    else:
        hand.say(words, channel=channel.id)


async def _join(hand: Hand, told: JSON) -> None:
    hand.join(told["channel"])


async def _shortcut(hand: Hand, told: JSON) -> None:
    await hand.shortcut(told["callback"])


async def _message_shortcut(hand: Hand, told: JSON) -> None:
    surface = _surface(hand, told["surface"])
    if isinstance(surface, Message):
        await hand.shortcut(told["callback"], on=surface)


async def _open_home(hand: Hand, told: JSON) -> None:
    await hand.open_home(told["tab"])


async def _dismiss(hand: Hand, _: JSON) -> None:
    hand.begin()  # every gesture takes the last warning away; this one does nothing else


_ACTS: dict[str, _Act] = {
    "press": _press,
    "change": _change,
    "submit": _submit,
    "close": _close,
    "say": _say,
    "join": _join,
    "shortcut": _shortcut,
    "message_shortcut": _message_shortcut,
    "open_home": _open_home,
    "dismiss": _dismiss,
}


def _surface(hand: Hand, named: JSON) -> Surface:
    """Find the view, message or whisper that the browser means."""
    world = hand.world
    found: Surface | None
    if "view" in named:
        mine = [*world.stack(hand.id), *([world.homes[hand.id]] if hand.id in world.homes else [])]
        found = next((view for view in mine if view.id == named["view"]), None)
    elif named["whisper"]:
        whispers = world.whispers(hand.id, named["channel"])
        found = next((each for each in whispers if each.ts == named["ts"]), None)
    else:
        found = hand.seen_channel(named["channel"]).message(named["ts"])
    if found is None:
        raise Impossible("this is not there any more")
    return found


def _key(told: JSON) -> str:
    return f"{told['block']}/{told['action']}"


def _spot(hand: Hand, surface: Surface, told: JSON) -> Spot:
    for spot in reachable(surface, hand.id):
        if spot.key == _key(told):
            return spot
    raise Impossible("this is not there any more")


async def _fill(hand: Hand, surface: Surface, fields: list[JSON]) -> None:
    """Put into a view's inputs what stands in the browser; messages keep no inputs."""
    if not isinstance(surface, View):
        return
    filled = {_key(each): each["values"] for each in fields}
    for spot in reachable(surface, hand.id):
        if spot.element["type"] in SLOTS and spot.key in filled:
            value = typed(spot.element, filled[spot.key], _zone(hand))
            await hand.fill(spot.key, value, on=surface)


def _zone(hand: Hand) -> ZoneInfo:
    return ZoneInfo(hand.person.tz)


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."
