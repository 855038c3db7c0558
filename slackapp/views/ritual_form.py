"""The form of a ritual: the questions that matter for the choices made, and the dates they give."""

from dataclasses import replace
from datetime import datetime, timedelta

from slackapp.domain.cadence import (
    Cadence,
    Calendar,
    NonWorking,
    Outlook,
    Start,
    Weekday,
    check_length,
    monthly,
    monthly_on_day,
    outlook,
    read_breaks,
    starting,
    weekly,
)
from slackapp.domain.json import JSON
from slackapp.domain.kinds import kinds
from slackapp.domain.people import Person
from slackapp.domain.rituals import (
    Part,
    RitualAnswers,
    RitualDraft,
    check_presenting,
    presented,
)
from slackapp.errors import Refusal
from slackapp.ids import Modal
from slackapp.views.about import About
from slackapp.views.blocks import Block, View, context, divider, form, plain
from slackapp.views.forms import HINT_MAX, initial_state
from slackapp.views.outlooks import dates, none_yet
from slackapp.views.ritual_fields import Ends, More, Rhythm, RitualFields
from slackapp.views.ritual_start import asynchronous, drawn, parts

_OF_RHYTHM = {
    Rhythm.WEEKLY: ("weekdays",),
    Rhythm.WEEKS: ("weeks", "weekdays"),
    Rhythm.NTH: ("nth", "weekday", "months"),
    Rhythm.DAY: ("month_day", "months"),
}
_OF_END = {Ends.NEVER: (), Ends.DAY: ("until",), Ends.TIMES: ("count",)}
_OF_MORE = {
    More.OFF: ("country", "days_off", "non_working"),
    More.ZONE: ("tz",),
    More.ABOUT: ("place", "reading", "good"),
}


class RitualForm(RitualFields):
    """A ritual as it is filled in; what was not asked yet is as the question would start."""

    def __init__(self, view: JSON, draft: RitualDraft) -> None:
        super().__init__(view)
        self.draft = draft
        self.blocks = drawn(draft)
        held: JSON = (view.get("state") or {}).get("values") or {}
        ours = {str(block["block_id"]): name for name, block in self.blocks.items()}
        typed = {ours[block_id]: state for block_id, state in held.items() if block_id in ours}
        self.values = {name: initial_state(b) for name, b in self.blocks.items()} | typed

    @property
    def shown(self) -> tuple[str, ...]:
        """The questions that matter for what was chosen, in order."""
        return (
            *(("kind",) if self.draft.version is None else ()),
            *("name", "rhythm"),
            *_OF_RHYTHM[Rhythm(self.rhythm)],
            *("anchor", "at", "ends"),
            *_OF_END[Ends(self.ends)],
            *self._length,
            "more",
            *(name for more in self.more for name in _OF_MORE[More(more)] if self._fits(name)),
        )

    @property
    def _length(self) -> tuple[str, ...]:
        """How long it is; where its time is divided, also how."""
        if asynchronous(self.draft.answers):
            return ("days",)
        return ("minutes", "presenting") if len(parts(self.draft.answers)) > 1 else ("minutes",)

    def _fits(self, name: str) -> bool:
        """Only what has an agenda has something to read before it."""
        return name != "reading" or kinds()[self.draft.answers.kind].reviewed

    def check(self) -> dict[str, str]:
        wrong = super().check()
        return {name: words for name, words in wrong.items() if name in self.shown}

    @property
    def answers(self) -> RitualAnswers:
        before, cadence = self.draft.answers, self.require().cadence
        good = kinds()[before.kind].good
        about = More.ABOUT in self.more
        days, minutes, field = 0, before.minutes, "minutes"
        if asynchronous(before):
            days, field = self.days, "days"
        else:
            minutes = self.minutes
        check_length(cadence, timedelta(days=days, minutes=minutes), field=field)
        return replace(
            before,
            name=self.name,
            cadence=cadence,
            minutes=minutes,
            days=days,
            structure=self._structure,
            place=self.place if about else "",
            reading=self.reading if "reading" in self.shown else "",
            good=(self.good if about else "") or good,
        )

    @property
    def _structure(self) -> tuple[Part, ...]:
        """How its time is divided; what is as it was stays as it was."""
        before, divided = self.draft.answers.structure, parts(self.draft.answers)
        if "presenting" not in self.shown:
            return before
        check_presenting(self.presenting, self.minutes)
        same = self.presenting == divided[0].minutes
        return before if same else presented(divided, self.presenting)

    @property
    def cadence(self) -> Cadence:
        cadence = replace(
            self._rule,
            until=self.until if self.ends == Ends.DAY else None,
            count=self.count if self.ends == Ends.TIMES else None,
            non_working=NonWorking(self.non_working) if self.minds_days_off else NonWorking.KEEP,
            calendar=self.calendar if self.minds_days_off else Calendar(),
        )
        return starting(cadence, cadence.anchor)

    @property
    def _rule(self) -> Cadence:
        start = Start(self.anchor, self.at, self.zone)
        match Rhythm(self.rhythm):
            case Rhythm.NTH:
                weekday = Weekday(int(self.weekday))
                return monthly(int(self.nth), weekday, start=start, every=self.months)
            case Rhythm.DAY:
                return monthly_on_day(int(self.month_day), start=start, every=self.months)
            case rhythm:
                weeks = self.weeks if rhythm is Rhythm.WEEKS else 1
                days = (Weekday(int(day)) for day in self.weekdays)
                return weekly(*days, start=start, every=weeks)

    @property
    def minds_days_off(self) -> bool:
        return More.OFF in self.more

    @property
    def calendar(self) -> Calendar:
        country, _, region = self.country.partition(" ")
        return Calendar(country or None, region or None, read_breaks(self.days_off))

    @property
    def zone(self) -> str:
        return self.tz if More.ZONE in self.more else self.draft.pod_tz

    def outlook(self, now: datetime) -> Outlook | str:
        """The next dates as filled in, or what keeps them from being known."""
        try:
            return outlook(self.cadence, now)
        except Refusal as refusal:
            return refusal.words


def kind_in(view: JSON) -> str:
    """The kind that is picked in a form; "" where it cannot be."""
    fields = RitualFields(view)
    return fields.kind if "kind" in fields.values else ""


def ritual_form(*, filled: RitualForm, now: datetime, person: Person) -> View:
    draft, ahead = filled.draft, filled.outlook(now)
    exists = draft.version is not None
    _say_more(filled)
    return form(
        Modal.EDIT_RITUAL if exists else Modal.ADD_RITUAL,
        "Edit a ritual" if exists else "Add a ritual",
        context(kinds()[draft.answers.kind].about) if exists else None,
        *(filled.blocks[name] for name in filled.shown),
        divider(),
        *(none_yet(ahead) if isinstance(ahead, str) else dates(ahead, person)),
        submit="Save" if exists else "Add it",
        about=About(
            pod_id=draft.pod_id,
            ritual_id=draft.ritual_id,
            version=str(draft.version) if exists else "",
        ),
    )


def _say_more(filled: RitualForm) -> None:
    """Say under a question what depends on the answers to others."""
    good = kinds()[filled.draft.answers.kind].good
    _hint(filled.blocks["at"], f"By the clock of {filled.zone.replace('_', ' ')}.")
    _hint(filled.blocks["good"], f"It stands in its messages and forms. Left empty: “{good}”")


def _hint(block: Block, words: str) -> None:
    block["hint"] = plain(words, HINT_MAX)
