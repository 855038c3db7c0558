"""What is due among a million rituals: found, claimed and taken: G10 to G13."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench import many
from bench.databases import database
from bench.figures import Count, Figure, Findings, Wish
from bench.many import DUE, Size
from bench.processes import JSON, Child, started
from slackapp.domain.rituals import AHEAD

MANY, FEW = 1_000_000, 10_000
JOBS = (10_000, 100_000)  # of APScheduler


def measure(kind: str, *, rounds: int, rituals: int) -> Findings:
    """Let rounds of a thousand become due, of ours and of APScheduler's, in turn."""
    size = Size(rituals=rituals, rounds=rounds + 1)
    jobs = [min(most, rituals) for most in JOBS]
    with _asked(kind, size) as large, _asked("sqlite", Size(rituals=FEW, rounds=0)) as small:
        found = [_round(number, large, small, jobs) for number in range(rounds + 1)][1:]
        ended = large.ask(json.dumps({"what": "ended"}))
    return _findings(kind, size, jobs, found, ended)


@contextmanager
def _asked(kind: str, size: Size) -> Iterator[Child]:
    """Somebody who has so many rituals, and takes what is due when asked."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="dojo-bench-")))
        url = stack.enter_context(database(kind, folder))
        many.fill(url, size)
        child = stack.enter_context(started("bench.taking", url, str(folder / "jobs.db")))
        child.read()
        yield child


def _round(number: int, large: Child, small: Child, jobs: list[int]) -> JSON:
    def ask(what: str, child: Child = large, **more: int) -> JSON:
        return child.ask(json.dumps({"what": what, "round": number, **more}))

    return {
        "idle": ask("idle"),
        "small": ask("idle", small),
        **{kind: ask(kind) for kind in many.KINDS},
        "jobs": [ask("jobs", jobs=most) for most in jobs],
        "next": ask("next"),
    }


def _findings(kind: str, size: Size, jobs: list[int], found: list[JSON], ended: JSON) -> Findings:
    everything = f"{size.rituals:,} rituals"
    claim, spread, steps, bare = ([one[name]["ms"] for one in found] for name in many.KINDS)
    ticks = [[one["jobs"][number]["ms"] for one in found] for number in range(len(jobs))]
    looks = [one["idle"] for one in found]
    figures = [
        _at_most(
            "G10",
            f"{kind}: next due of {everything}, us",
            [one["next"] for one in looks],
            [one["bare"] for one in looks],
            target=3.0,
        ),
        _at_most("G11", f"{kind}: {DUE} steps, ms, against UPDATE", steps, bare, target=3.5),
        *(
            _at_most(
                "G12", f"{kind}: claim {DUE}, ms, against {most:,} jobs", claim, tick, target=0.1
            )
            for most, tick in zip(jobs, ticks, strict=True)
        ),
        _at_most(
            "G12",
            f"{kind}: in all workspaces, ms, to {jobs[0]:,} jobs",
            spread,
            ticks[0],
            target=0.1,
        ),
        _at_most(
            "G12",
            f"{kind}: {DUE} steps, ms, against {jobs[0]:,} jobs",
            steps,
            ticks[0],
            target=0.15,
        ),
    ]
    return Findings(
        figures=figures + (_alike(everything, found) if kind == "sqlite" else []),
        counts=_counts(kind, size, jobs, found, ended),
        notes=_notes(kind, found, ended),
    )


def _alike(everything: str, found: list[JSON]) -> list[Figure]:
    """What has nothing to do with the database that is measured."""
    return [
        _at_most(
            "G10",
            f"look at {everything}, us, against {FEW:,}",
            [one["idle"]["claimable"] + one["idle"]["next"] for one in found],
            [one["small"]["claimable"] + one["small"]["next"] for one in found],
            target=1.5,
        ),
        _at_most(
            "G13",
            "next of every 4 weeks, us, against dateutil",
            [one["next"]["us"] for one in found],
            [one["next"]["bare"] for one in found],
            target=0.05,
        ),
    ]


def _at_most(goal: str, what: str, app: list[float], bare: list[float], *, target: float) -> Figure:
    return Figure(goal=goal, metric=what, app=app, baseline=bare, wish=Wish.AT_MOST, target=target)


def _counts(kind: str, size: Size, jobs: list[int], found: list[JSON], ended: JSON) -> list[Count]:
    due = size.rounds * DUE
    there = size.rituals + size.hot * DUE * (AHEAD - 1)
    indexed = sum(_indexed(plan.lower()) for plan in ended["plans"])
    return [
        Count(what=f"{kind}: claimed = due", found=ended["claimed"], expected=2 * due),
        Count(what=f"{kind}: claimed once", found=ended["once"], expected=2 * due),
        Count(what=f"{kind}: opened = due", found=ended["opened"], expected=due),
        Count(what=f"{kind}: said = due", found=ended["said"], expected=due),
        Count(what=f"{kind}: times made = due", found=ended["times"] - there, expected=due),
        Count(what=f"{kind}: jobs run = due", found=ended["ran"], expected=due * len(jobs)),
        Count(what=f"{kind}: plans with an index", found=indexed, expected=len(ended["plans"])),
        Count(
            what=f"{kind}: dateutil's dates = ours",
            found=sum(one["next"]["same"] for one in found),
            expected=len(found),
        ),
    ]


def _indexed(plan: str) -> bool:
    return "index" in plan and "seq scan" not in plan


def _notes(kind: str, found: list[JSON], ended: JSON) -> list[str]:
    return [
        (
            f"{kind}, {name}: {found[-1][name]['statements'] / DUE:.1f} statements a step; writer"
            f" held {median(held):.0f} ms a commit, {held[-1]:.0f} at most, {len(held)} commits"
        )
        for name in ("claim", "spread", "steps")
        for held in [sorted(ms for one in found for ms in one[name]["held"])]
    ] + [f"{kind}, plan: {plan}" for plan in ended["plans"]]
