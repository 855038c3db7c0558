"""A pod this week: its demos, those unanswered, who took part."""

from slackapp.domain.home import LINES, PodHealth
from slackapp.domain.pods import Pod, week_start
from slackapp.services import away, showing
from storage import Transaction, demos, responses


def health(tx: Transaction, pod: Pod) -> PodHealth:
    """How a pod does this week: its demos, those unanswered, who took part."""
    start = week_start(tx.now, pod.tz)
    week = demos.since(pod.id, start)
    quiet = week.where(~demos.answered_by_others(), ~demos.commented_by_others())
    unanswered = showing.demos(tx, tx.session.scalars(quiet.limit(LINES)).all())
    members = [person.id for person in (*pod.leads, *pod.members)]
    could, did = responses.taking_part(tx.session, pod.id, start, members)
    gone = away.in_pod(tx, pod)
    could -= {each.person.id for each in gone if each.absence.begun} - did
    return PodHealth(
        pod=pod,
        demos=demos.count(tx.session, demos.since(pod.id, start)),
        unanswered=tuple(unanswered),
        unanswered_total=demos.count(tx.session, quiet),
        answered=len(did & could),
        could_answer=len(could),
        away=tuple(gone),
    )
