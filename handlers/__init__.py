"""Hear Slack: the table of contents of everything that people can do."""

from handlers import (
    demos,
    feedback,
    help,  # noqa: A004 - `/dojo help`
    home,
    leads,
    people,
    pods,
    preferences,
    prompts,
    rituals,
    turns,
    workspaces,
)
from handlers.router import Router

FEATURES = (
    demos,
    feedback,
    help,
    home,
    leads,
    people,
    pods,
    preferences,
    prompts,
    rituals,
    turns,
    workspaces,
)


def register(router: Router) -> None:
    for feature in FEATURES:
        feature.register(router)
