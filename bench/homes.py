"""App Home of small and large workspaces: its queries, its drawing, its publishing."""

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
from slackapp.domain.people import Principal
from slackapp.install import Installations
from slackapp.services import feedback, home, pods
from slackapp.slack import Slacks
from slackapp.views import demos as demo_views
from slackapp.views import home as views
from slackapp.views import zones
from storage import Storage, Transaction, homes
from storage import people as person_rows
from storage.homes import HomeRow
from storage.sealing import KeyRing

FEW, MANY = 5, 5_000
YEARS = 104  # weeks, of seven people
PEOPLE, PODS, LED = 5_000, 700, 10
SOON = 3.0  # seconds in which Slack wants the options of a select
MEMBER, LEAD = "a member", "a lead"


def measure(*, rounds: int, quick: bool) -> Findings:
    """Draw the Homes of a member and of a lead, in one workspace after the other."""
    teams = _teams(10 if quick else 1)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="dojo-bench-")))
        slack = stack.enter_context(started("bench.slack", core=CLIENT))
        url = stack.enter_context(database("sqlite", folder))
        for team_id, size in teams.items():
            within(url, team_id, seed.team, size)
            within(url, team_id, seed.installation, team_id, BOT_TOKEN)
        child = stack.enter_context(started("bench.homes", url, slack.read()["url"]))
        child.read()
        found = [
            {
                (team_id, who): child.ask(f"{team_id}/{_person(size, who)}")
                for team_id, size in teams.items()
                for who in (MEMBER, LEAD)
            }
            for _ in range(rounds)
        ]
    last = found[-1]
    slow = sum(one["options"] > 1000 * SOON for each in found for one in each.values())
    return Findings(
        counts=[
            *(
                Count(
                    what=f"statements to draw Home: {who}, {large} = {small}",
                    found=last[large, who]["statements"],
                    expected=last[small, who]["statements"],
                )
                for small, large, who in (
                    ("few", "many", MEMBER),
                    ("ten", "crowd", MEMBER),
                    ("ten", "crowd", LEAD),
                    ("a month", "two years", LEAD),
                )
            ),
            Count(what="options of selects that came too late", found=slow, expected=0),
        ],
        notes=[
            f"Home of {who}, {team_id}: {last[team_id, who]['statements']} statements, drawn in "
            f"{_best(found, team_id, who, 'draw'):.1f} ms (best), drawn and published in "
            f"{_best(found, team_id, who, 'publish'):.1f} ms; the slowest select in "
            f"{_best(found, team_id, who, 'options'):.1f} ms"
            for team_id, who in last
        ],
    )


def _teams(less: int) -> dict[str, seed.Team]:
    """No demos, few and many; then ten people, and a crowd in which some lead several pods."""
    return {
        "none": seed.Team(demos=0),
        "new": seed.Team(pods=1, people=6, demos=0),
        "a month": seed.Team(pods=1, people=6, demos=0, weeks=4),
        "two years": seed.Team(pods=1, people=6, demos=0, weeks=YEARS),
        "few": seed.Team(demos=FEW),
        "many": seed.Team(demos=MANY // less),
        "ten": seed.Team(pods=2 * LED, people=10, each=5, leads=LED),
        "crowd": seed.Team(pods=PODS // less, people=PEOPLE // less, each=20, leads=LED),
    }


def _person(size: seed.Team, who: str) -> str:
    """The first who leads, and the first who leads nothing; both are in pods with demos."""
    leads = size.pods // size.leads if size.leads else 1
    return "person0" if who == LEAD else f"person{leads}"


def _best(found: list[dict[tuple[str, str], JSON]], team_id: str, who: str, what: str) -> float:
    best: float = min(one[team_id, who][what] for one in found)
    return best


class Drawn:
    """Draws and publishes one Home at a time."""

    def __init__(self, storage: Storage, slacks: Slacks) -> None:
        self._storage = storage
        self._homes = Homes(storage, slacks)
        self._statements = Statements()

    async def run(self, question: str) -> JSON:
        team_id, person_id = question.split("/")
        await self._storage.look(team_id, _page, person_id)  # now everything is warm
        before, begun = self._statements.seen, time.perf_counter()
        page = await self._storage.look(team_id, _page, person_id)
        views.home(page=page)
        took, statements = time.perf_counter() - begun, self._statements.seen - before
        await self._storage.run(team_id, _open, person_id)
        begun = time.perf_counter()
        await self._homes.publish(team_id, person_id)
        publish = time.perf_counter() - begun
        return {
            "statements": statements,
            "draw": 1000 * took,
            "publish": 1000 * publish,
            "options": 1000 * await self._suggest(team_id, person_id),
        }

    async def _suggest(self, team_id: str, person_id: str) -> float:
        """The seconds of the slowest select that asks for its options."""
        user_id = f"U{person_id.removeprefix('person')}"
        actor = Principal(team_id=team_id, user_id=user_id, home_team_id=team_id, name="Ana")
        took = []
        for suggest in (_pods, _demos, _zones):
            begun = time.perf_counter()
            await self._storage.look(team_id, suggest, actor)
            took.append(time.perf_counter() - begun)
        return max(took)


def _pods(tx: Transaction, actor: Principal) -> None:
    demo_views.pod_options(pods.choices(tx, actor, "pod"))


def _demos(tx: Transaction, actor: Principal) -> None:
    demo_views.demo_options(feedback.candidates(tx, actor, "scores"))


def _zones(tx: Transaction, _actor: Principal) -> None:
    zones.zone_options(query="ber", now=tx.now)


def _page(tx: Transaction, person_id: str) -> HomePage:
    person = person_rows.by_id(tx.session, person_id)
    assert person is not None
    return home.show(tx, person, home.FRONT)


def _open(tx: Transaction, person_id: str) -> None:
    row = homes.of_person(tx.session, person_id)
    if row is None:
        tx.session.add(row := HomeRow(person_id=person_id, opened_at=tx.now))
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
