"""Charts: of Slack's, the kind that the app draws."""

from collections.abc import Iterator

from slackapp.domain.json import JSON
from slackapp.sandbox.validate.checks import Flaw, array, number, shape, string

_LABEL = string(20)
_POINT = shape({"label": _LABEL, "value": number}, required=["label", "value"])
_SERIES = shape({"name": _LABEL, "data": array(_POINT, 1, 20)}, required=["name", "data"])


def _fits(chart: JSON, at: str) -> Iterator[Flaw]:
    """Every series has exactly one point for each category, and a name of its own."""
    named = [series["name"] for series in chart["series"]]
    if len(set(named)) < len(named):
        yield Flaw(f"{at}/series", "names must be unique")
    categories = sorted(chart["axis_config"]["categories"])
    for place, series in enumerate(chart["series"]):
        if sorted(point["label"] for point in series["data"]) != categories:
            yield Flaw(f"{at}/series/{place}/data", "must have one point for each category")


BARS = shape(
    {
        "series": array(_SERIES, 1, 6),
        "axis_config": shape(
            {
                "categories": array(_LABEL, 1, 20),
                "x_label": string(50),
                "y_label": string(50),
            },
            required=["categories"],
        ),
    },
    required=["series", "axis_config"],
    rules=[_fits],
)
