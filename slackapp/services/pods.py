"""Create a pod, change it, archive it."""

from functools import cache
from zoneinfo import available_timezones

from slackapp.domain import words
from slackapp.domain.facts import PodBegan
from slackapp.domain.people import Act, Principal, Role, only_leads
from slackapp.domain.pods import (
    MEMBERS_MAX,
    Channel,
    Pod,
    PodAnswers,
    PodChoice,
    PodDraft,
)
from slackapp.domain.turns.reasons import Cause, Reason
from slackapp.errors import Refusal
from slackapp.services import channels, monthly, people, presets, turns
from slackapp.services.actions import steps as action_steps
from storage import Transaction
from storage import people as person_rows
from storage import pods as rows
from storage import rituals as ritual_rows
from storage.base import new_id
from storage.outbox import say
from storage.people import PersonRow
from storage.pods import MembershipRow, PodRow
from storage.subjects import SubjectKind, SubjectRow


def compose(tx: Transaction, actor: Principal) -> PodDraft:
    """Start a new pod; its id is made here, so that a double submit makes one."""
    person = people.find(tx, actor)
    people.demand(people.standings(tx, person), Act.CREATE_POD, "A pod needs a full member.")
    tz = people.as_seen(person, actor).tz
    me = (actor.user_id,)
    answers = PodAnswers(name="", skill="", channel_id="", members=me, leads=me, tz=tz)
    return PodDraft(pod_id=new_id(), answers=answers, exists=False)


def reopen(tx: Transaction, actor: Principal, pod_id: str) -> PodDraft:
    """Open a pod for editing, as it is."""
    pod = _led(tx, actor, pod_id, Act.EDIT_POD)
    answers = PodAnswers(
        name=pod.name,
        skill=pod.skill,
        channel_id=pod.channel_id,
        members=tuple(person.user_id for person in (*pod.leads, *pod.members)),
        leads=tuple(person.user_id for person in pod.leads),
        tz=pod.tz,
    )
    return PodDraft(pod_id=pod.id, answers=answers, exists=True)


def create(
    tx: Transaction, actor: Principal, pod_id: str, answers: PodAnswers, channel: Channel
) -> Pod:
    """Begin a pod; whoever creates it leads it. Pressed twice, it begins once."""
    person = people.recognize(tx, actor)
    people.demand(people.standings(tx, person), Act.CREATE_POD, "A pod needs a full member.")
    existing = rows.by_id(tx.session, pod_id)
    if existing is None:
        roles = _roles(tx, answers, creator=person)
        tx.session.add(SubjectRow(id=pod_id, kind=SubjectKind.POD))
        tx.session.flush()
        existing = PodRow(id=pod_id, created_at=tx.now)
        _describe(existing, answers, channel)
        tx.session.add(existing)
        tx.session.flush()
        _settle(tx, pod_id, roles)
        _welcome(tx, existing)
        monthly.put_due(tx, existing)
        presets.propose(tx, pod_id, answers.start)
        people.touch_homes(tx, set(roles), now_for=person.id)
    return rows.whole(tx.session, [existing])[0]


def edit(
    tx: Transaction, actor: Principal, pod_id: str, answers: PodAnswers, channel: Channel
) -> Pod:
    """Change a pod; somebody who is no longer in it keeps what they did."""
    before = _led(tx, actor, pod_id, Act.EDIT_POD)
    row = rows.by_id(tx.session, pod_id)
    if row is None:
        raise Refusal("This pod is not there any more, so nothing was changed.")
    roles = _roles(tx, answers, creator=None)
    left = row.channel_id
    _describe(row, answers, channel)
    _settle(tx, pod_id, roles)
    if left != row.channel_id:
        _welcome(tx, row)
        channels.found(tx, row)
        channels.resume(tx, left, row.channel_id)
    me = people.recognize(tx, actor)
    why = Reason(Cause.ROSTER, me.person().first_name)
    for ritual in ritual_rows.of_pod(tx.session, pod_id):
        turns.replan(tx, ritual, by=me.id, why=why)
    for person in before.people:
        if person.id not in roles:
            action_steps.left(tx, pod_id, person.id)
    concerned = set(roles) | {person.id for person in before.people}
    people.touch_homes(tx, concerned, now_for=me.id)
    return rows.whole(tx.session, [row])[0]


def consider_archiving(tx: Transaction, actor: Principal, pod_id: str) -> Pod:
    """Show whoever leads a pod what archiving it means."""
    return _led(tx, actor, pod_id, Act.ARCHIVE_POD)


