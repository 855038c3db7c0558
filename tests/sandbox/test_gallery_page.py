"""The gallery: every example is drawn, named, and found."""

import pytest
from aiohttp import ClientSession

from slackapp.gallery import EXAMPLES
from slackapp.sandbox.page.gallery import Gallery

FEATURES = {name.partition(".")[0] for name in EXAMPLES}


@pytest.fixture(scope="module")
def gallery():
    return Gallery()


@pytest.fixture
def page(sandbox):
    async def read(**query):
        async with (
            ClientSession(sandbox.url) as session,
            session.get("/gallery", params=query) as response,
        ):
            assert response.status == 200
            return await response.text()

    return read


def test_every_example_is_in_one_feature(gallery):
    shown = [each.name for feature in gallery.sizes for each in gallery.of(feature)]

    assert sorted(shown) == sorted(EXAMPLES)
    assert set(gallery.sizes) == FEATURES
    assert sum(gallery.sizes.values()) == len(EXAMPLES)


def test_nothing_of_the_app_is_unknown_to_the_page(gallery):
    unknown = [
        each.name
        for feature in gallery.sizes
        for each in gallery.of(feature)
        if 'class="unknown"' in each.drawn
    ]

    assert unknown == []


def test_an_anchor_leads_to_one_example(gallery):
    anchors = [each.anchor for feature in gallery.sizes for each in gallery.of(feature)]

    assert len(set(anchors)) == len(EXAMPLES)
    assert not any(" " in anchor for anchor in anchors)


def test_an_unknown_feature_is_the_first_one(gallery):
    assert gallery.of("nothing") == gallery.of(next(iter(gallery.sizes)))


def test_people_of_the_examples_have_names(gallery):
    (card,) = [each for each in gallery.of("cards") if each.name == "cards.card"]

    assert "@Ben Baker" in card.drawn


@pytest.mark.parametrize("feature", sorted(FEATURES))
async def test_a_feature_has_its_page(page, feature):
    html = await page(of=feature)

    assert 'aria-current="page"' in html
    for name in EXAMPLES:
        assert (f">{name} <span" in html) == name.startswith(f"{feature}.")


async def test_an_example_has_its_fallback_and_its_json(page):
    html = await page(of="preferences")

    assert "Read out and notified:" in html
    assert "&#34;type&#34;: &#34;timepicker&#34;" in html
    assert 'type="time"' in html


async def test_examples_are_found_by_name_and_by_words(page):
    by_name = await page(find="QUIET hours")
    by_words = await page(find="simpler way to check overlap")

    assert ">preferences.saved without quiet hours <span" in by_name
    assert ">cards.card <span" not in by_name
    assert ">cards.card <span" in by_words
    assert ">preferences.saved <span" not in by_words


async def test_what_was_sought_comes_back_escaped(page):
    html = await page(find='"><script>')

    assert "<script>" not in html
    assert "Nothing found." in html


async def test_the_way_back_leads_to_the_same_person(page, sandbox):
    ben = sandbox.world.person("ben").id

    assert f'href="/?as={ben}&amp;at=' in await page(**{"as": ben})
