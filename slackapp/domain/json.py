"""What Slack sends and takes: plain JSON objects."""

from typing import Any

JSON = dict[str, Any]
