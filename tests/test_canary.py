"""Nothing that anybody wrote, and no secret, stands in a log: canaries are in all of it."""

import io
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import aiohttp
import pytest
from sqlalchemy import text

from slackapp import logs
from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import SECRET, Trial
from slackapp.services import demos, feedback
from tests import make
from tests.front import signed
from tests.handlers import see

CANARY = "canary7f3a"


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything that was logged or printed: as the app writes it, and the bare records."""

    lines: io.StringIO
    printed: pytest.CaptureFixture[str]

    def found(self, live: Trial) -> list[str]:
        out, err = self.printed.readouterr()
        world = live.sandbox.world
        never = (CANARY, SECRET, world.bot_token, world.person("ben").id)
        said = [*self.lines.getvalue().splitlines(), *out.splitlines(), *err.splitlines()]
        return [line for line in said if any(secret in line for secret in never)]


class Bare(logging.Formatter):
    """Writes all that a record holds, but for the text of an exception: no line of ours has it."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{record.getMessage()} {vars(record) | {'exc_info': None, 'exc_text': None}}"


@pytest.fixture
def heard(capsys: pytest.CaptureFixture[str]) -> Iterator[Heard]:
    """Log everything from DEBUG on; libraries as far as the app lets them."""
    lines = io.StringIO()
    root = logging.getLogger()
    before = root.level
    handlers = [logging.StreamHandler(lines), logging.StreamHandler(lines)]
    for handler, formatter in zip(handlers, (logs.Line(), Bare()), strict=True):
        handler.setFormatter(formatter)
        root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield Heard(lines, capsys)
    root.setLevel(before)
    for handler in handlers:
        root.removeHandler(handler)


def sing(where: str) -> str:
    return f"{CANARY} {where}"


@pytest.fixture
async def guild(heard: Heard, live: Trial) -> Trial:
    """A pod, a demo, answers, comments and messages, with a canary in each of their words."""
    ben = live.sandbox.hand("ben")
    ben.change_profile(real_name=sing("name"), display_name=sing("shown"))
    live.sandbox.admin.rename(make.CHANNEL, f"{CANARY}-guild")
    await make.pod(live, name=sing("pod"), channel=f"{CANARY}-guild")
    await ben.shortcut("Post a demo")
    await make.fill_demo(
        live,
        title=sing("title"),
        did=sing("did"),
        learned=sing("learned"),
        ask=sing("ask"),
        link=f"https://example.com/{CANARY}",
    )
    await ben.submit()
    await live.settled()
    await ben.dismiss()
    card = make.card(live, sing("did"), f"{CANARY}-guild")
    await make.answers(live, to=card, takeaway=sing("takeaway"), better=sing("better"))
    live.sandbox.hand("dana").say(sing("comment"), channel=f"{CANARY}-guild", thread=card)
    live.sandbox.hand("dana").tell_app(sing("message"))
    await live.sandbox.hand("dana").command(f"/dojo {CANARY}", channel="general")
    await live.settled()
    await make.home(live, "ben")
    await ben.press("Read")
    await ben.dismiss()
    return live


async def test_a_round_trip_logs_nobodys_words(heard: Heard, guild: Trial):
    assert heard.lines.getvalue(), "nothing was logged, so nothing was tested"
    assert heard.found(guild) == []


async def test_refusals_log_nobodys_words(heard: Heard, guild: Trial):
    ben, dana = guild.sandbox.hand("ben"), guild.sandbox.hand("dana")
    card = make.card(guild, sing("did"), f"{CANARY}-guild")
    await dana.press("Edit", on=card)
    await ben.press("Give feedback", on=card)
    await dana.act(
        card, {"type": "button", "action_id": CANARY, "block_id": CANARY, "value": CANARY}
    )
    await ben.press("Edit", on=card)
    await ben.fill("Title", CANARY * 20)
    await ben.fill("Link or video", f"javascript:{CANARY}")
    await ben.submit()
    await dana.shortcut("Give feedback")
    await dana.options("Which demo or session?", CANARY)
    await guild.settled()
    assert "handlers.unknown" in heard.lines.getvalue()
    assert heard.found(guild) == []


