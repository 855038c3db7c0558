"""The examination, told line by line as it goes on."""

from collections.abc import Mapping
from contextlib import aclosing

from slackapp.doctor.examination import examine
from slackapp.doctor.finding import State


async def tell(environ: Mapping[str, str]) -> int:
    """Print every finding; the exit status is 0 unless something is wrong."""
    wrongs = looks = 0
    async with aclosing(examine(environ)) as findings:  # whoever reads may stop at any line
        async for finding in findings:
            print(finding.line, flush=True)  # noqa: T201 - this is what the command is for
            wrongs += finding.state is State.WRONG
            looks += finding.state is State.WARN
    print(_summary(wrongs, looks))  # noqa: T201 - this is what the command is for
    return 1 if wrongs else 0


def _summary(wrongs: int, looks: int) -> str:
    if wrongs:
        return f"Wrong: {wrongs}. Begin with the first; it may explain the others."
    if looks:
        return f"Nothing is wrong; worth a look: {looks}."
    return "Nothing is wrong."
