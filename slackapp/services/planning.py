"""Times that a ritual happens are made ahead, each once, with what is due for them."""

from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from zoneinfo import ZoneInfo

from slackapp.domain.cadence import Cadence, Planned, Skipped, dates_after, load, offset_instant
from slackapp.domain.journal import PLANNED
from slackapp.domain.kinds import kinds
from slackapp.domain.rituals import AHEAD, OccurrenceState, RitualState, StepName
from slackapp.domain.turns.reasons import Cause, Reason
from slackapp.services import journal, turns
from storage import Transaction, due, rituals
from storage.base import new_id
from storage.due import DueRow
from storage.rituals import OccurrenceRow, RitualRow
from storage.subjects import SubjectKind, SubjectRow

SHIFTED = timedelta(days=6)  # a date may be moved by so many days less one
TZDATA = version("tzdata")


def plan_ahead(tx: Transaction, ritual: RitualRow, *, why: Reason | None = None) -> None:
    """Make the next times until enough of them lie ahead, and plan their turns."""
    if ritual.state is RitualState.ACTIVE:
        _make_ahead(tx, ritual)
        turns.replan(tx, ritual, why=why)


def _make_ahead(tx: Transaction, ritual: RitualRow, *, anew: bool = False) -> None:
    """Make the next times until enough of them lie ahead.

    Times that went by while the app did not run are made too, so that each is recorded; anew,
    after an edit, what is over is not made up.
    """
    cadence = load(ritual.cadence)
    missing = AHEAD - len(rituals.planned(tx.session, ritual.id))
    while missing > 0:
        last = rituals.last_nominal(tx.session, ritual.id)
        if last is None or anew:
            last = max(last or date.min, _last_over(tx, cadence))
        found = dates_after(cadence, last, missing)
        if not found:
            break  # the series is over
        for each in found:
            missing -= _make(tx, ritual, cadence, each)
    ritual.tzdata = TZDATA


def pause(tx: Transaction, ritual: RitualRow, until: date | None, why: str) -> None:
    """Let a ritual rest until a date, or until somebody resumes it."""
    ritual.paused_until = until or date.max
    ritual.state = RitualState.ACTIVE if until else RitualState.PAUSED
    journal.note(tx, ritual.id, why)
    plan_again(tx, ritual)


def plan_again(tx: Transaction, ritual: RitualRow) -> None:
    """After an edit: the times that lie ahead get their new dates, in the order of their turns."""
    planned = rituals.planned(tx.session, ritual.id)
    before = [row for row in planned if row.starts_at > tx.now]  # what is due now, happens
    lifted = turns.lift(tx, before)
    for row in (*before, *rituals.off_ahead(tx.session, ritual.id, tx.now)):
        _unmake(tx, row)
    if ritual.state is RitualState.ACTIVE:
        _make_ahead(tx, ritual, anew=True)
    rests = ritual.state is RitualState.PAUSED
    turns.bring(tx, ritual, lifted, Reason(Cause.RESTS if rests else Cause.DATES))


def set_clocks(tx: Transaction, ritual_id: str) -> None:
    """Have the times ahead begin when the clocks of their zone say so by today's rules."""
    ritual = rituals.by_id(tx.session, ritual_id)
    if ritual is None:
        return
    cadence = load(ritual.cadence)
    for row in rituals.planned(tx.session, ritual.id):
        if row.slot == 0 and row.starts_at > tx.now:
            planned = Planned(row.nominal_on, row.planned_on)
            row.starts_at, row.ends_at = _times(ritual, cadence, planned)
            due.forget(tx.session, row.id)
            _put_due(tx, ritual, row, cadence, planned)
    ritual.tzdata = TZDATA


def forget(tx: Transaction, row: OccurrenceRow) -> None:
    """Unmake a time that was only planned; nobody saw anything of it but its turns."""
    turns.forget(tx, row.id)
    _unmake(tx, row)


def _unmake(tx: Transaction, row: OccurrenceRow) -> None:
    due.forget(tx.session, row.id)
    rituals.forget_journal(tx.session, row.id)
    tx.session.delete(row)
    tx.session.flush()


def run_now(tx: Transaction, ritual: RitualRow) -> OccurrenceRow:
    """Make one time that begins at this instant, in a slot of its own."""
    cadence = load(ritual.cadence)
    today = tx.now.astimezone(ZoneInfo(cadence.tz)).date()
    row = _row(ritual, today, today, tx.now, _end(ritual, tx.now, cadence))
    row.slot = max(rituals.last_slot(tx.session, ritual.id, today), 0) + 1
    _add(tx, row, "asked for by hand")
    due.put(tx.session, row.id, StepName.OPEN, tx.now)
    due.put(tx.session, row.id, StepName.CLOSE, row.ends_at)
    turns.replan(tx, ritual)
    tx.announce()
    return row


