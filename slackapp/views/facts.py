"""What the app says unasked: one function per fact."""

from typing import TypeVar, assert_never

from slackapp.domain.demos import Demo
from slackapp.domain.facts import (
    ChannelLost,
    DemoChanged,
    DemoPosted,
    FirstAnswer,
    Hello,
    MessageAnswered,
    PodBegan,
    Saying,
)
from slackapp.domain.pods import Pod
from slackapp.ids import Action
from slackapp.views import cards, help, notices, pods  # noqa: A004 - the feature's own word
from slackapp.views.blocks import Message, button, message, section
from slackapp.views.text import safe

T = TypeVar("T")


def speak(saying: Saying) -> Message:
    match saying.fact:
        case PodBegan():
            return pods.welcome(pod=_known(saying.pod, saying))
        case DemoPosted() | DemoChanged():
            return cards.card(demo=_known(saying.demo, saying))
        case FirstAnswer():
            return first_answer(demo=_known(saying.demo, saying))
        case Hello():
            return help.hello(person=_known(saying.person, saying))
        case MessageAnswered():
            return help.reply()
        case ChannelLost(reason=reason):
            return channel_lost(pod=_known(saying.pod, saying), reason=reason)
        case unheard_of:
            assert_never(unheard_of)


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
