"""A lead asks why something was posted in their pod, or was not."""

from slackapp.sandbox.trying import Trial
from tests import make


async def test_a_lead_reads_why_from_the_menu_of_their_pod(live: Trial):
    await make.pod(live)
    hand = live.sandbox.hand("ana")
    await hand.open_home()
    await live.settled()

    await hand.press("pod.menu", option="Why?")

    modal = hand.sight().modal
    assert modal is not None
    assert modal.title == "Why?"
