"""What a preset proposes can be changed or left out before anything of it happens."""

from datetime import timedelta

from slackapp.sandbox.gestures import Hand
from slackapp.sandbox.trying import Trial
from storage import Transaction, rituals
from tests import make
from tests.handlers import see
from tests.ritual_forms import WEDNESDAY, listed, shown

DATA_TEAM = "Data team experiment review"


async def creating(live: Trial, preset: str = DATA_TEAM) -> Hand:
    live.clock.set(WEDNESDAY)
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")
    await ana.press("Create a pod")
    await make.fill_pod(live)
    await ana.pick("Start with", preset)
    return ana


async def proposed(live: Trial, preset: str = DATA_TEAM) -> Hand:
    """Create a pod with a preset that nobody started yet."""
    ana = await creating(live, preset)
    await ana.submit()
    await live.settled()
    return ana


def made_ahead(tx: Transaction) -> int:
    return tx.session.query(rituals.OccurrenceRow).count()


async def count_made(live: Trial) -> int:
    return await live.app._storage.look(live.sandbox.world.team.id, made_ahead)


async def test_the_form_of_a_pod_shows_the_dates_of_a_preset_and_loses_nothing(live: Trial):
    ana = await creating(live)

    assert (
        "Experiment review · Every Thursday, 4:00 PM · "
        "Mar 5, Mar 12, Mar 19, Mar 26, Apr 2" in shown(ana)
    )
    assert see.typed(live, "ana", "name") == "Data guild"


async def test_nothing_happens_before_somebody_presses_start(live: Trial):
    ana = await proposed(live)
    before = shown(ana)

    live.clock.set(WEDNESDAY + timedelta(days=9))
    await live.settled()

    assert "Nothing is planned or said before you press Start" in before
    assert await count_made(live) == 0
    assert [words for name in make.MEMBERS[1:] for words in make.direct(live, name)] == []
    assert len(make.cards(live)) == 1  # the welcome


async def test_what_is_proposed_is_changed_and_left_out_before_it_starts(live: Trial):
    ana = await proposed(live)
    await ana.press("Change…", near="Experiment review")
    await ana.pick("On", ["Tuesday"])
    await ana.submit()
    await live.settled()
    changed = shown(ana)
    await ana.press("Leave out", near="How do our reviews work for us?")
    await live.settled()
    left = shown(ana)

    await ana.submit()
    await live.settled()

    assert "Experiment review · Session · Every Tuesday, 4:00 PM" in changed
    assert "Next: Tue, Mar 10, 4:00 PM · then Mar 17, Mar 24, Mar 31" in changed
    assert "How do our reviews work for us?" not in left
    assert "Skip the next" in shown(ana)
    assert await count_made(live) == 8


async def test_what_is_added_to_a_proposal_begins_with_it_and_not_before(live: Trial):
    ana = await proposed(live, "Study group")
    await ana.press("Add a ritual")
    await ana.fill("Name", "Experiment review")
    await ana.submit()
    await live.settled()
    added, before = shown(ana), await count_made(live)

    await ana.submit()
    await live.settled()

    assert "Experiment review · Session · Every Thursday, 4:00 PM" in added
    assert added.count("Leave out") == 2
    assert before == 0
    assert await count_made(live) == 8
    assert "Leave out" not in shown(ana)


async def test_closed_without_a_start_it_waits_on_home(live: Trial):
    ana = await proposed(live, "Study group")
    await ana.dismiss()
    await listed(live)
    waiting = shown(ana)

    await ana.submit()
    await see.again(live, "view_submission")

    assert "Chapter of the week" in waiting
    assert await count_made(live) == 4


async def test_a_preset_whose_rituals_are_all_left_out_leaves_a_pod(live: Trial):
    ana = await proposed(live, "Study group")

    await ana.press("Leave out", near="Chapter of the week")
    await live.settled()

    assert "No rituals yet" in shown(ana)
