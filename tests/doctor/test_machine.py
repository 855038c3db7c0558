"""What the doctor sees on this machine alone."""

from pathlib import Path

import pytest

from slackapp.doctor import Finding, State, machine
from tests.doctor.conftest import Environ, findings

KEY = "0123456789abcdef0123456789abcdef"


async def test_every_problem_of_the_settings_is_said_with_its_remedy(alone: Environ):
    del alone["SLACK_BOT_TOKEN"]
    alone["PORT"] = "many"

    found = await findings(alone)

    token, port = found["SLACK_BOT_TOKEN"], found["PORT"]
    assert (token.state, token.words) == (State.WRONG, "is missing")
    assert token.remedy.startswith("Copy the Bot User OAuth Token at https://api.slack.com/apps")
    assert (port.state, port.remedy) == (State.WRONG, "Use a number up to 65535, like 3000.")
    assert "settings" not in found


def inside(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_before_the_first_run_nothing_is_made_and_nothing_is_wrong(
    alone: Environ, tmp_path: Path
):
    found = await findings(alone)

    assert found["settings"].state is State.OK
    assert found["data directory"].words.endswith("is not there yet; the first start makes it")
    assert found["key file"].words.endswith("secret.key is made at the first start")
    assert found["database"].words == "it is not made yet; `slackapp run` makes it"
    assert State.WRONG not in {finding.state for finding in found.values()}
    assert inside(tmp_path) == []


@pytest.mark.parametrize(
    ("database", "key", "words"),
    [
        ("postgresql://dojo@127.0.0.1:9/dojo", KEY, "nothing is kept there"),
        ("postgresql://dojo@127.0.0.1:9/dojo", "", "nothing is kept there"),
        ("sqlite:///{elsewhere}", KEY, "nothing is kept there"),
        ("sqlite:///{elsewhere}", "", "is not there yet; the first start makes it"),
        ("", KEY, "is not there yet; the first start makes it"),
    ],
)
async def test_a_data_directory_is_looked_at_where_something_is_kept_there(
    alone: Environ, tmp_path: Path, database: str, key: str, words: str
):
    alone["DATABASE_URL"] = database.format(elsewhere=tmp_path / "elsewhere.db")
    alone["DOJO_SECRET_KEY"] = key

    assert (await findings(alone))["data directory"].words.endswith(words)


async def test_without_a_network_the_rest_is_skipped(alone: Environ):
    found = await findings(alone)

    assert found["Slack"].state is State.WARN
    assert found["Slack"].remedy.startswith("Check the network")
    for name in ("token", "scopes", "clock", "channels", "blocks"):
        assert (found[name].state, found[name].words) == (State.SKIPPED, "Slack does not answer")


@pytest.mark.parametrize(
    "wrong", [{"SLACK_API_URL": "ftp://slack"}, {"SLACK_BOT_TOKEN": "xoxb-a\nb"}]
)
async def test_what_cannot_be_asked_at_all_is_no_answer(alone: Environ, wrong: Environ):
    assert (await findings({**alone, **wrong}))["Slack"].state is State.WARN


@pytest.mark.parametrize(("mode", "state"), [(0o755, State.WARN), (0o777, State.WRONG)])
def test_a_data_directory_is_private(tmp_path: Path, mode: int, state: State):
    tmp_path.chmod(mode)

    found = machine.data_directory(tmp_path)

    assert (found.state, found.remedy) == (state, f"Run: chmod 700 '{tmp_path}'")


def test_a_data_directory_cannot_be_made_inside_a_file(tmp_path: Path):
    (tmp_path / "file").touch()

    for path in (tmp_path / "file", tmp_path / "file" / "dojo"):
        found = machine.data_directory(path)
        assert found.state is State.WRONG
        assert "DOJO_DATA_DIR" in found.remedy


def test_a_data_directory_can_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write anywhere

    found = machine.data_directory(tmp_path)

    assert (found.state, found.words) == (State.WRONG, f"{tmp_path} cannot be written to")
    assert found.remedy.startswith(f"Give {tmp_path} to the user who runs Dojo")


async def key_file(alone: Environ, text: str, mode: int = 0o600) -> Finding:
    path = Path(alone["DOJO_DATA_DIR"]) / "secret.key"
    path.parent.mkdir(mode=0o700)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return (await findings(alone))["key file"]


async def test_a_key_file_that_others_can_read_is_wrong(alone: Environ):
    found = await key_file(alone, KEY, 0o640)

    assert found.state is State.WRONG
    assert found.remedy.startswith("Run: chmod 600 '")
    assert KEY not in found.line


@pytest.mark.parametrize("text", ["", "too short", "schlüssel" * 5])
async def test_a_key_file_without_a_key_is_wrong(alone: Environ, text: str):
    found = await key_file(alone, text)

    assert (found.state, found.words) == (State.WRONG, "it holds no key")
    assert found.remedy.startswith("Put it back")


async def test_a_good_key_file_is_fine(alone: Environ):
    assert (await key_file(alone, KEY)).state is State.OK


async def test_a_short_key_in_the_environment_is_wrong(alone: Environ):
    found = (await findings({**alone, "DOJO_SECRET_KEY": "short"}))["DOJO_SECRET_KEY"]

    assert found.state is State.WRONG
    assert found.words.startswith("needs keys of at least 32 characters")
    assert found.remedy.startswith("Make one with: python3 -c")


@pytest.mark.parametrize(
    ("version", "state"),
    [((3, 40, 1), State.WARN), ((3, 51, 2), State.WARN), ((3, 51, 3), State.OK)],
)
def test_an_old_sqlite_is_worth_a_look(version: tuple[int, ...], state: State):
    found = machine.sqlite(version)

    assert found.state is state
    assert bool(found.remedy) == (state is State.WARN)


def test_names_that_people_typed_cannot_break_a_line():
    found = Finding("channel of Data\x1b[2J\nguild", State.OK, "fine")

    assert found.line == "ok      channel of Data [2J guild: fine"
