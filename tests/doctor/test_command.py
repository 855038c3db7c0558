"""`slackapp doctor`, as somebody types it."""

import asyncio

import pytest

from slackapp import cli
from slackapp.sandbox.trying import Trial
from tests.doctor.conftest import Environ

STATES = {"ok", "look", "wrong", "skipped"}


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    async def run(environ: Environ) -> tuple[int, list[str]]:
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        status = await asyncio.to_thread(cli.main, ["doctor"])
        return status, capsys.readouterr().out.splitlines()

    return run


async def test_a_healthy_app_exits_with_0(live: Trial, environ: Environ, typed):
    status, lines = await typed(environ)

    assert status == 0
    assert lines[-1].startswith("Nothing is wrong")
    assert {line.split(" ", 1)[0] for line in lines[:-1]} <= STATES - {"wrong"}


async def test_one_wrong_thing_exits_with_1_and_a_remedy(live: Trial, environ: Environ, typed):
    live.sandbox.stage.scopes.discard("chat:write")

    status, lines = await typed(environ)

    assert status == 1
    (line,) = [line for line in lines if line.startswith("wrong ")]
    assert line.startswith("wrong   scopes: chat:write was not granted → Paste what")
    assert lines[-1] == "Wrong: 1. Begin with the first; it may explain the others."


async def test_before_anything_is_set_it_says_what_to_do_next(alone: Environ, typed):
    unset = {**alone, "SLACK_BOT_TOKEN": "", "SLACK_SIGNING_SECRET": ""}

    status, lines = await typed(unset)

    assert status == 1
    assert lines[0].startswith("wrong   SLACK_BOT_TOKEN: is missing → Copy the Bot User OAuth")


async def test_set_up_and_offline_before_the_first_run_is_no_failure(alone: Environ, typed):
    status, lines = await typed(alone)

    assert (status, lines[-1].startswith("Nothing is wrong; worth a look: ")) == (0, True)
