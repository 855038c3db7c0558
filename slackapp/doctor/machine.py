"""What can be seen on this machine alone: settings, data directory, key, SQLite."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from slackapp.doctor.finding import Finding, apart, ok, skipped, warn, wrong
from slackapp.errors import SettingsError
from slackapp.settings import Settings
from storage.sealing import KEY_FILE, KeyRing

SOUND_SQLITE = (3, 51, 3)
_OTHERS = 0o077
_OTHERS_WRITE = 0o022


def settings(problems: Sequence[str]) -> Iterator[Finding]:
    """Say every problem, each named for its setting."""
    for problem in problems:
        words, remedy = apart(problem)
        name, _, what = words.partition(" ")
        yield wrong(name, what, remedy)
    if not problems:
        yield ok("settings", "everything that is needed is set")


def data_directory(path: Path) -> Finding:
    """See that Dojo can write there, and nobody else."""
    name = "data directory"
    if not path.exists():
        return _place_for(path)
    if not path.is_dir():
        return wrong(name, f"{path} is no directory", "Name another one with DOJO_DATA_DIR.")
    if not _writable(path):
        return wrong(name, f"{path} cannot be written to", _own(path))
    others = _mode(path) & _OTHERS
    if others & _OTHERS_WRITE:
        return wrong(name, f"others can write to {path}", f"Run: chmod 700 '{path}'")
    if others:
        return warn(name, f"others can look into {path}", f"Run: chmod 700 '{path}'")
    return ok(name, f"{path} is private, and can be written to")


def key(read: Settings) -> tuple[Finding, KeyRing | None]:
    """See that there is a key, and that it is secret; give the keys for further checks."""
    if read.secret_keys:
        return _parsed("DOJO_SECRET_KEY", read.secret_keys, "it is set, and long enough")
    if not read.database_url.startswith("sqlite"):
        return skipped("key", "PostgreSQL needs DOJO_SECRET_KEY"), None
    path = read.data_dir / KEY_FILE
    if not path.exists():
        return skipped("key file", f"{path} is made at the first start"), None
    try:
        text = path.read_text(encoding="ascii")
    except OSError:
        return wrong("key file", f"{path} cannot be read", _own(path)), None
    except ValueError:
        text = ""
    found, ring = _parsed("key file", text, f"{path} is there, and private")
    if ring is not None and _mode(path) & _OTHERS:
        found = wrong("key file", f"others can read {path}", f"Run: chmod 600 '{path}'")
    return found, ring


def private_file(path: Path) -> Finding:
    """See that nobody else reads what people wrote."""
    if _mode(path) & _OTHERS:
        return wrong("database file", f"others can read {path}", f"Run: chmod 600 '{path}'*")
    return ok("database file", f"{path} is private")


def sqlite(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Finding:
    """Tell of the library's bug that can damage a file that several connections check-point."""
    said = ".".join(map(str, version))
    if version >= SOUND_SQLITE:
        return ok("SQLite", f"{said} is sound")
    return warn(
        "SQLite",
        f"{said} can damage a database that several programs write to at once (mended in 3.51.3)",
        "Let no other program write to the file: Dojo alone does it safely."
        " A Python with a newer SQLite, or PostgreSQL, is rid of it.",
    )


def _parsed(name: str, value: str, well: str) -> tuple[Finding, KeyRing | None]:
    try:
        ring = KeyRing.parse(value)
    except SettingsError as problem:
        if name == "DOJO_SECRET_KEY":
            words, remedy = apart(str(problem))
            return wrong(name, words.removeprefix(f"{name} "), remedy), None
        remedy = "Put it back from where you keep it; without one, remove it: Dojo makes another."
        return wrong(name, "it holds no key", remedy), None
    return ok(name, well), ring


def _place_for(path: Path) -> Finding:
    name = "data directory"
    nearest = next(parent for parent in path.parents if parent.exists())
    if nearest.is_dir() and _writable(nearest):
        return ok(name, f"{path} is not there yet; the first start makes it")
    return wrong(name, f"{path} cannot be made in {nearest}", _own(nearest))


def _writable(path: Path) -> bool:
    return os.access(path, os.R_OK | os.W_OK | os.X_OK)


def _mode(path: Path) -> int:
    """Give what the file's mode allows; elsewhere than on POSIX it says nothing about others."""
    return path.stat().st_mode if os.name == "posix" else 0


def _own(path: Path) -> str:
    return f"Give {path} to the user who runs Dojo, or name another place with DOJO_DATA_DIR."
