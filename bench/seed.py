"""A team that has used Dojo for a while: people, pods, demos, and their cards in Slack."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bench import years
from bench.many import CADENCE
from bench.slack import TEAM
from slackapp.domain.cadence.stored import dump
from slackapp.domain.facts import TestAsked
from slackapp.domain.feedback import Mode, Readers
from slackapp.domain.people import Role
from slackapp.domain.rituals import AHEAD, OccurrenceState, StepName
from slackapp.install import PLACE
from slackapp.services.planning import TZDATA
from storage import Transaction
from storage.base import Model
from storage.demos import DemoFieldRow, DemoRow
from storage.due import DueRow
from storage.forms import FormRow
from storage.outbox import UNDER_WAY, DeliveryRow, DeliveryState, FactRow
from storage.people import PersonRow
from storage.pods import MembershipRow, PodRow
from storage.rituals import OccurrenceRow, RitualRow
from storage.subjects import PostRow, SubjectKind, SubjectRow
from storage.workspaces import InstallationRow

WINDOW, LATER = timedelta(days=7), timedelta(hours=1)
_AT_ONCE = 1000  # rows of one INSERT


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """How much there is of everything."""

    pods: int = 4
    people: int = 20
    demos: int = 20
    each: int = 0  # people in each pod; all of them, if nothing is said
    leads: int = 0  # pods that one person leads; all of them, if nothing is said
    weeks: int = 0  # in which the first pod has met

    def of_pod(self, pod: int) -> set[int]:
        """Who is in a pod, with its lead."""
        if not self.each:
            return set(range(self.people + 1))
        begin = pod * self.each
        return {self.lead(pod), *((begin + one) % self.people for one in range(self.each))}

    def lead(self, pod: int) -> int:
        return pod // self.leads if self.leads else 0


def team(tx: Transaction, size: Team) -> None:
    """Fill a workspace; the first of its people posted all demos."""
    _add(tx.session, _people(tx, size))
    _add(tx.session, _pods(tx, size))
    _add(tx.session, _demos(tx, size))
    people = [f"person{number}" for number in sorted(size.of_pod(0))]
    _add(tx.session, years.rows(tx, "pod0", people, size.weeks) if size.weeks else iter(()))


def watchable(size: Team) -> list[tuple[str, str]]:
    """Everybody beside every demo that they may watch: (Slack user, demo)."""
    return [(f"U{who}", f"demo{what}") for what in range(size.demos) for who in range(1, 21)]


def installation(tx: Transaction, team_id: str, token: str) -> None:
    """Install the app in a workspace, without asking anybody."""
    sealed = tx.seals.seal(token, place=PLACE, team_id=team_id)
    tx.session.add(
        InstallationRow(
            team_id=team_id, bot_id="B1", bot_user_id="UBOT", bot_token=sealed, installed_at=tx.now
        )
    )


def waiting(tx: Transaction, team_ids: list[str], each: int) -> None:
    """Put messages in the outbox: one for each of so many people in each workspace."""
    _add(tx.session, (row for team_id in team_ids for row in _told(tx, team_id, each)))


def said(tx: Transaction) -> int:
    """Count deliveries that are done."""
    done = select(func.count()).where(DeliveryRow.state == DeliveryState.DONE)
    return tx.session.scalar(done) or 0


def rituals(tx: Transaction, most: int) -> None:
    """Have weekly rituals, each with the next times that it happens."""
    _add(tx.session, (row for number in range(most) for row in _ritual(tx, number)))


def make_due(tx: Transaction, first: int, most: int) -> None:
    """Have so many rituals begin now."""
    ids = [f"time{number}-0" for number in range(first, first + most)]
    tx.session.execute(update(DueRow).where(DueRow.subject_id.in_(ids)).values(at=tx.now))


def overdue(tx: Transaction) -> int:
    """Count the steps that are due and not taken."""
    return tx.session.scalar(select(func.count(DueRow.step)).where(DueRow.at <= tx.now)) or 0


def opened(tx: Transaction) -> int:
    """Count the rituals that have begun."""
    open_now = OccurrenceRow.state == OccurrenceState.OPEN
    return tx.session.scalar(select(func.count(OccurrenceRow.id)).where(open_now)) or 0


def unsaid(tx: Transaction) -> bool:
    """Whether anything waits to be said, or is being said."""
    under_way = select(DeliveryRow.id).where(DeliveryRow.state.in_(UNDER_WAY))
    return tx.session.scalar(under_way.limit(1)) is not None


def _add(session: Session, rows: Iterator[Model]) -> None:
    kinds: dict[type[Model], list[Model]] = {}
    for row in rows:
        kinds.setdefault(type(row), []).append(row)
    for found in kinds.values():  # in the order of their first row: parents come before children
        for begin in range(0, len(found), _AT_ONCE):
            session.add_all(found[begin : begin + _AT_ONCE])
            session.flush()


def _people(tx: Transaction, size: Team) -> Iterator[Model]:
    for number in range(size.people + 1):
        yield PersonRow(
            id=f"person{number}",
            user_id=f"U{number}",
            name=f"Person {number}",
            tz="Europe/Berlin",
            learned_at=tx.now,
        )


def _pods(tx: Transaction, size: Team) -> Iterator[Model]:
    for pod in range(size.pods):
        yield SubjectRow(id=f"pod{pod}", kind=SubjectKind.POD)
        yield PodRow(
            id=f"pod{pod}",
            name=f"Pod {pod}",
            skill="Causal inference",
            channel_id=f"C{pod}",
            channel_name=f"room-{pod}",
            tz="Europe/Berlin",
            created_at=tx.now - size.weeks * WINDOW,
        )
        for number in sorted(size.of_pod(pod)):
            yield MembershipRow(
                id=f"in{pod}-{number}",
                pod_id=f"pod{pod}",
                person_id=f"person{number}",
                role=Role.LEAD if number == size.lead(pod) else Role.MEMBER,
                joined_at=tx.now - size.weeks * WINDOW,
            )


def _demos(tx: Transaction, size: Team) -> Iterator[Model]:
    for number in range(size.demos):
        demo_id, pod = f"demo{number}", number % size.pods
        yield SubjectRow(id=demo_id, kind=SubjectKind.DEMO)
        yield DemoRow(
            id=demo_id,
            pod_id=f"pod{pod}",
            author_id="person0",
            title=f"Propensity scores {number}",
            ask="Is there a simpler way?",
            posted_at=tx.now - timedelta(minutes=number),
            closes_at=tx.now + WINDOW,
        )
        yield DemoFieldRow(
            demo_id=demo_id, position=0, key="did", label="What I did", text="Matched the cohort."
        )
        yield FormRow(
            id=f"form{number}",
            subject_id=demo_id,
            mode=Mode.NAMED,
            readers=Readers.AUTHOR,
            audience="workspace",
            closes_at=tx.now + WINDOW,
        )
        yield PostRow(
            channel_id=f"C{pod}",
            ts=f"1763686800.{number:06}",
            subject_id=demo_id,
            permalink="https://data.slack.com/archives/C1/p1763686800000100",
        )


def _ritual(tx: Transaction, number: int) -> Iterator[Model]:
    ritual_id = f"ritual{number}"
    yield SubjectRow(id=ritual_id, kind=SubjectKind.RITUAL)
    yield RitualRow(
        id=ritual_id,
        pod_id=f"pod{number % SIZE.pods}",
        kind="prompt",
        name="Weekly prompt",
        cadence=dump(CADENCE),
        days=4,
        created_at=tx.now,
        tzdata=TZDATA,
    )
    for ahead in range(AHEAD):
        at, time_id = tx.now + LATER + ahead * WINDOW, f"time{number}-{ahead}"
        yield SubjectRow(id=time_id, kind=SubjectKind.OCCURRENCE)
        yield OccurrenceRow(
            id=time_id,
            ritual_id=ritual_id,
            nominal_on=at.date(),
            planned_on=at.date(),
            starts_at=at,
            ends_at=at + timedelta(days=4),
        )
        yield DueRow(subject_id=time_id, step=StepName.OPEN, at=at)


def _told(tx: Transaction, team_id: str, each: int) -> Iterator[Model]:
    for number in range(each):
        name = f"{team_id}-{number}"
        yield PersonRow(
            team_id=team_id, id=name, user_id=f"U{number}", name="Ana", dm_channel_id=f"D{name}"
        )
        yield DeliveryRow(
            team_id=team_id, id=name, lane=name, created_at=tx.now, due_at=tx.now, attempts=0
        )
        yield FactRow(
            team_id=team_id,
            id=name,
            kind=TestAsked.__name__,
            about={"person_id": name},
            dedupe_key=name,
            delivery_id=name,
        )


SIZE, WORKSPACE = Team(), TEAM
