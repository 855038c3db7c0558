"""Slack's judgment of what Dojo draws."""

from typing import Any

from slackapp.doctor import State
from slackapp.doctor.asking import asking
from slackapp.doctor.blocks import blocks
from slackapp.gallery import EXAMPLES
from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import Trial
from slackapp.views.blocks import Message, View

BAD_VIEW = View({"type": "modal", "title": {"type": "plain_text", "text": "x" * 25}, "blocks": []})


async def judged(live: Trial, **examples: Any):
    async with asking(live.sandbox.api_url) as asker:
        return await blocks(asker, {name: lambda e=e: e for name, e in examples.items()})


async def test_a_view_that_slack_refuses_is_wrong_and_names_the_place(live: Trial):
    good = EXAMPLES["help.guide"]()

    (found,) = await judged(live, good=good, bad=BAD_VIEW)

    assert found.state is State.WRONG
    assert found.words.startswith("Slack refuses bad at /")
    assert found.remedy == "This is a mistake of Dojo's: report it with this line."


async def test_what_was_found_before_a_pause_is_still_said(live: Trial):
    live.sandbox.faults.add(Fault(Kind.DELAY, "blocks.validate"))
    live.sandbox.faults.add(Fault(Kind.RATELIMITED, "blocks.validate"))

    bad, pause = await judged(live, bad=BAD_VIEW, other=BAD_VIEW)

    assert (bad.state, pause.state) == (State.WRONG, State.SKIPPED)
    assert pause.words == "1 of 2 looked at; then Slack asked to come back later"


async def test_a_slack_without_this_method_judges_nothing(live: Trial):
    live.sandbox.faults.add(Fault(Kind.REFUSE, "blocks.validate", error="unknown_method"))

    (found,) = await judged(live, bad=BAD_VIEW)

    assert (found.state, found.words) == (
        State.SKIPPED,
        "0 of 1 looked at; then Slack would not judge (unknown_method)",
    )


async def test_it_takes_no_token_and_tells_nothing_of_the_team(live: Trial):
    await judged(live, message=EXAMPLES["help.hello"](), view=EXAMPLES["help.guide"]())

    asked = [e for e in live.sandbox.world.log if e.name == "blocks.validate"]
    assert [set(exchange.request) for exchange in asked] == [{"blocks"}, {"view"}]
    assert isinstance(EXAMPLES["help.hello"](), Message)
