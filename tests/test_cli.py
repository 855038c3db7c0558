"""The commands, as somebody types them."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest
import yaml

from slackapp import cli, serving
from slackapp.errors import SettingsError
from storage import migrations
from tests.front import SECRET, TOKEN, StandIn
from tests.patience import LONG
from tests.processes import start_slackapp

HEAVY = ("slack_bolt", "sqlalchemy", "aiohttp", "starlette", "alembic", "yaml", "jinja2")


def slackapp(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "slackapp", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], **environ},
    )


def test_help_imports_nothing_heavy():
    script = (
        "import sys, contextlib\nfrom slackapp.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['--help'])\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )

    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_help_names_every_command_and_setting(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])

    said = capsys.readouterr().out
    assert left.value.code == 0
    for word in ("try", "run", "migrate", "manifest", "SLACK_BOT_TOKEN", "DATABASE_URL"):
        assert word in said


@pytest.mark.parametrize("command", cli._WORDS)
def test_the_help_of_a_command_says_more_than_the_list(
    command: str, capsys: pytest.CaptureFixture[str]
):
    for arguments in ([], [command]):
        with pytest.raises(SystemExit):
            cli.main([*arguments, "--help"])
    said = capsys.readouterr().out
    _everything, own = said.split(f"usage: slackapp {command}")

    assert len(own.split("options:")[0].split()) > 20


@pytest.mark.parametrize("command", cli._WORDS)
def test_the_help_of_a_command_names_its_exit_status_in_a_terminal_of_80_columns(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        cli.main([command, "--help"])
    lines = capsys.readouterr().out.splitlines()

    assert lines[-1].startswith("exit status: 0 ")
    assert max(map(len, lines)) <= 80


def test_no_command_is_a_mistake(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        cli.main([])

    assert left.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


def test_the_manifest_is_printed_as_it_stands(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["manifest"]) == 0
    assert capsys.readouterr().out == Path("manifest.yml").read_text(encoding="utf-8")


def test_the_manifest_for_http_names_the_address_everywhere(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["manifest", "--url", "https://dojo.example/"]) == 0

    told = yaml.safe_load(capsys.readouterr().out)
    events = "https://dojo.example/slack/events"
    assert told["settings"]["socket_mode_enabled"] is False
    assert told["settings"]["event_subscriptions"]["request_url"] == events
    assert told["settings"]["interactivity"]["request_url"] == events
    assert told["settings"]["interactivity"]["message_menu_options_url"] == events
    assert [command["url"] for command in told["features"]["slash_commands"]] == [events]


@pytest.mark.parametrize("url", ["http://dojo.example", "dojo.example", "https://", "https://a?b"])
def test_slack_sends_to_https_only(url: str, capsys: pytest.CaptureFixture[str]):
    assert cli.main(["manifest", "--url", url]) == 1
    assert "no https address" in capsys.readouterr().err


def test_run_without_settings_says_what_is_missing():
    done = slackapp("run")

    assert done.returncode == 1
    assert [line.split(" ", 1)[0] for line in done.stderr.splitlines()] == [
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
    ]


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield str(listening.getsockname()[1])


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    return line


def test_try_says_that_a_port_is_taken(taken: str):
    line = complaint(slackapp("try", "--no-browser", "--port", taken))

    assert line.startswith(f"The sandbox cannot listen at port {taken} (Address already in use).")
    assert "--port" in line.partition(". ")[2]


@pytest.mark.parametrize("port", ["65536", "-1", "abc", "٣"])
def test_try_takes_ports_only(port: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        cli.main(["try", f"--port={port}"])

    assert left.value.code == 2
    assert "is no port; use a number up to 65535" in capsys.readouterr().err


@pytest.mark.parametrize("transport", ["SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"])
async def test_run_says_that_its_port_is_taken(taken: str, transport: str, tmp_path: Path):
    async with StandIn().serving() as slack:
        environ = {
            "SLACK_BOT_TOKEN": TOKEN,
            transport: f"xapp-{SECRET}" if transport == "SLACK_APP_TOKEN" else SECRET,
            "SLACK_API_URL": slack.url,
            "DOJO_DATA_DIR": str(tmp_path),
            "PORT": taken,
        }
        line = complaint(await asyncio.to_thread(slackapp, "run", **environ))

    assert line.startswith(f"Dojo cannot listen at 127.0.0.1:{taken} (Address already in use).")
    assert "HOST and PORT" in line.partition(". ")[2]


def test_a_host_that_is_not_here_is_said():
    with pytest.raises(SettingsError, match=r"cannot listen at no\.such\.host\.invalid:3000 \("):
        serving.listen("no.such.host.invalid", 3000)


COMMANDS = ("run", "why")


def asked_of(folder: Path, command: str) -> str:
    """What a command complains of, whose data would be in a folder."""
    subject = ["Experiment review"] if command == "why" else []
    set_up = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET}
    return complaint(slackapp(command, *subject, **set_up, DOJO_DATA_DIR=str(folder)))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_no_database_is_said_in_one_line(command: str, tmp_path: Path):
    (tmp_path / "dojo.db").write_text("a shopping list, long enough to be read as a header")

    assert asked_of(tmp_path, command) == (
        "The database cannot be read (file is not a database). `slackapp doctor` says what helps."
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_postgresql_that_does_not_answer_is_said_without_its_password(command: str):
    url = "postgresql://dojo:hunter2hunter2@127.0.0.1:9/dojo"
    subject = ["Experiment review"] if command == "why" else []
    keys = {"DOJO_SECRET_KEY": "k" * 32, "DATABASE_URL": url}

    line = complaint(
        slackapp(command, *subject, SLACK_BOT_TOKEN=TOKEN, SLACK_SIGNING_SECRET=SECRET, **keys)
    )

    assert line.startswith("The database cannot be read (connection failed: ")
    assert "hunter2" not in line


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_data_directory_that_cannot_be_made_is_said_with_what_helps(command: str, tmp_path: Path):
    (tmp_path / "dojo").write_text("not a directory")

    line = asked_of(tmp_path / "dojo", command)

    assert line.startswith(f"{tmp_path / 'dojo' / 'dojo.db'} cannot be written (File exists). Give")
    assert line.endswith("name another place with DOJO_DATA_DIR or DATABASE_URL.")


async def test_a_key_file_that_cannot_be_read_is_said(tmp_path: Path):
    (tmp_path / "secret.key").mkdir()
    async with StandIn().serving() as slack:
        set_up = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET}
        places = {"SLACK_API_URL": slack.url, "DOJO_DATA_DIR": str(tmp_path)}
        line = complaint(await asyncio.to_thread(slackapp, "run", **set_up, **places))

    assert line.startswith(f"The key file cannot be read or made in {tmp_path} (Is a directory).")


def test_migrate_brings_the_database_up_to_date_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    url = f"sqlite:///{tmp_path / 'dojo.db'}"
    monkeypatch.setenv("DATABASE_URL", url)

    assert cli.main(["migrate"]) == 0

    assert capsys.readouterr().out == f"The database is up to date ({migrations.head()}).\n"
    assert migrations.current(url) == migrations.head()


async def started(command: str, slack: StandIn, tmp_path: Path) -> asyncio.subprocess.Process:
    return await start_slackapp(
        command,
        SLACK_BOT_TOKEN=TOKEN,
        SLACK_SIGNING_SECRET=SECRET,
        SLACK_API_URL=slack.url,
        DOJO_DATA_DIR=str(tmp_path),
        PORT="0",
    )


async def test_run_migrates_serves_and_stops_when_told(tmp_path: Path):
    async with StandIn().serving() as slack:
        process = await started("run", slack, tmp_path)
        assert process.stdout is not None
        line, events = "", []
        while "app.started" not in line:
            line = (await asyncio.wait_for(process.stdout.readline(), LONG)).decode()
            assert line, "it ended before it started"
            events.append(json.loads(line)["event"])
        assert events == ["storage.upgraded", "app.started"]
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found is not None

        async with aiohttp.ClientSession() as session:
            for path in ("healthz", "readyz"):
                async with session.get(f"{found[0]}/{path}") as reply:
                    assert reply.status == 200

        process.send_signal(signal.SIGTERM)
        _, complaints = await asyncio.wait_for(process.communicate(), LONG)
        assert (process.returncode, complaints) == (0, b"")


async def test_run_says_when_slack_refuses_the_token(tmp_path: Path):
    async with StandIn().serving() as slack:
        slack.answers["auth.test"] = {"ok": False, "error": "invalid_auth"}
        process = await started("run", slack, tmp_path)

        _, complaints = await asyncio.wait_for(process.communicate(), LONG)

        assert process.returncode == 1
        assert complaints.decode().startswith(
            "SLACK_BOT_TOKEN is refused by Slack (invalid_auth). Install the app"
        )


async def test_a_reader_may_stop_in_the_middle_of_an_examination(tmp_path: Path):
    async with StandIn().serving() as slack:
        process = await started("doctor", slack, tmp_path)
        assert process.stdout is not None
        assert process.stderr is not None
        while b"token:" not in await process.stdout.readline():
            pass
        process._transport.get_pipe_transport(1).close()  # as `head` does

        complaints = await asyncio.wait_for(process.stderr.read(), LONG)

    assert (await process.wait(), complaints) == (0, b"")


def test_a_reader_who_has_read_enough_is_no_mistake():
    read, write = os.pipe()
    os.close(read)

    done = subprocess.run(
        [sys.executable, "-m", "slackapp", "manifest"],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
        env={"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1"},
    )
    os.close(write)

    assert (done.returncode, done.stderr) == (0, b"")
