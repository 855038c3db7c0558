"""A decision of a retrospective as people meet it: over two of them, and the reviews between."""

from datetime import UTC, datetime, timedelta

import pytest

from slackapp.domain.decisions import LOG_PAGE
from slackapp.sandbox.gestures import Hand
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from storage import Transaction
from storage.decisions import DecisionRow
from tests import make
from tests.handlers import see
from tests.journeys.test_rituals import turn_to
from tests.ritual_forms import REVIEW, added, listed

REVEALED = datetime(2026, 3, 9, 12, tzinfo=UTC)  # a Monday; it opened on Friday the 6th
REVIEWED = datetime(2026, 3, 12, 15, 5, tzinfo=UTC)  # Thursday, 4:05 PM in Berlin
WEEK_AFTER = datetime(2026, 3, 19, 15, 5, tzinfo=UTC)
SECOND = datetime(2026, 4, 3, 12, tzinfo=UTC)
OVER = datetime(2026, 4, 6, 12, tzinfo=UTC)
AFTERWARDS = datetime(2026, 4, 9, 14, 5, tzinfo=UTC)
PRESENTING = "Minutes of presenting"


@pytest.fixture
async def guild(live: Trial) -> Trial:
    """Ana's pod with a review every Thursday, on the Monday after its first retrospective."""
    ana = await added(live)
    await ana.press("Add a ritual")
    await ana.fill("Name", "Retro")
    await ana.fill("Kind", "Retrospective")
    await ana.submit()
    await live.settled()
    await ana.dismiss()
    await turn_to(live, REVEALED)
    return live


def retro(live: Trial) -> Message:
    return [each for each in make.cards(live) if "Nothing was said" in make.words(each)][-1]


def asking(live: Trial) -> Message:
    return [each for each in make.cards(live) if "Last time you decided" in make.words(each)][-1]


def review(live: Trial) -> str:
    """The card of the last review."""
    return [w for each in make.cards(live) if "discussing" in (w := make.words(each))][-1]


async def changing(live: Trial, by: str = "ana") -> Hand:
    hand = live.sandbox.hand(by)
    await hand.press("Change the ritual", on=retro(live))
    return hand


async def decide(live: Trial, minutes: int = 8, by: str = "ana") -> str:
    """Have somebody decide on shorter presentations; what they read then."""
    hand = await changing(live, by)
    await hand.fill(PRESENTING, str(minutes))
    await hand.fill("Why?", "The background took half of the time.")
    seen = make.words((await hand.submit()).modal)
    await live.settled()
    await hand.dismiss()
    return seen


async def test_a_decision_shows_on_the_card_and_in_the_next_review_alone(guild: Trial):
    told = await decide(guild)
    shown = make.words(retro(guild))
    await turn_to(guild, REVIEWED)
    first = review(guild)
    await turn_to(guild, WEEK_AFTER)
    second = review(guild)

    assert "Experiment review from now on: eight minutes of presenting." in told
    assert "eight minutes of presenting · The background took half of the time." in shown
    assert "8 min presenting · 37 min discussing" in first
    assert "From now on:" in first
    assert "eight minutes of presenting, decided on" in first
    assert "8 min presenting" in second
    assert "From now on" not in second


async def test_the_next_retrospective_asks_and_keeps_it(guild: Trial):
    await decide(guild)
    await turn_to(guild, SECOND)
    asked = make.words(asking(guild))
    await guild.sandbox.hand("chidi").press("Keep it", on=asking(guild))
    await guild.settled()
    kept = make.words(asking(guild))
    await turn_to(guild, AFTERWARDS)

    assert "eight minutes of presenting. Keep it?" in asked
    assert any("Kept." in text for text in see.whispers(guild, "chidi"))
    assert "Kept." in kept
    assert "Change back" not in kept
    assert "8 min presenting" in review(guild)


async def test_everybody_in_the_pod_reads_what_was_decided_and_what_became_of_it(guild: Trial):
    dana = guild.sandbox.hand("dana")
    await dana.press("What we decided", on=retro(guild))
    nothing = see.modal(guild, "dana")
    await dana.dismiss()
    await decide(guild)
    await dana.press("What we decided", on=retro(guild))
    decided = see.modal(guild, "dana")
    await dana.dismiss()
    await turn_to(guild, SECOND)
    await guild.sandbox.hand("chidi").press("Keep it", on=asking(guild))
    await guild.settled()
    ana = await listed(guild)
    await ana.press("What we decided")
    kept = see.modal(guild, "ana")

    assert "Nothing yet." in nothing
    assert "eight minutes of presenting instead of ten · The background took" in decided
    assert "In “Retro” of Fri, Mar 6 · Ana wrote it down" in decided
    assert "The next one asks whether to keep it" in decided
    assert "Kept by the one on Fri, Apr 3" in kept


