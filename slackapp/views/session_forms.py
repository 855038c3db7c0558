"""The questions about a session, what they promise, and what is read of the answers."""

from slackapp.domain.feedback import ANSWER_MAX, Mode, Question
from slackapp.domain.people import Person, names
from slackapp.domain.questions import SCALES, TEMPLATES
from slackapp.domain.sessions import (
    STEP_MAX,
    Asking,
    Notes,
    Promise,
    SessionAnswered,
    SessionAnswers,
    SessionRead,
    Words,
)
from slackapp.ids import Action, Modal
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    Option,
    View,
    bullets,
    button,
    context,
    form,
    header,
    modal,
    option,
    rich,
    section,
)
from slackapp.views.forms import Form, Text
from slackapp.views.leaves import bold
from slackapp.views.pages import paged
from slackapp.views.scales import Scale
from slackapp.views.text import clip, count, day, moment

SESSION = "session "  # before the id of what was picked, where a demo has none
READ_MAX = 60_000  # characters of answers in one modal; Slack takes 250,000 bytes

PROMISES = {
    Mode.NAMED: "{readers} your answers with your name, once the questions close on {until}. "
    "Until then you can change them{late}. {following} without names.",
}
LATE = "; what comes first after {at} is marked late"
IN_CHANNEL = " When it begins, its channel reads what people wish for, without names."
NEXT = "Whoever presents and facilitates the next one reads the words"
NEXT_NOW = "Whoever presents and facilitates the next one (now {names}) reads the words"


class SessionForm(Form):
    """Answers about a session, whatever its template asks; and the next step."""

    takeaway = Text("", most=ANSWER_MAX, kind="body")
    better = Text("", most=ANSWER_MAX, kind="body")
    worked = Text("", most=ANSWER_MAX, kind="body")
    failed = Text("", most=ANSWER_MAX, kind="body")
    topics = Text("", most=ANSWER_MAX, kind="body", hint="One on each line.")
    clear = Text("", most=ANSWER_MAX, kind="body")
    clearer = Text("", most=ANSWER_MAX, kind="body")
    pace = Scale("")
    clarity = Scale("")
    step = Text(
        "Your next step",
        hint="One small thing to do before the next one. Only you see it.",
        most=STEP_MAX,
    )

    @property
    def answers(self) -> SessionAnswers:
        self.require()
        keys = [each.key for each in ASKED if each.key in self.values]
        words = ((key, str(getattr(self, key))) for key in keys)
        return SessionAnswers(words=tuple(each for each in words if each[1]), step=self.step)


ASKED = (*(question for asked in TEMPLATES.values() for question in asked), *SCALES)


def answer_form(*, asking: Asking, person: Person) -> View:
    given = dict(asking.given.words) if asking.given else {}
    occurrence = asking.occurrence
    return form(
        Modal.ANSWER_SESSION,
        "How was it?",
        rich(bold(occurrence.ritual.name), f" · {day(occurrence.starts_at, person)}"),
        section(promise(promise=asking.promise, person=person)),
        *(_field(question, given.get(question.key, "")) for question in asking.questions),
        section(f"You wanted to: {asking.wanted}") if asking.wanted else None,
        SessionForm.step.draw(asking.given.step if asking.given else ""),
        submit="Save" if asking.given else "Send",
        about=About(occurrence_id=occurrence.id),
    )


def promise(*, promise: Promise, person: Person) -> str:
    """Say who reads the answers and when, from the very values that decide it."""
    now = NEXT_NOW.format(names=names(promise.following))
    words = PROMISES[promise.mode].format(
        readers=_readers(promise, person),
        until=moment(promise.until, person),
        late=LATE.format(at=moment(promise.late_from, person)) if promise.late_from else "",
        following=now if promise.following else NEXT,
    )
    return f"{words}{IN_CHANNEL if promise.channel else ''}"


def _readers(promise: Promise, person: Person) -> str:
    """Name who reads what this person says; they need not be told of themselves."""
    others = tuple(each for each in promise.readers if each.id != person.id)
    if not others:
        return "Nobody else reads" if promise.readers else "Nobody reads"
    return f"{names(others)} read{'s' if len(others) == 1 else ''}"


def _field(question: Question, given: str) -> Block:
    field = SessionForm.fields[question.key]
    if isinstance(field, Text | Scale):
        return field.draw(given, label=question.label)
    raise ValueError(f"{question.key!r} has no field in SessionForm; add one")


def thanks(*, asking: Asking, person: Person) -> View:
    until = moment(asking.promise.until, person)
    change = button("Change it", Action.CHANGE_SESSION, asking.occurrence.id)
    step = asking.given.step if asking.given else ""
    return modal(
        "Thank you",
        section(
            f"{_readers(asking.promise, person)} it once the questions close. "
            f"You can change it until {until}.",
            change,
        ),
        section(f"Your next step stands on Home: {step}") if step else None,
    )


def read(*, read: SessionRead, person: Person) -> View:
    """Show whoever held a session how it was, with names."""
    room = READ_MAX // max(1, sum(len(each.answers) for each in read.answered))
    return modal(
        "How it was",
        header(clip(read.occurrence.ritual.name, 150)),
        context(answered(read=read, person=person)),
        *paged(
            (block for each in read.answered for block in _answered(each, person, room)),
            of=(Action.READ_SESSION, read.occurrence.id),
            page=read.page,
            pages=read.pages,
        ),
    )


def how_many(questions: int) -> str:
    """Say how much is asked: "Two questions"."""
    words = ("No", "One", "Two", "Three", "Four", "Five")
    return f"{words[questions]} question{'' if questions == 1 else 's'}"


def answered(*, read: SessionRead, person: Person) -> str:
    """Say how many answered, without a judgment."""
    when = day(read.occurrence.starts_at, person)
    return f"{when} · {read.total} of {count(read.asked, 'person')} answered".replace(
        "persons", "people"
    )


def notes(*, notes: Notes, person: Person) -> View:
    """Show whoever has the next session the words of the last one."""
    room = READ_MAX // max(1, sum(len(each.said) for each in notes.words))
    return modal(
        "Notes for your turn",
        header(clip(notes.following.ritual.name, 150)),
        section(
            f"What people said after {day(notes.occurrence.starts_at, person)}, without names. "
            f"Yours is on {moment(notes.following.starts_at, person)}."
        ),
        *(block for each in notes.words for block in _words(each, room)),
    )


def _words(words: Words, room: int) -> list[Block]:
    return [
        rich(bold(words.question.label)),
        bullets([clip(said, room)] for said in words.said),
    ]


def _answered(each: SessionAnswered, reader: Person, room: int) -> list[Block]:
    late = " · late" if each.late else ""
    return [
        rich(bold(each.person.name), f" · {day(each.at, reader)}{late}"),
        *(rich(bold(asked.label), f"\n{clip(words, room)}") for asked, words in each.answers),
    ]


def session_options(found: tuple[Asking, ...], person: Person) -> list[Option]:
    """Sessions to answer, each with its day, beside demos in one list."""
    return [
        option(
            each.occurrence.ritual.name,
            f"{SESSION}{each.occurrence.id}",
            day(each.occurrence.starts_at, person),
        )
        for each in found
    ]


def chosen_session(value: str) -> str:
    """The session that was picked; empty if it was a demo."""
    return value.removeprefix(SESSION) if value.startswith(SESSION) else ""
