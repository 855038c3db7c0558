"""Hear Slack: the table of contents of everything that people can do."""

from handlers import (
    actions,
    agenda,
    assignments,
    away,
    dashboard,
    decisions,
    demos,
    feedback,
    help,  # noqa: A004 - `/dojo help`
    home,
    leads,
    library,
    people,
    pods,
    preferences,
    prompts,
    retros,
    rituals,
    search,
    sessions,
    swaps,
    turns,
    workspaces,
)
from handlers.router import Router

FEATURES = (
    actions,
    agenda,
    assignments,
    away,
    dashboard,
    decisions,
    demos,
    feedback,
    help,
    home,
    leads,
    library,
    people,
    pods,
    preferences,
    prompts,
    retros,
    rituals,
    search,
    sessions,
    swaps,
    turns,
    workspaces,
)


def register(router: Router) -> None:
    for feature in FEATURES:
        feature.register(router)
