"""Posting, changing and ending demos when something is wrong: a clear sentence, nothing lost."""

import asyncio

import pytest

from slackapp.domain.demos import ASK_MAX, FIELD_MAX, LINK_MAX, TITLE_MAX
from slackapp.ids import Action
from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.handlers import see


async def start(live: Trial, **typed: str) -> None:
    await live.sandbox.hand("ben").shortcut("Post a demo")
    await make.fill_demo(live, by="ben", **typed)


TOO_LONG = "This is 1 character too long"
WRONG = {
    "no title but spaces": ("title", " \t ", "Give it a title, so that people know what they"),
    "a title of what cannot be seen": ("title", "\u200b\u202e", "Give it a title"),
    "nothing done": ("did", "\n\n", "Say in a line or two what you did."),
    "nothing learned": ("learned", " ", "Say what you learned. A dead end counts."),
    "nothing asked": ("ask", " ", "Ask for something, so that people know where to look."),
    "a title that is too long": ("title", "t" * (TITLE_MAX + 1), TOO_LONG),
    "a text that is too long": ("did", "d" * (FIELD_MAX + 1), TOO_LONG),
    "3,000 ampersands": ("learned", "&" * 3000, "This is 500 characters too long: 2,500 fit."),
    "a question that is too long": ("ask", "a" * (ASK_MAX + 1), TOO_LONG),
    "a link that is too long": ("link", "https://e.example/" + "l" * (LINK_MAX - 17), TOO_LONG),
    "a link that is none": ("link", "javascript:alert(1)", "A link looks like https://"),
    "a link with a password": ("link", "https://me:pw@e.example", "a name or password in it"),
}
LABELS = {
    "title": "Title",
    "did": "What I did",
    "learned": "What I learned",
    "ask": make.ASK,
    "link": "Link or video",
}


async def test_a_wrong_field_is_said_under_it_and_the_text_stays(guild: Trial):
    ben = guild.sandbox.hand("ben")
    await start(guild)
    for case, (field, value, words) in WRONG.items():
        await make.fill_demo(guild, by="ben", link="https://example.com")
        await ben.fill(LABELS[field], value)
        await ben.submit()
        assert set(see.errors(guild, "ben")) == {field}, case
        assert words in see.errors(guild, "ben")[field], case
        assert see.typed(guild, "ben", field) == value, case
        assert see.typed(guild, "ben", "did" if field != "did" else "learned"), case
    await make.fill_demo(guild, by="ben", link="https://example.com")
    await ben.submit()
    await guild.settled()
    assert len(make.cards(guild)) == 2  # the welcome and the demo


async def test_all_wrong_fields_are_said_at_once(guild: Trial):
    await start(guild, title=" ", did=" ", ask="a" * 601)
    await guild.sandbox.hand("ben").submit()
    assert set(see.errors(guild, "ben")) == {"title", "did", "ask"}


