"""After a session: who is asked, until when, who reads what, and who is told."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from slackapp.domain.cadence import Weekday
from slackapp.domain.facts import RitualMissed
from slackapp.domain.people import Principal, Role
from slackapp.domain.questions import Template
from slackapp.domain.session_facts import HandOver, SessionDigest, TwoQuestions
from slackapp.domain.sessions import SessionAnswers
from slackapp.domain.turns import Duty
from slackapp.errors import Refusal
from slackapp.services import facts, rituals, turns
from slackapp.services.sessions import answers, next_steps
from storage import Storage, Transaction, due, forms
from storage import people as person_rows
from storage.base import new_id
from storage.outbox import FactRow
from storage.pods import MembershipRow
from storage.turns import AbsenceRow
from storage.turns import of_duty as turn_of
from tests.clock import FixedClock
from tests.services import make
from tests.services.ritual_pods import THURSDAY, journal, weekly
from tests.services.ritual_pods import answers as described
from tests.services.session_pods import ENDS, PEOPLE, Held, begin, hold, occurrence, presence

EVERYBODY = (*PEOPLE, "farah", "gil", "olga", "robot", "xavier", "nobody")
DAY = timedelta(days=1)


@pytest.fixture
async def held(storage: Storage, clock: FixedClock) -> Held:
    return await hold(storage, clock)


async def reads(held: Held, what, who: str) -> bool:
    try:
        await make.do(held.storage, who, what, held.occurrence_id)
    except Refusal:
        return False
    return True


async def readers(held: Held, what) -> set[str]:
    return {who for who in EVERYBODY if await reads(held, what, who)}


async def test_everybody_in_the_pod_is_asked_once_when_it_ends(held: Held):
    await held.tick.settled()

    assert await held.said(TwoQuestions) == sorted(PEOPLE)


async def test_whoever_is_away_is_not_asked(storage: Storage, clock: FixedClock):
    held = await begin(storage, clock)

    def leave(tx: Transaction, actor: Principal) -> None:
        person = person_rows.by_user(tx.session, actor.user_id)
        assert person is not None
        on = THURSDAY.date()
        tx.session.add(AbsenceRow(id=new_id(), person_id=person.id, from_on=on, until_on=on))

    await make.do(storage, "eli", leave)
    await held.until(ENDS)

    assert await held.said(TwoQuestions) == sorted(set(PEOPLE) - {"eli"})


async def test_an_observer_is_asked_after_saying_that_they_were_there(
    storage: Storage, clock: FixedClock
):
    held = await begin(storage, clock)
    for name in ("farah", "goran"):
        await make.do(storage, name, observe, held.pod_id)
    await held.until(THURSDAY)
    later = await make.do(storage, "farah", answers.was_there, held.occurrence_id)
    await held.until(ENDS)

    assert later
    assert await held.said(TwoQuestions) == sorted((*PEOPLE, "farah"))
    assert not await make.do(storage, "goran", answers.was_there, held.occurrence_id)
    assert await held.said(TwoQuestions) == sorted((*PEOPLE, "farah", "goran"))


def observe(tx: Transaction, actor: Principal, pod_id: str) -> None:
    person = person_rows.by_user(tx.session, actor.user_id)
    assert person is not None
    row = MembershipRow(
        id=new_id(), pod_id=pod_id, person_id=person.id, role=Role.OBSERVER, joined_at=tx.now
    )
    tx.session.add(row)


async def test_one_reminder_after_a_day_goes_to_those_who_are_missing(held: Held):
    answered, absent = held.others[:2]
    await held.answer(answered, "The plot.")
    await make.do(held.storage, absent, answers.not_there, held.occurrence_id)
    await held.until(ENDS + DAY)

    assert len(await held.said(TwoQuestions)) == 2 * len(PEOPLE) - 2
    assert await held.look(asks, answered) == 1
    assert await held.look(asks, absent) == 1
    assert await held.look(still_asked) == set(PEOPLE) - {answered, absent}


def asks(tx: Transaction, who: str) -> int:
    person = person_rows.by_user(tx.session, f"U{who}")
    assert person is not None
    found = tx.session.query(FactRow).filter_by(kind="TwoQuestions")
    return sum(row.about["person_id"] == person.id for row in found)


def still_asked(tx: Transaction) -> set[str]:
    """Whom the questions still find something to say to."""
    found = tx.session.query(FactRow).filter_by(kind="TwoQuestions")
    told = [facts.tell(tx, row.fact()) for row in found]
    return {saying.person.name.lower() for saying in told if saying and saying.person}


async def test_an_answer_after_the_reminder_is_marked_late_and_an_earlier_one_stays_in_time(
    held: Held,
):
    early, late = held.others[:2]
    await held.answer(early, "Early.")
    await held.until(ENDS + DAY)
    await held.answer(early, "Changed.")
    await held.answer(late, "Late.")
    await held.until(ENDS + 2 * DAY)
    read = await make.do(held.storage, held.presenter, answers.read, held.occurrence_id)

    assert {(one.person.name.lower(), one.late) for one in read.answered} == {
        (early, False),
        (late, True),
    }
    assert {words for one in read.answered for _, words in one.answers} == {"Changed.", "Late."}


async def test_after_the_digest_nothing_changes(held: Held):
    await held.until(ENDS + 2 * DAY)

    with pytest.raises(Refusal, match="closed on Sat, Mar 7, so nothing was saved"):
        await held.answer("ana", "Too late.")


async def test_the_promise_is_kept_by_trying_each_reader(held: Held):
    giver = held.others[0]
    await held.answer(giver, "The overlap plot.", key="better")
    asking = await make.do(held.storage, giver, answers.ask, held.occurrence_id)
    promised = asking.promise
    named = {person.name.lower() for person in promised.readers}
    following = {person.name.lower() for person in promised.following}

    assert await readers(held, answers.read) == set()
    assert await readers(held, answers.notes) == set()
    await held.until(promised.until - timedelta(seconds=1))
    await held.answer(giver, "Still open.", key="better")
    assert await readers(held, answers.read) == set()
    await held.until(promised.until)
    assert await readers(held, answers.read) == named == {held.presenter, held.facilitator}
    assert await readers(held, answers.notes) == following
    assert promised.late_from == ENDS + DAY
    assert promised.until == ENDS + 2 * DAY
    with pytest.raises(Refusal):
        await held.answer(giver, "Closed.")


async def test_the_digest_goes_to_those_who_held_it_and_the_words_to_those_who_are_next(held: Held):
    await held.answer(held.others[0], "The overlap plot.")
    await held.until(ENDS + 2 * DAY)
    following = await held.holders("03-12")
    expected = {following[Duty.PRESENTER], following[Duty.FACILITATOR]}

    assert set(await held.said(SessionDigest)) == {held.presenter, held.facilitator}
    assert await held.said(HandOver) == sorted(expected)


async def test_the_words_that_are_handed_over_bear_no_name(held: Held):
    for name in held.others:
        await held.answer(name, f"words {held.others.index(name)}")
    await held.until(ENDS + 2 * DAY)
    next_one = (await held.holders("03-12"))[Duty.PRESENTER]
    notes = await make.do(held.storage, next_one, answers.notes, held.occurrence_id)

    assert sorted(notes.words[0].said) == [f"words {n}" for n in range(len(held.others))]
    assert not any(name.title() in str(notes.words) for name in PEOPLE)


async def test_whoever_takes_the_next_turn_hears_too_and_whoever_gave_it_reads_no_more(held: Held):
    await held.answer(held.others[0], "The overlap plot.")
    await held.until(ENDS + 2 * DAY)
    before = (await held.holders("03-12"))[Duty.FACILITATOR]
    turn_id = await held.storage.look(
        make.TEAM,
        lambda tx: turn_of(tx.session, occurrence(tx, "03-12").id, Duty.FACILITATOR).id,
    )
    await make.do(held.storage, before, turns.skip, turn_id)
    after = (await held.holders("03-12"))[Duty.FACILITATOR]
    holds = set((await held.holders("03-12")).values())

    assert after != before
    assert after in await held.said(HandOver)
    assert await reads(held, answers.notes, after)
    assert before in holds or not await reads(held, answers.notes, before)


async def test_nothing_answered_is_told_to_the_presenter_alone_once(held: Held):
    await held.until(ENDS + 3 * DAY)

    assert await held.said(SessionDigest) == [held.presenter]
    assert await held.said(HandOver) == []


async def test_before_a_session_of_the_next_day_the_form_closes_in_time(
    storage: Storage, clock: FixedClock
):
    held = await begin(storage, clock)
    daily = replace(weekly(), weekdays=frozenset(Weekday))
    await make.do(storage, "ana", rituals.edit, "ritual", described(daily), 0)
    await held.until(ENDS)
    first = await held.storage.look(make.TEAM, lambda tx: occurrence(tx, "03-05").id)
    asking = await make.do(storage, "ben", answers.ask, first)

    assert asking.promise.until == THURSDAY + DAY - timedelta(hours=1)
    assert asking.promise.late_from is None


async def test_a_session_prepared_tomorrow_has_its_digest_then(storage: Storage, clock: FixedClock):
    held = await begin(storage, clock)
    often = replace(weekly(), weekdays=frozenset({Weekday.THURSDAY, Weekday.SATURDAY}))
    await make.do(storage, "ana", rituals.edit, "ritual", described(often), 0)
    await held.until(ENDS)
    first = await held.storage.look(make.TEAM, lambda tx: occurrence(tx, "03-05").id)
    asking = await make.do(storage, "ben", answers.ask, first)

    assert asking.promise.until == THURSDAY + DAY


async def test_a_missed_session_opens_no_form(storage: Storage, clock: FixedClock):
    held = await begin(storage, clock)
    clock.instant = THURSDAY + timedelta(hours=3)
    await held.tick.settled()
    await held.until(ENDS + DAY)

    assert await held.said(RitualMissed) == ["ana", "chidi"]
    assert await held.said(TwoQuestions) == []
    with pytest.raises(Refusal, match="not open yet"):
        await held.answer("ana", "Nothing.")


async def test_a_skipped_session_opens_no_form(storage: Storage, clock: FixedClock):
    held = await begin(storage, clock)
    await make.do(storage, "ana", rituals.skip_next, "ritual")
    await held.until(ENDS + DAY)

    assert await held.said(TwoQuestions) == []


async def test_a_session_run_by_hand_is_asked_about_and_read_by_the_leads(
    storage: Storage, clock: FixedClock
):
    held = await begin(storage, clock)
    await make.do(storage, "ana", rituals.run_now, "ritual")
    await held.until(clock.instant + timedelta(minutes=45))

    assert await held.said(TwoQuestions) == sorted(PEOPLE)
    await held.until(clock.instant + 2 * DAY)
    assert len(await held.said(SessionDigest)) == 1


async def test_an_end_slept_through_for_hours_still_asks_for_two_days(
    storage: Storage, clock: FixedClock
):
    held = await begin(storage, clock)
    await held.until(THURSDAY)
    clock.instant = ENDS + timedelta(hours=5)
    await held.tick.settled()
    asking = await make.do(storage, "ana", answers.ask, held.occurrence_id)

    assert asking.promise.until == ENDS + timedelta(hours=53)


async def test_what_was_due_while_the_app_slept_makes_one_digest_and_no_reminder(held: Held):
    await held.answer(held.others[0], "The overlap plot.")
    held.clock.instant = ENDS + timedelta(days=3)
    await held.tick.settled()

    assert len(await held.said(TwoQuestions)) == len(PEOPLE)
    assert set(await held.said(SessionDigest)) == {held.presenter, held.facilitator}
    assert "1 of 6 answered how it was" in await held.look(journal, "03-05")


async def test_steps_taken_by_two_apps_at_once_say_everything_once(held: Held):
    await held.answer(held.others[0], "The overlap plot.")
    held.clock.instant = ENDS + 2 * DAY
    await asyncio.gather(held.tick.settled(), type(held.tick)(held.storage).settled())

    assert sorted(set(await held.said(SessionDigest))) == await held.said(SessionDigest)
    assert sorted(set(await held.said(HandOver))) == await held.said(HandOver)


async def test_a_form_keeps_the_questions_that_it_began_with(held: Held):
    await make.do(
        held.storage, "ana", rituals.choose_questions, "ritual", Template.WORKED, scales=True
    )
    asking = await make.do(held.storage, "ben", answers.ask, held.occurrence_id)
    await held.until(ENDS + timedelta(days=7))
    second = await held.storage.look(make.TEAM, lambda tx: occurrence(tx, "03-12").id)
    later = await make.do(held.storage, "ben", answers.ask, second)

    assert [each.label for each in asking.questions] == [
        "What was the most useful takeaway?",
        "What could make the next review better?",
    ]
    assert [each.key for each in later.questions] == [
        "worked",
        "failed",
        "topics",
        "pace",
        "clarity",
    ]


async def test_nothing_said_is_not_an_answer(held: Held):
    with pytest.raises(Refusal, match="Answer one of the questions") as no:
        await make.do(
            held.storage, "ana", answers.give, held.occurrence_id, SessionAnswers((), step="Plot.")
        )

    assert no.value.field == "takeaway"


async def test_who_was_not_there_after_all_leaves_no_word(held: Held):
    giver = held.others[0]
    await held.answer(giver, "The overlap plot.")
    await make.do(held.storage, giver, answers.not_there, held.occurrence_id)

    def words(tx: Transaction) -> int:
        return tx.session.query(forms.AnswerRow).count()

    assert await held.look(words) == 0
    assert giver not in await held.look(presence, held.occurrence_id)
    await held.answer(giver, "I was there after all.")
    assert giver in await held.look(presence, held.occurrence_id)


async def test_the_next_step_is_seen_by_nobody_else_and_comes_back_the_next_time(held: Held):
    giver, other = held.others[:2]
    await held.answer(giver, "The plot.", step="Plot the overlap")
    second = await held.storage.look(make.TEAM, lambda tx: occurrence(tx, "03-12").id)
    await held.until(ENDS + timedelta(days=7))
    mine = await make.do(held.storage, giver, answers.ask, second)
    theirs = await make.do(held.storage, other, answers.ask, second)
    (step,) = await make.do(held.storage, giver, steps)

    assert (mine.wanted, theirs.wanted) == ("Plot the overlap", "")
    assert await make.do(held.storage, other, steps) == ()
    with pytest.raises(Refusal, match="not there any more"):
        await make.do(held.storage, other, next_steps.done, step.id)
    await make.do(held.storage, giver, next_steps.done, step.id)
    assert await make.do(held.storage, giver, steps) == ()
    assert (await make.do(held.storage, giver, answers.ask, second)).wanted == ""


def steps(tx: Transaction, actor: Principal):
    person = person_rows.by_user(tx.session, actor.user_id)
    assert person is not None
    return next_steps.of(tx, person.id)


async def test_another_workspace_sees_nothing_of_it(held: Held):
    stranger = Principal(team_id="T2", user_id="Uana", home_team_id="T2")
    for act in (answers.ask, answers.not_there, answers.was_there, answers.read, answers.notes):
        with pytest.raises(Refusal, match="not there any more"):
            await held.storage.run("T2", act, stranger, held.occurrence_id)


async def test_who_may_answer_is_who_is_in_the_pod(held: Held):
    assert await readers(held, answers.ask) == set(PEOPLE)


async def test_nothing_stays_due_after_the_digest(held: Held):
    await held.until(ENDS + 2 * DAY)

    def left(tx: Transaction) -> int:
        return len(due.of_subject(tx.session, held.occurrence_id))

    assert await held.look(left) == 0
