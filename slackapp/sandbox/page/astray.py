"""An address of the sandbox that leads nowhere: what is not there, and the way back."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from slackapp.sandbox.page.headers import html_page
from slackapp.sandbox.page.look import Look
from slackapp.sandbox.render import TEMPLATES
from slackapp.sandbox.world import World

_PATH_MAX = 200  # characters of an address that are shown


def astray(world: World) -> Middleware:
    """Show people a page where a program would get a bare 404."""

    @web.middleware
    async def show(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPNotFound:
            if "text/html" not in request.headers.get("Accept", ""):
                raise
        page = TEMPLATES.get_template("astray.html").render(
            world=world,
            path=request.path[:_PATH_MAX],
            back=Look.read(world, request.query).url(),
        )
        return html_page(page, status=404)

    return show
