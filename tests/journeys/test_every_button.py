"""Four people press everything there is, at four times of a team's life, and all is answered."""

from datetime import timedelta
from pathlib import Path

import pytest

from handlers import home
from handlers.answers import Answer, nothing
from handlers.gestures import Press
from slackapp.ids import Action, Modal
from slackapp.sandbox.story import Story
from slackapp.sandbox.trying import Trial, trial
from slackapp.views import help as help_views
from tests.journeys import acts
from tests.journeys.walking import Walk
from tests.journeys.witness import watching
from tests.patience import UNHURRIED

WALKERS = ("ana", "ben", "hana", "guest")  # Ana leads, Ben is a member, Hana is new, Gus a guest
STOPS = (
    timedelta(),  # two demos, a first answer, nothing held yet
    timedelta(days=1, hours=7),  # after the first review
    timedelta(days=4),  # what a retrospective said is shown
    timedelta(days=3),  # after the second review
)
ELSEWHERE = {  # what takes more than a week, or more people, is pressed in tests of its own
    Action.ACTION_KEEP,
    Action.CHANGE_BACK,
    Action.FIND_PAGE,
    Action.KEEP_DECISION,
    Action.RITUAL_COUNTRY,
    Action.RESUME_RITUAL,
    Action.SKIP_TIME,
    Action.STEP_DROP,
    Action.TAKE_BACK_SWAP,
    Action.TAKE_OVER,
    Action.UNDO_TURN,
    Action.WHO_MISSED,
    Action.WORDS_FOR,
}


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A walk is quicker than Slack lets anybody be."""
    for pace in ("_IN_LANE", "_IN_TEAM"):
        monkeypatch.setattr(f"slackapp.delivery.pace.{pace}", (10**6, 1e6))


@pytest.mark.usefixtures("lot", "hurry")
async def test_whatever_anybody_presses_is_answered(live: Trial):
    live.clock.set(acts.FIRST)
    await Story(live.sandbox, live.clock, live).tell()
    with watching(live) as witness:
        walks = [Walk(live, who, witness) for who in WALKERS]
        for stop in STOPS:
            await live.advance(live.clock.now() + stop)
            for walk in walks:
                await walk.go(last=stop is STOPS[-1])

    assert [words for walk in walks for words in walk.findings] == []
    assert set(Action) - witness.pressed - ELSEWHERE == set()
    assert set(Modal) - witness.sent <= {Modal.CHANGE_ACTION, Modal.WITHDRAW_FEEDBACK}


async def deaf(_gesture: Press) -> Answer:
    return nothing()


async def broken(_gesture: Press) -> Answer:
    raise RuntimeError("this is on purpose")


async def too_large(gesture: Press) -> Answer:
    guide = help_views.guide()
    await gesture.show(type(guide)({**guide, "blocks": guide["blocks"] * 100}))
    return nothing()


@pytest.mark.parametrize(
    ("weak", "complaint"),
    [(deaf, "nothing answered"), (broken, "handlers.broke"), (too_large, "view_too_large")],
    ids=["deaf", "broken", "too_large"],
)
async def test_a_button_that_does_not_work_is_found(
    weak: object, complaint: str, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(home, "explain", weak)
    opened = trial(tmp_path, database_url=sqlite_url, start=acts.FIRST, pace=UNHURRIED)
    async with opened as live:
        with watching(live) as witness:
            walk = Walk(live, "ana", witness)
            await walk.go()

    found = [words for words in walk.findings if complaint in words]
    assert {words.split(": ")[1] for words in found} >= {"home > press How it works (1)"}
