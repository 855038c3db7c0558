"""Turns, by example: who is next, who never is, and what a changed plan says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from slackapp.domain.turns import (
    Away,
    Candidate,
    Duty,
    Move,
    Turn,
    advance,
    moved,
    pick,
    plan,
    shadow,
    starting_credit,
    why,
)

ON = date(2026, 3, 12)
WEEKS = [ON + timedelta(weeks=week) for week in range(4)]
FACILITATOR = Duty.FACILITATOR


def someone(person_id: str, **standing) -> Candidate:
    return Candidate(person_id=person_id, **standing)


def next_one(*candidates: Candidate, on: date = ON, exclude=()) -> str | None:
    return pick(candidates, on, ritual_id="R1", duty=FACILITATOR, exclude=exclude)


def words(*candidates: Candidate, exclude=()) -> str:
    return why(candidates, ON, ritual_id="R1", duty=FACILITATOR, exclude=exclude)


def ahead(*candidates: Candidate, duties=(FACILITATOR,), fixed=(), dates=WEEKS):
    return plan(dict.fromkeys(duties, candidates), dates, ritual_id="R1", fixed=fixed)


def holders(turns) -> list[str | None]:
    return [turn.person_id for turn in turns]


def test_the_fewest_turns_come_first():
    waiting = someone("ana", credit=2, last_served=date(2025, 1, 1))
    assert next_one(waiting, someone("ben", credit=1, last_served=date(2026, 3, 1))) == "ben"


def test_of_equals_the_longest_waiting_comes_first():
    ana = someone("ana", credit=1, last_served=date(2026, 3, 5))
    ben = someone("ben", credit=1, last_served=date(2026, 2, 26))
    assert next_one(ana, ben) == "ben"
    assert words(ana, ben) == "fewest turns (1), was not the last"
    cho = someone("cho", credit=1, last_served=date(2026, 2, 19))
    assert words(ana, ben, cho) == "fewest turns (1), waited longest"


def test_lots_differ_between_rituals_and_duties():
    people = [someone(name) for name in ("ana", "ben", "cho", "dana", "eli", "farah")]
    drawn = {
        pick(people, ON, ritual_id=f"R{ritual}", duty=duty) for ritual in range(9) for duty in Duty
    }
    assert len(drawn) > 3
    assert words(*people) == "fewest turns (0), by lot"


def test_nobody_is_next_when_everyone_is_away():
    trip = (Away(ON, ON),)
    everyone = (someone("ana", away=trip), someone("ben", away=trip))
    assert next_one(*everyone) is None
    assert words(*everyone) == "nobody is free"
    assert next_one(*everyone, on=ON + timedelta(days=1)) is not None
    assert next_one(*everyone, on=ON - timedelta(days=1)) is not None


def test_observers_are_never_next():
    watching = someone("ana", observer=True)
    assert next_one(watching) is None
    assert next_one(watching, someone("ben", credit=9)) == "ben"
    assert next_one() is None


@pytest.mark.parametrize(("days", "found"), [(0, None), (13, None), (14, "ana"), (15, "ana")])
def test_a_newcomer_has_no_duty_for_fourteen_days(days, found):
    assert next_one(someone("ana", joined_on=ON - timedelta(days=days))) == found


def test_a_newcomer_looks_on_before_their_first_turn():
    joined = someone("ana", joined_on=ON - timedelta(days=20))
    ben = someone("ben", credit=5, last_served=WEEKS[0] - timedelta(weeks=1))
    assert next_one(joined, ben) == "ben"
    assert words(joined, ben) == "the only one who has seen how it is done"
    first, second, *_ = ahead(joined, ben)
    assert (first.person_id, first.shadow) == ("ben", "ana")
    assert (second.person_id, second.shadow) == ("ana", None)


def test_newcomers_look_on_one_at_a_time_and_in_the_order_of_joining():
    eli, farah = (
        someone(name, joined_on=ON - timedelta(days=days)) for name, days in (("eli", 2), ("fa", 1))
    )
    later = someone("dana", joined_on=ON + timedelta(days=1))
    trip = someone("cho", joined_on=ON - timedelta(days=9), away=(Away(ON, ON),))
    assert shadow([farah, eli, later, trip], ON) == "eli"
    assert shadow([farah, eli, later, trip], ON, exclude={"eli"}) == "fa"
    assert shadow([replace(eli, shadowed=True), later, someone("ana")], ON) is None
    both = ahead(farah, eli, someone("ana"), someone("ben"), duties=list(Duty)[:2], dates=[ON])
    assert [turn.shadow for turn in both] == ["eli", "fa"]


def test_nobody_looks_on_where_nobody_holds_the_duty():
    assert [turn.shadow for turn in ahead(someone("ana", joined_on=ON), dates=[ON])] == [None]


def test_nobody_holds_two_duties_unless_the_pod_is_too_small():
    ana, ben = someone("ana"), someone("ben", credit=7)
    assert next_one(ana, ben, exclude={"ana"}) == "ben"
    assert words(ana, ben, exclude={"ana"}) == "nobody else is free"
    assert next_one(ana, replace(ben, away=(Away(ON, ON),)), exclude={"ana"}) is None
    assert next_one(ana, exclude={"ana"}) == "ana"
    assert next_one(ana, ben, exclude={"ana", "ben"}) == "ana"


@pytest.mark.parametrize(
    ("pod", "loads"), [("a", [3]), ("ab", [1, 2]), ("abc", [1, 1, 1]), ("abcd", [1, 1, 1])]
)
def test_three_duties_spread_over_as_many_people_as_there_are(pod, loads):
    turns = ahead(*map(someone, pod), duties=Duty)
    for on in WEEKS:
        held = [turn.person_id for turn in turns if turn.on == on]
        assert sorted(held.count(one) for one in set(held)) == loads


def test_a_duty_stays_open_rather_than_a_second_one_for_who_is_there():
    away = (Away(ON, ON),)
    turns = ahead(
        someone("ana"),
        someone("ben", away=away),
        someone("cho", away=away),
        duties=Duty,
        dates=[ON],
    )
    assert holders(turns) == ["ana", None, None]
    assert turns[1].why == "nobody is free"


def test_who_skips_goes_to_the_front_of_those_with_as_few():
    ana = someone("ana", credit=1, last_served=date(2026, 2, 19), skipped=frozenset({ON}))
    ben = someone("ben", credit=1, last_served=date(2026, 2, 12))
    cho = someone("cho", credit=1, last_served=date(2026, 2, 11))
    first, second, *_ = ahead(ana, ben, cho)
    assert (first.person_id, second.person_id) == ("cho", "ana")
    assert second.why == "fewest turns (1), skipped one"
    served = advance([ana], second)[0]
    assert not served.owes(WEEKS[2])


def test_four_occurrences_are_lived_through_one_after_the_other():
    ana, ben, cho = (
        someone(name, credit=1, last_served=ON - timedelta(weeks=weeks))
        for name, weeks in (("ana", 1), ("ben", 3), ("cho", 2))
    )
    assert holders(ahead(ana, ben, cho)) == ["ben", "cho", "ana", "ben"]


def test_an_accepted_turn_stays_and_counts_for_the_weeks_before_it():
    ana, ben, cho = map(someone, ("ana", "ben", "cho"))
    accepted = Turn(on=WEEKS[1], duty=FACILITATOR, person_id="ana", fixed=True)
    turns = ahead(ana, ben, cho, fixed=[accepted])
    assert turns[1] == accepted
    assert sorted(holders(turns)[:3]) == ["ana", "ben", "cho"]


def test_who_accepted_next_week_does_not_get_this_week_too():
    ana = someone("ana", credit=0, last_served=date(2026, 1, 1))
    ben = someone("ben", credit=1, last_served=date(2026, 1, 8))
    cho = someone("cho", credit=5, last_served=date(2026, 3, 5))
    accepted = Turn(on=WEEKS[1], duty=FACILITATOR, person_id="ana", fixed=True)
    assert holders(ahead(ana, ben, cho, fixed=[accepted]))[:2] == ["ben", "ana"]


@pytest.mark.parametrize(
    "ana",
    [
        someone("ana", observer=True),
        someone("ana", away=(Away(WEEKS[1], WEEKS[1]),)),
        someone("ana", skipped=frozenset({WEEKS[1]})),
        someone("left"),
    ],
)
def test_an_accepted_turn_ends_with_who_cannot_keep_it(ana):
    accepted = Turn(on=WEEKS[1], duty=FACILITATOR, person_id="ana", fixed=True)
    assert ahead(ana, someone("ben"), fixed=[accepted])[1].person_id != "ana"


def test_an_accepted_turn_keeps_its_holder_from_another_duty_that_day():
    accepted = Turn(on=ON, duty=Duty.PRESENTER, person_id="ana", fixed=True)
    people = [someone("ana"), someone("ben", credit=4), someone("cho", credit=5)]
    turns = ahead(*people, duties=Duty, dates=[ON], fixed=[accepted])
    assert holders(turns)[1] == "ana"
    assert sorted(map(str, holders(turns))) == ["ana", "ben", "cho"]


def test_who_skips_one_duty_of_a_small_pod_is_not_given_another_that_day():
    others = [someone("ben"), someone("cho")]
    standings = {duty: [someone("ana"), *others] for duty in Duty}
    standings[FACILITATOR] = [someone("ana", skipped=frozenset({ON})), *others]

    turns = plan(standings, [ON, WEEKS[1]], ritual_id="R1")

    assert "ana" not in holders(turns)[:3]
    assert holders(turns)[:3].count(None) == 1
    assert "ana" in holders(turns)[3:]


def test_who_does_it_has_the_credit():
    swapped = Turn(on=ON, duty=FACILITATOR, person_id="ben", fixed=True)
    ana, ben = advance([someone("ana"), someone("ben")], swapped)
    assert (ana.credit, ana.last_served) == (0, None)
    assert (ben.credit, ben.last_served) == (1, ON)


def test_joiners_and_long_absent_people_start_at_the_least_of_the_others():
    assert starting_credit(0, [4, 3, 5]) == 3
    assert starting_credit(6, [4, 3]) == 6
    assert starting_credit(2, []) == 2


def test_a_short_absence_is_made_up_and_a_long_one_is_not():
    others = (someone("ben", credit=6), someone("cho", credit=6, last_served=ON))
    short = someone("ana", credit=3, last_served=date(2026, 1, 1), missed=2)
    assert holders(ahead(short, *others)) == ["ana", "ana", "ana", "ben"]
    assert holders(ahead(replace(short, missed=3), *others)).count("ana") <= 2


def test_a_newcomer_keeps_level_while_the_others_serve():
    ana = someone("ana", joined_on=ON)
    ben = someone("ben", credit=8)
    turn = Turn(on=ON, duty=FACILITATOR, person_id="ben", shadow="ana")
    after = advance([ana, ben], turn)
    assert [(one.credit, one.shadowed) for one in after] == [(9, True), (9, False)]


def test_everyone_whose_turn_moved_is_told_and_nobody_else():
    names = ("ana", "ben", "cho", "dana")
    before = ahead(*map(someone, names))
    one, two, three, four = holders(before)
    swapped = [replace(before[0], person_id=two), replace(before[1], person_id=one), *before[2:]]
    assert moved(before, swapped) == tuple(
        sorted(
            (
                Move(str(one), FACILITATOR, (WEEKS[0],), (WEEKS[1],)),
                Move(str(two), FACILITATOR, (WEEKS[1],), (WEEKS[0],)),
            ),
            key=lambda move: move.person_id,
        )
    )
    assert moved(before, before) == ()
    assert three != four


def test_a_plan_that_goes_on_for_a_week_more_moves_nobody():
    people = [someone(name) for name in ("ana", "ben", "cho")]
    before = ahead(*people)
    served = advance(people, before[0])
    after = ahead(*served, dates=[*WEEKS[1:], WEEKS[-1] + timedelta(weeks=1)])
    assert holders(after)[:3] == holders(before)[1:]
    assert moved(before, after) == ()
