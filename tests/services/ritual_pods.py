"""A pod with a ritual, as the tests of the engine begin."""

from datetime import UTC, date, datetime, time, timedelta

from slackapp.domain.cadence import Cadence, Freq, Weekday
from slackapp.domain.facts import Fact
from slackapp.domain.people import Principal
from slackapp.domain.pods import Channel, PodAnswers
from slackapp.domain.rituals import RitualAnswers
from slackapp.services import contributions, pods, rituals
from slackapp.tick import Tick
from storage import Storage, Transaction, people
from storage import rituals as rows
from storage.outbox import FactRow
from storage.subjects import ContributionKind
from tests.clock import FixedClock

ANA = Principal(team_id="T1", user_id="U1", home_team_id="T1", name="Ana")
THURSDAY = datetime(2026, 3, 5, 15, tzinfo=UTC)  # 16:00 in Berlin


def weekly(*, tz: str = "Europe/Berlin", at: time = time(16)) -> Cadence:
    """Every Thursday from March 5, 2026."""
    return Cadence(
        freq=Freq.WEEKLY,
        anchor=date(2026, 3, 5),
        at=at,
        tz=tz,
        weekdays=frozenset({Weekday.THURSDAY}),
    )


def answers(cadence: Cadence, kind: str = "session", *, days: int = 0) -> RitualAnswers:
    return RitualAnswers(
        kind=kind, name="Experiment review", cadence=cadence, minutes=45, days=days
    )


async def begin(
    storage: Storage,
    cadence: Cadence,
    kind: str = "session",
    *,
    name: str = "ritual",
    people: int = 4,
    days: int = 0,
) -> str:
    """Begin a ritual in a pod of so many people; the pod and the channel bear its name."""
    members = tuple(f"U{number + 1}" for number in range(people))
    pod = PodAnswers(name, "Causal", f"C-{name}", members, ("U1",), cadence.tz)
    channel = Channel(f"C-{name}", name, app_is_in=True)
    await storage.run("T1", pods.create, ANA, f"pod-{name}", pod, channel)
    await storage.run(
        "T1", rituals.begin, ANA, f"pod-{name}", name, answers(cadence, kind, days=days)
    )
    return name


def join(tx: Transaction) -> None:
    """Have Ana answer each time that lies ahead, so that no ritual comes to rest."""
    ana = people.by_user(tx.session, "U1")
    assert ana is not None
    pods_of = {row.id: row.pod_id for row in tx.session.query(rows.RitualRow)}
    for row in tx.session.query(rows.OccurrenceRow):
        kind, pod_id = ContributionKind.ANSWER, pods_of[row.ritual_id]
        contributions.note(tx, ana.id, kind, subject_id=row.id, pod_id=pod_id)


def times(tx: Transaction, ritual_id: str = "ritual") -> list[tuple[str, str]]:
    """Each time of a ritual: its nominal date, and how it stands."""
    found = tx.session.query(rows.OccurrenceRow).filter_by(ritual_id=ritual_id)
    ordered = found.order_by(rows.OccurrenceRow.nominal_on, rows.OccurrenceRow.slot)
    return [(f"{row.nominal_on:%m-%d}", row.state.value) for row in ordered]


def said(tx: Transaction, kind: type[Fact]) -> int:
    """How many facts of a kind stand in the outbox."""
    return tx.session.query(FactRow).filter_by(kind=kind.__name__).count()


def journal(tx: Transaction, on: str, ritual_id: str = "ritual") -> list[str]:
    """What was noted about the time of a day (month-day), oldest first."""
    found = tx.session.query(rows.OccurrenceRow).filter_by(ritual_id=ritual_id)
    row = next(row for row in found if f"{row.nominal_on:%m-%d}" == on)
    return [note.what for note in reversed(rows.journal(tx.session, row.id))]


async def walk(tick: Tick, clock: FixedClock, to: datetime) -> None:
    """Take all steps until an instant, each at its time."""
    while (at := await tick.next_at()) is not None and at <= to:
        clock.instant = max(clock.instant, at)
        await tick.settled()
    clock.instant = to


async def walk_joined(storage: Storage, clock: FixedClock, to: datetime) -> None:
    """Take all steps until an instant, while somebody answers each time."""
    tick = Tick(storage)
    await walk(tick, clock, min(to, clock.instant + timedelta(weeks=1)))
    while clock.instant < to:
        await storage.run("T1", join)
        await walk(tick, clock, min(to, clock.instant + timedelta(weeks=1)))
