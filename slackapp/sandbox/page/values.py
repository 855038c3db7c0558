"""What a person filled in: from the strings of HTML controls to what a hand types."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from slackapp.domain.json import JSON
from slackapp.sandbox.world.state import SLOTS

Typed = str | int | list[str] | None
_EXTERNAL = {"external_select", "multi_external_select"}


def typed(element: JSON, raw: list[str], zone: ZoneInfo) -> Typed:
    """Read one control; an empty one holds nothing."""
    read = [_one(element["type"], each, zone) for each in raw if each]
    if SLOTS[element["type"]].many:
        return [str(each) for each in read]
    return read[0] if read else None


def _one(kind: str, raw: str, zone: ZoneInfo) -> str | int:
    if kind in _EXTERNAL:
        return str(json.loads(raw)["value"])
    if kind == "datetimepicker":
        return int(datetime.fromisoformat(raw).replace(tzinfo=zone).timestamp())
    return raw
