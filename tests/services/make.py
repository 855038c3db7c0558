"""A workspace in a database: people, a pod and demos, made by the services themselves."""

from collections.abc import Callable
from dataclasses import replace
from typing import Concatenate, ParamSpec, TypeVar

from slackapp.domain.demos import DemoAnswers
from slackapp.domain.people import Principal, Profile
from slackapp.domain.pods import Channel, Pod, PodAnswers
from slackapp.services import demos, feedback, pods, profiles
from storage import Storage, Transaction
from storage.base import new_id

P = ParamSpec("P")
T = TypeVar("T")

TEAM = "T1"
FULL = ("ana", "ben", "chidi", "dana", "eli", "farah", "goran", "hana")
PROFILES = {
    **{name: Profile(user_id=f"U{name}", name=name.title(), tz="Europe/Berlin") for name in FULL},
    "gus": Profile(user_id="Ugus", name="Gus", guest=True),
    "gil": Profile(user_id="Ugil", name="Gil", guest=True),
    "olga": Profile(user_id="Uolga", name="Olga", gone=True),
    "robot": Profile(user_id="Urobot", name="Robot", bot=True),
    "xavier": Profile(user_id="Uxavier", name="Xavier", external=True),
}
CHANNEL = Channel(channel_id="C1", name="data-guild", app_is_in=True)
POD = PodAnswers(
    name="Data guild",
    skill="Causal inference",
    channel_id="C1",
    members=("Uana", "Uben", "Udana", "Ueli", "Ugus"),
    leads=("Uana", "Uchidi"),
    tz="Europe/Berlin",
)
DEMO = DemoAnswers(
    pod_id="",
    title="Propensity scores",
    did="Matched the cohort.",
    learned="Two covariates do the work.",
    link="https://example.com/notebook",
    ask="Is there a simpler way?",
)
ANSWERS = ("The overlap plot.", "Show the raw data first.")


def actor(name: str) -> Principal:
    return Principal(team_id=TEAM, user_id=f"U{name}", home_team_id=TEAM, name=name)


async def do(
    storage: Storage,
    who: str,
    call: Callable[Concatenate[Transaction, Principal, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Call a service for somebody, as a gesture does."""
    return await storage.run(TEAM, call, actor(who), *args, **kwargs)


async def team(storage: Storage) -> None:
    """Have Slack describe everybody."""
    await do(storage, "ana", profiles.learn, tuple(PROFILES.values()))


async def pod(
    storage: Storage, *, by: str = "ana", channel: Channel = CHANNEL, **answers: object
) -> Pod:
    given = replace(POD, channel_id=channel.channel_id, **answers)  # type: ignore[arg-type] # a test names fields
    return await do(storage, by, pods.create, new_id(), given, channel)


async def demo(storage: Storage, pod_id: str, *, by: str = "ben", title: str = DEMO.title) -> str:
    demo_id = new_id()
    await do(storage, by, demos.post, demo_id, replace(DEMO, pod_id=pod_id, title=title), "V1")
    return demo_id


async def answers(
    storage: Storage, demo_id: str, *, by: str = "dana", given: tuple[str, ...] = ANSWERS
) -> None:
    await do(storage, by, feedback.give, demo_id, given)


async def tell(storage: Storage, name: str, **changed: object) -> None:
    """Have Slack say that something about somebody has changed."""
    profile = replace(PROFILES[name], **changed)  # type: ignore[arg-type] # a test names fields
    await do(storage, name, profiles.hear_change, profile)
