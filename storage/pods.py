"""Pods and who is in them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Index, String, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from slackapp.domain.people import Person, Role
from slackapp.domain.pods import Pod
from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned
from storage.core import ask, ours, table
from storage.people import PersonRow


class PodRow(WorkspaceOwned, Model):
    """A pod."""

    __tablename__ = "pod"
    __table_args__ = (owned("id", by="subject"), Index("ix_pod_channel", "team_id", "channel_id"))

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(String(50))
    skill: Mapped[str] = mapped_column(String(200))
    channel_id: Mapped[str] = mapped_column(String(32))
    channel_name: Mapped[str] = mapped_column(String(100))
    tz: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]
    lost: Mapped[str | None] = mapped_column(String(64))  # why we cannot speak in its channel


class MembershipRow(WorkspaceOwned, Model):
    """A person in a pod from one instant to another; never deleted."""

    __tablename__ = "membership"
    __table_args__ = (
        owned("pod_id", by="pod"),
        owned("person_id", by="person"),
        Index("ix_membership_pod", "team_id", "pod_id"),
        Index("ix_membership_person", "team_id", "person_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    pod_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    role: Mapped[Role]
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


def by_id(session: Session, pod_id: str) -> PodRow | None:
    return session.get(PodRow, (session.info["team_id"], pod_id))


class Place(NamedTuple):
    """A pod, as what belongs to it names it."""

    id: str
    name: str
    channel_id: str
    channel_name: str
    tz: str


_pods = table(PodRow)
_PLACES = select(*(_pods.c[name] for name in Place._fields)).where(
    *ours(_pods), _pods.c.id.in_(bindparam("pod_ids", expanding=True))
)


def by_ids(session: Session, pod_ids: Iterable[str]) -> dict[str, Place]:
    return {row.id: Place(*row) for row in ask(session, _PLACES, pod_ids=[*set(pod_ids)])}


def in_channel(session: Session, channel_id: str) -> Sequence[PodRow]:
    """The pods that live in a channel."""
    return session.scalars(
        select(PodRow).where(PodRow.channel_id == channel_id, PodRow.archived_at.is_(None))
    ).all()


def lost(session: Session, channel_id: str) -> Sequence[PodRow]:
    """The pods that we could not speak to in a channel until now."""
    return session.scalars(
        select(PodRow).where(
            PodRow.channel_id == channel_id, PodRow.archived_at.is_(None), PodRow.lost.is_not(None)
        )
    ).all()


def first_joined(session: Session, person_id: str) -> datetime | None:
    """Since when somebody has been in the pod that they have been in longest."""
    return session.scalar(
        select(func.min(MembershipRow.joined_at)).where(
            MembershipRow.person_id == person_id, MembershipRow.left_at.is_(None)
        )
    )


def of_person(session: Session, person_id: str) -> Sequence[tuple[PodRow, Role]]:
    """The pods that somebody is in now, by name, and as what."""
    mine = (
        select(PodRow, MembershipRow.role)
        .join(
            MembershipRow,
            (MembershipRow.team_id == PodRow.team_id) & (MembershipRow.pod_id == PodRow.id),
        )
        .where(
            MembershipRow.person_id == person_id,
            MembershipRow.left_at.is_(None),
            PodRow.archived_at.is_(None),
        )
        .order_by(PodRow.name, PodRow.id)
    )
    return [(pod, role) for pod, role in session.execute(mine)]


def memberships(session: Session, pod_id: str) -> Sequence[MembershipRow]:
    """Who is in a pod now."""
    return session.scalars(
        select(MembershipRow).where(MembershipRow.pod_id == pod_id, MembershipRow.left_at.is_(None))
    ).all()


def taking_part(session: Session, pod_id: str) -> list[str]:
    """Who is in a pod now and does not only look on, by person id."""
    found = memberships(session, pod_id)
    return [row.person_id for row in found if row.role is not Role.OBSERVER]


def there(session: Session, pod_ids: Iterable[str]) -> set[tuple[str, str]]:
    """Who is in pods now, as (pod, person)."""
    standing = select(MembershipRow.pod_id, MembershipRow.person_id).where(
        MembershipRow.pod_id.in_(set(pod_ids)), MembershipRow.left_at.is_(None)
    )
    return {(pod_id, person_id) for pod_id, person_id in session.execute(standing)}


def standing_memberships(session: Session) -> Sequence[MembershipRow]:
    """Who is in any pod of the workspace that is not archived."""
    return session.scalars(
        select(MembershipRow)
        .join(
            PodRow, (PodRow.team_id == MembershipRow.team_id) & (PodRow.id == MembershipRow.pod_id)
        )
        .where(MembershipRow.left_at.is_(None), PodRow.archived_at.is_(None))
    ).all()


_memberships = table(MembershipRow)
_ROLE_IN = select(_memberships.c.role).where(
    *ours(_memberships),
    _memberships.c.pod_id == bindparam("pod_id"),
    _memberships.c.person_id == bindparam("person_id"),
    _memberships.c.left_at.is_(None),
)


def role_in(session: Session, pod_id: str, person_id: str) -> Role | None:
    role: Role | None = ask(session, _ROLE_IN, pod_id=pod_id, person_id=person_id).scalar()
    return role


def whole(session: Session, rows: Iterable[PodRow]) -> list[Pod]:
    """Pods with their people, in two queries however many there are."""
    pods = list(rows)
    found = session.execute(
        select(MembershipRow.pod_id, MembershipRow.role, PersonRow)
        .join(
            PersonRow,
            (PersonRow.team_id == MembershipRow.team_id)
            & (PersonRow.id == MembershipRow.person_id),
        )
        .where(
            MembershipRow.pod_id.in_([pod.id for pod in pods]),
            MembershipRow.left_at.is_(None),
            PersonRow.gone.is_(False),  # a closed account may be opened again
        )
        .order_by(MembershipRow.joined_at, PersonRow.name)
    )
    people: dict[tuple[str, Role], list[Person]] = {}
    for pod_id, role, row in found:
        people.setdefault((pod_id, role), []).append(row.person())
    return [
        Pod(
            id=row.id,
            name=row.name,
            skill=row.skill,
            channel_id=row.channel_id,
            channel_name=row.channel_name,
            tz=row.tz,
            leads=tuple(people.get((row.id, Role.LEAD), ())),
            members=tuple(people.get((row.id, Role.MEMBER), ())),
            observers=tuple(people.get((row.id, Role.OBSERVER), ())),
            archived=row.archived_at is not None,
        )
        for row in pods
    ]


def joined(session: Session, pod_id: str) -> dict[str, datetime]:
    """Since when everybody who was ever in a pod is in it, whatever role they had meanwhile."""
    rows = session.scalars(
        select(MembershipRow)
        .where(MembershipRow.pod_id == pod_id)
        .order_by(MembershipRow.joined_at, MembershipRow.left_at)
    )
    since: dict[str, tuple[datetime, datetime | None]] = {}
    for row in rows:
        begun, left = since.get(row.person_id, (row.joined_at, row.joined_at))
        since[row.person_id] = (begun if left == row.joined_at else row.joined_at, row.left_at)
    return {person_id: begun for person_id, (begun, _left) in since.items()}


def leads(session: Session, pod_id: str) -> Sequence[str]:
    """Who leads a pod now, by person id."""
    return session.scalars(
        select(MembershipRow.person_id).where(
            MembershipRow.pod_id == pod_id,
            MembershipRow.role == Role.LEAD,
            MembershipRow.left_at.is_(None),
        )
    ).all()
