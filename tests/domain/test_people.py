"""Who may do what: the whole table, written out once more."""

from itertools import combinations

import pytest

from slackapp.domain.people import Act, Person, Principal, Standing, allows, names, only_leads

EXPECTED = {
    #                   external guest  colleague observer member lead  author reader next facilit.
    Act.CREATE_POD: "   no       no     yes       no       no     no    no    no    no    no",
    Act.EDIT_POD: "     no       no     no        no       no     yes   no    no    no    no",
    Act.ARCHIVE_POD: "  no       no     no        no       no     yes   no    no    no    no",
    Act.RUN_RITUALS: "  no       no     no        no       no     yes   no    no    no    no",
    Act.TAKE_OVER: "    no       never  no        yes      yes    no    no    no    no    no",
    Act.ADD_PROMPT: "   no       no     no        yes      yes    yes   no    no    no    no",
    Act.EDIT_PROMPT: "  no       no     no        no       no     yes   yes    no    no    no",
    Act.ASSIGN_TURNS: " no       no     no        no       no     yes   no    no    no    no",
    Act.TAKE_TURN: "    no       no     no        no       yes    yes   no    no    no    no",
    Act.SET_AWAY: "     no       no     no        no       no     yes   no    no    no    no",
    Act.SEE_POD: "      no       no     no        no       no     yes   no    no    no    no",
    Act.POST_DEMO: "    no       no     no        yes      yes    yes   no    no    no    no",
    Act.EDIT_DEMO: "    no       no     no        no       no     no    yes    no    no    no",
    Act.WITHDRAW_DEMO: "no       no     no        no       no     no    yes    no    no    no",
    Act.REMOVE_DEMO: "  no       no     no        no       no     yes   no    no    no    no",
    Act.WATCH_DEMO: "   no       no     yes       yes      yes    yes   never    no    no    no",
    Act.GIVE_FEEDBACK: "no       no     yes       yes      yes    yes   never    no    no    no",
    Act.READ_FEEDBACK: "no       no     no        no       no     no    yes    no    no    no",
    Act.KEEP_NOTE: "    no       no     no        yes      yes    yes   no    no    no    no",
    Act.READ_NOTE: "    no       no     yes       yes      yes    yes   no    no    no    no",
    Act.EDIT_NOTE: "    no       no     no        no       no     yes   yes    no    no    no",
    Act.WITHDRAW_NOTE: "no       no     no        no       no     yes   yes    no    no    no",
    Act.CHOOSE_START: " no       no     no        no       no     yes   no    no    no    no",
    Act.ANSWER_SESSION: "  no   no   no   yes   yes   yes   no   no   no    no",
    Act.READ_SESSION: "    no   no   no   no   no   no   no   yes   no    no",
    Act.READ_NOTES: "      no   no   no   no   no   no   no   no   yes    no",
    Act.ADD_TO_AGENDA: "   no   no   no   yes   yes   yes   no   no   no   no",
    Act.TAKE_OFF_AGENDA: " no   no   no   no   no   yes   yes   no   no   yes",
    Act.ADD_THOUGHT: "     no   no   no   yes   yes   yes   no   no   no   no",
    Act.READ_RETRO: "      no   no   no   yes   yes   yes   no   no   no   no",
    Act.REMOVE_THOUGHT: "  no   no   no   no   no   yes   no   no   no   yes",
    Act.ADD_ACTION: "      no   no   no   no   no   yes   no   no   no   yes",
    Act.CHANGE_ACTION: "   no   no   no   no   no   yes   yes   no   no   yes",
    Act.DECIDE: "          no   no   no   no   no   yes   no   no   no   yes",
}
STANDINGS = tuple(Standing)
TABLE = {
    (standing, act): word
    for act, row in EXPECTED.items()
    for standing, word in zip(STANDINGS, row.split(), strict=True)
}


def person(name: str) -> Person:
    return Person(id=name, user_id=f"U{name}", name=name)


def test_the_expected_table_names_every_standing_and_every_act():
    assert set(TABLE) == {(standing, act) for standing in Standing for act in Act}


@pytest.mark.parametrize(("standing", "act"), TABLE)
def test_one_standing_allows_what_the_table_says(standing: Standing, act: Act):
    assert allows(frozenset({standing}), act) is (TABLE[standing, act] == "yes")


@pytest.mark.parametrize("act", Act)
def test_several_standings_allow_what_one_allows_and_none_forbids(act: Act):
    for number in range(len(STANDINGS) + 1):
        for several in combinations(STANDINGS, number):
            said = {TABLE[standing, act] for standing in several}
            forbidden = Standing.EXTERNAL in several or "never" in said
            assert allows(frozenset(several), act) is ("yes" in said and not forbidden)


@pytest.mark.parametrize(
    ("home", "enterprise", "external"),
    [("T1", None, False), ("T2", None, True), ("E1", "E1", False), ("T2", "E1", True)],
)
def test_whoever_belongs_to_another_workspace_is_external(home, enterprise, external):
    actor = Principal(team_id="T1", user_id="U1", home_team_id=home, enterprise_id=enterprise)
    assert actor.external is external


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ((), ""),
        (("Ana Keller",), "Ana"),
        (("Ana", "Chidi"), "Ana and Chidi"),
        (("Ana", "Ben", "Chidi"), "Ana, Ben and Chidi"),
        (("",), "Someone"),
    ],
)
def test_people_are_named_in_a_sentence_by_first_name(people, sentence):
    assert names(tuple(map(person, people))) == sentence


@pytest.mark.parametrize(
    ("leads", "refusal"),
    [
        (("Ana", "Chidi"), "Only Ana and Chidi, who lead this pod, can end it. Ask one of them."),
        (("Ana Keller",), "Only Ana, who leads this pod, can end it. Ask Ana."),
        ((), "Only somebody who leads this pod can end it, and nobody does now."),
    ],
)
def test_a_refusal_names_those_who_can_do_it(leads, refusal):
    assert only_leads(tuple(map(person, leads)), "end it") == refusal
