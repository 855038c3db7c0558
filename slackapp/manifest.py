"""The app's manifest: for Socket Mode as it stands, or for HTTP at an address."""

from pathlib import Path
from urllib.parse import urlsplit

import yaml

from slackapp.domain.json import JSON
from slackapp.errors import SettingsError

FILE = Path(__file__).resolve().parent.parent / "manifest.yml"


def manifest(url: str | None = None) -> str:
    """Write the manifest, as YAML that Slack's "From a manifest" takes."""
    told = FILE.read_text(encoding="utf-8")
    if url is None:
        return told
    written = yaml.safe_dump(_over_http(yaml.safe_load(told), url), sort_keys=False)
    return str(written)


def _over_http(told: JSON, url: str) -> JSON:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.netloc or parts.query or parts.fragment:
        raise SettingsError(f"--url {url!r} is no https address; Slack sends to https only.")
    events = f"{url.rstrip('/')}/slack/events"
    settings = told["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"]["request_url"] = events
    settings["interactivity"]["request_url"] = events
    settings["interactivity"]["message_menu_options_url"] = events
    for command in told["features"]["slash_commands"]:
        command["url"] = events
    return told
