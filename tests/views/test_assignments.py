"""The line of turns on a lead's Home."""

from dataclasses import replace

from slackapp.domain.turns import Duty
from slackapp.gallery import team
from slackapp.views.assignments import line

OTHER = replace(team.ANA, id="other", name="Ana Lima")


def test_one_person_with_all_turns_is_named_once():
    turns = (team.turn(Duty.FACILITATOR, team.ANA), team.turn(Duty.PRESENTER, team.ANA))

    assert line(turns=turns, person=team.BEN) == "Turns: Ana has them all"


def test_two_people_of_one_first_name_are_two():
    turns = (team.turn(Duty.FACILITATOR, team.ANA), team.turn(Duty.PRESENTER, OTHER))

    assert line(turns=turns, person=team.BEN) == "Turns: Mar 12 Ana, Ana"
