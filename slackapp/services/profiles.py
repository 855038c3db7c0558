"""What Slack says of people; who leaves passes on their turns, and a pod that they led alone."""

from slackapp.domain.people import Principal, Profile, Role
from slackapp.domain.turns.reasons import Cause, Reason
from slackapp.services import leads, turns
from slackapp.services.actions import steps as action_steps
from slackapp.services.people import clean, remember
from storage import Transaction, people, pods, rituals
from storage.people import PersonRow


def learn(tx: Transaction, _actor: Principal, profiles: tuple[Profile, ...]) -> None:
    """Remember what Slack says of people, new or known."""
    known = people.by_users(tx.session, [profile.user_id for profile in profiles])
    for profile in profiles:
        row = known.get(profile.user_id) or remember(tx, profile.user_id, profile.name)
        _update(tx, row, profile)


def hear_change(tx: Transaction, _actor: Principal, profile: Profile) -> None:
    """Follow a change in Slack, of people whom we know; of the others we keep nothing."""
    row = people.by_user(tx.session, profile.user_id)
    if row is not None:
        _update(tx, row, profile)


def _update(tx: Transaction, row: PersonRow, profile: Profile) -> None:
    before = (row.gone, row.guest)
    row.name = clean(profile.name) or row.name
    row.tz = profile.tz or row.tz
    row.locale = profile.locale or row.locale
    row.bot = profile.bot
    row.guest = profile.guest
    row.gone = profile.gone
    row.external = profile.external
    row.learned_at = tx.now
    if before != (row.gone, row.guest):
        tx.session.flush()
        _hand_on(tx, row)


def _hand_on(tx: Transaction, changed: PersonRow) -> None:
    """Whoever left has no turns and leads nothing, a guest leads nothing; nothing stops."""
    cause = Cause.LEFT if changed.gone else Cause.BACK
    why = Reason(cause, changed.person().first_name)
    for pod, role in pods.of_person(tx.session, changed.id):
        if role is Role.LEAD:
            leads.hand_on(tx, pod, changed)
        if changed.gone:
            action_steps.left(tx, pod.id, changed.id)
        for ritual in rituals.of_pod(tx.session, pod.id):
            turns.replan(tx, ritual, why=why)