def archive(tx: Transaction, actor: Principal, pod_id: str) -> Pod:
    """Close a pod to new demos; everything said in it stays."""
    pod = _led(tx, actor, pod_id, Act.ARCHIVE_POD)
    row = rows.by_id(tx.session, pod_id)
    if row is not None:
        row.archived_at = tx.now
    people.touch_homes(
        tx, {person.id for person in pod.people}, now_for=people.recognize(tx, actor).id
    )
    return pod


def choices(tx: Transaction, actor: Principal, typed: str = "") -> tuple[PodChoice, ...]:
    """The pods that somebody can post to, that match what they typed."""
    person = people.find(tx, actor)
    if person is None:
        return ()
    found = (pod for pod, _role in rows.of_person(tx.session, person.id))
    return tuple(
        PodChoice(pod_id=pod.id, name=pod.name, channel_name=pod.channel_name)
        for pod in found
        if typed.casefold() in f"{pod.name} #{pod.channel_name}".casefold()
    )


def _led(tx: Transaction, actor: Principal, pod_id: str, act: Act) -> Pod:
    """Find a living pod and refuse whoever does not lead it."""
    row = rows.by_id(tx.session, pod_id)
    if row is None or row.archived_at is not None:
        raise Refusal("This pod was archived, so nothing was changed.")
    pod = rows.whole(tx.session, [row])[0]
    found = people.standings(tx, people.find(tx, actor), pod_id=pod_id)
    people.demand(found, act, only_leads(pod.leads, act.value))
    return pod


def _roles(tx: Transaction, answers: PodAnswers, *, creator: PersonRow | None) -> dict[str, Role]:
    """Who is what in the pod, by person id; refuse people who cannot be in it."""
    chosen = {*answers.members, *answers.leads}
    known = person_rows.by_users(tx.session, chosen)
    for user_id in sorted(chosen - set(known)):
        known[user_id] = people.remember(tx, user_id)
    _check_people(known, answers)
    roles = {known[user_id].id: Role.MEMBER for user_id in answers.members}
    roles |= {known[user_id].id: Role.LEAD for user_id in answers.leads}
    if creator is not None:
        roles[creator.id] = Role.LEAD
    if Role.LEAD not in roles.values():
        raise Refusal("A pod needs someone to lead it. Pick at least one lead.", field="leads")
    return roles


def _check_people(known: dict[str, PersonRow], answers: PodAnswers) -> None:
    if len(known) > MEMBERS_MAX:
        raise Refusal(
            f"A pod holds up to {MEMBERS_MAX} people; five to seven works best. Pick fewer.",
            field="members",
        )
    for user_id in answers.members:
        if why := _not_a_member(known[user_id]):
            raise Refusal(why, field="members")
    for user_id in answers.leads:
        if why := _not_a_member(known[user_id]) or _not_a_lead(known[user_id]):
            raise Refusal(why, field="leads")


def _not_a_member(person: PersonRow) -> str:
    """Say what keeps somebody out of a pod; "" if nothing does."""
    name = person.person().first_name
    if person.bot:
        return f"{name} is an app, and pods are for people."
    if person.gone:
        return f"{name} has left this workspace. Pick someone else."
    if person.external:
        return f"{name} belongs to another workspace, and pods do not."
    return ""


def _not_a_lead(person: PersonRow) -> str:
    name = person.person().first_name
    return f"{name} is a guest, and a lead is a full member." if person.guest else ""


def _describe(row: PodRow, answers: PodAnswers, channel: Channel) -> None:
    if answers.tz not in _zones():
        raise Refusal("Pick a time zone from the list, such as Europe/Berlin.", field="tz")
    row.name = words.line(answers.name)
    row.skill = words.line(answers.skill)
    row.tz = answers.tz
    if channel.seen or row.channel_id != channel.channel_id:
        row.channel_name = channel.name
    row.channel_id = channel.channel_id


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())  # read from the disk, once


def _settle(tx: Transaction, pod_id: str, roles: dict[str, Role]) -> None:
    """End the memberships that changed and begin the new ones."""
    standing = {row.person_id: row for row in rows.memberships(tx.session, pod_id)}
    for person_id, row in standing.items():
        if roles.get(person_id) is not row.role:
            row.left_at = tx.now
    for person_id, role in roles.items():
        current = standing.get(person_id)
        if current is None or current.role is not role:
            tx.session.add(
                MembershipRow(
                    id=new_id(), pod_id=pod_id, person_id=person_id, role=role, joined_at=tx.now
                )
            )
    tx.session.flush()


def _welcome(tx: Transaction, pod: PodRow) -> None:
    once = f"pod-began:{pod.id}:{pod.channel_id}"
    say(tx.session, PodBegan(pod_id=pod.id), lane=pod.channel_id, once=once, now=tx.now)
    tx.announce()
