"""A workspace in which every word says whose it is, and what is exported of it."""

import io
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path

from slackapp.domain.actions import ActionAnswers
from slackapp.domain.away import AwayAnswers
from slackapp.domain.cadence import Cadence, Freq, Weekday
from slackapp.domain.decisions import DecisionAnswers, Terms
from slackapp.domain.preferences import QuietHours
from slackapp.domain.prompts import PromptAnswers
from slackapp.domain.retros import Column, Thought
from slackapp.domain.rituals import RitualAnswers
from slackapp.domain.turns import Duty
from slackapp.exporting import Format, Wish, export
from slackapp.services import (
    actions,
    agenda,
    decisions,
    demos,
    feedback,
    preferences,
    prompts,
    retros,
    rituals,
    watching,
)
from slackapp.services.away import kept
from slackapp.services.library import keeping
from storage import Storage, Transaction, people
from storage.base import new_id
from storage.demos import DemoCommentRow
from storage.outbox import DeliveryRow
from storage.subjects import PostRow
from storage.workspaces import InstallationRow
from tests.clock import FixedClock
from tests.services import make, notes
from tests.services.ritual_pods import THURSDAY, walk
from tests.services.session_pods import ENDS, Held, begin, occurrence

RETRO = Cadence(
    freq=Freq.WEEKLY,
    anchor=date(2026, 3, 5),
    interval=4,
    at=time(16),
    tz="Europe/Berlin",
    weekdays=frozenset({Weekday.THURSDAY}),
)
AWAY = AwayAnswers("away", first=date(2027, 1, 4), last=date(2027, 1, 8))


@dataclass(frozen=True, slots=True)
class Seeded:
    """A pod after a session, its digest and a retrospective; its second session is open."""

    first: Held
    following: frozenset[str]  # who presents and facilitates the second
    answerer: str  # of the first session
    second: str  # whoever answered the one that is still open

    @property
    def readers(self) -> set[str]:
        return {self.first.presenter, self.first.facilitator}


async def seed(storage: Storage, clock: FixedClock) -> Seeded:
    held = await begin(storage, clock)
    await _demos(storage, held.pod_id)
    await _notes(storage, held.pod_id)
    await _own(storage, held.pod_id)
    answerer = held.others[0]
    await held.until(ENDS)
    await held.answer(answerer, "session1", step="step1")
    await walk(held.tick, clock, THURSDAY + timedelta(days=7, minutes=46))
    await storage.run(make.TEAM, _act)
    await _think(storage, "hidden1")
    later = replace(held, occurrence_id=await storage.look(make.TEAM, _second))
    await later.answer(answerer, "session2")
    await storage.run(make.TEAM, _secrets)
    having = await held.holders("03-12")
    following = frozenset({having[Duty.PRESENTER], having[Duty.FACILITATOR]})
    return Seeded(held, following, answerer, answerer)


async def person(url: str, name: str, how: Format = Format.JSON) -> str:
    return await _printed(url, Wish(person=f"U{name}", format=how))


async def pod(url: str, how: Format = Format.JSON) -> str:
    return await _printed(url, Wish(pod="Data guild", format=how))


async def workspace(url: str, to: Path) -> dict[str, str]:
    """Each file of a workspace's export, by its name."""
    await export(url, Wish(to=to), beside=to, out=io.BytesIO())
    return files(to)


def files(to: Path) -> dict[str, str]:
    return {
        file.relative_to(to).as_posix(): file.read_text("utf-8") for file in sorted(to.rglob("*.*"))
    }


async def _printed(url: str, wish: Wish) -> str:
    out = io.BytesIO()
    assert await export(url, wish, beside=Path(), out=out) is None
    return out.getvalue().decode()


async def _demos(storage: Storage, pod_id: str) -> None:
    demo_id = await make.demo(storage, pod_id, title="demo1")
    await make.answers(storage, demo_id, given=("answer1", "better1"))
    await make.answers(storage, demo_id, by="eli", given=("takenback1", "takenback2"))
    await make.do(storage, "eli", feedback.withdraw, demo_id)
    await make.do(storage, "dana", watching.watch, demo_id)
    gone = await make.demo(storage, pod_id, title="withdrawn1")
    await make.do(storage, "ben", demos.withdraw, gone)
    await storage.run(make.TEAM, _post, demo_id)


async def _notes(storage: Storage, pod_id: str) -> None:
    await notes.keep(storage, pod_id, title="note1")
    gone = await notes.keep(storage, pod_id, title="withdrawn2")
    await make.do(storage, "ben", keeping.withdraw, gone)


async def _own(storage: Storage, pod_id: str) -> None:
    await make.do(storage, "dana", kept.keep, AWAY)
    await make.do(storage, "dana", preferences.keep, QuietHours(time(21, 13), time(7)))
    await make.do(storage, "dana", agenda.add, "ritual", "agenda1")
    retro = RitualAnswers(kind="retrospective", name="Retro", cadence=RETRO, minutes=0, days=3)
    await make.do(storage, "ana", rituals.begin, pod_id, "retro", retro)
    asks = replace(retro, kind="prompt", name="Question", good="good1")
    await make.do(storage, "ana", rituals.begin, pod_id, "asks", asks)
    await make.do(storage, "dana", prompts.add, "asks", new_id(), PromptAnswers("prompt1"))
    await _think(storage, "shown1")


async def _think(storage: Storage, words: str) -> None:
    await make.do(storage, "dana", retros.give, "retro", Thought(words, Column.KEEP, words))


def _second(tx: Transaction) -> str:
    return occurrence(tx, "03-12").id


def _post(tx: Transaction, demo_id: str) -> None:
    """Where Slack has the card, and a comment in its thread; and a message in a DM."""
    dana = people.by_users(tx.session, ["Udana"])["Udana"]
    at = {"demo_id": demo_id, "person_id": dana.id}
    for channel, ts in (("C1", "1.0"), ("DSECRET", "2.0")):
        link = f"https://team.slack.com/archives/{channel}/p{ts}"
        tx.session.add(PostRow(channel_id=channel, ts=ts, subject_id=demo_id, permalink=link))
    tx.session.add(DemoCommentRow(ts="1.1", at=tx.now, **at))


def _act(tx: Transaction) -> None:
    """What the retrospective wants done, by Dana, and what it decides about the review."""
    retro = occurrence(tx, "03-05", "retro")
    dana = people.by_users(tx.session, ["Udana"])["Udana"]
    given = ActionAnswers("action1", dana.id, date(2026, 3, 20))
    actions.add(tx, make.actor("ana"), retro.id, new_id(), given)
    draft = decisions.compose(tx, make.actor("ana"), retro.id, "ritual")
    changed = DecisionAnswers("ritual", Terms(presenting=8), "decided1", draft.version)
    decisions.decide(tx, make.actor("ana"), retro.id, new_id(), changed)


def _secrets(tx: Transaction) -> None:
    """What nobody may ever read."""
    tx.session.add(
        InstallationRow(
            team_name="Acme",
            bot_id="B1",
            bot_user_id="UB",
            bot_token=b"SECRET-TOKEN",
            installed_at=tx.now,
        )
    )
    for row in people.by_users(tx.session, ["Uana", "Uben", "Udana"]).values():
        row.dm_channel_id = f"DSECRET{row.user_id}"
        for delivery in tx.session.query(DeliveryRow).filter_by(lane=row.id):
            delivery.channel_id, delivery.ts = row.dm_channel_id, "3.0"
