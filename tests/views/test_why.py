"""Why?: what was noted of one time of a ritual stands together, each note with its hour."""

from datetime import UTC, datetime, timedelta

from slackapp.domain.journal import Entry
from slackapp.gallery import team
from slackapp.views import why
from tests.make import strings

REVIEW = datetime(2026, 3, 12, 15, tzinfo=UTC)


def noted(what: str, *, hours: int, weeks: int | None = 0) -> Entry:
    on = None if weeks is None else REVIEW + timedelta(weeks=weeks)
    return Entry(REVIEW - timedelta(hours=hours), "Review", on, what, "Europe/Berlin")


def test_notes_of_one_time_stand_together_where_the_last_of_them_is():
    entries = (
        noted("opened", hours=0),
        noted("skipped: New Year's Day", hours=1, weeks=4),
        noted("reminded", hours=24),
        noted("paused", hours=30, weeks=None),
    )

    view = why.why(entries=entries, person=team.ANA)  # who lives in New York

    assert [words.strip() for words in strings(view["blocks"])] == [
        "Review",
        "on Thu, Mar 12",
        "Thu, Mar 12, 11:00 AM: opened",
        "Wed, Mar 11, 11:00 AM: reminded",
        "Review",
        "on Thu, Apr 9",
        "Thu, Mar 12, 10:00 AM: skipped: New Year's Day",
        "Review",
        "Wed, Mar 11, 5:00 AM: paused",
    ]


def test_what_is_planned_and_nothing_else_is_one_line_at_the_end():
    entries = (
        noted("planned", hours=0, weeks=3),
        noted("opened", hours=1),
        noted("planned", hours=2, weeks=2),
        noted("planned", hours=3),
    )

    view = why.why(entries=entries, person=team.ANA)

    assert [words.strip() for words in strings(view["blocks"])] == [
        "Review",
        "on Thu, Mar 12",
        "Thu, Mar 12, 10:00 AM: opened",
        "Thu, Mar 12, 8:00 AM: planned",
        "Planned, and nothing else yet",
        "Review · Mar 26, Apr 2",
    ]
