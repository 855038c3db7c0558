"""The team's week so far, told as gestures through the door, like anybody's."""

from dataclasses import dataclass
from datetime import timedelta

from slackapp.sandbox.passing import Passing
from slackapp.sandbox.server import Sandbox
from slackapp.sandbox.world import Message, SandboxClock

CHANNEL = "data-guild"


@dataclass(frozen=True, slots=True)
class Shown:
    """A demo of the story."""

    by: str
    title: str
    did: str
    learned: str
    ask: str
    link: str = ""


OVERLAP = Shown(
    by="ben",
    title="Propensity scores without tears",
    did="Matched the March cohort on twelve covariates and drew the overlap before and after.",
    learned="Two covariates do nearly all the work. Trimming at 0.05 lost only 3 % of the rows.",
    ask="Is there a simpler way to check overlap than reading twelve histograms?",
    link="https://notebooks.example.com/overlap",
)
DRIFT = Shown(
    by="farah",
    title="Cohort drift, found by accident",
    did="Plotted the sign-up week against retention, looking for something else entirely.",
    learned="Our control group got younger over the spring, and nobody noticed for six weeks.",
    ask="How would you catch this before the experiment starts?",
)


class Story:
    """Tells what happened before a newcomer comes in."""

    def __init__(self, sandbox: Sandbox, clock: SandboxClock, passing: Passing) -> None:
        self._sandbox = sandbox
        self._clock = clock
        self._passing = passing

    async def tell(self) -> None:
        """Begin two days ago and end now."""
        self._clock.advance(timedelta(days=-2))
        await self._begin_pod()
        await self._later(hours=3)
        await self._show(OVERLAP)
        await self._later(hours=5)
        await self._answer_ben()
        await self._later(hours=22)
        await self._keep()
        await self._later(hours=1)
        await self._show(DRIFT)
        await self._later(hours=17)
        self._talk()
        for name in ("ana", "ben"):
            await self._sandbox.hand(name).open_home()
        await self._passing.settled()

    async def _later(self, *, hours: int) -> None:
        await self._passing.advance(self._clock.now() + timedelta(hours=hours))

    async def _begin_pod(self) -> None:
        ana = self._sandbox.hand("ana")
        self._sandbox.hand("ana").say(
            "Reviews in big meetings taught us little. Shall we try small demos here?",
            channel=CHANNEL,
        )
        await ana.open_home()
        await self._passing.settled()
        await ana.press("Create a pod")
        await ana.fill("Name", "Data guild")
        await ana.fill(
            "The skill we build, as narrow as you can", "Causal inference in observational studies"
        )
        await ana.fill("Channel", CHANNEL)
        await ana.fill("Members", ["ana", "ben", "chidi", "dana", "eli", "farah", "goran"])
        await ana.fill("Leads", ["ana", "chidi"])
        await ana.fill("Start with", "Data team experiment review")
        await ana.submit()
        await ana.submit()  # their dates, before they begin
        await ana.dismiss()

    async def _show(self, demo: Shown) -> None:
        author = self._sandbox.hand(demo.by)
        await author.shortcut("Post a demo")
        await author.fill("Title", demo.title)
        await author.fill("What I did", demo.did)
        await author.fill("What I learned", demo.learned)
        if demo.link:
            await author.fill("Link or video", demo.link)
        await author.fill("What feedback do you want?", demo.ask)
        await author.submit()
        await self._passing.settled()
        await author.cancel()

    async def _answer_ben(self) -> None:
        card = self._card(OVERLAP)
        dana, chidi = self._sandbox.hand("dana"), self._sandbox.hand("chidi")
        dana.say(
            "Would one number work, the share outside the common support?",
            channel=CHANNEL,
            thread=card,
        )
        await dana.press("Give feedback", on=card)
        await dana.fill(
            "What was the most useful takeaway?",
            "That two covariates carry the match. I will drop the other ten in mine.",
        )
        await dana.fill("What could make the next review better?", "Show the raw data first.")
        await dana.submit()
        await dana.cancel()
        await self._passing.settled()
        await chidi.press("I watched", on=self._card(OVERLAP))
        self._sandbox.hand("ben").say(
            "One number is what I was after. I will try it this week.", channel=CHANNEL, thread=card
        )
        await self._passing.settled()

    async def _keep(self) -> None:
        """Dana keeps what Ben showed; Ana writes down where newcomers start."""
        dana, ana = self._sandbox.hand("dana"), self._sandbox.hand("ana")
        await dana.press("Save to the library", on=self._card(OVERLAP))
        await dana.fill("Topics", "matching, overlap")
        await dana.submit()
        await dana.cancel()
        await ana.shortcut("Find in the library")
        await ana.press("Write a note")
        await ana.fill("Kind", "Checklist")
        await ana.fill("Title", "Before you match anything")
        await ana.fill(
            "What is worth keeping?",
            "Draw the overlap.\nCount what trimming loses.\nSay both in the first minute.",
        )
        await ana.fill("Topics", "matching")
        await ana.submit()
        await ana.press("Add to Start here")
        await self._passing.settled()
        await ana.dismiss()

    def _talk(self) -> None:
        """Leave a message that asks to be shared as a demo."""
        self._sandbox.hand("goran").say(
            "Small win: I rewrote the bootstrap with numpy only. 40 minutes became 90 seconds.\n"
            "The trick was to draw all the indices at once.",
            channel=CHANNEL,
        )

    def _card(self, demo: Shown) -> Message:
        place = self._sandbox.world.channel(CHANNEL)
        return next(m for m in place.timeline() if m.bot_id and demo.title in m.text)
