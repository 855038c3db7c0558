"""What a ritual asks next, and the forms that change it."""

from slackapp.domain.people import Person
from slackapp.domain.prompts import (
    PAGE,
    WORDS_MAX,
    Offer,
    OfferedPrompt,
    PromptAnswers,
    PromptDraft,
    PromptPage,
)
from slackapp.ids import Action, Modal, PromptVerb
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    Element,
    View,
    actions,
    button,
    choice,
    context,
    form,
    header,
    modal,
    overflow,
    section,
)
from slackapp.views.forms import Form, Select, Text
from slackapp.views.pages import target_value
from slackapp.views.text import clip, count, moment

ALL, HERE = "all", "pod"
HINT = (
    "Something that ten lines or ten minutes can answer. Why and how go deeper than what. "
    f"At most {WORDS_MAX} characters."
)


class PromptForm(Form):
    """The words of a prompt, and whom it asks."""

    words = Text(
        "What would you like to ask?",
        missing="Write the question first.",
        hint=HINT,
        most=WORDS_MAX,
        kind="body",
        shorten="A prompt is read in a moment: shorten it.",
    )
    where = Select(
        "Who is asked",
        hint="Left empty, it is this pod.",
        offered=(
            (HERE, "This pod", ""),
            (ALL, "Every pod of the workspace", "Their leads can leave it out"),
        ),
    )

    @property
    def answers(self) -> PromptAnswers:
        self.require()
        return PromptAnswers(words=self.words, everywhere=self.where == ALL)


def prompts(*, page: PromptPage, person: Person) -> View:
    """List what comes next, with what this reader may do to each."""
    return modal(
        "Prompts",
        header(clip(page.ritual_name, 150)),
        context(_when(page, person)),
        actions(
            button("Add a prompt", Action.ADD_PROMPT, page.ritual_id, style="primary"),
            block_id="prompts.add",
        ),
        *(
            block
            for number, line in enumerate(page.lines, start=page.page * PAGE + 1)
            for block in _prompt(page, number, line)
        ),
        _paging(page),
        _left_out(page),
    )


def add_form(*, draft: PromptDraft) -> View:
    return form(
        Modal.ADD_PROMPT,
        "Add a prompt",
        PromptForm.words.draw(),
        PromptForm.where.draw() if draft.leads else None,
        context("It comes before the library, after what others added earlier."),
        submit="Add",
        about=About(prompt_id=draft.prompt_id, ritual_id=draft.ritual_id),
    )


def reword_form(*, draft: PromptDraft) -> View:
    told = "Other pods keep the words that it has." if draft.here_only else ""
    return form(
        Modal.REWORD_PROMPT,
        "Change the words",
        PromptForm.words.draw(draft.words),
        context(f"What was asked before stays as it was. {told}".strip()),
        submit="Save",
        about=About(prompt_id=draft.prompt_id, ritual_id=draft.ritual_id),
    )


def prompt_value(*, ritual_id: str, key: str) -> str:
    return f"{ritual_id} {key}"


def read_prompt(value: str) -> tuple[str, str]:
    """Read back which prompt of which ritual was meant."""
    ritual_id, _, key = value.partition(" ")
    return ritual_id, key


def _when(page: PromptPage, person: Person) -> str:
    if not page.total:
        return "Nothing is asked: everything is left out. Add a prompt of your own."
    if page.next_on is None:
        return "Asked in this order"
    return f"Asked in this order, the first on {moment(page.next_on, person)}"


def _prompt(page: PromptPage, number: int, line: OfferedPrompt) -> list[Block]:
    offer = line.offer
    menu = _menu(page, line)
    words = section(f"{number}. {offer.words}", menu, block_id=f"prompt.{offer.key}")
    return [words, context(_origin(offer))]


def _menu(page: PromptPage, line: OfferedPrompt) -> Element | None:
    shared = line.offer.author is None or line.offer.everywhere
    verbs = (
        (line.ask_next, "Ask this next", PromptVerb.NEXT),
        (line.reword, "Change the words", PromptVerb.REWORD),
        (line.retire, "Leave it out" if shared else "Retire it", PromptVerb.RETIRE),
    )
    thing = prompt_value(ritual_id=page.ritual_id, key=line.offer.key)
    options = [choice(label, verb, thing) for may, label, verb in verbs if may]
    return overflow(Action.PROMPT_MENU, *options) if options else None


def _origin(offer: Offer) -> str:
    author = f"Added by {offer.author.first_name}" if offer.author else "From the library"
    return " · ".join(
        (
            *(("Chosen to come next",) if offer.next_at else ()),
            author + (", for every pod" if offer.everywhere else ""),
            *(("asked before",) if offer.asked else ()),
        )
    )


def _paging(page: PromptPage) -> Block | None:
    def turn(label: str, step: int) -> Element:
        value = target_value(page.ritual_id, page.page + step)
        return button(label, Action.TURN_PROMPTS, value)

    after = page.total - (page.page + 1) * PAGE
    if after > 0:
        return section(f"{after:,} after these", turn("More", 1), block_id="prompts.more")
    if page.page:
        return section("These are the last", turn("Back", -page.page), block_id="prompts.back")
    return None


def _left_out(page: PromptPage) -> Block | None:
    if not page.left_out:
        return None
    words = f"{count(page.left_out, 'prompt')} left out or retired here"
    back = button("Bring back", Action.RESTORE_PROMPTS, page.ritual_id)
    return section(words, back, block_id="prompts.left_out")
