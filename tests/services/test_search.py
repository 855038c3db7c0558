"""Finding notes: what comes first, who sees what, and that nothing typed can break it."""

import os
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from slackapp.domain.library import PAGE, ArtifactKind
from slackapp.domain.search import kept_words, query, words
from slackapp.errors import Refusal
from slackapp.services.library import finding, keeping
from storage import Transaction, search
from tests.services import make, notes
from tests.services.conftest import Guild
from tests.services.naughty import NAUGHTY

ROUNDS = 100_000 if os.environ.get("DOJO_SOAK") else 300
PATIENT = 500  # queries in one unit of work
SEED = int(os.environ.get("DOJO_SEED", "1"))


@given(st.text())
def test_the_words_of_anything_have_letters_and_digits_only(text: str):
    for word in (*words(text), *kept_words(text)):
        assert word.isalnum(), word
        assert word


@given(st.text())
def test_what_is_kept_is_found_by_its_own_words(text: str):
    asked = query(text)
    kept = kept_words(text)
    assert asked is None or all(
        any(
            each in kept or (term.begins and one.startswith(each))
            for each in term.either
            for one in kept
        )
        for term in asked.terms
    )


@pytest.mark.parametrize("typed", ["", " ", "!?", "🙂", "\x00", "_", "%"])
def test_what_has_no_word_asks_for_nothing(typed: str):
    assert query(typed) is None


async def test_no_query_breaks_a_search(guild: Guild, request: pytest.FixtureRequest):
    await notes.keep(guild.storage, guild.pod.id, body=" ".join(NAUGHTY))
    chance = random.Random(SEED)  # noqa: S311 - no secret: a failure is found again by it
    asked = found = 0
    for begin in range(0, ROUNDS, PATIENT):
        many = [_typed(chance) for _ in range(min(PATIENT, ROUNDS - begin))]
        searched, hits = await guild.storage.look(make.TEAM, _ask, (*NAUGHTY, *many))
        asked, found = asked + searched, found + hits
    print(f"{request.node.name}: {asked:,} searches, {found:,} found a note, seed {SEED}")  # noqa: T201 - a soak tells it

    assert 0 < found < asked


def _ask(tx: Transaction, typed: tuple[str, ...]) -> tuple[int, int]:
    """Search for each; how many were searches, and how many of them found something."""
    asked = [found for each in typed if (found := query(each)) is not None]
    return len(asked), sum(bool(search.find(tx.session, each, limit=1)) for each in asked)


def _typed(chance: random.Random) -> str:
    """Anything between a word and a keyboard that a cat walked over."""
    parts = [
        chance.choice(NAUGHTY)[:30]
        if chance.random() < 0.5
        else "".join(chr(chance.randrange(0x3000)) for _ in range(chance.randrange(8)))
        for _ in range(chance.randrange(1, 6))
    ]
    return chance.choice(("", " ")).join(parts)


async def test_naughty_words_are_kept_and_found_again(guild: Guild):
    for typed in NAUGHTY:
        title = typed.replace("\x00", "").replace("\ud800", "")[:100]
        await notes.keep(guild.storage, guild.pod.id, title=f"zebra {title}", body=title or "-")

    for typed in NAUGHTY:
        if query(typed) is not None and len(words(typed)) < PAGE:
            assert await notes.titles(guild.storage, typed), typed


async def test_a_title_comes_before_a_topic_before_a_text(guild: Guild):
    long = "overlap " * 40
    await notes.keep(guild.storage, guild.pod.id, title="In the text", body=long)
    await notes.keep(
        guild.storage, guild.pod.id, title="By topic", topics="overlap, plots", body="-"
    )
    await notes.keep(guild.storage, guild.pod.id, title="Overlap", body="-")

    assert await notes.titles(guild.storage, "overlap") == ["Overlap", "By topic", "In the text"]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Propensity scores", "prop"),
        ("Propensity scores", "scores propens"),
        ("Propensity scores", "score"),
        ("Propensity score", "propensity scores"),
        ("Café à la crème", "cafe creme"),
        ("Cafe creme", "Café crème"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("日本語の要約", "要約"),
        ("How to check overlap", "how do I check an overlap"),
    ],
)
async def test_it_is_found_as_people_type(guild: Guild, title: str, typed: str):
    await notes.keep(guild.storage, guild.pod.id, title=title, body="-")

    assert await notes.titles(guild.storage, typed) == [title]


