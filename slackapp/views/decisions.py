"""What a retrospective decides about another ritual: its form, and its words on cards."""

from collections.abc import Sequence

from slackapp.domain.cadence import MONTHS_MAX, WEEKS_MAX, Freq
from slackapp.domain.decisions import (
    ASKED_MAX,
    WHY_MAX,
    Decision,
    DecisionAnswers,
    DecisionDraft,
    DecisionState,
    Terms,
)
from slackapp.domain.json import JSON
from slackapp.domain.questions import TEMPLATES, Template
from slackapp.domain.rituals import DAYS_MAX, MINUTES
from slackapp.ids import Action, Modal
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    Message,
    View,
    actions,
    bullets,
    button,
    context,
    form,
    message,
    modal,
    option,
    rich,
    section,
)
from slackapp.views.decision_words import phrase
from slackapp.views.fields import Number
from slackapp.views.forms import Form, OneOf, Select, Text
from slackapp.views.leaves import Leaf, bold, italic
from slackapp.views.leaves import day as day_leaf
from slackapp.views.ritual_questions import TITLES
from slackapp.views.text import named, safe

HOW_MANY = "Say how many."


class DecisionForm(Form):
    """What a ritual is like from now on; which questions there are depends on the ritual."""

    ritual = OneOf("Which ritual?", missing="Pick a ritual.", refresh=Action.DECISION_RITUAL)
    presenting = Number("Minutes of presenting", missing=HOW_MANY, most=MINUTES[1], unit="minutes")
    minutes = Number(
        "Length in minutes", missing=HOW_MANY, least=MINUTES[0], most=MINUTES[1], unit="minutes"
    )
    days = Number("Open for how many days", missing=HOW_MANY, most=DAYS_MAX, unit="days")
    weeks = Number("Every how many weeks", missing=HOW_MANY, most=WEEKS_MAX, unit="weeks")
    months = Number("Every how many months", missing=HOW_MANY, most=MONTHS_MAX, unit="months")
    template = Select(
        "Afterwards people are asked",
        missing="Pick what people are asked.",
        offered=tuple((each.value, TITLES[each], "") for each in TEMPLATES),
    )
    why = Text(
        "Why?",
        missing="Say why in one line; whoever was not there reads it.",
        most=WHY_MAX,
        shorten="Shorten it to one line.",
    )

    def __init__(self, view: JSON) -> None:
        super().__init__(view)
        self.asked = [str(block.get("block_id", "")) for block in view.get("blocks") or ()]

    @property
    def picked(self) -> str:
        """The ritual that was chosen; where there is one, it is known."""
        return self.ritual if "ritual" in self._names else self.about.ritual_id

    @property
    def answers(self) -> DecisionAnswers:
        filled = self.require()
        return DecisionAnswers(
            ritual_id=filled.picked,
            terms=filled.terms,
            why=filled.why,
            version=int(self.about.version or -1),
        )

    @property
    def terms(self) -> Terms:
        names = self._names
        weeks = self.weeks if "weeks" in names else None
        return Terms(
            presenting=self.presenting if "presenting" in names else None,
            minutes=self.minutes if "minutes" in names else None,
            days=self.days if "days" in names else None,
            interval=self.months if "months" in names else weeks,
            template=Template(self.template) if "template" in names else None,
        )

    def check(self) -> dict[str, str]:
        wrong = {name: why for name, why in super().check().items() if name in self._names}
        if not wrong and self.picked != self.about.ritual_id:
            wrong["ritual"] = "The questions below were still changing. Look at them once more."
        return wrong

    @property
    def _names(self) -> set[str]:
        return {block_id.partition(".")[0] for block_id in self.asked}


