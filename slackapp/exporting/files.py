"""Files and folders that only their owner reads, and that never take the place of others."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from slackapp.errors import DojoError

NAME_MAX = 40  # characters, of up to four bytes each


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is being filled; it gets its name once it is whole."""

    path: Path

    @classmethod
    @contextmanager
    def making(cls, to: Path) -> Iterator[Self]:
        """Fill a folder out of sight, and put it in its place."""
        refuse_taken(to)
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            making = Path(tempfile.mkdtemp(prefix=f".{to.name}-", dir=to.parent))
        except OSError as error:
            raise _unwritable(to, error) from None
        try:
            yield cls(making)
            refuse_taken(to)
            making.rename(to)
        except OSError as error:
            raise _unwritable(to, error) from None
        finally:
            shutil.rmtree(making, ignore_errors=True)

    def empty(self) -> None:
        """Begin again."""
        for each in self.path.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """Open a new file in here, below other folders perhaps."""
        path = self.path / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "wb") as file:
            yield file


def refuse_taken(to: Path) -> None:
    """Nothing is written over, not even what is empty: it may be somebody's."""
    if to.exists() or to.is_symlink():
        raise DojoError(
            f"Nothing was exported: {to} is there already. Give --to another name,"
            " or move that away first."
        )


def unused_name(name: str, taken: set[str]) -> str:
    """Make a file's name of what people named something, unlike those that are taken."""
    plain = re.sub(r"\W+", "-", name.casefold()).strip("-_")[:NAME_MAX].strip("-_") or "unnamed"
    found, number = plain, 1
    while found in taken:
        number += 1
        found = f"{plain}-{number}"
    taken.add(found)
    return found


def _unwritable(to: Path, error: OSError) -> DojoError:
    return DojoError(
        f"Nothing was exported: {to} cannot be written ({error.strerror}). Give --to another place."
    )
