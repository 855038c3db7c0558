"""A signed press to its acknowledgement, with what it did committed: G1, G2, G4, G5."""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import seed, tally
from bench.databases import database, peek, within
from bench.figures import Count, Figure, Findings, Wish
from bench.payloads import pressed
from bench.processes import CLIENT, JSON, Child, started
from slackapp.ids import Action

CONNECTIONS = 16
WARM = 1.0  # seconds before it counts, in which statements are compiled


@dataclass(slots=True)
class Samples:
    """What one server did, round by round."""

    url: str
    busy: list[JSON] = field(default_factory=list)
    alone: list[JSON] = field(default_factory=list)

    def of(self, name: str) -> list[float]:
        return [each[name] for each in self.busy]

    def total(self, name: str) -> int:
        return sum(each[name] for each in (*self.busy, *self.alone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Everything that runs while acknowledgements are measured."""

    database: str
    app: Child
    slack: Child
    load: Child
    samples: dict[str, Samples]


def measure(kind: str, *, rounds: int, seconds: float) -> Findings:
    """Load the app and bare Bolt in turn."""
    with serving(kind) as bench:
        for samples in bench.samples.values():
            press(bench, samples.url, CONNECTIONS, WARM)
        before = {**bench.app.ask(), "committed": committed(bench)}
        for _ in range(rounds):
            for samples in bench.samples.values():
                samples.busy.append(press(bench, samples.url, CONNECTIONS, seconds))
                samples.alone.append(press(bench, samples.url, 1, seconds / 4))
        after = bench.app.ask()
        return _findings(kind, bench, before, after)


def _nothing_more(_url: str) -> None:
    """A team as it is seeded is enough."""


@contextmanager
def serving(kind: str, fill: Callable[[str], None] = _nothing_more) -> Iterator[Bench]:
    """Start the app with everything around it, and what it is measured against."""
    with ExitStack() as stack:
        yield _start(stack, kind, fill)


@contextmanager
def pressing(folder: Path) -> Iterator[Child]:
    """A load generator that has everybody watch every demo."""
    file = folder / "presses"
    bodies = [
        pressed(Action.WATCH_DEMO, value=demo_id, user_id=user_id, team_id=seed.WORKSPACE)
        for user_id, demo_id in seed.watchable(seed.SIZE)
    ]
    file.write_bytes(b"\n".join(bodies))
    with started("bench.load", str(file), core=CLIENT) as child:
        child.read()
        yield child


def _start(stack: ExitStack, kind: str, fill: Callable[[str], None]) -> Bench:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dojo-bench-")))
    url = stack.enter_context(database(kind, folder))
    within(url, seed.WORKSPACE, seed.team, seed.SIZE)
    within(url, seed.WORKSPACE, tally.begin)
    fill(url)
    slack = stack.enter_context(started("bench.slack", core=CLIENT))
    arguments = ("--database", url, "--slack", slack.read()["url"], "--folder", str(folder))
    app = stack.enter_context(started("bench.serve", "dojo", *arguments))
    others = {
        name: stack.enter_context(started("bench.serve", name)) for name in ("bolt", "polling")
    }
    samples = {
        name: Samples(child.read()["url"]) for name, child in {"dojo": app, **others}.items()
    }
    load = stack.enter_context(pressing(folder))
    return Bench(database=url, app=app, slack=slack, load=load, samples=samples)


def press(bench: Bench, url: str, connections: int, seconds: float) -> JSON:
    asked = {"url": url, "connections": connections, "seconds": seconds}
    return bench.load.ask(json.dumps(asked))


def committed(bench: Bench) -> int:
    return peek(bench.database, seed.WORKSPACE, tally.presses)


def _findings(kind: str, bench: Bench, before: JSON, after: JSON) -> Findings:
    dojo, bolt, polling = (bench.samples[name] for name in ("dojo", "bolt", "polling"))
    answered, refused = dojo.total("answered"), dojo.total("refused")
    rows = committed(bench) - before["committed"]
    statements = after["statements"] - before["statements"]
    cpu = 1e6 * (after["cpu"] - before["cpu"]) / answered
    return Findings(
        figures=[
            Figure(
                goal="G1" if kind == "sqlite" else "G2",
                metric=f"ack + commit, {kind}: requests/s",
                app=dojo.of("rps"),
                baseline=bolt.of("rps"),
                wish=Wish.AT_LEAST,
                target=0.90 if kind == "sqlite" else 0.65,
                more_is_better=True,
            ),
            Figure(
                goal="G4",
                metric=f"ack + commit, {kind}: p50 ms alone",
                app=[each["p50"] for each in dojo.alone],
                baseline=[each["p50"] for each in polling.alone],
                wish=Wish.AT_MOST,
                target=0.12,
            ),
            Figure(
                goal="G5",
                metric=f"ack + commit, {kind}: p99 ms",
                app=dojo.of("p99"),
                baseline=bolt.of("p99"),
                wish=Wish.AT_MOST,
                target=2.0,
            ),
        ],
        counts=[
            Count(what="rows committed = acks", found=rows, expected=answered - refused),
            Count(what="not acknowledged, app", found=refused, expected=0),
            Count(what="not acknowledged, Bolt", found=bolt.total("refused"), expected=0),
        ],
        notes=[
            (
                f"{kind}: {cpu:.0f} us of CPU and {statements / answered:.1f} statements a press, "
                f"with delivery and pulse; {bench.slack.ask()['asked']} asked of Slack"
            )
        ],
    )
