"""The retrospectives that take thoughts now, on the Home of whoever has added none."""

from collections.abc import Iterable

from slackapp.domain.kinds import kinds
from slackapp.domain.retros import OpenRetro, RetroPromise
from storage import Transaction, retros


def collecting(tx: Transaction, person_id: str, pod_ids: Iterable[str]) -> tuple[OpenRetro, ...]:
    """In one query, however many there are; where two of a ritual are open, the first to close."""
    reflecting = [kind.name for kind in kinds().values() if kind.reflects]
    found: dict[str, OpenRetro] = {}
    for ritual, row, pod in retros.collecting(tx.session, person_id, pod_ids, reflecting):
        promise = RetroPromise(channel_name=pod.channel_name, named=False, until=row.ends_at)
        retro = OpenRetro(ritual_id=ritual.id, name=ritual.name, pod_name=pod.name, promise=promise)
        found.setdefault(ritual.id, retro)
    return tuple(found.values())
