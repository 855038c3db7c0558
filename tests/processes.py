"""Other processes of this Python, for what one process cannot show."""

import asyncio
import os
import socket
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run_python(code: str, *, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=False
    )


def start_python(code: str, *, cwd: Path = ROOT) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", code], cwd=cwd, stderr=subprocess.PIPE, text=True
    )


async def start_slackapp(command: str, **environ: str) -> Process:
    """Start a command of ours that has these settings and no others."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "slackapp", command),
        stdout=PIPE,
        stderr=PIPE,
        env={"PATH": os.environ["PATH"], **environ},
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port: int = bound.getsockname()[1]
        return port
