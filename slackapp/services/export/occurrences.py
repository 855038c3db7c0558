"""The times of a pod's rituals: who did what, what it was about, and what all of it may read."""

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from slackapp.domain.json import JSON
from slackapp.services.export import answers
from slackapp.services.export.records import Known, grouped, pages, stamp
from slackapp.services.export.times import links
from storage import Transaction
from storage.agenda import AgendaItemRow, AgendaVoteRow
from storage.forms import FormRow
from storage.prompts import PromptAnswerRow
from storage.retros import ThoughtRow
from storage.rituals import OccurrenceRow, RitualRow
from storage.sessions import AttendanceRow, Presence
from storage.turns import TurnRow


def of_pod(tx: Transaction, names: Known, pod_id: str) -> Iterator[JSON]:
    theirs = (
        select(OccurrenceRow)
        .join(RitualRow, RitualRow.id == OccurrenceRow.ritual_id)
        .where(RitualRow.pod_id == pod_id)
        .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
    )
    for page in pages(tx, theirs):
        rows = [row for (row,) in page]
        ids = [row.id for row in rows]
        more = _more(tx, names, ids)
        for row in rows:
            yield {
                "id": row.id,
                "ritual": names.ritual(row.ritual_id),
                "nominal_on": row.nominal_on.isoformat(),
                "on": row.planned_on.isoformat(),
                "by_hand": row.slot > 0,
                "starts_at": stamp(row.starts_at),
                "ends_at": stamp(row.ends_at),
                "state": row.state.value,
                "prompt": row.prompt,
                **more[row.id],
            }


def agenda(tx: Transaction, names: Known, pod_id: str) -> Iterator[JSON]:
    """What waits for a session that has not taken it up."""
    theirs = (
        select(AgendaItemRow)
        .join(RitualRow, RitualRow.id == AgendaItemRow.ritual_id)
        .where(
            RitualRow.pod_id == pod_id,
            AgendaItemRow.occurrence_id.is_(None),
            AgendaItemRow.gone_at.is_(None),
        )
        .order_by(AgendaItemRow.added_at, AgendaItemRow.id)
    )
    for page in pages(tx, theirs):
        rows = [row for (row,) in page]
        wanted = _votes(tx, [row.id for row in rows])
        for row in rows:
            yield {"ritual": names.ritual(row.ritual_id), **_item(row, wanted)}


def _more(tx: Transaction, names: Known, ids: list[str]) -> dict[str, JSON]:
    """What belongs to these times, without anybody's name where none stands in Slack."""
    turns, items, said = _turns(tx, names, ids), _items(tx, ids), _revealed(tx, ids)
    closed, cards = _closed(tx, ids), links(tx, ids)
    answered, asked = answers.counts(tx, closed), _asked(tx, closed)
    replied = _replied(tx, ids)
    return {
        each: {
            "permalink": cards.get(each),
            "turns": turns.get(each, []),
            "agenda": items.get(each, []),
            "thoughts": said.get(each, []),
            "prompt_answers": replied.get(each, 0),
            "digest": {"asked": asked.get(each, 0), "answered": answered.get(each, 0)}
            if each in closed
            else None,
        }
        for each in ids
    }


def _turns(tx: Transaction, names: Known, ids: Collection[str]) -> dict[str, list[JSON]]:
    rows = tx.session.scalars(
        select(TurnRow).where(TurnRow.occurrence_id.in_(ids)).order_by(TurnRow.duty)
    )
    return grouped(
        (
            row.occurrence_id,
            {
                "duty": row.duty.value,
                "person": names.person(row.person_id),
                "state": row.state.value,
            },
        )
        for row in rows
    )


def _items(tx: Transaction, ids: Collection[str]) -> dict[str, list[JSON]]:
    rows = tx.session.scalars(
        select(AgendaItemRow)
        .where(AgendaItemRow.occurrence_id.in_(ids), AgendaItemRow.gone_at.is_(None))
        .order_by(AgendaItemRow.added_at, AgendaItemRow.id)
    ).all()
    wanted = _votes(tx, [row.id for row in rows])
    return grouped((row.occurrence_id or "", _item(row, wanted)) for row in rows)


def _item(row: AgendaItemRow, wanted: dict[str, int]) -> JSON:
    """A line, without who added it."""
    return {"words": row.words, "wanted": wanted.get(row.id, 0)}


def _votes(tx: Transaction, item_ids: Collection[str]) -> dict[str, int]:
    return _counted(
        tx, AgendaVoteRow.item_id, AgendaVoteRow.item_id.in_(item_ids), AgendaVoteRow.person_id
    )


def _revealed(tx: Transaction, ids: Collection[str]) -> dict[str, list[JSON]]:
    """What was said in retrospectives, in the order in which it was shuffled."""
    rows = tx.session.execute(
        select(ThoughtRow.occurrence_id, ThoughtRow.column, ThoughtRow.words)
        .where(ThoughtRow.occurrence_id.in_(ids))
        .order_by(ThoughtRow.occurrence_id, ThoughtRow.position)
    )
    return grouped(
        (occurrence_id or "", {"column": column.value, "words": words})
        for occurrence_id, column, words in rows
    )


def _closed(tx: Transaction, ids: Collection[str]) -> set[str]:
    """Those whose questions are closed, so that the channel was told how many answered."""
    closed = select(FormRow.subject_id).where(
        FormRow.subject_id.in_(ids), FormRow.closed_at.is_not(None)
    )
    return set(tx.session.scalars(closed))


def _asked(tx: Transaction, ids: Collection[str]) -> dict[str, int]:
    here = AttendanceRow.occurrence_id.in_(ids) & (AttendanceRow.presence != Presence.ABSENT)
    return _counted(tx, AttendanceRow.occurrence_id, here, AttendanceRow.person_id)


def _replied(tx: Transaction, ids: Collection[str]) -> dict[str, int]:
    stands = PromptAnswerRow.occurrence_id.in_(ids) & PromptAnswerRow.deleted_at.is_(None)
    return _counted(tx, PromptAnswerRow.occurrence_id, stands, PromptAnswerRow.person_id)


def _counted(
    tx: Transaction,
    by: InstrumentedAttribute[str],
    which: ColumnElement[bool],
    whom: InstrumentedAttribute[str],
) -> dict[str, int]:
    counted = select(by, func.count(whom.distinct())).where(which).group_by(by)
    return dict(tx.session.execute(counted).all())
