"""Slack's own charts; what one shows stands beside it in words, too."""

from slackapp.domain.weeks import Weeks
from slackapp.views.blocks import Block

KIND = "data_visualization"
SERIES = "People taking part"


def people_by_week(weeks: Weeks) -> Block:
    """A bar for each week, under the Monday that it began on."""
    labels = [f"{monday:%b} {monday.day}" for monday in weeks.mondays]
    points = zip(labels, weeks.people, strict=True)
    return Block(
        {
            "type": KIND,
            "title": SERIES,
            "chart": {
                "type": "bar",
                "series": [
                    {
                        "name": SERIES,
                        "data": [{"label": label, "value": number} for label, number in points],
                    }
                ],
                "axis_config": {"categories": labels, "x_label": "Week of", "y_label": "People"},
            },
        }
    )
