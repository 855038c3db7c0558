"""What a pod has decided in its retrospectives, for everybody in it."""

from slackapp.domain.decisions import LOG_PAGE, DecisionLog, Logged
from slackapp.domain.people import Act, Principal
from slackapp.errors import Refusal
from slackapp.services import people
from slackapp.services.decisions.shown import show
from storage import Transaction, decisions, pods

WHO = "Only people of this pod read what it decided. Ask its lead to add you."


def log(tx: Transaction, actor: Principal, pod_id: str, page: int = 0) -> DecisionLog:
    """A page of it, newest first; beyond the last one, the last one."""
    pod = pods.by_id(tx.session, pod_id)
    if pod is None:
        raise Refusal("This pod is not here any more.")
    people.demand(people.standings(tx, people.find(tx, actor), pod_id=pod.id), Act.READ_RETRO, WHO)
    pages = max(1, -(-decisions.count_of(tx.session, pod.id) // LOG_PAGE))
    page = min(max(page, 0), pages - 1)
    found = decisions.logged(tx.session, pod.id, limit=LOG_PAGE, offset=page * LOG_PAGE)
    shown = show(tx, [each.row for each in found])
    return DecisionLog(
        pod_id=pod.id,
        pod_name=pod.name,
        lines=tuple(
            Logged(decision, each.retro, each.retro_at, each.asked_at)
            for decision, each in zip(shown, found, strict=True)
        ),
        page=page,
        pages=pages,
    )
