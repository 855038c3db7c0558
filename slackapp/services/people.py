"""Tell who made a gesture, and what they may do."""

from datetime import timedelta

from slackapp.domain import words
from slackapp.domain.people import Act, Person, Principal, Role, Standing, allows
from slackapp.errors import Refusal
from storage import Transaction, homes, pods
from storage import people as rows
from storage.base import new_id
from storage.people import PersonRow, Somebody

NAME_MAX = 200
FRESH = timedelta(days=1)  # for so long we believe what Slack said of somebody
PAUSE = timedelta(minutes=1)  # between two drawings of a Home because of what others did


def find(tx: Transaction, actor: Principal) -> PersonRow | None:
    return rows.by_user(tx.session, actor.user_id)


def recognize(tx: Transaction, actor: Principal) -> PersonRow:
    """Find whoever made this gesture; the first time, remember them."""
    person = find(tx, actor)
    if person is None:
        person = remember(tx, actor.user_id, actor.name)
    return person


def me(tx: Transaction, actor: Principal) -> Person:
    """Whoever made this gesture, as screens need them."""
    return as_seen(find(tx, actor), actor)


def standings(
    tx: Transaction, person: PersonRow | None, *, pod_id: str = "", author_id: str = ""
) -> frozenset[Standing]:
    """How somebody stands to a pod and to what its author made."""
    role = pods.role_in(tx.session, pod_id, person.id) if person and pod_id else None
    return standings_as(person, role, author_id=author_id)


def standings_as(
    person: PersonRow | Somebody | None, role: Role | None, *, author_id: str = ""
) -> frozenset[Standing]:
    """How somebody stands, whose role in the pod is known."""
    if person is None:
        return frozenset({Standing.COLLEAGUE})
    if person.external or person.gone or person.bot:
        return frozenset({Standing.EXTERNAL})
    found = set[Standing]()
    if role is not None:
        found.add(_STANDING[role])
    found.add(Standing.GUEST if person.guest else Standing.COLLEAGUE)
    if author_id and author_id == person.id:
        found.add(Standing.AUTHOR)
    return frozenset(found)


_STANDING = {
    Role.LEAD: Standing.LEAD,
    Role.MEMBER: Standing.MEMBER,
    Role.OBSERVER: Standing.OBSERVER,
}


def demand(found: frozenset[Standing], act: Act, otherwise: str) -> None:
    """Refuse with these words unless it is allowed; guests and outsiders read why it is not."""
    if allows(found, act):
        return
    if Standing.EXTERNAL in found:
        raise Refusal("Dojo is for people of this workspace, so nothing was changed.")
    if Standing.GUEST in found and not found & set(_STANDING.values()):
        raise Refusal(
            "Guests take part in the pods that they are in. "
            "Ask the pod's lead to add you, and try again."
        )
    raise Refusal(otherwise)


def unknown(tx: Transaction, _actor: Principal, user_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Those of whom Slack has not told us lately."""
    known = rows.by_users(tx.session, user_ids)
    return tuple(
        user_id
        for user_id in dict.fromkeys(user_ids)
        if user_id not in known or not _fresh(tx, known[user_id])
    )


def as_seen(person: PersonRow | None, actor: Principal) -> Person:
    """The person as screens need them, even before they are remembered."""
    if person is not None:
        return person.person()
    return Person(id="", user_id=actor.user_id, name=actor.name or "Someone")


def touch_homes(tx: Transaction, person_ids: set[str], *, now_for: str = "") -> None:
    """Have open Homes drawn again: at once for whoever acted, for others at most once a minute."""
    since = tx.now - timedelta(hours=8)
    for home in homes.opened_since(tx.session, person_ids | ({now_for} - {""}), since):
        at = tx.now
        if home.person_id != now_for and home.published_at is not None:
            at = max(tx.now, home.published_at + PAUSE)
        if home.stale_at is None or home.stale_at > at:
            home.stale_at = at
    tx.announce()


def remember(tx: Transaction, user_id: str, name: str = "") -> PersonRow:
    """Make a row for somebody; what Slack says of them comes later."""
    row = PersonRow(id=new_id(), user_id=user_id, name=clean(name))
    tx.session.add(row)
    tx.session.flush()
    return row


def clean(name: str) -> str:
    """Keep a name as Slack has it, but for what would turn the words around it."""
    return words.line(name)[:NAME_MAX].strip()


def _fresh(tx: Transaction, person: PersonRow) -> bool:
    return person.learned_at is not None and tx.now - person.learned_at < FRESH
