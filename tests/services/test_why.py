"""Why something was posted, or was not."""

from datetime import time, timedelta
from functools import partial
from pathlib import Path

import pytest

from slackapp import cli, telling
from slackapp.domain.people import Principal
from slackapp.errors import Refusal
from slackapp.services import rituals, why
from slackapp.tick import Tick
from storage import Storage
from tests.clock import FixedClock
from tests.services.ritual_pods import ANA, THURSDAY, answers, begin, walk, weekly


@pytest.fixture
async def skipped(storage: Storage, clock: FixedClock) -> Storage:
    """A ritual that opened on one Thursday and was skipped on the next."""
    await begin(storage, weekly())
    await walk(Tick(storage), clock, THURSDAY + timedelta(hours=1))
    clock.advance(timedelta(days=1))
    await storage.run("T1", rituals.skip_next, ANA, "ritual")
    return storage


@pytest.mark.parametrize("subject", ["Experiment review", "experiment REVIEW", "rit", "#ritual"])
async def test_a_name_an_id_or_a_channel_tells_what_happened(skipped: Storage, subject: str):
    found = await skipped.look_everywhere(partial(why.about, subject=subject))

    assert [each.what for each in found if each.on == THURSDAY] == [
        "asked how it was",
        "closed",
        "opened",
        "reminded whoever has a duty, a day before",
        "planned",
    ]
    assert "skipped: by Ana" in [each.what for each in found]
    assert found == tuple(sorted(found, key=lambda each: each.at, reverse=True))


async def test_what_happened_to_a_ritual_as_a_whole_is_told_too(
    skipped: Storage, clock: FixedClock
):
    clock.advance(timedelta(minutes=1))
    await skipped.run("T1", rituals.end, ANA, "ritual")

    found = await skipped.look_everywhere(partial(why.about, subject="ritual"))

    assert (found[0].what, found[0].on) == ("ended", None)


async def test_what_was_planned_at_once_is_told_by_its_date(storage: Storage):
    await begin(storage, weekly())
    other = answers(weekly(at=time(9)))
    await storage.run("T1", rituals.begin, ANA, "pod-ritual", "other", other)

    found = await storage.look("T1", why.of_pod, ANA, "pod-ritual")

    planned = [each.on for each in found if each.what == "planned"]
    assert len(planned) > 2
    assert planned == sorted(planned)


async def test_nothing_is_told_of_what_nobody_named(skipped: Storage):
    assert await skipped.look_everywhere(partial(why.about, subject="")) == ()
    assert await skipped.look_everywhere(partial(why.about, subject="%")) == ()


async def test_whoever_leads_reads_it_and_nobody_else(skipped: Storage):
    found = await skipped.look("T1", why.of_pod, ANA, "pod-ritual")
    member = Principal(team_id="T1", user_id="U2", home_team_id="T1", name="Ben")

    assert found[0].about == "Experiment review"
    with pytest.raises(Refusal):
        await skipped.look("T1", why.of_pod, member, "pod-ritual")


async def test_the_command_tells_it_in_local_time(skipped: Storage, database_url: str):
    lines = await telling.why(database_url, "experiment review")

    assert "2026-03-05 16:00 Experiment review of Thu, Mar 5: opened" in lines


def test_the_command_says_when_nothing_is_known(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DATABASE_URL", sqlite_url)

    assert cli.main(["why", "Nobody's ritual"]) == 1
    said = capsys.readouterr().out
    assert said.startswith('Nothing is noted of "Nobody\'s ritual". Write the whole name of')


def test_the_command_makes_no_database_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    missing = tmp_path / "elsewhere" / "dojo.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{missing}")

    assert cli.main(["why", "Nobody's ritual"]) == 1
    said = capsys.readouterr()

    assert said.out == ""
    assert said.err == (
        f"Nothing can be said: there is no database at {missing}. `slackapp run` makes one;"
        " if yours is elsewhere, DATABASE_URL or DOJO_DATA_DIR says where.\n"
    )
    assert not missing.parent.exists()


def test_the_command_leaves_a_file_of_another_schema_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "dojo.db").touch()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'dojo.db'}")

    assert cli.main(["why", "Nobody's ritual"]) == 1

    assert "`slackapp migrate` brings it there." in capsys.readouterr().err
    assert (tmp_path / "dojo.db").read_bytes() == b""
