"""Plan who does what, remember how everybody stands, and tell whoever has to know."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from slackapp.domain.facts import DutyComing, NobodyFree, TurnMoved
from slackapp.domain.kinds import kinds
from slackapp.domain.people import Principal, Role
from slackapp.domain.rituals import Occurrence, OccurrenceState, StepName
from slackapp.domain.turns import Away, Candidate, Duty, Turn, advance, moved, plan
from slackapp.errors import Refusal
from slackapp.services import journal, occurrences, people
from storage import Transaction, pods, rituals
from storage import people as person_rows
from storage import turns as rows
from storage.base import new_id
from storage.outbox import say
from storage.rituals import OccurrenceRow, RitualRow
from storage.subjects import SubjectKind, SubjectRow
from storage.turns import CreditRow, PassedRow, TurnRow, TurnState

Standings = dict[Duty, list[Candidate]]


def replan(tx: Transaction, ritual: RitualRow, *, by: str = "") -> None:
    """Plan the turns of all times ahead again; whoever's turn moved is told, but for `by`."""
    ahead = [row for row in rituals.planned(tx.session, ritual.id) if row.slot == 0]
    if not kinds()[ritual.kind].duties or not ahead:
        return
    before = _standing_turns(tx, ahead)
    standings = _standings(tx, ritual)
    dates = [row.planned_on for row in ahead]
    after = plan(standings, dates, ritual_id=ritual.id, fixed=[t for t in before if t.fixed])
    by_date = {row.planned_on: row for row in ahead}
    for turn in after:
        _keep(tx, by_date[turn.on], turn)
    _tell_moves(tx, ritual, before, after, by=by)


def serve(tx: Transaction, occurrence: OccurrenceRow) -> None:
    """One time is over: whoever had its duties gets the credit."""
    ritual = rituals.by_id(tx.session, occurrence.ritual_id)
    turns = rows.of_occurrences(tx.session, [occurrence.id])
    if ritual is None or not turns:
        return
    standings = _standings(tx, ritual)
    for row in turns:
        done = Turn(
            on=occurrence.planned_on,
            duty=row.duty,
            person_id=row.person_id,
            shadow=row.shadow_id,
        )
        for one in advance(standings[row.duty], done):
            _keep_credit(tx, ritual.id, row.duty, one)
        row.state = TurnState.SERVED if row.person_id else TurnState.CANCELLED
    tx.session.flush()


def tell(tx: Transaction, occurrence: OccurrenceRow, step: StepName) -> None:
    """Remind everybody who has a duty; where nobody has one, ask the channel."""
    ritual = rituals.by_id(tx.session, occurrence.ritual_id)
    pod = pods.by_id(tx.session, ritual.pod_id) if ritual else None
    if pod is None or pod.archived_at is not None:
        return
    for row in rows.of_occurrences(tx.session, [occurrence.id]):
        if row.person_id is None:
            once = f"nobody:{row.id}:{row.version}"
            say(tx.session, NobodyFree(row.id), lane=pod.channel_id, once=once, now=tx.now)
        else:
            once = f"duty:{row.id}:{row.version}:{step}"
            say(tx.session, DutyComing(row.id, step), lane=row.person_id, once=once, now=tx.now)
    journal.note(tx, occurrence.id, f"reminded whoever has a duty: {step.replace('_', ' ')}")


def accept(tx: Transaction, actor: Principal, turn_id: str) -> Occurrence:
    """Take one's turn for sure: no planning moves it any more."""
    row, _ritual, occurrence = _mine(tx, actor, turn_id)
    row.state, row.fixed = TurnState.ACCEPTED, True
    people.touch_homes(tx, set(), now_for=row.person_id or "")
    return _shown(tx, occurrence)


def skip(tx: Transaction, actor: Principal, turn_id: str) -> Occurrence:
    """Pass on one's turn; somebody else has it, and oneself the next."""
    row, ritual, occurrence = _mine(tx, actor, turn_id)
    person_id = row.person_id or ""
    tx.session.add(
        PassedRow(ritual_id=ritual.id, duty=row.duty, person_id=person_id, on=occurrence.planned_on)
    )
    row.fixed = False
    tx.session.flush()
    journal.note(tx, occurrence.id, f"a turn was passed on: {row.duty}")
    replan(tx, ritual, by=person_id)
    return _shown(tx, occurrence)


