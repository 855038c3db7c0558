"""App Home: what waits, what came back, one's pods, and how they do."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from json import dumps, loads

from sqlalchemy import Select

from slackapp.domain.demos import Demo
from slackapp.domain.facts import Hello
from slackapp.domain.home import (
    LINES,
    PAGE,
    FirstSteps,
    HomePage,
    HomePlace,
    Part,
    PodHealth,
    Waiting,
)
from slackapp.domain.people import Act, Principal, Role, allows
from slackapp.domain.pods import Pod
from slackapp.domain.sessions import NextStep
from slackapp.domain.turns import NEWCOMER
from slackapp.domain.turns.shown import Engagement
from slackapp.services import away, dashboard, people, showing
from slackapp.services.actions import mine as mine_to_do
from slackapp.services.retro_home import collecting
from slackapp.services.sessions import next_steps
from slackapp.services.sessions.home import asked
from slackapp.services.turns import shown
from storage import (
    Transaction,
    actions,
    demos,
    homes,
    library,
    pods,
    rituals,
    sessions,
    subjects,
)
from storage import people as person_rows
from storage.demos import DemoRow
from storage.homes import HomeRow
from storage.outbox import say
from storage.people import PersonRow
from storage.pods import PodRow
from storage.subjects import ContributionKind

FRONT = HomePlace()
LEASE = timedelta(minutes=2)  # longer than others' changes wait, so that one shows in between
PARTS = ("waiting", "turns", "demos", "steps", "pods")


def open_at(tx: Transaction, actor: Principal, place: HomePlace = FRONT) -> None:
    """Note that somebody looks at their Home, so that it is drawn at once and kept true."""
    person = people.recognize(tx, actor)
    home = homes.of_person(tx.session, person.id)
    if home is None:
        home = HomeRow(person_id=person.id, opened_at=tx.now)
        tx.session.add(home)
    home.opened_at = home.stale_at = tx.now
    home.place = dumps(asdict(place), separators=(",", ":"))
    greet(tx, actor)
    tx.announce()


def greet(tx: Transaction, actor: Principal) -> None:
    """Say hello, once, to the first person who opens the app."""
    person = people.recognize(tx, actor)
    say(tx.session, Hello(person.id), lane=person.id, once="hello", now=tx.now)
    tx.announce()


def show(tx: Transaction, person: PersonRow, place: HomePlace) -> HomePage:
    """Gather one Home, in a number of queries that does not grow with what there is."""
    mine = pods.of_person(tx.session, person.id)
    pod_ids = [pod.id for pod, _role in mine]
    led = [pod for pod, role in mine if role is Role.LEAD]
    whole = {pod.id: pod for pod in pods.whole(tx.session, _pods_shown(mine, place))}
    opened = next((pod for pod in led if pod.id == place.pod_id), led[0] if led else None)
    waiting = demos.waiting_for(person.id, pod_ids, tx.now)
    duties = shown.for_home(tx, person.id, pod_ids, opened.id if opened else None)
    asks: tuple[Waiting, ...] = (
        *asked(tx, person.id),
        *duties.asked,
        *mine_to_do(tx, person.id),
        *collecting(tx, person.id, pod_ids),
    )
    return HomePage(
        person=person.person(),
        place=place,
        steps=_steps(tx, person, in_pod=bool(mine), alone=_alone(whole)),
        waiting=_waiting(tx, place, asks, waiting),
        turns=_turns(place, duties.mine),
        demos=_part(tx, demos.of_author(person.id), place, "demos"),
        pods=_pods_part(mine, whole, place),
        now=tx.now,
        next_steps=_steps_next(tx, place, person.id),
        dashboard=_dashboard(tx, whole[opened.id], duties.led, person.id)
        if opened and opened.id in whole and place.part not in PARTS
        else None,
        led=tuple(whole[pod.id] for pod in led if pod.id in whole),
        starts=library.starts(tx.session, whole),
        next_at=rituals.next_of_pods(tx.session, whole, tx.now),
        away=away.of_person(tx, person.person()),
        may_create=allows(people.standings(tx, person), Act.CREATE_POD),
    )


@dataclass(frozen=True, slots=True)
class Drawing:
    """One Home to publish; `lease` tells whether something changed meanwhile."""

    user_id: str
    page: HomePage
    lease: datetime


def stale(tx: Transaction, limit: int) -> list[tuple[str, str]]:
    """Homes to draw again (team, person), over all workspaces."""
    return list(homes.stale(tx.session, tx.now, limit))


def draw(tx: Transaction, person_id: str) -> Drawing | None:
    """Claim a stale Home and gather what it shows; unless it is published, its turn comes again."""
    home = homes.of_person(tx.session, person_id)
    person = person_rows.by_id(tx.session, person_id)
    if home is None or person is None or home.stale_at is None or home.stale_at > tx.now:
        return None
    if person.gone:
        home.stale_at = None
        return None
    home.stale_at = tx.now + LEASE
    home.published_at = tx.now
    page = show(tx, person, place_of(home))
    return Drawing(user_id=person.user_id, page=page, lease=home.stale_at)


def drawn(tx: Transaction, person_id: str, lease: datetime, again_in: float | None = None) -> None:
    """A Home was published, or has to wait; a change since then keeps its own turn."""
    home = homes.of_person(tx.session, person_id)
    if home is None:
        return
    unchanged = home.stale_at == lease
    if again_in is not None:
        again = tx.now + timedelta(seconds=again_in)
        home.stale_at = again if unchanged else max(home.stale_at or again, again)
        home.published_at = again - people.PAUSE  # nobody else's change comes before that
    elif unchanged:
        home.stale_at = None


def rest(tx: Transaction, person_id: str) -> None:
    """Something of ours broke: let this Home wait, so that it holds up no other."""
    home = homes.of_person(tx.session, person_id)
    if home is not None and home.stale_at is not None:
        home.stale_at = tx.now + LEASE


def place_of(home: HomeRow) -> HomePlace:
    return HomePlace(**loads(home.place)) if home.place else FRONT


def _waiting(
    tx: Transaction, place: HomePlace, asks: Sequence[Waiting], chosen: Select[DemoRow]
) -> Part[Waiting]:
    """What asks for something: first what somebody was asked by name, then demos."""
    if (span := _span(place, "waiting")) is None:
        return Part(lines=(), total=0)
    limit, offset = span
    first = asks[offset : offset + limit]
    rest = chosen.limit(limit - len(first)).offset(max(0, offset - len(asks)))
    found = showing.demos(tx, tx.session.scalars(rest).all())
    return Part(lines=(*first, *found), total=len(asks) + demos.count(tx.session, chosen))


def _steps_next(tx: Transaction, place: HomePlace, person_id: str) -> Part[NextStep]:
    if (span := _span(place, "steps")) is None:
        return Part(lines=(), total=0)
    lines = next_steps.of(tx, person_id, *span)
    return Part(lines=lines, total=sessions.count_steps(tx.session, person_id))


def _dashboard(tx: Transaction, pod: Pod, turns: tuple[Engagement, ...], reader: str) -> PodHealth:
    """The pod whose dashboard is open."""
    week = dashboard.health(tx, pod)
    return replace(
        week,
        turns=turns,
        actions=actions.open_counts(tx.session, [pod.id]).get(pod.id, 0),
        trend=dashboard.trend(tx, pod, week.unanswered, reader),
    )


def _turns(place: HomePlace, mine: Sequence[Engagement]) -> Part[Engagement]:
    if (span := _span(place, "turns")) is None:
        return Part(lines=(), total=0)
    limit, offset = span
    return Part(lines=tuple(mine[offset : offset + limit]), total=len(mine))


def _part(tx: Transaction, chosen: Select[DemoRow], place: HomePlace, name: str) -> Part[Demo]:
    if (span := _span(place, name)) is None:
        return Part(lines=(), total=0)
    limit, offset = span
    found = tx.session.scalars(chosen.limit(limit).offset(offset)).all()
    return Part(lines=tuple(showing.demos(tx, found)), total=demos.count(tx.session, chosen))


def _span(place: HomePlace, name: str) -> tuple[int, int] | None:
    """How many lines of a part are shown, and after how many; None while another is open."""
    if place.part == name:
        return PAGE, PAGE * place.page
    return None if place.part in PARTS else (LINES, 0)


def _pods_shown(mine: Sequence[tuple[PodRow, Role]], place: HomePlace) -> list[PodRow]:
    """The pods that this Home needs with their people: a page, and those that somebody leads."""
    begin = PAGE * place.page if place.part == "pods" else 0
    page = [pod for pod, _role in mine[begin : begin + PAGE]]
    led = [pod for pod, role in mine if role is Role.LEAD]
    wanted = [pod for pod in led if pod.id == place.pod_id]
    return list({pod.id: pod for pod in (*page, *wanted, *led[:PAGE])}.values())


def _pods_part(
    mine: Sequence[tuple[PodRow, Role]], whole: dict[str, Pod], place: HomePlace
) -> Part[Pod]:
    limit, begin = (PAGE, PAGE * place.page) if place.part == "pods" else (LINES, 0)
    lines = tuple(whole[pod.id] for pod, _role in mine[begin : begin + limit])
    return Part(lines=lines, total=len(mine))


def _steps(tx: Transaction, person: PersonRow, *, in_pod: bool, alone: bool) -> FirstSteps:
    """What is left to do at first; with nobody else around there is nobody to answer.

    Whoever is no newcomer any more is not told again.
    """
    since = pods.first_joined(tx.session, person.id)
    if in_pod and since is not None and since <= tx.now - NEWCOMER:
        return FirstSteps(pod=True, demo=True, feedback=True)
    did = subjects.kinds_of(tx.session, person.id)
    return FirstSteps(
        pod=in_pod,
        demo=ContributionKind.DEMO in did,
        feedback=ContributionKind.FEEDBACK in did or alone,
    )


def _alone(whole: dict[str, Pod]) -> bool:
    return bool(whole) and all(len(pod.people) == 1 for pod in whole.values())
