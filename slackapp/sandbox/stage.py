"""The parts of a running sandbox, for everything that acts in it."""

from dataclasses import dataclass, field

from slackapp.sandbox.activity import Activity
from slackapp.sandbox.events import Events
from slackapp.sandbox.faults import Faults
from slackapp.sandbox.link import AppLink
from slackapp.sandbox.manifest import Manifest
from slackapp.sandbox.passing import Passing
from slackapp.sandbox.sockets import Sockets
from slackapp.sandbox.world import World


@dataclass(slots=True)
class Stage:
    """One world, the app it talks to, and what goes wrong between them."""

    world: World
    manifest: Manifest
    link: AppLink
    sockets: Sockets
    events: Events
    activity: Activity
    faults: Faults
    scopes: set[str] = field(default_factory=set)  # granted when the app was installed
    passing: Passing | None = None  # lets time pass with the app, if it is one of ours
    origin: str = ""  # where the sandbox is served; known once it is
