"""Whose turn it is to respond to a demo that nobody has answered."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from slackapp.domain.people import Role
from slackapp.domain.when import zone
from storage import Transaction, away, people, pods, subjects
from storage.demos import DemoRow
from storage.people import Reader

ASKED = 2
LATELY = timedelta(days=28)
NEVER = datetime.min.replace(tzinfo=UTC)


def of(tx: Transaction, demo: DemoRow) -> tuple[str, ...]:
    """Two people, by id; one of another pod, for a different view, if there is one."""
    able = {Role.LEAD, Role.MEMBER}
    here, elsewhere = set[str](), set[str]()
    for membership in pods.standing_memberships(tx.session):
        if membership.role in able:
            (here if membership.pod_id == demo.pod_id else elsewhere).add(membership.person_id)
    inside = _in_turn(tx, demo, here)
    outside = _in_turn(tx, demo, elsewhere - _everybody_in(tx, demo.pod_id), guests=False)
    other = outside[:1]
    own = inside[: ASKED - len(other)]
    more = outside[1 : ASKED - len(own)]
    return (*own, *other, *more)


def _in_turn(
    tx: Transaction, demo: DemoRow, person_ids: Collection[str], *, guests: bool = True
) -> list[str]:
    """Those who can respond: who gave least lately, then longest ago, then by a stable draw."""
    known = people.by_ids(tx.session, person_ids)
    gone = _away(tx, demo.pod_id, known)
    given = subjects.responses_since(tx.session, known, tx.now - LATELY)
    free = [
        person_id
        for person_id, row in known.items()
        if person_id not in gone and person_id != demo.author_id and _reachable(row, guests=guests)
    ]

    def turn(person_id: str) -> tuple[int, datetime, str]:
        times, last = given.get(person_id, (0, NEVER))
        return times, last, sha256(f"{demo.id}:{person_id}".encode()).hexdigest()

    return sorted(free, key=turn)


def _reachable(row: Reader, *, guests: bool) -> bool:
    return not (row.gone or row.bot or row.external) and (guests or not row.guest)


def _away(tx: Transaction, pod_id: str, person_ids: Collection[str]) -> Collection[str]:
    pod = pods.by_id(tx.session, pod_id)
    today = tx.now.astimezone(zone(pod.tz if pod else "UTC")).date()
    return away.on_day(tx.session, person_ids, today, pod_id=pod_id)


def _everybody_in(tx: Transaction, pod_id: str) -> set[str]:
    return {row.person_id for row in pods.memberships(tx.session, pod_id)}
