"""A pod that has met every week for years: sessions, demos, answers, comments, row by row."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bench.many import CADENCE
from slackapp.domain.cadence.stored import dump
from slackapp.domain.feedback import Mode, Readers
from slackapp.domain.rituals import OccurrenceState
from slackapp.domain.turns import Duty
from slackapp.services.planning import TZDATA
from storage import Transaction
from storage.base import Model
from storage.demos import DemoCommentRow, DemoRow
from storage.forms import FormRow, ResponseRow
from storage.rituals import OccurrenceRow, RitualRow
from storage.sessions import AttendanceRow, Presence
from storage.subjects import ContributionKind, ContributionRow, SubjectKind, SubjectRow
from storage.turns import TurnRow, TurnState

WEEK, SOON = timedelta(weeks=1), timedelta(hours=1)
OPEN_FOR = timedelta(days=4)
KINDS = ("session", "async_demo")


def rows(tx: Transaction, pod_id: str, people: Sequence[str], weeks: int) -> Iterator[Model]:
    """Both rituals, once a week until now; the last person has never done anything."""
    for kind in KINDS:
        ritual_id = f"{kind} of {pod_id}"[:22]
        yield SubjectRow(id=ritual_id, kind=SubjectKind.RITUAL)
        yield RitualRow(
            id=ritual_id,
            pod_id=pod_id,
            kind=kind,
            name="Experiment review",
            cadence=dump(CADENCE),
            minutes=45,
            created_at=tx.now - WEEK * weeks,
            tzdata=TZDATA,
        )
        for ago in range(1, weeks + 1):
            yield from _time(tx, kind, ritual_id, ago)
            yield from _done(tx, kind, pod_id, people[:-1], ago)


def _time(tx: Transaction, kind: str, ritual_id: str, ago: int) -> Iterator[Model]:
    at, time_id = tx.now - WEEK * ago, f"{kind}-{ago}"
    yield SubjectRow(id=time_id, kind=SubjectKind.OCCURRENCE)
    yield OccurrenceRow(
        id=time_id,
        ritual_id=ritual_id,
        nominal_on=at.date(),
        planned_on=at.date(),
        starts_at=at,
        ends_at=at + (SOON if kind == "session" else OPEN_FOR),
        state=OccurrenceState.CLOSED,
    )


def _done(
    tx: Transaction, kind: str, pod_id: str, people: Sequence[str], ago: int
) -> Iterator[Model]:
    """What people did in one week."""
    at, time_id = tx.now - WEEK * ago + SOON, f"{kind}-{ago}"
    if kind == "session":
        yield from _form(time_id, Readers.SESSION, people, at)
        yield SubjectRow(id=f"turn-{ago}", kind=SubjectKind.TURN)
        yield TurnRow(
            id=f"turn-{ago}",
            occurrence_id=time_id,
            duty=Duty.NOTE_TAKER,
            person_id=people[ago % len(people)],
            state=TurnState.SERVED,
        )
        for one in people:
            yield AttendanceRow(
                occurrence_id=time_id, person_id=one, presence=Presence.THERE, at=at
            )
        return
    for number, author in enumerate(people):
        demo_id = f"shown-{ago}-{number}"
        other = people[(number + 1) % len(people)]
        yield SubjectRow(id=demo_id, kind=SubjectKind.DEMO)
        yield DemoRow(
            id=demo_id,
            pod_id=pod_id,
            author_id=author,
            title=f"Propensity scores {ago}",
            ask="Is there a simpler way?",
            posted_at=at,
            closes_at=at + OPEN_FOR,
            occurrence_id=time_id,
        )
        yield from _form(demo_id, Readers.AUTHOR, [other], at)
        yield DemoCommentRow(demo_id=demo_id, ts=f"{ago}.{number}", person_id=other, at=at)
        yield ContributionRow(
            id=f"did-{ago}-{number}",
            person_id=author,
            pod_id=pod_id,
            subject_id=demo_id,
            kind=ContributionKind.DEMO,
            at=at,
        )


def _form(
    subject_id: str, readers: Readers, people: Sequence[str], at: datetime
) -> Iterator[Model]:
    yield FormRow(
        id=f"f-{subject_id}",
        subject_id=subject_id,
        mode=Mode.NAMED,
        readers=readers,
        audience="pod",
        closes_at=at + OPEN_FOR,
        closed_at=at + OPEN_FOR,
    )
    for number, one in enumerate(people):
        yield ResponseRow(
            id=f"r-{subject_id}-{number}", form_id=f"f-{subject_id}", person_id=one, given_at=at
        )
