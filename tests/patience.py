"""How long a test waits: so long that a machine that stands still for seconds fails none.

Whatever hurries in real life (the app's answers, the pretended Slack, whoever waits for the
database) waits a minute here. A test about being late sets the wait that it is about.
"""

import pytest

from slackapp.sandbox.envelopes import Pace

LONG = 60.0  # seconds; only what never comes is waited for so long
WAITS = (
    "handlers.library.WITHIN",
    "handlers.people.WITHIN",
    "handlers.pods.WITHIN",
    "handlers.retros.WITHIN",
    "handlers.router.ANSWER_WITHIN",
    "slackapp.door.door.READ_WITHIN",
    "slackapp.sandbox.web_api.views.TRIGGER_SECONDS",
    "storage.commits.PATIENCE",
    "storage.database.PATIENCE",
    "storage.trouble.PATIENCE",
)
UNHURRIED = Pace(deadline=LONG)


def wait_long(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in WAITS:
        monkeypatch.setattr(name, LONG)
