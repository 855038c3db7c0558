"""A pod: five to seven people around one narrow skill."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from slackapp.domain.people import Person, Role
from slackapp.domain.when import zone

NAME_MAX = 50  # fits a picker's line together with the channel
SKILL_MAX = 200
BEST_MAX = 7
MEMBERS_MAX = 50


@dataclass(frozen=True, slots=True)
class Pod:
    """A pod with its people."""

    id: str
    name: str
    skill: str
    channel_id: str
    channel_name: str
    tz: str
    leads: tuple[Person, ...]
    members: tuple[Person, ...]
    observers: tuple[Person, ...] = ()
    archived: bool = False

    @property
    def people(self) -> tuple[Person, ...]:
        return (*self.leads, *self.members, *self.observers)

    def role_of(self, person_id: str) -> Role | None:
        for role, people in (
            (Role.LEAD, self.leads),
            (Role.MEMBER, self.members),
            (Role.OBSERVER, self.observers),
        ):
            if any(person.id == person_id for person in people):
                return role
        return None


@dataclass(frozen=True, slots=True)
class PodAnswers:
    """What the form of a pod asks for; people are Slack's user ids."""

    name: str
    skill: str
    channel_id: str
    members: tuple[str, ...]
    leads: tuple[str, ...]
    tz: str
    start: str = ""  # the preset whose rituals begin with it


@dataclass(frozen=True, slots=True)
class PodDraft:
    """What the form of a pod starts with: a new one, or one that is being edited."""

    pod_id: str
    answers: PodAnswers
    exists: bool


@dataclass(frozen=True, slots=True)
class PodChoice:
    """A pod that somebody can post to."""

    pod_id: str
    name: str
    channel_name: str


@dataclass(frozen=True, slots=True)
class Channel:
    """What Slack says of a channel: whether the app is in it decides if we can speak there."""

    channel_id: str
    name: str
    app_is_in: bool
    archived: bool = False
    shared: bool = False
    seen: bool = True  # False: Slack was too slow to ask, so its name is unknown too


def week_start(now: datetime, tz: str) -> datetime:
    """Monday 0:00 of this week where the pod lives, as an instant in that zone."""
    local = now.astimezone(zone(tz))
    monday = (local - timedelta(days=local.weekday())).date()
    return datetime(monday.year, monday.month, monday.day, tzinfo=zone(tz))
