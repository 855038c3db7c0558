"""Whom Slack described lately is known for a minute, and the database is not asked."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers import familiar
from handlers.familiar import KEPT, Familiar
from slackapp.domain.people import Principal

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


def of(team_id: str) -> Principal:
    return Principal(team_id=team_id, user_id="U1", home_team_id=team_id, enterprise_id=None)


def test_somebody_is_familiar_for_a_minute_in_their_workspace():
    known = Familiar()
    known.meet(["U1"], to=of("T1"), now=NOW)

    assert known.are(["U1"], to=of("T1"), now=NOW + KEPT - timedelta(seconds=1))
    assert not known.are(["U1"], to=of("T1"), now=NOW + KEPT)
    assert not known.are(["U1"], to=of("T2"), now=NOW)


def test_of_several_all_have_to_be_familiar():
    known = Familiar()
    known.meet(["U1", "U2"], to=of("T1"), now=NOW)

    assert known.are(["U2", "U1"], to=of("T1"), now=NOW)
    assert not known.are(["U1", "U3"], to=of("T1"), now=NOW)


def test_whose_minute_is_over_is_forgotten_before_there_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(familiar, "MOST", 3)  # the test need not meet thousands
    known = Familiar()
    known.meet(["U1", "U2", "U3", "U4"], to=of("T1"), now=NOW)
    before = known.are(["U1", "U4"], to=of("T1"), now=NOW)

    known.meet(["U5"], to=of("T1"), now=NOW + KEPT)

    assert before
    assert not known.are(["U1"], to=of("T1"), now=NOW)
    assert not known.are(["U4"], to=of("T1"), now=NOW)
