"""What the app says: promises kept to their values, remedies, and facts in words."""

from dataclasses import replace

import pytest

from slackapp.domain.demos import DemoState
from slackapp.domain.facts import (
    ChannelLost,
    DemoChanged,
    DemoPosted,
    FirstAnswer,
    Hello,
    MessageAnswered,
    PodBegan,
    Saying,
)
from slackapp.domain.feedback import Mode, Read
from slackapp.domain.home import Part
from slackapp.gallery import team
from slackapp.ids import Action
from slackapp.views import cards, demos, feedback, notices, nudges, pages, pods
from slackapp.views.facts import speak
from slackapp.views.home import home
from slackapp.views.responses import came
from tests.views.make import drawn, nodes, values, words

GONE = replace(team.DEMO, state=DemoState.WITHDRAWN, gone_by=team.BEN)


@pytest.mark.parametrize(
    ("saying", "text"),
    [
        (Saying(PodBegan("p"), pod=team.POD), "Data guild starts here. "),
        (Saying(DemoPosted("d"), demo=team.DEMO), "Propensity scores without tears, a demo by Ben"),
        (Saying(DemoChanged("d"), demo=GONE), "Withdrawn by Ben"),
        (Saying(FirstAnswer("d"), demo=team.DEMO), "Your demo “Propensity scores without tears”"),
        (Saying(Hello("p"), person=team.ANA), "Hello Ana, I am Dojo. "),
        (Saying(MessageAnswered("p")), "Nobody reads what is written here"),
        (
            Saying(ChannelLost("p", "a", "is_archived"), pod=team.POD, reason="is_archived"),
            "I cannot post for Data guild",
        ),
    ],
)
def test_every_fact_has_words(saying, text):
    assert speak(saying).text.startswith(text)


@pytest.mark.parametrize("fact", [PodBegan("p"), DemoPosted("d"), FirstAnswer("d"), Hello("p")])
def test_a_fact_without_its_subject_is_a_mistake_of_ours(fact):
    with pytest.raises(ValueError, match="load it beforehand"):
        speak(Saying(fact))


def test_the_first_answer_is_told_without_what_it_says():
    told = speak(Saying(FirstAnswer("demo-1"), demo=team.DEMO))

    assert words(drawn(told)).count("\n") == 2  # the text, the line, the button
    assert values(drawn(told)) == ["demo-1"]


@pytest.mark.parametrize(
    ("state", "said", "read"),
    [
        (DemoState.OPEN, "nobody has answered yet", "No answers yet."),
        (DemoState.CLOSED, "no answers this time", "No answers this time."),
    ],
)
def test_nobody_is_waited_for_once_a_demo_is_over(state, said, read):
    demo = replace(team.DEMO, comments=0, answers=0, state=state)

    assert came(demo) == said
    assert f": {said}." in nudges.came_back(demo=demo).text
    assert f" · {said} · " in words(home(page=replace(team.MEMBER, demos=Part((demo,), 1))))
    assert read in words(feedback.read(read=Read(demo, ()), person=team.BEN))


def test_a_card_that_is_gone_keeps_no_word_of_its_demo():
    said = str(drawn(cards.card(demo=GONE)))

    for kept in (GONE.title, GONE.ask, GONE.link, *(field.text for field in GONE.fields)):
        assert kept not in said
    assert not any("action_id" in node for node in nodes(drawn(cards.card(demo=GONE))))


def test_a_lead_who_removed_a_demo_is_named():
    removed = replace(GONE, state=DemoState.REMOVED, gone_by=team.ANA)

    assert cards.card(demo=removed).text == "Removed by Ana, who leads this pod"


def test_a_closed_demo_takes_no_feedback_and_has_no_link_it_was_not_given():
    closed = cards.card(demo=replace(team.DEMO, state=DemoState.CLOSED, link=""))
    pressed = {node.get("action_id") for node in nodes(drawn(closed))}

    assert Action.GIVE_FEEDBACK not in pressed
    assert Action.OPEN_LINK not in pressed


def test_a_card_counts_only_what_there_is():
    one = cards.card(demo=replace(team.DEMO, comments=1, watched=0))
    none = cards.card(demo=replace(team.DEMO, comments=0, watched=0))

    assert "1 comment" in words(drawn(one)).split("\n")
    assert "watched" not in words(drawn(none)).replace("I watched", "")


def test_the_promise_of_a_form_is_made_of_what_decides_it():
    assert feedback.promise(draft=team.FEEDBACK_DRAFT) == (
        "Ben reads your answers, with your name."
    )
    with pytest.raises(KeyError):
        feedback.promise(draft=replace(team.FEEDBACK_DRAFT, mode=Mode.ANONYMOUS))


def test_whoever_answered_reads_until_when_it_can_be_changed():
    assert (
        "Ben finds your answers on Home. You can change or withdraw them until Fri, Mar 6, 5:00 PM."
    ) in words(feedback.thanks(receipt=team.RECEIPT, person=team.DANA))


@pytest.mark.parametrize(
    ("value", "target"),
    [("d", ("d", None)), ("d 2", ("d", 2)), ("d x", ("d", None)), ("d 999999", ("d", None))],
)
def test_a_page_of_a_list_is_read_back_from_its_value(value, target):
    assert pages.target(value) == target
    assert pages.target(pages.target_value("d", 7)) == ("d", 7)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("not_in_channel", "The app is not in #data-guild. Type /invite @Dojo there. "),
        ("is_archived", "#data-guild is archived. Unarchive it, or give the pod another channel. "),
        ("channel_not_found", "The app cannot find #data-guild. Type /invite @Dojo there; if"),
        ("restricted_action_thread_only_channel", "#data-guild does not let apps post. "),
        ("missing_scope", "Slack refused it with “missing_scope”. Mention that to whoever runs"),
    ],
)
def test_where_slack_keeps_us_out_there_is_a_remedy(reason, words):
    assert notices.remedy(reason, "#data-guild").startswith(words)


def test_a_demo_that_slack_refused_says_so_and_is_saved():
    view = demos.posted(posted=replace(team.POSTED, refused="is_archived"))

    assert view["title"]["text"] == "Your demo is saved"
    assert "It is not posted yet. #data-guild is archived." in words(view)
    assert "posted by itself then" in words(view)


def test_a_bug_and_a_delay_say_that_nothing_was_saved():
    assert notices.broke("7F3A") == (
        "Something broke on our side and nothing was saved. Please try again; "
        "if it repeats, mention 7F3A."
    )
    assert notices.too_slow("Post").endswith("Press Post again; your text is still here.")
    assert notices.too_slow().endswith("Please try again.")


def test_a_crowded_pod_is_told_that_two_would_do_more():
    many = replace(team.POD, members=team.POD.members * 2)

    assert "13 people: above 7" in words(pods.saved(pod=many))
    assert "above 7" not in words(pods.saved(pod=team.POD))
