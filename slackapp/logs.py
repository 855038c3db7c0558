"""One event a line, as JSON: what happened and where, never what anybody wrote."""

import json
import logging
import re
import sys
from datetime import UTC, datetime

_KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_TOKEN = re.compile(r"(?:xox[a-z]|xapp)-[\w-]+")
_CHATTY = ("slack_sdk", "apscheduler", "uvicorn", "aiohttp", "asyncio", "alembic", "sqlalchemy")


class Line(logging.Formatter):
    """Writes a record as one line; JSON escapes whatever could begin another."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {
            "at": at,
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in _KNOWN},
        }
        if record.exc_info and record.exc_info[1] is not None:
            said |= describe(record.exc_info[1])
        return _TOKEN.sub("(a token)", json.dumps(said, default=str))


def describe(error: BaseException) -> dict[str, str]:
    """Say what kind of error it was and where; never its text, which may quote somebody."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        module = frame.f_globals.get("__name__")
        places.append(f"{module}.{frame.f_code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return {"error": type(error).__name__, "where": " > ".join(places[-4:])}


def configure(level: str) -> None:
    """Write to standard output, from this level on."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Line())
    logging.basicConfig(handlers=[handler], level=level, force=True)


def quiet() -> None:
    """Silence libraries that tell more than anybody asks; the SDK writes people's texts."""
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
