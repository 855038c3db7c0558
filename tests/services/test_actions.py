"""Actions of a retrospective: one owner, one day, reminded once, asked about by the next."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from slackapp.domain.actions import ACTIONS_MAX, ActionAnswers
from slackapp.domain.facts import Fact, RitualOpened
from slackapp.domain.people import Principal
from slackapp.domain.retro_facts import (
    ActionDue,
    ActionGiven,
    ActionLeft,
    RetroChanged,
    RetroReviewed,
)
from slackapp.domain.turns import Duty
from slackapp.errors import Refusal
from slackapp.services import actions, assignments, deliveries, pods, rituals
from slackapp.services.facts import tell
from slackapp.tick import Tick
from storage import Transaction, turns
from storage import actions as rows
from storage.outbox import FactRow
from tests.services import make
from tests.services.retro_pods import FULL, SECOND, Retro
from tests.services.ritual_pods import said
from tests.services.session_pods import PEOPLE, holders, occurrence

APRIL = date(2026, 4, 1)


async def add(
    retro: Retro, words: str = "Start on time", *, by: str = "ana", to: str = "dana", **more: object
) -> str:
    """Add an action to the retrospective of March 5; its id."""
    action_id = str(more.get("action_id") or f"action-{words}"[:22])
    given = ActionAnswers(words, await retro.id_of(to), more.get("due_on") or APRIL)  # type: ignore[arg-type] # a day
    await make.do(retro.storage, by, actions.add, retro.first, action_id, given)
    return action_id


async def shown(retro: Retro, who: str = "ben", on: str = "") -> list[str]:
    """What stands on a card: the words, who, and how it stands."""
    found = await make.do(retro.storage, who, actions.read, on or retro.first)
    return [
        f"{each.words}: {each.owner.name if each.owner else 'nobody'}, {each.state}"
        for each in found.actions
    ]


def true(tx: Transaction, kind: type[Fact]) -> list[str]:
    """Whom facts of a kind tell something that is true now, by name."""
    facts = [row.fact() for row in tx.session.query(FactRow).filter_by(kind=kind.__name__)]
    told = [saying for fact in facts if (saying := tell(tx, fact)) is not None]
    return sorted(each.person.name.lower() for each in told if each.person)


async def test_an_action_sent_twice_is_there_once(revealed: Retro):
    await asyncio.gather(*(add(revealed, action_id="one") for _ in range(2)))

    assert await shown(revealed) == ["Start on time: Dana, open"]
    assert await revealed.look(said, RetroChanged) == 1
    assert await revealed.look(said, ActionGiven) == 1


async def test_leads_and_whoever_facilitated_add_and_nobody_else(revealed: Retro):
    facilitator = (await revealed.look(holders, "03-05"))[Duty.FACILITATOR]

    assert await revealed.able(actions.compose, revealed.first) == {"ana", "chidi", facilitator}


async def test_leads_the_facilitator_and_its_owner_change_it_and_nobody_else(revealed: Retro):
    facilitator = (await revealed.look(holders, "03-05"))[Duty.FACILITATOR]
    owner = next(name for name in FULL if name not in ("ana", "chidi", facilitator))
    one = await add(revealed, to=owner)

    assert await revealed.able(actions.reopen, one) == {"ana", "chidi", facilitator, owner}
    for call in (actions.keep, actions.done):
        assert await revealed.able(call, one) == {"ana", "chidi", facilitator, owner}


async def test_everybody_of_the_pod_reads_them_and_nobody_else(revealed: Retro):
    await add(revealed)

    assert await revealed.able(actions.read, revealed.first) == set(PEOPLE)


async def test_three_are_enough_even_for_two_leads_at_once(revealed: Retro):
    for n in range(ACTIONS_MAX - 1):
        await add(revealed, f"{n}")
    outcomes = await asyncio.gather(
        add(revealed, "Of Ana"), add(revealed, "Of Chidi", by="chidi"), return_exceptions=True
    )

    assert sorted(isinstance(each, Refusal) for each in outcomes) == [False, True]
    assert len(await shown(revealed)) == ACTIONS_MAX
    with pytest.raises(Refusal, match="3 actions are enough"):
        await make.do(revealed.storage, "ana", actions.compose, revealed.first)


async def test_what_is_dropped_makes_room(revealed: Retro):
    ids = [await add(revealed, f"{n}") for n in range(ACTIONS_MAX)]
    await make.do(revealed.storage, "dana", actions.drop, ids[0])
    await add(revealed, "Another")

    assert [each.split(":")[0] for each in await shown(revealed)] == ["1", "2", "Another"]


@pytest.mark.parametrize("on", [date(2026, 3, 7), date(2027, 4, 1)])
async def test_its_day_is_from_today_on_and_within_a_year(revealed: Retro, on: date):
    with pytest.raises(Refusal, match="from today on"):
        await add(revealed, due_on=on)


@pytest.mark.parametrize("who", ["farah", "olga"])
async def test_only_people_of_the_pod_can_have_it(revealed: Retro, who: str):
    with pytest.raises(Refusal, match="not in this pod"):
        await add(revealed, to=who)


async def test_its_form_starts_with_the_next_retrospective(revealed: Retro):
    draft = await make.do(revealed.storage, "ana", actions.compose, revealed.first)

    assert draft.answers.due_on == date(2026, 4, 2)
    assert {person.name.lower() for person in draft.people} == set(PEOPLE)


async def test_its_owner_is_reminded_once_on_the_day_before_where_they_live(revealed: Retro):
    await make.tell(revealed.storage, "dana", tz="America/New_York")
    await add(revealed)
    await revealed.until(datetime(2026, 3, 31, 12, 59, tzinfo=UTC))
    before = await revealed.look(said, ActionDue)
    await revealed.until(datetime(2026, 3, 31, 13, 0, tzinfo=UTC))
    then = await revealed.look(true, ActionDue)
    await revealed.until(datetime(2026, 4, 1, 20, tzinfo=UTC))

    assert before == 0
    assert then == ["dana"]
    assert await revealed.look(said, ActionDue) == 1


async def test_two_apps_at_once_remind_once_and_open_with_it_once(revealed: Retro):
    await add(revealed)
    opened = await revealed.look(said, RitualOpened)
    for at in (datetime(2026, 3, 31, 7, tzinfo=UTC), SECOND):
        await revealed.until(at - timedelta(minutes=1))
        revealed.clock.instant = at
        await asyncio.gather(revealed.tick.settled(), Tick(revealed.storage).settled())
    second = await revealed.look(lambda tx: occurrence(tx, "04-02").id)

    assert await revealed.look(said, ActionDue) == 1
    assert await revealed.look(said, RitualOpened) == opened + 1
    assert len(await revealed.look(lambda tx: rows.asked_by(tx.session, second))) == 1
    assert [note for note in await revealed.journal("04-02") if "opened with" in note] == [
        "opened with what is still to do: 1"
    ]


async def test_nobody_is_reminded_of_what_is_done_or_has_passed_to_somebody_else(revealed: Retro):
    ended, moved = await add(revealed, "Ended"), await add(revealed, "Moved")
    await make.do(revealed.storage, "dana", actions.done, ended)
    answers = ActionAnswers("Moved", await revealed.id_of("eli"), APRIL)
    await make.do(revealed.storage, "ana", actions.change, moved, answers)
    await revealed.until(datetime(2026, 4, 1, 20, tzinfo=UTC))

    assert await revealed.look(true, ActionDue) == ["eli"]
    assert await revealed.look(said, ActionDue) == 1


async def test_a_reminder_that_is_too_late_is_not_said_but_noted(revealed: Retro):
    await add(revealed)
    revealed.clock.instant = datetime(2026, 4, 1, 8, tzinfo=UTC)
    await revealed.tick.settled()

    assert await revealed.look(said, ActionDue) == 0
    assert "Dojo was not running" in " ".join(await revealed.journal("03-05"))


async def test_done_twice_is_done_and_dropping_it_then_is_refused(revealed: Retro):
    one = await add(revealed)
    await asyncio.gather(
        *(make.do(revealed.storage, who, actions.done, one) for who in ("ana", "dana"))
    )

    with pytest.raises(Refusal, match="is done, so nothing was changed"):
        await make.do(revealed.storage, "chidi", actions.drop, one)
    assert await shown(revealed) == ["Start on time: Dana, done"]


async def test_of_two_leads_at_once_the_first_decides(revealed: Retro):
    one = await add(revealed)
    outcomes = await asyncio.gather(
        make.do(revealed.storage, "ana", actions.done, one),
        make.do(revealed.storage, "chidi", actions.drop, one),
        return_exceptions=True,
    )

    assert sorted(isinstance(each, Refusal) for each in outcomes) == [False, True]


async def test_the_next_retrospective_opens_with_what_is_open(revealed: Retro):
    open_one, done_one = await add(revealed, "Open"), await add(revealed, "Done")
    await make.do(revealed.storage, "dana", actions.done, done_one)
    second = await revealed.open_second()
    await make.do(revealed.storage, "ana", actions.keep, open_one)
    found = await revealed.look(lambda tx: rows.asked_by(tx.session, second))

    assert [(row.words, row.kept) for row in found] == [("Open", True)]
    assert found[0].due_on == date(2026, 4, 30)
    assert await revealed.look(said, RetroReviewed) == 2  # and one said that the first was over
    assert await revealed.look(
        lambda tx: tell(tx, RetroReviewed(second)).review.actions[0].kept  # type: ignore[union-attr] # it is told
    )


async def test_whoever_facilitates_the_next_one_answers_for_what_it_asks(revealed: Retro):
    one = await add(revealed)
    await revealed.open_second()
    facilitator = (await revealed.look(holders, "04-02"))[Duty.FACILITATOR]

    assert facilitator in await revealed.able(actions.keep, one)


async def test_whoever_the_turn_went_to_answers_for_what_it_asks(revealed: Retro):
    one = await add(revealed, to="ana")
    second = await revealed.look(lambda tx: occurrence(tx, "04-02").id)
    turn = await revealed.look(lambda tx: turns.of_duty(tx.session, second, Duty.FACILITATOR).id)
    before, first = [(await revealed.look(holders, day)) for day in ("04-02", "03-05")]
    others = {"ben", "dana", "eli"} - {before[Duty.FACILITATOR], first[Duty.FACILITATOR]}
    await make.do(
        revealed.storage, "ana", assignments.assign, turn, await revealed.id_of(min(others))
    )
    await revealed.open_second()

    allowed = {"ana", "chidi", first[Duty.FACILITATOR], min(others)}
    assert await revealed.able(actions.keep, one) == allowed


async def test_when_its_retrospective_has_ended_its_owner_is_reminded_all_the_same(
    revealed: Retro,
):
    one = await add(revealed)
    await make.do(revealed.storage, "ana", rituals.end, "ritual")
    await revealed.until(datetime(2026, 4, 1, 6, tzinfo=UTC))
    reminded = await revealed.look(true, ActionDue)
    await make.do(revealed.storage, "dana", actions.done, one)

    assert reminded == ["dana"]
    assert await shown(revealed) == ["Start on time: Dana, done"]


async def test_a_retrospective_that_rested_opens_with_them_when_it_goes_on(revealed: Retro):
    one = await add(revealed)
    await make.do(revealed.storage, "ana", rituals.pause, "ritual")
    await revealed.until(datetime(2026, 4, 20, tzinfo=UTC))
    resting = await revealed.look(lambda tx: rows.by_id(tx.session, one).asked_id)
    await make.do(revealed.storage, "ana", rituals.resume, "ritual")
    await revealed.until(datetime(2026, 4, 30, 18, tzinfo=UTC))

    assert resting is None
    assert await revealed.look(lambda tx: rows.by_id(tx.session, one).asked_id) is not None


async def test_what_nobody_answered_stands_on_the_next_card_and_is_asked_again(revealed: Retro):
    await add(revealed)
    second = await revealed.open_second()
    await revealed.until(datetime(2026, 4, 5, 18, tzinfo=UTC))
    after = await shown(revealed, on=second)
    await revealed.until(datetime(2026, 4, 30, 18, tzinfo=UTC))
    third = await revealed.look(lambda tx: rows.by_id(tx.session, "action-Start on time").asked_id)

    assert after == ["Start on time: Dana, open"]
    assert third not in (None, second)


async def test_a_retrospective_that_is_skipped_leaves_them_to_the_one_after(revealed: Retro):
    one = await add(revealed)
    await make.do(revealed.storage, "ana", rituals.skip_next, "ritual")
    await revealed.until(datetime(2026, 4, 20, tzinfo=UTC))
    row = await revealed.look(lambda tx: rows.by_id(tx.session, one))
    await revealed.until(datetime(2026, 4, 30, 18, tzinfo=UTC))

    assert row.asked_id is None
    assert (await revealed.look(lambda tx: rows.by_id(tx.session, one))).asked_id is not None


async def test_nothing_is_added_to_an_older_retrospective(revealed: Retro):
    await revealed.until(datetime(2026, 4, 5, 18, tzinfo=UTC))

    with pytest.raises(Refusal, match="later retrospective"):
        await make.do(revealed.storage, "ana", actions.compose, revealed.first)


async def test_when_an_owner_leaves_the_workspace_its_leads_are_asked_once(revealed: Retro):
    one = await add(revealed)
    for _ in range(2):
        await make.tell(revealed.storage, "dana", gone=True)
    asked = await revealed.look(true, ActionLeft)
    standing = await shown(revealed)
    answers = ActionAnswers("Start on time", await revealed.id_of("ben"), APRIL)
    await make.do(revealed.storage, "chidi", actions.change, one, answers)

    assert asked == ["ana", "chidi"]
    assert standing == ["Start on time: nobody, open"]
    assert await revealed.look(true, ActionLeft) == []


async def test_when_an_owner_leaves_the_pod_its_leads_are_asked_and_they_are_not_reminded(
    revealed: Retro,
):
    await add(revealed)
    members = tuple(user for user in make.POD.members if user != "Udana")
    answers = replace(make.POD, members=members)
    await make.do(revealed.storage, "ana", pods.edit, revealed.pod_id, answers, make.CHANNEL)

    asked = await revealed.look(true, ActionLeft)
    await revealed.until(datetime(2026, 4, 1, 20, tzinfo=UTC))

    assert asked == ["ana", "chidi"]
    assert await revealed.look(said, ActionDue) == 0
    assert "nobody was reminded" in " ".join(await revealed.journal("03-05"))


async def test_an_archived_pod_reminds_nobody_and_its_actions_leave_home(revealed: Retro):
    one = await add(revealed)
    await make.do(revealed.storage, "ana", pods.archive, revealed.pod_id)
    await revealed.until(datetime(2026, 4, 1, 20, tzinfo=UTC))
    dana = await revealed.id_of("dana")

    assert await revealed.look(true, ActionDue) == []
    assert await revealed.look(actions.mine, dana) == ()
    with pytest.raises(Refusal, match="was archived"):
        await make.do(revealed.storage, "dana", actions.done, one)


async def test_open_ones_are_counted_by_pod(revealed: Retro):
    await add(revealed, "Open")
    await make.do(revealed.storage, "dana", actions.done, await add(revealed, "Done"))
    counted = await revealed.look(lambda tx: rows.open_counts(tx.session, [revealed.pod_id, "no"]))

    assert counted == {revealed.pod_id: 1}


async def test_another_workspace_sees_and_changes_nothing_of_them(revealed: Retro):
    one = await add(revealed)
    stranger = Principal(team_id="T2", user_id="Uana", home_team_id="T2")

    for call, thing in (
        (actions.compose, revealed.first),
        (actions.read, revealed.first),
        (actions.reopen, one),
        (actions.done, one),
        (actions.keep, one),
        (actions.drop, one),
    ):
        with pytest.raises(Refusal):
            await revealed.storage.run("T2", call, stranger, thing)


async def test_a_card_that_opened_is_not_drawn_over_by_what_was_revealed(revealed: Retro):
    second = await revealed.open_second()
    fact = RetroReviewed(second)
    await revealed.until(datetime(2026, 4, 5, 18, tzinfo=UTC))

    assert await revealed.look(tell, fact) is None
    assert deliveries.changed_by(fact) == second
