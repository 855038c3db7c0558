"""Be away until a date, and back by oneself; a lead notes it for people of their pod."""

from collections.abc import Sequence
from dataclasses import replace

from slackapp.domain.away import (
    DAY,
    Absence,
    AwayAnswers,
    AwayDraft,
    PersonAway,
    PodAway,
    check,
    merged,
    understand,
)
from slackapp.domain.away.facts import AwayEnded, AwaySet
from slackapp.domain.people import Act, Person, Principal, only_leads
from slackapp.domain.pods import Pod, PodChoice
from slackapp.domain.turns import Away
from slackapp.domain.turns.reasons import Cause
from slackapp.errors import Refusal
from slackapp.services import people, turns
from slackapp.services.away.shown import days_of, in_pod, of_person, show, today_of
from slackapp.services.turns.reminders import MEANWHILE
from storage import Transaction, away, lanes, outbox, pods
from storage import people as person_rows
from storage.base import new_id
from storage.people import PersonRow
from storage.turns import AbsenceRow

OVER = "This is over already, so nothing was changed."


def mine(tx: Transaction, actor: Principal) -> tuple[Absence, ...]:
    return of_person(tx, people.me(tx, actor))


def compose(tx: Transaction, actor: Principal, absence_id: str = "") -> AwayDraft:
    """Start new days, or change some; the id is made here, so that a double submit makes one."""
    person = people.me(tx, actor)
    row = _own(tx, actor, absence_id) if absence_id else None
    pod = pods.by_id(tx.session, row.pod_id) if row and row.pod_id else None
    return AwayDraft(
        absence_id=row.id if row else new_id(),
        person=person,
        first=row.from_on if row else today_of(tx, person),
        last=row.until_on if row else None,
        pod=PodChoice(pod.id, pod.name, pod.channel_name) if pod else None,
        several_pods=len(pods.of_person(tx.session, person.id)) > 1,
        exists=row is not None,
    )


def keep(tx: Transaction, actor: Principal, answers: AwayAnswers) -> Absence:
    """Note days on which somebody is away themselves."""
    person = people.recognize(tx, actor)
    if answers.pod_id and pods.role_in(tx.session, answers.pod_id, person.id) is None:
        raise Refusal("You are not in this pod. Pick one of yours, or none.", field="pod")
    return _keep(tx, person, answers)


def keep_said(tx: Transaction, actor: Principal, typed: str) -> Absence | None:
    """Note the days that somebody typed, from all their pods; None if they are not understood."""
    days = understand(typed, today_of(tx, people.recognize(tx, actor).person()))
    if days is None:
        return None
    return keep(tx, actor, AwayAnswers(new_id(), first=days.first, last=days.last))


def end(tx: Transaction, actor: Principal, absence_id: str) -> Person:
    """Somebody is back, or is not away after all; a lead says it of their own pod."""
    row = away.by_id(tx.session, absence_id)
    person = person_rows.by_id(tx.session, row.person_id) if row else None
    if row is None or person is None:
        raise Refusal(OVER)
    if person.user_id != actor.user_id:
        if row.pod_id is None:
            raise Refusal("Only they can say so themselves: they are away from all their pods.")
        led(tx, actor, row.pod_id)
        by = people.recognize(tx, actor)
        fact = AwayEnded(person_id=person.id, pod_id=row.pod_id, by_id=by.id)
        once = f"away-ended:{row.id}:{row.until_on}"
        outbox.say(tx.session, fact, lane=person.id, once=once, now=tx.now)
        people.touch_homes(tx, set(), now_for=by.id)
    _end(tx, person, [row])
    return person.person()


def come_back(tx: Transaction, actor: Principal) -> Person:
    """Somebody is back from everything that they are away from today."""
    person = people.recognize(tx, actor)
    on = today_of(tx, person.person())
    rows = [row for row in away.standing(tx.session, [person.id], on) if row.from_on <= on]
    if not rows:
        raise Refusal("You are not away today, so nothing was changed.")
    _end(tx, person, rows)
    return person.person()


def of_pod(tx: Transaction, actor: Principal, pod_id: str) -> PodAway:
    """Who of a pod is away from it, for whoever leads it."""
    pod, reader = led(tx, actor, pod_id), people.me(tx, actor)
    return PodAway(
        pod=pod,
        reader=reader,
        today=today_of(tx, reader),
        absence_id=new_id(),
        away=tuple(in_pod(tx, pod)),
    )


def of_one(tx: Transaction, actor: Principal, absence_id: str) -> tuple[PodAway, PersonAway]:
    """Days that a lead may change: somebody's of their pod, away from it alone."""
    row = away.by_id(tx.session, absence_id)
    if row is None or row.pod_id is None:
        raise Refusal(OVER)
    pod_away = of_pod(tx, actor, row.pod_id)
    found = next((one for one in pod_away.away if one.absence.id == absence_id), None)
    if found is None:
        raise Refusal(OVER)
    return pod_away, found


