"""A retrospective: thoughts are added in a modal, and revealed on a card without names."""

from slackapp.domain.kinds import kinds
from slackapp.domain.people import Person
from slackapp.domain.retros import (
    SHOWN,
    THOUGHT_MAX,
    Column,
    OpenRetro,
    RetroPromise,
    Revealed,
    Review,
    Thought,
    ThoughtDraft,
)
from slackapp.domain.rituals import Occurrence, OccurrenceState
from slackapp.ids import Action, Modal
from slackapp.views import actions as wanted
from slackapp.views import decisions
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    Message,
    View,
    actions,
    bullets,
    button,
    context,
    form,
    header,
    message,
    modal,
    option,
    rich,
    section,
)
from slackapp.views.forms import Form, OneOf, Select, Text
from slackapp.views.leaves import bold, date
from slackapp.views.pages import paged
from slackapp.views.text import clip, count, day, safe

QUOTED = 200  # characters of one thought on the card
PAGE = 30  # thoughts in one modal
SERVER = "Whoever runs the server could look them up."


class ThoughtForm(Form):
    """One thing to keep, to improve, or to see differently."""

    retro = OneOf("Which retrospective?", missing="Pick the pod that it is about.")
    column = Select(
        "What is it?",
        missing="Pick what it is: to keep, to improve, or seen differently.",
        offered=tuple((column.value, column.label, "") for column in Column),
    )
    words = Text(
        "Your thought",
        missing="Write your thought; one line is plenty.",
        hint="About what we do together, never about one person.",
        most=THOUGHT_MAX,
        kind="body",
    )

    @property
    def ritual_id(self) -> str:
        """Where there is one, it is known; otherwise it was picked."""
        return self.about.ritual_id or self.retro

    def check(self) -> dict[str, str]:
        wrong = super().check()
        if self.about.ritual_id:
            wrong.pop("retro", None)
        return wrong


def opened(*, occurrence: Occurrence, review: Review | None = None) -> Message:
    """Ask the channel, say who reads it and when, and ask what became of the last time."""
    ritual, opening = occurrence.ritual, kinds()[occurrence.ritual.kind].opening
    return message(
        safe(f"{ritual.name} · {opening}", 1000),
        rich(bold(ritual.name)),
        rich(opening),
        *(_collecting(occurrence) if occurrence.state is not OccurrenceState.CLOSED else _OVER),
        *(wanted.asked_lines(review.actions) if review else ()),
        *(decisions.asked_lines(review.decisions) if review else ()),
    )


def _collecting(occurrence: Occurrence) -> list[Block]:
    add = button("Add a thought", Action.ADD_THOUGHT, occurrence.ritual.id, style="primary")
    return [
        rich("Open until ", date(occurrence.ends_at), ", then shown here to everyone."),
        actions(add),
        context(f"Shown without names. {SERVER}"),
    ]


_OVER = (
    section("This one is over: what was said stands below."),
    context("A thought for the next one: Add to the retro, among the shortcuts"),
)


def thought_form(*, draft: ThoughtDraft, person: Person) -> View:
    one = draft.retros[0] if len(draft.retros) == 1 else None
    choices = [option(f"{each.pod_name}: {each.name}", each.ritual_id) for each in draft.retros]
    return form(
        Modal.ADD_THOUGHT,
        "Change your thought" if draft.changes else "Add to the retro",
        None if one else ThoughtForm.retro.draw(*choices),
        *_asked(draft),
        context(f"The message was longer: its first {THOUGHT_MAX} characters are here.")
        if draft.shortened
        else None,
        *(section(_promised(each, person, named=not one)) for each in draft.retros),
        *(() if draft.changes else _mine(draft.retros)),
        submit="Save" if draft.changes else "Add",
        about=About(thought_id=draft.thought_id, ritual_id=one.ritual_id if one else ""),
    )


def promise(*, promise: RetroPromise, person: Person) -> str:
    """Say who reads a thought and when, from the very values that decide it."""
    when = f"on {day(promise.until, person)}" if promise.until else "when it is held next"
    names = "with" if promise.named else "without"
    return f"Shown to everyone in #{promise.channel_name} {names} names {when}. {SERVER}"


def added(*, retro: OpenRetro, person: Person) -> View:
    return modal(
        "Thank you",
        section(promise(promise=retro.promise, person=person)),
        section("Until then only you see it, and can change or withdraw it."),
        *_mine((retro,)),
        actions(button("Add another", Action.ADD_THOUGHT, retro.ritual_id)),
    )


