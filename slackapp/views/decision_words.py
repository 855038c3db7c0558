"""What a decision holds, in words."""

from slackapp.domain.cadence import Freq
from slackapp.domain.decisions import Decision, Terms
from slackapp.domain.people import listed
from slackapp.views.ritual_questions import TITLES
from slackapp.views.text import count, spelled


def phrase(decision: Decision, *, back: bool = False) -> str:
    """What holds: "ten minutes of presenting"."""
    terms = decision.before if back else decision.after
    return listed(list(_whole(terms, decision.freq).values()))


def moved(decision: Decision) -> str:
    """What holds, and what it was: "ten minutes of presenting instead of 15"."""
    was = _short(decision.before, decision.freq)
    now = _whole(decision.after, decision.freq)
    return listed(
        [f"{words} instead of {was[name]}" if name in was else words for name, words in now.items()]
    )


def _whole(terms: Terms, freq: Freq) -> dict[str, str]:
    said = {
        "presenting": terms.presenting and f"{_counted(terms.presenting, 'minute')} of presenting",
        "minutes": terms.minutes and f"{_counted(terms.minutes, 'minute')} long",
        "days": terms.days and f"open for {_counted(terms.days, 'day')}",
        "interval": terms.interval and _often(terms.interval, freq),
        "template": terms.template and f"afterwards “{TITLES[terms.template]}”",
    }
    return {name: words for name, words in said.items() if words}


def _short(terms: Terms, freq: Freq) -> dict[str, str]:
    said = {
        "presenting": terms.presenting and spelled(terms.presenting),
        "minutes": terms.minutes and spelled(terms.minutes),
        "days": terms.days and spelled(terms.days),
        "interval": terms.interval and _often(terms.interval, freq),
        "template": terms.template and f"“{TITLES[terms.template]}”",
    }
    return {name: words for name, words in said.items() if words}


def _counted(number: int, noun: str) -> str:
    return count(number, noun).replace(f"{number:,}", spelled(number), 1)


def _often(interval: int, freq: Freq) -> str:
    noun = {Freq.WEEKLY: "week", Freq.DAILY: "day"}.get(freq, "month")
    return f"every {noun}" if interval == 1 else f"every {_counted(interval, noun)}"
