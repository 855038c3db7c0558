"""A message of Slack's is read back into the words that somebody typed."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackapp.domain.messages import excerpt, mentioned, unescape

NAMES = {"U1": "Ben"}


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("Hi <@U1>", "Hi @Ben"),
        ("Hi <@U9>", "Hi @someone"),
        ("Hi <@U9|dana>", "Hi @dana"),
        ("In <#C1|general>", "In #general"),
        ("In <#C1>", "In #channel"),
        ("<!channel> look", "@channel look"),
        ("<!here|here> look", "@here look"),
        ("<!subteam^S1|@data>", "@data"),
        ("<!subteam^S1>", "@subteam"),
        ("<!date^1392734382^{date}|Feb 18>", "Feb 18"),
        ("<https://example.com>", "https://example.com"),
        ("<https://example.com|a page>", "a page (https://example.com)"),
        ("<https://example.com?a=1&amp;b=2>", "https://example.com?a=1&b=2"),
        ("<http://example.com|example.com>", "example.com"),
        (
            "<https://evil.example/bank.example|bank.example>",
            "bank.example (https://evil.example/bank.example)",
        ),
        ("<mailto:a@example.com|a@example.com>", "a@example.com"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("&amp;lt;", "&lt;"),
        ("&amp;amp;", "&amp;"),
        ("&quot;", "&quot;"),
        ("<", "<"),
        ("", ""),
    ],
)
def test_slacks_markup_becomes_words(stored, words):
    assert unescape(stored, NAMES) == words


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_somebody_typed_comes_back_as_it_was(typed):
    assert unescape(html.escape(typed, quote=False), {}) == typed


def test_a_mention_that_was_typed_as_words_is_no_mention():
    assert unescape("&lt;@U1&gt;", NAMES) == "<@U1>"


def test_the_people_of_a_message_are_found():
    assert mentioned("<@U1> and <@W2|x> in <#C3> &lt;@U4&gt;") == ("U1", "W2")


def read(text: str):
    return excerpt(text, NAMES, title_max=20, text_max=100)


def test_a_message_gives_a_title_a_text_and_its_first_link():
    found = read("Overlap plot\nby <@U1>: <https://a.example/x?y&amp;z|here> <https://b.example>")
    assert (found.title, found.link, found.cut) == (
        "Overlap plot",
        "https://a.example/x?y&z",
        False,
    )
    assert found.text == "Overlap plot\nby @Ben: here (https://a.example/x?y&z) https://b.example"


def test_a_message_that_is_too_long_is_cut_and_says_so():
    found = read("word " * 2400)
    assert found.cut
    assert len(found.text) <= 100
    assert found.text.endswith("…")
    assert len(found.title) <= 20


def test_a_message_of_the_greatest_length_that_fits_is_not_cut():
    assert not read("a" * 100).cut
    assert read("a" * 101).cut


@pytest.mark.parametrize("empty", ["", " \n ", "\x00"])
def test_an_empty_message_prefills_nothing(empty):
    found = read(empty)
    assert (found.title, found.text, found.link, found.cut) == ("", "", "", False)
