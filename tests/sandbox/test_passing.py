"""Time passes in the sandbox from one thing that happens to the next."""

from datetime import UTC, date, datetime, time, timedelta

from aiohttp import ClientSession

from slackapp.domain.cadence import Cadence, Freq, Weekday
from slackapp.domain.people import Principal
from slackapp.domain.rituals import RitualAnswers
from slackapp.sandbox.trying import Trial
from slackapp.services import rituals
from storage import Transaction
from storage.pods import PodRow
from tests import make

MONDAY = datetime(2026, 3, 2, 7, tzinfo=UTC)


async def with_a_prompt(live: Trial) -> None:
    """A pod whose members are asked something every Tuesday at nine in Berlin."""
    live.clock.set(MONDAY)
    await make.pod(live)
    world = live.sandbox.world
    actor = Principal(
        team_id=world.team.id, user_id=world.person("ana").id, home_team_id=world.team.id
    )
    cadence = Cadence(
        freq=Freq.WEEKLY,
        anchor=date(2026, 3, 3),
        at=time(9),
        tz="Europe/Berlin",
        weekdays=frozenset({Weekday.TUESDAY}),
    )
    answers = RitualAnswers("prompt", "Weekly question", cadence, minutes=0, days=2)
    pod_id = await live.app._storage.look(world.team.id, only_pod)
    await live.app._storage.run(world.team.id, rituals.begin, actor, pod_id, "r", answers)
    await live.settled()


def only_pod(tx: Transaction) -> str:
    return tx.session.query(PodRow).one().id


async def test_what_comes_is_listed_in_order(live: Trial):
    await with_a_prompt(live)

    coming = await live.coming()

    assert [each.what for each in coming][:3] == [
        "Weekly question opens",
        "Weekly question ends",
        "Weekly question opens",
    ]
    assert coming[0].at == datetime(2026, 3, 3, 8, tzinfo=UTC)


async def test_next_goes_to_what_comes_and_it_happens(live: Trial):
    await with_a_prompt(live)
    before = len(make.cards(live))

    while live.clock.now() < datetime(2026, 3, 3, 8, tzinfo=UTC):
        await live.next()

    assert len(make.cards(live)) == before + 1
    assert live.clock.now() - datetime(2026, 3, 3, 8, tzinfo=UTC) < timedelta(minutes=1)


async def test_three_weeks_pass_with_each_thing_at_its_instant(live: Trial):
    await with_a_prompt(live)
    before = len(make.cards(live))

    await live.advance(MONDAY + timedelta(weeks=3))

    said = [float(message.ts) for message in make.cards(live)[before:]]
    instants = [datetime.fromtimestamp(ts, UTC) for ts in said]
    assert [at.replace(minute=0, second=0, microsecond=0) for at in instants] == [
        datetime(2026, 3, 3, 8, tzinfo=UTC) + timedelta(weeks=week) for week in range(3)
    ]
    assert all(at.minute == 0 for at in instants)


async def test_the_page_lists_what_comes_and_its_buttons_let_it_happen(live: Trial):
    await with_a_prompt(live)

    async with ClientSession() as session:
        async with session.get(live.sandbox.url) as page:
            shown = await page.text()
        async with session.post(
            f"{live.sandbox.url}/_control/clock", json={"advance": 7 * 86400}
        ) as passed:
            assert passed.status == 200

    assert "Weekly question opens" in shown
    assert live.clock.now() - (MONDAY + timedelta(weeks=1)) < timedelta(minutes=1)
