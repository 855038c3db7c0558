"""What one person hears about demos: whose turn it is to respond, and what came back."""

from slackapp.domain.demos import Demo
from slackapp.ids import Action
from slackapp.views.blocks import Element, Message, actions, button, context, message, section
from slackapp.views.responses import came
from slackapp.views.text import clip, safe


def nudge(*, demo: Demo) -> Message:
    """Ask somebody whose turn it is for a few minutes."""
    first = demo.author.first_name
    words = f"Nobody has answered {first}'s demo “{demo.title}” yet."
    give = button("Give feedback", Action.GIVE_FEEDBACK, demo.id, style="primary")
    asks = f" {first} asks: {clip(demo.ask, 600)}"
    return message(
        safe(words + asks, 1000),
        section(words + asks),
        actions(give),
        context(f"In #{demo.channel_name} · it is your turn; two people are asked, not everybody"),
    )


def came_back(*, demo: Demo) -> Message:
    """Tell an author, when the window is over, how much there is to read."""
    back = came(demo, joint=" and ")
    words = f"What came back on your demo “{demo.title}”: {back}."
    return message(safe(words, 1000), section(words, _read(demo)))


def _read(demo: Demo) -> Element | None:
    if demo.answers:
        return button("Read", Action.READ_FEEDBACK, demo.id)
    return button("Open", Action.OPEN_LINK, url=demo.permalink) if demo.permalink else None
