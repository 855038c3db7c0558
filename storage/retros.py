"""What people say in retrospectives; once it is revealed, nothing says who did."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Index, Row, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from slackapp.domain.retros import Column
from slackapp.domain.rituals import OccurrenceState, RitualState
from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned
from storage.pods import PodRow
from storage.rituals import OccurrenceRow, RitualRow


class ThoughtRow(WorkspaceOwned, Model):
    """One thing that somebody said; it bears no time, and from the reveal on nobody's name."""

    __tablename__ = "thought"
    __table_args__ = (
        owned("ritual_id", by="ritual"),
        owned("person_id", by="person"),
        owned("occurrence_id", by="occurrence"),
        Index("ix_thought_ritual", "team_id", "ritual_id", "occurrence_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    ritual_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    person_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))  # None: it was revealed
    column: Mapped[Column]
    words: Mapped[str] = mapped_column(Text)
    occurrence_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))  # that revealed it
    position: Mapped[int | None]  # in the order in which it was shuffled


def thought(session: Session, thought_id: str) -> ThoughtRow | None:
    return session.scalar(select(ThoughtRow).where(ThoughtRow.id == thought_id))


def waiting(session: Session, ritual_id: str) -> Sequence[ThoughtRow]:
    """What was said and is not revealed yet."""
    return session.scalars(
        select(ThoughtRow)
        .where(ThoughtRow.ritual_id == ritual_id, ThoughtRow.occurrence_id.is_(None))
        .order_by(ThoughtRow.id)
    ).all()


def waiting_of(session: Session, ritual_id: str, person_id: str) -> Sequence[ThoughtRow]:
    """What one person said and can still change."""
    return session.scalars(
        select(ThoughtRow)
        .where(
            ThoughtRow.ritual_id == ritual_id,
            ThoughtRow.person_id == person_id,
            ThoughtRow.occurrence_id.is_(None),
        )
        .order_by(ThoughtRow.id)
    ).all()


def revealed(session: Session, occurrence_id: str) -> Sequence[ThoughtRow]:
    """What was said, in the order in which it was shuffled."""
    return session.scalars(
        select(ThoughtRow)
        .where(ThoughtRow.occurrence_id == occurrence_id)
        .order_by(ThoughtRow.position, ThoughtRow.id)
    ).all()


def of_pods(session: Session, pod_ids: Iterable[str], kinds: Iterable[str]) -> Sequence[RitualRow]:
    """Rituals of these kinds that go on in pods, oldest first."""
    return session.scalars(
        select(RitualRow)
        .where(
            RitualRow.pod_id.in_(set(pod_ids)),
            RitualRow.kind.in_(set(kinds)),
            RitualRow.state.in_((RitualState.ACTIVE, RitualState.PAUSED)),
        )
        .order_by(RitualRow.created_at, RitualRow.id)
    ).all()


def collecting(
    session: Session, person_id: str, pod_ids: Iterable[str], kinds: Iterable[str]
) -> Sequence[Row[RitualRow, OccurrenceRow, PodRow]]:
    """What is open in pods and somebody has said nothing to, first to close first."""
    said = (
        select(ThoughtRow.id)
        .where(
            ThoughtRow.team_id == RitualRow.team_id,
            ThoughtRow.ritual_id == RitualRow.id,
            ThoughtRow.person_id == person_id,
            ThoughtRow.occurrence_id.is_(None),
        )
        .exists()
    )
    return session.execute(
        select(RitualRow, OccurrenceRow, PodRow)
        .join(
            OccurrenceRow,
            (OccurrenceRow.team_id == RitualRow.team_id)
            & (OccurrenceRow.ritual_id == RitualRow.id),
        )
        .join(PodRow, (PodRow.team_id == RitualRow.team_id) & (PodRow.id == RitualRow.pod_id))
        .where(
            RitualRow.pod_id.in_(set(pod_ids)),
            RitualRow.kind.in_(set(kinds)),
            OccurrenceRow.state == OccurrenceState.OPEN,
            ~said,
        )
        .order_by(OccurrenceRow.ends_at, OccurrenceRow.id)
    ).all()
