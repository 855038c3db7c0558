"""A time zone is found by its city, its country or its name."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from slackapp.views.zones import zone_option, zone_options

WINTER = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "zone"),
    [
        ("berlin", "Europe/Berlin"),
        ("GERMANY", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Asia/Kolkata", "Asia/Kolkata"),
        ("utc", "UTC"),
        ("São Paulo", "America/Sao_Paulo"),
        ("cote d'ivoire", "Africa/Abidjan"),
    ],
)
def test_a_zone_is_found(query, zone):
    assert zone_options(query=query, now=WINTER)[0]["value"] == zone


def test_the_time_there_is_the_one_of_today():
    (winter,) = zone_options(query="new york", now=WINTER)
    (summer,) = zone_options(query="new york", now=SUMMER)

    assert winter["description"]["text"] == "UTC-05:00 · America/New_York"
    assert summer["description"]["text"] == "UTC-04:00 · America/New_York"


def test_what_is_no_zone_finds_none_and_too_many_are_cut():
    assert zone_options(query="atlantis", now=WINTER) == []
    assert len(zone_options(query="a", now=WINTER)) == 100


def test_every_zone_that_is_offered_exists():
    for letter in "aeiou":
        for option in zone_options(query=letter, now=WINTER):
            assert ZoneInfo(option["value"])


def test_a_zone_that_is_not_listed_is_still_shown():
    assert zone_option("Asia/Calcutta")["text"]["text"] == "Asia/Calcutta"
    assert zone_option("Europe/Berlin")["text"]["text"] == "Berlin, Germany"
