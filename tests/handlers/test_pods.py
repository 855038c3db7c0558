"""Creating and changing pods when a name, a person or a channel is wrong."""

import asyncio

import pytest

from handlers.people import profile
from slackapp.domain.pods import NAME_MAX, SKILL_MAX
from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Person
from tests import make
from tests.handlers import see

SKILL = "The skill we build, as narrow as you can"
NOT_IN = "Dojo is not in this channel. Type /invite @Dojo there, then press the button again."


async def start(live: Trial, **filled: object) -> None:
    ana = live.sandbox.hand("ana")
    await ana.open_home()
    await live.settled()
    await ana.press("Create a pod")
    await make.fill_pod(live, **filled)


async def test_wrong_fields_are_said_under_them_and_the_text_stays(live: Trial):
    ana = live.sandbox.hand("ana")
    await start(live)
    cases = {
        "name": [("Name", " "), ("Name", "n" * (NAME_MAX + 1))],
        "skill": [(SKILL, "\u200b"), (SKILL, "s" * (SKILL_MAX + 1))],
        "members": [("Members", ["buildbot"]), ("Members", ["olga"]), ("Members", ["xavier"])],
        "leads": [("Leads", ["guest"]), ("Leads", ["buildbot"]), ("Leads", ["olga"])],
    }
    for field, wrong in cases.items():
        for label, value in wrong:
            await make.fill_pod(live)
            await ana.fill(label, value)
            await ana.submit()
            assert set(see.errors(live, "ana")) == {field}, value
    await make.fill_pod(live, name="<!channel> Data guild starts")
    await ana.submit()
    await live.settled()
    assert "<!channel>" not in make.card(live, "Causal inference").text


async def test_more_than_fifty_people_are_too_many(live: Trial):
    world = live.sandbox.world
    many = [
        world.add_person(Person(f"UCROWD{n}", f"crowd{n}", f"Crowd {n}", world.team.id)).id
        for n in range(51)
    ]
    await start(live)
    await live.sandbox.hand("ana").fill("Members", many)
    await live.sandbox.hand("ana").submit()
    assert see.errors(live, "ana")["members"] == "These are 51 people, and at most 50 fit."


async def test_leads_need_not_be_among_the_members(live: Trial):
    await make.pod(live, members=("ben",), leads=("chidi",))
    assert "3 people" in await make.home(live, "chidi")  # and whoever created it leads it too


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ("leads-only", NOT_IN),
        ("partners", "This channel is shared with another workspace"),
        ("random", "This channel is archived. Pick one that is in use."),
    ],
)
async def test_a_channel_where_a_pod_cannot_meet_is_said_under_it(live: Trial, channel, words):
    if channel == "random":
        live.sandbox.admin.archive("random", by="ana")
    await start(live, channel=channel)
    await live.sandbox.hand("ana").submit()
    assert see.errors(live, "ana")["channel"].startswith(words)
    assert see.typed(live, "ana", "name") == "Data guild"


async def test_invited_into_a_private_channel_the_app_takes_it(live: Trial):
    ana = live.sandbox.hand("ana")
    await start(live, channel="leads-only")
    await ana.submit()
    ana.invite("leads-only", user="dojo")
    await ana.submit()
    await live.settled()
    assert make.card(live, "Data guild starts here", "leads-only")


async def test_a_public_channel_is_joined(live: Trial):
    await make.pod(live, channel="random")
    assert make.card(live, "Data guild starts here", "random")


async def test_a_channel_that_slack_is_slow_about_is_accepted_and_checked_after(live: Trial):
    await start(live, channel="random")
    live.sandbox.faults.add(Fault(Kind.DELAY, method="conversations.info", seconds=1.7))
    await live.sandbox.hand("ana").submit()
    assert "Your pod is ready" in live.sandbox.hand("ana").sight().modal.title
    await live.settled()
    assert "#random" in await make.home(live, "ana")
    assert live.sandbox.world.bot.id in live.sandbox.world.channel("random").members


@pytest.mark.parametrize("kind", [Kind.RATELIMITED, Kind.ERROR, Kind.DROP_BEFORE])
async def test_a_channel_that_slack_says_nothing_of_is_accepted(live: Trial, kind: Kind):
    live.sandbox.faults.add(Fault(kind, method="conversations.info"))
    await make.pod(live)
    assert make.card(live, "Data guild starts here")
    assert "#data-guild" in await make.home(live, "ana")


async def test_people_of_whom_slack_says_nothing_are_taken_as_colleagues(live: Trial):
    live.sandbox.faults.add(Fault(Kind.ERROR, method="users.info", times=5))
    await make.pod(live)
    assert make.card(live, "Data guild starts here")


async def test_a_form_sent_twice_at_once_makes_one_pod(live: Trial):
    ana = live.sandbox.hand("ana")
    await start(live)
    await asyncio.gather(ana.submit(), ana.submit())
    await live.settled()
    await see.again(live, "view_submission")
    assert make.card(live, "Data guild starts here")
    assert "7 people" not in await make.home(live, "ana")


async def test_a_busy_database_leaves_the_form_as_it_is(live: Trial, sqlite_url: str):
    await start(live)
    with see.busy(sqlite_url):
        await live.sandbox.hand("ana").submit()
    (words,) = see.errors(live, "ana").values()
    assert "Press Create again; your text is still here." in words


async def test_a_guest_can_neither_create_a_pod_nor_lead_one(live: Trial):
    guest = live.sandbox.hand("guest")
    await guest.open_home()
    await live.settled()
    shown = make.words(live.sandbox.world.homes[guest.id])
    assert "Create a pod" not in shown
    assert "Ask whoever leads a pod to add you." in shown


async def test_somebody_who_leads_no_more_is_told_who_does(guild: Trial):
    ana, chidi = guild.sandbox.hand("ana"), guild.sandbox.hand("chidi")
    await chidi.open_home()
    await guild.settled()
    await chidi.press("Edit")
    await ana.open_home()
    await guild.settled()
    await ana.press("Edit")
    await ana.fill("Leads", ["ana"])
    await ana.submit()
    await chidi.submit()
    (words,) = see.errors(guild, "chidi").values()
    assert words == "Only Ana, who leads this pod, can edit this pod. Ask Ana."


async def test_the_last_lead_cannot_be_taken_out(guild: Trial):
    ana = guild.sandbox.hand("ana")
    await ana.open_home()
    await guild.settled()
    await ana.press("Edit")
    await ana.fill("Leads", [])
    await ana.submit()
    assert "leads" in see.errors(guild, "ana")


HERE = {"id": "U1", "name": "ben", "team_id": "T1", "real_name": "Ben Carter"}


@pytest.mark.parametrize(
    ("user", "external"),
    [
        (HERE, False),
        ({"id": "U1"}, False),
        (HERE | {"is_stranger": True}, True),
        (HERE | {"team_id": "T2"}, True),
        (HERE | {"team_id": "T2", "enterprise_user": {"teams": ["T2", "T1"]}}, False),
        (HERE | {"team_id": "T2", "enterprise_user": {"teams": ["T2"]}}, True),
    ],
)
def test_whoever_only_shares_a_channel_with_us_is_of_another_workspace(user, external):
    assert profile(user, team_id="T1").external is external
