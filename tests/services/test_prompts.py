"""What a pod is asked: in order, frozen when asked, chosen by its people, answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from slackapp.domain.facts import RitualClosed
from slackapp.domain.people import Principal
from slackapp.domain.pods import Channel, PodAnswers
from slackapp.domain.prompts import PAGE, PromptAnswers
from slackapp.domain.prompts.library import of_kind
from slackapp.errors import Refusal
from slackapp.services import comments, facts, pods, prompts, rituals
from storage import Storage, Transaction
from storage.rituals import OccurrenceRow
from storage.subjects import ContributionRow, PostRow
from tests.clock import FixedClock
from tests.services.ritual_pods import ANA, THURSDAY, answers, begin, walk_joined, weekly

BEN = Principal("T1", "U2", "T1", name="Ben")
CHIDI = Principal("T1", "U3", "T1", name="Chidi")
STRANGER = Principal("T1", "U9", "T1", name="Zoe")
LIBRARY = [prompt.words for prompt in of_kind("prompt")]
OWN = PromptAnswers("Which plot do you draw first, and why?")
WEEK = timedelta(weeks=1)


@pytest.fixture
async def ritual(storage: Storage) -> str:
    await begin(storage, weekly(), "prompt", days=2)
    return "ritual"


def asked(tx: Transaction, ritual_id: str = "ritual") -> list[str]:
    found = tx.session.query(OccurrenceRow).filter(OccurrenceRow.ritual_id == ritual_id)
    return [row.prompt for row in found.order_by(OccurrenceRow.starts_at) if row.prompt]


async def listed(storage: Storage, ritual_id: str, who: Principal = ANA) -> list[str]:
    page = await storage.look("T1", prompts.coming, who, ritual_id)
    return [line.offer.words for line in page.lines]


async def add(storage: Storage, who: Principal, given: PromptAnswers, key: str = "own") -> None:
    await storage.run("T1", prompts.add, who, "ritual", key, given)


async def run_weeks(storage: Storage, clock: FixedClock, weeks: int) -> list[str]:
    await walk_joined(storage, clock, THURSDAY + WEEK * (weeks - 1) + timedelta(hours=1))
    return await storage.look("T1", asked)


async def test_a_young_pod_is_asked_the_library_from_its_light_end(
    storage: Storage, clock: FixedClock, ritual: str
):
    coming = await listed(storage, ritual)

    assert coming == LIBRARY[:PAGE]
    assert await run_weeks(storage, clock, 3) == LIBRARY[:3]
    assert await listed(storage, ritual) == LIBRARY[3 : 3 + PAGE]


async def test_none_comes_again_before_all_were_asked(
    storage: Storage, clock: FixedClock, ritual: str
):
    rounds = await run_weeks(storage, clock, len(LIBRARY) + 2)

    assert rounds == [*LIBRARY, *LIBRARY[:2]]


async def test_two_rituals_of_one_pod_do_not_ask_the_same(
    storage: Storage, clock: FixedClock, ritual: str
):
    twin = answers(weekly(), "prompt", days=2)
    await storage.run("T1", rituals.begin, ANA, "pod-ritual", "twin", twin)

    await run_weeks(storage, clock, 2)

    both = await storage.look("T1", asked) + await storage.look("T1", asked, "twin")
    assert sorted(both) == sorted(LIBRARY[:4])


async def test_the_teams_own_come_first_in_the_order_in_which_they_were_added(
    storage: Storage, clock: FixedClock, ritual: str
):
    await add(storage, BEN, OWN)
    clock.advance(timedelta(minutes=1))
    await add(storage, CHIDI, PromptAnswers("How do you name things?"), "second")

    assert await run_weeks(storage, clock, 3) == [
        OWN.words,
        "How do you name things?",
        LIBRARY[0],
    ]


async def test_what_was_asked_stays_in_the_words_in_which_it_was_asked(
    storage: Storage, clock: FixedClock, ritual: str
):
    await add(storage, BEN, OWN)
    await run_weeks(storage, clock, 1)

    await storage.run("T1", prompts.reword, BEN, ritual, "own", "Why this plot?")

    assert await storage.look("T1", asked) == [OWN.words]


async def test_added_twice_it_is_there_once(storage: Storage, ritual: str):
    await add(storage, BEN, OWN)
    await add(storage, BEN, OWN)

    assert (await listed(storage, ritual)).count(OWN.words) == 1


@pytest.mark.parametrize("twin", [LIBRARY[3].upper(), OWN.words.replace("?", "")])
async def test_what_is_there_already_is_said_kindly(storage: Storage, ritual: str, twin: str):
    await add(storage, BEN, OWN)

    with pytest.raises(Refusal, match="Somebody had the same thought") as refused:
        await add(storage, CHIDI, PromptAnswers(twin), "other")
    assert refused.value.field == "words"


async def test_a_lead_moves_one_to_next_once(storage: Storage, clock: FixedClock, ritual: str):
    key = of_kind("prompt")[7].key
    await storage.run("T1", prompts.ask_next, ANA, ritual, key)

    first = await listed(storage, ritual)
    weeks = await run_weeks(storage, clock, 2)

    assert first[:2] == [LIBRARY[7], LIBRARY[0]]
    assert weeks == [LIBRARY[7], LIBRARY[0]]


async def test_a_lead_puts_the_next_one_in_other_words_before_it_is_asked(
    storage: Storage, clock: FixedClock, ritual: str
):
    key = of_kind("prompt")[0].key

    await storage.run("T1", prompts.reword, ANA, ritual, key, "Which tool, and why?")

    assert await run_weeks(storage, clock, 2) == ["Which tool, and why?", LIBRARY[1]]


async def test_what_is_left_out_does_not_come_until_it_is_brought_back(
    storage: Storage, ritual: str
):
    key = of_kind("prompt")[0].key
    await storage.run("T1", prompts.retire, ANA, ritual, key)
    without = await listed(storage, ritual)

    await storage.run("T1", prompts.bring_back, ANA, ritual)

    assert without[0] == LIBRARY[1]
    assert (await listed(storage, ritual))[0] == LIBRARY[0]


async def test_when_everything_is_left_out_the_ritual_goes_by_its_name(
    storage: Storage, clock: FixedClock, ritual: str
):
    for prompt in of_kind("prompt"):
        await storage.run("T1", prompts.retire, ANA, ritual, prompt.key)

    assert await listed(storage, ritual) == []
    assert await run_weeks(storage, clock, 1) == []


async def test_a_prompt_for_every_pod_is_one_pods_to_leave_out(storage: Storage, ritual: str):
    await begin(storage, weekly(), "prompt", name="other")
    await add(storage, ANA, replace(OWN, everywhere=True))
    shown = await listed(storage, "other")

    await storage.run("T1", prompts.retire, ANA, ritual, "own")
    nowhere = await listed(storage, "other")

    assert shown[0] == OWN.words
    assert OWN.words not in nowhere  # its author retires it for everybody


async def test_a_lead_changes_anothers_shared_prompt_in_their_own_pod_only(
    storage: Storage, ritual: str
):
    await add(storage, ANA, replace(OWN, everywhere=True))
    theirs = PodAnswers("Theirs", "Plots", "C-theirs", ("U2",), ("U2",), "Europe/Berlin")
    channel = Channel("C-theirs", "theirs", app_is_in=True)
    await storage.run("T1", pods.create, BEN, "theirs", theirs, channel)
    asking = answers(weekly(), "prompt")
    await storage.run("T1", rituals.begin, BEN, "theirs", "elsewhere", asking)

    await storage.run("T1", prompts.reword, BEN, "elsewhere", "own", "Why plots at all?")
    changed = await listed(storage, "elsewhere", BEN)
    await storage.run("T1", prompts.retire, BEN, "elsewhere", "own")

    assert changed[0] == "Why plots at all?"
    assert OWN.words not in await listed(storage, "elsewhere", BEN)
    assert (await listed(storage, ritual))[0] == OWN.words


async def test_only_the_author_or_a_lead_changes_a_prompt_and_only_leads_move_one(
    storage: Storage, ritual: str
):
    await add(storage, BEN, OWN)
    await storage.run("T1", prompts.reword, BEN, ritual, "own", "Why this plot first?")

    for act, extra in ((prompts.reword, ("Why?",)), (prompts.retire, ()), (prompts.reopen, ())):
        with pytest.raises(Refusal, match="leads this pod, can change this prompt"):
            await storage.run("T1", act, CHIDI, ritual, "own", *extra)
    with pytest.raises(Refusal, match="can choose what is asked next"):
        await storage.run("T1", prompts.ask_next, BEN, ritual, "own")
    with pytest.raises(Refusal, match="can bring prompts back"):
        await storage.run("T1", prompts.bring_back, BEN, ritual)
    with pytest.raises(Refusal, match="can ask every pod"):
        await add(storage, BEN, replace(OWN, everywhere=True), "other")
    for page in (await storage.look("T1", prompts.coming, CHIDI, ritual),):
        assert not any(line.reword or line.retire or line.ask_next for line in page.lines)


async def test_who_is_not_in_the_pod_neither_sees_nor_adds(storage: Storage, ritual: str):
    for act in (prompts.coming, prompts.compose):
        with pytest.raises(Refusal, match="Only people of this pod"):
            await storage.run("T1", act, STRANGER, ritual)
    with pytest.raises(Refusal, match="Only people of this pod"):
        await add(storage, STRANGER, OWN)


async def test_a_kind_that_asks_nothing_has_no_prompts(storage: Storage, clock: FixedClock):
    await begin(storage, weekly())

    with pytest.raises(Refusal, match="has ended"):
        await storage.look("T1", prompts.coming, ANA, "ritual")
    assert await run_weeks(storage, clock, 1) == []


def post(tx: Transaction) -> str:
    """Have the prompt stand in the channel."""
    (row,) = [row for row in tx.session.query(OccurrenceRow) if row.prompt]
    tx.session.add(
        PostRow(channel_id="C-ritual", ts="1.0", subject_id=row.id, permalink="https://a.b/p1")
    )
    return row.id


def contributions(tx: Transaction) -> list[str]:
    return [row.kind.value for row in tx.session.query(ContributionRow)]


async def hear(storage: Storage, who: Principal, ts: str, thread: str = "1.0") -> None:
    await storage.run("T1", comments.hear, who, "C-ritual", thread, ts)


async def test_answers_count_people_once_and_deleted_ones_not(
    storage: Storage, clock: FixedClock, ritual: str
):
    await run_weeks(storage, clock, 1)
    closed = RitualClosed(await storage.run("T1", post))
    silent = await storage.look("T1", facts.tell, closed)

    for who, ts in ((BEN, "2.0"), (BEN, "3.0"), (CHIDI, "4.0"), (BEN, "2.0")):
        await hear(storage, who, ts)
    await hear(storage, ANA, "5.0", thread="9.9")
    both = await storage.look("T1", facts.tell, closed)
    await storage.run("T1", comments.hear_deletion, CHIDI, "C-ritual", "4.0")
    one = await storage.look("T1", facts.tell, closed)

    assert silent is None
    assert both is not None
    assert (both.answered, both.permalink) == (2, "https://a.b/p1")
    assert one is not None
    assert one.answered == 1
    assert await storage.look("T1", contributions) == ["answer", "answer"]


async def test_an_async_demo_asks_to_show_and_leads_are_asked_by_their_own_kind(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly(), "async_demo", name="demo")
    await begin(storage, weekly(), "lead_prompt", name="leads")

    await run_weeks(storage, clock, 1)

    assert await storage.look("T1", asked, "demo") == [of_kind("async_demo")[0].words]
    assert await storage.look("T1", asked, "leads") == [of_kind("lead_prompt")[0].words]
