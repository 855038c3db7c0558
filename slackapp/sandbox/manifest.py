"""What the app asked Slack for, read from its manifest."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from slackapp.domain.json import JSON


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An entry of the lightning menu (global) or of a message's menu (message)."""

    name: str
    callback_id: str
    type: str


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command."""

    name: str
    description: str
    usage_hint: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of a manifest that decide what Slack allows and sends."""

    scopes: frozenset[str]
    events: frozenset[str]
    shortcuts: tuple[Shortcut, ...]
    commands: tuple[Command, ...]
    home_tab: bool
    messages_tab: bool

    @classmethod
    def read(cls, path: Path) -> "Manifest":
        written: JSON = yaml.safe_load(path.read_text(encoding="utf-8"))
        features = written.get("features", {})
        tabs = features.get("app_home", {})
        subscriptions = written.get("settings", {}).get("event_subscriptions", {})
        return cls(
            scopes=frozenset(written["oauth_config"]["scopes"]["bot"]),
            events=frozenset(subscriptions.get("bot_events", [])),
            shortcuts=tuple(_shortcut(entry) for entry in features.get("shortcuts", [])),
            commands=tuple(_command(entry) for entry in features.get("slash_commands", [])),
            home_tab=tabs.get("home_tab_enabled", False),
            messages_tab=tabs.get("messages_tab_enabled", False),
        )


def _shortcut(entry: JSON) -> Shortcut:
    return Shortcut(
        name=entry["name"], callback_id=str(entry["callback_id"]), type=str(entry["type"])
    )


def _command(entry: JSON) -> Command:
    return Command(
        name=entry["command"],
        description=entry["description"],
        usage_hint=entry.get("usage_hint", ""),
    )
