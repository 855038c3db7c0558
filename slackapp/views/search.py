"""Finding notes, and where to start."""

from slackapp.domain.library import ArtifactKind, Found, Note, StartHere, Wanted
from slackapp.domain.people import Person
from slackapp.domain.pods import PodChoice
from slackapp.ids import Action, Modal, Picker, StartVerb
from slackapp.views.about import About
from slackapp.views.blocks import (
    OPTIONS_MAX,
    Block,
    Element,
    Option,
    View,
    button,
    choice,
    context,
    form,
    modal,
    option,
    overflow,
    section,
)
from slackapp.views.forms import Form, Pick, Select, Text
from slackapp.views.library import about_line
from slackapp.views.text import clip, count

WORDS_MAX = 200
GLIMPSE_MAX = 140
ANY = "any"


class FindForm(Form):
    """What somebody looks for."""

    words = Text("Words", hint="The last one may be unfinished.", most=WORDS_MAX)
    kind = Select(
        "Kind",
        offered=((ANY, "Any kind", ""), *((kind.value, kind.label, "") for kind in ArtifactKind)),
    )
    pod = Pick("Pod", picker=Picker.SHELF)

    @property
    def wanted(self) -> Wanted:
        self.require()
        pod = "" if self.pod == ANY else self.pod
        return Wanted(words=self.words, kind="" if self.kind == ANY else self.kind, pod_id=pod)


def find(*, found: Found, person: Person) -> View:
    """The form to look with, and below it what was found."""
    wanted = found.wanted
    return form(
        Modal.FIND_NOTES,
        "Find in the library",
        FindForm.words.draw(clip(wanted.words, WORDS_MAX)),
        FindForm.kind.draw(wanted.kind or ANY),
        FindForm.pod.draw(shelf_options(pods=(found.pod,))[-1] if found.pod else _all_pods()),
        *(_nothing(found) if not found.notes else _page(found, person)),
        submit="Find",
        close="Close",
        about=About(),
    )


def shelf_options(*, pods: tuple[PodChoice, ...]) -> list[Option]:
    """The pods whose notes can be looked through, after all of them."""
    return [_all_pods(), *(option(pod.name, pod.pod_id) for pod in pods[: OPTIONS_MAX - 1])]


def _all_pods() -> Option:
    return option("All pods", ANY)


def _page(found: Found, person: Person) -> list[Block | None]:
    page = found.wanted.page
    back = button("Back", Action.FIND_PAGE, str(page - 1)) if page else None
    more = button("More", Action.FIND_PAGE, str(page + 1)) if found.more else None
    first = "What fits best is first" if found.wanted.words else "The latest come first"
    return [
        context(f"Page {page + 1}" if page else first),
        *(_line(note, person) for note in found.notes),
        section("Before these", back, block_id="find.back") if back else None,
        section("There is more", more, block_id="find.more") if more else None,
        section("Is something missing?", _write(), block_id="find.write"),
    ]


def _line(note: Note, person: Person) -> Block:
    opens = button("Open", Action.OPEN_NOTE, note.id)
    return section(_told(note, person), opens, block_id=f"found.{note.id}")


def _told(note: Note, person: Person) -> str:
    glimpse = clip(" ".join(note.body.split()), GLIMPSE_MAX)
    about = clip(f"{note.kind.label} · {about_line(note=note, person=person)}", 2 * GLIMPSE_MAX)
    return f"{note.title}\n{glimpse}\n{about}"


def _nothing(found: Found) -> list[Block]:
    write = _write()
    if not found.anything:
        return [
            section(
                "Nothing is kept yet. Take Save to the library from the menu of a demo or of "
                "any message, or write the first note.",
                write,
                block_id="find.write",
            )
        ]
    if found.wanted.page:
        back = button("Back", Action.FIND_PAGE, "0")
        return [section("There is nothing further.", back, block_id="find.back")]
    return [
        section(
            f"Nothing fits{_of(found)}. Try fewer words, or only the beginning of one. "
            "If you know it, write it down for the next person who looks.",
            write,
            block_id="find.write",
        )
    ]


def _write() -> Element:
    return button("Write a note", Action.WRITE_NOTE)


def _of(found: Found) -> str:
    """Say which filters stand in the way."""
    kind = [kind.label.lower() for kind in ArtifactKind if kind == found.wanted.kind]
    where = [f"in {found.pod.name}"] if found.pod else []
    return " ".join(("", *(f"as {each}" for each in kind), *where)).rstrip()


def start_line(*, pod_id: str, notes: int) -> Block:
    """Home's line for whoever is new to a pod."""
    opens = button("Open", Action.START_HERE, pod_id)
    return section(f"Start here: {count(notes, 'note')}", opens, block_id=f"starts.{pod_id}")


def start_here(*, listed: StartHere, person: Person) -> View:
    """Where to start in a pod; its leads see how to arrange it."""
    how = "Add to Start here stands under each note of this pod." if listed.may_lead else ""
    return modal(
        "Start here",
        context(f"To begin with in {listed.pod_name}. {how}".strip()),
        *(
            section(_told(note, person), _beside(listed, note), block_id=f"start.{note.id}")
            for note in listed.notes
        ),
        None if listed.notes else section("No note is listed here yet."),
    )


def _beside(listed: StartHere, note: Note) -> Element:
    if not listed.may_lead:
        return button("Open", Action.OPEN_NOTE, note.id)
    above = note is not listed.notes[0]
    return overflow(
        Action.START_MENU,
        choice("Open", StartVerb.OPEN, note.id),
        *([choice("Move up", StartVerb.UP, note.id)] if above else []),
        choice("Take off", StartVerb.OFF, note.id),
    )
