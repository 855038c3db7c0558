"""Who may really do what: every act by everybody, through the services that do it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from slackapp.domain.away import AwayAnswers
from slackapp.domain.people import Principal, Role
from slackapp.domain.pods import PodAnswers
from slackapp.domain.prompts import PromptAnswers
from slackapp.errors import Refusal
from slackapp.services import (
    agenda,
    assignments,
    away,
    dashboard,
    demos,
    feedback,
    pods,
    prompts,
    rituals,
    turns,
    watching,
)
from storage import Storage, Transaction, people
from storage import rituals as ritual_rows
from storage import turns as turn_rows
from storage.base import new_id
from storage.pods import MembershipRow
from tests.services import make
from tests.services.conftest import Guild
from tests.services.ritual_pods import answers as ritual_answers
from tests.services.ritual_pods import weekly

WHO = {
    "a lead": "ana",
    "the author": "ben",
    "a member": "dana",
    "an observer": "goran",
    "a former member": "eli",
    "a colleague": "farah",
    "a guest in the pod": "gus",
    "a guest elsewhere": "gil",
    "somebody never seen": "nobody",
    "an external person": "xavier",
    "a deactivated person": "olga",
    "a bot": "robot",
}
COLLEAGUES = {"a lead", "the author", "a member", "an observer", "a former member", "a colleague"}
POD = {"a lead", "the author", "a member", "an observer", "a guest in the pod"}
MAY = {
    "compose a pod": COLLEAGUES | {"somebody never seen"},
    "create a pod": COLLEAGUES | {"somebody never seen"},
    "open a pod": {"a lead"},
    "edit a pod": {"a lead"},
    "consider archiving a pod": {"a lead"},
    "archive a pod": {"a lead"},
    "post a demo": POD,
    "open a demo to edit": {"the author"},
    "edit a demo": {"the author"},
    "consider withdrawing a demo": {"the author"},
    "withdraw a demo": {"the author"},
    "consider removing a demo": {"a lead"},
    "remove a demo": {"a lead"},
    "watch a demo": (POD | COLLEAGUES | {"somebody never seen"}) - {"the author"},
    "see the two questions": (POD | COLLEAGUES | {"somebody never seen"}) - {"the author"},
    "answer the two questions": (POD | COLLEAGUES | {"somebody never seen"}) - {"the author"},
    "withdraw an answer": (POD | COLLEAGUES | {"somebody never seen"}) - {"the author"},
    "read the answers": {"the author"},
    "see its rituals": {"a lead"},
    "begin a ritual": {"a lead"},
    "skip the next time": {"a lead"},
    "see its prompts": POD,
    "add a prompt": POD,
    "add a prompt to every pod": {"a lead"},
    "change a prompt": {"a lead", "the author"},
    "retire a prompt": {"a lead", "the author"},
    "see its turns": {"a lead"},
    "assign a turn": {"a lead"},
    "take a turn that nobody has": POD - {"an observer"},
    "see the agenda": POD,
    "see who is away": {"a lead"},
    "see who missed twice": {"a lead"},
    "note somebody as away": {"a lead"},
}


MEETS = ritual_answers(weekly())
ASKS = ritual_answers(weekly(), "prompt", days=2)
ABSENT = r"not there any more|was archived|has ended|not planned any more"


class Undone(Exception):
    """It was allowed; nothing of it stays."""


def call(act: str, pod_id: str, demo_id: str) -> Callable[[Transaction, Principal], object]:
    form: PodAnswers = replace(make.POD, members=("Uana", "Uben"), leads=("Uana",))
    answers = replace(make.DEMO, pod_id=pod_id)
    return {
        "compose a pod": pods.compose,
        "create a pod": lambda tx, who: pods.create(tx, who, new_id(), form, make.CHANNEL),
        "open a pod": lambda tx, who: pods.reopen(tx, who, pod_id),
        "edit a pod": lambda tx, who: pods.edit(tx, who, pod_id, form, make.CHANNEL),
        "consider archiving a pod": lambda tx, who: pods.consider_archiving(tx, who, pod_id),
        "archive a pod": lambda tx, who: pods.archive(tx, who, pod_id),
        "post a demo": lambda tx, who: demos.post(tx, who, new_id(), answers, "V1"),
        "open a demo to edit": lambda tx, who: demos.reopen(tx, who, demo_id),
        "edit a demo": lambda tx, who: demos.edit(tx, who, demo_id, answers),
        "consider withdrawing a demo": lambda tx, who: demos.consider_withdrawing(tx, who, demo_id),
        "withdraw a demo": lambda tx, who: demos.withdraw(tx, who, demo_id),
        "consider removing a demo": lambda tx, who: demos.consider_removing(tx, who, demo_id),
        "remove a demo": lambda tx, who: demos.remove(tx, who, demo_id),
        "watch a demo": lambda tx, who: watching.watch(tx, who, demo_id),
        "see the two questions": lambda tx, who: feedback.ask(tx, who, demo_id),
        "answer the two questions": lambda tx, who: feedback.give(tx, who, demo_id, make.ANSWERS),
        "withdraw an answer": lambda tx, who: feedback.withdraw(tx, who, demo_id),
        "read the answers": lambda tx, who: feedback.read(tx, who, demo_id),
        **call_for_rituals(pod_id),
    }[act]


def call_for_rituals(pod_id: str) -> dict[str, Callable[[Transaction, Principal], object]]:
    # a dot begins no random id
    asks, meets, prompt = f".a{pod_id[2:]}", f".m{pod_id[2:]}", f".p{pod_id[2:]}"
    new = PromptAnswers("What did you drop?")
    everywhere = replace(new, everywhere=True)
    return {
        "see its rituals": lambda tx, who: rituals.of_pod(tx, who, pod_id),
        "begin a ritual": lambda tx, who: rituals.begin(tx, who, pod_id, new_id(), MEETS),
        "skip the next time": lambda tx, who: rituals.skip_next(tx, who, meets),
        "see its prompts": lambda tx, who: prompts.coming(tx, who, asks),
        "add a prompt": lambda tx, who: prompts.add(tx, who, asks, new_id(), new),
        "add a prompt to every pod": lambda tx, who: prompts.add(
            tx, who, asks, new_id(), everywhere
        ),
        "change a prompt": lambda tx, who: prompts.reword(tx, who, asks, prompt, "What else?"),
        "retire a prompt": lambda tx, who: prompts.retire(tx, who, asks, prompt),
        "see its turns": lambda tx, who: assignments.of_pod(tx, who, pod_id),
        "assign a turn": lambda tx, who: assignments.assign(tx, who, free_turn(tx, meets), ""),
        "take a turn that nobody has": lambda tx, who: turns.take(tx, who, free_turn(tx, meets)),
        "see the agenda": lambda tx, who: agenda.see(tx, who, meets),
        "see who is away": lambda tx, who: away.of_pod(tx, who, pod_id),
        "see who missed twice": lambda tx, who: dashboard.missing(tx, who, pod_id),
        "note somebody as away": lambda tx, who: away.keep_for(tx, who, _away(tx, pod_id)),
    }


def free_turn(tx: Transaction, ritual_id: str) -> str:
    """A turn of the next time, that nobody has from now on; "" where there is none."""
    for occurrence in ritual_rows.planned(tx.session, ritual_id)[:1]:
        turn = turn_rows.of_occurrences(tx.session, [occurrence.id])[0]
        turn.person_id, turn.fixed = None, True
        tx.session.flush()
        return turn.id
    return ""


def _away(tx: Transaction, pod_id: str) -> AwayAnswers:
    ben = people.by_user(tx.session, "Uben")
    return AwayAnswers(new_id(), last=tx.now.date(), pod_id=pod_id, person_id=ben.id if ben else "")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Do without the other database: what is allowed does not depend on it."""
    return sqlite_url


