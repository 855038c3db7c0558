"""The conscience: names, listeners, manifest, scopes, examples and sizes agree."""

import ast
import re
from pathlib import Path

import pytest
import yaml

import handlers
from handlers.gestures import Command, Heard, MessageSummons, Press, Submission, Suggestion, Summons
from handlers.router import Router
from slackapp import ids
from slackapp.clock import SystemClock

ROOT = Path(__file__).parents[1]
MANIFEST = yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))
SOURCES = [*ROOT.glob("slackapp/**/*.py"), *ROOT.glob("handlers/*.py"), *ROOT.glob("storage/*.py")]
OURS = [path for path in SOURCES if "sandbox" not in path.parts]
METHOD = re.compile(r"(auth|chat|conversations|users|views|files)\.[a-zA-Z]+")
LONGEST = 300  # lines of a file; about 250 is the aim

# What each Web API method that we call asks for, as Slack documents it; "" needs no scope.
SCOPES = {
    "auth.test": "",
    "chat.getPermalink": "",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "channels:history groups:history im:history",
    "conversations.info": "channels:read groups:read",
    "conversations.join": "channels:join",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "views.open": "",
    "views.publish": "",
    "views.push": "",
    "views.update": "",
}
EVENT_SCOPES = {
    "channel_archive": "channels:read",
    "channel_deleted": "channels:read",
    "channel_left": "channels:read",
    "channel_rename": "channels:read",
    "channel_unarchive": "channels:read",
    "group_archive": "groups:read",
    "group_left": "groups:read",
    "group_rename": "groups:read",
    "group_unarchive": "groups:read",
    "member_joined_channel": "channels:read groups:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "user_change": "users:read",
    "app_home_opened": "",
    "app_uninstalled": "",
    "tokens_revoked": "",
}


@pytest.fixture
def listened() -> dict[type, set[str]]:
    router = Router(None, None, SystemClock())  # type: ignore[arg-type]  # nothing is run
    handlers.register(router)
    found: dict[type, set[str]] = {}
    for kind, name in router.listens_to():
        found.setdefault(kind, set()).add(name)
    return found


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Summons, ids.Shortcut),
        (MessageSummons, ids.MessageShortcut),
        (Press, ids.Action),
        (Submission, ids.Modal),
        (Suggestion, ids.Picker),
        (Heard, ids.Event),
    ],
)
def test_every_id_has_a_listener(listened: dict[type, set[str]], kind: type, names: type):
    assert listened[kind] == {str(name) for name in names}


def test_the_manifest_offers_what_is_listened_to(listened: dict[type, set[str]]):
    shortcuts = MANIFEST["features"]["shortcuts"]
    offered = {(each["type"], each["callback_id"]) for each in shortcuts}
    commands = {each["command"] for each in MANIFEST["features"]["slash_commands"]}
    events = {name.split(".")[0] for name in _events()}

    assert offered == {("global", str(name)) for name in ids.Shortcut} | {
        ("message", str(name)) for name in ids.MessageShortcut
    }
    assert commands == listened[Command]
    assert events == listened[Heard]


def test_the_manifest_asks_for_the_scopes_that_calls_and_events_need_and_no_other():
    needed = {scope for method in _methods() for scope in SCOPES[method].split()}
    needed |= {scope for event in _events() for scope in EVENT_SCOPES[event].split()}
    needed |= {"commands"}

    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == needed


def test_every_scope_has_its_reason_in_the_docs():
    reasons = (ROOT / "docs/reference/scopes.md").read_text("utf-8")

    missing = [s for s in MANIFEST["oauth_config"]["scopes"]["bot"] if f"`{s}`" not in reasons]

    assert missing == []


def test_the_app_knows_nothing_of_the_sandbox():
    knowing = [
        path.name
        for path in OURS
        if path.name != "cli.py" and re.search(r"sandbox\.|import sandbox", path.read_text("utf-8"))
    ]

    assert knowing == []


def test_files_stay_small_enough_to_read():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCES
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST
    }

    assert long == {}


def test_the_alembic_folder_never_hides_the_library():
    assert not (ROOT / "alembic/__init__.py").exists()


def _events() -> list[str]:
    return MANIFEST["settings"]["event_subscriptions"]["bot_events"]


def _methods() -> set[str]:
    """The Web API methods that the app names, read from its source."""
    texts = {
        node.value
        for path in OURS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {text for text in texts if METHOD.fullmatch(text)}
