"""Where newcomers to a pod start: a few notes, in an order that its leads choose."""

from slackapp.domain.library import START_MAX, ArtifactState, StartHere
from slackapp.domain.people import Act, Principal, allows, only_leads
from slackapp.errors import Refusal
from slackapp.services import people
from slackapp.services.library import showing
from slackapp.services.library.keeping import GONE, touch_pod
from storage import Transaction
from storage import library as rows
from storage import pods as pod_rows
from storage.library import ArtifactRow


def show(tx: Transaction, actor: Principal, pod_id: str) -> StartHere:
    """A pod's list, in order."""
    person = people.find(tx, actor)
    pod = pod_rows.by_id(tx.session, pod_id)
    if pod is None:
        raise Refusal("This pod is not there any more, so there is nothing to read.")
    found = people.standings(tx, person, pod_id=pod_id)
    people.demand(found, Act.READ_NOTE, "Only people of this workspace read its notes.")
    return StartHere(
        pod_id=pod.id,
        pod_name=pod.name,
        notes=showing.notes(tx, rows.starting(tx.session, pod_id)),
        may_lead=allows(found, Act.CHOOSE_START),
    )


def put(tx: Transaction, actor: Principal, note_id: str) -> StartHere:
    """Put a note at the end of its pod's list."""
    row = _led(tx, actor, note_id)
    listed = [each for each in rows.starting(tx.session, row.pod_id) if each.id != row.id]
    if len(listed) >= START_MAX:
        raise Refusal(
            f"There are {START_MAX} notes to start with already, so it was not put there. "
            "Take one off first: a short list is read."
        )
    return _number(tx, actor, row.pod_id, [*listed, row])


def take_off(tx: Transaction, actor: Principal, note_id: str) -> StartHere:
    """Take a note off the list; it stays on the shelf."""
    row = _led(tx, actor, note_id)
    row.start_here = None
    listed = [each for each in rows.starting(tx.session, row.pod_id) if each.id != row.id]
    return _number(tx, actor, row.pod_id, listed)


def move_up(tx: Transaction, actor: Principal, note_id: str) -> StartHere:
    """Have a note read before the one that stands above it."""
    row = _led(tx, actor, note_id)
    listed = list(rows.starting(tx.session, row.pod_id))
    place = next((at for at, each in enumerate(listed) if each.id == row.id), 0)
    if place:
        listed[place - 1], listed[place] = listed[place], listed[place - 1]
    return _number(tx, actor, row.pod_id, listed)


def _number(tx: Transaction, actor: Principal, pod_id: str, listed: list[ArtifactRow]) -> StartHere:
    for place, row in enumerate(listed):
        row.start_here = place
    touch_pod(tx, pod_id, now_for=people.recognize(tx, actor).id)
    return show(tx, actor, pod_id)


def _led(tx: Transaction, actor: Principal, note_id: str) -> ArtifactRow:
    row = rows.by_id(tx.session, note_id)
    if row is None or row.state is ArtifactState.WITHDRAWN:
        raise Refusal(GONE)
    pod = pod_rows.by_id(tx.session, row.pod_id)
    leads = pod_rows.whole(tx.session, [pod])[0].leads if pod else ()
    found = people.standings(tx, people.find(tx, actor), pod_id=row.pod_id)
    people.demand(found, Act.CHOOSE_START, only_leads(leads, Act.CHOOSE_START.value))
    return row
