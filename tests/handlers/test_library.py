"""Keeping notes of demos and messages, reading, changing and withdrawing them, as people do."""

import asyncio
import logging

import pytest

from slackapp.domain.library import BODY_MAX
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.delivery.make import held_up, until_called
from tests.handlers import see

WORTH = "What is worth keeping?"


async def keep(live: Trial, card: Message, *, by: str = "dana", title: str = "") -> None:
    """Have somebody keep a demo from its card; what they kept stays open in front of them."""
    hand = live.sandbox.hand(by)
    await hand.press("Save to the library", on=card)
    if title:
        await hand.fill("Title", title)
    await hand.submit()
    await live.settled()


async def find(live: Trial, words: str, *, by: str = "eli") -> str:
    """What somebody finds with the command."""
    hand = live.sandbox.hand(by)
    await hand.command(f"/dojo find {words}", channel=make.CHANNEL)
    shown = see.modal(live, by)
    await hand.dismiss()
    return shown


async def test_a_demo_is_kept_from_its_card_and_found_by_another(guild: Trial, card: Message):
    dana = guild.sandbox.hand("dana")
    await dana.press("Save to the library", on=card)
    begun = make.initials(dana.sight().modal)
    assert begun["title"] == "Propensity scores"
    assert "What I learned: Two covariates do the work." in begun["body"]
    assert "Ben asked: Is there a simpler way?" in begun["body"]
    assert "/archives/" in begun["link"]
    await dana.submit()
    assert "It is on the shelf of Data guild now" in see.modal(guild, "dana")

    assert "Propensity scores" in await find(guild, "covariat")


async def test_only_its_author_gets_what_came_back_and_without_names(guild, card: Message):
    await make.answers(guild, to=card)
    ben, eli = guild.sandbox.hand("ben"), guild.sandbox.hand("eli")
    await eli.press("Save to the library", on=card)
    assert "The overlap plot." not in make.initials(eli.sight().modal)["body"]
    await ben.press("Save to the library", on=card)
    begun = make.initials(ben.sight().modal)["body"]
    assert "- The overlap plot." in begun
    assert "Dana" not in begun
    assert "without their names" in see.modal(guild, "ben")


async def test_a_form_sent_twice_keeps_one_note(guild: Trial, card: Message):
    dana = guild.sandbox.hand("dana")
    await dana.press("Save to the library", on=card)
    await asyncio.gather(dana.submit(), dana.submit())
    await see.again(guild, "view_submission")
    assert (await find(guild, "propensity")).count("Propensity scores\n") == 1


async def test_what_does_not_fit_is_cut_and_the_form_says_so(guild: Trial):
    ben, dana = guild.sandbox.hand("ben"), guild.sandbox.hand("dana")
    await ben.shortcut("Post a demo")
    await make.fill_demo(guild, did="x" * 2000, learned="y" * 2000)
    await ben.submit()
    await guild.settled()
    await dana.press("Save to the library", on=make.cards(guild)[-1])
    assert len(make.initials(dana.sight().modal)["body"]) == BODY_MAX
    assert "its end is missing here" in see.modal(guild, "dana")
    await dana.submit()
    assert "It is on the shelf" in see.modal(guild, "dana")


async def test_a_message_is_kept_with_its_link(guild: Trial):
    said = guild.sandbox.hand("goran").say(
        "Draw indices at once.\nIt took <90 seconds", channel=make.CHANNEL
    )
    dana = guild.sandbox.hand("dana")
    await dana.shortcut("Save to the library", on=said)
    begun = make.initials(dana.sight().modal)
    assert begun["title"] == "Draw indices at once."
    assert begun["body"] == "Draw indices at once.\nIt took <90 seconds"
    assert said.ts.replace(".", "") in begun["link"]
    assert "Not everybody can read" not in see.modal(guild, "dana")
    await dana.submit()
    assert "Draw indices at once." in await find(guild, "indices")


async def test_the_message_of_a_card_is_kept_as_its_demo(guild: Trial, card: Message):
    dana = guild.sandbox.hand("dana")
    await dana.shortcut("Save to the library", on=card)
    assert "What I did: Matched the cohort." in make.initials(dana.sight().modal)["body"]


async def test_a_message_that_is_not_public_warns_who_will_read_it(guild: Trial):
    ana = guild.sandbox.hand("ana")
    said = ana.say("Between us leads.", channel="leads-only")
    await ana.shortcut("Save to the library", on=said)
    assert "everybody in this workspace can read the words below" in see.modal(guild, "ana")


async def test_what_is_wrong_is_said_under_its_field_and_the_text_stays(guild: Trial, card):
    dana = guild.sandbox.hand("dana")
    await dana.press("Save to the library", on=card)
    await dana.fill("Title", "x" * 121)
    await dana.fill("Link to where it comes from", "not a link")
    await dana.submit()
    assert set(see.errors(guild, "dana")) == {"title", "link"}
    assert see.typed(guild, "dana", "title") == "x" * 121


async def test_whoever_is_in_no_pod_reads_what_to_do(guild: Trial, card: Message):
    await guild.sandbox.hand("farah").press("Save to the library", on=card)
    assert "Ask whoever leads one to add you" in see.modal(guild, "farah")


async def test_people_from_elsewhere_keep_nothing(guild: Trial):
    hand = guild.sandbox.hand("ana")
    said = hand.say("Hello partners", channel="partners")
    outside = guild.sandbox.hand("xavier")
    await outside.shortcut("Save to the library", on=said)
    await guild.settled()
    assert "only for people of the workspace" in see.whispers(guild, "xavier")[0]


