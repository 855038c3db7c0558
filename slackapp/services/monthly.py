"""A pod's month goes to its channel, once, if anything happened in it."""

from collections.abc import Callable
from datetime import date, datetime

from slackapp.domain.cadence import load
from slackapp.domain.dashboard_facts import MonthOver
from slackapp.domain.facts import Saying
from slackapp.domain.kinds import kinds
from slackapp.domain.monthly import GRACE, HOUR, SHOWN, Month, before, next_telling, span, told_on
from slackapp.domain.pods import Pod
from slackapp.domain.rituals import RitualState
from slackapp.domain.when import zone
from slackapp.services import dashboard, journal, showing
from slackapp.services.decisions import shown as decided
from slackapp.services.library import showing as notes
from storage import Transaction, demos, due, pods, rituals
from storage import monthly as rows
from storage.outbox import say
from storage.pods import PodRow

STEP = "month"


def put_due(tx: Transaction, pod: PodRow) -> None:
    """Have the next month told at the hour at which the pod is asked something."""
    hours = (
        load(row.cadence).at
        for row in rituals.of_pod(tx.session, pod.id)
        if row.state is RitualState.ACTIVE and kinds()[row.kind].asks
    )
    due.put(tx.session, pod.id, STEP, next_telling(tx.now, pod.tz, next(hours, HOUR)))


def told(tx: Transaction, fact: MonthOver) -> Saying | None:
    """Gather the month as it is now; nothing is said of an empty one."""
    row = pods.by_id(tx.session, fact.pod_id)
    if row is None or row.archived_at is not None:
        return None
    month = month_of(tx, pods.whole(tx.session, [row])[0], date.fromisoformat(fact.first))
    return Saying(fact, pod=month.pod, month=month) if month.happened else None


def month_of(tx: Transaction, pod: Pod, first: date) -> Month:
    """In a constant number of queries."""
    begin, end = span(first, pod.tz)
    shown = rows.demos(pod.id, begin, end)
    kept = rows.notes(pod.id, begin, end)
    trend = dashboard.trend(tx, pod, ())
    return Month(
        pod=pod,
        first=first,
        demos=tuple(showing.demos(tx, tx.session.scalars(shown.limit(SHOWN)).all())),
        demos_total=demos.count(tx.session, shown),
        notes=tuple(notes.notes(tx, tx.session.scalars(kept.limit(SHOWN)).all())),
        notes_total=rows.count_notes(tx.session, kept),
        decisions=decided.show(tx, rows.decisions(tx.session, pod.id, begin, end)),
        weeks=trend.weeks.over,
        weak=trend.suggestion.weak.layer if trend.suggestion else None,
    )


def _tell(tx: Transaction, pod_id: str, at: datetime) -> None:
    row = pods.by_id(tx.session, pod_id)
    if row is None or row.archived_at is not None:
        return
    put_due(tx, row)
    on = at.astimezone(zone(row.tz)).date()
    if on != told_on(on.replace(day=1)):
        return  # a pod from before there was this step: its first month is told next
    first = before(on)
    if tx.now - at > GRACE:
        journal.note(tx, row.id, f"{first:%B} was not told: it was too late, Dojo was not running")
        return
    if not month_of(tx, pods.whole(tx.session, [row])[0], first).happened:
        journal.note(tx, row.id, f"{first:%B} was not told: nothing was shown, kept or decided")
        return
    fact = MonthOver(row.id, first.isoformat())
    say(tx.session, fact, lane=row.channel_id, once=f"month:{row.id}:{first:%Y-%m}", now=tx.now)
    journal.note(tx, row.id, f"told what came of {first:%B}")


STEPS: dict[str, Callable[[Transaction, str, datetime], None]] = {STEP: _tell}
