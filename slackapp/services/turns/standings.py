"""How everybody in a pod stands to the duties of a ritual, remembered from time to time."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from slackapp.domain.kinds import kinds
from slackapp.domain.people import Role
from slackapp.domain.turns import Away, Candidate, Duty, Turn, advance
from storage import Transaction, people, pods, rituals
from storage import turns as rows
from storage.pods import MembershipRow
from storage.rituals import RitualRow
from storage.turns import CreditRow

LONGEST = timedelta(days=31)  # that one time of a ritual may take
Standings = dict[Duty, list[Candidate]]


def load(tx: Transaction, ritual: RitualRow) -> Standings:
    """How everybody in the pod stands to each duty of a ritual."""
    pod = pods.by_id(tx.session, ritual.pod_id)
    members = _able(tx, ritual.pod_id)
    joined = pods.joined(tx.session, ritual.pod_id)
    absences = rows.absences(tx.session, [row.person_id for row in members], _since(tx))
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
                if pod is None or joined[member.person_id] <= pod.created_at
                else joined[member.person_id].astimezone(zone).date(),
                away=tuple(away.get(member.person_id, ())),
                skipped=frozenset(skipped.get((duty, member.person_id), ())),
            )
            for member in members
        ]
        for duty in kinds()[ritual.kind].duties
    }


def to_come(tx: Transaction, ritual: RitualRow) -> Standings:
    """How everybody will stand once what is under way is over, whose turns do not count yet."""
    standings = load(tx, ritual)
    for occurrence in rituals.under_way(tx.session, ritual.id):
        for row in rows.of_occurrences(tx.session, [occurrence.id]):
            done = Turn(
                on=occurrence.planned_on,
                duty=row.duty,
                person_id=row.person_id,
                shadow=row.shadow_id,
            )
            standings[row.duty] = list(advance(standings[row.duty], done))
    return standings


def _able(tx: Transaction, pod_id: str) -> list[MembershipRow]:
    """Who takes turns: neither those who watch, nor those who left the workspace."""
    found = [row for row in pods.memberships(tx.session, pod_id) if row.role is not Role.OBSERVER]
    known = people.by_ids(tx.session, [row.person_id for row in found])
    return [row for row in found if not known[row.person_id].gone]


def _since(tx: Transaction) -> date:
    """A day before any time that is not over: who was away then has missed it."""
    return tx.now.date() - LONGEST


def keep(tx: Transaction, ritual_id: str, duty: Duty, one: Candidate) -> None:
    row = rows.credit(tx.session, ritual_id, duty, one.person_id)
    if row is None:
        row = CreditRow(ritual_id=ritual_id, duty=duty, person_id=one.person_id)
        tx.session.add(row)
    row.turns, row.last_served_on = one.credit, one.last_served
    row.shadowed, row.missed = one.shadowed, one.missed


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
