"""Plan who does what, carry it along when times move, and tell whoever has to know."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace

from slackapp.domain.facts import TurnMoved
from slackapp.domain.kinds import kinds
from slackapp.domain.turns import Turn, looking_on_moved, moved, plan
from slackapp.domain.turns.reasons import Reason
from slackapp.services import people
from slackapp.services.sessions import handover
from slackapp.services.turns import late, requests
from slackapp.services.turns.outlook import ahead_of, standing
from slackapp.services.turns.reminders import MEANWHILE
from slackapp.services.turns.standings import to_come
from storage import Transaction, pods, rituals
from storage import turns as rows
from storage.base import new_id
from storage.outbox import hold, say, waiting_of
from storage.rituals import OccurrenceRow, RitualRow
from storage.subjects import SubjectKind, SubjectRow
from storage.turns import TurnRow, TurnState


@dataclass(frozen=True, slots=True)
class Decided:
    """Turns that somebody decided by hand, and who hears of it otherwise."""

    turns: Collection[Turn] = ()
    told: Collection[str] = ()
    all_stay: bool = False  # only those change hands whose holders cannot have them


NOTHING = Decided()


def replan(
    tx: Transaction,
    ritual: RitualRow,
    *,
    by: str = "",
    why: Reason | None = None,
    decided: Decided = NOTHING,
) -> None:
    """Plan the turns of all times ahead again, but for those that were decided by hand.

    Whoever's turn moved is told why, but for `by` and those who are told otherwise.
    """
    ahead = ahead_of(tx, ritual)
    if not kinds()[ritual.kind].duties or not ahead:
        return
    before = standing(tx, ahead)
    slots = {(turn.on, turn.duty) for turn in decided.turns}
    kept = [
        replace(turn, fixed=True)
        for turn in before
        if turn.fixed or (decided.all_stay and turn.person_id)
        if (turn.on, turn.duty) not in slots
    ]
    dates = [row.planned_on for row in ahead]
    after = plan(to_come(tx, ritual), dates, ritual_id=ritual.id, fixed=[*kept, *decided.turns])
    loose = {(turn.on, turn.duty) for turn in before if not turn.fixed} - slots
    by_date = {row.planned_on: row for row in ahead}
    for turn in after:
        fixed = turn.fixed and (turn.on, turn.duty) not in loose
        _keep(tx, by_date[turn.on], replace(turn, fixed=fixed))
    reminded = late.tell(tx, ritual, before, after, but={by, *decided.told})
    if why:
        late.note(tx, ritual, before, after, why)
    told = {move.person_id for move in moved(before, after)} | looking_on_moved(before, after)
    for person_id in sorted(told - {by, *decided.told} - reminded):
        say_moved(tx, ritual, person_id, why)
    _touch(tx, ritual, (*before, *after), by=by)
    requests.settle(tx, ritual, by=by)
    handover.tell(tx, ritual.id)


def forget(tx: Transaction, occurrence_id: str) -> None:
    """Unmake the turns of a time that will not come."""
    for row in rows.of_occurrences(tx.session, [occurrence_id]):
        tx.session.delete(row)
    tx.session.flush()
    occurrence = rituals.occurrence(tx.session, occurrence_id)
    ritual = rituals.by_id(tx.session, occurrence.ritual_id) if occurrence else None
    if ritual is not None:
        requests.settle(tx, ritual)


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
        row.changed = row.before_id = None
    row.person_id, row.shadow_id = turn.person_id, turn.shadow
    row.fixed, row.why = turn.fixed, turn.why[:200]
    tx.session.flush()


def _touch(tx: Transaction, ritual: RitualRow, turns: Collection[Turn], *, by: str) -> None:
    """Have the Homes drawn again that show these turns."""
    concerned = {turn.person_id for turn in turns if turn.person_id}
    people.touch_homes(tx, concerned | set(pods.leads(tx.session, ritual.pod_id)), now_for=by)


def say_moved(tx: Transaction, ritual: RitualRow, person_id: str, why: Reason | None) -> None:
    """Tell somebody when their turns of a ritual are now, and why; once for all that waits."""
    fact = TurnMoved(ritual_id=ritual.id, person_id=person_id, why=why.kept if why else "")
    about = {"ritual_id": ritual.id, "person_id": person_id}
    waiting = waiting_of(tx.session, person_id, TurnMoved.__name__, about)
    if waiting is not None:
        known = str(waiting.about.get("why", "")).splitlines()
        both = dict.fromkeys([*known, *fact.why.splitlines()])
        waiting.about = asdict(replace(fact, why="\n".join(both)))
        return
    once = f"moved:{ritual.id}:{person_id}:{tx.now.isoformat()}"[:120]
    say(tx.session, fact, lane=person_id, once=once, now=tx.now)
    hold(tx.session, once, tx.now + MEANWHILE)
    tx.announce()
