"""Acknowledgements while a thousand rituals begin at once, against those of a quiet time."""

import asyncio
import time
from statistics import median

from bench import ack, seed
from bench.databases import peek, within
from bench.figures import Count, Figure, Findings, Wish
from bench.processes import JSON
from slackapp.clock import SystemClock
from storage import Storage

DUE = 1_000  # of a round
BEAT = 1.0  # seconds until the pulse has seen what is due
PATIENCE = 60.0


def measure(kind: str, *, rounds: int, seconds: float) -> Findings:
    """Press in turn while nothing is due, and while the steps of a thousand rituals are taken."""
    quiet, busy = [], []
    with ack.serving(kind, lambda url: _fill(url, rounds)) as bench:
        ack.press(bench, bench.samples["dojo"].url, ack.CONNECTIONS, ack.WARM)
        before = ack.committed(bench)
        for number in range(rounds):
            quiet.append(_pressed(bench, seconds))
            asyncio.run(_make_due(bench.database, number))
            time.sleep(BEAT)
            busy.append(_pressed(bench, seconds))
            _wait_for_all(bench.database)
        committed = ack.committed(bench) - before
        opened = peek(bench.database, seed.WORKSPACE, seed.opened)
    return Findings(
        figures=[
            Figure(
                goal="busy",
                metric=f"ack + commit, {kind}: p99 ms, {DUE} steps due",
                app=[each["p99"] for each in busy],
                baseline=[each["p99"] for each in quiet],
                wish=Wish.AT_MOST,
                target=2.0,
            )
        ],
        counts=[
            Count(what="rituals begun = due", found=opened, expected=rounds * DUE),
            Count(
                what="rows committed = acks",
                found=committed,
                expected=sum(each["answered"] - each["refused"] for each in quiet + busy),
            ),
        ],
        notes=[_told("quiet", quiet), _told(f"{DUE} steps due", busy)],
    )


def _told(what: str, found: list[JSON]) -> str:
    held = sorted(ms for each in found for ms in each["held"])
    return (
        f"{what}: {median(each['rps'] for each in found):.0f} presses/s, writer held"
        f" {median(held):.0f} ms a commit, p99 {held[len(held) * 99 // 100]:.0f},"
        f" {held[-1]:.0f} at most; left to take at the end {[each['left'] for each in found]}"
    )


def _fill(url: str, rounds: int) -> None:
    within(url, seed.WORKSPACE, seed.rituals, rounds * DUE)


async def _make_due(url: str, number: int) -> None:
    """Change the times beside the running app, whose pulse finds them."""
    storage = Storage.open(url, clock=SystemClock(), exclusive=False)
    try:
        await storage.run(seed.WORKSPACE, seed.make_due, number * DUE, DUE)
    finally:
        await storage.close()


def _pressed(bench: ack.Bench, seconds: float) -> JSON:
    bench.app.ask()
    found = ack.press(bench, bench.samples["dojo"].url, ack.CONNECTIONS, seconds)
    left = peek(bench.database, seed.WORKSPACE, seed.overdue)
    return {**found, "held": bench.app.ask()["held"], "left": left}


def _wait_for_all(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while peek(url, seed.WORKSPACE, seed.overdue) and time.monotonic() < end:
        time.sleep(0.5)
