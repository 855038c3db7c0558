"""Every view has examples, Slack would take each, and none changed unseen."""

import importlib
import inspect
import json
import pkgutil
import re
from pathlib import Path

import pytest

from slackapp import views
from slackapp.gallery import EXAMPLES
from slackapp.sandbox.validate import message_errors, view_errors
from slackapp.views.blocks import Message, View
from tests.views.make import drawn, folded

SNAPSHOTS = Path(__file__).parent / "snapshots"
BUILDERS = "blocks"  # spells Block Kit and shows nothing of its own


def snapshot_of(name):
    return SNAPSHOTS / f"{re.sub(r'[^a-z]+', '_', name.lower())}.json"


def drawn_by_views():
    for module in pkgutil.iter_modules(views.__path__):
        if module.name == BUILDERS:
            continue
        found = importlib.import_module(f"slackapp.views.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            ours = function.__module__ == found.__name__ and not name.startswith("_")
            if ours and function.__annotations__.get("return") in (View, Message):
                yield f"{module.name}.{name}"


@pytest.mark.parametrize("function", sorted(drawn_by_views()))
def test_every_view_has_an_example(function):
    assert function in EXAMPLES


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_named_after_a_view(name):
    assert name.split(" ", 1)[0] in set(drawn_by_views())


@pytest.mark.parametrize("name", EXAMPLES)
def test_slack_takes_every_example(name):
    example = EXAMPLES[name]()

    if isinstance(example, Message):
        assert message_errors(list(example.blocks)) == []
    else:
        assert view_errors(example) == []
        assert len(json.dumps(example, ensure_ascii=False).encode()) < 250_000


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_looks_as_it_did(name, writes_snapshots):
    now = json.dumps(folded(drawn(EXAMPLES[name]())), indent=1, ensure_ascii=False) + "\n"
    if writes_snapshots:
        snapshot_of(name).write_text(now, "utf-8")

    assert now == snapshot_of(name).read_text("utf-8"), "look at it, then --write-snapshots"


def test_no_snapshot_is_left_over():
    assert {path.name for path in SNAPSHOTS.glob("*")} == {
        snapshot_of(name).name for name in EXAMPLES
    }


def test_a_view_is_the_same_each_time_it_is_drawn():
    for example in EXAMPLES.values():
        assert drawn(example()) == drawn(example())
