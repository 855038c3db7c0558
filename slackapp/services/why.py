"""Why something was said, or was not: the journal of rituals and demos, newest first."""

from collections.abc import Iterable

from slackapp.domain.journal import Entry
from slackapp.domain.people import Act, Principal, only_leads
from slackapp.errors import Refusal
from slackapp.services import people
from storage import Transaction, pods
from storage import why as rows
from storage.why import Noted

SHOWN = 30


def of_pod(tx: Transaction, actor: Principal, pod_id: str) -> tuple[Entry, ...]:
    """What happened to the rituals of a pod, for whoever leads it."""
    pod = pods.by_id(tx.session, pod_id)
    if pod is None:
        raise Refusal("This pod is not here any more.")
    found = people.standings(tx, people.find(tx, actor), pod_id=pod_id)
    leads = pods.whole(tx.session, [pod])[0].leads
    people.demand(found, Act.RUN_RITUALS, only_leads(leads, "see why"))
    return _entries(rows.of_pod(tx.session, pod_id, SHOWN))


def about(tx: Transaction, subject: str) -> tuple[Entry, ...]:
    """What happened to whatever bears this name, id or channel, over all workspaces."""
    named = subject.removeprefix("#").strip()
    return _entries(rows.named(tx.session, named, SHOWN)) if named else ()


def _entries(noted: Iterable[Noted]) -> tuple[Entry, ...]:
    return tuple(
        Entry(at=each.at, about=each.about, on=each.on, what=each.what, tz=each.tz)
        for each in noted
    )
