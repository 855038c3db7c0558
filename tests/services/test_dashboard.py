"""What leads see of their pod's last weeks, and how it is counted from what happened."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from slackapp.domain.away import AwayAnswers
from slackapp.domain.dashboard_facts import NoteWanted
from slackapp.domain.layers import SETTLED, Layer, Remedy
from slackapp.domain.people import Principal, Role
from slackapp.errors import Refusal
from slackapp.services import agenda, away, dashboard, facts, pods, rituals
from slackapp.tick import Tick
from storage import Storage, Transaction
from storage import pods as pod_rows
from storage.base import new_id
from tests.clock import FixedClock
from tests.services import make
from tests.services.dashboard_pods import (
    NINE,
    absent,
    begin,
    begin_untold,
    dots,
    first_over,
    id_of,
    names,
    note_taker,
    silent,
    trend,
)
from tests.services.notes import keep
from tests.services.ritual_pods import THURSDAY, weekly
from tests.services.ritual_pods import answers as described
from tests.services.session_pods import ENDS, Held

SECOND = ENDS + timedelta(days=7)
OUTSIDE = ("gil", "olga", "robot", "xavier", "nobody")


@pytest.fixture
async def held(storage: Storage, clock: FixedClock) -> Held:
    return await first_over(storage, clock)


async def test_before_anything_is_over_nothing_is_judged(storage: Storage, clock: FixedClock):
    held = await begin(storage, clock)
    await held.until(ENDS + SETTLED - timedelta(seconds=1))

    found = await trend(held)

    assert set(dots(found).values()) == {(0, 0)}
    assert (found.suggestion, found.missing) == (None, ())


async def test_each_layer_is_judged_by_what_happened(storage: Storage, clock: FixedClock):
    held = await begin(storage, clock)
    await held.until(ENDS)
    one, other, _third = await silent(held)
    for who in (one, other):
        await held.answer(who, "The overlap plot")
    await held.until(ENDS + SETTLED)
    before = dots(await trend(held))
    await keep(storage, held.pod_id, by=one, source_id=held.occurrence_id)
    found = await trend(held)

    assert before == {Layer.RITUAL: (1, 1), Layer.NOTES: (0, 1), Layer.FEEDBACK: (1, 1)}
    assert dots(found)[Layer.NOTES] == (1, 1)
    assert found.suggestion is None
    assert found.weeks.people == (5,)  # three had a duty, two others answered


async def test_whoever_did_nothing_twice_is_missed_but_for_whoever_pressed_or_was_away(held: Held):
    pressed, gone, quiet = await silent(held)
    once = names(await trend(held))
    days = AwayAnswers(new_id(), first=date(2026, 3, 12), last=date(2026, 3, 13))
    await make.do(held.storage, gone, away.keep, days)
    await held.until(SECOND)
    await absent(held, pressed, "03-12")
    await held.until(SECOND + SETTLED)

    assert once == []
    assert names(await trend(held)) == [quiet]


async def test_whoever_sees_to_the_agenda_takes_part_in_the_session_to_come(held: Held):
    adds, wants, quiet = await silent(held)
    seen = await make.do(held.storage, adds, agenda.add, "ritual", "Clustered errors")
    await make.do(held.storage, wants, agenda.want, seen.items[0].id)
    await held.until(SECOND + SETTLED)

    found = await trend(held)

    assert names(found) == [quiet]
    assert found.weeks.people == (5, 3)  # the duties, and the two who saw to the agenda


async def test_a_duty_that_nobody_said_a_word_about_is_nobodys_part(
    storage: Storage, clock: FixedClock
):
    held = await begin_untold(storage, clock)
    await held.until(SECOND + SETTLED)

    found = await trend(held)

    assert dots(found)[Layer.RITUAL] == (0, 2)
    assert found.weeks.people == (0, 0)
    assert found.missing == ()


async def test_whoever_may_have_done_their_duty_is_not_missed_for_that_time(
    storage: Storage, clock: FixedClock
):
    held = await begin_untold(storage, clock)
    one, other, quiet = await silent(held)
    for until in (THURSDAY - timedelta(hours=1), ENDS + SETTLED):
        await held.until(until)
        for who in (one, other):
            await make.do(storage, who, agenda.add, "ritual", f"{until:%d} of {who}")
    await held.until(SECOND + SETTLED)

    found = await trend(held)

    assert dots(found)[Layer.RITUAL] == (2, 2)
    assert names(found) == [quiet]  # the duties of the others were in one of the two


async def test_whoever_is_away_today_is_not_missed_until_they_are_back(held: Held):
    await held.until(SECOND + SETTLED)
    missed, gone = names(await trend(held)), (await silent(held))[0]
    today = held.clock.now().date()
    await make.do(held.storage, gone, away.keep, AwayAnswers(new_id(), first=today, last=today))
    resting = names(await trend(held))
    held.clock.advance(timedelta(days=1))

    assert gone in missed
    assert resting == [each for each in missed if each != gone]
    assert names(await trend(held)) == missed


async def test_an_observer_and_somebody_new_are_never_missed(held: Held):
    looks_on, new, _quiet = await silent(held)
    everybody = replace(make.POD, members=tuple(f"U{name}" for name in NINE))
    without = replace(
        everybody,
        members=tuple(one for one in everybody.members if one != f"U{new}"),
        leads=tuple(one for one in everybody.leads if one != f"U{new}"),
    )
    await make.do(held.storage, "ana", pods.edit, held.pod_id, without, make.CHANNEL)
    held.clock.advance(timedelta(hours=1))
    await make.do(held.storage, "ana", pods.edit, held.pod_id, everybody, make.CHANNEL)
    await held.storage.run(make.TEAM, observe, held.pod_id, await id_of(held, looks_on))
    await held.until(SECOND + SETTLED)

    assert not {looks_on, new} & set(names(await trend(held)))


def observe(tx: Transaction, pod_id: str, person_id: str) -> None:
    for row in pod_rows.memberships(tx.session, pod_id):
        if row.person_id == person_id:
            row.role = Role.OBSERVER


async def test_a_lead_asks_for_a_note_once_and_nobody_after_it_is_kept(held: Held):
    taker = await note_taker(held)
    offered = (await trend(held)).suggestion
    for _ in range(2):
        await make.do(held.storage, "ana", dashboard.ask_for_note, held.occurrence_id)
    asked = (await trend(held)).suggestion
    told = await held.said(NoteWanted)
    fact = NoteWanted(held.occurrence_id, await id_of(held, taker), await id_of(held, "ana"))
    spoken = await held.look(facts.tell, fact)
    await keep(held.storage, held.pod_id, source_id=held.occurrence_id)
    unspoken = await held.look(facts.tell, fact)

    assert offered is not None
    assert offered.remedy is Remedy.ASK_FOR_NOTE
    assert offered.note_taker is not None
    assert offered.note_taker.name.lower() == taker
    assert asked is not None
    assert asked.remedy is Remedy.ASKED_FOR_NOTE
    assert told == [taker]
    assert spoken is not None
    assert unspoken is None
    with pytest.raises(Refusal, match="kept meanwhile"):
        await make.do(held.storage, "ana", dashboard.ask_for_note, held.occurrence_id)


async def test_words_are_found_for_whoever_is_missed_and_for_nobody_else(held: Held):
    await held.until(SECOND + SETTLED)
    missed = await make.do(held.storage, "ana", dashboard.missing, held.pod_id)
    quiet = missed.people[0]

    found = await make.do(held.storage, "ana", dashboard.words_for, held.pod_id, quiet.id)

    assert [person.name.lower() for person in missed.people] == await silent(held)
    assert (found.person, found.ritual_name) == (quiet, "Experiment review")
    there = await id_of(held, await note_taker(held))
    with pytest.raises(Refusal, match="nothing to write"):
        await make.do(held.storage, "ana", dashboard.words_for, held.pod_id, there)


async def test_the_dashboard_is_for_leads_only(held: Held):
    acts = [
        (dashboard.missing, (held.pod_id,)),
        (dashboard.words_for, (held.pod_id, await id_of(held, "dana"))),
        (dashboard.ask_for_note, (held.occurrence_id,)),
    ]
    for who in (*NINE, *OUTSIDE):
        if who in ("ana", "chidi"):
            continue
        for act, about in acts:
            with pytest.raises(Refusal, match=r"Only Ana and Chidi|Guests take part|Dojo is for"):
                await make.do(held.storage, who, act, *about)
    assert await held.said(NoteWanted) == []


async def test_another_workspace_sees_nothing_of_it(held: Held):
    stranger = Principal(team_id="T2", user_id="Uana", home_team_id="T2")
    for act, about in (
        (dashboard.missing, (held.pod_id,)),
        (dashboard.words_for, (held.pod_id, "x")),
        (dashboard.ask_for_note, (held.occurrence_id,)),
    ):
        with pytest.raises(Refusal, match=r"was archived|not there any more"):
            await held.storage.run("T2", act, stranger, *about)


async def test_of_a_round_that_nobody_showed_anything_in_nobody_is_missed(
    storage: Storage, clock: FixedClock
):
    await make.team(storage)
    pod = await make.pod(storage)
    rounds = described(weekly(), "async_demo", days=2)
    await make.do(storage, "ana", rituals.begin, pod.id, "rounds", rounds)
    held = Held(storage, clock, Tick(storage), pod.id, "", "", "")
    await held.until(THURSDAY + timedelta(weeks=2))
    empty = await trend(held)
    for week in (2, 3):
        await held.until(THURSDAY + timedelta(weeks=week, hours=1))
        await make.demo(storage, pod.id, by="ben")
    await held.until(THURSDAY + timedelta(weeks=4))

    assert names(empty) == []
    assert dots(empty)[Layer.RITUAL] == (0, 2)
    assert names(await trend(held)) == ["ana", "chidi", "dana", "eli", "gus"]
    assert names(await trend(held, "chidi")) == ["ana", "dana", "eli", "gus"]  # as they see it
