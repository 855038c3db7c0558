"""A note of the library: kept, read, changed, withdrawn."""

from slackapp.domain.library import (
    BODY_MAX,
    LINK_MAX,
    TITLE_MAX,
    TOPICS_MAX,
    ArtifactKind,
    Note,
    NoteAnswers,
    NoteDraft,
)
from slackapp.domain.people import Person
from slackapp.ids import Action, Modal, Picker
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    Element,
    View,
    actions,
    button,
    context,
    form,
    header,
    modal,
    rich,
    section,
)
from slackapp.views.demos import pod_option
from slackapp.views.forms import Form, Pick, Select, Text, link_problem
from slackapp.views.leaves import bold
from slackapp.views.text import clip, count, day

READERS = "Everybody in this workspace can find it; guests only if they are in the pod."
PRIVATE = (
    "Not everybody can read where this message stands. Once it is kept, everybody in this "
    "workspace can read the words below. Take out what is not theirs to read."
)
ANSWERED = (
    "What people answered you stands in it, without their names. "
    "Take out what they may not want the others to read."
)
CUT = "There was more than this form takes, so its end is missing here."


class NoteForm(Form):
    """What is worth keeping, so that others find it."""

    pod = Pick(
        "Pod",
        missing="Pick the pod on whose shelf it stands.",
        picker=Picker.POD,
        implied=lambda about: about.pod_id,
    )
    kind = Select(
        "Kind",
        missing="Pick what sort of note it is.",
        offered=tuple((kind.value, kind.label, "") for kind in ArtifactKind),
    )
    title = Text(
        "Title",
        missing="Give it a title, so that people find it.",
        most=TITLE_MAX,
    )
    body = Text(
        "What is worth keeping?",
        missing="Write a line or two. Two lines are enough.",
        most=BODY_MAX,
        kind="body",
    )
    topics = Text("Topics", hint="A few words, with commas between them.", most=TOPICS_MAX)
    link = Text("Link to where it comes from", most=LINK_MAX, accept=link_problem)

    @property
    def answers(self) -> NoteAnswers:
        self.require()
        return NoteAnswers(
            pod_id=self.pod,
            kind=ArtifactKind(self.kind),
            title=self.title,
            body=self.body,
            topics=self.topics,
            link=self.link,
        )


def save_form(*, draft: NoteDraft) -> View:
    only = draft.pods[0].pod_id if len(draft.pods) == 1 else ""
    return form(
        Modal.KEEP_NOTE,
        "Save to the library",
        section(PRIVATE) if draft.private else None,
        section(ANSWERED) if draft.answered else None,
        context(CUT) if draft.cut else None,
        _where(draft),
        *_questions(draft.answers),
        context(READERS),
        submit="Keep",
        about=About(note_id=draft.note_id, source_id=draft.source_id, pod_id=only),
    )


def edit_form(*, draft: NoteDraft) -> View:
    return form(
        Modal.EDIT_NOTE,
        "Edit this note",
        *_questions(draft.answers),
        submit="Save",
        about=About(note_id=draft.note_id, pod_id=draft.answers.pod_id),
    )


def _where(draft: NoteDraft) -> Block:
    if len(draft.pods) == 1:
        return context(f"It goes on the shelf of {draft.pods[0].name}.")
    chosen = [pod for pod in draft.pods if pod.pod_id == draft.answers.pod_id]
    return NoteForm.pod.draw(pod_option(chosen[0]) if chosen else None)


def _questions(answers: NoteAnswers) -> list[Block]:
    return [
        NoteForm.kind.draw(answers.kind.value),
        NoteForm.title.draw(answers.title),
        NoteForm.body.draw(answers.body),
        NoteForm.topics.draw(answers.topics),
        NoteForm.link.draw(answers.link),
    ]


def no_pod() -> View:
    return modal(
        "Save to the library",
        section(
            "A note stands on the shelf of a pod, and you are in none yet, so there is nowhere "
            "to keep it. Ask whoever leads one to add you."
        ),
    )


def note(*, note: Note, person: Person, kept: bool = False) -> View:
    """A note to read, with what its reader may do."""
    return modal(
        "Kept" if kept else note.kind.label,
        section(f"It is on the shelf of {note.pod_name} now, for whoever looks.") if kept else None,
        header(clip(note.title, TITLE_MAX)),
        context(about_line(note=note, person=person)),
        rich(note.body),
        _can_do(note),
        context(_shared(note)),
    )


def about_line(*, note: Note, person: Person) -> str:
    """Say of what pod and topics a note is, and who kept it when."""
    edited = f", edited {day(note.edited_at, person)}" if note.edited_at else ""
    kept_by = f"kept by {note.keeper.first_name}, {day(note.kept_at, person)}{edited}"
    return " · ".join((note.pod_name, *note.topics, kept_by))


def _can_do(note: Note) -> Block | None:
    found: list[Element] = []
    if note.link:
        found.append(button("Open link", Action.OPEN_LINK, url=note.link))
    if note.may_edit:
        found.append(button("Edit", Action.EDIT_NOTE, note.id))
        found.append(button("Withdraw", Action.WITHDRAW_NOTE, note.id))
    if note.may_lead:
        label = "Take off Start here" if note.starts else "Add to Start here"
        found.append(button(label, Action.START_WITH_NOTE, start_value(note)))
    return actions(*found, block_id=f"note.{note.id}") if found else None


def start_value(note: Note) -> str:
    return f"{note.id} off" if note.starts else f"{note.id} on"


def start_target(value: str) -> tuple[str, bool]:
    """Read back which note is meant, and whether newcomers start with it from now on."""
    note_id, _, wanted = value.partition(" ")
    return note_id, wanted != "off"


def _shared(note: Note) -> str:
    how = f"Write {note.reference} in a message to point to it"
    if not note.shared:
        return how
    times = "once" if note.shared == 1 else count(note.shared, "time")
    return f"Shared {times} since · {how}"


def withdraw_form(*, note: Note) -> View:
    return form(
        Modal.WITHDRAW_NOTE,
        "Withdraw this note?",
        rich(bold(note.title)),
        section("Nobody finds it any more. What it is about stays where it is."),
        submit="Withdraw",
        close="Keep it",
        about=About(note_id=note.id),
    )


def withdrawn(*, note: Note) -> View:
    return modal("Withdrawn", rich(bold(note.title), " is off the shelf."))
