"""Show whoever leads a pod why something was posted in it, or was not."""

from handlers.gestures import Press
from slackapp.services import people, why
from slackapp.views import why as views
from slackapp.views.blocks import View


async def show(gesture: Press, pod_id: str) -> View:
    """What happened in a pod's rituals, newest first."""
    entries = await gesture.look(why.of_pod, pod_id)
    return views.why(entries=entries, person=await gesture.look(people.me))
