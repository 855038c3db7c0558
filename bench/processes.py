"""Other processes: pinned to a core where that can be done, asked over pipes, always ended."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SERVER, CLIENT = 0, 1  # cores
LONGEST = 600.0  # seconds that any process may live
_GRACE = 10.0

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Child:
    """A process of ours that speaks JSON, one line for each that it reads."""

    process: subprocess.Popen[str]

    def read(self) -> JSON:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.process.args!r} ended with {self.process.wait()}")
        answer: JSON = json.loads(line)
        return answer

    def ask(self, question: str = "usage") -> JSON:
        assert self.process.stdin is not None
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        return self.read()


@contextmanager
def started(
    *arguments: str,
    option: str = "-m",
    core: int = SERVER,
    environ: Mapping[str, str] | None = None,
) -> Iterator[Child]:
    """Run a module, or with `-c` a program, in a group of its own, which is ended with us."""
    process = subprocess.Popen(  # noqa: S603 - our own code
        [*_pinned(core), sys.executable, option, *arguments],
        cwd=ROOT,
        env={**os.environ, **(environ or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    late = threading.Timer(LONGEST, _kill, (process,))
    late.daemon = True
    late.start()
    try:
        yield Child(process)
    finally:
        late.cancel()
        _end(process)


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds."""

    cpu: float
    wall: float


def timed(arguments: Sequence[str], *, core: int = SERVER) -> Took:
    """Run a Python to its end."""
    before, begun = _of_children(), time.perf_counter()
    subprocess.run(  # noqa: S603 - our own code
        [*_pinned(core), sys.executable, *arguments],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=LONGEST,
    )
    return Took(cpu=_of_children() - before, wall=time.perf_counter() - begun)


def usage() -> JSON:
    """What this process has used: seconds of CPU, and MiB that it holds now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {"cpu": used.ru_utime + used.ru_stime, "rss": _resident(used.ru_maxrss)}


def _resident(peak: int) -> float:
    """MiB in memory; where the system does not tell, the most that there were."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return pages * resource.getpagesize() / (1 << 20)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _pinned(core: int) -> list[str]:
    taskset = shutil.which("taskset")
    if taskset is None or (os.cpu_count() or 1) <= core:
        return []
    return [taskset, "-c", str(core)]


def _end(process: subprocess.Popen[str]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        _kill(process)
        process.wait()


def _kill(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
