"""A preset proposes, a lead starts; two who edit at once do not undo each other."""

from dataclasses import replace

import pytest

from slackapp.domain.people import Principal
from slackapp.domain.pods import Channel, PodAnswers
from slackapp.domain.rituals import PodRituals, RitualState
from slackapp.errors import Refusal
from slackapp.services import pods, presets, rituals
from storage import Storage
from tests.services.ritual_pods import ANA, times

BEN = Principal(team_id="T1", user_id="U2", home_team_id="T1", name="Ben")
GUILD = Channel("C1", "guild", app_is_in=True)


@pytest.fixture
async def proposed(storage: Storage) -> PodRituals:
    people = ("U1", "U2", "U3")
    answers = PodAnswers("Guild", "Causal", "C1", people, ("U1",), "Europe/Berlin", "study")
    await storage.run("T1", pods.create, ANA, "pod", answers, GUILD)
    return await storage.look("T1", rituals.of_pod, ANA, "pod")


async def test_what_is_proposed_is_listed_in_the_order_of_the_preset(storage: Storage):
    people = ("U1", "U2", "U3")
    answers = PodAnswers("Guild", "Causal", "C1", people, ("U1",), "Europe/Berlin", "data_team")
    await storage.run("T1", pods.create, ANA, "pod", answers, GUILD)

    listed = await storage.look("T1", rituals.of_pod, ANA, "pod")

    kinds = [each.ritual.kind for each in listed.rituals]
    assert kinds == ["session", "async_demo", "retrospective"]


async def test_what_is_proposed_has_dates_and_nothing_is_made(
    storage: Storage, proposed: PodRituals
):
    (only,) = proposed.rituals

    assert only.ritual.state is RitualState.PROPOSED
    assert len(only.dates) == 5
    assert await storage.look("T1", times, only.ritual.id) == []


async def test_started_twice_it_begins_once(storage: Storage, proposed: PodRituals):
    (only,) = proposed.rituals

    started = [await storage.run("T1", presets.start, ANA, "pod") for _twice in range(2)]

    assert {each.rituals[0].ritual.state for each in started} == {RitualState.ACTIVE}
    assert len(await storage.look("T1", times, only.ritual.id)) == 4


async def test_only_a_lead_starts_it(storage: Storage, proposed: PodRituals):
    with pytest.raises(Refusal, match=r"Only .*, who leads this pod, can begin its rituals"):
        await storage.run("T1", presets.start, BEN, "pod")


async def test_the_later_of_two_edits_is_refused_and_the_same_one_twice_is_not(
    storage: Storage, proposed: PodRituals
):
    (only,) = proposed.rituals
    draft = await storage.look("T1", rituals.reopen, ANA, only.ritual.id)
    renamed = replace(draft.answers, name="A chapter")

    for _twice in range(2):
        await storage.run("T1", rituals.edit, ANA, draft.ritual_id, renamed, draft.version)

    later = replace(draft.answers, name="Another")
    with pytest.raises(Refusal, match="Somebody changed this ritual after you opened it"):
        await storage.run("T1", rituals.edit, ANA, draft.ritual_id, later, draft.version)
    again = await storage.look("T1", rituals.reopen, ANA, draft.ritual_id)
    assert again.answers.name == "A chapter"
