"""Homes follow what is true: at once for oneself, once a minute for others, and none is lost."""

from datetime import timedelta

import pytest

from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import Trial
from tests import make
from tests.delivery.make import calls, goes_wrong, held_up, later, starts, until_called

PUBLISH = "views.publish"
MINUTE = timedelta(minutes=1)


def published(live: Trial, person: str) -> int:
    """How often Slack was given somebody's Home."""
    user_id = live.sandbox.world.person(person).id
    return sum(call.request.get("user_id") == user_id for call in calls(live, PUBLISH))


def shown(live: Trial, person: str) -> str:
    home = live.sandbox.world.homes.get(live.sandbox.world.person(person).id)
    return make.words(home) if home else ""


async def test_what_others_do_shows_on_a_home_once_a_minute(guild: Trial):
    await make.home(guild, "chidi")
    before = published(guild, "chidi")

    for title in ("Number one", "Number two", "Number three"):
        await make.demo(guild, title=title)
    at_once = published(guild, "chidi") - before
    await later(guild, MINUTE)

    assert at_once == 0
    assert published(guild, "chidi") - before == 1
    assert all(title in shown(guild, "chidi") for title in ("Number one", "Number three"))


async def test_what_somebody_does_shows_on_their_own_home_at_once(guild: Trial):
    await make.home(guild, "ben")

    await make.demo(guild, title="My own")

    assert "My own" in shown(guild, "ben")


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Kind.ERROR, status=500),
        Fault(Kind.ERROR, status=503),
        Fault(Kind.HTML),
        Fault(Kind.DROP_BEFORE),
        Fault(Kind.DROP_AFTER),
        Fault(Kind.RATELIMITED, retry_after=6),
        Fault(Kind.REFUSE, error="team_added_to_org"),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.status}",
)
async def test_a_home_that_was_not_published_is_tried_again(guild: Trial, fault: Fault):
    goes_wrong(guild, PUBLISH, fault)

    await opens(guild)
    await later(guild, timedelta(seconds=7))

    assert published(guild, "ben") == 2
    assert "Data guild" in shown(guild, "ben")


async def test_a_home_keeps_to_the_seconds_that_slack_names_whatever_changes(guild: Trial):
    goes_wrong(guild, PUBLISH, Fault(Kind.RATELIMITED, retry_after=100))
    await opens(guild)

    await make.demo(guild, by="dana", title="By Dana")
    await later(guild, timedelta(seconds=90))
    too_soon = published(guild, "ben")
    await later(guild, timedelta(seconds=11))

    assert too_soon == 1
    assert "By Dana" in shown(guild, "ben")


async def test_a_home_that_slack_refuses_for_good_is_not_published_again(guild: Trial):
    goes_wrong(guild, PUBLISH, Fault(Kind.REFUSE, error="not_enabled"), times=None)

    await opens(guild)
    await later(guild, timedelta(hours=1))

    assert published(guild, "ben") == 1


async def test_two_changes_during_a_publish_are_both_shown(guild: Trial):
    go_on = held_up(guild, PUBLISH)
    await guild.sandbox.hand("ben").open_home()
    await until_called(guild, PUBLISH, guild.sandbox.world.person("ben").id)

    await starts(guild, "My own")
    await starts(guild, "By Dana", by="dana")
    go_on.set()
    await guild.settled()
    await later(guild, MINUTE)

    assert "My own" in shown(guild, "ben")
    assert "By Dana" in shown(guild, "ben")


async def test_what_others_do_during_a_publish_is_shown_a_minute_later(guild: Trial):
    go_on = held_up(guild, PUBLISH)
    await guild.sandbox.hand("ben").open_home()
    await until_called(guild, PUBLISH, guild.sandbox.world.person("ben").id)

    await starts(guild, "By Dana", by="dana")
    go_on.set()
    await guild.settled()
    await later(guild, MINUTE)

    assert "By Dana" in shown(guild, "ben")


async def test_the_home_of_somebody_who_left_is_drawn_no_more(guild: Trial):
    await make.home(guild, "chidi")
    before = published(guild, "chidi")

    guild.sandbox.admin.deactivate("chidi")
    await guild.settled()
    await make.demo(guild)
    await later(guild, MINUTE)
    gone = published(guild, "chidi") - before
    guild.sandbox.admin.reactivate("chidi")
    await guild.settled()
    await make.home(guild, "chidi")

    assert gone == 0
    assert "Propensity scores" in shown(guild, "chidi")


async def opens(live: Trial) -> None:
    """Have Ben open his Home, whatever comes of it."""
    await live.sandbox.hand("ben").open_home()
    await live.settled()
