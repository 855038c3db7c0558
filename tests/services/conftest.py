"""A database with a team and one pod in it."""

from dataclasses import dataclass

import pytest

from slackapp.domain.pods import Pod
from storage import Storage
from tests.clock import FixedClock
from tests.services import make, retro_pods
from tests.services.retro_pods import Retro


@dataclass(frozen=True, slots=True)
class Guild:
    """The team's database, its pod, and a demo of Ben's."""

    storage: Storage
    pod: Pod
    demo_id: str


@pytest.fixture
async def guild(storage: Storage) -> Guild:
    await make.team(storage)
    pod = await make.pod(storage)
    return Guild(storage, pod, await make.demo(storage, pod.id))


@pytest.fixture
async def revealed(storage: Storage, clock: FixedClock) -> Retro:
    """A retrospective of March 5 that is over."""
    return await retro_pods.reveal(storage, clock)
