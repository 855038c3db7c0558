"""What a pod hears when nobody leads it, and whoever leads it then."""

from slackapp.domain.pods import Pod
from slackapp.ids import Action
from slackapp.views.blocks import Message, actions, button, context, message, rich, section
from slackapp.views.leaves import bold
from slackapp.views.text import safe


def wanted(*, pod: Pod) -> Message:
    """Ask a pod's channel who leads it."""
    question = f"Who leads {pod.name} from now on?"
    why = "Whoever led it is not here any more. Its rituals go on meanwhile."
    return message(
        safe(f"{question} {why}", 1000),
        rich(bold(question), " ", why),
        actions(button("I lead it", Action.TAKE_OVER, pod.id, style="primary")),
        context("Whoever leads can change members and rituals, and can share that with others"),
    )


def thanks(*, pod: Pod) -> Message:
    words = f"Thank you. You lead {pod.name} now; a message tells you what that means."
    return message(safe(words, 1000), section(words))


def now(*, pod: Pod) -> Message:
    """Tell whoever took a pod over what that means."""
    words = (
        f"You lead {pod.name} now. Its rituals go on as they are, so nothing has to be done today. "
        f"On Home, in the menu beside {pod.name}, you change its rituals and its people, and read "
        f"why something was posted or was not. If I cannot post in #{pod.channel_name}, you hear "
        "it from me, with what helps."
    )
    two = "Two leads are safer than one: choose Edit there and add somebody"
    return message(safe(words, 1000), section(words), context(two))
