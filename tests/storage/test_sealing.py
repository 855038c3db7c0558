"""Secrets open where they were sealed, under any key of the ring, and nowhere else."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from slackapp.errors import SettingsError
from storage.sealing import KEY_FILE, KeyRing, SealBroken

OLD, NEW = "o" * 32, "n" * 32
TOKEN = "xoxb-canary"
HERE = {"place": "installation.bot_token", "team_id": "T1"}


def test_a_secret_comes_back():
    ring = KeyRing.parse(NEW)

    sealed = ring.seal(TOKEN, **HERE)

    assert ring.open(sealed, **HERE) == TOKEN
    assert TOKEN.encode() not in sealed
    assert ring.seal(TOKEN, **HERE) != sealed


@pytest.mark.parametrize("elsewhere", [{"team_id": "T2"}, {"place": "installation.team_name"}])
def test_a_secret_that_was_moved_is_refused(elsewhere):
    ring = KeyRing.parse(NEW)
    sealed = ring.seal(TOKEN, **HERE)

    with pytest.raises(SealBroken, match="moved here from another row") as caught:
        ring.open(sealed, **(HERE | elsewhere))
    assert caught.value.__cause__ is None
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("position", [5, 20, -1])
def test_a_damaged_secret_is_refused(position):
    ring = KeyRing.parse(NEW)
    sealed = bytearray(ring.seal(TOKEN, **HERE))
    sealed[position] ^= 1

    with pytest.raises(SealBroken, match="damaged"):
        ring.open(bytes(sealed), **HERE)


@pytest.mark.parametrize("length", [4, 10, 20])
def test_half_a_secret_is_refused(length):
    ring = KeyRing.parse(NEW)

    with pytest.raises(SealBroken, match="damaged"):
        ring.open(ring.seal(TOKEN, **HERE)[:length], **HERE)


def test_an_older_key_still_opens_and_can_be_rotated_out():
    old, both, new = KeyRing.parse(OLD), KeyRing.parse(f"{NEW}, {OLD}"), KeyRing.parse(NEW)
    sealed = old.seal(TOKEN, **HERE)

    assert both.open(sealed, **HERE) == TOKEN

    rotated = both.seal(both.open(sealed, **HERE), **HERE)
    assert new.open(rotated, **HERE) == TOKEN
    with pytest.raises(SealBroken, match="Add that key to DOJO_SECRET_KEY"):
        new.open(sealed, **HERE)


@pytest.mark.parametrize("value", ["", " , ", "short", f"{NEW},short"])
def test_a_key_that_can_be_guessed_is_refused_with_the_way_to_make_one(value):
    with pytest.raises(SettingsError, match=r"DOJO_SECRET_KEY.*secrets\.token_urlsafe"):
        KeyRing.parse(value)


def test_a_key_file_is_made_once_for_its_owner_alone(tmp_path: Path):
    folder = tmp_path / "new" / "dojo"
    sealed = KeyRing.at(folder).seal(TOKEN, **HERE)

    assert KeyRing.at(folder).open(sealed, **HERE) == TOKEN
    assert stat.S_IMODE((folder / KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [KEY_FILE]


def test_many_first_starts_at_once_agree_on_one_key(tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: KeyRing.at(tmp_path), range(8)))

    sealed = rings[0].seal(TOKEN, **HERE)
    assert {ring.open(sealed, **HERE) for ring in rings} == {TOKEN}
