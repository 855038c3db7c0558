"""A pod in the middle of a week, with everything that happens by itself still ahead."""

from datetime import UTC, date, datetime, time, timedelta

from slackapp.domain.cadence import Cadence, Freq, Weekday
from slackapp.domain.demos import DemoAnswers
from slackapp.domain.people import Principal
from slackapp.domain.pods import Channel, PodAnswers
from slackapp.domain.rituals import RitualAnswers
from slackapp.sandbox.world import SandboxClock
from slackapp.services import demos, pods, rituals
from slackapp.tick import Tick
from storage import Storage, Transaction
from storage.people import PersonRow
from tests.clock import FixedClock
from tests.engine.lives import ROOM, SOAK, people
from tests.services.ritual_pods import walk

BEGIN = datetime(2026, 2, 27, 9, tzinfo=UTC)
START = datetime(2026, 3, 3, 9, tzinfo=UTC)  # a Tuesday; a demo was posted the day before
END = START + timedelta(weeks=5 if SOAK else 1, days=3, hours=12)
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


DEMO = DemoAnswers("pod", "Overlap", "Plotted it.", "It is small.", link="", ask="Simpler?")


async def begin(database_url: str) -> None:
    """Have the pod live until START without a word: whatever app comes first says it all."""
    world = people(SandboxClock())
    team, ids = world.team.id, {name: world.person(name) for name in MEMBERS}
    ana, ben = (Principal(team, ids[name].id, team) for name in ("ana", "ben"))
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
        for ritual_id, answers in RITUALS.items():
            await storage.run(team, rituals.begin, ana, "pod", ritual_id, answers)
        await walk(Tick(storage), clock, START - timedelta(days=1))
        await storage.run(team, demos.post, ben, "demo-1", DEMO, "")
        await walk(Tick(storage), clock, START)
    finally:
        await storage.close()
