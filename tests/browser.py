"""A Chromium for the tests, wherever it is; without one they are skipped, or fail where asked."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.patience import LONG

expect.set_options(timeout=LONG * 1000)  # five seconds, if nobody says

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
USUAL = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """Find a Chromium, or skip with the remedy."""
    named = os.environ.get("SLACKAPP_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    found = found or next((path for path in USUAL if Path(path).exists()), None)
    if found:
        return found
    remedy = "no Chromium found: apt-get install chromium, or set SLACKAPP_CHROMIUM to its path"
    if os.environ.get("DOJO_REQUIRE_BROWSER"):
        pytest.fail(remedy)
    pytest.skip(remedy)


def flags() -> list[str]:
    """Start quietly; Chromium's own sandbox does not run as root."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*QUIET, *(["--no-sandbox"] if root else [])]
