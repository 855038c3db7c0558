"""Demos, for their pod without what only their author reads, and for their author with it."""

from collections.abc import Collection, Iterator

from sqlalchemy import Select, func, select

from slackapp.domain.json import JSON
from slackapp.services.export import answers
from slackapp.services.export.records import Known, grouped, pages, rows, stamp
from slackapp.services.export.times import demo_of, links, title_of
from storage import Transaction
from storage.demos import DemoCommentRow, DemoFieldRow, DemoRow, DemoWatchRow

_NOTHING = {"link": "", "ask": "", "fields": []}


def of_pod(tx: Transaction, names: Known, pod_id: str) -> Iterator[JSON]:
    yield from _public(tx, names, select(DemoRow).where(DemoRow.pod_id == pod_id))


def of_author(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    """What others see of somebody's demos."""
    yield from _public(tx, names, select(DemoRow).where(DemoRow.author_id == person_id))


def own(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    """Somebody's own demos, those that are gone too, with the answers and who gave them."""
    mine = select(DemoRow).where(DemoRow.author_id == person_id)
    for page in _pages(tx, mine):
        ids = [row.id for row in page]
        fields, counted = _fields(tx, ids), _counts(tx, ids)
        answered = answers.about_subjects(tx, names, ids)
        for row in page:
            yield {
                **_facts(names, row),
                "title": row.title,
                **_words(row, fields.get(row.id, [])),
                **counted[row.id],
                "answers": answered.get(row.id, []),
            }


def watched(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    mine = (
        select(DemoRow, DemoWatchRow.at)
        .join(DemoWatchRow, DemoWatchRow.demo_id == DemoRow.id)
        .where(DemoWatchRow.person_id == person_id)
        .order_by(DemoWatchRow.at, DemoRow.id)
    )
    for row, at in rows(tx, mine):
        yield {"demo": demo_of(names, row), "at": stamp(at)}


def commented(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    mine = (
        select(DemoRow, DemoCommentRow.at, DemoCommentRow.deleted_at)
        .join(DemoCommentRow, DemoCommentRow.demo_id == DemoRow.id)
        .where(DemoCommentRow.person_id == person_id)
        .order_by(DemoCommentRow.at, DemoRow.id)
    )
    for row, at, deleted_at in rows(tx, mine):
        yield {
            "demo": demo_of(names, row),
            "at": stamp(at),
            "deleted_at": stamp(deleted_at),
        }


def _public(tx: Transaction, names: Known, statement: Select[DemoRow]) -> Iterator[JSON]:
    for page in _pages(tx, statement):
        ids = [row.id for row in page]
        fields, counted, told = _fields(tx, ids), _counts(tx, ids), answers.counts(tx, ids)
        for row in page:
            yield {
                **_facts(names, row),
                "title": title_of(row),
                **(_NOTHING if row.state.gone else _words(row, fields.get(row.id, []))),
                **counted[row.id],
                "answered": told.get(row.id, 0),
            }


def _pages(tx: Transaction, statement: Select[DemoRow]) -> Iterator[list[DemoRow]]:
    for page in pages(tx, statement.order_by(DemoRow.posted_at, DemoRow.id)):
        yield [row for (row,) in page]


def _facts(names: Known, row: DemoRow) -> JSON:
    return {
        "id": row.id,
        "pod": names.pod(row.pod_id),
        "author": names.person(row.author_id),
        "posted_at": stamp(row.posted_at),
        "closes_at": stamp(row.closes_at),
        "state": row.state.value,
        "gone_at": stamp(row.gone_at),
        "gone_by": names.person(row.gone_by_id),
        "round_id": row.occurrence_id,
    }


def _words(row: DemoRow, fields: list[JSON]) -> JSON:
    return {"link": row.link, "ask": row.ask, "fields": fields}


def _fields(tx: Transaction, demo_ids: Collection[str]) -> dict[str, list[JSON]]:
    found = tx.session.execute(
        select(DemoFieldRow.demo_id, DemoFieldRow.key, DemoFieldRow.label, DemoFieldRow.text)
        .where(DemoFieldRow.demo_id.in_(set(demo_ids)))
        .order_by(DemoFieldRow.demo_id, DemoFieldRow.position)
    )
    return grouped(
        (demo_id, {"key": key, "label": label, "text": text}) for demo_id, key, label, text in found
    )


def _counts(tx: Transaction, demo_ids: Collection[str]) -> dict[str, JSON]:
    """How many comments stand, how many watched, and where the card is."""
    comments = (
        select(DemoCommentRow.demo_id, func.count())
        .where(DemoCommentRow.demo_id.in_(set(demo_ids)), DemoCommentRow.deleted_at.is_(None))
        .group_by(DemoCommentRow.demo_id)
    )
    watches = (
        select(DemoWatchRow.demo_id, func.count())
        .where(DemoWatchRow.demo_id.in_(set(demo_ids)))
        .group_by(DemoWatchRow.demo_id)
    )
    commented, seen = (dict(tx.session.execute(each).all()) for each in (comments, watches))
    cards = links(tx, demo_ids)
    return {
        demo_id: {
            "permalink": cards.get(demo_id),
            "comments": commented.get(demo_id, 0),
            "watched": seen.get(demo_id, 0),
        }
        for demo_id in demo_ids
    }
