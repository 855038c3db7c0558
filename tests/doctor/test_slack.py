"""What the doctor hears from Slack, beside the running app."""

from datetime import UTC, datetime, timedelta

import pytest

from slackapp.doctor import State
from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import Trial
from tests import make
from tests.clock import FixedClock
from tests.doctor.conftest import Environ, findings


async def test_a_healthy_installation_is_said_to_be_so(live: Trial, environ: Environ):
    await make.pod(live)

    found = await findings(environ)

    well = {name for name, finding in found.items() if finding.state is State.OK}
    assert well >= {
        "settings",
        "data directory",
        "key file",
        "database",
        "database file",
        "process",
        "damage",
        "sealed tokens",
        "delivery",
        "token",
        "scopes",
        "clock",
        "channels",
        "blocks",
    }
    assert set(found) - well <= {"SQLite"}
    assert found["process"].words.startswith("Dojo runs")
    assert found["channels"].words == "Dojo is in the channel of every pod (1)"


async def test_a_refused_token_is_wrong(live: Trial, environ: Environ):
    live.sandbox.faults.add(Fault(Kind.REFUSE, "auth.test", error="account_inactive"))

    found = await findings(environ)

    assert found["token"].state is State.WRONG
    assert found["token"].words == "Slack refuses it (account_inactive)"
    assert "Install the app again at https://api.slack.com/apps" in found["token"].remedy
    assert found["scopes"].state is found["channels"].state is State.SKIPPED


async def test_troubles_of_slacks_own_say_nothing_about_the_token(live: Trial, environ: Environ):
    live.sandbox.faults.add(Fault(Kind.REFUSE, "auth.test", error="internal_error"))

    found = (await findings(environ))["token"]

    assert (found.state, found.words) == (State.SKIPPED, "Slack asks to come back later")


async def test_without_a_token_slack_still_tells_the_time(live: Trial, environ: Environ):
    found = await findings({**environ, "SLACK_BOT_TOKEN": ""})

    assert found["SLACK_BOT_TOKEN"].state is State.WRONG
    assert "token" not in found
    assert found["clock"].state is State.OK


async def test_an_app_token_has_to_open_sockets(live: Trial, environ: Environ):
    good = {**environ, "SLACK_APP_TOKEN": live.sandbox.world.app_token}
    assert (await findings(good))["app token"].state is State.OK
    assert "app token" not in await findings(environ)

    live.sandbox.faults.add(Fault(Kind.REFUSE, "apps.connections.open", error="missing_scope"))
    found = (await findings(good))["app token"]

    assert (found.state, "(missing_scope)" in found.words) == (State.WRONG, True)
    assert "with the scope connections:write" in found.remedy


async def test_a_missing_scope_is_wrong_and_an_optional_one_is_not(live: Trial, environ: Environ):
    granted = live.sandbox.stage.scopes
    granted.discard("channels:join")
    assert (await findings(environ))["scopes"].words == (
        "all that Dojo needs; channels:join is left out"
    )

    granted.discard("im:history")
    found = (await findings(environ))["scopes"]

    assert (found.state, found.words) == (State.WRONG, "im:history was not granted")
    assert "install the app again under Install App" in found.remedy


async def test_a_channel_that_the_app_left_is_wrong(live: Trial, environ: Environ):
    await make.pod(live)
    channel = live.sandbox.world.channel("#data-guild")
    channel.members.remove(live.sandbox.world.bot.id)

    found = (await findings(environ))["channel of Data guild"]

    assert (found.state, found.words) == (State.WRONG, "Dojo is not in #data-guild")
    assert found.remedy.startswith("Type /invite @Dojo in that channel")


async def test_a_private_channel_without_the_app_and_an_archived_one_are_wrong(
    live: Trial, environ: Environ
):
    await make.pod(live)
    channel = live.sandbox.world.channel("#data-guild")

    channel.is_archived = True
    archived = (await findings(environ))["channel of Data guild"]
    channel.is_private = True
    channel.members.remove(live.sandbox.world.bot.id)
    hidden = (await findings(environ))["channel of Data guild"]

    assert (archived.state, archived.words) == (State.WRONG, "#data-guild is archived")
    assert archived.remedy.startswith("Unarchive it in Slack")
    assert (hidden.state, hidden.words) == (
        State.WRONG,
        "#data-guild is gone, or is private and Dojo is not in it",
    )


@pytest.mark.parametrize("method", ["conversations.info", "blocks.validate"])
async def test_a_rate_limit_ends_what_is_asked_in_a_row(live: Trial, environ: Environ, method: str):
    await make.pod(live)
    live.sandbox.faults.add(Fault(Kind.RATELIMITED, method, times=None))

    found = (await findings(environ))["blocks" if method == "blocks.validate" else "channels"]

    assert found.state is State.SKIPPED
    assert found.words.startswith("0 of ")
    assert found.words.endswith("looked at; then Slack asked to come back later")


@pytest.mark.parametrize("kind", [Kind.HTML, Kind.ERROR, Kind.DROP_BEFORE])
async def test_something_else_than_slack_is_no_answer(live: Trial, environ: Environ, kind: Kind):
    live.sandbox.faults.add(Fault(kind, times=None))

    found = await findings(environ)

    assert found["Slack"].state is State.WARN
    assert found["token"].state is State.SKIPPED


@pytest.mark.parametrize(
    ("seconds", "state", "words"),
    [
        (30, State.OK, "it agrees"),
        (90, State.WARN, "ahead of Slack's; beyond 300"),
        (-90, State.WARN, "behind Slack's; beyond 300"),
        (-900, State.WRONG, "behind Slack's, so what Slack sends over HTTP is refused"),
    ],
)
async def test_a_clock_is_held_against_slacks(
    live: Trial, environ: Environ, seconds: int, state: State, words: str
):
    skewed = FixedClock(datetime.now(UTC) + timedelta(seconds=seconds))

    found = (await findings(environ, skewed))["clock"]

    assert (found.state, words in found.words) == (state, True)
    assert ("NTP" in found.remedy) == (state is not State.OK)


async def test_nothing_secret_is_said(live: Trial, environ: Environ):
    key = "a key that nobody may ever read anywhere"

    found = await findings({**environ, "DOJO_SECRET_KEY": key})

    secrets = (environ["SLACK_BOT_TOKEN"], environ["SLACK_SIGNING_SECRET"], key)
    assert [f.line for f in found.values() if any(secret in f.line for secret in secrets)] == []
    assert found["sealed tokens"].state is State.WARN
