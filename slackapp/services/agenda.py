"""The agenda of the next session: added to, wanted, taken off; taken up when one is held."""

from collections.abc import Iterable
from datetime import timedelta

from slackapp.domain import words
from slackapp.domain.agenda import ITEM_MAX, ITEMS_MAX, SHOWN, Agenda, Item
from slackapp.domain.people import Act, Principal, Standing
from slackapp.domain.rituals import RitualState
from slackapp.domain.session_facts import AgendaAsked, AgendaChanged
from slackapp.domain.turns import Duty
from slackapp.errors import Refusal
from slackapp.services import contributions, journal, people
from storage import Transaction, agenda, pods, rituals, turns
from storage.agenda import AgendaItemRow, AgendaVoteRow
from storage.base import new_id
from storage.outbox import say, show_again
from storage.people import PersonRow
from storage.pods import PodRow
from storage.rituals import OccurrenceRow, RitualRow
from storage.subjects import ContributionKind

ORDER = timedelta(microseconds=1)  # between two that came at one instant
GONE = "This agenda is not there any more, so nothing was changed."
TAKEN_OFF = "This was taken off the agenda, or talked about, so nothing was changed."


def see(tx: Transaction, actor: Principal, ritual_id: str) -> Agenda:
    """What waits to be talked about, as this person sees it."""
    person = people.find(tx, actor)
    return _seen(tx, _allowed(tx, person, ritual_id), person)


def add(tx: Transaction, actor: Principal, ritual_id: str, typed: str) -> Agenda:
    """Add one item for each line; what is there already, they want too."""
    person = people.recognize(tx, actor)
    ritual = _allowed(tx, person, ritual_id)
    lines = _lines(typed)
    there = {row.words.casefold(): row for row in agenda.waiting(tx.session, ritual_id)}
    if len(there) + sum(line.casefold() not in there for line in lines) > ITEMS_MAX:
        raise Refusal(
            f"Nothing was added: {ITEMS_MAX} items fit. Say that you want one of those instead.",
            field="items",
        )
    for line in lines:
        row = there.get(line.casefold()) or _put(tx, ritual_id, line, person.id)
        there[line.casefold()] = row
        if agenda.vote_of(tx.session, row.id, person.id) is None:
            tx.session.add(AgendaVoteRow(item_id=row.id, person_id=person.id))
            tx.session.flush()
    _count(tx, ritual, person)
    draw_again(tx, ritual)
    return _seen(tx, ritual, person)


def want(tx: Transaction, actor: Principal, item_id: str) -> Agenda:
    """Say that one wants to talk about it too; said again, it is undone."""
    person = people.recognize(tx, actor)
    row = _waiting(tx, item_id)
    ritual = _allowed(tx, person, row.ritual_id)
    vote = agenda.vote_of(tx.session, item_id, person.id)
    if vote is None:
        tx.session.add(AgendaVoteRow(item_id=item_id, person_id=person.id))
        _count(tx, ritual, person)
    else:
        tx.session.delete(vote)
    tx.session.flush()
    draw_again(tx, ritual)
    return _seen(tx, ritual, person)


def take_off(tx: Transaction, actor: Principal, item_id: str) -> Agenda:
    """Withdraw one's own, or strike somebody's as lead or facilitator."""
    person = people.recognize(tx, actor)
    row = _waiting(tx, item_id)
    ritual = _allowed(tx, person, row.ritual_id)
    found = _standings(tx, person, ritual)
    if row.person_id == person.id:
        found |= {Standing.AUTHOR}
    who = "Only whoever added it, leads the pod or facilitates next can take it off the agenda."
    people.demand(found, Act.TAKE_OFF_AGENDA, who)
    row.gone_at = tx.now
    tx.session.flush()
    draw_again(tx, ritual)
    return _seen(tx, ritual, person)


def announce(tx: Transaction, ritual: RitualRow, row: OccurrenceRow) -> None:
    """Ask the channel what the coming session should be about."""
    pod = pods.by_id(tx.session, ritual.pod_id)
    if pod is None or pod.archived_at is not None or pod.lost is not None:
        return
    once = f"agenda:{row.id}"
    say(tx.session, AgendaAsked(row.id), lane=pod.channel_id, once=once, now=tx.now)
    journal.note(tx, row.id, "asked for its agenda")


def draw_again(tx: Transaction, ritual: RitualRow) -> None:
    """Have the card in the channel show what is true now; several changes become one."""
    pod = pods.by_id(tx.session, ritual.pod_id)
    row = rituals.next_or_open(tx.session, ritual.id)
    if pod is None or row is None:
        return
    if show_again(tx.session, AgendaChanged(row.id), lane=pod.channel_id, now=tx.now):
        tx.announce()


