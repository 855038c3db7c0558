"""What a retrospective wants done, as people meet it over two of them, four weeks apart."""

from datetime import UTC, datetime

import pytest

from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.handlers import see
from tests.journeys.test_rituals import turn_to
from tests.ritual_forms import adding

REVEALED = datetime(2026, 3, 9, 12, tzinfo=UTC)  # a Monday; it opened on Friday the 6th
DAY_BEFORE = datetime(2026, 4, 1, 12, tzinfo=UTC)
SECOND = datetime(2026, 4, 3, 12, tzinfo=UTC)
OVER = datetime(2026, 4, 6, 12, tzinfo=UTC)


@pytest.fixture
async def guild(live: Trial) -> Trial:
    """Ana's pod, on the Monday after its first retrospective."""
    ana = await adding(live, "Retro")
    await ana.fill("Kind", "Retrospective")
    await ana.submit()
    await live.settled()
    await ana.dismiss()
    await turn_to(live, REVEALED)
    return live


def card(live: Trial, words: str) -> Message:
    return [each for each in make.cards(live) if words in make.words(each)][-1]


def first(live: Trial) -> Message:
    return next(each for each in make.cards(live) if "Nothing was said" in make.words(each))


async def act(live: Trial, words: str, owner: str, *, on: Message, by: str = "ana") -> None:
    """Add an action from a card, until the day that the form starts with or April 2."""
    hand = live.sandbox.hand(by)
    await hand.press("Add an action", on=on)
    await hand.fill("What do we do?", words)
    await hand.fill("Who sees to it?", owner)
    await hand.fill("Until when?", "2026-04-02")
    await hand.submit()
    await live.settled()
    await hand.dismiss()


async def test_an_action_stands_on_the_card_on_home_and_in_a_reminder(guild: Trial):
    await act(guild, "Start on time", "Dana", on=first(guild))
    shown, home = make.words(first(guild)), await make.home(guild, "dana")
    others = await make.home(guild, "ben")
    await turn_to(guild, DAY_BEFORE)
    given, due = [text for text in make.direct(guild, "dana") if "Start on time" in text]
    await guild.sandbox.hand("dana").press("Done", near="Start on time", on=_last(guild, "dana"))
    await guild.settled()

    assert "What we do" in shown
    assert guild.sandbox.world.person("dana").id in shown
    assert "Start on time · Data guild, until Thu, Apr 2" in home
    assert "Start on time" not in others
    assert "gave you an action in Data guild until Thu, Apr 2: Start on time" in given
    assert "You see to this in Data guild until Thu, Apr 2: Start on time" in due
    assert any("Done, thank you" in text for text in see.whispers(guild, "dana"))
    assert "done" in make.words(first(guild))
    assert "Start on time" not in await make.home(guild, "dana")


def _last(live: Trial, who: str) -> Message:
    world = live.sandbox.world
    return world.direct(world.person(who).id).messages[-1]


async def test_whoever_gets_an_action_is_told_by_name_at_once_and_whoever_takes_one_is_not(
    guild: Trial,
):
    await act(guild, "Start on time", "Dana", on=first(guild))
    await act(guild, "Fewer slides", "Ana", on=first(guild))
    (told,) = [text for text in make.direct(guild, "dana") if "gave you" in text]
    await guild.sandbox.hand("dana").press("Done", near="Start on time", on=_last(guild, "dana"))
    await guild.settled()

    assert guild.sandbox.world.person("ana").id in told
    assert not [text for text in make.direct(guild, "ana") if "gave you" in text]
    assert "Start on time" not in await make.home(guild, "dana")


async def test_the_next_retrospective_opens_with_what_is_still_open(guild: Trial):
    for words, owner in (("Start on time", "dana"), ("Fewer slides", "ben"), ("Plots", "eli")):
        await act(guild, words, owner.title(), on=first(guild))
    full = make.words(first(guild))
    await turn_to(guild, SECOND)
    opened = card(guild, "What we wanted to do")
    ben, ana, farah = (guild.sandbox.hand(who) for who in ("ben", "ana", "farah"))
    await ben.press("Done", near="Fewer slides", on=opened)
    await ana.press("Keep", near="Start on time", on=card(guild, "What we wanted to do"))
    await ana.press("Drop", near="Plots", on=card(guild, "What we wanted to do"))
    await farah.press("Keep", near="Start on time", on=opened)
    await guild.settled()
    answered = make.words(card(guild, "What we wanted to do"))
    await turn_to(guild, OVER)
    revealed = make.words(make.cards(guild)[-1])

    assert full.count("until") >= 3
    assert "done" in answered
    assert "dropped" in answered
    assert "kept until" in answered
    assert "Keep" not in answered
    assert any("Ask one of them" in text for text in see.whispers(guild, "farah"))
    assert "What we do" in revealed
    assert "Start on time" in revealed
    assert "Fewer slides" not in revealed
    assert "Plots" not in revealed


async def test_a_lead_changes_and_drops_actions_in_the_list(guild: Trial):
    await act(guild, "Start on time", "Dana", on=first(guild))
    await act(guild, "Plots", "Eli", on=first(guild))
    chidi = guild.sandbox.hand("chidi")
    await chidi.press("Edit actions", on=first(guild))
    await chidi.press("Change…", near="Start on time")
    await chidi.fill("Who sees to it?", "Ben")
    await chidi.submit()
    await guild.settled()
    changed = see.modal(guild, "chidi")
    await chidi.press("Drop", near="Plots")
    left = see.modal(guild, "chidi")
    await guild.settled()

    assert "Start on time · Ben" in changed
    assert "Plots" not in left
    assert "Plots" not in make.words(first(guild))


async def test_a_form_sent_twice_adds_one_action(guild: Trial):
    await act(guild, "Start on time", "Dana", on=first(guild))
    await see.again(guild, "view_submission")

    assert make.words(first(guild)).count("Start on time") == 1


async def test_what_is_missing_is_said_under_each_field(guild: Trial):
    ana = guild.sandbox.hand("ana")
    await ana.press("Add an action", on=first(guild))
    await ana.submit()

    assert set(see.errors(guild, "ana")) == {"words"}


async def test_whoever_neither_leads_nor_facilitated_is_told_whom_to_ask(guild: Trial):
    shown = first(guild)
    refused = []
    for who in make.MEMBERS:
        await guild.sandbox.hand(who).press("Add an action", on=shown)
        if guild.sandbox.hand(who).sight().modal is None:
            refused.append(who)
    await guild.settled()

    assert not {"ana", "chidi"} & set(refused)
    assert all(any("thread" in text for text in see.whispers(guild, who)) for who in refused)
    assert len(refused) >= 2
