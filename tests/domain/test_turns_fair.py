"""Turns are fair, whatever happens: people join, leave, are away, swap and skip."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from slackapp.domain.turns import Away, Candidate, Duty, Turn, advance, plan, starting_credit
from slackapp.domain.turns.candidates import leveled

START = date(2026, 1, 5)
DUTIES = list(Duty)
NAMES = [f"p{number}" for number in range(9)]
numbers = st.integers(0, 8)


@dataclass(frozen=True)
class Week:
    """What happens around one occurrence."""

    joins: bool = False
    leaves: int | None = None
    away: frozenset[int] = frozenset()
    long: bool = False
    skips: Duty | None = None
    swaps: int | None = None


weeks = st.lists(
    st.builds(
        Week,
        joins=st.integers(0, 5).map(lambda number: number == 0),
        leaves=st.none() | st.none() | st.none() | numbers,
        away=st.frozensets(numbers, max_size=3),
        long=st.booleans(),
        skips=st.none() | st.none() | st.sampled_from(DUTIES),
        swaps=st.none() | st.none() | numbers,
    ),
    min_size=1,
    max_size=25,
)


@dataclass
class Pod:
    """A pod that lives through weeks, and its turns."""

    size: int
    duties: int
    gap: int = 7
    ritual_id: str = "R1"
    on: date = START
    standings: dict[Duty, list[Candidate]] = field(init=False)

    def __post_init__(self):
        people = [Candidate(person_id=name) for name in NAMES[: self.size]]
        self.standings = {duty: list(people) for duty in DUTIES[: self.duties]}
        self.born = self.size

    def change(self, **facts) -> None:
        """Change facts of a person, who is the same in all duties."""
        who = facts.pop("who")
        for duty, people in self.standings.items():
            self.standings[duty] = [
                replace(one, **facts) if one.person_id == who else one for one in people
            ]

    @property
    def people(self) -> list[str]:
        return [one.person_id for one in next(iter(self.standings.values()))]

    def join(self) -> None:
        for people in self.standings.values():
            credit = starting_credit(0, [one.credit for one in people])
            people.append(Candidate(person_id=f"j{self.born}", credit=credit, joined_on=self.on))
        self.born += 1

    def leave(self, number: int) -> None:
        who = self.people[number % len(self.people)]
        for duty, people in self.standings.items():
            self.standings[duty] = [one for one in people if one.person_id != who]

    def turns(self, fixed=()) -> list[Turn]:
        return list(plan(self.standings, [self.on], ritual_id=self.ritual_id, fixed=fixed))

    def skip(self, duty: Duty) -> None:
        holder = next((turn.person_id for turn in self.turns() if turn.duty == duty), None)
        self.standings[duty] = [
            replace(one, skipped=one.skipped | {self.on}) if one.person_id == holder else one
            for one in self.standings.get(duty, [])
        ]

    def asked(self, duty: Duty) -> list[Candidate]:
        """How everybody stands to a duty; who skipped one of a day is asked for none of it."""
        every = [one for people in self.standings.values() for one in people]
        out = {one.person_id for one in every if self.on in one.skipped}
        return [
            replace(one, skipped=one.skipped | {self.on}) if one.person_id in out else one
            for one in self.standings[duty]
        ]

    def prepare(self, week: Week) -> None:
        if week.joins:
            self.join()
        if week.leaves is not None and len(self.people) > 1:
            self.leave(week.leaves)
        last = self.on + timedelta(days=self.gap * 4 if week.long else 0)
        for number in week.away:
            if number < len(self.people):
                self.change(who=self.people[number], away=(Away(self.on, last),))
        if week.skips in self.standings:
            self.skip(week.skips)

    def serve(self, turns: list[Turn]) -> None:
        for turn in turns:
            self.standings[turn.duty] = list(advance(self.standings[turn.duty], turn))
        self.on += timedelta(days=self.gap)

    def swapped(self, turns: list[Turn], number: int | None) -> list[Turn]:
        """Let somebody else do the first duty."""
        if number is None:
            return turns
        who = self.people[number % len(self.people)]
        return [replace(turns[0], person_id=who), *turns[1:]]


def live(pod: Pod, story: list[Week]) -> Iterator[tuple[dict[Duty, list[Candidate]], list[Turn]]]:
    """Tell how everybody stands and what is decided; then let it happen."""
    for week in story:
        pod.prepare(week)
        turns = pod.turns()
        yield {duty: list(leveled(pod.asked(duty), pod.on)) for duty in pod.standings}, turns
        pod.serve(pod.swapped(turns, week.swaps))


def rivals(people: list[Candidate], turn: Turn, turns: list[Turn]) -> list[Candidate]:
    """Who could have had a turn: there, as ready, and with no more duties beside it."""
    load = Counter(other.person_id for other in turns if other.duty != turn.duty)
    holder = person(people, turn)
    return [
        one
        for one in people
        if one.eligible(turn.on)
        if one.ready >= holder.ready
        if one is not holder
        if load[one.person_id] <= load[holder.person_id]
    ]


def person(people: list[Candidate], turn: Turn) -> Candidate:
    return next(one for one in people if one.person_id == turn.person_id)


pods = st.builds(
    Pod, size=st.integers(1, 7), duties=st.integers(1, 3), gap=st.sampled_from([1, 7, 14])
)


@settings(max_examples=150, deadline=None)
@given(pods, weeks)
def test_between_two_who_could_the_difference_never_grows_beyond_one(pod, story):
    for standings, turns in live(pod, story):
        for turn in filter(lambda turn: turn.person_id, turns):
            mine = person(standings[turn.duty], turn).credit
            for one in rivals(standings[turn.duty], turn, turns):
                assert abs(mine + 1 - one.credit) <= max(1, abs(mine - one.credit))


@settings(max_examples=150, deadline=None)
@given(pods, weeks)
def test_nobody_serves_twice_in_a_row_while_another_with_no_more_turns_could(pod, story):
    for standings, turns in live(pod, story):
        for turn in filter(lambda turn: turn.person_id, turns):
            mine = person(standings[turn.duty], turn)
            days = [one.last_served for one in standings[turn.duty] if one.last_served]
            if mine.last_served and mine.last_served == max(days):
                others = rivals(standings[turn.duty], turn, turns)
                assert all(one.credit > mine.credit for one in others)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 8), st.integers(1, 3), st.text("abc", min_size=1))
def test_with_nobody_away_no_two_ever_differ_by_more_than_one(size, duties, ritual_id):
    pod = Pod(size=size, duties=duties, ritual_id=ritual_id)
    days = [START + timedelta(weeks=week) for week in range(3 * size + 1)]
    turns = plan(pod.standings, days, ritual_id=ritual_id)
    for duty in pod.standings:
        served = [turn.person_id for turn in turns if turn.duty == duty]
        for first in range(len(served)):
            for last in range(first + 1, len(served) + 1):
                count = [served[first:last].count(name) for name in pod.people]
                assert max(count) - min(count) <= 1


@settings(max_examples=60, deadline=None)
@given(pods, weeks, st.randoms(use_true_random=False))
def test_the_order_in_which_people_are_named_changes_nothing(pod, story, random):
    for standings, turns in live(pod, story):
        shuffled = {duty: random.sample(them, len(them)) for duty, them in standings.items()}
        assert list(plan(shuffled, [pod.on], ritual_id=pod.ritual_id)) == turns


@settings(max_examples=100, deadline=None)
@given(pods, weeks)
def test_a_joiner_starts_at_the_least_of_the_others(pod, story):
    steady = [replace(week, leaves=None, away=frozenset()) for week in story]
    begun = set()
    for standings, _ in live(pod, steady):
        for duty, people in standings.items():
            least = min((one.credit for one in people if one.ready), default=0)
            for one in people:
                new = one.joined_on and not one.last_served and (duty, one.person_id) not in begun
                if new and one.shadowed and one.settled(pod.on):
                    begun.add((duty, one.person_id))
                    assert one.credit == least


@settings(max_examples=60, deadline=None)
@given(pods, weeks, st.integers(1, 6))
def test_a_plan_ahead_is_what_happens_if_nothing_else_does(pod, story, count):
    for _ in live(pod, story):
        pass
    days = [pod.on + timedelta(days=pod.gap * number) for number in range(count)]
    ahead = list(plan(pod.standings, days, ritual_id=pod.ritual_id))
    lived = []
    for _ in days:
        turns = pod.turns()
        pod.serve(turns)
        lived += turns
    assert ahead == lived


@settings(max_examples=100, deadline=None)
@given(pods, weeks, st.sets(st.integers(0, 11)), st.data())
def test_planning_again_keeps_what_is_accepted_and_gives_nobody_two_duties(
    pod, story, accepted, data
):
    for _ in live(pod, story):
        pass
    days = [pod.on + timedelta(days=pod.gap * number) for number in range(4)]
    before = plan(pod.standings, days, ritual_id=pod.ritual_id)
    fixed = [replace(turn, fixed=number in accepted) for number, turn in enumerate(before)]
    pod.prepare(data.draw(weeks)[0])
    after = plan(pod.standings, days, ritual_id=pod.ritual_id, fixed=fixed)
    for old, new in zip(fixed, after, strict=True):
        holder = [one for one in pod.standings[old.duty] if one.person_id == old.person_id]
        if old.fixed and holder and holder[0].can_keep(old.on):
            assert (new.person_id, new.fixed) == (old.person_id, True)
    for on in days:
        settled = {
            one.person_id for people in pod.standings.values() for one in people if one.settled(on)
        }
        held = [turn.person_id for turn in after if turn.on == on]
        given = [turn.person_id for turn in after if turn.on == on and not turn.fixed]
        assert len(settled) < pod.duties or all(held.count(one) == 1 for one in given if one)
