"""People's words in Markdown stay words, whatever they typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from slackapp.exporting.markdown.sections import SECTIONS
from slackapp.exporting.markdown.words import address, inline, quoted

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = {"text", "text_special", "softbreak", "hardbreak"}
MARKUP = "#*_`~[]()<>!|&;:=+-.>\\\n\t 019ab\"'/$^{}é\u2028\x0b\x85"
WORDS = st.text(st.sampled_from(MARKUP), max_size=40) | st.text(max_size=40)


def tokens(markdown: str) -> list[Token]:
    return PARSER.parse(markdown)


def shown(markdown: str) -> tuple[set[str], str]:
    """The kinds of blocks and marks that a reader draws, and the text in them."""
    kinds, lines = set[str](), []
    for token in tokens(markdown):
        if token.type == "inline":
            kinds |= {child.type for child in token.children or ()} - PLAIN
            parts = [child.content or "\n" for child in token.children or ()]
            lines.append("".join(parts))
        else:
            kinds.add(token.type.removesuffix("_open").removesuffix("_close"))
    return kinds, "\n".join(lines)


def plain(text: str) -> str:
    """What is left of words when only their spacing is forgotten."""
    printable = "".join(
        " " if not char.isprintable() and ord(char) < 160 else char for char in text
    )
    return " ".join(printable.split())


@given(WORDS)
def test_quoted_words_are_a_quotation_and_nothing_else(text: str):
    kinds, said = shown(f"Before\n\n{quoted(text)}\n\nAfter")

    assert kinds <= {"blockquote", "paragraph"}
    assert plain(said) == plain(f"Before {text or '...'} After") or not plain(text)


@given(WORDS)
def test_words_in_an_item_stay_in_it(text: str):
    kinds, said = shown(f"- {inline(text)}\n- after")

    assert kinds <= {"bullet_list", "list_item", "paragraph"}
    assert plain(said) == plain(f"{text} after") or not plain(text)


@given(WORDS)
def test_words_in_a_heading_stay_in_it(text: str):
    kinds, said = shown(f"# {inline(text)}\n\nafter")

    assert kinds <= {"heading", "paragraph"}
    assert plain(said) == plain(f"{text} after") or not plain(text)


def test_without_the_escape_words_would_break_out():
    kinds, _said = shown("> <b>x</b>\n> # y\n> * z")

    assert {"html_inline", "heading", "bullet_list"} <= kinds


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("snake_case and 3 - 1 = 2", "> snake_case and 3 - 1 = 2"),
        ("1. one\n2. two", "> 1\\. one  \n> 2\\. two"),
        ("C# & co.", "> C# & co."),
        ("one\n\ntwo\n", "> one\n>\n> two"),
        ("", "> ..."),
    ],
)
def test_what_needs_no_escape_reads_as_it_was_typed(typed: str, written: str):
    assert quoted(typed) == written


def test_a_link_can_be_followed_and_what_is_none_cannot():
    assert address("https://example.com/a_b") == "<https://example.com/a_b>"
    assert address("javascript:alert(1)") == "javascript:alert(1)"
    assert shown(address("https://example.com/> <b>"))[0] <= {"paragraph"}


def test_no_record_of_a_pod_brings_markup_into_it():
    nasty = "<b>x</b> [y](z)"
    decided = {"ritual": {"name": nasty}, "is": {"place": nasty}, "why": nasty, "state": "standing"}

    kinds, _said = shown("\n".join(SECTIONS["decisions"][1](decided)))

    assert kinds == {"bullet_list", "list_item", "paragraph"}
