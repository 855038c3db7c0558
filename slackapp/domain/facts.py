"""Everything that the app says unasked, as facts; words come when they are spoken."""

from dataclasses import dataclass

from slackapp.domain.demos import Demo
from slackapp.domain.people import Person
from slackapp.domain.pods import Pod


@dataclass(frozen=True, slots=True)
class PodBegan:
    """A pod's channel hears who, what and how to begin."""

    pod_id: str


@dataclass(frozen=True, slots=True)
class DemoPosted:
    """A demo's card goes to the pod's channel."""

    demo_id: str


@dataclass(frozen=True, slots=True)
class DemoChanged:
    """A demo's card shows what is true now."""

    demo_id: str


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """The author hears, once, that the first answer is there."""

    demo_id: str


@dataclass(frozen=True, slots=True)
class Hello:
    """The first person who opens the app is greeted."""

    person_id: str


@dataclass(frozen=True, slots=True)
class MessageAnswered:
    """Somebody wrote to the app and gets a friendly answer."""

    person_id: str


@dataclass(frozen=True, slots=True)
class TestAsked:
    """Somebody wants to see that messages arrive."""

    person_id: str


@dataclass(frozen=True, slots=True)
class ChannelLost:
    """A lead hears that the app cannot speak in the pod's channel, and the remedy."""

    pod_id: str
    person_id: str
    reason: str


Fact = (
    PodBegan
    | DemoPosted
    | DemoChanged
    | FirstAnswer
    | Hello
    | MessageAnswered
    | TestAsked
    | ChannelLost
)
FACTS: dict[str, type[Fact]] = {
    kind.__name__: kind
    for kind in (
        PodBegan,
        DemoPosted,
        DemoChanged,
        FirstAnswer,
        Hello,
        MessageAnswered,
        TestAsked,
        ChannelLost,
    )
}


@dataclass(frozen=True, slots=True)
class Saying:
    """A fact, with what its words are made of at the moment of speaking."""

    fact: Fact
    person: Person | None = None  # whom a DM is for
    pod: Pod | None = None
    demo: Demo | None = None
    reason: str | None = None  # Slack's name for why we cannot speak somewhere


WAITS = (FirstAnswer,)  # what keeps until somebody's quiet hours are over
