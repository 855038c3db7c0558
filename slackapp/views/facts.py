"""What the app says unasked: one function per fact."""

from collections.abc import Callable
from typing import TypeVar

from slackapp.domain.demos import Demo
from slackapp.domain.facts import (
    ChannelLost,
    DemoChanged,
    DemoPosted,
    Fact,
    FirstAnswer,
    Hello,
    MessageAnswered,
    PodBegan,
    Saying,
    TestAsked,
)
from slackapp.domain.pods import Pod
from slackapp.ids import Action
from slackapp.views import cards, help, notices, pods, preferences  # noqa: A004 - the feature's own word
from slackapp.views.blocks import Message, button, message, section
from slackapp.views.text import safe

T = TypeVar("T")


def speak(saying: Saying) -> Message:
    return WORDS[type(saying.fact)](saying)


def _known(thing: T | None, saying: Saying) -> T:
    if thing is None:
        raise ValueError(f"{saying.fact!r} is told without what it is about; load it beforehand")
    return thing


def first_answer(*, demo: Demo) -> Message:
    """Tell an author that somebody answered, without what they said."""
    words = f"Your demo “{demo.title}” has its first answer."
    read = button("Read it", Action.READ_FEEDBACK, demo.id)
    return message(safe(words, 1000), section(words, read))


def channel_lost(*, pod: Pod, reason: str) -> Message:
    """Tell a lead that the pod cannot be spoken to, and what mends it."""
    channel = f"#{pod.channel_name}"
    words = f"I cannot post for {pod.name}. {notices.remedy(reason, channel)}"
    return message(safe(words, 1000), section(words))


WORDS: dict[type[Fact], Callable[[Saying], Message]] = {
    PodBegan: lambda saying: pods.welcome(pod=_known(saying.pod, saying)),
    DemoPosted: lambda saying: cards.card(demo=_known(saying.demo, saying)),
    DemoChanged: lambda saying: cards.card(demo=_known(saying.demo, saying)),
    FirstAnswer: lambda saying: first_answer(demo=_known(saying.demo, saying)),
    Hello: lambda saying: help.hello(person=_known(saying.person, saying)),
    MessageAnswered: lambda _saying: help.reply(),
    TestAsked: lambda _saying: preferences.test_message(),
    ChannelLost: lambda saying: channel_lost(
        pod=_known(saying.pod, saying), reason=_known(saying.reason, saying)
    ),
}
