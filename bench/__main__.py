"""Measure: `python -m bench [--quick] [--only ack,authz,…] [--db sqlite|pg] [--json out.json]`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import ack, busy, dispatch, drain, due, homes, report, searches, starting
from bench.databases import NoServer
from bench.figures import Findings, Skipped

SUITES: dict[str, Callable[["Effort"], Findings]] = {}


class Effort(argparse.Namespace):
    """How much of it, and where."""

    quick: bool
    only: list[str]
    db: str
    rituals: int
    json: Path | None

    @property
    def rounds(self) -> int:
        return 2 if self.quick else 5

    @property
    def seconds(self) -> float:
        return 0.5 if self.quick else 2.0


def _ack(effort: Effort) -> Findings:
    return ack.measure("sqlite", rounds=effort.rounds, seconds=effort.seconds)


def _ack_pg(effort: Effort) -> Findings:
    return ack.measure("pg", rounds=effort.rounds, seconds=effort.seconds)


def _busy(effort: Effort) -> Findings:
    return busy.measure("sqlite", rounds=effort.rounds, seconds=effort.seconds)


def _busy_pg(effort: Effort) -> Findings:
    return busy.measure("pg", rounds=effort.rounds, seconds=effort.seconds)


def _authz(effort: Effort) -> Findings:
    return dispatch.measure(rounds=effort.rounds, seconds=effort.seconds / 2)


def _drain(effort: Effort) -> Findings:
    return drain.measure(rounds=effort.rounds, quick=effort.quick)


def _due(effort: Effort) -> Findings:
    return _due_in("sqlite", effort)


def _due_pg(effort: Effort) -> Findings:
    return _due_in("pg", effort)


def _due_in(kind: str, effort: Effort) -> Findings:
    return due.measure(
        kind, rounds=effort.rounds, rituals=effort.rituals or (20_000 if effort.quick else due.MANY)
    )


def _home(effort: Effort) -> Findings:
    return homes.measure(rounds=effort.rounds, quick=effort.quick)


def _search(effort: Effort) -> Findings:
    return searches.measure("sqlite", rounds=effort.rounds, quick=effort.quick)


def _search_pg(effort: Effort) -> Findings:
    return searches.measure("pg", rounds=effort.rounds, quick=effort.quick)


def _import(effort: Effort) -> Findings:
    return starting.measure(rounds=effort.rounds, quick=effort.quick)


SUITES.update(ack=_ack, authz=_authz, busy=_busy, drain=_drain, due=_due, home=_home)
SUITES.update({"search": _search, "import": _import})
ON_BOTH = {"ack": (_ack, _ack_pg), "busy": (_busy, _busy_pg), "due": (_due, _due_pg)} | {
    "search": (_search, _search_pg)
}


def main() -> int:
    """Run what was asked for; 1 if a goal is missed or work was lost."""
    effort = _parser().parse_args(namespace=Effort())
    wanted = effort.only or list(SUITES)
    where = report.environment()
    report.show_environment(where)
    report.show_head()
    everything: list[Findings] = []
    for name in wanted:
        for suite in _variants(name, effort.db):
            everything.append(_tried(name, suite, effort))
            report.show(everything[-1])
    if effort.json:
        report.write(effort.json, where, everything)
    return 0 if all(each.passed for each in everything) else 1


def _suites(typed: str) -> list[str]:
    names = typed.split(",")
    if unknown := [name for name in names if name not in SUITES]:
        raise argparse.ArgumentTypeError(
            f"there is no suite {unknown[0]!r}, only {', '.join(SUITES)}"
        )
    return names


def _variants(name: str, db: str) -> Sequence[Callable[[Effort], Findings]]:
    if name not in ON_BOTH:
        return [SUITES[name]]
    sqlite, pg = ON_BOTH[name]
    return {"": [sqlite, pg], "sqlite": [sqlite], "pg": [pg]}[db]


def _tried(name: str, suite: Callable[[Effort], Findings], effort: Effort) -> Findings:
    try:
        return suite(effort)
    except NoServer as problem:
        return Findings(skipped=[Skipped(suite=name, reason=str(problem))])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="How fast Dojo is.")
    parser.add_argument("--quick", action="store_true", help="two short rounds: does it run?")
    parser.add_argument(
        "--only", type=_suites, default=[], metavar="A,B", help=f"of {', '.join(SUITES)}"
    )
    parser.add_argument("--db", default="", choices=("sqlite", "pg"), help="else both")
    parser.add_argument("--rituals", type=int, default=0, metavar="N", help="for the suite `due`")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep every sample")
    return parser


if __name__ == "__main__":
    sys.exit(main())
