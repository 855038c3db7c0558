"""Turns ahead of time: planned, planned again, and who has to hear of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from slackapp.domain.turns.candidates import Candidate, Duty, leveled
from slackapp.domain.turns.choice import Occasion, assign, last_server, reason

Standings = Mapping[Duty, Sequence[Candidate]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A duty in one occurrence; without a person, nobody is free."""

    on: date
    duty: Duty
    person_id: str | None
    fixed: bool = False  # accepted, swapped, or assigned by hand: planning leaves it alone
    shadow: str | None = None  # who looks on before their first
    why: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody's days of a duty are no longer what they were."""

    person_id: str
    duty: Duty
    was: tuple[date, ...]
    now: tuple[date, ...]


def plan(
    standings: Standings, dates: Iterable[date], *, ritual_id: str, fixed: Iterable[Turn] = ()
) -> tuple[Turn, ...]:
    """Plan a ritual's occurrences by living through them one after the other."""
    days = sorted(set(dates))
    kept = [turn for turn in fixed if turn.on in days and _stands(turn, standings)]
    turns: list[Turn] = []
    for on, next_on in zip(days, [*days[1:], None], strict=True):
        ahead = [turn for turn in kept if turn.on >= on]
        occasion = _occasion(standings, ahead, on=on, next_on=next_on, ritual_id=ritual_id)
        held = {turn.duty: turn for turn in ahead if turn.on == on} | _filled(occasion)
        today = _shadowed([held[duty] for duty in standings], standings)
        standings = {turn.duty: advance(standings[turn.duty], turn) for turn in today}
        turns += today
    return tuple(turns)


def advance(candidates: Sequence[Candidate], turn: Turn) -> tuple[Candidate, ...]:
    """How everybody stands after a turn: who did it has the credit."""
    after = [_after(one, turn) for one in leveled(candidates, turn.on)]
    return leveled(after, turn.on)


def shadow(
    candidates: Iterable[Candidate], on: date, *, exclude: Collection[str] = ()
) -> str | None:
    """Find who looks on that day, before their first turn: who joined first."""
    firsts = [
        (one.joined_on, one.person_id)
        for one in candidates
        if one.joined_on and one.joined_on <= on
        if not one.ready and one.there(on) and one.person_id not in exclude
    ]
    return min(firsts)[1] if firsts else None


def moved(before: Iterable[Turn], after: Iterable[Turn]) -> tuple[Move, ...]:
    """Say whose turns another plan of the same occurrences moves."""
    old = {(turn.on, turn.duty): turn.person_id for turn in before}
    new = {(turn.on, turn.duty): turn.person_id for turn in after}
    changed = [slot for slot in old.keys() & new.keys() if old[slot] != new[slot]]
    people = {(who, duty) for on, duty in changed for who in (old[on, duty], new[on, duty]) if who}
    return tuple(
        Move(
            person_id=who,
            duty=duty,
            was=_days(old.keys() & new.keys(), old, who=who, duty=duty),
            now=_days(new, new, who=who, duty=duty),
        )
        for who, duty in sorted(people)
    )


def looking_on_moved(before: Iterable[Turn], after: Iterable[Turn]) -> set[str]:
    """Who looks on where they did not, or does not any more, by another plan of the same times."""
    old = {(turn.on, turn.duty): turn.shadow for turn in before}
    new = {(turn.on, turn.duty): turn.shadow for turn in after}
    changed = [slot for slot in old.keys() & new.keys() if old[slot] != new[slot]]
    return {who for slot in changed for who in (old[slot], new[slot]) if who}


def _stands(turn: Turn, standings: Standings) -> bool:
    """Whether a turn that was decided by hand stays so; a lead can leave one to nobody, too."""
    return turn.fixed and (
        turn.person_id is None
        or any(
            one.person_id == turn.person_id and one.can_keep(turn.on)
            for one in standings.get(turn.duty, ())
        )
    )


def _occasion(
    standings: Standings, ahead: Sequence[Turn], *, on: date, next_on: date | None, ritual_id: str
) -> Occasion:
    """See the duties of a day that nobody has yet; a turn that is fixed for later counts as one.

    Whoever skipped one of them is out of that day, and gets no other one instead.
    """
    out = {one.person_id for each in standings.values() for one in each if on in one.skipped}
    given = {turn.duty: turn.person_id for turn in ahead if turn.on == on}
    later = Counter((turn.duty, turn.person_id) for turn in ahead if turn.on > on)
    following = {turn.duty: str(turn.person_id) for turn in ahead if turn.on == next_on}
    return Occasion(
        ritual_id=ritual_id,
        on=on,
        duties={
            duty: [
                replace(
                    one,
                    credit=one.credit + later[duty, one.person_id],
                    skipped=one.skipped | ({on} if one.person_id in out else set()),
                )
                for one in leveled(candidates, on)
            ]
            for duty, candidates in standings.items()
            if duty not in given
        },
        neighbors={
            duty: last_server(candidates) | {following.get(duty, "")}
            for duty, candidates in standings.items()
        },
        held=Counter(filter(None, given.values())),
    )


def _filled(occasion: Occasion) -> dict[Duty, Turn]:
    holders = assign(occasion)
    return {
        duty: Turn(
            on=occasion.on,
            duty=duty,
            person_id=holders.get(duty),
            why=reason(occasion, holders, duty),
        )
        for duty in occasion.duties
    }


def _shadowed(turns: Sequence[Turn], standings: Standings) -> list[Turn]:
    """Let newcomers look on; nobody looks on twice in one occurrence, or beside a duty."""
    busy = {turn.person_id for turn in turns if turn.person_id}
    found = []
    for turn in turns:
        who = shadow(standings[turn.duty], turn.on, exclude=busy) if turn.person_id else None
        busy |= {who} if who else set()
        found.append(replace(turn, shadow=who))
    return found


def _after(one: Candidate, turn: Turn) -> Candidate:
    one = replace(
        one,
        shadowed=one.shadowed or one.person_id == turn.shadow,
        missed=0 if one.there(turn.on) else one.missed + 1,
    )
    if one.person_id != turn.person_id:
        return one
    return replace(one, credit=one.credit + 1, last_served=turn.on)


def _days(
    slots: Collection[tuple[date, Duty]],
    holders: Mapping[tuple[date, Duty], str | None],
    *,
    who: str,
    duty: Duty,
) -> tuple[date, ...]:
    return tuple(sorted(on for on, what in slots if what == duty and holders[on, what] == who))
