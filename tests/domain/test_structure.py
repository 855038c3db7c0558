"""How the time of a session is divided."""

import pytest

from slackapp.domain.rituals import Part, check_presenting, fitted, presented
from slackapp.errors import Refusal

PARTS = (Part(10, "presenting"), Part(35, "discussing"))


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(45, [10, 35]), (60, [10, 50]), (15, [10, 5]), (10, [10]), (5, [5]), (0, [])],
)
def test_the_last_part_takes_what_the_others_leave(minutes, expected):
    assert [part.minutes for part in fitted(PARTS, minutes)] == expected


def test_what_has_no_parts_has_none_in_any_length():
    assert fitted((), 45) == ()


def test_with_another_length_of_presenting_the_rest_is_as_it_was():
    assert presented(PARTS, 15) == (Part(15, "presenting"), Part(35, "discussing"))
    assert fitted(presented(PARTS, 15), 45) == (Part(15, "presenting"), Part(30, "discussing"))


@pytest.mark.parametrize(("presenting", "minutes"), [(30, 30), (31, 30), (480, 5)])
def test_some_of_the_time_is_left_to_talk(presenting, minutes):
    with pytest.raises(Refusal, match=f"Leave some of the {minutes} minutes"):
        check_presenting(presenting, minutes)
    check_presenting(minutes - 1, minutes)