def take_up(tx: Transaction, row: OccurrenceRow) -> None:
    """A session was held: what stood on its card is talked about, the rest waits."""
    for item in _ordered(tx, row.ritual_id)[:SHOWN]:
        item.occurrence_id = row.id
    tx.session.flush()


def bring_topics(tx: Transaction, ritual_id: str, said: Iterable[str]) -> None:
    """Topics that people wish for wait for the next session, without who said so."""
    there = {row.words.casefold() for row in agenda.waiting(tx.session, ritual_id)}
    for line in (line for text in said for line in text.split("\n")):
        kept = words.line(line.lstrip(" -*•"))[:ITEM_MAX]
        if kept and kept.casefold() not in there and len(there) < ITEMS_MAX:
            _put(tx, ritual_id, kept, None)
            there.add(kept.casefold())


def shown(tx: Transaction, ritual: RitualRow) -> Agenda:
    """What everybody in the channel reads."""
    return _seen(tx, ritual, None)


def _count(tx: Transaction, ritual: RitualRow, person: PersonRow) -> None:
    """Whoever says what to talk about takes part in the session that comes next."""
    row, kind = rituals.next_or_open(tx.session, ritual.id), ContributionKind.AGENDA
    if row is not None:
        contributions.note(tx, person.id, kind, subject_id=row.id, pod_id=ritual.pod_id)


def _lines(typed: str) -> list[str]:
    lines = list(dict.fromkeys(line for raw in typed.split("\n") if (line := words.line(raw))))
    for number, line in enumerate(lines, 1):
        if len(line) > ITEM_MAX:
            over = len(line) - ITEM_MAX
            raise Refusal(
                f"Line {number} is {over} too long: {ITEM_MAX} characters fit.", field="items"
            )
    if not lines:
        raise Refusal("Write what you want to talk about, one on each line.", field="items")
    return lines


def _put(tx: Transaction, ritual_id: str, line: str, person_id: str | None) -> AgendaItemRow:
    before = agenda.waiting(tx.session, ritual_id)
    at = max([tx.now, *(row.added_at + ORDER for row in before[-1:])])
    row = AgendaItemRow(
        id=new_id(), ritual_id=ritual_id, person_id=person_id, words=line, added_at=at
    )
    tx.session.add(row)
    tx.session.flush()
    return row


def _ordered(tx: Transaction, ritual_id: str) -> list[AgendaItemRow]:
    """Most wanted first, then the oldest."""
    found = agenda.waiting(tx.session, ritual_id)
    wanted = agenda.votes(tx.session, [row.id for row in found])
    return sorted(found, key=lambda row: -wanted.get(row.id, 0))


def _seen(tx: Transaction, ritual: RitualRow, person: PersonRow | None) -> Agenda:
    found = _ordered(tx, ritual.id)
    ids = [row.id for row in found]
    wanted = agenda.votes(tx.session, ids)
    mine = agenda.wanted_by(tx.session, person.id, ids) if person else set[str]()
    found_of = _standings(tx, person, ritual) if person else frozenset[Standing]()
    return Agenda(
        ritual=ritual.ritual(),
        items=tuple(
            Item(
                id=row.id,
                words=row.words,
                wanted=wanted.get(row.id, 0),
                mine=person is not None and row.person_id == person.id,
                wanted_by_me=row.id in mine,
            )
            for row in found
        ),
        may_strike=bool(found_of & {Standing.LEAD, Standing.FACILITATOR}),
    )


def _waiting(tx: Transaction, item_id: str) -> AgendaItemRow:
    row = agenda.item(tx.session, item_id)
    if row is None or row.gone_at is not None or row.occurrence_id is not None:
        raise Refusal(TAKEN_OFF if row else GONE)
    return row


def _allowed(tx: Transaction, person: PersonRow | None, ritual_id: str) -> RitualRow:
    ritual = rituals.by_id(tx.session, ritual_id)
    pod: PodRow | None = pods.by_id(tx.session, ritual.pod_id) if ritual else None
    if ritual is None or pod is None or ritual.state is RitualState.ENDED:
        raise Refusal(GONE)
    if pod.archived_at is not None:
        raise Refusal("This pod was archived, so nothing was changed.")
    who = f"Only people of {pod.name} add to its agenda. Ask its lead to add you."
    people.demand(_standings(tx, person, ritual), Act.ADD_TO_AGENDA, who)
    return ritual


def _standings(tx: Transaction, person: PersonRow | None, ritual: RitualRow) -> frozenset[Standing]:
    """How somebody stands to the pod, and whether they facilitate the next session."""
    found = people.standings(tx, person, pod_id=ritual.pod_id)
    row = rituals.next_or_open(tx.session, ritual.id)
    turn = turns.of_duty(tx.session, row.id, Duty.FACILITATOR) if row else None
    facilitates = person is not None and turn is not None and turn.person_id == person.id
    return found | {Standing.FACILITATOR} if facilitates else found
