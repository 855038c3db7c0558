"""Notes on a shelf, as the tests of the library begin."""

from dataclasses import replace

from slackapp.domain.library import ArtifactKind, Found, NoteAnswers, Wanted
from slackapp.services.library import finding, keeping
from storage import Storage
from storage.base import new_id
from tests.services import make

NOTE = NoteAnswers(
    pod_id="",
    kind=ArtifactKind.SUMMARY,
    title="Overlap first",
    body="Draw the overlap before you match.",
)


async def keep(
    storage: Storage, pod_id: str, *, by: str = "ben", source_id: str = "", **answers: object
) -> str:
    """Keep a note; its id."""
    given = replace(NOTE, pod_id=pod_id, **answers)  # type: ignore[arg-type] # a test names fields
    note_id = new_id()
    await make.do(storage, by, keeping.keep, note_id, source_id, given)
    return note_id


async def found(storage: Storage, words: str, *, by: str = "dana", **wanted: object) -> Found:
    """What somebody finds."""
    asked = Wanted(words=words, **wanted)  # type: ignore[arg-type] # a test names fields
    return await make.do(storage, by, finding.find, asked)


async def titles(storage: Storage, words: str, *, by: str = "dana", **wanted: object) -> list[str]:
    """The titles of what somebody finds, the best one first."""
    return [note.title for note in (await found(storage, words, by=by, **wanted)).notes]