def no_retro(*, in_pod: bool) -> View:
    words = (
        "None of your pods holds retrospectives yet, so there is nowhere to add a thought. "
        "Whoever leads one of them can add a retrospective under Rituals."
        if in_pod
        else "A thought goes to the retrospective of a pod, and you are in none yet. "
        "Ask a colleague who leads one to add you."
    )
    return modal("Add to the retro", section(words))


def card(*, revealed: Revealed) -> Message:
    """What was said, without names and shuffled; kindly, if nobody said anything."""
    name, said = revealed.occurrence.ritual.name, count(len(revealed.thoughts), "thought")
    if not revealed.thoughts:
        words = f"{name} · Nothing was said this time, and that is fine."
        return message(safe(words, 1000), rich(words), *_done(revealed))
    return message(
        safe(f"{name} · What we said: {said}, shuffled", 1000),
        rich(bold("What we said"), f" · {name} · {said}, shuffled"),
        *(block for column in Column for block in _column(revealed.of(column), column)),
        context("Without names. What is hurtful can be removed by whoever leads or facilitated."),
        *_done(revealed),
    )


def everything(*, revealed: Revealed, page: int = 0) -> View:
    """All that was said in full, a page at a time; some may remove what is hurtful."""
    pages = max(1, -(-len(revealed.thoughts) // PAGE))
    page = min(max(page, 0), pages - 1)
    ordered = [each for column in Column for each in revealed.of(column)]
    return modal(
        "What we said",
        header(clip(revealed.occurrence.ritual.name, 150)),
        section("Nothing was said.") if not ordered else None,
        *paged(
            (_said(each, revealed) for each in ordered[page * PAGE : (page + 1) * PAGE]),
            of=(Action.READ_RETRO, revealed.occurrence.id),
            page=page,
            pages=pages,
        ),
    )


def remove_form(*, thought: Thought) -> View:
    return form(
        Modal.REMOVE_THOUGHT,
        "Remove this thought?",
        section(clip(thought.words, THOUGHT_MAX)),
        section("It disappears from the card for everybody. Nobody learns who wrote it."),
        submit="Remove",
        about=About(thought_id=thought.id),
    )


def _asked(draft: ThoughtDraft) -> list[Block]:
    """The questions; to change a thought they start afresh, whatever was typed for another."""
    asked = [
        ThoughtForm.column.draw(draft.column.value if draft.column else ""),
        ThoughtForm.words.draw(draft.words),
    ]
    for block in asked if draft.changes else ():
        block["block_id"] = f"{block['block_id']}.{draft.thought_id}"
    return asked


def _promised(retro: OpenRetro, person: Person, *, named: bool) -> str:
    words = promise(promise=retro.promise, person=person)
    return f"{retro.pod_name}: {words}" if named else words


def _mine(found: tuple[OpenRetro, ...]) -> list[Block]:
    """One's own thoughts, to change or to withdraw."""
    mine = [each for retro in found for each in retro.mine]
    return [block for each in mine for block in _own(each)]


def _own(thought: Thought) -> list[Block]:
    return [
        section(
            f"{thought.column.label}: {clip(thought.words, QUOTED)}",
            block_id=f"thought.{thought.id}",
        ),
        actions(
            button("Change", Action.CHANGE_THOUGHT, thought.id),
            button("Withdraw", Action.WITHDRAW_THOUGHT, thought.id),
            block_id=f"thought.{thought.id}.do",
        ),
    ]


def _done(revealed: Revealed) -> list[Block]:
    """What comes of it, and what can be done about that."""
    about = revealed.occurrence.id
    return [
        *wanted.card_lines(revealed.actions),
        *decisions.card_lines(revealed.decisions),
        actions(
            button("Add an action", Action.ADD_ACTION, about),
            button("Change the ritual", Action.CHANGE_RITUAL, about),
            button("Edit actions", Action.OPEN_ACTIONS, about) if revealed.actions else None,
            button("Read all", Action.READ_RETRO, about) if revealed.thoughts else None,
            button("What we decided", Action.OPEN_DECISIONS, revealed.occurrence.ritual.pod_id),
        ),
    ]


def _column(found: tuple[Thought, ...], column: Column) -> list[Block]:
    if not found:
        return []
    more = len(found) - SHOWN
    return [
        rich(bold(column.label)),
        bullets([clip(" ".join(each.words.split()), QUOTED)] for each in found[:SHOWN]),
        *([context(f"and {more} more")] if more > 0 else []),
    ]


def _said(thought: Thought, revealed: Revealed) -> Block:
    gone = button("Remove…", Action.REMOVE_THOUGHT, thought.id) if revealed.may_remove else None
    words = f"{thought.column.label}: {thought.words}"
    return section(words, gone, block_id=f"said.{thought.id}")
