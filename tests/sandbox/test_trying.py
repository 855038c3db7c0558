"""The sandbox begins while its team is at work."""

from datetime import UTC, datetime

import pytest

from slackapp.sandbox.trying import midweek


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("2026-11-25T09:00", "2026-11-25"),
        ("2026-11-25T08:59", "2026-11-18"),
        ("2026-11-29T23:30", "2026-11-25"),
        ("2026-12-01T03:15", "2026-11-25"),
        ("2027-01-03T12:00", "2026-12-30"),
    ],
)
def test_it_is_the_latest_wednesday_morning_whenever_one_starts(now: str, begins: str):
    found = midweek(datetime.fromisoformat(now).replace(tzinfo=UTC))

    assert found.isoformat() == f"{begins}T09:00:00+00:00"
    assert f"{found:%A}" == "Wednesday"
