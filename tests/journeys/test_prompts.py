"""A pod is asked something every week, as people meet it."""

from datetime import UTC, datetime, timedelta

from slackapp.domain.prompts import WORDS_MAX
from slackapp.domain.prompts.library import of_kind
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.handlers import see
from tests.journeys.test_rituals import begin, turn_to

LIBRARY = [prompt.words for prompt in of_kind("prompt")]
FIRST = LIBRARY[0]
MINE = "Which plot do you draw first, and why <!channel> @channel :tada:?"
MONDAY = datetime(2026, 3, 16, 8, tzinfo=UTC)  # 9:00 AM in Berlin
FIELD = "What would you like to ask?"


async def ask(live: Trial) -> Message:
    """Let a remote team's first question come to its channel."""
    await begin(live, "Remote team")
    await turn_to(live, live.clock.now() + timedelta(days=7))
    return make.card(live, FIRST)


async def open_list(live: Trial, who: str, card: Message) -> str:
    await live.sandbox.hand(who).press("Suggest a prompt", on=card)
    return see.modal(live, who)


async def suggest(live: Trial, who: str, words: str) -> None:
    """Fill and send the form of a prompt, from the open list."""
    hand = live.sandbox.hand(who)
    await hand.press("Add a prompt")
    await hand.fill(FIELD, words)
    await hand.submit()
    await live.settled()


async def test_a_question_comes_on_time_and_says_until_when_in_everybodys_own_zone(live: Trial):
    card = await ask(live)

    (stamp,) = [
        leaf
        for block in card.blocks
        for part in block.get("elements", ())
        for leaf in part.get("elements", ())
        if leaf.get("type") == "date"
    ]
    assert card.blocks[0]["text"]["text"] == FIRST
    assert "Answer in this thread" in make.words(card)
    assert datetime.fromtimestamp(stamp["timestamp"], UTC) == MONDAY


async def test_answers_in_the_thread_are_counted_with_a_link_and_no_name(live: Trial):
    card = await ask(live)
    for who, words in (("ben", "A linter."), ("ben", "And a timer."), ("dana", "Pencil, paper.")):
        live.sandbox.hand(who).say(words, channel="data-guild", thread=card)
        await live.settled()

    await turn_to(live, live.clock.now() + timedelta(days=6))

    digest = make.card(live, "2 people answered")
    assert FIRST in make.words(digest)
    assert "linter" not in make.words(digest)
    links = str(digest.blocks)
    assert "permalink" in links or "/archives/" in links
    assert "user_id" not in links


async def test_where_nobody_answered_nothing_is_said(live: Trial):
    await ask(live)

    await turn_to(live, live.clock.now() + timedelta(days=6))

    assert not [each for each in make.cards(live) if "answered" in make.words(each)]


async def test_a_member_adds_a_prompt_and_it_is_asked_the_week_after(live: Trial):
    card = await ask(live)
    before = await open_list(live, "ben", card)
    await suggest(live, "ben", MINE)
    after = see.modal(live, "ben")

    await turn_to(live, live.clock.now() + timedelta(days=7))

    asked = make.card(live, "Which plot do you draw first")
    assert f"1. {LIBRARY[1]}" in before
    assert f"1. {MINE}" in after
    assert "Added by Ben" in after
    assert asked.blocks[0]["text"]["text"] == MINE
    assert "<!channel>" not in asked.text


async def test_a_form_that_is_sent_twice_adds_one(live: Trial):
    card = await ask(live)
    await open_list(live, "ben", card)
    await suggest(live, "ben", MINE)

    await see.again(live, "view_submission")
    await live.sandbox.hand("ben").dismiss()

    assert (await open_list(live, "ben", card)).count("Which plot") == 1


async def test_what_cannot_be_asked_is_said_under_the_field_and_stays_typed(live: Trial):
    card = await ask(live)
    await open_list(live, "ben", card)
    ben = live.sandbox.hand("ben")
    await ben.press("Add a prompt")

    told = []
    for words in ("   ", "x" * (WORDS_MAX + 1), "y" * 2900, LIBRARY[4].lower()):
        await ben.fill(FIELD, words)
        await ben.submit()
        told.append(see.errors(live, "ben")["words"])

    assert told[0] == "Write the question first."
    assert told[1] == (
        "This is 1 character too long: 300 fit. A prompt is read in a moment: shorten it."
    )
    assert told[2].startswith("This is 2,600 characters too long")
    assert told[3].startswith("Somebody had the same thought: this one is number 4 in the list.")
    assert see.typed(live, "ben", "words") == LIBRARY[4].lower()


async def test_a_lead_finds_the_prompts_below_the_ritual_and_chooses_the_next(live: Trial):
    await ask(live)
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")
    await ana.press("Rituals", near="This week")
    await ana.press("Prompts", near="Next: Wed, Mar 18")
    listed = see.modal(live, "ana")

    await ana.press("Ask this next", near=LIBRARY[3])
    chosen = see.modal(live, "ana")
    await ana.press("Change the words", near=LIBRARY[3])
    await ana.fill(FIELD, "What did you borrow, and how did it go?")
    await ana.submit()
    await live.settled()
    await ana.press("Leave it out", near=LIBRARY[1])
    without = see.modal(live, "ana")
    await turn_to(live, live.clock.now() + timedelta(days=14))

    assert "Asked in this order, the first on Wed, Mar 18" in listed
    assert f"1. {LIBRARY[3]}" in chosen
    assert "Chosen to come next" in chosen
    assert "1 prompt left out or retired here" in without
    assert make.card(live, "What did you borrow, and how did it go?")
    assert make.card(live, LIBRARY[2])
    assert not [each for each in make.cards(live) if LIBRARY[1] in make.words(each)]


async def test_the_list_is_read_page_by_page_and_what_was_left_out_comes_back(live: Trial):
    card = await ask(live)
    await open_list(live, "ana", card)
    ana = live.sandbox.hand("ana")

    await ana.press("More")
    second = see.modal(live, "ana")
    await ana.press("Leave it out", near="6. ")
    await ana.press("Bring back")

    assert f"6. {LIBRARY[6]}" in second
    assert f"{len(LIBRARY) - 10} after these" in second
    assert "left out" not in see.modal(live, "ana")


async def test_whoever_is_not_in_the_pod_reads_why_they_cannot_suggest(live: Trial):
    card = await ask(live)

    await live.sandbox.hand("farah").press("Suggest a prompt", on=card)
    await live.settled()

    assert "Only people of this pod choose what it is asked." in see.whispers(live, "farah")[-1]


async def test_a_leadership_circle_asks_those_who_lead(live: Trial):
    await begin(live, "Leadership circle")

    await turn_to(live, live.clock.now() + timedelta(days=14))

    words = make.words(make.card(live, of_kind("lead_prompt")[0].words))
    assert "Leads first" in words
