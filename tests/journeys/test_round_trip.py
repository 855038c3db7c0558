"""The round trip, as people make it: a pod, a demo by four ways, answers, both Homes."""

from slackapp.sandbox.trying import Trial
from tests import make


async def test_a_pod_begins_with_a_welcome_in_its_channel(live: Trial):
    seen = await make.pod(live)

    assert seen.modal.title == "Your pod is ready"
    assert "Causal inference" in make.words(make.card(live, "Data guild starts here"))


async def test_a_demo_is_posted_by_the_shortcut_and_its_author_finds_the_link(live: Trial):
    await make.pod(live)
    ben = live.sandbox.hand("ben")

    await ben.shortcut("Post a demo")
    await make.fill_demo(live, by="ben")
    on_its_way = await ben.submit()
    await live.settled()

    assert "On its way to #data-guild" in make.words(on_its_way.modal)
    assert "It is in #data-guild now" in make.words(ben.sight().modal)
    assert "Is there a simpler way?" in make.words(make.card(live, "Propensity scores"))
    assert "Propensity scores" in await make.home(live, "ben")
