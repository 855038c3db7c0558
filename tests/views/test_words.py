"""Whatever people type is shown as typed: it cannot mention, link, format or overflow."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from slackapp.domain.demos import ASK_MAX, FIELD_MAX, TITLE_MAX, DemoState, Field, LastFeedback
from slackapp.domain.feedback import ANSWER_MAX, Answered
from slackapp.domain.home import Part
from slackapp.domain.pods import NAME_MAX, SKILL_MAX, PodChoice
from slackapp.gallery import team
from slackapp.gallery.extremes import SHOUT
from slackapp.sandbox.validate import message_errors, view_errors
from slackapp.views import cards, demos, facts, feedback, home, notices, pods
from slackapp.views.blocks import Message
from slackapp.views.help import hello
from tests.views.make import drawn, nodes

PIECES = ["<!channel>", "<@U0ANA>", "<https://a.b|c>", "&amp;", "*", "_", "`", "&", ":tada:", "é"]
PIECES += ["\u05e9", "👩\u200d🔬", "🇩🇪", "\n", SHOUT, "<!date^1^{date}|x>"]
OUR_PEOPLE = {person.user_id for person in team.POD.people}


def typed(most):
    pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), min_size=1).map("".join)
    stretched = st.builds(lambda text, times: text * times, pieces, st.integers(1, most))
    return stretched.map(lambda text: text[:most].strip()).filter(bool)


def people():
    return st.builds(lambda name: replace(team.BEN, name=name), typed(80))


def some_demos():
    return st.builds(
        lambda title, text, ask, author: replace(
            team.DEMO,
            title=title,
            ask=ask,
            author=author,
            gone_by=author,
            fields=(Field("did", "What I did", text),),
        ),
        typed(TITLE_MAX),
        typed(FIELD_MAX),
        typed(ASK_MAX),
        people(),
    )


def views_of_a_demo(demo):
    page = replace(team.LEAD, demos=Part((demo,), 9), waiting=Part((demo,), 9))
    draft = replace(team.DEMO_DRAFT, last=LastFeedback(name=demo.author.name, words=demo.ask))
    posted = replace(team.POSTED, title=demo.title)
    yield cards.card(demo=demo)
    yield cards.card(demo=replace(demo, state=DemoState.REMOVED))
    yield demos.post_form(draft=draft)
    yield demos.withdraw_form(demo=demo)
    yield demos.remove_form(demo=demo)
    yield demos.posted(posted=posted)
    yield feedback.give_form(draft=replace(team.FEEDBACK_DRAFT, demo=demo))
    yield feedback.withdraw_form(demo=demo)
    yield facts.first_answer(demo=demo)
    yield hello(person=demo.author)
    yield home.home(page=page)


def views_of_a_pod(name, skill):
    pod = replace(team.POD, name=name, skill=skill)
    page = replace(team.LEAD, pods=Part((pod,), 1), dashboard=replace(team.HEALTH, pod=pod))
    yield pods.welcome(pod=pod)
    yield pods.created(pod=pod)
    yield pods.archive_form(pod=pod)
    yield home.home(page=page)


def assert_inert(example):
    for node in nodes(drawn(example)):
        assert node.get("type") not in {"mrkdwn", "markdown", "link", "broadcast", "usergroup"}
        assert node.get("type") != "user" or node["user_id"] in OUR_PEOPLE
        assert node.get("type") != "plain_text" or node["emoji"] is False
    if isinstance(example, Message):
        assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", example.text)
        assert message_errors(list(example.blocks)) == []
    else:
        assert view_errors(example) == []


@settings(max_examples=60, deadline=None)
@given(some_demos())
def test_the_words_of_a_demo_do_nothing(demo):
    for example in views_of_a_demo(demo):
        assert_inert(example)


@settings(max_examples=60, deadline=None)
@given(typed(NAME_MAX), typed(SKILL_MAX))
def test_the_words_of_a_pod_do_nothing(name, skill):
    for example in views_of_a_pod(name, skill):
        assert_inert(example)


@settings(max_examples=40, deadline=None)
@given(typed(ANSWER_MAX), typed(ANSWER_MAX), people())
def test_the_words_of_an_answer_do_nothing(takeaway, better, person):
    labels = [question.label for question in team.QUESTIONS]
    answered = Answered(person, tuple(zip(labels, (takeaway, better), strict=True)), team.NOW)

    assert_inert(feedback.read(read=replace(team.READ, answered=(answered,)), person=team.BEN))
    assert_inert(
        feedback.give_form(draft=replace(team.FEEDBACK_DRAFT, given=(takeaway, better))),
    )


@settings(max_examples=40, deadline=None)
@given(typed(5000))
def test_the_words_of_a_refusal_do_nothing(words):
    assert_inert(notices.sorry(words=words))
    assert_inert(notices.sorry_message(words=words))


@settings(max_examples=30, deadline=None)
@given(typed(80), typed(80))
def test_the_words_in_pickers_fit(title, name):
    demo = replace(team.DEMO, title=title, author=replace(team.BEN, name=name))

    (option,) = demos.demo_options((demo,))
    (pod,) = demos.pod_options((PodChoice("pod-1", title, name),))

    assert 1 <= len(pod["text"]["text"]) <= 75
    assert 1 <= len(option["text"]["text"]) <= 75
    assert 1 <= len(option["description"]["text"]) <= 75
    assert option["value"] == demo.id


def test_a_title_that_shouts_is_read_as_it_was_typed():
    card = cards.card(demo=replace(team.DEMO, title="<!channel> & :tada:"))

    assert card.blocks[0]["text"]["text"] == "<!channel> & :tada:"
    assert card.text.startswith("&lt;!channel&gt; &amp; :tada:, a demo by Ben.")
