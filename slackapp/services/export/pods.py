"""A pod: a blueprint that another group can reuse, and what it did, without private answers."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy import or_, select

from slackapp.domain.cadence import dump, load, to_rrule
from slackapp.domain.json import JSON
from slackapp.domain.rituals import RitualState
from slackapp.services.export import actions, decisions, demos, notes, occurrences
from slackapp.services.export.records import Document, Known, Section, head, rows, stamp
from storage import Transaction
from storage.pods import MembershipRow, PodRow
from storage.prompts import PromptRow
from storage.rituals import RitualRow

_SECTIONS = {
    "demos": demos.of_pod,
    "notes": notes.of_pod,
    "times": occurrences.of_pod,
    "actions": actions.of_pod,
    "decisions": decisions.of_pod,
    "agenda": occurrences.agenda,
}


def pod(tx: Transaction, names: Known, pod_id: str) -> Document:
    row = tx.session.scalars(select(PodRow).where(PodRow.id == pod_id)).one()
    sections = {"members": _members, "rituals": _rituals, **_SECTIONS}
    return Document(
        {
            **head(tx, names, "pod"),
            "pod": _facts(row),
            "blueprint": {
                "name": row.name,
                "skill": row.skill,
                "tz": row.tz,
                "rituals": _reusable(tx, pod_id),
                "prompts": _prompts(tx, pod_id),
            },
        },
        tuple(Section(key, partial(read, tx, names, pod_id)) for key, read in sections.items()),
    )


def _facts(row: PodRow) -> JSON:
    return {
        "id": row.id,
        "name": row.name,
        "channel_id": row.channel_id,
        "channel": row.channel_name,
        "created_at": stamp(row.created_at),
        "archived_at": stamp(row.archived_at),
    }


def _members(tx: Transaction, names: Known, pod_id: str) -> Iterator[JSON]:
    theirs = select(MembershipRow).where(MembershipRow.pod_id == pod_id)
    for (row,) in rows(tx, theirs.order_by(MembershipRow.joined_at, MembershipRow.id)):
        yield {
            "person": names.person(row.person_id),
            "role": row.role.value,
            "joined_at": stamp(row.joined_at),
            "left_at": stamp(row.left_at),
        }


def _rituals(tx: Transaction, _names: Known, pod_id: str) -> Iterator[JSON]:
    theirs = select(RitualRow).where(RitualRow.pod_id == pod_id)
    for (row,) in rows(tx, theirs.order_by(RitualRow.created_at, RitualRow.id)):
        yield {
            "id": row.id,
            "name": row.name,
            "kind": row.kind,
            "state": row.state.value,
            "paused_until": row.paused_until.isoformat() if row.paused_until else None,
            "created_at": stamp(row.created_at),
        }


def _reusable(tx: Transaction, pod_id: str) -> list[JSON]:
    """What another pod would begin with: the rituals that have not ended."""
    found = tx.session.scalars(
        select(RitualRow)
        .where(RitualRow.pod_id == pod_id, RitualRow.state != RitualState.ENDED)
        .order_by(RitualRow.created_at, RitualRow.id)
    )
    return [_ritual(row) for row in found]


def _ritual(row: RitualRow) -> JSON:
    cadence = load(row.cadence)
    return {
        "name": row.name,
        "kind": row.kind,
        "rrule": to_rrule(cadence),
        "cadence": dump(cadence),
        "minutes": row.minutes,
        "days": row.days,
        "place": row.place,
        "good": row.good,
        "reading": row.reading,
        "questions": row.template.value,
        "scales": row.scales,
        "structure": row.structure,
    }


def _prompts(tx: Transaction, pod_id: str) -> list[JSON]:
    """What the team added or put in other words, and is still asked."""
    found = tx.session.scalars(
        select(PromptRow)
        .where(
            or_(PromptRow.pod_id == pod_id, PromptRow.pod_id.is_(None)),
            PromptRow.retired_at.is_(None),
            PromptRow.words != "",
        )
        .order_by(PromptRow.added_at, PromptRow.id)
    )
    return [{"kind": row.kind, "words": row.words, "in_place_of": row.shared_key} for row in found]
