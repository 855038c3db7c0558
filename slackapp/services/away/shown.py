"""Who is away, as screens need it."""

from collections.abc import Sequence
from datetime import date

from slackapp.domain.away import Absence, PersonAway
from slackapp.domain.people import Person
from slackapp.domain.pods import Pod
from slackapp.domain.turns import Away
from slackapp.domain.when import zone
from storage import Transaction, away, pods
from storage.turns import AbsenceRow


def today_of(tx: Transaction, person: Person) -> date:
    """The day that it is where somebody lives."""
    return tx.now.astimezone(zone(person.tz)).date()


def of_person(tx: Transaction, person: Person) -> tuple[Absence, ...]:
    """When somebody is away, today or later, soonest first."""
    return show(tx, away.standing(tx.session, [person.id], today_of(tx, person)), person)


def in_pod(tx: Transaction, pod: Pod) -> list[PersonAway]:
    """Who is away from a pod, today or later."""
    known = {person.id: person for person in pod.people}
    on = tx.now.astimezone(zone(pod.tz)).date()
    rows = [row for row in away.standing(tx.session, known, on) if row.pod_id in (None, pod.id)]
    return [
        PersonAway(person=known[row.person_id], absence=_absence(row, pod.name, on)) for row in rows
    ]


def show(tx: Transaction, rows: Sequence[AbsenceRow], person: Person) -> tuple[Absence, ...]:
    wanted = {row.pod_id for row in rows if row.pod_id}
    named = pods.by_ids(tx.session, wanted) if wanted else {}
    on = today_of(tx, person)
    return tuple(
        _absence(row, named[row.pod_id].name if row.pod_id else "", on)
        for row in rows
        if row.pod_id is None or row.pod_id in named
    )


def _absence(row: AbsenceRow, pod_name: str, on: date) -> Absence:
    return Absence(
        id=row.id,
        days=days_of(row),
        pod_id=row.pod_id or "",
        pod_name=pod_name if row.pod_id else "",
        begun=row.from_on <= on,
    )


def days_of(row: AbsenceRow) -> Away:
    return Away(first=row.from_on, last=row.until_on)