HOSTILE = {
    "shouts": "<!channel> <!here> <@U0000000001> @channel",
    "right to left": "עברית وعربية",
    "as many ampersands as fit": "&" * TITLE_MAX,
    "markup": "*bold* `code` <http://evil.example|click> :fire:",
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
async def test_whatever_is_typed_is_shown_as_typed_and_mentions_nobody(guild: Trial, hostile: str):
    ben = guild.sandbox.hand("ben")
    await start(guild, title=hostile, did=hostile, learned="&" * FIELD_MAX, ask=hostile)
    await ben.submit()
    await guild.settled()

    card = make.cards(guild)[-1]
    assert hostile in make.words(card)
    assert not {"<!channel>", "<!here>", "<@U0000000001>", "<http://evil"} & set(card.text.split())
    assert hostile in await make.home(guild, "dana")


async def test_a_pod_archived_meanwhile_keeps_the_text_in_the_form(guild: Trial):
    ana, ben = guild.sandbox.hand("ana"), guild.sandbox.hand("ben")
    await start(guild)
    await ana.open_home()
    await guild.settled()
    await ana.press("Archive", on=ana.sight().home)
    await ana.submit()
    await ben.submit()

    (words,) = see.errors(guild, "ben").values()
    assert words.startswith("This pod was archived, so the demo was not posted.")
    assert see.typed(guild, "ben", "title") == "Propensity scores"


async def test_somebody_put_out_of_the_pod_meanwhile_keeps_the_text_in_the_form(guild: Trial):
    ana, ben = guild.sandbox.hand("ana"), guild.sandbox.hand("ben")
    await start(guild)
    await ana.open_home()
    await guild.settled()
    await ana.press("Edit", on=ana.sight().home)
    await ana.fill("Members", ["ana", "dana"])
    await ana.submit()
    await ben.submit()

    (words,) = see.errors(guild, "ben").values()
    assert "You are not in Data guild, so the demo was not posted." in words
    assert see.typed(guild, "ben", "did") == "Matched the cohort."


async def test_somebody_in_no_pod_is_told_how_to_begin(guild: Trial):
    farah = guild.sandbox.hand("farah")
    said = farah.say("Look at this", channel=make.CHANNEL)
    await farah.shortcut("Share as a demo", on=said)
    assert "You are in none yet. Create one, or ask whoever leads one" in see.modal(guild, "farah")
    await farah.press("Create a pod")
    assert "The skill we build" in see.modal(guild, "farah")


async def test_a_form_sent_twice_at_once_makes_one_demo(guild: Trial):
    ben = guild.sandbox.hand("ben")
    await start(guild)
    await asyncio.gather(ben.submit(), ben.submit(), ben.submit())
    await guild.settled()
    await see.again(guild, "view_submission")
    assert make.card(guild, "Propensity scores")


async def test_two_people_who_post_at_once_both_have_a_card(guild: Trial):
    await guild.sandbox.hand("dana").shortcut("Post a demo")
    await make.fill_demo(guild, by="dana", title="Cohort drift")
    await start(guild)
    await asyncio.gather(*(guild.sandbox.hand(who).submit() for who in ("ben", "dana")))
    await guild.settled()
    assert make.card(guild, "Propensity scores")
    assert make.card(guild, "Cohort drift")


async def test_a_busy_database_leaves_the_text_in_the_form(guild: Trial, sqlite_url: str):
    ben = guild.sandbox.hand("ben")
    await start(guild)
    with see.busy(sqlite_url):
        await ben.submit()
        (words,) = see.errors(guild, "ben").values()
        assert "Press Post again; your text is still here." in words
    await ben.submit()
    await guild.settled()
    assert make.card(guild, "Propensity scores")


MINE = {
    "Edit": "This is Ben's demo, so only Ben can change it.",
    "Withdraw": "This is Ben's demo, so only Ben can withdraw it.",
    "Remove": "Only Ana and Chidi, who lead this pod, can remove a demo. Ask one of them.",
}


@pytest.mark.parametrize(("choice", "words"), MINE.items())
async def test_whoever_may_not_is_told_privately_from_the_cards_menu(guild, card, choice, words):
    dana = guild.sandbox.hand("dana")
    await dana.press(choice, on=card)
    await guild.settled()
    assert see.whispers(guild, "dana") == [words]
    assert dana.sight().modal is None
    assert "Propensity scores" in make.words(card)


@pytest.mark.parametrize(("who", "choice"), [("ben", "Withdraw"), ("chidi", "Remove")])
async def test_buttons_of_a_demo_that_is_gone_say_so(guild: Trial, card: Message, who, choice):
    hand, dana = guild.sandbox.hand(who), guild.sandbox.hand("dana")
    watch, give = (see.button(card, a) for a in (Action.WATCH_DEMO, Action.GIVE_FEEDBACK))
    await hand.press(choice, on=card)
    await hand.submit()
    await guild.settled()
    assert "Propensity scores" not in make.words(card)
    for pressed in (watch, give):
        await dana.act(card, pressed)
        await guild.settled()
    gone = "withdrawn" if who == "ben" else "removed"
    assert see.whispers(guild, "dana") == [f"This demo was {gone}, so nothing was changed."] * 2


async def test_an_edit_of_a_demo_that_was_removed_meanwhile_says_so_under_a_field(guild, card):
    ben, ana = guild.sandbox.hand("ben"), guild.sandbox.hand("ana")
    await ben.press("Edit", on=card)
    await ben.fill("What I did", "Much more.")
    await ana.press("Remove", on=card)
    await ana.submit()
    await ben.submit()
    assert set(see.errors(guild, "ben").values()) == {
        "This demo was removed, so nothing was changed."
    }
    assert see.typed(guild, "ben", "did") == "Much more."


async def test_a_button_that_the_app_has_forgotten_says_where_to_begin(guild: Trial, card: Message):
    old = {"type": "button", "action_id": "demo.applaud", "block_id": "old", "value": "x"}
    await guild.sandbox.hand("dana").act(card, old)
    await guild.settled()
    (words,) = see.whispers(guild, "dana")
    assert words.startswith("This is from an older version of Dojo, so nothing happened.")


async def test_a_demo_that_nobody_knows_is_not_there(guild: Trial, card: Message):
    lost = see.button(card, Action.WATCH_DEMO) | {"value": "no-such-demo"}
    await guild.sandbox.hand("dana").act(card, lost)
    await guild.settled()
    assert see.whispers(guild, "dana") == [
        "This demo is not there any more, so nothing was changed."
    ]


async def test_nobody_watches_their_own_demo(guild: Trial, card: Message):
    await guild.sandbox.hand("ben").press("I watched", on=card)
    await guild.settled()
    assert see.whispers(guild, "ben") == ["This is your own demo, so it is not counted as watched."]
    assert "watched" not in make.words(card).replace("I watched", "")


async def test_a_card_deleted_in_slack_takes_nothing_of_the_demo(guild: Trial, card: Message):
    guild.sandbox.world.channel(make.CHANNEL).messages.remove(card)
    dana = guild.sandbox.hand("dana")
    await dana.shortcut("Give feedback")
    await dana.fill("Which demo or session?", "Propensity scores")
    await dana.submit()
    await dana.fill(make.TAKEAWAY, "The plot.")
    await dana.fill(make.BETTER, "Slower.")
    await dana.submit()
    await guild.settled()
    assert "1 answer" in await make.home(guild, "ben")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Try @chidi in #general: https://e.example/a?b&c <b> & co", "Try @Chidi in #general: "),
        ("word " * 2400, "The message was longer than this form takes, so its end is missing"),
        ("", ""),
    ],
    ids=["mentions, a link and entities", "12,000 characters", "nothing"],
)
async def test_any_message_can_be_shared_as_a_demo(guild: Trial, said: str, shown: str):
    ben = guild.sandbox.hand("ben")
    message = ben.say(said, channel=make.CHANNEL)
    await ben.shortcut("Share as a demo", on=message)
    view = ben.sight().modal
    held = make.words(view) + str(view.state)
    assert shown in held
    assert "&amp;" not in held
    for label in ("Title", "What I did", "What I learned", make.ASK):
        await ben.fill(label, "Mine")
    await ben.submit()
    await guild.settled()
    assert "It is in #data-guild now" in see.modal(guild, "ben")


@pytest.mark.parametrize("kind", [Kind.RATELIMITED, Kind.HTML, Kind.DROP_BEFORE, Kind.ERROR])
async def test_when_slack_does_not_open_a_form_the_person_hears_of_it(guild, card, kind: Kind):
    guild.sandbox.faults.add(Fault(kind, method="views.open"))
    await guild.sandbox.hand("dana").press("Give feedback", on=card)
    await guild.settled()
    (words,) = see.whispers(guild, "dana")
    assert "Nothing was saved: Slack did not answer. Please try again." in words
