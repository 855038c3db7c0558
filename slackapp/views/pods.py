"""Beginning, changing and ending a pod."""

from slackapp.domain.people import Person
from slackapp.domain.pods import (
    BEST_MAX,
    MEMBERS_MAX,
    NAME_MAX,
    SKILL_MAX,
    Pod,
    PodAnswers,
    PodDraft,
)
from slackapp.domain.presets import PRESETS, Foreseen
from slackapp.ids import Action, Modal, Picker
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    Message,
    View,
    actions,
    button,
    context,
    form,
    header,
    message,
    modal,
    rich,
    section,
)
from slackapp.views.cadences import when
from slackapp.views.forms import ChannelPick, Form, People, Pick, Select, Text
from slackapp.views.leaves import Leaf, bold, italic, person
from slackapp.views.text import ahead, safe, spelled
from slackapp.views.zones import zone_option

TWO_LEADS = "Ask somebody to lead it with you: two is safer than one."
ALONE = "One person so far. Add somebody, so that what is shown gets an answer: 5 to 7 works best."


class PodForm(Form):
    """Who a pod is, what it builds, and where."""

    name = Text(
        "Name",
        missing="Give it a name, so that people find it.",
        most=NAME_MAX,
    )
    skill = Text(
        "The skill we build, as narrow as you can",
        missing="Say which skill you build together.",
        hint="“Causal inference in observational studies”, not “data science”.",
        most=SKILL_MAX,
    )
    channel = ChannelPick(
        "Channel",
        missing="Pick the channel where it meets.",
        hint="The app must be in it: type /invite @Dojo there.",
    )
    members = People(
        "Members",
        missing="Pick who is in it. You can change that at any time.",
        hint="5 to 7 works best.",
        most=MEMBERS_MAX,
    )
    leads = People(
        "Leads",
        missing="Pick at least one person who leads it.",
        hint="Two is safer than one.",
        most=MEMBERS_MAX,
    )
    tz = Pick(
        "Time zone",
        missing="Pick the zone that its weeks and deadlines go by.",
        picker=Picker.ZONE,
        placeholder="Search for a city or a country",
    )

    start = Select(
        "Start with",
        hint="Rituals that happen by themselves. You can change each before any of them begins.",
        refresh=Action.POD_START,
        offered=tuple((each.name, each.title, each.about) for each in PRESETS.values()),
    )

    @property
    def answers(self) -> PodAnswers:
        self.require()
        return PodAnswers(
            start=self.start,
            name=self.name,
            skill=self.skill,
            channel_id=self.channel,
            members=self.members,
            leads=self.leads,
            tz=self.tz,
        )


def create_form(
    *, draft: PodDraft, foreseen: tuple[Foreseen, ...] = (), person: Person | None = None
) -> View:
    return form(
        Modal.CREATE_POD,
        "Create a pod",
        *_questions(draft.answers),
        PodForm.start.draw(),
        *(_foreseen(each, person) for each in foreseen if person),
        context("When you create it, a welcome goes to its channel."),
        submit="Create",
        about=About(pod_id=draft.pod_id),
    )


def _foreseen(each: Foreseen, person: Person) -> Block:
    days = ahead(each.dates, person)
    return context(f"{each.answers.name} · {when(each.answers.cadence, person)} · {days}")


def edit_form(*, draft: PodDraft) -> View:
    size = len({*draft.answers.members, *draft.answers.leads})
    return form(
        Modal.EDIT_POD,
        "Edit this pod",
        *_questions(draft.answers),
        _size_hint(size),
        submit="Save",
        about=About(pod_id=draft.pod_id),
    )


def _questions(answers: PodAnswers) -> list[Block]:
    return [
        PodForm.name.draw(answers.name),
        PodForm.skill.draw(answers.skill),
        PodForm.channel.draw(answers.channel_id),
        PodForm.members.draw(answers.members),
        PodForm.leads.draw(answers.leads),
        PodForm.tz.draw(zone_option(answers.tz) if answers.tz else None),
    ]


def _size_hint(size: int) -> Block | None:
    if size == 1:
        return context(ALONE)
    if size <= BEST_MAX:
        return None
    smaller = spelled(-(-size // BEST_MAX)).capitalize()
    return context(
        f"{size} people: above {BEST_MAX}, some only watch. {smaller} smaller pods do more."
    )


def archive_form(*, pod: Pod) -> View:
    return form(
        Modal.ARCHIVE_POD,
        "Archive this pod?",
        rich(bold(pod.name)),
        section(
            "Its rituals and turns end, it leaves everybody's Home, and nobody can post a demo to "
            f"it any more. What was said stays in #{pod.channel_name}. This cannot be undone.",
        ),
        submit="Archive",
        close="Keep it",
        about=About(pod_id=pod.id),
    )


def created(*, pod: Pod) -> View:
    return modal(
        "Your pod is ready",
        rich(bold(pod.name)),
        section(f"A welcome is on its way to #{pod.channel_name}. Show something first?"),
        *hints(pod=pod),
        actions(button("Post a demo", Action.POST_DEMO, pod.id, style="primary")),
    )


def saved(*, pod: Pod) -> View:
    return modal("Saved", rich(bold(pod.name), " is up to date."), *hints(pod=pod))


def archived(*, pod: Pod) -> View:
    return modal(
        "Archived",
        rich(bold(pod.name), f" has ended. What was said stays in #{pod.channel_name}."),
    )


def hints(*, pod: Pod) -> list[Block | None]:
    """Say what would make this pod safer or livelier, to those who lead it."""
    return [
        _size_hint(len(pod.people)),
        context(TWO_LEADS) if len(pod.leads) == 1 < len(pod.people) else None,
    ]


def welcome(*, pod: Pod) -> Message:
    return message(
        safe(f"{pod.name} starts here. Together we get better at {pod.skill}.", 1000),
        header(f"{pod.name} starts here"),
        rich("Together we get better at ", italic(pod.skill), "."),
        rich(*_who(pod)),
        actions(
            button("Post a demo", Action.POST_DEMO, pod.id, style="primary"),
            button("How it works", Action.HOW_IT_WORKS),
        ),
        context("Show something you did, even half done · Nobody is ranked"),
    )


def _who(pod: Pod) -> list[Leaf | str]:
    groups = [
        (pod.leads, " leads" if len(pod.leads) == 1 else " lead"),
        (pod.members, ""),
        (pod.observers, " watches" if len(pod.observers) == 1 else " watch"),
    ]
    parts = [[*_spaced(people), verb] for people, verb in groups if people]
    return [leaf for number, part in enumerate(parts) for leaf in (" · " if number else "", *part)]


def _spaced(people: tuple[Person, ...]) -> list[Leaf | str]:
    return [
        leaf for number, one in enumerate(people) for leaf in (" " if number else "", person(one))
    ]
