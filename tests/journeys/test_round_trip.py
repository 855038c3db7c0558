"""The round trip, as people make it: a pod, a demo by four ways, answers, both Homes."""

import asyncio

import pytest

from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import Transport, Trial
from tests import make


@pytest.fixture(params=[*Transport])
def transport(request: pytest.FixtureRequest) -> Transport:
    """Walk all of it both ways in."""
    return Transport(request.param)


async def test_a_pod_begins_with_a_welcome_in_its_channel(live: Trial):
    seen = await make.pod(live)

    assert seen.modal.title == "Your pod is ready"
    assert "Causal inference" in make.words(make.card(live, "Data guild starts here"))


async def test_the_first_person_is_greeted_once(live: Trial):
    await make.home(live, "ana")
    await make.home(live, "ben")
    await make.home(live, "ana")

    assert len(make.direct(live, "ana")) == 1
    assert "Hello Ana" in make.direct(live, "ana")[0]
    assert make.direct(live, "ben") == []


async def test_a_demo_is_on_its_way_and_then_its_author_has_the_link(live: Trial):
    await make.pod(live)
    ben = live.sandbox.hand("ben")
    go_on = asyncio.Event()
    live.sandbox.faults.add(Fault(Kind.DELAY, method="chat.postMessage", until=go_on))

    await ben.shortcut("Post a demo")
    await make.fill_demo(live, by="ben")
    on_its_way = make.words((await ben.submit()).modal)
    go_on.set()
    await live.settled()

    assert "On its way to #data-guild" in on_its_way
    assert "It is in #data-guild now" in make.words(ben.sight().modal)
    assert "Propensity scores" in await make.home(live, "ben")


async def test_a_demo_is_posted_by_the_command(live: Trial):
    await make.pod(live)
    ben = live.sandbox.hand("ben")

    await ben.command("/dojo demo", channel="data-guild")
    await make.fill_demo(live, by="ben", title="By the command")
    await ben.submit()
    await live.settled()

    assert "Is there a simpler way?" in make.words(make.card(live, "By the command"))


async def test_a_demo_is_posted_from_home(live: Trial):
    await make.pod(live)
    await make.home(live, "ben")
    ben = live.sandbox.hand("ben")

    await ben.press("Post a demo")
    await make.fill_demo(live, by="ben", title="From Home")
    await ben.submit()
    await live.settled()

    assert make.card(live, "From Home")


async def test_a_message_is_shared_as_a_demo_in_its_own_words(live: Trial):
    await make.pod(live)
    ben = live.sandbox.hand("ben")
    said = ben.say("Bootstrap & numpy: 40 min < 2 min\nAll at once.", channel="data-guild")

    seen = await ben.shortcut("Share as a demo", on=said)
    prefilled = {block.get("block_id"): block for block in seen.modal.blocks}
    await ben.fill("What I learned", "Draw all indices at once.")
    await ben.fill(make.ASK, "What else is slow?")
    await ben.submit()
    await live.settled()

    assert prefilled["title"]["element"]["initial_value"] == "Bootstrap & numpy: 40 min < 2 min"
    assert "All at once." in make.words(make.card(live, "Bootstrap & numpy"))


async def test_an_edited_demo_changes_its_card_in_place(live: Trial):
    await make.pod(live)
    card = await make.demo(live, by="ben", title="First title")
    ben = live.sandbox.hand("ben")

    await ben.press("Edit", on=card)
    await ben.fill("Title", "Second title")
    await ben.submit()
    await live.settled()

    assert make.card(live, "Second title").ts == card.ts
    assert not [m for m in make.cards(live) if "First title" in make.words(m)]


async def test_comments_and_watchers_are_counted_on_the_card(live: Trial):
    await make.pod(live)
    card = await make.demo(live)
    dana, eli = live.sandbox.hand("dana"), live.sandbox.hand("eli")

    comment = dana.say("Nice.", channel="data-guild", thread=card)
    eli.say("Yes.", channel="data-guild", thread=card)
    await eli.press("I watched", on=card)
    await live.settled()
    counted = make.words(make.card(live, "Propensity scores"))
    dana.delete(comment)
    await live.settled()
    await eli.press("I watched", on=make.card(live, "Propensity scores"))
    await live.settled()

    assert "2 comments · 1 watched" in counted
    assert "1 comment" in make.words(make.card(live, "Propensity scores"))
    assert "watched" not in make.words(make.card(live, "Propensity scores")).split("1 comment")[1]


