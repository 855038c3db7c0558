"""Hear Slack: the table of contents of everything that people can do."""

from handlers import demos, feedback, help, home, people, pods, preferences, workspaces  # noqa: A004 - `/dojo help`
from handlers.router import Router


def register(router: Router) -> None:
    for feature in (demos, feedback, help, home, people, pods, preferences, workspaces):
        feature.register(router)
