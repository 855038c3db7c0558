"""A pod in the middle of a week: what happens by itself lies ahead, and what people do in it."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta

from slackapp.domain.actions import ActionAnswers
from slackapp.domain.cadence import Cadence, Freq, Weekday
from slackapp.domain.demos import DemoAnswers
from slackapp.domain.people import Principal
from slackapp.domain.pods import Channel, PodAnswers
from slackapp.domain.retros import Column, Thought
from slackapp.domain.rituals import RitualAnswers
from slackapp.domain.sessions import SessionAnswers
from slackapp.sandbox.world import SandboxClock, World
from slackapp.services import actions, demos, pods, retros, rituals
from slackapp.services.sessions import answers
from slackapp.tick import Tick
from storage import Storage, Transaction
from storage import rituals as rows
from storage.people import PersonRow
from tests.clock import FixedClock
from tests.engine.lives import ROOM, SOAK, Lives, people
from tests.services.ritual_pods import walk

BEGIN = datetime(2026, 2, 27, 9, tzinfo=UTC)
START = datetime(2026, 3, 3, 9, tzinfo=UTC)  # a Tuesday; a demo was posted the day before
REVEALED = datetime(2026, 3, 4, 14, tzinfo=UTC)
HELD = datetime(2026, 3, 5, 19, tzinfo=UTC)  # the session is over, everybody is asked about it
END = START + timedelta(weeks=5 if SOAK else 0, days=4, hours=11)  # after its digest
MEMBERS = ("ana", "ben", "chidi", "dana", "eli")


def weekly(on: Weekday, at: time) -> Cadence:
    return Cadence(
        freq=Freq.WEEKLY,
        anchor=date(2026, 3, 2),
        at=at,
        tz="Europe/Berlin",
        weekdays=frozenset({on}),
    )


RITUALS = {
    "review": RitualAnswers(
        "session", "Experiment review", weekly(Weekday.THURSDAY, time(16)), minutes=45, days=0
    ),
    "demo": RitualAnswers(
        "async_demo", "Demo of the week", weekly(Weekday.MONDAY, time(9)), minutes=480, days=4
    ),
    "prompt": RitualAnswers(
        "prompt", "Question of the week", weekly(Weekday.WEDNESDAY, time(10)), minutes=0, days=2
    ),
}
RETRO = RitualAnswers(
    "retrospective", "Retro", weekly(Weekday.TUESDAY, time(14)), minutes=0, days=1
)
DEMO = DemoAnswers("pod", "Overlap", "Plotted it.", "It is small.", link="", ask="Simpler?")
THOUGHTS = {
    "ben": Thought("thought-1", Column.KEEP, "Dead ends are welcome."),
    "eli": Thought("thought-2", Column.IMPROVE, "Start on time."),
}
ACTION = ActionAnswers("Bring a timer", "eli", date(2026, 3, 7))  # reminded the day before
ANSWERS = {
    "chidi": SessionAnswers((("takeaway", "The overlap plot"), ("better", "Raw data first"))),
    "eli": SessionAnswers((("takeaway", "Two covariates"),), step="Plot the overlap"),
}


async def begin(database_url: str) -> None:
    """Have the pod live until START without a word: whatever app comes first says it all."""
    world = people(SandboxClock())
    team, ids = world.team.id, {name: world.person(name) for name in MEMBERS}
    ana, ben = principal(world, "ana"), principal(world, "ben")
    clock = FixedClock(BEGIN)
    storage = Storage.open(database_url, clock=clock)

    def meet(tx: Transaction) -> None:
        for name, one in ids.items():
            row = PersonRow(id=name, user_id=one.id, name=one.real_name, tz=one.tz)
            row.learned_at = tx.now + timedelta(days=99)
            tx.session.add(row)

    try:
        await storage.run(team, meet)
        room = world.channel(ROOM)
        everybody = tuple(one.id for one in ids.values())
        pod = PodAnswers(
            "Data guild", "Patience", room.id, everybody, (ana.user_id,), "Europe/Berlin"
        )
        place = Channel(channel_id=room.id, name=ROOM, app_is_in=True)
        await storage.run(team, pods.create, ana, "pod", pod, place)
        for ritual_id, each in {**RITUALS, "retro": RETRO}.items():
            await storage.run(team, rituals.begin, ana, "pod", ritual_id, each)
        await walk(Tick(storage), clock, START - timedelta(days=1))
        await storage.run(team, demos.post, ben, "demo-1", DEMO, "")
        for who, thought in THOUGHTS.items():
            await storage.run(team, retros.give, principal(world, who), "retro", thought)
        await walk(Tick(storage), clock, START)
    finally:
        await storage.close()


async def pass_by(on: Lives, deaths: AsyncIterator[str] | None = None) -> None:
    """Live through the week, in which people say what they want done, and how the session was."""
    world, run = on.sandbox.world, on.reader.run
    team = world.team.id
    await on.walk(REVEALED, deaths)
    retro = await on.reader.look(team, first_of, "retro")
    ana = principal(world, "ana")
    await run(team, actions.add, ana, retro, "action-1", ACTION)
    await on.walk(HELD, deaths)
    session = await on.reader.look(team, first_of, "review")
    for who, said in ANSWERS.items():
        await run(team, answers.give, principal(world, who), session, said)
    await on.walk(END, deaths)


def principal(world: World, name: str) -> Principal:
    return Principal(world.team.id, world.person(name).id, world.team.id)


def first_of(tx: Transaction, ritual_id: str) -> str:
    """The first time of a ritual."""
    found = tx.session.query(rows.OccurrenceRow).filter_by(ritual_id=ritual_id)
    return min(found, key=lambda row: row.nominal_on).id
