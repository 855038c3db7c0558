"""What a pod decided is read by everybody in it, newest first, with what became of it."""

from datetime import timedelta

import pytest

from slackapp.domain.decisions import LOG_PAGE, DecisionState, Terms
from slackapp.domain.people import Principal
from slackapp.errors import Refusal
from slackapp.services import decisions
from storage import Transaction
from storage.decisions import DecisionRow
from tests.services import make, test_decisions
from tests.services.retro_pods import Retro
from tests.services.session_pods import PEOPLE
from tests.services.test_decisions import REVIEW, decide

guild = test_decisions.guild  # a retrospective that is over, and a review that goes on


async def logged(guild: Retro, page: int = 0) -> list[tuple[Terms, Terms]]:
    found = await make.do(guild.storage, "ben", decisions.log, guild.pod_id, page)
    return [(each.decision.before, each.decision.after) for each in found.lines]


async def test_it_says_what_changed_where_and_what_became_of_it(guild: Retro):
    await decide(guild, presenting=8, minutes=30)
    (before,) = (await make.do(guild.storage, "ben", decisions.log, guild.pod_id)).lines
    second = await guild.open_second()
    await make.do(guild.storage, "ana", decisions.keep, "one")
    (after,) = (await make.do(guild.storage, "ben", decisions.log, guild.pod_id)).lines

    assert before.retro == "Retro"
    assert f"{before.retro_at:%m-%d}" == "03-05"
    assert (before.decision.before, before.decision.after) == (
        Terms(presenting=10, minutes=45),
        Terms(presenting=8, minutes=30),
    )
    assert (before.asked_at, before.decision.state) == (None, DecisionState.STANDING)
    assert after.asked_at is not None
    assert (f"{after.asked_at:%m-%d}", after.decision.state) == ("04-02", DecisionState.KEPT)
    assert second


async def test_what_is_changed_back_stands_there_twice_newest_first(guild: Retro):
    await decide(guild, presenting=8)
    await guild.open_second()
    await make.do(guild.storage, "ana", decisions.change_back, "one")

    assert await logged(guild) == [
        (Terms(presenting=8), Terms(presenting=10)),
        (Terms(presenting=10), Terms(presenting=8)),
    ]


async def test_everybody_of_the_pod_reads_it_and_nobody_else(guild: Retro):
    await decide(guild, presenting=8)

    assert await guild.able(decisions.log, guild.pod_id) == set(PEOPLE)


async def test_a_pod_that_decided_nothing_has_an_empty_page(guild: Retro):
    found = await make.do(guild.storage, "ben", decisions.log, guild.pod_id, 7)

    assert (found.lines, found.page, found.pages) == ((), 0, 1)


async def test_much_is_read_a_page_at_a_time_and_the_last_page_is_the_last(guild: Retro):
    ana = await guild.id_of("ana")

    def fill(tx: Transaction) -> None:
        for n in range(LOG_PAGE + 1):
            tx.session.add(
                DecisionRow(
                    id=f"decision-{n}",
                    pod_id=guild.pod_id,
                    ritual_id=REVIEW,
                    occurrence_id=guild.first,
                    person_id=ana,
                    decided_at=tx.now + timedelta(minutes=n),
                    before={"minutes": n},
                    after={"minutes": n + 1},
                )
            )

    await guild.storage.run(make.TEAM, fill)
    first, second = await logged(guild), await logged(guild, 1)

    assert [after.minutes for _before, after in first] == list(range(LOG_PAGE + 1, 1, -1))
    assert [after.minutes for _before, after in second] == [1]
    assert await logged(guild, 99) == second


async def test_another_workspace_reads_nothing_of_it(guild: Retro):
    stranger = Principal(team_id="T2", user_id="Uana", home_team_id="T2")

    with pytest.raises(Refusal, match="not here any more"):
        await guild.storage.run("T2", decisions.log, stranger, guild.pod_id)