def members(tx: Transaction, actor: Principal, pod_id: str, typed: str = "") -> tuple[Person, ...]:
    """The people of a pod whose names match what its lead typed."""
    return tuple(
        person
        for person in led(tx, actor, pod_id).people
        if typed.casefold() in person.name.casefold()
    )


def keep_for(
    tx: Transaction,
    actor: Principal,
    answers: AwayAnswers,
) -> PersonAway:
    """Note for somebody of a pod that they are away from it; they hear of it, once."""
    pod = led(tx, actor, answers.pod_id)
    person = person_rows.by_id(tx.session, answers.person_id)
    if person is None or pod.role_of(person.id) is None:
        raise Refusal("They are not in this pod any more. Pick somebody else.", field="member")
    row = away.by_id(tx.session, answers.absence_id)
    if (row.pod_id != answers.pod_id) if row else answers.changes:
        raise Refusal(OVER)
    kept = _keep(tx, person, answers)
    by = people.recognize(tx, actor)
    if by.id != person.id:
        once = f"away:{kept.id}:{kept.days.first}:{kept.days.last}"
        fact = AwaySet(absence_id=kept.id, by_id=by.id)
        outbox.say(tx.session, fact, lane=person.id, once=once, now=tx.now)
    people.touch_homes(tx, set(), now_for=by.id)
    return PersonAway(person=person.person(), absence=kept)


def led(tx: Transaction, actor: Principal, pod_id: str) -> Pod:
    """Find a living pod and refuse whoever does not lead it."""
    row = pods.by_id(tx.session, pod_id)
    if row is None or row.archived_at is not None:
        raise Refusal("This pod was archived, so nothing was changed.")
    pod = pods.whole(tx.session, [row])[0]
    found = people.standings(tx, people.find(tx, actor), pod_id=pod_id)
    people.demand(found, Act.SET_AWAY, only_leads(pod.leads, Act.SET_AWAY.value))
    return pod


def _keep(tx: Transaction, person: PersonRow, answers: AwayAnswers) -> Absence:
    """Keep the days, joined with those of the same pods that they touch; plan turns without."""
    on = today_of(tx, person.person())
    row = away.by_id(tx.session, answers.absence_id)
    if row is not None and row.person_id != person.id:
        raise Refusal(OVER)
    days = check(answers, today=on, began=row.from_on if row else None)
    pod_ids = {answers.pod_id or None} | ({row.pod_id} if row else set())
    others = [one for one in away.standing(tx.session, [person.id], on - DAY) if one is not row]
    alike = [one for one in others if one.pod_id == (answers.pod_id or None)]
    whole = merged(days, [days_of(one) for one in alike])
    for one in others:
        if (one in alike or not answers.pod_id) and _within(days_of(one), whole):
            tx.session.delete(one)
    if row is None:
        row = AbsenceRow(id=answers.absence_id, person_id=person.id)
        tx.session.add(row)
    row.pod_id = answers.pod_id or None
    row.from_on, row.until_on = whole.first, whole.last
    tx.session.flush()
    theirs = turns.held_by(tx, person.id)
    _changed(tx, person, pod_ids, Cause.AWAY)
    handed_on = turns.handed_on(tx, theirs, person.id)
    return replace(show(tx, [row], person.person())[0], handed_on=handed_on)


def _end(tx: Transaction, person: PersonRow, rows: Sequence[AbsenceRow]) -> None:
    """End them yesterday; what waited until then is said from now on."""
    on = today_of(tx, person.person())
    for row in rows:
        if row.from_on >= on:
            tx.session.delete(row)
        else:
            row.until_on = on - DAY
    tx.session.flush()
    _changed(tx, person, {row.pod_id for row in rows}, Cause.BACK)


def _changed(tx: Transaction, person: PersonRow, pod_ids: set[str | None], cause: Cause) -> None:
    """Plan the turns of the pods concerned again, and look at once at what waits to be said."""
    theirs = [pod.id for pod, _role in pods.of_person(tx.session, person.id)]
    for pod_id in theirs if None in pod_ids else pod_ids:
        turns.replan_around(tx, pod_id or "", person.person(), cause)
    people.touch_homes(tx, _around(tx, theirs), now_for=person.id)
    lanes.hasten(tx.session, person.id, tx.now, but_within=MEANWHILE)
    tx.announce()


def _around(tx: Transaction, pod_ids: Sequence[str]) -> set[str]:
    """Those whose Home says who is away."""
    return {lead for pod_id in pod_ids for lead in pods.leads(tx.session, pod_id)}


def _own(tx: Transaction, actor: Principal, absence_id: str) -> AbsenceRow:
    row, person = away.by_id(tx.session, absence_id), people.find(tx, actor)
    if row is None or person is None or row.person_id != person.id:
        raise Refusal(OVER)
    if row.until_on < today_of(tx, person.person()):
        raise Refusal(OVER)
    return row


def _within(inner: Away, outer: Away) -> bool:
    return inner.first in outer and inner.last in outer
