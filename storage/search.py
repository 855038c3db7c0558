"""The index of words: FTS5 on SQLite, tsvector on PostgreSQL, from the same words.

It is no mapped table: each database has its own form of it, made by its revision. It is written in
the transaction that keeps a note, and every query is joined to the notes of one workspace.
"""

from collections.abc import Iterator, Sequence
from itertools import count

from sqlalchemy import (
    REAL,
    ColumnElement,
    Float,
    Select,
    String,
    and_,
    bindparam,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR
from sqlalchemy.orm import Session

from slackapp.domain.search import Query, Term, kept_words
from storage.library import KEPT, ArtifactRow

TABLE = "artifact_words"

_PLACE_MAX = 16_383  # tsvector's
_FTS5 = table(TABLE, column("rowid"))
_TSVECTOR = table(TABLE, column("team_id"), column("id"), column("words", TSVECTOR))
_FTS5_WEIGHTS = (1000.0, 30.0, 1.0)  # bm25 levels off: only this puts a title before a long body
_TSVECTOR_WEIGHTS = (0.0, 0.1, 0.4, 1.0)  # of D, C, B and A


def put(session: Session, row: ArtifactRow) -> None:
    """Have a note found by its words, as they are now."""
    forget(session, row)
    parts = (row.title, row.topics, row.body)
    if _on_sqlite(session):
        session.execute(
            text(
                f"INSERT INTO {TABLE} (rowid, title, topics, body)"  # noqa: S608 - our own name
                " VALUES (:number, :title, :topics, :body)"
            ),
            {
                "number": row.number,
                **{
                    name: " ".join(kept_words(part))
                    for name, part in zip(("title", "topics", "body"), parts, strict=True)
                },
            },
        )
        return
    session.execute(
        text(
            f"INSERT INTO {TABLE} (team_id, id, words)"  # noqa: S608 - our own name
            " VALUES (:team_id, :id, CAST(:words AS tsvector))"
        ),
        {"team_id": row.team_id, "id": row.id, "words": " ".join(_lexemes(*parts))},
    )


def forget(session: Session, row: ArtifactRow) -> None:
    """Have a note found no more."""
    if _on_sqlite(session):
        gone = text(f"DELETE FROM {TABLE} WHERE rowid = :number")  # noqa: S608 - our own name
        session.execute(gone, {"number": row.number})
    else:
        gone = text(f"DELETE FROM {TABLE} WHERE team_id = :team_id AND id = :id")  # noqa: S608
        session.execute(gone, {"team_id": row.team_id, "id": row.id})


def find(
    session: Session, wanted: Query, *where: ColumnElement[bool], limit: int, offset: int = 0
) -> Sequence[ArtifactRow]:
    """Notes with all of these words: found in the title first, then by topic, then elsewhere."""
    if _on_sqlite(session):
        ranked = _ranked_fts5(wanted)
    else:
        ranked = _ranked_tsvector(wanted, session.info["team_id"])
    return session.scalars(ranked.where(KEPT, *where).limit(limit).offset(offset)).all()


def _ranked_fts5(wanted: Query) -> Select[ArtifactRow]:
    words: ColumnElement[str] = literal_column(TABLE, String)
    matches = words.op("MATCH", is_comparison=True)(bindparam("words", fts5(wanted)))
    rank = func.bm25(words, *_FTS5_WEIGHTS, type_=Float)
    return (
        select(ArtifactRow)
        .select_from(_FTS5)
        .join(ArtifactRow, ArtifactRow.number == _FTS5.c.rowid)
        .where(matches)
        .order_by(rank, ArtifactRow.created_at.desc(), ArtifactRow.id)
    )


def _ranked_tsvector(wanted: Query, team_id: str) -> Select[ArtifactRow]:
    """Ask the index first, by itself: a planner without statistics would read every note."""
    asked = cast(bindparam("words", tsquery(wanted)), TSQUERY)
    weights = cast(literal(_TSVECTOR_WEIGHTS, ARRAY(REAL)), ARRAY(REAL))
    found = (
        select(
            _TSVECTOR.c.team_id,
            _TSVECTOR.c.id,
            func.ts_rank(weights, _TSVECTOR.c.words, asked).label("rank"),
        )
        .where(_TSVECTOR.c.team_id == team_id, _TSVECTOR.c.words.bool_op("@@")(asked))
        .cte("found")
        .prefix_with("MATERIALIZED")
    )
    same = and_(found.c.team_id == ArtifactRow.team_id, found.c.id == ArtifactRow.id)
    return (
        select(ArtifactRow)
        .select_from(found)
        .join(ArtifactRow, same)
        .order_by(found.c.rank.desc(), ArtifactRow.created_at.desc(), ArtifactRow.id)
    )


def fts5(wanted: Query) -> str:
    """Write a query for FTS5; its words have letters and digits only, so none is an operator."""
    return " AND ".join(_either(term, '"{}"', "*", " OR ") for term in wanted.terms)


def tsquery(wanted: Query) -> str:
    """Write a query for PostgreSQL, already parsed: its own parsers never see it."""
    return " & ".join(_either(term, "'{}'", ":*", " | ") for term in wanted.terms)


def _either(term: Term, quoted: str, begins: str, between: str) -> str:
    first, *others = (quoted.format(word) for word in term.either)
    return f"({between.join((first + begins * term.begins, *others))})"


def _lexemes(title: str, topics: str, body: str) -> Iterator[str]:
    places = count(1)
    for weight, part in (("A", title), ("B", topics), ("C", body)):
        for word in kept_words(part):
            yield f"'{word}':{min(next(places), _PLACE_MAX)}{weight}"


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
