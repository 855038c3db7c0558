"""App Home with no demos, few and 5,000: its queries, its drawing, its publishing."""

import argparse
import asyncio
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import uvloop

from bench import seed
from bench.asked import answer
from bench.databases import SECRET_KEY, database, within
from bench.figures import Count, Findings
from bench.payloads import BOT_TOKEN
from bench.processes import CLIENT, JSON, started
from bench.serve import Statements
from slackapp import logs
from slackapp.clock import SystemClock
from slackapp.delivery.homes import Homes
from slackapp.domain.home import HomePage
from slackapp.install import Installations
from slackapp.services import home
from slackapp.slack import Slacks
from slackapp.views import home as views
from storage import Storage, Transaction, homes
from storage import people as person_rows
from storage.homes import HomeRow
from storage.sealing import KeyRing

FEW, MANY = 5, 5_000
PERSON = "person1"


def measure(*, rounds: int, quick: bool) -> Findings:
    """Draw the same person's Home in three workspaces."""
    sizes = {"T0": 0, "T1": FEW, "T2": MANY // 10 if quick else MANY}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="dojo-bench-")))
        slack = stack.enter_context(started("bench.slack", core=CLIENT))
        url = stack.enter_context(database("sqlite", folder))
        for team_id, demos in sizes.items():
            within(url, team_id, seed.team, seed.Team(demos=demos))
            within(url, team_id, seed.installation, team_id, BOT_TOKEN)
        child = stack.enter_context(started("bench.homes", url, slack.read()["url"]))
        child.read()
        found = [{team_id: child.ask(team_id) for team_id in sizes} for _ in range(rounds)]
    last = found[-1]
    return Findings(
        counts=[
            Count(
                what=f"statements to draw Home: {sizes['T2']} demos = {FEW} demos",
                found=last["T2"]["statements"],
                expected=last["T1"]["statements"],
            )
        ],
        notes=[
            f"Home with {demos} demos: {last[team_id]['statements']} statements, drawn in "
            f"{min(one[team_id]['draw'] for one in found):.1f} ms (best), drawn and published in "
            f"{min(one[team_id]['publish'] for one in found):.1f} ms"
            for team_id, demos in sizes.items()
        ],
    )


class Drawn:
    """Draws and publishes one Home at a time."""

    def __init__(self, storage: Storage, slacks: Slacks) -> None:
        self._storage = storage
        self._homes = Homes(storage, slacks)
        self._statements = Statements()

    async def run(self, team_id: str) -> JSON:
        await self._storage.look(team_id, _page)  # now everything is warm
        before, begun = self._statements.seen, time.perf_counter()
        page = await self._storage.look(team_id, _page)
        views.home(page=page)
        took, statements = time.perf_counter() - begun, self._statements.seen - before
        await self._storage.run(team_id, _open)
        begun = time.perf_counter()
        await self._homes.publish(team_id, PERSON)
        publish = time.perf_counter() - begun
        return {"statements": statements, "draw": 1000 * took, "publish": 1000 * publish}


def _page(tx: Transaction) -> HomePage:
    person = person_rows.by_id(tx.session, PERSON)
    assert person is not None
    return home.show(tx, person, home.FRONT)


def _open(tx: Transaction) -> None:
    row = homes.of_person(tx.session, PERSON)
    if row is None:
        tx.session.add(row := HomeRow(person_id=PERSON, opened_at=tx.now))
    row.opened_at = row.stale_at = tx.now


async def main(arguments: argparse.Namespace) -> None:
    logs.quiet()
    storage = Storage.open(arguments.database, clock=SystemClock(), seals=KeyRing.parse(SECRET_KEY))
    async with Slacks(arguments.slack, Installations(storage)) as slacks:
        await answer({}, Drawn(storage, slacks).run)
    await storage.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("database", "slack"):
        parser.add_argument(name)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(parser.parse_args()))
