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
from slackapp.domain.pods import Pod, week_start
from slackapp.domain.turns.shown import Engagement, Swap
from slackapp.services import actions, away, people, showing
from slackapp.services.sessions import home as session_home
from slackapp.services.turns import shown
from storage import Transaction, demos, homes, library, pods, subjects
from storage import people as person_rows
from storage.demos import DemoRow
from storage.homes import HomeRow
from storage.outbox import say
from storage.people import PersonRow
from storage.pods import PodRow
from storage.subjects import ContributionKind

FRONT = HomePlace()
LEASE = timedelta(minutes=2)  # longer than others' changes wait, so that one shows in between
PARTS = ("waiting", "turns", "demos", "pods")


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
    return HomePage(
        person=person.person(),
        place=place,
        steps=_steps(tx, person, in_pod=bool(mine)),
        waiting=_waiting(tx, place, duties.asked, waiting),
        turns=_turns(place, duties.mine),
        demos=_part(tx, demos.of_author(person.id), place, "demos"),
        pods=_pods_part(mine, whole, place),
        dashboard=replace(health(tx, whole[opened.id]), turns=duties.led)
        if opened and opened.id in whole
        else None,
        led=tuple(whole[pod.id] for pod in led if pod.id in whole),
        mine=session_home.mine(tx, person.id),
        actions=actions.mine(tx, person.id),
        starts=library.starts(tx.session, whole),
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


def health(tx: Transaction, pod: Pod) -> PodHealth:
    """How a pod does this week: its demos, those unanswered, who took part."""
    start = week_start(tx.now, pod.tz)
    week = demos.since(pod.id, start)
    quiet = week.where(~demos.answered_by_others(), ~demos.commented_by_others())
    unanswered = showing.demos(tx, tx.session.scalars(quiet.limit(LINES)).all())
    members = [person.id for person in (*pod.leads, *pod.members)]
    could, did = demos.taking_part(tx.session, pod.id, start, members)
    gone = away.in_pod(tx, pod)
    could -= {each.person.id for each in gone if each.absence.begun} - did
    return PodHealth(
        pod=pod,
        demos=demos.count(tx.session, demos.since(pod.id, start)),
        unanswered=tuple(unanswered),
        unanswered_total=demos.count(tx.session, quiet),
        answered=len(did & could),
        could_answer=len(could),
        away=tuple(gone),
    )


def place_of(home: HomeRow) -> HomePlace:
    return HomePlace(**loads(home.place)) if home.place else FRONT


def _waiting(
    tx: Transaction, place: HomePlace, asked: Sequence[Swap], chosen: Select[DemoRow]
) -> Part[Waiting]:
    """What asks for an answer: first people who wait for one, then demos."""
    if (span := _span(place, "waiting")) is None:
        return Part(lines=(), total=0)
    limit, offset = span
    first = asked[offset : offset + limit]
    rest = chosen.limit(limit - len(first)).offset(max(0, offset - len(asked)))
    found = showing.demos(tx, tx.session.scalars(rest).all())
    return Part(lines=(*first, *found), total=len(asked) + demos.count(tx.session, chosen))


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


def _steps(tx: Transaction, person: PersonRow, *, in_pod: bool) -> FirstSteps:
    did = subjects.kinds_of(tx.session, person.id)
    return FirstSteps(
        pod=in_pod,
        demo=ContributionKind.DEMO in did,
        feedback=ContributionKind.FEEDBACK in did,
    )
