"""Reminders of what closes come before quiet hours that would end too late for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from slackapp.domain.attention import reminded_at
from storage import Transaction, people

LOOK = timedelta(days=1)  # ahead: no quiet hours are longer


@dataclass(frozen=True, slots=True)
class Early:
    """Who is reminded before it is time, now, and when to look again for others."""

    now: frozenset[str]
    again: datetime | None


def early(
    tx: Transaction,
    person_ids: Iterable[str],
    *,
    meant: datetime,
    closes: datetime,
    notice: timedelta,
) -> Early:
    """Find whose quiet hours make a reminder come early; all others hear it when it is meant."""
    moments = {
        row.id: reminded_at(
            meant, closes=closes, notice=notice, quiet=row.quiet(), tz=row.person().tz
        )
        for row in people.by_ids(tx.session, set(person_ids)).values()
    }
    before = {who: at for who, at in moments.items() if tx.now < meant and at < meant}
    return Early(
        now=frozenset(who for who, at in before.items() if at <= tx.now),
        again=min((at for at in before.values() if at > tx.now), default=None),
    )
