"""What was found, as lines for people and as JSON for machines."""

import json
import os
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bench.figures import Count, Figure, Findings
from bench.processes import JSON, ROOT

_LINE = "{:5} {:44} {:>19} {:>19} {:>13} {:>8}  {:7} {:>6}"
_LIBRARIES = ("slack-bolt", "sqlalchemy", "starlette", "uvicorn", "uvloop", "aiohttp")


def environment() -> JSON:
    """Where this runs, as far as it decides how fast."""
    return {
        "cpus": os.cpu_count(),
        "model": _model(),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{name: version(name) for name in _LIBRARIES},
        "commit": _commit(),
    }


def show_environment(where: JSON) -> None:
    print("env   " + " | ".join(f"{name} {value}" for name, value in where.items()), flush=True)


def show_head() -> None:
    columns = "id", "metric", "app (best/median)", "bare (best/median)", "ratio", "target"
    print(_LINE.format(*columns, "verdict", "c.v."), flush=True)


def show(findings: Findings) -> None:
    for figure in findings.figures:
        print(_line(figure))
    for count in findings.counts:
        verdict = "same" if count.passed else "WORK WAS LOST"
        print(f"count {count.what}: {count.found:g} / {count.expected:g} {verdict}")
    for note in findings.notes:
        print(f"note  {note}")
    for skipped in findings.skipped:
        print(f"skip  {skipped.suite}: {skipped.reason}")
    sys.stdout.flush()


def write(file: Path, where: JSON, everything: Sequence[Findings]) -> None:
    found = {
        "environment": where,
        "figures": [_figure(figure) for each in everything for figure in each.figures],
        "counts": [_count(count) for each in everything for count in each.counts],
        "notes": [note for each in everything for note in each.notes],
        "skipped": [f"{one.suite}: {one.reason}" for each in everything for one in each.skipped],
    }
    file.write_text(json.dumps(found, indent=2) + "\n")


def _line(figure: Figure) -> str:
    return _LINE.format(
        figure.goal,
        figure.metric,
        f"{figure.best_app():.4g} / {figure.middle_app():.4g}",
        f"{figure.best_baseline():.4g} / {figure.middle_baseline():.4g}",
        f"{figure.best:.2f} / {figure.middle:.2f}",
        f"{figure.wish}{figure.target:.2f}",
        "pass" if figure.passed else "FAIL",
        f"{figure.spread:.0%}",
    )


def _figure(figure: Figure) -> JSON:
    return {
        "goal": figure.goal,
        "metric": figure.metric,
        "app": list(figure.app),
        "baseline": list(figure.baseline),
        "best": figure.best,
        "median": figure.middle,
        "target": f"{figure.wish}{figure.target}",
        "passed": figure.passed,
    }


def _count(count: Count) -> JSON:
    return {"what": count.what, "found": count.found, "expected": count.expected}


def _model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "?")


def _commit() -> str:
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # noqa: S607 - whichever git there is
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip() or "unknown"
