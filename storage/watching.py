"""Who watched a demo, and all that one press on its card has to know."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from slackapp.domain.demos import DemoState
from slackapp.domain.people import Role
from storage.core import ask, change, ours, put, table
from storage.demos import DemoRow, DemoWatchRow
from storage.people import PersonRow, Somebody
from storage.pods import MembershipRow, PodRow
from storage.subjects import PostRow


class Glance(NamedTuple):
    """A demo as far as a press on its card asks; `channel_id` is where that is, or will be."""

    id: str
    state: DemoState
    author_id: str
    channel_id: str
    role: Role | None  # of whoever looks, in its pod
    seen_by: Somebody | None  # None if we do not know them yet


_demos, _pods, _posts, _watches = (table(m) for m in (DemoRow, PodRow, PostRow, DemoWatchRow))
_people, _members = table(PersonRow), table(MembershipRow)
_CARD = (
    select(_posts.c.channel_id)
    .where(*ours(_posts), _posts.c.subject_id == _demos.c.id)
    .order_by(_posts.c.ts.desc())
    .limit(1)
    .scalar_subquery()
)
_GLANCE = (
    select(
        _demos.c.id,
        _demos.c.state,
        _demos.c.author_id,
        func.coalesce(_CARD, _pods.c.channel_id),
        _members.c.role,
        *(_people.c[name] for name in Somebody._fields),
    )
    .join(_pods, _pods.c.id == _demos.c.pod_id)
    .outerjoin(_people, and_(*ours(_people), _people.c.user_id == bindparam("user_id")))
    .outerjoin(
        _members,
        and_(
            *ours(_members),
            _members.c.pod_id == _demos.c.pod_id,
            _members.c.person_id == _people.c.id,
            _members.c.left_at.is_(None),
        ),
    )
    .where(*ours(_demos, _pods), _demos.c.id == bindparam("demo_id"))
)
_WATCHED = insert(_watches)
_NOT_WATCHED = delete(_watches).where(
    *ours(_watches),
    _watches.c.demo_id == bindparam("of_demo"),
    _watches.c.person_id == bindparam("by_person"),
)


def glance(session: Session, demo_id: str, *, user_id: str = "") -> Glance | None:
    """A demo, and how somebody stands to it."""
    found = ask(session, _GLANCE, demo_id=demo_id, user_id=user_id).first()
    if found is None:
        return None
    id_, state, author_id, channel_id, role, *person = found
    seen_by = Somebody(*person) if person[0] else None
    return Glance(id_, state, author_id, channel_id, role, seen_by)


def watched(session: Session, demo_id: str, person_id: str, at: datetime) -> None:
    """Count somebody as having watched."""
    put(session, _WATCHED, demo_id=demo_id, person_id=person_id, at=at)


def not_watched(session: Session, demo_id: str, person_id: str) -> bool:
    """Count somebody no longer; False if they did not count."""
    return change(session, _NOT_WATCHED, of_demo=demo_id, by_person=person_id) > 0
