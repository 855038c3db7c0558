"""Turns on Home: whose they are in a line for whoever leads, and everybody's own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from slackapp.domain.people import Person
from slackapp.domain.turns import Duty
from slackapp.domain.turns.shown import Engagement
from slackapp.gallery import team
from slackapp.gallery.rituals import SESSION
from slackapp.views.assignments import line
from slackapp.views.turns import mine, moved
from tests.views.make import words

OTHER = replace(team.ANA, id="other", name="Ana Lima")
NEW_YEAR = datetime(2027, 1, 7, 21, tzinfo=UTC)


def weekly(*people: Person) -> tuple[Engagement, ...]:
    """The turns of the weeks around New Year."""
    first = NEW_YEAR - timedelta(weeks=1)
    return tuple(
        replace(team.turn(Duty.FACILITATOR, person), starts_at=first + timedelta(weeks=week))
        for week, person in enumerate(people)
    )


def test_a_year_that_begins_is_said_once():
    reader = replace(team.BEN, reads_at=team.NOW)
    turns = weekly(team.ANA, team.BEN, team.ELI)

    assert line(turns=turns, person=reader) == "Turns: Dec 31 Ana · Jan 7, 2027 Ben · Jan 14 Eli"
    own = [words(block) for block in mine(turns=turns, person=reader)]
    assert [", 2027, " in each for each in own] == [False, True, False]


def test_each_duty_that_moved_to_another_year_says_it_once():
    duties = [(duty, NEW_YEAR) for duty in (Duty.FACILITATOR, Duty.FACILITATOR, Duty.PRESENTER)]
    reader = replace(team.BEN, reads_at=team.NOW)

    told = moved(ritual=SESSION.ritual, why="", duties=duties, person=reader).text

    assert told.count("2027") == 2


def test_one_person_with_all_turns_is_named_once():
    turns = (team.turn(Duty.FACILITATOR, team.ANA), team.turn(Duty.PRESENTER, team.ANA))

    assert line(turns=turns, person=team.BEN) == "Turns: Ana has them all"


def test_two_people_of_one_first_name_are_two():
    turns = (team.turn(Duty.FACILITATOR, team.ANA), team.turn(Duty.PRESENTER, OTHER))

    assert line(turns=turns, person=team.BEN) == "Turns: Mar 12 Ana, Ana"
