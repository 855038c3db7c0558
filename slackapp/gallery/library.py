"""Examples of notes: kept, found, empty, as long as they can be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from slackapp.domain.library import (
    BODY_MAX,
    LINK_MAX,
    PAGE,
    TITLE_MAX,
    TOPICS_MAX,
    ArtifactKind,
    Found,
    Note,
    NoteAnswers,
    NoteDraft,
    StartHere,
    Wanted,
)
from slackapp.gallery import extremes, rituals, team
from slackapp.views import library, search, shelf
from slackapp.views.blocks import Message, View

OVERLAP = Note(
    id="note-1",
    pod_id=team.POD.id,
    pod_name=team.POD.name,
    kind=ArtifactKind.SUMMARY,
    title="Check overlap before you match",
    body=(
        "What I did: Matched 1,200 patients on eleven covariates, in forty lines.\n\n"
        "What I learned: Overlap matters more than the model. Two plots showed it at once."
    ),
    topics=("matching", "overlap"),
    link=team.DEMO.permalink or "",
    keeper=team.ELI,
    kept_at=team.NOW,
    reference="dojo:k7f3a9qzmn",
)
TRIMMING = replace(
    OVERLAP,
    id="note-2",
    kind=ArtifactKind.CHECKLIST,
    title="Before you trim",
    body="Draw both tails.\nCount what you lose.\nSay it in the first line.",
    topics=("trimming",),
    keeper=team.DANA,
    link="",
    edited_at=team.NOW + timedelta(days=1),
    shared=3,
)
FULL = replace(
    OVERLAP,
    title=extremes.filled("&", TITLE_MAX),
    body=extremes.filled("<", BODY_MAX),
    pod_name=extremes.CROWDED.name,
    topics=tuple(extremes.filled(letter, 24) for letter in "abcdefgh"),
    link="https://example.com/" + "a" * (LINK_MAX - 20),
    keeper=extremes.CROWD[0],
    shared=1234,
    starts=True,
    may_edit=True,
    may_lead=True,
)
SHOUTED = replace(OVERLAP, title=extremes.SHOUT, body=extremes.SHOUT, topics=(extremes.SHOUT,))
DRAFT = NoteDraft(
    note_id="note-new",
    pods=team.CHOICES[:1],
    answers=NoteAnswers(
        pod_id=team.POD.id,
        kind=ArtifactKind.SUMMARY,
        title=team.DEMO.title,
        body=OVERLAP.body,
        link=OVERLAP.link,
    ),
    source_id=team.DEMO.id,
)
FROM_MESSAGE = replace(
    DRAFT,
    pods=team.CHOICES,
    answers=replace(
        DRAFT.answers,
        title="Small win: I rewrote the bootstrap with numpy only.",
        body="Small win: I rewrote the bootstrap with numpy only.\n40 minutes became 90 seconds.",
    ),
    source_id="",
    private=True,
)
FULL_DRAFT = replace(
    DRAFT,
    pods=extremes.FULL_DRAFT.pods,
    answers=NoteAnswers(
        pod_id="pod-7",
        kind=ArtifactKind.COUNTEREXAMPLE,
        title=FULL.title,
        body=FULL.body,
        topics=extremes.filled("&", TOPICS_MAX),
        link=FULL.link,
    ),
    cut=True,
    answered=True,
    private=True,
)
FOUND = Found(Wanted(words="overl"), (OVERLAP, TRIMMING))
EVERY = tuple(replace(FULL, id=f"note-{number}") for number in range(PAGE))
STARTS = StartHere(team.POD.id, team.POD.name, (OVERLAP, TRIMMING))

EXAMPLES: dict[str, Callable[[], View | Message]] = {
    "library.save_form": lambda: library.save_form(draft=DRAFT),
    "library.save_form by its author": lambda: library.save_form(
        draft=replace(DRAFT, answered=True)
    ),
    "library.save_form of a private message": lambda: library.save_form(draft=FROM_MESSAGE),
    "library.save_form full": lambda: library.save_form(draft=FULL_DRAFT),
    "library.edit_form": lambda: library.edit_form(draft=replace(DRAFT, pods=(), exists=True)),
    "library.no_pod": library.no_pod,
    "library.note": lambda: library.note(note=OVERLAP, person=team.BEN),
    "library.note kept": lambda: library.note(
        note=replace(OVERLAP, may_edit=True), person=team.ELI, kept=True
    ),
    "library.note of a lead": lambda: library.note(
        note=replace(TRIMMING, may_edit=True, may_lead=True), person=team.ANA
    ),
    "library.note full": lambda: library.note(note=FULL, person=team.ANA),
    "library.note shouting": lambda: library.note(note=SHOUTED, person=team.ANA),
    "shelf.nothing_kept": lambda: shelf.nothing_kept(occurrence=rituals.SESSION, person=team.ANA),
    "library.withdraw_form": lambda: library.withdraw_form(note=OVERLAP),
    "library.withdrawn": lambda: library.withdrawn(note=OVERLAP),
    "search.find": lambda: search.find(found=FOUND, person=team.BEN),
    "search.find last kept": lambda: search.find(
        found=replace(FOUND, wanted=Wanted(), more=True), person=team.BEN
    ),
    "search.find nothing": lambda: search.find(
        found=Found(Wanted(words="bootstrap", kind="checklist"), (), pod=team.CHOICES[0]),
        person=team.BEN,
    ),
    "search.find an empty shelf": lambda: search.find(
        found=Found(Wanted(), (), anything=False), person=team.BEN
    ),
    "search.find beyond the last page": lambda: search.find(
        found=Found(Wanted(words="overlap", page=4), ()), person=team.BEN
    ),
    "search.find full": lambda: search.find(
        found=Found(
            Wanted(words=extremes.filled("&", 300), page=2),
            EVERY,
            more=True,
            pod=extremes.FULL_DRAFT.pods[0],
        ),
        person=team.BEN,
    ),
    "search.start_here": lambda: search.start_here(listed=STARTS, person=team.BEN),
    "search.start_here for a lead": lambda: search.start_here(
        listed=replace(STARTS, may_lead=True), person=team.ANA
    ),
    "search.start_here empty": lambda: search.start_here(
        listed=replace(STARTS, notes=()), person=team.ANA
    ),
}
