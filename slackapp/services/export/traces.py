"""The small things that are kept of somebody, each as one line."""

from collections.abc import Iterator

from sqlalchemy import select

from slackapp.domain.json import JSON
from slackapp.services.export.records import Known, grouped, pages, rows, stamp
from slackapp.services.export.times import abouts, time_of
from storage import Transaction
from storage.agenda import AgendaItemRow, AgendaVoteRow
from storage.homes import HomeRow
from storage.outbox import DeliveryRow, FactRow
from storage.pods import MembershipRow
from storage.prompts import PromptAnswerRow, PromptRow
from storage.retros import ThoughtRow
from storage.rituals import OccurrenceRow
from storage.sessions import AttendanceRow, NextStepRow
from storage.subjects import ContributionRow
from storage.turns import AbsenceRow


def memberships(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    mine = select(MembershipRow).where(MembershipRow.person_id == person_id)
    for (row,) in rows(tx, mine.order_by(MembershipRow.joined_at, MembershipRow.id)):
        yield {
            "pod": names.pod(row.pod_id),
            "role": row.role.value,
            "joined_at": stamp(row.joined_at),
            "left_at": stamp(row.left_at),
        }


def next_steps(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    mine = (
        select(NextStepRow, OccurrenceRow)
        .join(OccurrenceRow, OccurrenceRow.id == NextStepRow.occurrence_id)
        .where(NextStepRow.person_id == person_id)
        .order_by(NextStepRow.named_at, NextStepRow.id)
    )
    for row, time in rows(tx, mine):
        yield {
            "words": row.words,
            "about": time_of(names, time),
            "state": row.state.value,
            "named_at": stamp(row.named_at),
            "ended_at": stamp(row.ended_at),
        }


def prompts(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    mine = select(PromptRow).where(PromptRow.added_by_id == person_id)
    for (row,) in rows(tx, mine.order_by(PromptRow.added_at, PromptRow.id)):
        yield {
            "words": row.words,
            "in_place_of": row.shared_key,
            "pod": names.pod(row.pod_id),
            "added_at": stamp(row.added_at),
            "retired_at": stamp(row.retired_at),
        }


def agenda(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    mine = select(AgendaItemRow).where(AgendaItemRow.person_id == person_id)
    for (row,) in rows(tx, mine.order_by(AgendaItemRow.added_at, AgendaItemRow.id)):
        yield {
            "words": row.words,
            "ritual": names.ritual(row.ritual_id),
            "added_at": stamp(row.added_at),
            "gone_at": stamp(row.gone_at),
        }


def agenda_votes(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    mine = (
        select(AgendaItemRow.words, AgendaItemRow.ritual_id)
        .join(AgendaVoteRow, AgendaVoteRow.item_id == AgendaItemRow.id)
        .where(AgendaVoteRow.person_id == person_id, AgendaItemRow.gone_at.is_(None))
        .order_by(AgendaItemRow.added_at, AgendaItemRow.id)
    )
    for words, ritual_id in rows(tx, mine):
        yield {"words": words, "ritual": names.ritual(ritual_id)}


def thoughts(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    """What somebody said and nobody else reads yet; once revealed it is nobody's."""
    mine = (
        select(ThoughtRow)
        .where(ThoughtRow.person_id == person_id, ThoughtRow.occurrence_id.is_(None))
        .order_by(ThoughtRow.id)
    )
    for (row,) in rows(tx, mine):
        yield {
            "ritual": names.ritual(row.ritual_id),
            "column": row.column.value,
            "words": row.words,
        }


def absences(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    mine = select(AbsenceRow).where(AbsenceRow.person_id == person_id)
    for (row,) in rows(tx, mine.order_by(AbsenceRow.from_on, AbsenceRow.id)):
        yield {
            "pod": names.pod(row.pod_id),
            "from": row.from_on.isoformat(),
            "until": row.until_on.isoformat(),
        }


def prompt_answers(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    """That somebody answered; the words are a message in Slack."""
    mine = (
        select(PromptAnswerRow, OccurrenceRow)
        .join(OccurrenceRow, OccurrenceRow.id == PromptAnswerRow.occurrence_id)
        .where(PromptAnswerRow.person_id == person_id)
        .order_by(PromptAnswerRow.at, PromptAnswerRow.ts)
    )
    for row, time in rows(tx, mine):
        yield {
            "about": time_of(names, time),
            "prompt": time.prompt,
            "at": stamp(row.at),
            "deleted_at": stamp(row.deleted_at),
        }


def attendance(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    mine = (
        select(AttendanceRow, OccurrenceRow)
        .join(OccurrenceRow, OccurrenceRow.id == AttendanceRow.occurrence_id)
        .where(AttendanceRow.person_id == person_id)
        .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
    )
    for row, time in rows(tx, mine):
        yield {
            "about": time_of(names, time),
            "presence": row.presence.value,
            "at": stamp(row.at),
        }


def contributions(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    mine = select(ContributionRow).where(ContributionRow.person_id == person_id)
    for page in pages(tx, mine.order_by(ContributionRow.at, ContributionRow.id)):
        about = abouts(tx, names, {row.subject_id for (row,) in page})
        for (row,) in page:
            yield {
                "kind": row.kind.value,
                "about": about[row.subject_id],
                "pod": names.pod(row.pod_id),
                "at": stamp(row.at),
            }


def messages(tx: Transaction, _names: Known, person_id: str) -> Iterator[JSON]:
    """When Dojo wrote to somebody, and of what kind that was."""
    mine = select(DeliveryRow).where(DeliveryRow.lane == person_id)
    for page in pages(tx, mine.order_by(DeliveryRow.created_at, DeliveryRow.id)):
        kinds = _kinds(tx, [row.id for (row,) in page])
        for (row,) in page:
            yield {
                "kinds": kinds.get(row.id, []),
                "state": row.state.value,
                "created_at": stamp(row.created_at),
                "ended_at": stamp(row.ended_at),
            }


def home(tx: Transaction, _names: Known, person_id: str) -> Iterator[JSON]:
    mine = select(HomeRow.opened_at, HomeRow.place).where(HomeRow.person_id == person_id)
    for opened_at, place in rows(tx, mine):
        yield {"opened_at": stamp(opened_at), "place": place}


def _kinds(tx: Transaction, delivery_ids: list[str]) -> dict[str, list[str]]:
    facts = tx.session.execute(
        select(FactRow.delivery_id, FactRow.kind)
        .where(FactRow.delivery_id.in_(delivery_ids))
        .order_by(FactRow.kind, FactRow.id)
    )
    return grouped((delivery_id, kind) for delivery_id, kind in facts)
