"""Agendas: what people want to talk about, and who wants it too."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Index, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned


class AgendaItemRow(WorkspaceOwned, Model):
    """One line; it waits until a session takes it up, or somebody takes it off."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        owned("ritual_id", by="ritual"),
        Index("ix_agenda_item_ritual", "team_id", "ritual_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    ritual_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    person_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))  # None: answered, unnamed
    words: Mapped[str] = mapped_column(String(150))
    added_at: Mapped[datetime]
    occurrence_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))  # that took it up
    gone_at: Mapped[datetime | None]


class AgendaVoteRow(WorkspaceOwned, Model):
    """Somebody wants to talk about it."""

    __tablename__ = "agenda_vote"
    __table_args__ = (owned("item_id", by="agenda_item"), owned("person_id", by="person"))

    item_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)


def item(session: Session, item_id: str) -> AgendaItemRow | None:
    return session.scalar(select(AgendaItemRow).where(AgendaItemRow.id == item_id))


def waiting(session: Session, ritual_id: str) -> Sequence[AgendaItemRow]:
    """What waits for a session of a ritual, oldest first."""
    return session.scalars(
        select(AgendaItemRow)
        .where(
            AgendaItemRow.ritual_id == ritual_id,
            AgendaItemRow.occurrence_id.is_(None),
            AgendaItemRow.gone_at.is_(None),
        )
        .order_by(AgendaItemRow.added_at, AgendaItemRow.id)
    ).all()


def taken_up(session: Session, occurrence_id: str) -> Sequence[AgendaItemRow]:
    """What a session took up, oldest first."""
    return session.scalars(
        select(AgendaItemRow)
        .where(AgendaItemRow.occurrence_id == occurrence_id, AgendaItemRow.gone_at.is_(None))
        .order_by(AgendaItemRow.added_at, AgendaItemRow.id)
    ).all()


def votes(session: Session, item_ids: Iterable[str]) -> dict[str, int]:
    """How many want each."""
    counted = (
        select(AgendaVoteRow.item_id, func.count())
        .where(AgendaVoteRow.item_id.in_(set(item_ids)))
        .group_by(AgendaVoteRow.item_id)
    )
    return dict(session.execute(counted).all())


def wanted_by(session: Session, person_id: str, item_ids: Iterable[str]) -> set[str]:
    return set(
        session.scalars(
            select(AgendaVoteRow.item_id).where(
                AgendaVoteRow.person_id == person_id, AgendaVoteRow.item_id.in_(set(item_ids))
            )
        )
    )


def vote_of(session: Session, item_id: str, person_id: str) -> AgendaVoteRow | None:
    return session.scalar(
        select(AgendaVoteRow).where(
            AgendaVoteRow.item_id == item_id, AgendaVoteRow.person_id == person_id
        )
    )
