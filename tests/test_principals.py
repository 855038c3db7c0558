"""Who somebody is, by all the ids of a payload; where they disagree, nobody."""

from typing import Any

import pytest

from handlers.reading import Malformed
from slackapp.domain.json import JSON
from slackapp.domain.people import Principal
from slackapp.door.principals import principal_of
from slackapp.ids import Action, Modal
from tests import front

PRESS = front.press(Action.WATCH_DEMO)


def but(payload: JSON, **changes: Any) -> JSON:
    return {**payload, **changes}


def in_view(**changes: Any) -> JSON:
    payload = front.submit(Modal.POST_DEMO, "title")
    return {**payload, "view": {**payload["view"], **changes}}


def by(team_id: str, user_id: str = "U1", **more: Any) -> JSON:
    return {"id": user_id, "team_id": team_id, **more}


MESSAGE = front.event("message", channel="C1", text="hi", ts="1.0")
SHARED = but(MESSAGE, is_ext_shared_channel=True)


def inside(payload: JSON, **inner: Any) -> JSON:
    return {**payload, "event": {**payload["event"], **inner}}


PRINCIPALS: dict[str, tuple[JSON, Principal]] = {
    "a colleague": (PRESS, Principal("T1", "U1", "T1", None, "ana")),
    "a name only in username": (
        but(PRESS, user=by("T1", username="ana")),
        Principal("T1", "U1", "T1", None, "ana"),
    ),
    "a stranger in a shared channel": (
        but(PRESS, user=by("T9")),
        Principal("T1", "U1", "T9"),
    ),
    "a stranger's modal, seen from their workspace": (
        but(in_view(team_id="T9"), team={"id": "T9"}, user=by("T9")),
        Principal("T1", "U1", "T9"),
    ),
    "a colleague on Grid": (
        but(PRESS, enterprise={"id": "E1"}, user=by("E1")),
        Principal("T1", "U1", "E1", "E1"),
    ),
    "a command": (front.command(), Principal("T1", "U1", "T1", None, "ana")),
    "a message": (MESSAGE, Principal("T1", "U1", "T1")),
    "an event about nobody": (
        inside(MESSAGE, user=None),
        Principal("T1", "", "T1"),
    ),
    "an event with a whole user": (
        inside(MESSAGE, user=by("T9", "U7")),
        Principal("T1", "U7", "T9"),
    ),
    "a stranger's message": (inside(SHARED, user_team="T9"), Principal("T1", "U1", "T9")),
    "a stranger's message that names only a team": (
        inside(SHARED, team="T9"),
        Principal("T1", "U1", "T9"),
    ),
    "a message that began in another workspace": (
        but(SHARED, team_id="T9", context_team_id="T1"),
        Principal("T1", "U1", "T9"),
    ),
    "no authorizations": (but(MESSAGE, authorizations=[]), Principal("T1", "U1", "T1")),
}


@pytest.mark.parametrize("name", PRINCIPALS)
def test_who_it_is(name: str):
    payload, principal = PRINCIPALS[name]

    assert principal_of(payload) == principal


NOBODY: dict[str, JSON] = {
    "the team is neither ours nor theirs": but(in_view(), team={"id": "T8"}, user=by("T9")),
    "the view belongs to a third team": in_view(team_id="T7"),
    "an org-wide install without a team": but(PRESS, team=None, is_enterprise_install=True),
    "an id that is none": but(PRESS, user=by("T1", "U1' --")),
    "an endless id": but(PRESS, user=by("T1", "U" * 33)),
    "an empty id": but(PRESS, user=by("T1", "")),
    "another team's event": but(MESSAGE, team_id="T9"),
    "another team's context": but(MESSAGE, context_team_id="T9"),
    "a command without a team": but(front.command(), team_id=""),
    "authorizations that are none": but(MESSAGE, authorizations={"team_id": "T1"}),
}


@pytest.mark.parametrize("name", NOBODY)
def test_who_it_cannot_be(name: str):
    with pytest.raises(Malformed):
        principal_of(NOBODY[name])
