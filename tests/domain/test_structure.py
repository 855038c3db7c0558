"""How the time of a session is divided."""

import pytest

from slackapp.domain.rituals import Part, fitted

PARTS = (Part(10, "presenting"), Part(35, "discussing"))


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(45, [10, 35]), (60, [10, 50]), (15, [10, 5]), (10, [10]), (5, [5]), (0, [])],
)
def test_the_last_part_takes_what_the_others_leave(minutes, expected):
    assert [part.minutes for part in fitted(PARTS, minutes)] == expected


def test_what_has_no_parts_has_none_in_any_length():
    assert fitted((), 45) == ()
