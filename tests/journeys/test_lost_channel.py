"""A pod's channel is lost: its lead hears what helps, once; rituals rest, and go on."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from slackapp import telling
from slackapp.sandbox.trying import Trial
from tests import make
from tests.journeys.test_six_weeks import RITUALS, begin_with

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
MENDED = datetime(2026, 3, 9, 10, tzinfo=UTC)
END = datetime(2026, 3, 16, 12, tzinfo=UTC)


def archive(live: Trial) -> None:
    live.sandbox.admin.archive(make.CHANNEL, by="ana")


def unarchive(live: Trial) -> None:
    live.sandbox.admin.unarchive(make.CHANNEL, by="ana")


def remove(live: Trial) -> None:
    live.sandbox.hand("ana").remove(make.CHANNEL, user="dojo")


def invite(live: Trial) -> None:
    live.sandbox.hand("ana").invite(make.CHANNEL, user="dojo")


def openings(live: Trial) -> list[str]:
    """On which days the channel read that a ritual begins."""
    said = [m for m in make.cards(live) if m.blocks and m.blocks[0]["type"] == "header"]
    return [f"{datetime.fromtimestamp(float(m.ts), UTC):%m-%d}" for m in said]


@pytest.mark.parametrize(("lose", "mend"), [(archive, unarchive), (remove, invite)])
async def test_the_lead_hears_once_nobody_is_bothered_and_everything_goes_on(
    live: Trial,
    sqlite_url: str,
    lose: Callable[[Trial], None],
    mend: Callable[[Trial], None],
):
    await begin_with(live, RITUALS)
    await live.advance(MONDAY)
    lose(live)
    await live.settled()
    await live.advance(MENDED)
    before = {who: make.direct(live, who) for who in ("ana", "ben", "dana", "hana")}
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")
    await ana.press("pod.menu", option="Rituals")
    resting = make.words(ana.sight().modal)
    mend(live)
    await live.advance(END)
    lines = "\n".join(await telling.why(sqlite_url, "Experiment review"))

    remedies = [sum("I cannot post" in words for words in said) for said in before.values()]
    assert dict(zip(before, remedies, strict=True)) == {"ana": 1, "ben": 0, "dana": 0, "hana": 0}
    assert "All of these rest, because nothing can be posted." in resting
    assert openings(live) == ["02-27", "03-02", "03-09", "03-12", "03-16"]
    assert "rests: the app cannot post in #data-guild" in lines
    assert "nobody was reminded: its channel is lost" in lines
    assert "skipped: nobody read it, Slack refused it until the end" in lines
    assert "goes on: the app can post in #data-guild" in lines
