"""The form of a ritual in the sandbox, as leads fill it in."""

from datetime import UTC, datetime

from slackapp.sandbox.gestures import Hand
from slackapp.sandbox.trying import Trial
from tests import make

WEDNESDAY = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
REVIEW = "Experiment review"


async def listed(live: Trial, by: str = "ana") -> Hand:
    """Open the list of the pod's rituals, whatever was open before."""
    hand = live.sandbox.hand(by)
    if hand.sight().modal is not None:
        await hand.dismiss()
    await make.home(live, by)
    await hand.press("Rituals", near="This week")
    return hand


async def adding(live: Trial, name: str = REVIEW) -> Hand:
    """Open the form of a new ritual on a Wednesday, with a name in it."""
    live.clock.set(WEDNESDAY)
    await make.pod(live)
    ana = await listed(live)
    await ana.press("Add a ritual")
    await ana.fill("Name", name)
    return ana


async def added(live: Trial, name: str = REVIEW) -> Hand:
    """Add a session every Thursday at 4:00 PM in Berlin; the list of rituals is open then."""
    ana = await adding(live, name)
    await ana.submit()
    await live.settled()
    return ana


async def editing(live: Trial, by: str = "ana", name: str = REVIEW) -> Hand:
    """Open the form of a ritual that is there already."""
    hand = await listed(live, by)
    await hand.press("Edit", near=name)
    return hand


def shown(hand: Hand) -> str:
    """What stands on the modal in front of somebody."""
    return make.words(hand.sight().modal)


def fields(hand: Hand) -> list[str]:
    """The questions that are asked, in order, by their names."""
    modal = hand.sight().modal
    assert modal is not None
    blocks = [block for block in modal.blocks if block["type"] == "input"]
    return [str(block["block_id"]).partition(".")[0] for block in blocks]


def wrong(hand: Hand) -> dict[str, str]:
    """What is said under each field, by its name."""
    return {name.partition(".")[0]: words for name, words in hand.sight().errors.items()}
