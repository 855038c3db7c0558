"""Forms are read as they were drawn, and say what is wrong under each field."""

from dataclasses import replace

import pytest

from slackapp.domain.demos import FIELD_MAX, TITLE_MAX
from slackapp.errors import FormRefused, Refusal
from slackapp.gallery import team
from slackapp.views import demos, feedback, pods
from slackapp.views.about import About
from slackapp.views.demos import DemoForm
from slackapp.views.feedback import ChooseForm, FeedbackForm
from slackapp.views.forms import link_problem
from slackapp.views.pods import PodForm
from tests.views.make import submitted

FILLED = replace(team.DEMO_DRAFT, answers=team.ANSWERS)


def test_a_form_reads_what_it_was_drawn_with():
    assert DemoForm(submitted(demos.post_form(draft=FILLED))).answers == team.ANSWERS


def test_a_form_remembers_what_it_is_about():
    form = DemoForm(submitted(demos.post_form(draft=FILLED)))

    assert form.about == About(demo_id="demo-1", pod_id="pod-data")


def test_a_pod_that_was_picked_is_read_from_its_picker():
    draft = replace(FILLED, pods=team.CHOICES)

    form = DemoForm(submitted(demos.post_form(draft=draft), pod="pod-design"))

    assert form.pod == "pod-design"
    assert form.about == About(demo_id="demo-1")


def test_a_pod_that_was_not_picked_is_asked_for():
    draft = replace(team.DEMO_DRAFT, pods=team.CHOICES, answers=replace(team.ANSWERS, pod_id=""))

    form = DemoForm(submitted(demos.post_form(draft=draft)))

    assert form.check() == {"pod": "Pick the pod that this is for."}


def test_everything_that_is_wrong_is_said_at_once():
    form = DemoForm(submitted(demos.post_form(draft=team.DEMO_DRAFT), title=" \u200b\n", link="x"))

    with pytest.raises(FormRefused) as refused:
        _ = form.answers

    assert refused.value.fields == {
        "title": "Give it a title, so that people know what they open.",
        "did": "Say in a line or two what you did. Half done is fine.",
        "learned": "Say what you learned. A dead end counts.",
        "link": "A link looks like https://example.com/notebook: it begins with https:// "
        "and has no spaces.",
        "ask": "Ask for something, so that people know where to look.",
    }
    assert refused.value.field == "title"


def test_a_field_that_is_read_alone_refuses_alone():
    form = DemoForm(submitted(demos.post_form(draft=team.DEMO_DRAFT)))

    with pytest.raises(Refusal, match="Give it a title") as refused:
        _ = form.title

    assert refused.value.field == "title"


@pytest.mark.parametrize(
    ("over", "words"),
    [
        (1, "This is 1 character too long: 120 fit. "),
        (1500, "This is 1,500 characters too long: 120 fit. "),
    ],
)
def test_what_is_too_long_says_by_how_much(over, words):
    form = DemoForm(submitted(demos.post_form(draft=FILLED), title="t" * (TITLE_MAX + over)))

    (said,) = form.check().values()

    assert said.startswith(words)


def test_what_just_fits_is_taken_whole():
    draft = demos.post_form(draft=FILLED)

    form = DemoForm(submitted(draft, did="d" * FIELD_MAX, title="t" * TITLE_MAX))

    assert form.check() == {}
    assert len(form.did) == FIELD_MAX


def test_slack_is_not_asked_to_cut_what_is_too_long():
    inputs = [block for block in demos.post_form(draft=FILLED)["blocks"] if "element" in block]

    assert all("max_length" not in block["element"] for block in inputs)


def test_a_line_stays_one_line_and_a_paragraph_keeps_its_own():
    form = DemoForm(submitted(demos.post_form(draft=FILLED), title=" a\n b ", did="a\r\n\nb "))

    assert (form.title, form.did) == ("a b", "a\n\nb")


@pytest.mark.parametrize(
    "link",
    [
        "https://example.com/a?b=c&d=e#f",
        "http://localhost:8888/notebook",
        "HTTPS://Example.com",
        "https://пример.рф/страница",
        "https://[2001:db8::1]/x",
    ],
)
def test_a_link_that_a_browser_opens_is_taken(link):
    assert link_problem(link) is None


@pytest.mark.parametrize(
    "link",
    [
        "example.com/notebook",
        "ftp://example.com",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https://example.com:port/",
        "https://example.com:99999/",
        "https://exa mple.com",
        "https://[broken",
        "https://ana:secret@example.com",
        "https://example.com@evil.example",
    ],
)
def test_a_link_that_leads_nowhere_or_tells_a_secret_is_refused(link):
    assert link_problem(link)


def test_a_password_in_a_link_is_named():
    assert link_problem("https://a:b@example.com") == (
        "This link has a name or password in it. Take it out: everybody here sees the link."
    )


def test_a_link_may_be_left_out():
    assert DemoForm(submitted(demos.post_form(draft=FILLED), link=" ")).link == ""


def test_the_two_questions_are_read_in_their_order():
    draft = replace(team.FEEDBACK_DRAFT, given=team.GIVEN)

    assert FeedbackForm(submitted(feedback.give_form(draft=draft))).answers == team.GIVEN


def test_an_answer_of_blanks_is_none():
    view = submitted(feedback.give_form(draft=team.FEEDBACK_DRAFT), takeaway=" ", better="\n")

    assert FeedbackForm(view).check() == {
        "takeaway": "Say what you take away; a few words are enough.",
        "better": "Say one thing that would help next time; a few words are enough.",
    }


def test_the_demo_to_answer_is_asked_for():
    assert ChooseForm(submitted(feedback.choose_form(), demo="demo-1")).demo == "demo-1"
    assert ChooseForm(submitted(feedback.choose_form())).check() == {
        "demo": "Pick what you want to answer.",
    }


def test_a_pod_is_read_as_it_was_drawn():
    draft = replace(team.POD_DRAFT, answers=team.POD_ANSWERS)

    assert PodForm(submitted(pods.edit_form(draft=draft))).answers == team.POD_ANSWERS


def test_a_pod_without_anything_is_asked_for_everything():
    draft = replace(team.POD_DRAFT, answers=replace(team.POD_DRAFT.answers, leads=(), tz=""))

    assert PodForm(submitted(pods.create_form(draft=draft))).check() == {
        "name": "Give it a name, so that people find it.",
        "skill": "Say which skill you build together.",
        "channel": "Pick the channel where it meets.",
        "members": "Pick who is in it. You can change that at any time.",
        "leads": "Pick at least one person who leads it.",
        "tz": "Pick the zone that its weeks and deadlines go by.",
    }


def test_too_many_people_are_refused_and_nobody_counts_twice():
    crowd = [f"U{number}" for number in range(51)]

    form = PodForm(submitted(pods.create_form(draft=team.POD_DRAFT), members=crowd))
    twice = PodForm(submitted(pods.create_form(draft=team.POD_DRAFT), members=["U1", "U1"]))

    assert form.check()["members"] == "These are 51 people, and at most 50 fit."
    assert twice.members == ("U1",)


def test_a_form_with_nothing_in_it_is_refused_and_does_not_break():
    assert set(DemoForm({}).check()) == {"pod", "title", "did", "learned", "ask"}


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"demo_id": 7}', '{"other": "x"}'])
def test_what_a_modal_does_not_remember_is_empty(text):
    assert About.decode(text) == About()


def test_a_modal_remembers_ids_only():
    with pytest.raises(ValueError, match="make it a row"):
        About(demo_id="x" * 3000).encode()