async def test_its_keeper_edits_a_note_and_the_note_below_follows(guild: Trial, card: Message):
    dana = guild.sandbox.hand("dana")
    await keep(guild, card)
    await dana.press("Edit")
    await dana.fill(WORTH, "Trim the tails.")
    await dana.submit()
    await guild.settled()
    assert "Trim the tails." in see.modal(guild, "dana")
    assert "edited" in see.modal(guild, "dana")
    await dana.dismiss()
    assert "Nothing fits" in await find(guild, "covariates")
    assert "Trim the tails." in await find(guild, "trim")


async def test_a_withdrawn_note_is_found_no_more(guild: Trial, card: Message):
    dana = guild.sandbox.hand("dana")
    await keep(guild, card)
    await dana.press("Withdraw")
    assert "Nobody finds it any more" in see.modal(guild, "dana")
    await dana.submit()
    await guild.settled()
    assert "is off the shelf" in see.modal(guild, "dana")
    await dana.dismiss()
    assert "Nothing is kept yet" in await find(guild, "propensity")


async def test_whoever_closes_everything_before_it_is_drawn_again_misses_nothing(
    guild: Trial, card: Message, caplog: pytest.LogCaptureFixture
):
    await keep(guild, card)
    dana = guild.sandbox.hand("dana")
    await dana.press("Withdraw")
    go_on = held_up(guild, "views.update")
    await dana.submit()
    await until_called(guild, "views.update")

    await dana.dismiss()
    go_on.set()
    with caplog.at_level(logging.INFO):
        await guild.settled()

    assert [record.msg for record in caplog.records if record.name == "handlers"] == [
        "handlers.view_moved_on"
    ]
    assert "Propensity" not in await find(guild, "propensity")


async def test_others_read_a_note_and_only_a_lead_may_change_it(guild: Trial, card: Message):
    await keep(guild, card)
    for who, may in (("eli", False), ("ana", True)):
        hand = guild.sandbox.hand(who)
        await hand.command("/dojo find propensity", channel=make.CHANNEL)
        await hand.press("Open")
        assert ("Withdraw" in see.modal(guild, who)) is may


async def test_find_looks_again_with_filters_and_says_what_stands_in_the_way(guild, card):
    await keep(guild, card)
    eli = guild.sandbox.hand("eli")
    await eli.shortcut("Find in the library")
    assert "Propensity scores" in see.modal(guild, "eli")
    await eli.fill("Words", "propensity")
    await eli.fill("Kind", "Checklist")
    await eli.submit()
    assert "Nothing fits as checklist" in see.modal(guild, "eli")
    await eli.fill("Kind", "Summary")
    await eli.fill("Pod", "Data guild")
    await eli.submit()
    assert "Two covariates do the work" in see.modal(guild, "eli")


async def test_pages_are_turned_and_a_note_is_written_from_find(guild: Trial, card: Message):
    dana = guild.sandbox.hand("dana")
    for number in range(9):
        await keep(guild, card, title=f"Note {number}")
        await dana.dismiss()
    eli = guild.sandbox.hand("eli")
    await eli.open_home()
    await guild.settled()
    await eli.press("Find in the library")
    assert "Note 0" not in see.modal(guild, "eli")
    await eli.press("More")
    assert "Note 0" in see.modal(guild, "eli")
    await eli.press("Back")
    await eli.fill("Words", "zebra")
    await eli.submit()
    await eli.press("Write a note")
    await eli.fill("Title", "Zebra")
    await eli.fill(WORTH, "Two lines.")
    await eli.submit()
    assert "on the shelf" in see.modal(guild, "eli")


async def test_leads_choose_where_newcomers_start(guild: Trial, card: Message):
    ana = guild.sandbox.hand("ana")
    for title in ("First", "Second"):
        await keep(guild, card, by="ana", title=title)
        await ana.press("Add to Start here")
        assert "Take off Start here" in see.modal(guild, "ana")
        await ana.dismiss()
    assert "Start here: 2 notes" in await make.home(guild, "eli")
    eli = guild.sandbox.hand("eli")
    await eli.press("Open", near="Start here: 2 notes")
    assert see.modal(guild, "eli").index("First") < see.modal(guild, "eli").index("Second")
    await eli.press("Open", near="Second")
    assert "Second" in see.modal(guild, "eli")
    await ana.open_home()
    await guild.settled()
    await ana.press("Open", near="Start here: 2 notes")
    await ana.press("Move up", near="Second")
    assert see.modal(guild, "ana").index("Second") < see.modal(guild, "ana").index("First")
    await ana.press("Take off", near="Second")
    assert "Second" not in see.modal(guild, "ana")
    await ana.dismiss()
    assert "Start here: 1 note" in await make.home(guild, "eli")


async def test_a_note_says_how_often_it_was_shared_since(guild: Trial, card: Message):
    await keep(guild, card)
    goran = guild.sandbox.hand("goran")
    link = guild.sandbox.hand("dana").sight().modal
    reference = make.words(link).split("Write ")[1].split(" in a message")[0]
    goran.say(f"This helped me today: {reference}", channel=make.CHANNEL)
    await guild.settled()
    await see.again(guild, "message")
    eli = guild.sandbox.hand("eli")
    await eli.command("/dojo find propensity", channel=make.CHANNEL)
    await eli.press("Open")
    assert "Shared once since" in see.modal(guild, "eli")
