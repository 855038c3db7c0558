"""The sandbox in a browser: a small Slack to look at, drawn by the server."""

from pathlib import Path

from aiohttp import web

from slackapp.sandbox.minutes import minutes
from slackapp.sandbox.page.acts import Acts
from slackapp.sandbox.page.astray import astray
from slackapp.sandbox.page.fragments import Desk
from slackapp.sandbox.page.gallery import Gallery
from slackapp.sandbox.page.headers import HEADERS, html_page
from slackapp.sandbox.page.live import feed
from slackapp.sandbox.page.look import FAULTS, HOME, TOOLS, Look, residents
from slackapp.sandbox.page.messages import key
from slackapp.sandbox.render import TEMPLATES
from slackapp.sandbox.server import Sandbox

__all__ = ["astray", "routes"]

_STATIC = Path(__file__).parent / "static"
_TYPES = {".css": "text/css", ".js": "text/javascript"}


def routes(sandbox: Sandbox) -> list[web.RouteDef]:
    """List what the server answers for people with a browser."""
    page, acts = Page(sandbox), Acts(sandbox)
    return [
        web.get("/", page.shell),
        web.get("/archives/{channel}", page.permalink),
        web.get(r"/archives/{channel}/p{ts:\d+}", page.permalink),
        web.get("/gallery", page.gallery),
        web.get("/faults", page.faults),
        web.get("/transcript.txt", page.transcript),
        web.get("/page/live", page.live),
        web.post("/page/act", acts.act),
        web.post("/page/suggest", acts.suggest),
        web.get("/page/static/{name}", static),
    ]


class Page:
    """Answers with the whole page, and with what changes on it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._world = sandbox.world
        self._desk = Desk(sandbox.world, sandbox.stage.manifest, sandbox.faults, sandbox.stage)
        self._gallery = Gallery()

    async def shell(self, request: web.Request) -> web.Response:
        look = Look.read(self._world, request.query)
        people = residents(self._world)
        await self._desk.look_ahead()
        others = [person for person in people if person.id != look.user]
        html = TEMPLATES.get_template("shell.html").render(
            world=self._world,
            look=look,
            me=self._world.people[look.user],
            other=others[0],
            people=people,
            team_size=len(people),
            title=self._desk.title(look),
            fragments=self._desk.fragments(look),
            shortcuts=self._desk.shortcuts("global"),
            commands=self._desk.manifest.commands,
            talk=self._talk(look),
        )
        return html_page(html)

    async def gallery(self, request: web.Request) -> web.Response:
        look = Look.read(self._world, request.query)
        sought, chosen = request.query.get("find", "").strip(), request.query.get("of", "")
        shown = self._gallery.found(sought) if sought else self._gallery.of(chosen)
        html = TEMPLATES.get_template("gallery.html").render(
            app=self._world.bot.real_name,
            user=look.user,
            back=look.url(),
            sizes=self._gallery.sizes,
            sought=sought,
            chosen="" if sought else shown[0].feature,
            shown=shown,
        )
        return html_page(html)

    async def faults(self, request: web.Request) -> web.Response:
        look = Look.read(self._world, request.query)
        raise web.HTTPFound(look.url(FAULTS))

    async def transcript(self, _: web.Request) -> web.Response:
        saved = {"Content-Disposition": 'attachment; filename="transcript.txt"'}
        return web.Response(text=minutes(self._world), headers=HEADERS | saved)

    async def live(self, request: web.Request) -> web.StreamResponse:
        return await feed(request, self._desk)

    async def permalink(self, request: web.Request) -> web.Response:
        """Lead to a message in its channel, or in its thread."""
        channel_id, digits = request.match_info["channel"], request.match_info.get("ts", "")
        ts = f"{digits[:-6]}.{digits[-6:]}" if digits else ""
        channel = self._world.channels.get(channel_id)
        message = channel.message(ts) if channel else None
        thread = message.thread_ts if message and message.is_reply else ""
        asked = {"as": request.query.get("as", ""), "at": channel_id, "thread": thread}
        look = Look.read(self._world, asked)
        there = look.url(thread=look.thread)
        raise web.HTTPFound(f"{there}#{key(ts)}" if ts else there)

    def _talk(self, look: Look) -> str:
        """Say what stands below the messages: a composer, the wish to join, or nothing."""
        if look.place in (HOME, *TOOLS) or self._world.channels[look.place].is_archived:
            return ""
        return "write" if look.user in self._world.channels[look.place].members else "join"


async def static(request: web.Request) -> web.StreamResponse:
    path = _STATIC / request.match_info["name"]
    if path.parent != _STATIC or not path.is_file():
        raise web.HTTPNotFound
    return web.Response(
        body=path.read_bytes(),
        content_type=_TYPES[path.suffix],
        charset="utf-8",
        headers=HEADERS | {"Cache-Control": "no-cache"},
    )
