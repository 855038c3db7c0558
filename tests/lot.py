"""Turns are drawn by lot, from random ids; here the lot falls the same way every time."""

import random
import sys
from base64 import urlsafe_b64encode

import pytest

from storage import base


class Dice(dict[str, random.Random]):
    """One for each module: how often the outbox needs an id is a matter of speed."""

    def __missing__(self, module: str) -> random.Random:
        self[module] = random.Random(f"6 {module}")  # noqa: S311 - it is there to repeat
        return self[module]


def fall_alike(patch: pytest.MonkeyPatch) -> None:
    """Make the ids of a run those of every other run."""
    dice = Dice()

    def token(size: int) -> str:
        asking = sys._getframe(2).f_globals["__name__"]  # whoever called new_id()
        return urlsafe_b64encode(dice[asking].randbytes(size)).rstrip(b"=").decode()

    patch.setattr(base.secrets, "token_urlsafe", token)