async def test_answers_reach_the_author_with_names_and_are_announced_once(live: Trial):
    await make.pod(live)
    card = await make.demo(live, by="ben")

    seen = await make.answers(live, by="dana", to=card, better="Raw data first.")
    await make.answers(live, by="eli", to=card)
    ben = live.sandbox.hand("ben")
    home = await make.home(live, "ben")
    await ben.press("Read")
    came_back = make.words(ben.sight().modal)

    assert "Ben finds your answers on Home" in make.words(seen.modal)
    assert [text for text in make.direct(live, "ben") if "first answer" in text] == [
        "Your demo “Propensity scores” has its first answer. Read it"
    ]
    assert "2 answers" in home
    assert "Dana" in came_back
    assert "Raw data first." in came_back


async def test_feedback_opened_again_is_filled_in_and_can_be_changed(live: Trial):
    await make.pod(live)
    card = await make.demo(live)
    await make.answers(live, by="dana", to=card, better="Raw data first.")
    dana, ben = live.sandbox.hand("dana"), live.sandbox.hand("ben")

    seen = await dana.press("Give feedback", on=card)
    filled = make.initials(seen.modal)
    await dana.fill(make.BETTER, "Fewer slides.")
    await dana.submit()
    await live.settled()
    await make.home(live, "ben")
    await ben.press("Read")

    assert filled["better"] == "Raw data first."
    assert "Fewer slides." in make.words(ben.sight().modal)
    assert "Raw data first." not in make.words(ben.sight().modal)


async def test_withdrawn_feedback_is_gone_for_its_reader(live: Trial):
    await make.pod(live)
    card = await make.demo(live)
    await make.answers(live, by="dana", to=card, better="Raw data first.")
    dana = live.sandbox.hand("dana")
    before = await make.home(live, "ben")

    await dana.press("Give feedback", on=card)
    await dana.press("Withdraw")
    await dana.submit()
    await live.settled()
    told = make.words(dana.sight().modal)

    assert "Ben no longer sees your answers" in told
    assert "1 answer" in before
    assert "1 answer" not in await make.home(live, "ben")


async def test_feedback_by_shortcut_asks_which_demo(live: Trial):
    await make.pod(live)
    await make.demo(live, title="Cohort drift")
    dana = live.sandbox.hand("dana")

    await dana.shortcut("Give feedback")
    await dana.fill("Which demo or session?", "Cohort drift")
    await dana.submit()
    await dana.fill(make.TAKEAWAY, "The plot.")
    await dana.fill(make.BETTER, "Nothing.")
    seen = await dana.submit()

    assert "Ben finds your answers" in make.words(seen.modal)


@pytest.mark.parametrize(
    ("by", "choice", "says"),
    [("ben", "Withdraw", "Withdrawn by"), ("chidi", "Remove", "Removed by")],
)
async def test_a_demo_that_is_gone_keeps_its_thread_and_loses_its_words(
    live: Trial, by: str, choice: str, says: str
):
    await make.pod(live)
    card = await make.demo(live, by="ben", title="To be taken back")
    comment = live.sandbox.hand("dana").say("Oh.", channel="data-guild", thread=card)
    hand = live.sandbox.hand(by)

    await hand.press(choice, on=card)
    await hand.submit()
    await live.settled()
    gone = make.card(live, says)

    assert gone.ts == card.ts
    assert "To be taken back" not in make.words(gone) + gone.text
    assert comment in live.sandbox.world.channel("data-guild").replies(card.ts)


async def test_homes_show_what_waits_and_leads_see_their_pod(live: Trial):
    await make.pod(live)
    await make.demo(live, by="ben", title="Propensity scores")
    card = await make.demo(live, by="eli", title="Cohort drift")
    await make.answers(live, by="dana", to=card)

    dana, ana = await make.home(live, "dana"), await make.home(live, "ana")

    assert "Propensity scores, by Ben" in dana
    assert "Cohort drift, by Eli" not in dana
    assert "2 demos, 1 unanswered (Propensity scores)" in ana
    assert "1 of 5 answered" in ana


async def test_an_edited_pod_keeps_its_demos_and_an_archived_one_leaves_home(live: Trial):
    await make.pod(live)
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")

    await ana.press("Edit", near="This week")
    await ana.fill("Name", "Causal guild")
    await ana.fill("Members", ["ana", "ben", "chidi"])
    await ana.submit()
    await ana.dismiss()
    edited, left = await make.home(live, "ana"), await make.home(live, "dana")
    await ana.press("Archive", near="This week")
    await ana.submit()
    await live.settled()
    await ana.dismiss()

    assert "Causal guild · 3 people" in edited
    assert "Causal guild" not in left
    assert "Causal guild" not in await make.home(live, "ana")


async def test_a_message_to_the_app_gets_one_friendly_answer(live: Trial):
    await make.home(live, "ana")
    live.sandbox.hand("ben").tell_app("hello?")
    await live.settled()

    assert len([text for text in make.direct(live, "ben") if "buttons work" in text]) == 1


async def test_help_says_what_there_is(live: Trial):
    seen = await live.sandbox.hand("ben").command("/dojo help", channel="general")

    assert "Share as a demo" in make.words(seen.whispers[-1])
