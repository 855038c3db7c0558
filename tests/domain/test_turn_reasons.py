"""Why turns moved is told in few short sentences, with everybody named once."""

import pytest

from slackapp.domain.turns.reasons import Cause, Reason, told


def kept(*reasons: Reason) -> str:
    return "\n".join(reason.kept for reason in reasons)


@pytest.mark.parametrize("cause", list(Cause))
@pytest.mark.parametrize("who", ["", "Ana", "O'Brien-Müller"])
def test_what_is_kept_is_read_as_it_was(cause, who):
    assert Reason.read(Reason(cause, who).kept) == Reason(cause, who)


def test_one_reason_is_one_sentence():
    assert told("skipped Hana") == ["Hana skipped a turn."]
    assert told("dates") == ["The dates have changed."]
    assert told("swapped") == ["Two people swapped."]


def test_whoever_did_several_things_is_named_once():
    assert told("skipped Ana\ndates\ntook Ana") == [
        "Ana skipped a turn and took a turn that nobody had.",
        "The dates have changed.",
    ]


def test_those_who_did_the_same_are_told_of_together():
    away = [Reason(Cause.AWAY, who) for who in ("Ben", "Chidi", "Dana", "Eli", "Farah")]

    assert told(kept(*away[:2])) == ["Ben and Chidi are away."]
    assert told(kept(*away[:3])) == ["Ben, Chidi and Dana are away."]
    assert told(kept(*away[:4])) == ["Ben, Chidi, Dana and Eli are away."]
    assert told(kept(*away)) == ["Ben, Chidi, Dana and 2 more are away."]


def test_whoever_went_and_came_back_is_back():
    assert told("away Ben\nskipped Ben\nback Ben") == ["Ben skipped a turn and is back."]
    assert told("back Ben\naway Ben") == ["Ben is away."]


@pytest.mark.parametrize("line", ["", "Ben skips a turn", "unheard of"])
def test_what_is_unknown_is_left_out(line):
    assert told(f"{line}\naway Ben") == ["Ben is away."]


def test_a_journal_reads_it_as_part_of_a_sentence():
    assert str(Reason(Cause.AWAY, "Ben")) == "Ben is away"
    assert str(Reason(Cause.LEFT_OUT)) == "one time is left out"
