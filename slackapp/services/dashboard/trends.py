"""How a pod has done lately: its layers, its weeks, and who missed twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from slackapp.domain.dashboard import HORIZON, LOOKED_AT, CheckIn, Missing, Suggestion, Trend
from slackapp.domain.demos import Demo
from slackapp.domain.kinds import kinds
from slackapp.domain.layers import (
    SETTLED,
    TIMES,
    Health,
    Layer,
    Remedy,
    Time,
    does_well,
    health,
    remedy,
    weakest,
)
from slackapp.domain.layers import missing as misses
from slackapp.domain.people import Act, Person, Principal, only_leads
from slackapp.domain.pods import Pod
from slackapp.domain.rituals import OccurrenceState
from slackapp.domain.turns import Duty
from slackapp.domain.weeks import Weeks, begins
from slackapp.domain.when import zone
from slackapp.errors import Refusal
from slackapp.services import people
from slackapp.services.dashboard.asking import asked_for
from storage import Transaction, dashboard, pods, turns
from storage.dashboard import Pairs
from storage.rituals import OccurrenceRow, RitualRow


@dataclass(frozen=True, slots=True)
class Lately:
    """The last times of a pod's rituals, newest first, and who took part in them."""

    times: tuple[Time, ...]
    rows: dict[str, OccurrenceRow]
    came: Pairs

    @property
    def gathered(self) -> list[str]:
        """Those that everybody is expected in; where nobody was seen, nobody is missed."""
        held = (time for time in self.times if time.held and time.gathers and time.took_part)
        return [time.id for time in held][:LOOKED_AT]


def trend(tx: Transaction, pod: Pod, unanswered: Sequence[Demo], reader_id: str = "") -> Trend:
    """Gather what a lead sees of the last weeks, in a constant number of queries."""
    found = _lately(tx, pod)
    layers = tuple(health(layer, found.times) for layer in Layer)
    weak = weakest(layers)
    answerable = next((demo for demo in unanswered if demo.author.id != reader_id), None)
    return Trend(
        layers=layers,
        weeks=_weeks(tx, pod),
        suggestion=_suggest(tx, pod, found, weak, answerable) if weak else None,
        missing=tuple(one for one in _missing(tx, pod, found) if one.id != reader_id),
    )


def missing(tx: Transaction, actor: Principal, pod_id: str) -> Missing:
    """Name everybody who missed twice, for whoever leads the pod."""
    pod = led(tx, actor, pod_id)
    return Missing(pod.id, pod.name, _missing(tx, pod, _lately(tx, pod)))


def words_for(tx: Transaction, actor: Principal, pod_id: str, person_id: str) -> CheckIn:
    """Find what a lead could write about to somebody who missed twice."""
    pod = led(tx, actor, pod_id)
    found = _lately(tx, pod)
    person = next((one for one in _missing(tx, pod, found) if one.id == person_id), None)
    if person is None:
        raise Refusal("Nobody is missed any more here, so there is nothing to write.")
    last = found.gathered[0]
    name = next(time.ritual_name for time in found.times if time.id == last)
    return CheckIn(person=person, pod_name=pod.name, ritual_name=name)


def led(tx: Transaction, actor: Principal, pod_id: str) -> Pod:
    """Find a living pod and refuse whoever does not lead it."""
    row = pods.by_id(tx.session, pod_id)
    if row is None or row.archived_at is not None:
        raise Refusal("This pod was archived, so there is nothing to see.")
    pod = pods.whole(tx.session, [row])[0]
    found = people.standings(tx, people.find(tx, actor), pod_id=pod_id)
    people.demand(found, Act.SEE_POD, only_leads(pod.leads, Act.SEE_POD.value))
    return pod


