"""Whoever is away is left alone: messages wait, others are asked, nobody counts on them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from slackapp.domain.away import AwayAnswers
from slackapp.domain.away.facts import AwaySet
from slackapp.domain.facts import DutyComing, MessageAnswered, Nudge
from slackapp.domain.pods import Channel
from slackapp.domain.turns.shown import SwapAnswers
from slackapp.errors import Refusal
from slackapp.services import away, dashboard, swaps
from slackapp.tick import Tick
from storage import Storage, Transaction, people, turns
from storage.base import new_id
from storage.outbox import FactRow
from tests.clock import FixedClock
from tests.services import make, test_attention, turn_pods
from tests.services.conftest import Guild
from tests.services.test_attention import (
    DAY,
    NOON,
    WEEK,
    duty,
    heard,
    nudge,
    person_id,
    put,
)

FRIDAY = date(2026, 3, 6)
day = test_attention.day  # a noon at which nothing waits


def eight(day_of_march: int) -> datetime:
    """Eight o'clock in Berlin, before the clocks change."""
    return datetime(2026, 3, day_of_march, 7, tzinfo=UTC)


async def leave(storage: Storage, who: str = "dana", *, last: date = FRIDAY, pod_id: str = ""):
    days = AwayAnswers(new_id(), last=last, pod_id=pod_id)
    return await make.do(storage, who, away.keep, days)


async def give(day: Guild, turn_id: str, who: str) -> None:
    to = await person_id(day.storage, who)

    def change(tx: Transaction) -> None:
        row = turns.turn(tx.session, turn_id)
        row.person_id, row.fixed = to, True

    await day.storage.run(make.TEAM, change)


async def reminder(day: Guild) -> DutyComing:
    """Something true to say to Dana that makes sense later, too."""
    turn_id = await duty(day, starts=NOON + timedelta(days=8))
    await give(day, turn_id, "dana")
    return DutyComing(turn_id, WEEK)


async def test_messages_wait_until_the_day_that_the_screen_names(day: Guild, clock: FixedClock):
    kept = await leave(day.storage)
    fact = await reminder(day)
    await put(day.storage, fact)
    at_once = await heard(day.storage)
    clock.instant = eight(7)  # a Saturday
    on_the_weekend = await heard(day.storage)
    clock.instant = eight(9) - timedelta(seconds=1)
    too_soon = await heard(day.storage)
    clock.instant = eight(9)

    assert kept.back_on == date(2026, 3, 9)
    assert at_once == on_the_weekend == too_soon == []
    assert await heard(day.storage) == [[fact]]


async def test_what_comes_up_on_the_weekend_after_waits_as_well(day: Guild, clock: FixedClock):
    await leave(day.storage)
    clock.instant = eight(7) + timedelta(hours=4)
    fact = await nudge(day, "On Saturday")
    await put(day.storage, fact)
    on_saturday = [said for said in await heard(day.storage) if fact in said]
    clock.instant = eight(9)

    assert on_saturday == []
    assert [fact] in await heard(day.storage)


async def test_a_weekend_that_nobody_was_away_before_holds_up_nothing(
    day: Guild, clock: FixedClock
):
    clock.instant = eight(7) + timedelta(hours=4)
    fact = await nudge(day, "On Saturday")
    await put(day.storage, fact)

    assert [fact] in await heard(day.storage)


async def test_who_comes_back_sooner_hears_at_once_what_waited(day: Guild):
    await leave(day.storage)
    fact = await reminder(day)
    await put(day.storage, fact)
    held = await heard(day.storage)

    await make.do(day.storage, "dana", away.come_back)

    assert held == []
    assert [fact] in await heard(day.storage)


