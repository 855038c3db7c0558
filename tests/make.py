"""What tests begin with: a pod, a demo, answers, each made by gestures as people make them."""

from slackapp.sandbox.gestures import Sight
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message, View

CHANNEL = "data-guild"
MEMBERS = ("ana", "ben", "chidi", "dana", "eli")
TAKEAWAY = "What was the most useful takeaway?"
BETTER = "What could make the next review better?"
ASK = "What feedback do you want?"


async def pod(
    live: Trial,
    *,
    by: str = "ana",
    name: str = "Data guild",
    members: tuple[str, ...] = MEMBERS,
    leads: tuple[str, ...] = ("ana", "chidi"),
    channel: str = CHANNEL,
) -> Sight:
    """Have somebody create a pod from their Home."""
    hand = live.sandbox.hand(by)
    await hand.open_home()
    await live.settled()
    await hand.press("Create a pod")
    await fill_pod(live, by=by, name=name, members=members, leads=leads, channel=channel)
    seen = await hand.submit()
    await live.settled()
    await hand.dismiss()
    return seen


async def fill_pod(
    live: Trial,
    *,
    by: str = "ana",
    name: str = "Data guild",
    skill: str = "Causal inference",
    members: tuple[str, ...] = MEMBERS,
    leads: tuple[str, ...] = ("ana", "chidi"),
    channel: str = CHANNEL,
) -> None:
    """Fill the open form of a pod, and send nothing."""
    hand = live.sandbox.hand(by)
    await hand.fill("Name", name)
    await hand.fill("The skill we build, as narrow as you can", skill)
    await hand.fill("Channel", channel)
    await hand.fill("Members", list(members))
    await hand.fill("Leads", list(leads))


async def fill_demo(
    live: Trial,
    *,
    by: str = "ben",
    title: str = "Propensity scores",
    did: str = "Matched the cohort.",
    learned: str = "Two covariates do the work.",
    ask: str = "Is there a simpler way?",
    link: str = "",
) -> None:
    """Fill the open form of a demo, and send nothing."""
    hand = live.sandbox.hand(by)
    await hand.fill("Title", title)
    await hand.fill("What I did", did)
    await hand.fill("What I learned", learned)
    await hand.fill(ASK, ask)
    if link:
        await hand.fill("Link or video", link)


async def demo(live: Trial, *, by: str = "ben", title: str = "Propensity scores") -> Message:
    """Have somebody post a demo by the shortcut; its card."""
    hand = live.sandbox.hand(by)
    await hand.shortcut("Post a demo")
    await fill_demo(live, by=by, title=title)
    await hand.submit()
    await live.settled()
    await hand.dismiss()
    return card(live, title)


async def answers(
    live: Trial,
    *,
    by: str = "dana",
    to: Message,
    takeaway: str = "The overlap plot.",
    better: str = "Show the raw data first.",
) -> Sight:
    """Have somebody answer the two questions from a demo's card."""
    hand = live.sandbox.hand(by)
    await hand.press("Give feedback", on=to)
    await hand.fill(TAKEAWAY, takeaway)
    await hand.fill(BETTER, better)
    seen = await hand.submit()
    await live.settled()
    await hand.dismiss()
    return seen


def cards(live: Trial, channel: str = CHANNEL) -> list[Message]:
    """All that the app said in a channel, oldest first."""
    return [m for m in live.sandbox.world.channel(channel).timeline() if m.bot_id]


def card(live: Trial, title: str, channel: str = CHANNEL) -> Message:
    """The one message of the app in a channel that says this."""
    found = [message for message in cards(live, channel) if title in words(message)]
    assert len(found) == 1, f"{len(found)} messages say {title!r}"
    return found[0]


def direct(live: Trial, person: str) -> list[str]:
    """What the app said to somebody in their DM."""
    return [words(message) for message in live.sandbox.world.direct(_id(live, person)).messages]


def words(shown: Message | View | None) -> str:
    """Everything that stands on a message or view, in one text."""
    assert shown is not None, "nothing is shown"
    return " ".join(strings(shown.blocks))


def initials(shown: View | None) -> dict[str, str]:
    """What the text fields of a form start with."""
    assert shown is not None, "no form is open"
    return {
        block["block_id"]: block["element"].get("initial_value", "")
        for block in shown.blocks
        if block["type"] == "input"
    }


async def home(live: Trial, person: str) -> str:
    """What stands on somebody's Home when they open it."""
    await live.sandbox.hand(person).open_home()
    await live.settled()
    return words(live.sandbox.world.homes[_id(live, person)])


def _id(live: Trial, person: str) -> str:
    return live.sandbox.world.person(person).id


def strings(value: object) -> list[str]:
    """Every text that stands in blocks, in order."""
    if isinstance(value, dict):
        kept = {
            key: part for key, part in value.items() if key in _SHOWN or not isinstance(part, str)
        }
        return [found for part in kept.values() for found in strings(part)]
    if isinstance(value, list):
        return [found for part in value for found in strings(part)]
    return [value] if isinstance(value, str) else []


_SHOWN = {"text", "label", "hint", "user_id", "fallback"}
