"""Keep what somebody prefers, and show them that messages arrive."""

from slackapp.domain.facts import TestAsked
from slackapp.domain.people import Principal
from slackapp.domain.preferences import Preferences, QuietHours
from slackapp.errors import Refusal
from slackapp.services import people
from storage import Transaction
from storage.outbox import say


def show(tx: Transaction, actor: Principal) -> Preferences:
    """What somebody set; quiet hours are off until they are set."""
    row = people.find(tx, actor)
    return Preferences(person=people.as_seen(row, actor), quiet=row.quiet() if row else None)


def keep(tx: Transaction, actor: Principal, quiet: QuietHours | None) -> Preferences:
    """Keep when the app has to be quiet; None is never."""
    if quiet is not None and quiet.begin == quiet.end:
        raise Refusal(
            "These hours end when they begin, so nothing was saved. Pick two different times.",
            field="quiet_end",
        )
    row = people.recognize(tx, actor)
    row.quiet_begin = quiet.begin if quiet else None
    row.quiet_end = quiet.end if quiet else None
    return Preferences(person=row.person(), quiet=quiet)


def send_test(tx: Transaction, actor: Principal, trigger: str) -> None:
    """Say something to somebody who wants to see that it arrives; one press, one message."""
    person = people.recognize(tx, actor)
    say(tx.session, TestAsked(person.id), lane=person.id, once=f"test:{trigger}", now=tx.now)
    tx.announce()
