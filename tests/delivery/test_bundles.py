"""Several things for one person become one message, and none is lost or said twice."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from slackapp.domain.facts import FirstAnswer, MessageAnswered, Nudge
from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import Trial
from storage import Transaction, people
from storage.demos import DemoRow
from storage.outbox import DeliveryState, say
from tests import make
from tests.delivery.make import POST, calls, goes_wrong, later, storage_of, stored

NOON = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)  # in New York, where Ben is
FIRST, ASKED = "has its first answer", "Nobody has answered"


@pytest.fixture
async def shown(guild: Trial) -> Trial:
    """Two demos: Ben's, which Dana answered without his hearing of it yet, and Eli's."""
    guild.clock.set(NOON)
    await make.demo(guild, by="ben", title="Overlap")
    await make.demo(guild, by="eli", title="Drift")
    return guild


async def tell_ben(live: Trial, *, also: bool = False) -> None:
    """Have two or three things to say to Ben at one instant."""
    team_id = live.sandbox.world.team.id
    ids = await storage_of(live).look(team_id, _demo_ids)

    def put(tx: Transaction) -> None:
        ben = people.by_user(tx.session, live.sandbox.world.person("ben").id)
        assert ben is not None
        say(tx.session, FirstAnswer(ids["Overlap"]), lane=ben.id, once="one", now=tx.now)
        say(tx.session, Nudge(ids["Drift"], ben.id), lane=ben.id, once="two", now=tx.now)
        if also:
            say(tx.session, MessageAnswered(ben.id), lane=ben.id, once="three", now=tx.now)
        tx.announce()

    await storage_of(live).run(team_id, put)


def _demo_ids(tx: Transaction) -> dict[str, str]:
    return {row.title: row.id for row in tx.session.scalars(select(DemoRow))}


async def answered(live: Trial) -> None:
    """Have Dana answer Ben's demo; he hears of it at once."""
    await make.answers(live, by="dana", to=make.card(live, "Overlap"))


async def test_two_things_at_one_instant_are_one_message(shown: Trial):
    await answered(shown)
    before = len(make.direct(shown, "ben"))

    await tell_ben(shown)
    await shown.settled()

    (said,) = make.direct(shown, "ben")[before:]
    assert FIRST in said
    assert ASKED in said


async def test_what_is_not_true_any_more_is_left_out(shown: Trial):
    await answered(shown)
    await make.answers(shown, by="dana", to=make.card(shown, "Drift"))

    await tell_ben(shown)
    await shown.settled()

    assert FIRST in make.direct(shown, "ben")[-1]
    assert [said for said in make.direct(shown, "ben") if ASKED in said] == []


async def test_an_answer_to_what_somebody_did_stands_alone(shown: Trial):
    await answered(shown)
    before = len(make.direct(shown, "ben"))

    await tell_ben(shown, also=True)
    await shown.settled()

    assert len(make.direct(shown, "ben")) == before + 2


@pytest.mark.parametrize("kind", [Kind.DROP_AFTER, Kind.DROP_BEFORE])
async def test_a_bundle_of_unknown_outcome_is_looked_for_and_said_once(shown: Trial, kind: Kind):
    await answered(shown)
    before = len(make.direct(shown, "ben"))
    goes_wrong(shown, POST, Fault(kind))

    await tell_ben(shown)
    await shown.settled()
    await later(shown)
    await later(shown)

    (said,) = make.direct(shown, "ben")[before:]
    assert FIRST in said
    assert ASKED in said
    assert calls(shown, "conversations.history")


async def test_what_comes_while_a_bundle_is_under_way_does_not_change_it(shown: Trial):
    await answered(shown)
    before = len(make.direct(shown, "ben"))
    goes_wrong(shown, POST, Fault(Kind.DROP_BEFORE))
    await tell_ben(shown)
    await shown.settled()

    shown.sandbox.hand("ben").tell_app("Are you there?")
    await shown.settled()
    waiting = len(make.direct(shown, "ben"))
    await later(shown)

    said = [words for words in make.direct(shown, "ben")[before:] if FIRST in words]
    assert len(said) == 1
    assert ASKED in said[0]
    assert waiting <= before + 1


async def test_a_rate_limit_keeps_a_bundle_together(shown: Trial):
    await answered(shown)
    before = len(make.direct(shown, "ben"))
    goes_wrong(shown, POST, Fault(Kind.RATELIMITED, retry_after=40))

    await tell_ben(shown)
    await shown.settled()
    await later(shown, timedelta(seconds=41))

    assert len(make.direct(shown, "ben")) == before + 1
    assert {each.state for each in await stored(shown, "Nudge")} == {DeliveryState.DONE}