@pytest.mark.parametrize("kind", [Kind.ERROR, Kind.HTML, Kind.DROP_AFTER, Kind.REFUSE])
async def test_faults_of_slack_log_nobodys_words(heard: Heard, guild: Trial, kind: Kind):
    card = make.card(guild, sing("did"), f"{CANARY}-guild")
    for method in ("chat.postMessage", "chat.update", "views.open", "views.publish", "users.info"):
        guild.sandbox.faults.add(Fault(kind, method=method, error="msg_too_long"))
    await guild.sandbox.hand("eli").press("I watched", on=card)
    await guild.sandbox.hand("ana").press("Give feedback", on=card)
    guild.sandbox.hand("eli").tell_app(sing("message"))
    await make.home(guild, "ben")
    await guild.settled()
    assert heard.found(guild) == []


async def test_a_busy_database_logs_nobodys_words(heard: Heard, guild: Trial, sqlite_url: str):
    ben = guild.sandbox.hand("ben")
    await ben.press("Edit", on=make.card(guild, sing("did"), f"{CANARY}-guild"))
    with see.busy(sqlite_url):
        await ben.submit()
    assert "handlers.slow" in heard.lines.getvalue()
    assert heard.found(guild) == []


async def test_forged_and_broken_requests_log_nothing_of_themselves(heard: Heard, guild: Trial):
    url = guild.sandbox.stage.link.app_url
    body = f'{{"type": "{CANARY}", "text": "{CANARY}"'.encode()
    forged = {"X-Slack-Request-Timestamp": "1234567890", "X-Slack-Signature": f"v0={CANARY}"}
    broken = {"Content-Type": "application/json", **signed(body, secret=SECRET)}
    async with aiohttp.ClientSession() as session:
        for headers, status in (({}, 401), (forged, 401), (broken, 400)):
            there = f"{url}/slack/events?code={CANARY}"
            async with session.post(there, data=body, headers=headers) as answer:
                assert (answer.status, await answer.text()) == (status, "")
        async with session.get(f"{url}/{CANARY}?code={CANARY}") as answer:
            assert answer.status == 404
    assert "door.refused" in heard.lines.getvalue()
    assert heard.found(guild) == []


def breaks(*_args: object, **_kwargs: object) -> None:
    raise RuntimeError(sing("quoted by an error"))


def breaks_in_the_database(tx, _actor, _demo_id, answers, *_rest) -> None:
    tx.session.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": answers.title})


async def test_an_error_that_quotes_somebody_is_logged_without_the_quote(
    heard: Heard, guild: Trial, monkeypatch: pytest.MonkeyPatch
):
    # No service of ours breaks on demand, so two are replaced by some that do.
    monkeypatch.setattr(feedback, "give", breaks)
    monkeypatch.setattr(demos, "edit", breaks_in_the_database)
    card = make.card(guild, sing("did"), f"{CANARY}-guild")
    await guild.sandbox.hand("ben").press("Edit", on=card)
    await guild.sandbox.hand("ben").submit()
    (words,) = see.errors(guild, "ben").values()
    assert words.startswith("Something broke on our side and nothing was saved.")
    await make.answers(guild, to=card, by="eli", takeaway=sing("takeaway"))
    written = heard.lines.getvalue()
    assert "RuntimeError" in written
    assert "OperationalError" in written
    assert heard.found(guild) == []


@pytest.mark.parametrize("way", ["message", "argument", "extra", "token", "stderr", "stdout"])
async def test_the_check_finds_a_canary_that_got_out(heard: Heard, live: Trial, way: str):
    logger = logging.getLogger("handlers")
    match way:
        case "message":
            logger.debug(sing("message"))
        case "argument":
            logger.debug("said %s", sing("argument"))
        case "extra":
            logger.debug("said", extra={"words": sing("extra")})
        case "token":
            logger.debug("used", extra={"token": live.sandbox.world.bot_token})
        case "stderr":
            print(sing("stderr"), file=sys.stderr)  # noqa: T201 - what must never be done
        case _:
            print(sing("stdout"))  # noqa: T201 - what must never be done
    assert heard.found(live)
