"""When somebody hears something, and with what else: quiet hours, the day's budget, bundles."""

from collections.abc import Sequence
from datetime import date, datetime

from slackapp.domain.attention import (
    ANSWERS,
    BUDGET,
    BUNDLE,
    REMINDERS,
    day_began,
    manners,
    morning_after,
    next_morning,
)
from slackapp.domain.away import DAY, back_on, workday
from slackapp.domain.facts import Fact, Saying
from slackapp.domain.turns import Away
from slackapp.domain.when import zone
from slackapp.services import facts
from slackapp.services.deliveries import end
from storage import Transaction, away, outgoing
from storage.outbox import DeliveryState
from storage.outgoing import Outgoing
from storage.people import Reader
from storage.said import said_of, said_since


def waits_until(tx: Transaction, row: Outgoing, person: Reader | None) -> datetime | None:
    """Until when this is kept from a person; None if it may be said now."""
    said = list(row.facts.values())
    if person is None or any(manners(fact).answers for fact in said):
        return None
    if back := _away_until(tx, person, said):
        return back
    quiet = person.quiet()
    until = quiet.until(tx.now, tz=person.person().tz) if quiet else None
    until = until or _enough_until(tx, person, said)
    return None if until is None or _too_late(tx, said, until) else until


def gather(tx: Transaction, row: Outgoing, person: Reader | None) -> tuple[Saying, ...]:
    """What is said now, as far as it is true; all that waits for the same person goes along."""
    told = list(_true(tx, row).values())
    if told and told[0].person is not None and not manners(told[0].fact).answers:
        for other in outgoing.waiting_beside(tx.session, row):
            said = list(other.facts.values())
            if person is not None and _away_until(tx, person, said) is None:
                told += _take_along(tx, other, row, told)
    return tuple(sorted(told, key=lambda saying: not manners(saying.fact).essential))


def _take_along(
    tx: Transaction, other: Outgoing, row: Outgoing, told: Sequence[Saying]
) -> list[Saying]:
    """Have what another delivery says said by this one; that one ends."""
    found = _true(tx, other)
    answers = any(manners(each.fact).answers for each in found.values())
    if answers or len(told) + len(found) > BUNDLE:
        return []
    said = {_thing(saying.fact) or saying.fact for saying in told}
    fresh = {
        fact_id: saying
        for fact_id, saying in found.items()
        if (_thing(saying.fact) or saying.fact) not in said
    }
    outgoing.take_over(tx.session, row, fresh)
    end(tx, other, DeliveryState.DROPPED)
    return list(fresh.values())


def _away_until(tx: Transaction, person: Reader, said: Sequence[Fact]) -> datetime | None:
    """The morning on which somebody is back from what all of this is about."""
    on = tx.now.astimezone(zone(person.person().tz)).date()
    held = [fact for fact in said if not manners(fact).finds_away]
    if len(held) < len(said) or not away.standing(tx.session, [person.id], workday(on)):
        return None
    pod_ids = {saying.pod_id for fact in held if (saying := facts.tell(tx, fact))}
    until = [_last_day(tx, person.id, on, pod_id) for pod_id in pod_ids or {""}]
    last = min((day for day in until if day is not None), default=None)
    if last is None or None in until:
        return None
    back = back_on(Away(first=last, last=last))
    return morning_after(back - DAY, tz=person.person().tz)


def _last_day(tx: Transaction, person_id: str, on: date, pod_id: str) -> date | None:
    """The last day on which somebody is away; the weekend after it is part of it."""
    ends = [
        away.on_day(tx.session, [person_id], day, pod_id=pod_id).get(person_id)
        for day in {on, workday(on)}
    ]
    return max((end for end in ends if end is not None), default=None)


def _true(tx: Transaction, row: Outgoing) -> dict[str, Saying]:
    """What of a delivery is still true, makes sense and was not said too often, by fact id."""
    found = {
        fact_id: saying
        for fact_id, fact in row.facts.items()
        if not _over(tx, row, fact) and (saying := facts.tell(tx, fact)) is not None
    }
    # What has become somebody else's business, as a turn that moved on, is theirs to hear.
    return {
        fact_id: saying
        for fact_id, saying in found.items()
        if saying.person is None or saying.person.id == row.lane
    }


def _over(tx: Transaction, row: Outgoing, fact: Fact) -> bool:
    how = manners(fact)
    if how.lasts is not None and tx.now - row.created_at > how.lasts:
        return True
    thing = _thing(fact)
    if thing is None:
        return False
    kind, about, of = thing
    return said_of(tx.session, row.lane, kind, {about: of}) >= REMINDERS


def _thing(fact: Fact) -> tuple[str, str, str] | None:
    """What a reminder is of; a message reminds of each thing once."""
    about = manners(fact).reminds_of
    return (type(fact).__name__, about, str(getattr(fact, about))) if about else None


def _enough_until(tx: Transaction, person: Reader, said: Sequence[Fact]) -> datetime | None:
    """The next morning, if they heard enough today; the last message is for the essential."""
    tz = person.person().tz
    allowed = BUDGET if any(manners(fact).essential for fact in said) else BUDGET - 1
    heard = said_since(tx.session, person.id, day_began(tx.now, tz=tz), but=ANSWERS)
    return next_morning(tx.now, tz=tz) if heard >= allowed else None


def _too_late(tx: Transaction, said: Sequence[Fact], until: datetime) -> bool:
    """Something essential would begin before it is said."""
    essential = [facts.tell(tx, fact) for fact in said if manners(fact).essential]
    return any(
        saying is not None and saying.begins is not None and saying.begins <= until
        for saying in essential
    )