def skip(tx: Transaction, ritual: RitualRow, row: OccurrenceRow, why: str) -> None:
    """Leave one time out; its turns go to the next, and so on."""
    lifted = turns.lift(tx, rituals.planned(tx.session, ritual.id))
    row.state = OccurrenceState.SKIPPED
    due.forget(tx.session, row.id)
    journal.note(tx, row.id, f"skipped: {why}")
    if ritual.state is RitualState.ACTIVE:
        _make_ahead(tx, ritual)
    turns.bring(tx, ritual, lifted, Reason(Cause.LEFT_OUT))


def _last_over(tx: Transaction, cadence: Cadence) -> date:
    """A date before the first time that is still to come."""
    today = tx.now.astimezone(ZoneInfo(cadence.tz)).date()
    begun = today - SHIFTED
    for each in dates_after(cadence, begun, AHEAD + 7):
        if isinstance(each, Planned) and offset_instant(cadence, each) > tx.now:
            return each.nominal - timedelta(days=1)
        begun = each.nominal
    return begun


def _make(tx: Transaction, ritual: RitualRow, cadence: Cadence, each: Planned | Skipped) -> int:
    """Make one time; 1 if it takes place."""
    if isinstance(each, Skipped):
        at = offset_instant(cadence, Planned(each.nominal, each.nominal))
        _leave_out(tx, ritual, each.nominal, at, f"skipped: {each.why}")
        return 0
    starts_at, ends_at = _times(ritual, cadence, each)
    if ritual.paused_until is not None and each.on < ritual.paused_until:
        _leave_out(
            tx, ritual, each.nominal, starts_at, f"skipped: paused until {ritual.paused_until}"
        )
        return 0
    row = _row(ritual, each.nominal, each.on, starts_at, ends_at)
    moved = f", moved to {each.on} for {each.moved_for}" if each.on != each.nominal else ""
    _add(tx, row, f"{PLANNED}{moved}")
    _put_due(tx, ritual, row, cadence, each)
    return 1


def _leave_out(tx: Transaction, ritual: RitualRow, on: date, at: datetime, why: str) -> None:
    """Record a time that the calendar leaves out; it takes no time, unlike one skipped by hand."""
    row = _row(ritual, on, on, at, at)
    row.state = OccurrenceState.SKIPPED
    _add(tx, row, why)


def _times(ritual: RitualRow, cadence: Cadence, each: Planned) -> tuple[datetime, datetime]:
    ends_at = offset_instant(cadence, each, days=ritual.days, hours=ritual.minutes / 60)
    return offset_instant(cadence, each), ends_at


def _put_due(
    tx: Transaction, ritual: RitualRow, row: OccurrenceRow, cadence: Cadence, planned: Planned
) -> None:
    """Have each step taken at its time; what comes before the start is left out if it is over."""
    for step in kinds()[ritual.kind].timeline:
        at = row.ends_at
        if step.name is not StepName.CLOSE:
            at = offset_instant(cadence, planned, days=step.days)
        if at > tx.now or step.days == 0:
            tx.session.add(DueRow(subject_id=row.id, step=step.name, at=at))
    tx.session.flush()
    tx.announce()


def _end(ritual: RitualRow, start: datetime, cadence: Cadence) -> datetime:
    local = start.astimezone(ZoneInfo(cadence.tz)) + timedelta(days=ritual.days)
    return local.astimezone(UTC) + timedelta(minutes=ritual.minutes)


def _row(
    ritual: RitualRow, nominal: date, on: date, starts_at: datetime, ends_at: datetime
) -> OccurrenceRow:
    return OccurrenceRow(
        id=new_id(),
        ritual_id=ritual.id,
        nominal_on=nominal,
        slot=0,
        planned_on=on,
        starts_at=starts_at,
        ends_at=ends_at,
        state=OccurrenceState.PLANNED,
    )


def _add(tx: Transaction, row: OccurrenceRow, what: str) -> None:
    tx.session.add(SubjectRow(id=row.id, kind=SubjectKind.OCCURRENCE))
    tx.session.flush()
    tx.session.add(row)
    tx.session.flush()
    journal.begin(tx, row.id, what)
