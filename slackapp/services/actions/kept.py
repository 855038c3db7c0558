"""What a retrospective wants done: added, changed, done, kept, dropped; never lost with anybody."""

from datetime import date, timedelta

from slackapp.domain import words
from slackapp.domain.actions import (
    ACTIONS_MAX,
    AHEAD_MAX,
    Action,
    ActionAnswers,
    ActionDraft,
    ActionList,
    ActionState,
)
from slackapp.domain.people import Act, Person, Principal, Standing
from slackapp.domain.when import zone
from slackapp.errors import Refusal
from slackapp.services import people, retro_standing
from slackapp.services.actions import steps
from slackapp.services.actions.shown import show
from storage import Transaction, actions, pods, rituals
from storage.actions import ActionRow
from storage.base import new_id
from storage.pods import PodRow
from storage.rituals import OccurrenceRow, RitualRow
from storage.subjects import SubjectKind, SubjectRow

SOON = timedelta(days=7)  # nothing is done sooner
CYCLE = timedelta(weeks=4)  # until the next one, where none is planned
GONE = "This action is not there any more, so nothing was changed."
ENDED = {
    ActionState.DONE: "Somebody said that this is done, so nothing was changed.",
    ActionState.DROPPED: "Somebody dropped this, so nothing was changed.",
}
WHO_ADDS = "Only whoever leads the pod or facilitated adds what we do. Write to them in the thread."
WHO_CHANGES = "Only whoever has it, leads the pod or facilitated can change it. Ask one of them."


def compose(tx: Transaction, actor: Principal, occurrence_id: str) -> ActionDraft:
    """Start an action of a revealed retrospective; its id is made here, so that it is one."""
    row, ritual, pod = _addable(tx, actor, occurrence_id)
    there, me = _members(tx, pod), people.find(tx, actor)
    mine = me.id if me and me.id in {one.id for one in there} else ""
    until = _next_on(tx, ritual, pod)
    return ActionDraft(new_id(), row.id, there, ActionAnswers("", mine, until))


def reopen(tx: Transaction, actor: Principal, action_id: str) -> ActionDraft:
    """Open an action for changing, as it is."""
    row, pod = _changeable(tx, actor, action_id)
    answers = ActionAnswers(row.words, row.person_id, row.due_on)
    return ActionDraft(row.id, row.occurrence_id, _members(tx, pod), answers, exists=True)


def add(
    tx: Transaction, actor: Principal, occurrence_id: str, action_id: str, answers: ActionAnswers
) -> ActionList:
    """Keep an action. Sent twice, it is there once."""
    if actions.by_id(tx.session, action_id) is None:
        retro, _ritual, pod = _addable(tx, actor, occurrence_id)
        _check(tx, pod, answers)
        tx.session.add(SubjectRow(id=action_id, kind=SubjectKind.ACTION))
        tx.session.flush()
        row = ActionRow(id=action_id, pod_id=pod.id, occurrence_id=retro.id, added_at=tx.now)
        _describe(tx, row, answers)
        tx.session.add(row)
        tx.session.flush()
        _give(tx, actor, row)
        _changed(tx, row)
    return read(tx, actor, occurrence_id)


def change(tx: Transaction, actor: Principal, action_id: str, answers: ActionAnswers) -> ActionList:
    """Change what is done, by whom or until when."""
    row, pod = _changeable(tx, actor, action_id)
    before = row.person_id
    if answers != ActionAnswers(row.words, row.person_id, row.due_on):
        _check(tx, pod, answers, stays=row)
        _describe(tx, row, answers)
        if row.person_id != before:
            _give(tx, actor, row)
        _changed(tx, row, before)
    return read(tx, actor, row.occurrence_id)


def read(tx: Transaction, actor: Principal, occurrence_id: str) -> ActionList:
    """What stands on the card, with what this person can do about it."""
    row, ritual = retro_standing.over(tx, occurrence_id)
    person = people.find(tx, actor)
    found = retro_standing.standings(tx, person, pod_id=ritual.pod_id, occurrence_id=row.id)
    who = "Only people of its pod read a retrospective here. Ask its lead to add you."
    people.demand(found, Act.READ_RETRO, who)
    rows = actions.shown_by(tx.session, row.id)
    return ActionList(
        occurrence_id=row.id,
        actions=tuple(show(tx, rows, reader=person, found=found)),
        may_add=bool(found & {Standing.LEAD, Standing.FACILITATOR}) and _room(tx, row),
    )


def done(tx: Transaction, actor: Principal, action_id: str) -> Action:
    return _end(tx, actor, action_id, ActionState.DONE)


def drop(tx: Transaction, actor: Principal, action_id: str) -> Action:
    return _end(tx, actor, action_id, ActionState.DROPPED)


def keep(tx: Transaction, actor: Principal, action_id: str) -> Action:
    """Go on with it until the next retrospective, or until its day if that is later."""
    row, pod = _changeable(tx, actor, action_id)
    if not row.kept:
        asked = rituals.occurrence(tx.session, row.asked_id or row.occurrence_id)
        ritual = rituals.by_id(tx.session, asked.ritual_id) if asked else None
        row.kept = True
        if ritual is not None:
            row.due_on = max(row.due_on, _next_on(tx, ritual, pod))
        steps.put_due(tx, row)
        _changed(tx, row)
    return show(tx, [row])[0]