@pytest.fixture
async def guild(guild: Guild) -> Guild:
    def observe(tx: Transaction, _actor: Principal, person_id: str) -> None:
        tx.session.add(
            MembershipRow(
                id=new_id(),
                pod_id=guild.pod.id,
                person_id=person_id,
                role=Role.OBSERVER,
                joined_at=tx.now,
            )
        )

    found = await make.pod(guild.storage, members=("Ugoran",), leads=("Ugoran",), by="goran")
    left = replace(make.POD, members=("Uana", "Uben", "Udana", "Ugus"))
    await make.do(guild.storage, "ana", pods.edit, guild.pod.id, left, make.CHANNEL)
    await make.do(guild.storage, "ana", observe, found.leads[0].id)
    for letter, answers in (("a", ASKS), ("m", MEETS)):
        ritual_id = f".{letter}{guild.pod.id[2:]}"
        await make.do(guild.storage, "ana", rituals.begin, guild.pod.id, ritual_id, answers)
    asks, prompt = f".a{guild.pod.id[2:]}", f".p{guild.pod.id[2:]}"
    await make.do(guild.storage, "ben", prompts.add, asks, prompt, PromptAnswers("What broke?"))
    return guild


async def allowed(storage: Storage, name: str, act: Callable[..., object]) -> bool:
    def attempt(tx: Transaction) -> None:
        act(tx, make.actor(name))
        raise Undone

    with pytest.raises((Undone, Refusal)) as end:
        await storage.run(make.TEAM, attempt)
    return isinstance(end.value, Undone)


@pytest.mark.parametrize("act", MAY)
async def test_an_act_is_open_to_exactly_those_of_the_table(guild: Guild, act: str):
    does = call(act, guild.pod.id, guild.demo_id)
    may = {who for who, name in WHO.items() if await allowed(guild.storage, name, does)}
    assert may == MAY[act]


@pytest.mark.parametrize("act", sorted(set(MAY) - {"compose a pod", "create a pod"}))
async def test_a_thing_that_is_not_there_is_refused_to_everybody(guild: Guild, act: str):
    does = call(act, "no-such-pod", "no-such-demo")
    may = {who for who, name in WHO.items() if await allowed(guild.storage, name, does)}
    assert may == set()


@pytest.mark.parametrize("act", sorted(set(MAY) - {"compose a pod", "create a pod"}))
async def test_another_workspaces_thing_is_as_if_it_were_not_there(guild: Guild, act: str):
    does = call(act, guild.pod.id, guild.demo_id)

    def attempt(tx: Transaction) -> None:
        does(tx, Principal(team_id="T2", user_id="Uana", home_team_id="T2"))

    with pytest.raises(Refusal, match=ABSENT):
        await guild.storage.run("T2", attempt)
