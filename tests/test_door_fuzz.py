"""Payloads that are almost Slack's: none breaks the door, none leaves a trace."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slackapp import logs
from slackapp.domain.json import JSON
from slackapp.ids import Action, Modal
from tests import front
from tests.front import Front

PRESS = front.press(Action.WATCH_DEMO)
CANARY = "canary-in-the-words"
JSON_TYPE = "application/json"


@pytest.fixture
async def app(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Front]:
    async with front.front(sqlite_url, tmp_path) as opened:
        yield opened


WHOLE = [
    PRESS,
    front.press(Action.WATCH_DEMO, place="modal"),
    front.submit(Modal.POST_DEMO, "title"),
    front.shortcut("demo.start"),
    front.message_shortcut("demo.share", "http://127.0.0.1:1/"),
    front.suggestion("pick.pod"),
    front.command(),
    front.event("message", channel="C1", text="hi", ts="1.0"),
    front.event("user_change", user={"id": "U1", "team_id": "T1"}),
    front.event("app_uninstalled"),
]
JUNK = st.sampled_from(
    [None, True, 0, -1, 1.5, "", CANARY, "T1", "\ud800", [], [CANARY], {}, {"id": CANARY}, [[]]]
)


def paths(value: object, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [at] if at else []
    if isinstance(value, dict):
        found += [path for key in value for path in paths(value[key], (*at, key))]
    if isinstance(value, list):
        found += [path for key, each in enumerate(value) for path in paths(each, (*at, key))]
    return found


@st.composite
def mutated(draw: Callable[..., Any]) -> JSON:
    """A payload of Slack's, in which up to three things are lost or not what they were."""
    payload: JSON = deepcopy(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(paths(payload)))
        parent: Any = payload
        for key in path[:-1]:
            parent = parent[key]
        if draw(st.booleans()):
            parent[path[-1]] = deepcopy(draw(JUNK))
        else:
            del parent[path[-1]]
        if not payload:
            break
    return payload


async def test_no_mutation_of_a_payload_breaks_the_door_or_leaves_a_trace(
    app: Front, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    logs.quiet()
    made: list[JSON] = []

    @settings(
        max_examples=2000, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(mutated())
    def collect(payload: JSON) -> None:
        made.append(payload)

    collect()
    for at in range(0, len(made), 50):
        replies = await asyncio.gather(*(_try(app, each) for each in made[at : at + 50]))
        assert [payload for status, payload in replies if status >= 500] == []

    assert CANARY not in "".join(str(record.__dict__) for record in caplog.records)


async def _try(app: Front, payload: JSON) -> tuple[int, JSON]:
    if "command" in payload:
        body, kind = (
            urlencode({k: str(v).encode("utf-8", "replace") for k, v in payload.items()}).encode(),
            front.FORM,
        )
    elif "event" in payload or payload.get("type") == "event_callback":
        body, kind = json.dumps(payload).encode(), JSON_TYPE
    else:
        body, kind = urlencode({"payload": json.dumps(payload)}).encode(), front.FORM
    return (await app.post(body, kind=kind)).status, payload