def _lately(tx: Transaction, pod: Pod) -> Lately:
    over = dashboard.over(tx.session, pod.id, tx.now - HORIZON, tx.now - SETTLED)
    gathering = [row.id for row, ritual in over if _gathers(ritual)][:LOOKED_AT]
    wanted = {*gathering, *(row.id for row, _ritual in over[:TIMES])}
    shown = [(row, ritual) for row, ritual in over if row.id in wanted]
    came = dashboard.took_part(tx.session, wanted)
    heard = dashboard.heard_of(tx.session, wanted)
    kept = dashboard.kept_of(tx.session, wanted)
    said = dashboard.thoughts_of(tx.session, wanted)
    times = tuple(
        Time(
            id=row.id,
            ritual_name=ritual.name,
            held=row.state is OccurrenceState.CLOSED,
            gathers=_gathers(ritual),
            took_part=max(_count(came, row.id), said.get(row.id, 0)),
            notes=kept.get(row.id, 0),
            heard=_count(heard, row.id),
        )
        for row, ritual in shown
    )
    return Lately(
        times=times,
        rows={row.id: row for row, _ritual in shown},
        came=came | dashboard.said_no(tx.session, wanted),
    )


def _gathers(ritual: RitualRow) -> bool:
    kind = kinds()[ritual.kind]
    return kind.reviewed or kind.takes_demos


def _count(pairs: Pairs, time_id: str) -> int:
    return sum(time == time_id for time, _person in pairs)


def _weeks(tx: Transaction, pod: Pod) -> Weeks:
    row = pods.by_id(tx.session, pod.id)
    found = begins(tx.now, pod.tz, row.created_at if row else tx.now)
    return Weeks(people=dashboard.people_by_week(tx.session, pod.id, found), first=found[0].date())


def _missing(tx: Transaction, pod: Pod, found: Lately) -> tuple[Person, ...]:
    """Members of whom nothing was seen twice; who is away or looks on is never missed."""
    members = (*pod.leads, *pod.members)
    excused = _excused(tx, pod, found)
    resting = _resting(tx, pod)
    missed = [
        one
        for one in members
        if one.id not in resting and misses(one.id, found.gathered, found.came, excused)
    ]
    return tuple(sorted(missed, key=lambda one: (one.name.casefold(), one.id)))


def _resting(tx: Transaction, pod: Pod) -> set[str]:
    """Who is away today."""
    today = tx.now.astimezone(zone(pod.tz)).date()
    gone = turns.absences(tx.session, [one.id for one in pod.people], today)
    return {
        absence.person_id
        for absence in gone
        if absence.from_on <= today and absence.pod_id in (None, pod.id)
    }


def _excused(tx: Transaction, pod: Pod, found: Lately) -> Pairs:
    """Who was away on a day of a time, was not in the pod yet, or may have done their duty."""
    rows = [found.rows[time] for time in found.gathered]
    if not rows:
        return set()
    here = zone(pod.tz)
    days = {
        row.id: (row.starts_at.astimezone(here).date(), row.ends_at.astimezone(here).date())
        for row in rows
    }
    since = pods.joined(tx.session, pod.id)
    late = {(row.id, person) for row in rows for person, at in since.items() if at > row.starts_at}
    gone = turns.absences(tx.session, since, min(first for first, _last in days.values()))
    away = {
        (time, absence.person_id)
        for absence in gone
        if absence.pod_id in (None, pod.id)
        for time, (first, last) in days.items()
        if absence.from_on <= last and first <= absence.until_on
    }
    planned = dashboard.planned_for(tx.session, found.gathered) - found.came
    return late | away | planned


def _suggest(
    tx: Transaction, pod: Pod, found: Lately, weak: Health, demo: Demo | None
) -> Suggestion:
    """One thing that helps the weakest layer, with whom or what it is about."""
    time = next((each for each in found.times if _lacks_note(each)), None)
    turn = turns.of_duty(tx.session, time.id, Duty.NOTE_TAKER) if time else None
    taker = next((one for one in pod.people if turn and one.id == turn.person_id), None)
    asked = asked_for(tx, time.id) if time else False
    chosen = remedy(
        weak.layer, note_taker=taker is not None, asked=asked, unanswered=demo is not None
    )
    about_note = chosen in (Remedy.ASK_FOR_NOTE, Remedy.ASKED_FOR_NOTE) and time is not None
    return Suggestion(
        weak=weak,
        remedy=chosen,
        about=time.ritual_name if about_note and time else "",
        occurrence_id=time.id if about_note and time else "",
        note_taker=taker if about_note else None,
        demo=demo if chosen is Remedy.ANSWER_ONE else None,
    )


def _lacks_note(time: Time) -> bool:
    return time.held and time.gathers and not does_well(Layer.NOTES, time)
