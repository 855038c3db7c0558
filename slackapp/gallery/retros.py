"""Examples of retrospectives: open, answered, revealed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from slackapp.domain.home import Part
from slackapp.domain.kinds import kinds
from slackapp.domain.retros import (
    MINE_MAX,
    THOUGHT_MAX,
    Column,
    OpenRetro,
    RetroPromise,
    Revealed,
    Review,
    Thought,
    ThoughtDraft,
)
from slackapp.domain.rituals import OccurrenceState
from slackapp.gallery import actions, decisions, extremes, rituals, team
from slackapp.views import home, retros
from slackapp.views.blocks import Message, View

RETRO = replace(
    rituals.SESSION,
    id="occurrence-retro",
    ritual=replace(
        rituals.SESSION.ritual,
        id="ritual-retro",
        kind=kinds()["retrospective"].name,
        name="How do our reviews work for us?",
    ),
    ends_at=rituals.SESSION.starts_at + timedelta(days=3),
    turns=(),
)
SAID = (
    (Column.KEEP, "Ten minutes, then talk."),
    (Column.IMPROVE, "The background takes too long."),
    (Column.DIFFERENTLY, "Nobody has to finish a thing to show it."),
    (Column.KEEP, "Dead ends are welcome."),
    (Column.IMPROVE, "Send the plots a day before."),
    (Column.IMPROVE, "Start on time."),
    (Column.KEEP, "Notes by somebody else than the presenter."),
    (Column.DIFFERENTLY, "I learn most when I only watch."),
    (Column.IMPROVE, "Fewer slides."),
    (Column.KEEP, "The two questions."),
    (Column.IMPROVE, "One question at a time."),
    (Column.DIFFERENTLY, "Every two weeks would be enough for me."),
)
THOUGHTS = tuple(Thought(f"thought-{n}", *each) for n, each in enumerate(SAID))
MANY = tuple(
    Thought(f"thought-{n}", column, extremes.filled("&", THOUGHT_MAX))
    for n, column in enumerate(tuple(Column) * 40)
)
PROMISE = RetroPromise(channel_name="data-guild", named=False, until=RETRO.ends_at)
OPEN = OpenRetro(
    ritual_id=RETRO.ritual.id,
    name=RETRO.ritual.name,
    pod_name=team.POD.name,
    promise=PROMISE,
)
MINE = replace(OPEN, mine=THOUGHTS[:2])
OTHER = replace(
    OPEN, ritual_id="ritual-other", pod_name="Design guild", promise=replace(PROMISE, until=None)
)
DRAFT = ThoughtDraft(thought_id="thought-new", retros=(OPEN,))
REVEALED = Revealed(occurrence=RETRO, thoughts=THOUGHTS)
FULL = replace(REVEALED, thoughts=MANY)


def _form(draft: ThoughtDraft) -> View:
    return retros.thought_form(draft=draft, person=team.BEN)


HOME = replace(team.MEMBER, waiting=Part(lines=(OPEN, *team.MEMBER.waiting.lines), total=3))


EXAMPLES: dict[str, Callable[[], View | Message]] = {
    "retros.opened": lambda: retros.opened(occurrence=RETRO),
    "retros.opened and over": lambda: retros.opened(
        occurrence=replace(RETRO, state=OccurrenceState.CLOSED)
    ),
    "retros.opened with what was wanted": lambda: retros.opened(
        occurrence=RETRO, review=Review(actions=actions.ASKED)
    ),
    "retros.opened with what was decided": lambda: retros.opened(
        occurrence=RETRO,
        review=Review(
            actions=actions.ASKED[:1],
            decisions=(decisions.TEN, decisions.KEPT, decisions.BACK, decisions.OVERTAKEN),
        ),
    ),
    "retros.opened full": lambda: retros.opened(
        occurrence=RETRO, review=Review(actions=actions.MANY, decisions=decisions.MANY)
    ),
    "retros.thought_form": lambda: _form(DRAFT),
    "retros.thought_form of two pods": lambda: _form(replace(DRAFT, retros=(OPEN, OTHER))),
    "retros.thought_form with mine": lambda: _form(replace(DRAFT, retros=(MINE,))),
    "retros.thought_form of a message": lambda: _form(
        replace(DRAFT, words=extremes.filled("&", THOUGHT_MAX), shortened=True)
    ),
    "retros.thought_form to change": lambda: _form(
        replace(DRAFT, retros=(MINE,), column=Column.KEEP, words="Dead ends.", changes=True)
    ),
    "retros.thought_form full": lambda: _form(
        replace(DRAFT, retros=(replace(OPEN, mine=MANY[:MINE_MAX]),))
    ),
    "retros.added": lambda: retros.added(retro=MINE, person=team.BEN),
    "home.home while a retrospective collects": lambda: home.home(page=HOME),
    "retros.no_retro": lambda: retros.no_retro(in_pod=True),
    "retros.no_retro of whoever is in no pod": lambda: retros.no_retro(in_pod=False),
    "retros.card": lambda: retros.card(revealed=REVEALED),
    "retros.card of nothing": lambda: retros.card(revealed=replace(REVEALED, thoughts=())),
    "retros.card with actions": lambda: retros.card(
        revealed=replace(REVEALED, actions=actions.ACTIONS)
    ),
    "retros.card with a decision": lambda: retros.card(
        revealed=replace(
            REVEALED, actions=actions.ACTIONS, decisions=(decisions.TEN, decisions.BACK)
        )
    ),
    "retros.card full": lambda: retros.card(
        revealed=replace(FULL, actions=actions.MANY, decisions=decisions.MANY)
    ),
    "retros.everything": lambda: retros.everything(revealed=REVEALED),
    "retros.everything for whoever facilitated": lambda: retros.everything(
        revealed=replace(REVEALED, may_remove=True)
    ),
    "retros.everything full": lambda: retros.everything(
        revealed=replace(FULL, may_remove=True), page=1
    ),
    "retros.remove_form": lambda: retros.remove_form(thought=THOUGHTS[0]),
}
