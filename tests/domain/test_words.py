"""What people type is kept as they meant it, in a shape that every database and line holds."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackapp.domain.words import body, line

ANYTHING = st.text(st.characters(exclude_categories=())) | st.text(
    st.sampled_from(
        "a e\u0301\u0300\u200b\u202e\ufeff\x00\ud800\r\n\t &<>\u00a0\u2028\u05d0\U0001f600"
    )
)
CONTROLS = {chr(code) for code in (*range(32), 127)} - {"\n", "\t"}


@given(ANYTHING)
def test_a_body_holds_nothing_that_a_database_refuses(typed):
    kept = body(typed)
    kept.encode()  # a lone surrogate cannot be
    assert not CONTROLS & set(kept)


@given(ANYTHING)
def test_cleaning_words_twice_changes_nothing_more(typed):
    assert body(body(typed)) == body(typed)
    assert line(line(typed)) == line(typed)


@given(ANYTHING)
def test_a_line_is_one_line_without_what_turns_the_text_around_it(typed):
    kept = line(typed)
    assert len(kept.splitlines()) <= 1
    assert kept == kept.strip()
    assert not {"\u202e", "\u200f", "\u2066", "\u200b", "\ufeff"} & set(kept)
    assert unicodedata.is_normalized("NFC", kept)


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_plain_words_stay_but_for_their_normal_form(typed):
    assert body(typed) == unicodedata.normalize("NFC", typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (None, ""),
        (" \n ", ""),
        ("a\x00b", "ab"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ud800", "\ufffd"),
        ("שלם\u202eעלם", "שלם\u202eעלם"),
        ("&" * 3000, "&" * 3000),
        ("<!channel>", "<!channel>"),
    ],
)
def test_a_paragraph_is_kept_as_typed(typed, kept):
    assert body(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\ntwo\tthree", "one two three"),
        ("\u202eevil\u202c title", "evil title"),
        ("\u200b\u2060\ufeff", ""),
        ("Z" + "\u0300" * 40 + "algo", "Z" + "\u0300" * 4 + "algo"),
        ("e\u200b\u0301", "é"),
        ("عنوان العرض", "عنوان العرض"),
        ("👩\u200d🔬 at work", "👩\u200d🔬 at work"),
    ],
)
def test_a_title_loses_what_hides_or_turns_its_neighbors(typed, kept):
    assert line(typed) == kept
