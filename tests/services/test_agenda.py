"""The agenda: added to, wanted, taken off, taken up, and fed by what people answered."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest

from slackapp.domain.agenda import ITEM_MAX, ITEMS_MAX, SHOWN
from slackapp.domain.kinds import kinds
from slackapp.domain.people import Principal
from slackapp.domain.questions import Template
from slackapp.domain.session_facts import AgendaAsked, AgendaChanged, TipsForTurn
from slackapp.domain.tips import tips
from slackapp.domain.turns import Duty
from slackapp.errors import Refusal
from slackapp.services import agenda, pods, rituals
from storage import Storage
from tests.clock import FixedClock
from tests.services import make
from tests.services.ritual_pods import THURSDAY, said
from tests.services.session_pods import ENDS, PEOPLE, Held, begin

EVERYBODY = (*PEOPLE, "farah", "gil", "olga", "robot", "xavier", "nobody")


@pytest.fixture
async def held(storage: Storage, clock: FixedClock) -> Held:
    return await begin(storage, clock)


async def add(held: Held, who: str, typed: str):
    return await make.do(held.storage, who, agenda.add, "ritual", typed)


async def items(held: Held, who: str = "ana") -> list[tuple[str, int]]:
    seen = await make.do(held.storage, who, agenda.see, "ritual")
    return [(item.words, item.wanted) for item in seen.items]


async def test_each_line_is_an_item_and_its_author_wants_it(held: Held):
    await add(held, "ben", "Clustered errors\n\n  Naming   datasets \n")

    assert await items(held) == [("Clustered errors", 1), ("Naming datasets", 1)]


async def test_the_same_words_again_are_wanted_and_sent_twice_they_are_one(held: Held):
    await asyncio.gather(*(add(held, "ben", "Clustered errors") for _ in range(2)))
    await add(held, "dana", "clustered ERRORS")

    assert await items(held) == [("Clustered errors", 2)]


async def test_wanted_twice_is_undone_and_the_most_wanted_stands_first(held: Held):
    await add(held, "ben", "First\nSecond")
    seen = await make.do(held.storage, "dana", agenda.see, "ritual")
    second = seen.items[1].id
    await make.do(held.storage, "dana", agenda.want, second)
    wanted = await items(held)
    await make.do(held.storage, "dana", agenda.want, second)

    assert wanted == [("Second", 2), ("First", 1)]
    assert await items(held) == [("First", 1), ("Second", 1)]


async def test_an_item_is_taken_off_by_its_author_a_lead_and_the_facilitator_alone(held: Held):
    able = set()
    for who in EVERYBODY:
        seen = await add(held, "ben", f"For {who}")
        item = next(each for each in seen.items if each.words == f"For {who}")
        try:
            await make.do(held.storage, who, agenda.take_off, item.id)
        except Refusal:
            continue
        able.add(who)

    assert able == {"ana", "chidi", "ben", held.facilitator}


async def test_only_people_of_the_pod_see_it_and_add_to_it(held: Held):
    able = set()
    for who in EVERYBODY:
        try:
            await add(held, who, "Something")
            await make.do(held.storage, who, agenda.see, "ritual")
        except Refusal:
            continue
        able.add(who)

    assert able == set(PEOPLE)


async def test_another_workspace_sees_nothing_of_it(held: Held):
    seen = await add(held, "ben", "Ours")
    stranger = Principal(team_id="T2", user_id="Uana", home_team_id="T2")

    for act, thing in ((agenda.see, "ritual"), (agenda.want, seen.items[0].id)):
        with pytest.raises(Refusal, match="not there any more"):
            await held.storage.run("T2", act, stranger, thing)


async def test_what_is_too_long_or_too_much_is_refused_and_nothing_is_added(held: Held):
    with pytest.raises(Refusal, match="Line 2 is 1 too long: 150 characters fit") as no:
        await add(held, "ben", "Short\n" + "x" * (ITEM_MAX + 1))
    with pytest.raises(Refusal, match="30 items fit"):
        await add(held, "ben", "\n".join(str(n) for n in range(ITEMS_MAX + 1)))

    assert no.value.field == "items"
    assert await items(held) == []


async def test_the_channel_is_asked_two_days_before_once_and_told_of_changes(held: Held):
    await held.until(THURSDAY + timedelta(days=5))
    await add(held, "ben", "Clustered errors")

    assert await held.look(said, AgendaAsked) == 1
    assert await held.look(said, AgendaChanged) == 1


async def test_a_session_takes_up_the_first_and_the_others_wait(held: Held):
    await add(held, "ben", "\n".join(f"Item {n}" for n in range(SHOWN + 2)))
    await held.until(ENDS)

    assert [words for words, _ in await items(held)] == [f"Item {SHOWN}", f"Item {SHOWN + 1}"]


async def test_an_edited_ritual_keeps_its_agenda(held: Held):
    await add(held, "ben", "Clustered errors")
    await make.do(held.storage, "ana", rituals.pause, "ritual")
    await make.do(held.storage, "ana", rituals.resume, "ritual")

    assert await items(held) == [("Clustered errors", 1)]


async def test_topics_that_people_want_next_wait_without_who_said_so(held: Held):
    await make.do(
        held.storage, "ana", rituals.choose_questions, "ritual", Template.WORKED, scales=False
    )
    await held.until(ENDS)
    await held.answer("ben", "- Bayes\n- Forecasts", key="topics")
    await held.answer("dana", "bayes", key="topics")
    await held.until(ENDS + timedelta(days=2))
    seen = await make.do(held.storage, "ben", agenda.see, "ritual")

    assert sorted(item.words for item in seen.items) in (
        ["Bayes", "Forecasts"],
        ["Forecasts", "bayes"],
    )
    assert not any(item.mine for item in seen.items)


async def test_the_facilitator_gets_three_tips_the_day_before(held: Held):
    await held.until(THURSDAY)

    facilitator = (await held.holders("03-05"))[Duty.FACILITATOR]
    assert await held.said(TipsForTurn) == [facilitator]


def test_tips_are_three_and_others_the_week_after():
    weeks = [
        tips(kinds()["session"].structure, (THURSDAY + timedelta(weeks=n)).date()) for n in range(8)
    ]

    assert all(len(set(given)) == 3 for given in weeks)
    assert all(set(one) != set(other) for one, other in pairwise(weeks))
    assert "Keep presenting to 10 minutes; give a sign two before." in weeks[0] + weeks[1]


async def test_the_agenda_of_an_archived_pod_is_closed(held: Held):
    await make.do(held.storage, "ana", pods.archive, held.pod_id)

    with pytest.raises(Refusal, match="was archived"):
        await add(held, "ben", "Too late")