async def test_an_answer_a_lead_s_note_and_a_duty_of_tomorrow_reach_who_is_away(day: Guild):
    kept = await leave(day.storage)
    dana, ana = await person_id(day.storage), await person_id(day.storage, "ana")
    turn_id = await duty(day, starts=NOON + timedelta(hours=23))
    answer, noted = MessageAnswered(dana), AwaySet(kept.id, ana)
    await put(day.storage, answer)
    answered = await heard(day.storage)
    await put(day.storage, noted)
    told = await heard(day.storage)
    await put(day.storage, DutyComing(turn_id, DAY))

    assert answered == [[answer]]
    assert told == [[noted]]
    assert await heard(day.storage) == [[DutyComing(turn_id, DAY)]]


async def test_away_from_one_pod_holds_what_is_about_that_pod_only(day: Guild):
    channel = Channel(channel_id="C2", name="design", app_is_in=True)
    other = await make.pod(
        day.storage, channel=channel, name="Design", members=("Uana", "Udana", "Uben")
    )
    await leave(day.storage, pod_id=other.id)
    held = Nudge(await make.demo(day.storage, other.id), await person_id(day.storage))
    said = await nudge(day, "Here")
    await put(day.storage, held, said)

    assert [one for one in await heard(day.storage) if {held, said} & set(one)] == [[said]]


async def test_a_turn_that_moved_on_is_not_told_in_the_old_holders_messages(
    day: Guild, clock: FixedClock
):
    await leave(day.storage)
    gone, kept = await reminder(day), await reminder(day)
    await put(day.storage, gone, kept)
    await heard(day.storage)
    await give(day, gone.turn_id, "eli")
    clock.instant = eight(9)

    assert await heard(day.storage) == [[kept]]


async def test_who_is_away_is_not_among_those_who_could_have_answered(day: Guild):
    before = await day.storage.look(make.TEAM, dashboard.health, day.pod)
    await leave(day.storage)
    after = await day.storage.look(make.TEAM, dashboard.health, day.pod)

    assert after.could_answer == before.could_answer - 1


async def test_who_answered_before_leaving_still_counts(day: Guild):
    await make.answers(day.storage, day.demo_id)
    before = await day.storage.look(make.TEAM, dashboard.health, day.pod)
    await leave(day.storage)
    after = await day.storage.look(make.TEAM, dashboard.health, day.pod)

    assert (after.answered, after.could_answer) == (before.answered, before.could_answer)


async def test_a_nudge_asks_somebody_who_is_there(guild: Guild, clock: FixedClock):
    clock.advance(timedelta(hours=47))
    gone = {"ana", "chidi", "dana"}
    for who in sorted(gone):
        await leave(guild.storage, who, last=date(2026, 3, 12))
    clock.advance(timedelta(hours=1))
    await Tick(guild.storage).settled()

    def asked(tx: Transaction) -> set[str]:
        rows = tx.session.query(FactRow).filter_by(kind=Nudge.__name__)
        found = people.by_ids(tx.session, [row.about["person_id"] for row in rows])
        return {row.user_id for row in found.values()}

    assert await guild.storage.look(make.TEAM, asked) == {"Ueli", "Ugus"}


async def test_a_swap_is_not_offered_to_nor_asked_of_who_is_away_then(storage: Storage):
    first, second, *_ = await turn_pods.turns(storage)
    mine = (await turn_pods.turn_ids(storage))[0]
    before = await turn_pods.draft(storage, first, mine)
    other = next(one for one in before.choices if one.person.user_id == second)
    last = date(2026, 3, 5)  # the day of that turn
    await turn_pods.do(storage, second, away.keep, AwayAnswers(new_id(), last=last))
    after = await turn_pods.draft(storage, first, mine)

    assert second not in {one.person.user_id for one in after.choices}
    asked = SwapAnswers(mine, other.person.id, "")
    with pytest.raises(Refusal, match="cannot take it any more") as refused:
        await turn_pods.do(storage, first, swaps.ask, new_id(), asked)
    assert refused.value.field == "person"
    assert "SwapAsked" not in await turn_pods.said(storage)