def take(tx: Transaction, actor: Principal, turn_id: str) -> Occurrence:
    """Take a turn that nobody has; whoever presses first has it."""
    row, ritual, occurrence = _ahead(tx, turn_id)
    person = people.recognize(tx, actor)
    role = pods.role_in(tx.session, ritual.pod_id, person.id)
    if role is None:
        raise Refusal("Only people of this pod take its turns. Ask its lead to add you.")
    if row.person_id not in (None, person.id):
        raise Refusal(_taken(tx, row))
    row.person_id, row.state, row.fixed = person.id, TurnState.ACCEPTED, True
    row.why, row.version = "took it when nobody was free", row.version + 1
    tx.session.flush()
    replan(tx, ritual, by=person.id)
    return _shown(tx, occurrence)


def _mine(
    tx: Transaction, actor: Principal, turn_id: str
) -> tuple[TurnRow, RitualRow, OccurrenceRow]:
    row, ritual, occurrence = _ahead(tx, turn_id)
    person = people.find(tx, actor)
    if person is None or row.person_id != person.id:
        raise Refusal(_taken(tx, row))
    return row, ritual, occurrence


def _ahead(tx: Transaction, turn_id: str) -> tuple[TurnRow, RitualRow, OccurrenceRow]:
    """Find a turn that still lies ahead."""
    row = rows.turn(tx.session, turn_id)
    occurrence = rituals.occurrence(tx.session, row.occurrence_id) if row else None
    ritual = rituals.by_id(tx.session, occurrence.ritual_id) if occurrence else None
    if row is None or occurrence is None or ritual is None:
        raise Refusal("This turn is not planned any more, so nothing was changed.")
    if occurrence.state is not OccurrenceState.PLANNED:
        raise Refusal("It has begun already, so nothing was changed.")
    return row, ritual, occurrence


def _taken(tx: Transaction, row: TurnRow) -> str:
    holder = person_rows.by_id(tx.session, row.person_id) if row.person_id else None
    name = holder.person().first_name if holder else "nobody"
    return f"This turn is {name}'s now, so nothing was changed."


def _shown(tx: Transaction, occurrence: OccurrenceRow) -> Occurrence:
    return occurrences.show(tx, [occurrence])[0]


def forget(tx: Transaction, occurrence_id: str) -> None:
    """Unmake the turns of a time that will not come."""
    for row in rows.of_occurrences(tx.session, [occurrence_id]):
        tx.session.delete(row)
    tx.session.flush()


def take_along(tx: Transaction, ahead: Sequence[OccurrenceRow]) -> list[list[Turn]]:
    """The turns of the times ahead, in order, before those times are made again."""
    return [_standing_turns(tx, [row]) for row in ahead]


def bring(tx: Transaction, ritual: RitualRow, held: list[list[Turn]]) -> None:
    """Give the times ahead the turns that stood before, in their order, and tell their holders."""
    ahead = [row for row in rituals.planned(tx.session, ritual.id) if row.slot == 0]
    for row, turns in zip(ahead, held, strict=False):
        for turn in turns:
            _keep(tx, row, replace(turn, on=row.planned_on))
    stayed = {
        (turn.person_id, turn.duty, turn.on)
        for row, turns in zip(ahead, held, strict=False)
        for turn in turns
        if turn.on == row.planned_on
    }
    told = {
        (turn.person_id, turn.duty)
        for turns in held
        for turn in turns
        if turn.person_id and (turn.person_id, turn.duty, turn.on) not in stayed
    }
    for person_id, duty in sorted(told):
        _say_moved(tx, ritual, person_id, duty)


def _standing_turns(tx: Transaction, ahead: Sequence[OccurrenceRow]) -> list[Turn]:
    dates = {row.id: row.planned_on for row in ahead}
    return [
        Turn(
            on=dates[row.occurrence_id],
            duty=row.duty,
            person_id=row.person_id,
            fixed=row.fixed,
            shadow=row.shadow_id,
            why=row.why,
        )
        for row in rows.of_occurrences(tx.session, dates)
    ]


