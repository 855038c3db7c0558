"""A retrospective changes another ritual, and a later one keeps that or changes it back."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from slackapp.domain import words
from slackapp.domain.cadence import check_length
from slackapp.domain.cadence import load as load_cadence
from slackapp.domain.decisions import (
    Decision,
    DecisionAnswers,
    DecisionDraft,
    DecisionState,
    Terms,
    applied,
    changed,
    load,
)
from slackapp.domain.people import Act, Principal, Standing
from slackapp.domain.rituals import RitualState, check_presenting
from slackapp.errors import Refusal
from slackapp.services import journal, people, retro_standing
from slackapp.services import rituals as ritual_services
from slackapp.services.decisions.shown import holds, show, terms
from storage import Transaction, decisions, pods, rituals
from storage.base import new_id
from storage.decisions import DecisionRow
from storage.people import PersonRow
from storage.rituals import RitualRow

GOES_ON = (RitualState.ACTIVE, RitualState.PAUSED)
GONE = "This decision is not there any more, so nothing was changed."
NONE = "There is no other ritual that goes on in this pod, so there is nothing to change."
SAME = "Nothing would be different. Change an answer, or close this."
OUTDATED = (
    "Somebody changed this ritual after you opened this, so nothing was saved. "
    "Note what you meant, close this, and press Change the ritual again."
)
OVERTAKEN = "The ritual was changed otherwise since, or has ended, so nothing was changed back."
WHO = "Only whoever leads the pod or facilitates decides this. Write to them in the thread."


def compose(
    tx: Transaction, actor: Principal, occurrence_id: str, ritual_id: str = "", nonce: str = ""
) -> DecisionDraft:
    """Start a decision about one of the pod's other rituals, as it is now."""
    retro, own = retro_standing.over(tx, occurrence_id)
    _demand(tx, people.find(tx, actor), own.pod_id, retro.id)
    found = _others(tx, own)
    if not found:
        raise Refusal(NONE)
    first = next((row for row in found if row.ritual().structure), found[0])
    chosen = next((row for row in found if row.id == ritual_id), first)
    return DecisionDraft(
        decision_id=nonce or new_id(),
        occurrence_id=retro.id,
        choices=tuple(row.ritual() for row in found),
        ritual=chosen.ritual(),
        terms=terms(chosen),
        version=chosen.version,
    )


def decide(
    tx: Transaction,
    actor: Principal,
    occurrence_id: str,
    decision_id: str,
    answers: DecisionAnswers,
) -> Decision:
    """Change a ritual from its next time on. Sent twice, it is decided once."""
    row = decisions.by_id(tx.session, decision_id)
    if row is None:
        retro, own = retro_standing.over(tx, occurrence_id)
        person = people.recognize(tx, actor)
        _demand(tx, person, own.pod_id, retro.id)
        ritual = next((r for r in _others(tx, own) if r.id == answers.ritual_id), None)
        if ritual is None:
            raise Refusal(ritual_services.GONE)
        before, after = changed(terms(ritual), answers.terms)
        if ritual.version != answers.version:
            raise Refusal(OUTDATED)
        if not after.dump():
            raise Refusal(SAME, field="why")
        row = DecisionRow(
            id=decision_id,
            pod_id=own.pod_id,
            ritual_id=ritual.id,
            occurrence_id=retro.id,
            person_id=person.id,
            decided_at=tx.now,
            before=before.dump(),
            after=after.dump(),
            why=words.line(answers.why),
        )
        _make(tx, row, ritual)
        retro_standing.draw_again(tx, retro.id)
    return show(tx, [row])[0]


def keep(tx: Transaction, actor: Principal, decision_id: str) -> Decision:
    """Stay with it; nobody asks about it again."""
    row, _person = _asked(tx, actor, decision_id)
    if row.state is not DecisionState.KEPT:
        _refuse_answered(row)
        row.state = DecisionState.KEPT
        journal.note(tx, row.ritual_id, "a retrospective stays with what was decided")
        retro_standing.draw_again(tx, row.asked_id or row.occurrence_id)
    return show(tx, [row])[0]


