"""Turns are drawn by lot, from random ids; here the lot falls the same way every time."""

import random
from base64 import urlsafe_b64encode

import pytest

from storage import base


def fall_alike(patch: pytest.MonkeyPatch) -> None:
    """Make the ids of a run those of every other run."""
    dice = random.Random(6)  # noqa: S311 - it is there to repeat

    def token(size: int) -> str:
        return urlsafe_b64encode(dice.randbytes(size)).rstrip(b"=").decode()

    patch.setattr(base.secrets, "token_urlsafe", token)
