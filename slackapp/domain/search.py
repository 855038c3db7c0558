"""What somebody looks for, as words: the same for what is kept and for what is asked.

Both databases get these words and nothing else, so no query can be broken, and both find the same.
"""

import re
import unicodedata
from dataclasses import dataclass

WORD_MAX = 40
QUERY_WORDS = 12
_IDEOGRAPHS = (
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # no spaces between words: each stands alone
)
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}]+")
_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)
_PLURAL_MIN = 4
_SMALL_WORDS = (
    "a an and are as at be by do for from how i in is it my of on or our that the this to was we "
    "what when where which who why with you"
)
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query: any of these, the first one also as a beginning."""

    either: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What has to be there, all of it."""

    terms: tuple[Term, ...]


def words(text: str) -> list[str]:
    """Letters and digits in lower case, without accents; everything else parts them."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(char for char in plain if not unicodedata.category(char).startswith("M"))
    return [word[:WORD_MAX] for word in _WORD.findall(bare.translate(_FOLDED))]


def kept_words(text: str) -> list[str]:
    """The words that a text is found by: those of it, and the singular of each."""
    return [form for word in words(text) for form in _forms(word)]


def query(text: str) -> Query | None:
    """Read what somebody typed; None if there is no word in it. The last word may be unfinished."""
    typed = words(text)
    if not typed:
        return None
    *before, last = typed
    meant = [word for word in before if word not in _SMALL][: QUERY_WORDS - 1]
    ends = [] if last in _SMALL and meant else [Term(_forms(last), begins=True)]
    return Query((*(Term(_forms(word)) for word in dict.fromkeys(meant)), *ends))


def _forms(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, _singular(word))))


def _singular(word: str) -> str:
    """Undo a regular English plural; a word of another language only gains a second form."""
    if len(word) < _PLURAL_MIN or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
