"""People's words as we keep them: nothing lost, nothing that breaks a database or a line."""

import re
import unicodedata

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_MARKS = re.compile(f"({_MARK}{{4}}){_MARK}+")  # more than four on one letter hide its neighbors


def body(text: str | None) -> str:
    """Keep a paragraph as typed, but for what no database or screen can hold."""
    kept = whole(text or "").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", kept)).strip()


def whole(text: str) -> str:
    """Mark halves of characters, which no database takes and nothing can be compared with."""
    return _SURROGATES.sub("\ufffd", text)


def line(text: str | None) -> str:
    """Keep one line (a title, a name) without what turns or hides the words around it."""
    flat = " ".join(body(_INVISIBLE.sub("", text or "")).split())
    return _MARKS.sub(r"\1", flat)
