"""The two questions: asked, thanked for, taken back, read."""

from slackapp.domain.demos import Demo, DemoState
from slackapp.domain.feedback import (
    ANSWER_MAX,
    QUESTIONS,
    Answered,
    FeedbackDraft,
    Mode,
    Read,
    Readers,
    Receipt,
)
from slackapp.domain.people import Person
from slackapp.ids import Action, Modal, Picker
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    View,
    button,
    form,
    header,
    modal,
    rich,
    section,
)
from slackapp.views.forms import Form, Pick, Text
from slackapp.views.leaves import bold, italic
from slackapp.views.pages import paged
from slackapp.views.text import clip, day, moment

PROMISES = {
    (Mode.NAMED, Readers.AUTHOR): "{author} reads your answers, with your name.",
}
READ_MAX = 60_000  # characters of answers in one modal; Slack takes 250,000 bytes


class ChooseForm(Form):
    """What somebody wants to answer, when they did not come from its card."""

    demo = Pick(
        "Which demo or session?",
        missing="Pick what you want to answer.",
        hint="Sessions and demos of your pods come first.",
        picker=Picker.DEMO,
        placeholder="Search by title",
    )


class FeedbackForm(Form):
    """The answers to the two questions."""

    takeaway = Text(
        QUESTIONS[0].label,
        missing="Say what you take away; a few words are enough.",
        most=ANSWER_MAX,
        kind="body",
    )
    better = Text(
        QUESTIONS[1].label,
        missing="Say one thing that would help next time; a few words are enough.",
        most=ANSWER_MAX,
        kind="body",
    )

    @property
    def answers(self) -> tuple[str, ...]:
        self.require()
        return (self.takeaway, self.better)


def choose_form() -> View:
    return form(
        Modal.CHOOSE_DEMO,
        "Give feedback",
        ChooseForm.demo.draw(),
        submit="Next",
        about=About(),
    )


def give_form(*, draft: FeedbackDraft) -> View:
    demo = draft.demo
    return form(
        Modal.GIVE_FEEDBACK,
        "Give feedback",
        rich(italic(demo.title), f", by {demo.author.first_name}. {promise(draft=draft)}"),
        *_questions(draft),
        _take_back(demo) if draft.given else None,
        submit="Save" if draft.given else "Send",
        about=About(demo_id=demo.id),
    )


def promise(*, draft: FeedbackDraft) -> str:
    """Say who reads the answers, from the very values that decide it."""
    words = PROMISES[draft.mode, draft.readers]
    return words.format(author=draft.demo.author.first_name)


def _questions(draft: FeedbackDraft) -> list[Block]:
    given = draft.given or ("",) * len(draft.questions)
    fields = (FeedbackForm.takeaway, FeedbackForm.better)
    asked = zip(fields, draft.questions, given, strict=True)
    return [field.draw(words, label=question.label) for field, question, words in asked]


def _take_back(demo: Demo) -> Block:
    withdraw = button("Withdraw", Action.WITHDRAW_FEEDBACK, demo.id)
    return section("You answered already. Save what you change, or take it back.", withdraw)


def thanks(*, receipt: Receipt, person: Person) -> View:
    what = "the new words" if receipt.changed else "your answers"
    change = button("Change it", Action.CHANGE_FEEDBACK, receipt.demo_id)
    return modal(
        "Thank you",
        section(
            f"{receipt.author.first_name} finds {what} on Home. "
            f"You can change or withdraw them until {moment(receipt.until, person)}.",
            change,
        ),
    )


def withdraw_form(*, demo: Demo) -> View:
    author = demo.author.first_name
    return form(
        Modal.WITHDRAW_FEEDBACK,
        "Withdraw your answers?",
        rich(italic(demo.title), f", by {author}"),
        section(
            f"Your answers are deleted and {author} no longer sees them. "
            "You can answer again while the demo is open.",
        ),
        submit="Withdraw",
        close="Keep them",
        about=About(demo_id=demo.id),
    )


def withdrawn(*, receipt: Receipt) -> View:
    return modal(
        "Withdrawn",
        rich(italic(receipt.title)),
        section(f"{receipt.author.first_name} no longer sees your answers: they are deleted."),
    )


def read(*, read: Read, person: Person) -> View:
    """Show an author what came back, with names, the first answers first."""
    if not read.answered:
        return modal("What came back", header(clip(read.demo.title, 150)), _nothing(read))
    room = READ_MAX // sum(len(answered.answers) or 1 for answered in read.answered)
    return modal(
        "What came back",
        header(clip(read.demo.title, 150)),
        *paged(
            (block for answered in read.answered for block in _answered(answered, person, room)),
            of=(Action.READ_FEEDBACK, read.demo.id),
            page=read.page,
            pages=read.pages,
        ),
    )


def _nothing(read: Read) -> Block:
    if read.demo.state is not DemoState.OPEN:
        return section("No answers this time.")
    return section("No answers yet. When the first one is there, you get a message.")


def _answered(answered: Answered, reader: Person, room: int) -> list[Block]:
    who = rich(bold(answered.person.name), f" · {day(answered.at, reader)}")
    return [
        who,
        *(rich(bold(label), f"\n{clip(words, room)}") for label, words in answered.answers),
    ]