def _keep(tx: Transaction, occurrence: OccurrenceRow, turn: Turn) -> None:
    row = rows.of_duty(tx.session, occurrence.id, turn.duty)
    if row is None:
        row = TurnRow(id=new_id(), occurrence_id=occurrence.id, duty=turn.duty)
        tx.session.add(SubjectRow(id=row.id, kind=SubjectKind.TURN))
        tx.session.flush()
        tx.session.add(row)
    elif row.person_id != turn.person_id:
        row.version += 1
        row.state = TurnState.PLANNED
    row.person_id, row.shadow_id = turn.person_id, turn.shadow
    row.fixed, row.why = turn.fixed, turn.why[:200]
    tx.session.flush()


def _tell_moves(
    tx: Transaction,
    ritual: RitualRow,
    before: Sequence[Turn],
    after: Sequence[Turn],
    *,
    by: str,
) -> None:
    for move in moved(before, after):
        if move.person_id != by:
            _say_moved(tx, ritual, move.person_id, move.duty)
    concerned = {turn.person_id for turn in (*before, *after) if turn.person_id}
    people.touch_homes(tx, concerned, now_for=by)


def _say_moved(tx: Transaction, ritual: RitualRow, person_id: str, duty: Duty) -> None:
    fact = TurnMoved(ritual_id=ritual.id, duty=duty, person_id=person_id)
    once = f"moved:{ritual.id}:{duty}:{person_id}:{tx.now.isoformat()}"
    say(tx.session, fact, lane=person_id, once=once[:120], now=tx.now)
    tx.announce()


def _standings(tx: Transaction, ritual: RitualRow) -> Standings:
    """How everybody in the pod stands to each duty of a ritual."""
    pod = pods.by_id(tx.session, ritual.pod_id)
    members = [
        row for row in pods.memberships(tx.session, ritual.pod_id) if row.role is not Role.OBSERVER
    ]
    absences = rows.absences(tx.session, [row.person_id for row in members], tx.now.date())
    away: dict[str, list[Away]] = {}
    for absence in absences:
        if absence.pod_id in (None, ritual.pod_id):
            days = Away(first=absence.from_on, last=absence.until_on)
            away.setdefault(absence.person_id, []).append(days)
    known = {(row.duty, row.person_id): row for row in rows.credits_of(tx.session, ritual.id)}
    skipped: dict[tuple[Duty, str], set[date]] = {}
    for row in rows.passed(tx.session, ritual.id):
        skipped.setdefault((row.duty, row.person_id), set()).add(row.on)
    zone = ZoneInfo(pod.tz) if pod else ZoneInfo("UTC")
    return {
        duty: [
            _candidate(
                known.get((duty, member.person_id)),
                person_id=member.person_id,
                joined_on=None
                if pod is None or member.joined_at <= pod.created_at
                else member.joined_at.astimezone(zone).date(),
                away=tuple(away.get(member.person_id, ())),
                skipped=frozenset(skipped.get((duty, member.person_id), ())),
            )
            for member in members
        ]
        for duty in kinds()[ritual.kind].duties
    }


def _candidate(
    row: CreditRow | None,
    *,
    person_id: str,
    joined_on: date | None,
    away: tuple[Away, ...],
    skipped: frozenset[date],
) -> Candidate:
    return Candidate(
        person_id=person_id,
        joined_on=joined_on,
        away=away,
        skipped=skipped,
        credit=row.turns if row else 0,
        last_served=row.last_served_on if row else None,
        shadowed=row.shadowed if row else False,
        missed=row.missed if row else 0,
    )


def _keep_credit(tx: Transaction, ritual_id: str, duty: Duty, one: Candidate) -> None:
    row = rows.credit(tx.session, ritual_id, duty, one.person_id)
    if row is None:
        row = CreditRow(ritual_id=ritual_id, duty=duty, person_id=one.person_id)
        tx.session.add(row)
    row.turns, row.last_served_on = one.credit, one.last_served
    row.shadowed, row.missed = one.shadowed, one.missed
