"""Slack's mrkdwn as HTML: what is drawn, and what can never get through."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackapp.sandbox.mrkdwn import to_html
from slackapp.sandbox.reader import Reader
from slackapp.sandbox.team import seed_data_team
from slackapp.sandbox.world import World
from slackapp.sandbox.world.clock import SandboxClock

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TS = int(NOON.timestamp())
_WORLD = World(SandboxClock(NOON))
seed_data_team(_WORLD)


def reader(name="ben"):
    return Reader(_WORLD, _WORLD.person(name).id)


def line(text, name="ben"):
    drawn = str(to_html(text, reader(name)))
    return drawn.removeprefix("<p>").removesuffix("</p>")


def words(html):
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("*bold*", "<strong>bold</strong>"),
        ("_slanted_", "<em>slanted</em>"),
        ("~gone~", "<del>gone</del>"),
        ("`x = 1`", "<code>x = 1</code>"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("a*b*c and snake_case_name", "a*b*c and snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("`*not bold*`", "<code>*not bold*</code>"),
        ("fish &amp; chips &lt;3", "fish &amp; chips &lt;3"),
        ("&amp;lt;", "&amp;lt;"),
        ("<b>", "b"),
        ("1 < 2", "1 &lt; 2"),
        (":tada: and :unheard_of:", "🎉 and :unheard_of:"),
        ("one\ntwo", "one<br>two"),
    ],
)
def test_markup_is_drawn_and_everything_else_is_kept(typed, drawn):
    assert line(typed) == drawn


def test_quotes_bullets_and_code_blocks_stand_by_themselves():
    text = "before\n&gt; said\n&gt; again\n• one\n• *two*\n```\na < b\n```"

    assert to_html(text, reader()) == (
        "<p>before</p><blockquote>said<br>again</blockquote>"
        "<ul><li>one</li><li><strong>two</strong></li></ul><pre>a &lt; b</pre>"
    )


def test_links_open_elsewhere_and_only_if_they_are_links():
    assert line("<https://example.com|there>") == (
        '<a href="https://example.com" target="_blank" rel="noopener noreferrer">there</a>'
    )
    assert 'href="https://example.com/a_b_c"' in line("see https://example.com/a_b_c.")
    assert line("<javascript:alert(1)|there>") == "there"
    assert line("<https://[|there>") == "there"


def test_people_and_channels_are_called_by_their_names():
    ana, guild = _WORLD.person("ana").id, _WORLD.channel("data-guild").id

    assert words(line(f"<@{ana}> in <#{guild}|old-name>")) == "@Ana in #data-guild"
    assert 'class="mention me"' in line(f"<@{ana}>", "ana")
    assert words(line("<@U999> in <#C999>")) == "@U999 in #C999"


@pytest.mark.parametrize("everybody", ["here", "channel", "everyone"])
def test_a_broadcast_is_loud(everybody):
    assert line(f"<!{everybody}>") == f'<strong class="loud">@{everybody}</strong>'


@pytest.mark.parametrize(
    ("form", "name", "told"),
    [
        ("{date_num} {time}", "goran", "2026-03-02 13:00"),
        ("{date_num} {time}", "dana", "2026-03-02 5:30\u202fPM"),
        ("{date_num}", "hana", "2026-03-03"),
        ("{date}", "ben", "March 2, 2026"),
        ("{date_short}", "ben", "Mar 2, 2026"),
        ("{date_long}", "ben", "Monday, March 2, 2026"),
        ("{date_long}", "goran", "Montag, 2. März 2026"),
        ("{date_pretty}", "ben", "Today"),
        ("{date_short_pretty}", "goran", "Heute"),
        ("{date_slash}", "ben", "3/2/2026"),
        ("{day_divider_pretty}", "ben", "Today"),
        ("{time_secs}", "goran", "13:00:00"),
        ("{unknown}", "ben", "{unknown}"),
    ],
)
def test_a_date_is_the_readers_own(form, name, told):
    assert words(line(f"<!date^{TS}^{form}|fallback>", name)) == told


def test_a_date_may_be_a_link_and_falls_back_when_it_is_none():
    linked = line(f"<!date^{TS}^{{time}}^https://example.com|soon>")

    assert linked.startswith('<a href="https://example.com"')
    assert line("<!date^soon^{time}|at noon>") == "at noon"
    assert line("<!date^99999999999999^{time}|at noon>") == "at noon"


class Tags(HTMLParser):
    """Collects the elements and attributes that a browser would see."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))


ALLOWED = {
    "p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "li", "a", "span", "time",
}  # fmt: skip
PIECES = st.sampled_from(
    ["<", ">", "&", '"', "'", "*", "_", "~", "`", "```", "|", "!", "@", "#", "^", ":", "\n", " ",
     "<script>", "</p>", "&lt;", "javascript:", "https://x.test/", "<!date^1^{time}|", "<@U1>",
     "<https://a|", "onerror=", "• ", "> ", "&#60;"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=20).map("".join))
def test_no_input_makes_html_of_its_own(text):
    tags = Tags()

    tags.feed(str(to_html(text, reader())))

    assert {tag for tag, _ in tags.seen} <= ALLOWED
    for tag, attributes in tags.seen:
        assert attributes.keys() <= {"href", "target", "rel", "class", "dir", "datetime", "title"}
        if tag == "a":
            assert attributes["href"].startswith(("http://", "https://", "mailto:", "/archives/"))


@given(st.text(alphabet="abc<>&\"' ", max_size=40).filter(lambda text: "<" not in text))
def test_words_without_markup_come_out_as_they_went_in(text):
    tags = Tags()
    shown = []
    tags.handle_data = shown.append
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    tags.feed(str(to_html(f"x{escaped}", reader())))

    assert "".join(shown) == f"x{text}"
