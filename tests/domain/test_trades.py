"""Turns that change hands by hand: who could take one, and that planning stays fair around it."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackapp.domain.turns import (
    Away,
    Candidate,
    Duty,
    Hindrance,
    Offer,
    Roster,
    Turn,
    plan,
    traded,
)
from slackapp.domain.turns.candidates import leveled
from tests.domain.test_turns_fair import Pod, person, pods, rivals, weeks

ON = date(2026, 3, 12)
NEXT = ON + timedelta(weeks=1)
FACILITATOR, PRESENTER = Duty.FACILITATOR, Duty.PRESENTER
MINE = Turn(on=ON, duty=FACILITATOR, person_id="ana")


def roster(*ahead: Turn, duties=(FACILITATOR,), **changed: Candidate) -> Roster:
    people = [changed.get(name) or Candidate(person_id=name) for name in ("ana", "ben", "cho")]
    return Roster(dict.fromkeys(duties, people), ahead)


def turn(person_id: str | None, on: date = ON, duty: Duty = FACILITATOR) -> Turn:
    return Turn(on=on, duty=duty, person_id=person_id)


def test_who_has_a_turn_gives_it_back_and_who_has_none_takes_it_for_nothing():
    theirs = turn("ben", NEXT)
    assert roster(MINE, theirs).offers(MINE) == (Offer("ben", theirs), Offer("cho"))


def test_duties_of_one_day_are_exchanged():
    theirs = turn("ben", duty=PRESENTER)
    found = roster(MINE, theirs, duties=(FACILITATOR, PRESENTER)).offers(MINE)
    assert found == (Offer("ben", theirs), Offer("cho"))


def test_a_turn_that_the_asker_could_not_do_is_not_given_back():
    away = Candidate(person_id="ana", away=(Away(NEXT, NEXT),))
    theirs, later = turn("ben", NEXT), turn("ben", NEXT + timedelta(weeks=1))
    assert roster(MINE, theirs, later, ana=away).offer("ben", MINE) == Offer("ben", later)
    assert roster(MINE, theirs, ana=away).offer("ben", MINE) == Offer("ben")


@pytest.mark.parametrize(
    ("ben", "why"),
    [
        (Candidate(person_id="ben", observer=True), Hindrance.OBSERVES),
        (Candidate(person_id="ben", away=(Away(ON, ON),)), Hindrance.AWAY),
        (Candidate(person_id="ben", skipped=frozenset({ON})), Hindrance.PASSED),
        (Candidate(person_id="ben", joined_on=ON - timedelta(days=13)), Hindrance.NEW),
        (Candidate(person_id="ben", joined_on=ON - timedelta(days=14)), None),
    ],
)
def test_what_keeps_somebody_from_a_turn(ben, why):
    found = roster(MINE, ben=ben)
    assert found.hindrance("ben", MINE) is why
    assert (found.offer("ben", MINE) is None) is (why is not None)


def test_two_duties_on_a_day_are_too_many_unless_there_are_more_duties_than_people():
    both = (FACILITATOR, PRESENTER)
    busy = turn("ben", duty=PRESENTER)
    assert roster(MINE, busy, duties=both).hindrance("ben", MINE) is Hindrance.BUSY
    alone = Roster(dict.fromkeys(both, (Candidate(person_id="ben"),)), (MINE, busy))
    assert alone.hindrance("ben", MINE) is None


def test_somebody_from_elsewhere_has_no_turn_here():
    assert roster(MINE).hindrance("zoe", MINE) is Hindrance.OBSERVES


def test_a_turn_left_to_nobody_stays_so():
    left = replace(MINE, person_id=None, fixed=True)
    standings = {FACILITATOR: [Candidate(person_id="ana"), Candidate(person_id="ben")]}
    after = plan(standings, [ON, NEXT], ritual_id="R1", fixed=[left])
    assert [each.person_id is None for each in after] == [True, False]


def decide(pod: Pod, ahead: list[Turn], data: st.DataObject) -> list[Turn]:
    """Have somebody swap, or a lead assign, one of the turns ahead; the turns decided by it."""
    turn = data.draw(st.sampled_from(ahead))
    if data.draw(st.booleans()):
        found = Roster(pod.standings, ahead).offers(turn) if turn.person_id else ()
        return list(traded(turn, data.draw(st.sampled_from(found)))) if found else []
    fixed = Roster(pod.standings, [each for each in ahead if each.fixed])
    able = [name for name in pod.people if fixed.hindrance(name, turn) is None]
    return [replace(turn, person_id=data.draw(st.sampled_from([*able, None])), fixed=True)]


def replanned(pod: Pod, fixed: list[Turn]) -> list[Turn]:
    days = [pod.on + timedelta(days=pod.gap * number) for number in range(4)]
    return list(plan(pod.standings, days, ritual_id=pod.ritual_id, fixed=fixed))


@settings(max_examples=100, deadline=None)
@given(pods, weeks, st.data())
def test_around_swaps_and_assignments_the_rest_stays_fair(pod: Pod, story, data):
    fixed: list[Turn] = []
    for week in story[:8]:
        pod.prepare(week)
        ahead = replanned(pod, fixed)
        decided = decide(pod, ahead, data)
        slots = {(each.on, each.duty) for each in decided}
        kept = [each for each in ahead if each.fixed and (each.on, each.duty) not in slots]
        after = replanned(pod, [*kept, *decided])
        standing = [each for each in after if each.fixed]
        assert {(each.on, each.duty, each.person_id) for each in decided} <= {
            (each.on, each.duty, each.person_id) for each in standing
        }
        assert all(alone(pod, each, after) for each in decided if each.person_id)
        assert replanned(pod, standing) == after  # planned again, nothing moves
        today = [each for each in after if each.on == pod.on]
        check_fair(pod, today, [each for each in standing if each.on > pod.on])
        pod.serve(today)
        fixed = [each for each in standing if each.on >= pod.on]


def alone(pod: Pod, turn: Turn, after: list[Turn]) -> bool:
    """Whether a turn is the only one of its holder on its day, as far as there are people."""
    mine = [one for one in after if (one.on, one.person_id) == (turn.on, turn.person_id)]
    return len(mine) == 1 or len(settled(pod, turn.on)) < len(pod.standings)


def settled(pod: Pod, on: date) -> set[str]:
    return {one.person_id for them in pod.standings.values() for one in them if one.settled(on)}


def check_fair(pod: Pod, today: list[Turn], later: list[Turn]) -> None:
    """What planning decided is fair, counting what is fixed for later; nobody has two duties."""
    promised = Counter((each.duty, each.person_id) for each in later)
    held = Counter(each.person_id for each in today if each.person_id)
    for each in today:
        if each.fixed or each.person_id is None:
            continue
        them = [
            replace(one, credit=one.credit + promised[each.duty, one.person_id])
            for one in leveled(pod.asked(each.duty), pod.on)
        ]
        mine = person(them, each).credit
        for one in rivals(them, each, today):
            assert abs(mine + 1 - one.credit) <= max(1, abs(mine - one.credit))
        assert held[each.person_id] == 1 or len(settled(pod, pod.on)) < len(pod.standings)
