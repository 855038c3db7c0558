"""A pod begins, changes and ends, also when something is wrong with it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from slackapp.domain.people import Profile
from slackapp.domain.pods import Channel
from slackapp.errors import Refusal
from slackapp.services import channels, feedback, people, pods, profiles
from storage import Storage, Transaction
from storage.base import new_id
from storage.outbox import FactRow
from storage.pods import MembershipRow, PodRow
from tests.clock import FixedClock
from tests.services import make
from tests.services.conftest import Guild


def counted(tx: Transaction, row: type) -> int:
    return tx.session.scalar(select(func.count()).select_from(row)) or 0


def facts(tx: Transaction, kind: str) -> list[str]:
    found = tx.session.scalars(select(FactRow).where(FactRow.kind == kind)).all()
    return sorted(fact.dedupe_key for fact in found)


async def refused(guild: Guild, **answers: object) -> Refusal:
    given = replace(make.POD, **answers)
    with pytest.raises(Refusal) as no:
        await make.do(guild.storage, "ana", pods.edit, guild.pod.id, given, make.CHANNEL)
    kept = await guild.storage.look(make.TEAM, pods.reopen, make.actor("ana"), guild.pod.id)
    assert kept.answers.name == make.POD.name
    return no.value


@pytest.mark.parametrize(
    ("answers", "field", "words"),
    [
        ({"members": ("Uana", "Urobot")}, "members", "Robot is an app, and pods are for people."),
        ({"members": ("Uolga",)}, "members", "Olga has left this workspace. Pick someone else."),
        ({"members": ("Uxavier",)}, "members", "Xavier belongs to another workspace"),
        ({"leads": ("Urobot",)}, "leads", "Robot is an app"),
        ({"leads": ("Uolga",)}, "leads", "Olga has left this workspace"),
        ({"leads": ("Ugus",)}, "leads", "Gus is a guest, and a lead is a full member."),
        ({"leads": ()}, "leads", "A pod needs someone to lead it."),
        ({"members": tuple(f"U{n}" for n in range(50))}, "members", "up to 50 people"),
        ({"tz": "Mars/Olympus"}, "tz", "Pick a time zone from the list"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_a_pod_cannot_take_is_said_under_its_field(guild, answers, field, words):
    no = await refused(guild, **answers)
    assert no.field == field
    assert words in no.words


async def test_fifty_people_fit_a_pod(guild: Guild):
    many = tuple(f"U{number}" for number in range(48))
    given = replace(make.POD, members=many, leads=("Uana", "Uchidi"))
    pod = await make.do(guild.storage, "ana", pods.edit, guild.pod.id, given, make.CHANNEL)
    assert len(pod.people) == 50


async def test_a_lead_need_not_be_among_the_members(guild: Guild):
    given = replace(make.POD, members=("Uben",), leads=("Uana",))
    pod = await make.do(guild.storage, "ana", pods.edit, guild.pod.id, given, make.CHANNEL)
    assert [person.name for person in pod.people] == ["Ana", "Ben"]


async def test_a_pod_created_twice_at_once_begins_once(storage: Storage):
    await make.team(storage)
    pod_id = new_id()
    both = await asyncio.gather(
        *(make.do(storage, "ana", pods.create, pod_id, make.POD, make.CHANNEL) for _ in range(2))
    )
    assert both[0] == both[1]
    assert await storage.look(make.TEAM, counted, PodRow) == 1
    assert await storage.look(make.TEAM, counted, MembershipRow) == 6
    assert len(await storage.look(make.TEAM, facts, "PodBegan")) == 1


async def test_two_leads_who_edit_at_once_leave_one_of_the_two_states(guild: Guild):
    names = ("Alpha", "Beta")
    given = [replace(make.POD, name=name, members=(f"U{name}",)) for name in names]
    await asyncio.gather(
        make.do(guild.storage, "ana", pods.edit, guild.pod.id, given[0], make.CHANNEL),
        make.do(guild.storage, "chidi", pods.edit, guild.pod.id, given[1], make.CHANNEL),
    )
    draft = await make.do(guild.storage, "ana", pods.reopen, guild.pod.id)
    assert (draft.answers.name, draft.answers.members[-1]) in [(n, f"U{n}") for n in names]


async def test_an_archived_pod_takes_no_change_and_no_demo(guild: Guild):
    await make.do(guild.storage, "ana", pods.archive, guild.pod.id)
    no = await refused_archived(guild)
    assert no.words == "This pod was archived, so nothing was changed."
    with pytest.raises(Refusal, match="This pod was archived, so the demo was not posted") as post:
        await make.demo(guild.storage, guild.pod.id)
    assert post.value.field == "pod"
    assert await make.do(guild.storage, "ben", pods.choices) == ()


async def refused_archived(guild: Guild) -> Refusal:
    with pytest.raises(Refusal) as no:
        await make.do(guild.storage, "ana", pods.archive, guild.pod.id)
    return no.value


async def test_whoever_was_put_out_of_a_pod_can_post_no_more_and_keeps_their_demo(guild: Guild):
    given = replace(make.POD, members=("Uana", "Udana"))
    await make.do(guild.storage, "ana", pods.edit, guild.pod.id, given, make.CHANNEL)
    with pytest.raises(Refusal, match="You are not in Data guild, so the demo was not posted"):
        await make.demo(guild.storage, guild.pod.id)
    assert (await make.do(guild.storage, "ben", pods.choices)) == ()
    with pytest.raises(Refusal, match="Only Ben reads"):
        await make.do(guild.storage, "dana", feedback.read, guild.demo_id)


async def test_a_deactivated_lead_hands_the_pod_to_the_other(guild: Guild):
    await make.tell(guild.storage, "ana", gone=True)
    with pytest.raises(Refusal, match="Only Chidi, who leads this pod, can edit this pod"):
        await make.do(guild.storage, "dana", pods.reopen, guild.pod.id)
    draft = await make.do(guild.storage, "chidi", pods.reopen, guild.pod.id)
    assert "Uana" not in (*draft.answers.leads, *draft.answers.members)


async def test_a_lead_whose_account_is_opened_again_leads_as_before(guild: Guild):
    await make.tell(guild.storage, "ana", gone=True)
    await make.tell(guild.storage, "ana", gone=False)
    draft = await make.do(guild.storage, "ana", pods.reopen, guild.pod.id)
    assert draft.answers.leads == ("Uana", "Uchidi")


async def test_a_pod_of_guests_without_a_lead_says_that_nobody_leads_it(storage: Storage):
    await make.team(storage)
    pod = await make.pod(storage, members=("Ugus",), leads=("Uana",))
    await make.tell(storage, "ana", gone=True)
    with pytest.raises(Refusal, match="and nobody does now"):
        await make.do(storage, "gus", pods.reopen, pod.id)


async def test_the_leads_of_a_lost_channel_hear_of_each_loss_once(guild: Guild, clock: FixedClock):
    for _ in range(2):
        await make.do(guild.storage, "", channels.lose, "C1", "is_archived")
    assert len(await guild.storage.look(make.TEAM, facts, "ChannelLost")) == 2
    clock.advance(timedelta(days=1))
    await make.do(guild.storage, "", channels.lose, "C1", "is_archived")
    assert len(await guild.storage.look(make.TEAM, facts, "ChannelLost")) == 2
    await make.do(guild.storage, "", channels.regain, "C1")
    clock.advance(timedelta(days=1))
    await make.do(guild.storage, "", channels.lose, "C1", "is_archived")
    assert len(await guild.storage.look(make.TEAM, facts, "ChannelLost")) == 4


@pytest.mark.parametrize("channel", ["C9", ""])
async def test_a_channel_without_a_pod_is_lost_without_a_word(guild: Guild, channel: str):
    await make.do(guild.storage, "", channels.lose, channel, "is_archived")
    assert await guild.storage.look(make.TEAM, facts, "ChannelLost") == []


async def test_a_pod_that_moves_is_welcomed_in_its_new_channel(guild: Guild):
    there = Channel(channel_id="C2", name="elsewhere", app_is_in=True)
    for _ in range(2):
        await make.do(guild.storage, "ana", pods.edit, guild.pod.id, make.POD, there)
    assert len(await guild.storage.look(make.TEAM, facts, "PodBegan")) == 2


async def test_nothing_is_kept_of_people_whom_the_app_does_not_know(guild: Guild):
    before = await guild.storage.look(make.TEAM, people.unknown, make.actor("ana"), ("Unew",))
    await make.do(guild.storage, "", profiles.hear_change, Profile(user_id="Unew", name="New"))
    after = await guild.storage.look(make.TEAM, people.unknown, make.actor("ana"), ("Unew",))
    assert before == after == ("Unew",)
