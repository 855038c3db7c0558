"""Slack's Web API as far as the bench needs it: it answers at once, and counts."""

import argparse
import asyncio
import ssl
from collections import Counter
from itertools import count

import uvloop
from aiohttp import web

from bench.asked import answer
from bench.processes import JSON, usage

TEAM = "T1"
_HERE = {"team": "Data", "team_id": TEAM, "user_id": "UBOT", "bot_id": "B1"}


class Slack:
    """Answers every method, and remembers how often it was asked."""

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()
        self._stamps = count(1)

    async def answer(self, request: web.Request) -> web.Response:
        await request.read()
        method = request.match_info["method"]
        self._asked[method] += 1
        stamp = f"1763686800.{next(self._stamps):06}"
        return web.json_response(
            {
                "ok": True,
                "channel": "C1",
                "ts": stamp,
                "permalink": f"https://data.slack.com/archives/C1/p{stamp}",
                "view": {"id": "V1"},
                **(_HERE if method == "auth.test" else {}),
            }
        )

    async def counted(self, _question: str) -> JSON:
        return {**usage(), "asked": dict(self._asked)}


async def main(certificate: str | None) -> None:
    slack, tls = Slack(), None
    if certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(certificate)
    application = web.Application()
    application.router.add_post("/api/{method}", slack.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
    scheme, port = "https" if tls else "http", runner.addresses[0][1]
    host = "localhost" if tls else "127.0.0.1"
    await answer({"url": f"{scheme}://{host}:{port}/api/"}, slack.counted)
    await runner.cleanup()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--certificate")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner_of_all:
        runner_of_all.run(main(parser.parse_args().certificate))