def decision_form(*, draft: DecisionDraft) -> View:
    ritual, several = draft.ritual, len(draft.choices) > 1
    return form(
        Modal.DECIDE,
        "Change the ritual",
        DecisionForm.ritual.draw(
            *(option(each.name, each.id) for each in draft.choices), initial=ritual.id
        )
        if several
        else rich(bold(ritual.name)),
        *_asked(draft),
        DecisionForm.why.draw(),
        context(
            f"From the next {named(ritual.name)} on. This card and the next one say so, "
            "and the next retrospective asks whether to keep it."
        ),
        submit="Decide",
        about=About(
            decision_id=draft.decision_id,
            occurrence_id=draft.occurrence_id,
            ritual_id=ritual.id,
            version=str(draft.version),
        ),
    )


def decided(*, decision: Decision) -> View:
    """Say what holds from now on."""
    return modal(
        "Decided",
        section(f"{decision.ritual_name} from now on: {phrase(decision)}."),
        section("Its next card says so, and the next retrospective asks whether to keep it."),
    )


def answered(*, decision: Decision) -> Message:
    """Say to whoever pressed what holds now."""
    if decision.state is DecisionState.CHANGED_BACK:
        words = f"Changed back. {decision.ritual_name}: {phrase(decision, back=True)} again."
    else:
        words = f"Kept. {decision.ritual_name}: {phrase(decision)}."
    return message(safe(words, 1000), section(words))


def card_lines(found: Sequence[Decision]) -> list[Block]:
    """What a retrospective decided, on the card of what was said."""
    if not found:
        return []
    return [
        rich(bold("From now on")),
        bullets(_told(each) for each in found[-ASKED_MAX:]),
    ]


def asked_lines(found: Sequence[Decision]) -> list[Block]:
    """What was decided the last time, to be kept or changed back."""
    return [block for each in found[-ASKED_MAX:] for block in _question(each)]


def new_lines(found: Sequence[Decision]) -> list[Block]:
    """What is new in a session, on its card."""
    return [
        rich(bold("From now on: "), f"{phrase(each)}, decided on ", day_leaf(each.decided_at), ".")
        for each in found[-ASKED_MAX:]
    ]


def _asked(draft: DecisionDraft) -> list[Block]:
    """The questions that this ritual has; with another ritual they start afresh."""
    terms, fields = draft.terms, DecisionForm
    monthly = draft.ritual.cadence.freq in (Freq.MONTHLY_BY_DAY, Freq.MONTHLY_BY_WEEKDAY)
    often = fields.months if monthly else fields.weeks
    found = [
        fields.presenting.draw(terms.presenting) if terms.presenting else None,
        fields.minutes.draw(terms.minutes) if terms.minutes else None,
        fields.days.draw(terms.days) if terms.days else None,
        often.draw(terms.interval)
        if terms.interval and draft.ritual.cadence.freq is not Freq.DAILY
        else None,
        fields.template.draw(terms.template) if terms.template else None,
    ]
    asked = [block for block in found if block is not None]
    for block in asked:
        block["block_id"] = f"{block['block_id']}.{draft.ritual.id}"
    return asked


def _told(decision: Decision) -> list[str | Leaf]:
    back = ", changed back since" if decision.state is DecisionState.CHANGED_BACK else ""
    why = f" · {decision.why}" if decision.why else ""
    return [italic(decision.ritual_name), f": {phrase(decision)}{back}{why}"]


def _question(decision: Decision) -> list[Block]:
    line = rich(
        bold("Last time you decided: "),
        italic(decision.ritual_name),
        f": {phrase(decision)}. {_became(decision)}",
    )
    if decision.state is not DecisionState.STANDING:
        return [line]
    return [
        line,
        actions(
            button("Keep it", Action.KEEP_DECISION, decision.id),
            button("Change back", Action.CHANGE_BACK, decision.id),
            block_id=f"decision.{decision.id}.do",
        ),
    ]


def _became(decision: Decision) -> str:
    match decision.state:
        case DecisionState.STANDING:
            return "Keep it?"
        case DecisionState.KEPT:
            return "Kept."
        case DecisionState.CHANGED_BACK:
            return f"Changed back: {phrase(decision, back=True)}."
        case DecisionState.OVERTAKEN:
            return "It was changed otherwise since."
