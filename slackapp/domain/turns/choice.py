"""The fairest holders of the duties of one occurrence, and why they are it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import combinations
from math import comb

from slackapp.domain.turns.candidates import Candidate, Duty, leveled

Key = tuple[bool, int, bool, int, bool, date, bytes]
Cost = tuple[int, ...]  # of giving duties to people: added up by place, compared from the left
Holders = dict[Duty, str]

_REASONS = (
    "the only one who has seen how it is done",
    "fewest turns ({credit})",
    "fewest turns ({credit}), was not the last",
    "fewest turns ({credit}), due for more duties",
    "fewest turns ({credit}), skipped one",
    "fewest turns ({credit}), waited longest",
    "fewest turns ({credit}), by lot",
)


@dataclass(frozen=True, kw_only=True)  # without slots: what was worked out is kept
class Occasion:
    """The open duties of one occurrence, and how everybody stands to them."""

    ritual_id: str
    on: date
    duties: Mapping[Duty, Sequence[Candidate]]
    neighbors: Mapping[Duty, Collection[str]]  # who has the turn before this one, or after it
    held: Mapping[str, int] = field(default_factory=dict)  # other duties, already given

    @cached_property
    def eligible(self) -> dict[Duty, dict[str, Candidate]]:
        return {
            duty: {one.person_id: one for one in candidates if self._can_have(one)}
            for duty, candidates in self.duties.items()
        }

    @cached_property
    def too_small(self) -> bool:
        """Whether there are more duties than people, so that somebody has to hold two."""
        people = {
            one.person_id
            for candidates in self.duties.values()
            for one in candidates
            if one.settled(self.on)
        }
        return len(people | set(self.held)) < len(self.duties) + sum(self.held.values())

    def keys(self, duty: Duty) -> dict[str, Key]:
        """The order of turns: who has the least key is next."""
        return {
            one.person_id: (
                not one.ready,
                one.credit,
                one.person_id in self.neighbors[duty],
                -self._due[one.person_id],
                not one.owes(self.on),
                one.waiting_since,
                sha256(f"{self.ritual_id} {duty} {one.person_id}".encode()).digest(),
            )
            for one in self.eligible[duty].values()
        }

    def offers(self) -> Iterator[tuple[str, list[tuple[Cost, Holders]]]]:
        """What each person could hold, and at which cost."""
        people = {one for eligible in self.eligible.values() for one in eligible}
        most = len(self.duties) if self.too_small else 1
        for person_id in sorted(people):
            mine = [duty for duty, eligible in self.eligible.items() if person_id in eligible]
            yield (
                person_id,
                [
                    (self._cost(person_id, duties), dict.fromkeys(duties, person_id))
                    for count in range(1, min(most, len(mine)) + 1)
                    for duties in combinations(mine, count)
                ],
            )

    def _can_have(self, one: Candidate) -> bool:
        return one.eligible(self.on) and (self.too_small or one.person_id not in self.held)

    @cached_property
    def _due(self) -> Counter[str]:
        """For how many duties somebody has the fewest turns.

        Who is due for most goes first: else the last turns of a round of two duties could
        fall to one person on one day.
        """
        due: Counter[str] = Counter()
        for eligible in self.eligible.values():
            least = min((one.credit for one in eligible.values()), default=0)
            due.update(one.person_id for one in eligible.values() if one.credit == least)
        return due

    @cached_property
    def _costs(self) -> dict[Duty, dict[str, Cost]]:
        return {duty: _costs(self.keys(duty)) for duty in self.duties}

    def _cost(self, person_id: str, duties: Sequence[Duty]) -> Cost:
        before = self.held.get(person_id, 0)
        crowd = comb(before + len(duties), 2) - comb(before, 2)
        return (crowd, *_sum(*(self._costs[duty][person_id] for duty in duties)))


def assign(occasion: Occasion) -> Holders:
    """Fill as many duties as can be, the first ones first, at the least cost."""
    best: dict[frozenset[Duty], tuple[Cost, Holders]] = {frozenset(): ((), {})}
    for _, offers in occasion.offers():
        for cost, holders in tuple(best.values()):
            for price, more in offers:
                if holders.keys().isdisjoint(more):
                    _keep_better(best, _sum(cost, price) if cost else price, holders | more)
    filled = max(best, key=lambda duties: (len(duties), [one in duties for one in occasion.duties]))
    return best[filled][1]


def reason(occasion: Occasion, holders: Holders, duty: Duty) -> str:
    """Say why a duty falls to its holder, and to nobody else who is as free."""
    if duty not in holders:
        return "nobody is free"
    holder = holders[duty]
    keys = occasion.keys(duty)
    load = Counter(occasion.held) + Counter(holders.values())
    rivals = [one for one in keys if one != holder and load[one] < load[holder]]
    if not rivals:
        return "nobody else is free"
    pairs = zip(keys[holder], min(keys[one] for one in rivals), strict=True)
    decisive = next(place for place, (mine, theirs) in enumerate(pairs) if mine != theirs)
    return _REASONS[decisive].format(credit=occasion.eligible[duty][holder].credit)


def pick(
    candidates: Sequence[Candidate],
    on: date,
    *,
    ritual_id: str,
    duty: Duty,
    exclude: Collection[str] = (),
) -> str | None:
    """Find who is next for one duty, beside those who hold another one that day."""
    occasion = _single(candidates, on, ritual_id=ritual_id, duty=duty, exclude=exclude)
    return assign(occasion).get(duty)


def why(
    candidates: Sequence[Candidate],
    on: date,
    *,
    ritual_id: str,
    duty: Duty,
    exclude: Collection[str] = (),
) -> str:
    """Say in a few words why `pick` finds whom it finds."""
    occasion = _single(candidates, on, ritual_id=ritual_id, duty=duty, exclude=exclude)
    return reason(occasion, assign(occasion), duty)


def last_server(candidates: Sequence[Candidate]) -> set[str]:
    served = [one for one in candidates if one.last_served]
    return {max(served, key=lambda one: one.waiting_since).person_id} if served else set()


def _single(
    candidates: Sequence[Candidate],
    on: date,
    *,
    ritual_id: str,
    duty: Duty,
    exclude: Collection[str],
) -> Occasion:
    return Occasion(
        ritual_id=ritual_id,
        on=on,
        duties={duty: leveled(candidates, on)},
        neighbors={duty: last_server(candidates)},
        held=dict.fromkeys(exclude, 1),
    )


def _costs(keys: Mapping[str, Key]) -> dict[str, Cost]:
    """Turn keys into numbers that keep their order and can be added up."""
    order = sorted(keys, key=lambda one: keys[one][-2:])
    return {one: (*keys[one][:-2], order.index(one)) for one in keys}


def _keep_better(
    best: dict[frozenset[Duty], tuple[Cost, Holders]], cost: Cost, holders: Holders
) -> None:
    filled = frozenset(holders)
    if filled not in best or cost < best[filled][0]:
        best[filled] = (cost, holders)


def _sum(*costs: Cost) -> Cost:
    return tuple(map(sum, zip(*costs, strict=True)))