def mine(tx: Transaction, person_id: str) -> tuple[Action, ...]:
    """What somebody has to see to, soonest first."""
    return tuple(show(tx, actions.open_of(tx.session, person_id)))


def _end(tx: Transaction, actor: Principal, action_id: str, state: ActionState) -> Action:
    """Pressed twice it ends once; whoever comes second with something else is told."""
    row, _pod = _held(tx, actor, action_id)
    if row.state is not state:
        _refuse_ended(row)
        row.state, row.ended_at = state, tx.now
        steps.forget(tx, row)
        _changed(tx, row)
    return show(tx, [row])[0]


def _changed(tx: Transaction, row: ActionRow, *person_ids: str) -> None:
    """Draw every card and Home again that shows it."""
    for occurrence_id in dict.fromkeys((row.occurrence_id, row.asked_id)):
        if occurrence_id is not None:
            retro_standing.draw_again(tx, occurrence_id)
    people.touch_homes(tx, {row.person_id, *person_ids, *pods.leads(tx.session, row.pod_id)})


def _give(tx: Transaction, actor: Principal, row: ActionRow) -> None:
    steps.give(tx, row, people.recognize(tx, actor).id)


def _describe(tx: Transaction, row: ActionRow, answers: ActionAnswers) -> None:
    row.words, row.person_id = words.line(answers.words), answers.person_id
    row.due_on = answers.due_on
    steps.put_due(tx, row)


def _check(
    tx: Transaction, pod: PodRow, answers: ActionAnswers, stays: ActionRow | None = None
) -> None:
    if answers.person_id not in {one.id for one in _members(tx, pod)}:
        raise Refusal("They are not in this pod any more. Pick somebody else.", field="person")
    if stays is not None and stays.due_on == answers.due_on:
        return
    today = tx.now.astimezone(zone(pod.tz)).date()
    if not today <= answers.due_on <= today + AHEAD_MAX:
        raise Refusal("Pick a day from today on, within a year.", field="due_on")


def _addable(
    tx: Transaction, actor: Principal, occurrence_id: str
) -> tuple[OccurrenceRow, RitualRow, PodRow]:
    """A retrospective that somebody may add to, and that has room."""
    row, ritual = retro_standing.over(tx, occurrence_id)
    pod = _living(tx, ritual.pod_id)
    person = people.find(tx, actor)
    found = retro_standing.standings(tx, person, pod_id=pod.id, occurrence_id=row.id)
    people.demand(found, Act.ADD_ACTION, WHO_ADDS)
    if _later(tx, row):
        raise Refusal("A later retrospective is over meanwhile. Add it on that card.")
    if not _room(tx, row):
        raise Refusal(
            f"Nothing was added: {ACTIONS_MAX} actions are enough for one time. "
            "Drop one first, under Edit actions."
        )
    return row, ritual, pod


def _room(tx: Transaction, row: OccurrenceRow) -> bool:
    return len(actions.of_retro(tx.session, row.id)) < ACTIONS_MAX


def _later(tx: Transaction, row: OccurrenceRow) -> bool:
    last = rituals.last_closed(tx.session, row.ritual_id)
    return last is not None and last.starts_at > row.starts_at


def _changeable(tx: Transaction, actor: Principal, action_id: str) -> tuple[ActionRow, PodRow]:
    """An open action that somebody may change."""
    row, pod = _held(tx, actor, action_id)
    _refuse_ended(row)
    return row, pod


def _refuse_ended(row: ActionRow) -> None:
    if row.state in ENDED:
        raise Refusal(ENDED[row.state])


def _held(tx: Transaction, actor: Principal, action_id: str) -> tuple[ActionRow, PodRow]:
    """An action that is somebody's to change; also whoever's retrospective asks about it."""
    row = actions.by_id(tx.session, action_id)
    if row is None:
        raise Refusal(GONE)
    pod, person = _living(tx, row.pod_id), people.find(tx, actor)
    found = frozenset[Standing]().union(
        *(
            retro_standing.standings(tx, person, pod_id=pod.id, occurrence_id=each)
            for each in (row.occurrence_id, row.asked_id)
            if each is not None
        )
    )
    if person is not None and person.id == row.person_id:
        found |= {Standing.AUTHOR}
    people.demand(found, Act.CHANGE_ACTION, WHO_CHANGES)
    return row, pod


def _living(tx: Transaction, pod_id: str) -> PodRow:
    pod = pods.by_id(tx.session, pod_id)
    if pod is None or pod.archived_at is not None:
        raise Refusal("This pod was archived, so nothing was changed.")
    return pod


def _members(tx: Transaction, pod: PodRow) -> tuple[Person, ...]:
    """Who can have an action: whoever is in the pod and does not only look on."""
    whole = pods.whole(tx.session, [pod])[0]
    return tuple(dict.fromkeys((*whole.leads, *whole.members)))


def _next_on(tx: Transaction, ritual: RitualRow, pod: PodRow) -> date:
    """The day of the next retrospective, or about when it would be."""
    ahead = [row.starts_at for row in rituals.planned(tx.session, ritual.id)]
    at = next((at for at in ahead if at >= tx.now + SOON), tx.now + CYCLE)
    return at.astimezone(zone(pod.tz)).date()
