"""Where an export goes: to one's own eyes, beside what is there, whole or not at all."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from slackapp import cli
from slackapp.domain.people import Principal, Profile
from slackapp.exporting.files import Folder, unused_name
from slackapp.services import profiles
from storage import Storage
from tests.services import make
from tests.services.conftest import Guild


@pytest.fixture
async def kept(
    storage: Storage, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Guild:
    """A pod with one demo, in the database that the environment names."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DOJO_SECRET_KEY", "k" * 43)
    monkeypatch.setenv("DOJO_DATA_DIR", str(tmp_path / "data"))
    await make.team(storage)
    pod = await make.pod(storage)
    return Guild(storage, pod, await make.demo(storage, pod.id))


def typed(*words: str) -> int:
    """Type a command where no event loop runs, as a terminal does."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(cli.main, ["export", *words]).result()


def modes(folder: Path) -> dict[str, set[int]]:
    found = [folder, *folder.rglob("*")]
    return {
        "files": {stat.S_IMODE(each.stat().st_mode) for each in found if each.is_file()},
        "folders": {stat.S_IMODE(each.stat().st_mode) for each in found if each.is_dir()},
    }


async def test_a_workspace_goes_beside_the_data_for_its_owner_only(
    kept: Guild, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert typed() == 0

    folder = Path(capsys.readouterr().out.removeprefix("Exported to ").strip())
    assert (folder.parent, folder.name[:12]) == (tmp_path, "dojo-export-")
    assert modes(folder) == {"files": {0o600}, "folders": {0o700}}


async def test_one_pod_is_printed_and_one_person_by_any_name(
    kept: Guild, capsys: pytest.CaptureFixture[str]
):
    assert typed("--pod", "data GUILD") == 0
    assert capsys.readouterr().out.startswith("# Data guild\n")
    for name in ("Ben", "@ben", "Uben"):
        assert typed("--person", name, "--format", "json") == 0
        assert json.loads(capsys.readouterr().out)["person"]["user_id"] == "Uben"


async def test_one_person_goes_into_a_folder_in_both_formats(kept: Guild, tmp_path: Path):
    assert typed("--person", "Ben", "--to", str(tmp_path / "ben")) == 0
    assert sorted(each.name for each in (tmp_path / "ben").iterdir()) == ["ben.json", "ben.md"]


async def test_nothing_is_written_over(
    kept: Guild, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "mine").mkdir()

    assert typed("--to", str(tmp_path / "mine")) == 1
    assert "is there already" in capsys.readouterr().err
    assert list((tmp_path / "mine").iterdir()) == []


async def test_a_place_that_cannot_be_written_is_said(
    kept: Guild, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "file").touch()

    assert typed("--to", str(tmp_path / "file" / "out")) == 1
    assert "cannot be written" in capsys.readouterr().err


async def test_a_name_that_is_unclear_is_answered_with_candidates(
    kept: Guild, capsys: pytest.CaptureFixture[str]
):
    twin = replace(make.PROFILES["chidi"], name="Ana")
    await make.do(kept.storage, "chidi", profiles.hear_change, twin)
    for words, expected in (
        (("--person", "ana"), "2 have the name ana, Ana (Uana), Ana (Uchidi)."),
        (
            ("--person", "Danna"),
            "there is no person 'Danna' here. Did you mean Dana (Udana), Ana (",
        ),
        (("--pod", "guild"), "Did you mean Data guild ("),
        (("--pod", "Nothing"), "there is no pod 'Nothing' here."),
        (("--workspace", "T2"), "there is no workspace 'T2' here."),
    ):
        assert typed(*words) == 1
        assert expected in capsys.readouterr().err


async def test_of_several_workspaces_one_has_to_be_named(
    kept: Guild, capsys: pytest.CaptureFixture[str]
):
    other = Principal(team_id="T2", user_id="Uzoe", home_team_id="T2", name="Zoe")
    stranger = Profile(user_id="Uzoe", name="Zoe")
    await kept.storage.run("T2", profiles.learn, other, (stranger,))

    assert typed("--person", "Ben") == 1
    assert "several workspaces are kept here, T1, T2." in capsys.readouterr().err
    assert typed("--person", "Zoe", "--workspace", "T1") == 1
    assert typed("--person", "Ben", "--workspace", "T1") == 0


def test_without_a_database_none_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")

    assert cli.main(["export"]) == 1
    assert "there is no database at" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def half(folder: Folder) -> None:
    with folder.file("pods/one.md") as file:
        file.write(b"half" * (1 // 0))


def test_a_folder_that_is_not_finished_is_not_there(tmp_path: Path):
    with pytest.raises(ZeroDivisionError), Folder.making(tmp_path / "out") as folder:
        half(folder)

    assert list(tmp_path.iterdir()) == []


def test_names_of_files_are_plain_and_differ():
    taken = set[str]()
    names = [unused_name(name, taken) for name in ("A/B", "a b", "../..", "", "データ", "x" * 300)]

    assert names == ["a-b", "a-b-2", "unnamed", "unnamed-2", "データ", "x" * 40]