async def test_only_what_has_all_words_is_found(guild: Guild):
    await notes.keep(guild.storage, guild.pod.id, title="Overlap plots")

    assert await notes.titles(guild.storage, "overlap tables") == []
    assert await notes.titles(guild.storage, "over plots") == []


async def test_an_edited_note_is_found_by_its_new_words_only(guild: Guild):
    note_id = await notes.keep(guild.storage, guild.pod.id, title="Trimming", body="-")
    changed = replace(notes.NOTE, pod_id=guild.pod.id, title="Weighting", body="-")
    await make.do(guild.storage, "ben", keeping.edit, note_id, changed)

    assert await notes.titles(guild.storage, "trimming") == []
    assert await notes.titles(guild.storage, "weighting") == ["Weighting"]


async def test_a_withdrawn_note_is_not_found(guild: Guild):
    note_id = await notes.keep(guild.storage, guild.pod.id)
    await make.do(guild.storage, "ben", keeping.withdraw, note_id)

    nothing = await notes.found(guild.storage, "overlap")

    assert nothing.notes == ()
    assert not nothing.anything
    with pytest.raises(Refusal, match="was withdrawn"):
        await make.do(guild.storage, "dana", keeping.read, note_id)


async def test_kind_and_pod_narrow_it_down(guild: Guild):
    other = await make.pod(guild.storage, name="Design guild")
    await notes.keep(guild.storage, guild.pod.id, title="Overlap, a summary")
    await notes.keep(
        guild.storage, guild.pod.id, title="Overlap, a checklist", kind=ArtifactKind.CHECKLIST
    )
    await notes.keep(guild.storage, other.id, title="Overlap, of design")

    of_kind = await notes.titles(guild.storage, "overlap", kind="checklist")
    of_pod = await notes.titles(guild.storage, "overlap", pod_id=other.id)

    assert of_kind == ["Overlap, a checklist"]
    assert of_pod == ["Overlap, of design"]
    assert len(await notes.titles(guild.storage, "overlap", kind="made up")) == 3


async def test_guests_find_what_their_pods_kept_and_nothing_else(guild: Guild):
    other = await make.pod(guild.storage, name="Design guild", members=("Uana", "Uben"))
    theirs = await notes.keep(guild.storage, guild.pod.id, title="Overlap here")
    others = await notes.keep(guild.storage, other.id, title="Overlap there")

    assert await notes.titles(guild.storage, "overlap", by="gus") == ["Overlap here"]
    assert await notes.titles(guild.storage, "", by="gus") == ["Overlap here"]
    assert (await make.do(guild.storage, "gus", keeping.read, theirs)).title == "Overlap here"
    with pytest.raises(Refusal):
        await make.do(guild.storage, "gus", keeping.read, others)
    with pytest.raises(Refusal, match="Guests take part"):
        await notes.titles(guild.storage, "overlap", by="gil")
    assert [pod.name for pod in await make.do(guild.storage, "gus", finding.shelves)] == [
        "Data guild"
    ]


@pytest.mark.parametrize("who", ["xavier", "olga", "robot"])
async def test_people_from_outside_find_nothing(guild: Guild, who: str):
    with pytest.raises(Refusal):
        await notes.titles(guild.storage, "overlap", by=who)


async def test_another_workspace_finds_nothing_of_ours(guild: Guild):
    await notes.keep(guild.storage, guild.pod.id)

    def theirs(tx: Transaction) -> int:
        asked = query("overlap")
        assert asked is not None
        return len(search.find(tx.session, asked, limit=9))

    assert await guild.storage.look("T2", theirs) == 0
    assert await guild.storage.look(make.TEAM, theirs) == 1


async def test_pages_hold_everything_once(guild: Guild):
    every = [f"Overlap {number}" for number in range(2 * PAGE + 1)]
    for title in every:
        await notes.keep(guild.storage, guild.pod.id, title=title)

    pages = [await notes.found(guild.storage, "overlap", page=page) for page in range(3)]

    assert sorted(note.title for page in pages for note in page.notes) == sorted(every)
    assert [page.more for page in pages] == [True, True, False]


async def test_control_a_search_that_parses_what_is_typed_breaks(guild: Guild, monkeypatch):
    monkeypatch.setattr(search, "fts5", lambda _asked: '"')
    monkeypatch.setattr(search, "tsquery", lambda _asked: "(")
    await notes.keep(guild.storage, guild.pod.id)

    with pytest.raises(DBAPIError):
        await notes.titles(guild.storage, "overlap")
