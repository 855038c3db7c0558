"""Which questions are asked after a session, for whoever leads the pod."""

from slackapp.domain.questions import TEMPLATES, Template, questions
from slackapp.domain.rituals import Ritual
from slackapp.ids import Modal
from slackapp.views.about import About
from slackapp.views.blocks import View, bullets, form, modal, rich, section
from slackapp.views.forms import Form, Select
from slackapp.views.leaves import bold

TITLES = {
    Template.TWO: "The two questions",
    Template.WORKED: "What worked, what did not, which topics next",
    Template.CLEAR: "What was clear, what could be clearer",
}
YES, NO = "yes", "no"


class QuestionsForm(Form):
    """The questions that a ritual asks from now on."""

    template = Select(
        "Afterwards people are asked",
        missing="Pick what people are asked.",
        offered=tuple((each.value, TITLES[each], "") for each in TEMPLATES),
    )
    scales = Select(
        "Pace and clarity, from 1 to 5",
        missing="Pick whether pace and clarity are asked as well.",
        offered=((NO, "Do not ask", ""), (YES, "Ask as well", "")),
    )

    @property
    def chosen(self) -> Template:
        return Template(self.template)

    @property
    def with_scales(self) -> bool:
        return self.scales == YES


def questions_form(*, ritual: Ritual) -> View:
    return form(
        Modal.RITUAL_QUESTIONS,
        "Questions afterwards",
        rich(bold(ritual.name)),
        QuestionsForm.template.draw(ritual.template),
        QuestionsForm.scales.draw(YES if ritual.scales else NO),
        submit="Save",
        about=About(ritual_id=ritual.id),
    )


def chosen(*, ritual: Ritual) -> View:
    """Say what is asked from the next time on."""
    asked = questions(ritual.template, scales=ritual.scales)
    return modal(
        "Saved",
        section(f"From the next {ritual.name} on, whoever was there is asked:"),
        bullets([question.label] for question in asked),
    )
