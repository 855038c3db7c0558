"""A seeded workspace, on both databases, with the app still running on it."""

import pytest

from storage import Storage
from tests.clock import FixedClock
from tests.exporting.seed import Seeded, seed


@pytest.fixture
async def seeded(storage: Storage, clock: FixedClock) -> Seeded:
    return await seed(storage, clock)
