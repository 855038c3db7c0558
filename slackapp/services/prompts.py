"""What a pod is asked: see what comes next; add a prompt, change, move or retire it."""

from dataclasses import dataclass

from slackapp.domain import words
from slackapp.domain.kinds import kinds
from slackapp.domain.people import Act, Person, Principal, Standing, allows, only_leads
from slackapp.domain.prompts import (
    PAGE,
    Offer,
    OfferedPrompt,
    PromptAnswers,
    PromptDraft,
    PromptPage,
    same,
)
from slackapp.domain.rituals import RitualState
from slackapp.errors import Refusal
from slackapp.services import people
from slackapp.services.prompt_choice import note_of, offered
from slackapp.services.rituals import GONE
from storage import Transaction, pods, rituals
from storage import prompts as rows
from storage.base import new_id
from storage.people import PersonRow
from storage.prompts import PromptRow
from storage.rituals import RitualRow

NOT_IN_POD = "Only people of this pod choose what it is asked. Ask its lead to add you."
NOT_HERE = "This prompt is not asked here any more, so nothing was changed."


@dataclass(frozen=True, slots=True)
class _Place:
    """A ritual that asks, and how whoever acts stands to its pod."""

    ritual: RitualRow
    person: PersonRow
    standings: frozenset[Standing]
    leads: tuple[Person, ...]

    @property
    def led(self) -> bool:
        return allows(self.standings, Act.RUN_RITUALS)