def change_back(tx: Transaction, actor: Principal, decision_id: str) -> Decision:
    """Have the ritual be what it was before; that is a decision too."""
    row, person = _asked(tx, actor, decision_id)
    if row.state is not DecisionState.CHANGED_BACK:
        _refuse_answered(row)
        ritual = rituals.by_id(tx.session, row.ritual_id)
        if ritual is None or not holds(row, ritual):
            raise Refusal(OVERTAKEN)
        row.state = DecisionState.CHANGED_BACK
        asked = row.asked_id or row.occurrence_id
        back = DecisionRow(
            id=new_id(),
            pod_id=row.pod_id,
            ritual_id=ritual.id,
            occurrence_id=asked,
            person_id=person.id,
            decided_at=tx.now,
            before=row.after,
            after=row.before,
        )
        _make(tx, back, ritual)
        retro_standing.draw_again(tx, asked)
    return show(tx, [row])[0]


def _make(tx: Transaction, row: DecisionRow, ritual: RitualRow) -> None:
    """Write it down, and have the ritual follow it; the order of its turns stays."""
    before, after = load(row.before), load(row.after)
    _apply(tx, ritual, after)
    tx.session.add(row)
    tx.session.flush()
    what = ", ".join(
        f"{name} {_was(before, name)}→ {value}" for name, value in after.dump().items()
    )
    journal.note(tx, ritual.id, f"decided in a retrospective: {what}")
    journal.note(tx, row.occurrence_id, f"decided about {ritual.name}: {what}")


def _was(before: Terms, name: str) -> str:
    value = before.dump().get(name)
    return f"{value} " if value is not None else ""


def _apply(tx: Transaction, ritual: RitualRow, after: Terms) -> None:
    answers = applied(
        ritual_services.answers_of(ritual), ritual.ritual(), after, _following(tx, ritual)
    )
    _leave_time(ritual, answers.minutes, after)
    length = timedelta(days=answers.days, minutes=answers.minutes)
    check_length(answers.cadence, length, field="days" if answers.days else "minutes")
    if after.template is not None:
        ritual.template = after.template
        ritual.version += 1
    ritual_services.change(tx, ritual, answers)


def _leave_time(ritual: RitualRow, minutes: int, after: Terms) -> None:
    """Somebody presents in the time there is, and there is some left to talk."""
    shown = ritual.ritual().structure
    presenting = after.presenting or (shown[0].minutes if len(shown) > 1 else 0)
    check_presenting(presenting, minutes)


def _following(tx: Transaction, ritual: RitualRow) -> date:
    """The next date, from which on weeks are counted anew; what runs by hand is none."""
    ahead = [row.nominal_on for row in rituals.planned(tx.session, ritual.id) if row.slot == 0]
    zone = ZoneInfo(load_cadence(ritual.cadence).tz)
    return ahead[0] if ahead else tx.now.astimezone(zone).date()


def _others(tx: Transaction, own: RitualRow) -> list[RitualRow]:
    """What goes on in the pod besides this retrospective, oldest first."""
    pod = pods.by_id(tx.session, own.pod_id)
    if pod is None or pod.archived_at is not None:
        raise Refusal("This pod was archived, so nothing was changed.")
    found = rituals.of_pod(tx.session, own.pod_id)
    return [row for row in found if row.id != own.id and row.state in GOES_ON]


def _asked(tx: Transaction, actor: Principal, decision_id: str) -> tuple[DecisionRow, PersonRow]:
    row = decisions.by_id(tx.session, decision_id)
    pod = pods.by_id(tx.session, row.pod_id) if row else None
    if row is None or pod is None:
        raise Refusal(GONE)
    if pod.archived_at is not None:
        raise Refusal("This pod was archived, so nothing was changed.")
    person = people.recognize(tx, actor)
    _demand(tx, person, row.pod_id, row.occurrence_id, row.asked_id or row.occurrence_id)
    return row, person


def _refuse_answered(row: DecisionRow) -> None:
    if row.state is DecisionState.KEPT:
        raise Refusal("It was kept already, so nothing was changed back.")
    if row.state is DecisionState.CHANGED_BACK:
        raise Refusal("It was changed back already, so it is not kept.")
    if row.state is DecisionState.OVERTAKEN:
        raise Refusal(OVERTAKEN)


def _demand(tx: Transaction, person: PersonRow | None, pod_id: str, *occurrence_ids: str) -> None:
    found = frozenset[Standing]().union(
        *(
            retro_standing.standings(tx, person, pod_id=pod_id, occurrence_id=each)
            for each in occurrence_ids
        )
    )
    people.demand(found, Act.DECIDE, WHO)
