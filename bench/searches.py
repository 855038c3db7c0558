"""Finding among 50,000 notes, against the bare index of the same database in the same run."""

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

from sqlalchemy import insert, text

from bench import seed
from bench.databases import database, within
from bench.figures import Count, Figure, Findings, Wish
from slackapp.clock import SystemClock
from slackapp.domain.library import PAGE, ArtifactKind, ArtifactState, Wanted
from slackapp.domain.people import Principal
from slackapp.domain.search import query
from slackapp.services.library import finding
from storage import Storage, Transaction, search
from storage.library import ArtifactRow
from storage.subjects import SubjectKind, SubjectRow

T = TypeVar("T")
Taken = tuple[list[float], list[float], int]  # seconds of the app, seconds bare, notes found
MANY = 50_000
TEAM = "T1"
QUERIES = 40
ACTOR = Principal(team_id=TEAM, user_id="U1", home_team_id=TEAM)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BARE = {
    "sqlite": "SELECT rowid FROM artifact_words WHERE artifact_words MATCH :asked"
    " ORDER BY bm25(artifact_words, 1000.0, 30.0, 1.0) LIMIT 9",
    "pg": "SELECT id FROM artifact_words WHERE words @@ CAST(:asked AS tsquery)"
    " ORDER BY ts_rank('{0, 0.1, 0.4, 1}', words, CAST(:asked AS tsquery)) DESC LIMIT 9",
}


def measure(kind: str, *, rounds: int, quick: bool) -> Findings:
    """Ask for rare and common words, as a person does and as nobody else does."""
    notes = MANY // 10 if quick else MANY
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="dojo-bench-")))
        url = stack.enter_context(database(kind, folder))
        within(url, TEAM, seed.team, seed.Team(demos=0))
        within(url, TEAM, shelve, notes)
        within(url, TEAM, _analyze)
        asked = _queries()
        taken = [_asked(url, kind, asked) for _ in range(rounds)]
    return Findings(
        figures=[
            Figure(
                goal=f"find {kind}",
                metric=f"ms to find among {notes:,} notes, the median of {len(asked)} queries",
                app=[1000 * median(app) for app, _bare, _found in taken],
                baseline=[1000 * median(bare) for _app, bare, _found in taken],
                wish=Wish.AT_MOST,
                target=3.0,
            )
        ],
        counts=[
            Count(
                what=f"notes found with every query, {kind}",
                found=taken[-1][2],
                expected=taken[0][2],
            )
        ],
        notes=[_slowest(kind, notes, taken)],
    )


def _slowest(kind: str, notes: int, taken: list[Taken]) -> str:
    app = 1000 * min(max(one[0]) for one in taken)
    bare = 1000 * min(max(one[1]) for one in taken)
    return f"the slowest query among {notes:,} notes on {kind}: {app:.1f} ms, bare {bare:.1f} ms"


def _asked(url: str, kind: str, asked: list[str]) -> Taken:
    """Look from a reader's snapshot, as a gesture does."""

    async def run() -> Taken:
        storage = Storage.open(url, clock=SystemClock())
        try:
            await storage.look(TEAM, _both, kind, asked)  # now everything is warm
            return await storage.look(TEAM, _both, kind, asked)
        finally:
            await storage.close()

    return asyncio.run(run())


def shelve(tx: Transaction, notes: int) -> None:
    """Fill a shelf with notes of words that are as rare and as common as those of a language."""
    chance = random.Random(7)  # noqa: S311 - no secret: the same shelf every time
    language = _language()
    weights = [1 / rank for rank in range(1, len(language) + 1)]
    for begin in range(0, notes, 1000):
        numbers = range(begin + 1, min(begin + 1000, notes) + 1)
        rows = [_note(tx, n, chance.choices(language, weights, k=70)) for n in numbers]
        tx.session.execute(
            insert(SubjectRow),
            [
                {"team_id": tx.team_id, "id": row["id"], "kind": SubjectKind.ARTIFACT}
                for row in rows
            ],
        )
        tx.session.execute(insert(ArtifactRow), rows)
        for row in rows:
            search.put(tx.session, ArtifactRow(**row))


def _analyze(tx: Transaction) -> None:
    """Let PostgreSQL know its tables, as autovacuum does by itself within a minute."""
    if tx.session.get_bind().dialect.name != "sqlite":
        tx.session.connection().execute(text("ANALYZE"))


def _subject(row: dict[str, object]) -> dict[str, object]:
    return {"team_id": row["team_id"], "id": row["id"], "kind": SubjectKind.ARTIFACT}


def _note(tx: Transaction, number: int, words: list[str]) -> dict[str, object]:
    return {
        "team_id": tx.team_id,
        "id": f"note{number}",
        "number": number,
        "pod_id": "pod0",
        "keeper_id": "person1",
        "kind": ArtifactKind.SUMMARY,
        "title": " ".join(words[:6])[:120],
        "topics": " ".join(words[6:9]),
        "body": " ".join(words[9:]),
        "link": "",
        "created_at": tx.now,
        "state": ArtifactState.KEPT,
    }


def _language() -> list[str]:
    chance = random.Random(1)  # noqa: S311 - no secret
    return ["".join(chance.choices(_LETTERS, k=chance.randrange(4, 10))) for _ in range(20_000)]


def _queries() -> list[str]:
    """Half of them name one word, half two; from the hundredth most common to the rarest."""
    language = _language()
    ranks = [int(100 * 180 ** (each / QUERIES)) for each in range(QUERIES)]
    return [
        language[rank] if number % 2 else f"{language[rank // 4]} {language[rank]}"
        for number, rank in enumerate(ranks)
    ]


def _both(tx: Transaction, kind: str, asked: list[str]) -> Taken:
    """Seconds of every query by the app and by the bare index, in turns."""
    app: list[float] = []
    bare: list[float] = []
    found = 0
    for typed in asked:
        wanted = query(typed)
        assert wanted is not None
        written = search.fts5(wanted) if kind == "sqlite" else search.tsquery(wanted)
        took, notes = _timed(partial(finding.find, tx, ACTOR, Wanted(words=typed)))
        app.append(took)
        found += min(len(notes.notes), PAGE)
        took, _rows = _timed(partial(_ask_barely, tx, kind, written))
        bare.append(took)
    return app, bare, found


def _ask_barely(tx: Transaction, kind: str, written: str) -> list[object]:
    return list(tx.session.connection().execute(text(_BARE[kind]), {"asked": written}))


def _timed(call: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    result = call()
    return time.perf_counter() - begun, result
