"""What it costs to begin: help (G16), the server until it is ready (G17), and its memory (G15)."""

import json
import socket
import time
import urllib.request
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError

from bench import ack
from bench.databases import SECRET_KEY, database
from bench.figures import Figure, Findings, Wish
from bench.payloads import BOT_TOKEN, SIGNING_SECRET
from bench.processes import CLIENT, started, timed

SERVER_SET = "import slack_bolt.async_app, starlette.applications, uvicorn, sqlalchemy.orm"
FIRST, LOADED = 1_000, 10_000  # requests after which memory is looked at
_PATIENCE = 30.0


def measure(*, rounds: int, quick: bool) -> Findings:
    helped, nothing, served, imported = [], [], [], []
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="dojo-bench-"))
        url = stack.enter_context(database("sqlite", Path(folder)))
        slack = stack.enter_context(started("bench.slack", core=CLIENT))
        environ = _environ(url, slack.read()["url"], folder)
        for _ in range(rounds):
            helped.append(timed(["-m", "slackapp", "--help"]).cpu)
            nothing.append(timed(["-c", "pass"]).cpu)
            served.append(_until_ready(environ))
            imported.append(timed(["-c", SERVER_SET]).wall)
    return Findings(
        figures=[
            Figure(
                goal="G16",
                metric="slackapp --help, s of CPU",
                app=helped,
                baseline=nothing,
                wish=Wish.AT_MOST,
                target=3.0,
            ),
            Figure(
                goal="G17",
                metric="run until ready, s, against imports",
                app=served,
                baseline=imported,
                wish=Wish.AT_MOST,
                target=1.3,
            ),
            *_memory(LOADED // 10 if quick else LOADED),
        ]
    )


def _environ(url: str, slack: str, folder: str) -> dict[str, str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": slack,
        "DATABASE_URL": url,
        "DOJO_DATA_DIR": folder,
        "DOJO_SECRET_KEY": SECRET_KEY,
        "LOG_LEVEL": "ERROR",
        "PORT": str(port),
    }


def _until_ready(environ: dict[str, str]) -> float:
    begun = time.perf_counter()
    with started("slackapp", "run", environ=environ):
        address = f"http://127.0.0.1:{environ['PORT']}/readyz"
        while time.perf_counter() < begun + _PATIENCE:
            with suppress(URLError, ConnectionError):
                urllib.request.urlopen(address, timeout=1).close()
                return time.perf_counter() - begun
            time.sleep(0.005)
    raise TimeoutError(address)


def _memory(most: int) -> list[Figure]:
    code = (
        f"import json, sys; {SERVER_SET}; from bench.processes import usage;"
        " print(json.dumps(usage())); sys.stdout.flush(); sys.stdin.read()"
    )
    with started(code, option="-c") as child:
        imported = child.read()["rss"]
    with ack.serving("sqlite") as bench:
        first = _after(bench, min(FIRST, most // 10))
        last = _after(bench, most)
    return [
        Figure(
            goal="G15",
            metric=f"MiB after {most} presses, against imports",
            app=[last],
            baseline=[imported],
            wish=Wish.AT_MOST,
            target=1.25,
        ),
        Figure(
            goal="G15",
            metric=f"MiB after {most} presses, against the first",
            app=[last],
            baseline=[first],
            wish=Wish.AT_MOST,
            target=1.05,
        ),
    ]


def _after(bench: ack.Bench, most: int) -> float:
    """Press so often, and see what the app holds then."""
    asked = {
        "url": bench.samples["dojo"].url,
        "connections": ack.CONNECTIONS,
        "seconds": 120,
        "most": most,
    }
    bench.load.ask(json.dumps(asked))
    held: float = bench.app.ask()["rss"]
    return held
