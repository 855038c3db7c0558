"""A lead gives a turn to somebody, or to nobody, and takes the last change of it back."""

from dataclasses import replace

from slackapp.domain.people import Act, Person, Principal, Role, only_leads
from slackapp.domain.turns import Hindrance, Roster, Turn
from slackapp.domain.turns.reasons import Cause, Reason
from slackapp.domain.turns.shown import Change, PodTurns, Reassignment
from slackapp.errors import Refusal
from slackapp.services import journal, people
from slackapp.services.turns import found, shown
from slackapp.services.turns.outlook import Outlook, look
from slackapp.services.turns.planned import Decided, replan
from storage import Transaction, pods, swaps
from storage import people as person_rows
from storage import turns as rows
from storage.pods import PodRow
from storage.rituals import RitualRow
from storage.swaps import SwapState
from storage.turns import TurnRow

WHY_NOT = {
    Hindrance.OBSERVES: "{name} only looks on here",
    Hindrance.AWAY: "{name} is away then",
    Hindrance.PASSED: "{name} passed on it",
    Hindrance.NEW: "{name} is new, and has no duty for two weeks",
    Hindrance.BUSY: "{name} has another duty on that day",
}


def of_pod(tx: Transaction, actor: Principal, pod_id: str) -> PodTurns:
    """The turns of a pod's next times, for whoever leads it."""
    pod = _lead(tx, actor, pod_id, "change its turns")
    chosen = rows.in_time().where(RitualRow.pod_id == pod_id)
    turns = shown.show(tx, tx.session.execute(chosen).all())
    return PodTurns(pod.id, pod.name, shown.first_times(turns))


def consider(tx: Transaction, actor: Principal, turn_id: str) -> Reassignment:
    """Show a lead who could have a turn, and what keeps the others from it."""
    row, ritual, _occurrence = found.ahead(tx, turn_id)
    _lead(tx, actor, ritual.pod_id, "change a turn")
    outlook = look(tx, ritual)
    turn, roster = outlook.turn(row), _decided(outlook)
    members = _members(tx, ritual.pod_id)
    barred = {person.id: roster.hindrance(person.id, turn) for person in members}
    return Reassignment(
        turn=shown.of(tx, [turn_id])[turn_id],
        could=tuple(one for one in members if barred[one.id] is None and one.id != row.person_id),
        could_not=tuple((one, bar) for one in members if (bar := barred[one.id]) is not None),
        change=row.changed,
        before=next((one for one in members if one.id == row.before_id), None),
    )


def assign(tx: Transaction, actor: Principal, turn_id: str, person_id: str) -> str:
    """Give a turn to somebody, or with no person to nobody; in which pod that was."""
    row, ritual, occurrence = found.ahead(tx, turn_id)
    _lead(tx, actor, ritual.pod_id, "change a turn")
    if (row.person_id or "") != person_id or not row.fixed:
        outlook = look(tx, ritual)
        turn = outlook.turn(row)
        _refuse_hindered(tx, _decided(outlook), turn, person_id)
        before, me = row.person_id, people.recognize(tx, actor)
        given = replace(turn, person_id=person_id or None, fixed=True, why="assigned by a lead")
        why = Reason(Cause.ASSIGNED, me.person().first_name)
        replan(tx, ritual, by=me.id, why=why, decided=Decided([given]))
        row.changed, row.before_id = Change.ASSIGNED, before
        name = found.first_name(tx, person_id) if person_id else "nobody"
        by = me.person().first_name
        journal.note(tx, occurrence.id, f"assigned by {by}: {name} ({row.duty})")
    return ritual.pod_id


def undo(tx: Transaction, actor: Principal, turn_id: str) -> str:
    """Give a turn back to who had it before, if that still makes sense; in which pod."""
    row, ritual, _occurrence = found.ahead(tx, turn_id)
    _lead(tx, actor, ritual.pod_id, "undo a change")
    if row.changed is None:
        raise Refusal("There is no change to undo any more: the turns have moved since.")
    outlook = look(tx, ritual)
    changed = [row, *_other_half(tx, row)]
    restored = [
        replace(outlook.turn(each), person_id=each.before_id, fixed=each.before_id is not None)
        for each in changed
    ]
    roster = _decided(outlook, but=changed)
    for turn in restored:
        _refuse_hindered(tx, roster, turn, turn.person_id or "")
    me = people.recognize(tx, actor)
    why = Reason(Cause.UNDID, me.person().first_name)
    replan(tx, ritual, by=me.id, why=why, decided=Decided(restored))
    for each in changed:
        each.changed = each.before_id = None
        journal.note(tx, each.occurrence_id, f"undone by {me.person().first_name}: {each.duty}")
    return ritual.pod_id


def _other_half(tx: Transaction, row: TurnRow) -> list[TurnRow]:
    """The turn that was given for this one; a swap is undone as a whole, or not."""
    swap = swaps.last_taken(tx.session, row.id) if row.changed is Change.SWAPPED else None
    if swap is None:
        return []
    swap.state = SwapState.UNDONE
    if swap.back_id is None:
        return []
    other = rows.turn(tx.session, swap.back_id if swap.turn_id == row.id else swap.turn_id)
    if other is None or other.changed is not Change.SWAPPED or other.person_id != row.before_id:
        raise Refusal("The other turn of this swap has moved since, so nothing was changed.")
    return [other]


def _decided(outlook: Outlook, *, but: list[TurnRow] | None = None) -> Roster:
    """What stands whatever a lead does: planning moves the other duties of a day by itself."""
    freed = {row.id for row in but or ()}
    fixed = [
        turn for turn in outlook.roster.ahead if turn.fixed and outlook.row(turn).id not in freed
    ]
    return replace(outlook.roster, ahead=fixed)


def _refuse_hindered(tx: Transaction, roster: Roster, turn: Turn, person_id: str) -> None:
    bar = roster.hindrance(person_id, turn) if person_id else None
    if bar is not None:
        why = WHY_NOT[bar].format(name=found.first_name(tx, person_id))
        raise Refusal(f"{why}, so nothing was changed. Pick somebody else.", field="person")


def _members(tx: Transaction, pod_id: str) -> list[Person]:
    """Everybody in a pod, who takes turns first."""
    there = pods.memberships(tx.session, pod_id)
    known = person_rows.by_ids(tx.session, [row.person_id for row in there])
    ordered = sorted(there, key=lambda row: (row.role is Role.OBSERVER, row.joined_at, row.id))
    return [known[row.person_id].person() for row in ordered if not known[row.person_id].gone]


def _lead(tx: Transaction, actor: Principal, pod_id: str, what: str) -> PodRow:
    pod = pods.by_id(tx.session, pod_id)
    if pod is None or pod.archived_at is not None:
        raise Refusal("This pod was archived, so nothing was changed.")
    standings = people.standings(tx, people.find(tx, actor), pod_id=pod_id)
    leads = pods.whole(tx.session, [pod])[0].leads
    people.demand(standings, Act.ASSIGN_TURNS, only_leads(leads, what))
    return pod
