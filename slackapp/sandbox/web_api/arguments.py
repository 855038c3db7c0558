"""The arguments of a Web API call, wherever the caller put them."""

import json
from dataclasses import dataclass

from aiohttp import web

from slackapp.domain.json import JSON
from slackapp.sandbox.refused import Refused, invalid

_NESTED = {  # arguments that may arrive as JSON in a string, and the error when they are broken
    "attachments": "invalid_attachments",
    "blocks": "invalid_blocks_format",
    "message": "invalid_arguments",
    "metadata": "invalid_metadata_format",
    "view": "invalid_arguments",
}
_TRUE = {"1", "true"}
_FALSE = {"0", "false", ""}


@dataclass(frozen=True, slots=True)
class Arguments:
    """Query, form and JSON as one; what is absent and what is empty are told apart."""

    values: JSON
    is_json: bool = False

    def given(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        if value is None:
            return default
        if not isinstance(value, str | int | float):
            raise invalid(f"must provide a string [json-pointer:/{name}]")
        return str(value)

    def needed(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise invalid(f"missing required field: {name}")
        return value

    def flag(self, name: str) -> bool:
        value = self.text(name).lower()
        if value not in _TRUE | _FALSE:
            raise invalid(f"must provide a boolean [json-pointer:/{name}]")
        return value in _TRUE

    def number(self, name: str, default: int, most: int) -> int:
        value = self.text(name, str(default))
        if not value.isdigit() or not 1 <= int(value) <= most:
            raise Refused("invalid_limit")
        return int(value)

    def nested(self, name: str) -> object:
        """Give a structured argument, parsed if it came as a string."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(_NESTED[name]) from None


async def read(request: web.Request) -> Arguments:
    """Merge query, form and JSON; an empty JSON body is as good as none."""
    values: JSON = dict(request.query)
    is_json = request.content_type == "application/json"
    if is_json:
        values |= _object(await request.text())
    elif request.can_read_body:
        form = await request.post()
        values |= {name: value for name, value in form.items() if isinstance(value, str)}
    return Arguments(values, is_json)


def _object(body: str) -> JSON:
    if not body.strip():
        return {}
    try:
        read = json.loads(body)
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(read, dict):
        raise Refused("json_not_object")
    return read