def coming(tx: Transaction, actor: Principal, ritual_id: str, page: int = 0) -> PromptPage:
    """What a ritual asks next, in order, for the people of its pod."""
    here = _place(tx, actor, ritual_id)
    offers, left_out = offered(tx, here.ritual)
    last = max((len(offers) - 1) // PAGE, 0)
    page = min(max(page, 0), last)
    begin = page * PAGE
    shown = [
        OfferedPrompt(
            offer=offer,
            reword=_may_edit(here, offer),
            retire=_may_edit(here, offer),
            ask_next=here.led and begin + number > 0,
        )
        for number, offer in enumerate(offers[begin : begin + PAGE])
    ]
    planned = rituals.planned(tx.session, ritual_id)
    return PromptPage(
        ritual_id=ritual_id,
        ritual_name=here.ritual.name,
        page=page,
        total=len(offers),
        lines=tuple(shown),
        next_on=planned[0].starts_at if planned else None,
        left_out=len(left_out) if here.led else 0,
    )


def compose(tx: Transaction, actor: Principal, ritual_id: str) -> PromptDraft:
    """Start a prompt; its id is made here, so that a double submit adds one."""
    here = _place(tx, actor, ritual_id)
    return PromptDraft(prompt_id=new_id(), ritual_id=ritual_id, leads=here.led)


def add(
    tx: Transaction, actor: Principal, ritual_id: str, prompt_id: str, answers: PromptAnswers
) -> None:
    """Add a prompt of the team's own. Pressed twice, it is added once."""
    here = _place(tx, actor, ritual_id)
    if rows.by_id(tx.session, prompt_id) is not None:
        return
    if answers.everywhere:
        _demand_lead(here, "ask every pod")
    asked = words.line(answers.words)
    _refuse_twice(tx, here, asked)
    tx.session.add(
        PromptRow(
            id=prompt_id,
            pod_id=None if answers.everywhere else here.ritual.pod_id,
            kind=here.ritual.kind,
            words=asked,
            added_by_id=here.person.id,
            added_at=tx.now,
        )
    )


def reopen(tx: Transaction, actor: Principal, ritual_id: str, key: str) -> PromptDraft:
    """Show the words of a prompt to whoever may change them."""
    here = _place(tx, actor, ritual_id)
    offer = _offer(tx, here, key)
    _demand_edit(here, offer)
    return PromptDraft(
        prompt_id=key,
        ritual_id=ritual_id,
        words=offer.words,
        here_only=_is_shared(offer) and not _is_author(here, offer),
    )


def reword(tx: Transaction, actor: Principal, ritual_id: str, key: str, asked: str) -> None:
    """Ask it in other words: here, if others ask it too and did not get it from this person."""
    here = _place(tx, actor, ritual_id)
    offer = _offer(tx, here, key)
    _demand_edit(here, offer)
    asked = words.line(asked)
    _refuse_twice(tx, here, asked, but=key)
    _row_to_change(tx, here, offer).words = asked


def ask_next(tx: Transaction, actor: Principal, ritual_id: str, key: str) -> None:
    """Have a prompt come before all others, once."""
    here = _place(tx, actor, ritual_id)
    _demand_lead(here, "choose what is asked next")
    _note(tx, here, _offer(tx, here, key)).next_at = tx.now


def retire(tx: Transaction, actor: Principal, ritual_id: str, key: str) -> None:
    """Have a prompt not come any more; what was asked and answered stays."""
    here = _place(tx, actor, ritual_id)
    offer = _offer(tx, here, key)
    _demand_edit(here, offer)
    _row_to_change(tx, here, offer).retired_at = tx.now


def bring_back(tx: Transaction, actor: Principal, ritual_id: str) -> None:
    """Ask again whatever this pod retired or leaves out."""
    here = _place(tx, actor, ritual_id)
    _demand_lead(here, "bring prompts back")
    for row in offered(tx, here.ritual)[1]:
        row.retired_at = None


def _place(tx: Transaction, actor: Principal, ritual_id: str) -> _Place:
    ritual = rituals.by_id(tx.session, ritual_id)
    if ritual is None or ritual.state is RitualState.ENDED or not kinds()[ritual.kind].asks:
        raise Refusal(GONE)
    pod = pods.by_id(tx.session, ritual.pod_id)
    if pod is None or pod.archived_at is not None:
        raise Refusal("This pod was archived, so nothing was changed.")
    person = people.find(tx, actor)
    standings = people.standings(tx, person, pod_id=pod.id)
    people.demand(standings, Act.ADD_PROMPT, NOT_IN_POD)
    if person is None:
        raise Refusal(NOT_IN_POD)
    leads = pods.whole(tx.session, [pod])[0].leads
    return _Place(ritual=ritual, person=person, standings=standings, leads=leads)


def _offer(tx: Transaction, here: _Place, key: str) -> Offer:
    for offer in offered(tx, here.ritual)[0]:
        if offer.key == key:
            return offer
    raise Refusal(NOT_HERE)


def _is_shared(offer: Offer) -> bool:
    return offer.author is None or offer.everywhere


def _is_author(here: _Place, offer: Offer) -> bool:
    return offer.author is not None and offer.author.id == here.person.id


def _may_edit(here: _Place, offer: Offer) -> bool:
    mine = {Standing.AUTHOR} if _is_author(here, offer) else set()
    return allows(here.standings | mine, Act.EDIT_PROMPT)


def _demand_edit(here: _Place, offer: Offer) -> None:
    mine = {Standing.AUTHOR} if _is_author(here, offer) else set()
    otherwise = only_leads(here.leads, "change this prompt")
    people.demand(here.standings | mine, Act.EDIT_PROMPT, otherwise)


def _demand_lead(here: _Place, what: str) -> None:
    people.demand(here.standings, Act.RUN_RITUALS, only_leads(here.leads, what))


def _refuse_twice(tx: Transaction, here: _Place, asked: str, *, but: str = "") -> None:
    for place, offer in enumerate(offered(tx, here.ritual)[0], start=1):
        if offer.key != but and same(offer.words, asked):
            raise Refusal(
                f"Somebody had the same thought: this one is number {place} in the list. "
                "Ask for what you would like to know about it, or close this form.",
                field="words",
            )


def _row_to_change(tx: Transaction, here: _Place, offer: Offer) -> PromptRow:
    """Change one's own prompt for every pod that is asked it, another's only here."""
    own = rows.by_id(tx.session, offer.key)
    return own if own is not None and _is_author(here, offer) else _note(tx, here, offer)


def _note(tx: Transaction, here: _Place, offer: Offer) -> PromptRow:
    """How this pod has a prompt; a shared one gets a row of its own here."""
    found = note_of(tx, here.ritual, offer.key)
    if found is not None:
        return found
    row = PromptRow(
        id=new_id(),
        pod_id=here.ritual.pod_id,
        kind=here.ritual.kind,
        shared_key=offer.key,
        added_by_id=here.person.id,
        added_at=tx.now,
    )
    tx.session.add(row)
    tx.session.flush()
    return row
