"""Decisions of a retrospective: a ritual follows them, its card says so, the next one asks."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from slackapp.domain.decisions import DecisionAnswers, DecisionState, Terms
from slackapp.domain.people import Principal
from slackapp.domain.questions import Template
from slackapp.domain.retro_facts import RetroChanged, RetroReviewed
from slackapp.domain.turns import Duty
from slackapp.errors import Refusal
from slackapp.services import decisions, pods, rituals
from slackapp.services.decisions.shown import asked_by, of_retro, shown_in
from storage import Transaction, turns
from storage import decisions as rows
from storage import rituals as ritual_rows
from tests.services import make
from tests.services.retro_pods import Retro
from tests.services.ritual_pods import answers, said, weekly
from tests.services.session_pods import holders, occurrence

REVIEW = "review"


@pytest.fixture
async def guild(revealed: Retro) -> Retro:
    """A retrospective that is over, and a review every Thursday from March 12."""
    await make.do(
        revealed.storage, "ana", rituals.begin, revealed.pod_id, REVIEW, answers(weekly())
    )
    return revealed


async def decide(guild: Retro, *, by: str = "ana", nonce: str = "one", **terms: object) -> str:
    """Decide at the retrospective of March 5 that the review has other terms; its id."""
    draft = await make.do(guild.storage, by, decisions.compose, guild.first, REVIEW)
    wanted = Terms(**{**draft.terms.dump(), **terms})  # type: ignore[arg-type] # a test names terms
    given = DecisionAnswers(REVIEW, wanted, "Too long", draft.version)
    await make.do(guild.storage, by, decisions.decide, guild.first, nonce, given)
    return nonce


def parts(tx: Transaction) -> list[int]:
    row = ritual_rows.by_id(tx.session, REVIEW)
    assert row is not None
    return [part.minutes for part in row.ritual().structure]


def turns_of(tx: Transaction, *days: str) -> list[dict[Duty, str]]:
    return [holders(tx, day, REVIEW) for day in days]


def facilitates(tx: Transaction, turn_id: str, person_id: str) -> None:
    row = turns.turn(tx.session, turn_id)
    assert row is not None
    row.person_id = person_id


def dates(tx: Transaction) -> list[date]:
    return [row.nominal_on for row in ritual_rows.planned(tx.session, REVIEW)]


async def state(guild: Retro, decision_id: str = "one") -> DecisionState:
    return await guild.look(lambda tx: rows.by_id(tx.session, decision_id).state)


async def test_a_decision_changes_how_the_time_is_divided(guild: Retro):
    before = await guild.look(parts)
    await decide(guild, presenting=8)

    assert before == [10, 35]
    assert await guild.look(parts) == [8, 37]
    assert await guild.look(said, RetroChanged) == 1


async def test_it_is_logged_with_what_was_and_what_is(guild: Retro):
    await decide(guild, presenting=8, minutes=30)
    (found,) = await guild.look(of_retro, guild.first)

    assert found.before == Terms(presenting=10, minutes=45)
    assert found.after == Terms(presenting=8, minutes=30)
    assert found.why == "Too long"
    assert found.by is not None
    assert found.by.name == "Ana"
    assert "decided in a retrospective: presenting 10 → 8, minutes 45 → 30" in [
        note.what for note in await guild.look(lambda tx: ritual_rows.journal(tx.session, REVIEW))
    ]


async def test_sent_twice_it_is_decided_once(guild: Retro):
    draft = await make.do(guild.storage, "ana", decisions.compose, guild.first, REVIEW)
    given = DecisionAnswers(REVIEW, Terms(presenting=8), "", draft.version)
    await asyncio.gather(
        *(
            make.do(guild.storage, "ana", decisions.decide, guild.first, "one", given)
            for _ in range(2)
        )
    )

    assert len(await guild.look(of_retro, guild.first)) == 1


async def test_of_two_leads_at_once_the_second_is_told_and_changes_nothing(guild: Retro):
    draft = await make.do(guild.storage, "ana", decisions.compose, guild.first, REVIEW)
    outcomes = await asyncio.gather(
        *(
            make.do(
                guild.storage,
                who,
                decisions.decide,
                guild.first,
                who,
                DecisionAnswers(REVIEW, Terms(presenting=minutes), "", draft.version),
            )
            for who, minutes in (("ana", 8), ("chidi", 5))
        ),
        return_exceptions=True,
    )

    assert [type(each) for each in outcomes].count(Refusal) == 1
    assert "Somebody changed this ritual" in " ".join(map(str, outcomes))
    assert len(await guild.look(of_retro, guild.first)) == 1


async def test_leads_and_whoever_facilitated_decide_and_nobody_else(guild: Retro):
    facilitator = (await guild.look(holders, "03-05"))[Duty.FACILITATOR]

    assert await guild.able(decisions.compose, guild.first) == {"ana", "chidi", facilitator}


async def test_the_order_of_turns_stays_when_the_review_is_held_less_often(guild: Retro):
    before = await guild.look(turns_of, "03-12", "03-19", "03-26")
    await decide(guild, interval=2)
    after = await guild.look(turns_of, "03-12", "03-26", "04-09")

    assert await guild.look(dates) == [date(2026, 3, 12) + timedelta(weeks=2 * n) for n in range(4)]
    assert after == before


async def test_a_review_that_runs_by_hand_does_not_move_the_weeks(guild: Retro):
    await make.do(guild.storage, "ana", rituals.run_now, REVIEW)
    await decide(guild, interval=2)

    assert date(2026, 3, 12) in await guild.look(dates)
    assert date(2026, 3, 26) in await guild.look(dates)
    assert date(2026, 3, 19) not in await guild.look(dates)


async def test_whoever_facilitated_decides_though_they_lead_nothing(guild: Retro):
    turn = await guild.look(lambda tx: turns.of_duty(tx.session, guild.first, Duty.FACILITATOR))
    await guild.storage.run(make.TEAM, facilitates, turn.id, await guild.id_of("eli"))
    await decide(guild, by="eli", presenting=8)

    assert await guild.look(parts) == [8, 37]
    with pytest.raises(Refusal, match="who lead this pod"):
        await make.do(guild.storage, "eli", rituals.edit, REVIEW, answers(weekly()))


async def test_other_questions_are_asked_from_now_on(guild: Retro):
    await decide(guild, template=Template.CLEAR)
    row = await guild.look(lambda tx: ritual_rows.by_id(tx.session, REVIEW))

    assert row.template is Template.CLEAR


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({}, "Nothing would be different"),
        ({"presenting": 45}, "Leave some of the 45 minutes"),
        ({"minutes": 10}, "Leave some of the 10 minutes"),
    ],
)
async def test_what_makes_no_sense_is_refused_and_changes_nothing(guild: Retro, terms, words):
    with pytest.raises(Refusal, match=words):
        await decide(guild, **terms)

    assert await guild.look(parts) == [10, 35]
    assert await guild.look(of_retro, guild.first) == ()


async def test_only_the_first_session_after_it_says_so(guild: Retro):
    await decide(guild, presenting=8)
    await guild.until(datetime(2026, 3, 20, tzinfo=UTC))
    first, second = [
        await guild.look(lambda tx, day=day: occurrence(tx, day, REVIEW).id)
        for day in ("03-12", "03-19")
    ]

    assert [each.after for each in await guild.look(shown_in, first)] == [Terms(presenting=8)]
    assert await guild.look(shown_in, second) == ()


async def test_what_was_changed_otherwise_before_the_session_is_not_said(guild: Retro):
    await decide(guild, presenting=8)
    await decide(guild, presenting=6, nonce="two")
    await guild.until(datetime(2026, 3, 13, tzinfo=UTC))
    first = await guild.look(lambda tx: occurrence(tx, "03-12", REVIEW).id)

    assert [each.id for each in await guild.look(shown_in, first)] == ["two"]


async def test_the_next_retrospective_asks_and_whoever_keeps_it_ends_the_question(guild: Retro):
    await decide(guild, presenting=8)
    second = await guild.open_second()
    asked = await guild.look(asked_by, second)
    for _ in range(2):
        await make.do(guild.storage, "chidi", decisions.keep, "one")
    await guild.until(datetime(2026, 4, 30, 18, tzinfo=UTC))
    third = await guild.look(lambda tx: occurrence(tx, "04-30").id)

    assert [each.id for each in asked] == ["one"]
    assert await state(guild) is DecisionState.KEPT
    assert await guild.look(said, RetroReviewed) == 3  # and two said that one was over
    assert await guild.look(asked_by, third) == ()
    with pytest.raises(Refusal, match="kept already"):
        await make.do(guild.storage, "ana", decisions.change_back, "one")


async def test_changed_back_it_is_as_before_and_that_is_logged_too(guild: Retro):
    await decide(guild, presenting=8, interval=2)
    second = await guild.open_second()
    for _ in range(2):
        await make.do(guild.storage, "ana", decisions.change_back, "one")
    (back,) = await guild.look(of_retro, second)

    assert await guild.look(parts) == [10, 35]
    assert back.after == Terms(presenting=10, interval=1)
    assert await state(guild) is DecisionState.CHANGED_BACK
    with pytest.raises(Refusal, match="changed back already"):
        await make.do(guild.storage, "chidi", decisions.keep, "one")


async def test_of_keeping_and_changing_back_at_once_the_first_holds(guild: Retro):
    await decide(guild, presenting=8)
    await guild.open_second()
    outcomes = await asyncio.gather(
        make.do(guild.storage, "ana", decisions.keep, "one"),
        make.do(guild.storage, "chidi", decisions.change_back, "one"),
        return_exceptions=True,
    )

    assert sorted(isinstance(each, Refusal) for each in outcomes) == [False, True]
    kept = await state(guild) is DecisionState.KEPT
    assert await guild.look(parts) == ([8, 37] if kept else [10, 35])


async def test_whoever_facilitates_the_one_that_asks_may_answer(guild: Retro):
    await decide(guild, presenting=8)
    await guild.open_second()
    facilitators = {
        (await guild.look(holders, day))[Duty.FACILITATOR] for day in ("03-05", "04-02")
    }

    assert await guild.able(decisions.keep, "one") == {"ana", "chidi"} | facilitators


async def test_nobody_is_asked_about_what_a_lead_changed_otherwise_since(guild: Retro):
    await decide(guild, minutes=30)
    await make.do(guild.storage, "ana", rituals.edit, REVIEW, answers(weekly()))
    second = await guild.open_second()

    assert await guild.look(asked_by, second) == ()
    assert await state(guild) is DecisionState.OVERTAKEN
    with pytest.raises(Refusal, match="changed otherwise"):
        await make.do(guild.storage, "ana", decisions.change_back, "one")


async def test_nobody_is_asked_about_a_ritual_that_has_ended(guild: Retro):
    await decide(guild, presenting=8)
    await make.do(guild.storage, "ana", rituals.end, REVIEW)
    second = await guild.open_second()

    assert await guild.look(asked_by, second) == ()


async def test_what_nobody_answered_holds_and_is_asked_again(guild: Retro):
    await decide(guild, presenting=8)
    await guild.open_second()
    await guild.until(datetime(2026, 4, 30, 18, tzinfo=UTC))
    third = await guild.look(lambda tx: occurrence(tx, "04-30").id)

    assert await guild.look(parts) == [8, 37]
    assert [each.id for each in await guild.look(asked_by, third)] == ["one"]


async def test_a_lead_who_edits_the_ritual_keeps_what_was_decided(guild: Retro):
    await decide(guild, presenting=8)
    draft = await make.do(guild.storage, "ana", rituals.reopen, REVIEW)
    changed = replace(draft.answers, name="Renamed", minutes=60)
    await make.do(guild.storage, "ana", rituals.edit, REVIEW, changed)

    assert await guild.look(parts) == [8, 52]


async def test_a_pod_without_another_ritual_has_nothing_to_change(revealed: Retro):
    with pytest.raises(Refusal, match="no other ritual"):
        await make.do(revealed.storage, "ana", decisions.compose, revealed.first)


async def test_an_archived_pod_decides_nothing(guild: Retro):
    await decide(guild, presenting=8)
    await make.do(guild.storage, "ana", pods.archive, guild.pod_id)

    for call, thing in ((decisions.compose, guild.first), (decisions.keep, "one")):
        with pytest.raises(Refusal, match="was archived"):
            await make.do(guild.storage, "ana", call, thing)


async def test_another_workspace_sees_and_changes_nothing_of_them(guild: Retro):
    await decide(guild, presenting=8)
    stranger = Principal(team_id="T2", user_id="Uana", home_team_id="T2")

    for call, thing in (
        (decisions.compose, guild.first),
        (decisions.keep, "one"),
        (decisions.change_back, "one"),
    ):
        with pytest.raises(Refusal):
            await guild.storage.run("T2", call, stranger, thing)