async def test_a_long_log_is_read_a_page_at_a_time(guild: Trial):
    def decide_again(tx: Transaction) -> None:
        (made,) = tx.session.query(DecisionRow)
        for n in range(LOG_PAGE):
            tx.session.add(
                DecisionRow(
                    id=f"decision-{n}",
                    pod_id=made.pod_id,
                    ritual_id=made.ritual_id,
                    occurrence_id=made.occurrence_id,
                    person_id=made.person_id,
                    decided_at=made.decided_at + timedelta(minutes=n + 1),
                    before={"minutes": 100 + n},
                    after={"minutes": 101 + n},
                )
            )

    await decide(guild)
    await guild.app._storage.run(guild.sandbox.world.team.id, decide_again)
    dana = guild.sandbox.hand("dana")
    await dana.press("What we decided", on=retro(guild))
    first = see.modal(guild, "dana")
    await dana.press("Earlier")
    second = see.modal(guild, "dana")
    await dana.press("Later")

    assert "Page 1 of 2" in first
    assert "110 minutes long instead of 109" in first
    assert "eight minutes of presenting" not in first
    assert "eight minutes of presenting instead of ten" in second
    assert see.modal(guild, "dana") == first


async def test_the_next_retrospective_changes_it_back_and_says_so(guild: Trial):
    await decide(guild)
    await turn_to(guild, SECOND)
    farah, ana = guild.sandbox.hand("farah"), guild.sandbox.hand("ana")
    await farah.press("Change back", on=asking(guild))
    await guild.settled()
    refused = see.whispers(guild, "farah")
    await ana.press("Change back", on=asking(guild))
    await guild.settled()
    changed = make.words(asking(guild))
    await turn_to(guild, OVER)
    revealed = make.words(retro(guild))
    await turn_to(guild, AFTERWARDS)

    assert any("decides this" in text for text in refused)
    assert "Changed back: ten minutes of presenting." in changed
    assert "ten minutes of presenting" in revealed
    assert "10 min presenting · 35 min discussing" in review(guild)
    assert "ten minutes of presenting, decided on" in review(guild)


async def test_the_form_asks_about_whichever_ritual_is_picked(guild: Trial):
    ana = guild.sandbox.hand("ana")
    await make.home(guild, "ana")
    await ana.press("Rituals", near="This week")
    await ana.press("Add a ritual")
    await ana.fill("Name", "Round of demos")
    await ana.fill("Kind", "Async demo")
    await ana.submit()
    await guild.settled()
    await ana.dismiss()
    await changing(guild)
    review_form = see.modal(guild, "ana")
    await ana.pick("Which ritual?", "Round of demos")
    await guild.settled()
    round_form = see.modal(guild, "ana")
    await ana.fill("Open for how many days", "5")
    await ana.fill("Why?", "Four days are short.")
    decided = make.words((await ana.submit()).modal)

    assert PRESENTING in review_form
    assert PRESENTING not in round_form
    assert "Round of demos from now on: open for five days." in decided


async def test_what_does_not_fit_is_said_under_its_field(guild: Trial):
    ana = await changing(guild)
    await ana.submit()
    missing = {name.partition(".")[0] for name in see.errors(guild, "ana")}
    await ana.fill("Why?", "To see what happens")
    await ana.submit()
    same = see.errors(guild, "ana")
    await ana.fill(PRESENTING, "45")
    await ana.submit()
    wrong = {name.partition(".")[0]: why for name, why in see.errors(guild, "ana").items()}

    assert missing == {"why"}
    assert "Nothing would be different" in same["why"]
    assert "Leave some of the 45 minutes" in wrong["presenting"]
    assert "From now on" not in make.words(retro(guild))


async def test_a_form_sent_twice_decides_once(guild: Trial):
    await decide(guild)
    await see.again(guild, "view_submission")

    assert make.words(retro(guild)).count(REVIEW) == 1


async def test_what_two_leads_decide_at_once_is_not_mixed(guild: Trial):
    ana, chidi = await changing(guild), await changing(guild, "chidi")
    await ana.fill(PRESENTING, "8")
    await chidi.fill("Length in minutes", "30")
    for hand in (ana, chidi):
        await hand.fill("Why?", "Too long")
        await hand.submit()
        await guild.settled()

    assert "Somebody changed this ritual after you opened this" in " ".join(
        see.errors(guild, "chidi").values()
    )
    assert "30 minutes" not in make.words(retro(guild))
