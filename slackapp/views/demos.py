"""Posting, changing and taking back a demo."""

from slackapp.domain.demos import (
    ASK_MAX,
    FIELD_MAX,
    LINK_MAX,
    TITLE_MAX,
    Demo,
    DemoAnswers,
    DemoDraft,
    DemoState,
    LastFeedback,
    Posted,
)
from slackapp.domain.pods import PodChoice
from slackapp.ids import Action, Modal, Picker
from slackapp.views import notices
from slackapp.views.about import About
from slackapp.views.blocks import (
    OPTIONS_MAX,
    Block,
    Option,
    View,
    actions,
    button,
    context,
    form,
    modal,
    option,
    rich,
    section,
)
from slackapp.views.forms import Form, Pick, Text, link_problem
from slackapp.views.leaves import bold
from slackapp.views.text import clip

QUOTE_MAX = 300


class DemoForm(Form):
    """What somebody shows, and what they want to know about it."""

    pod = Pick(
        "Pod",
        missing="Pick the pod that this is for.",
        picker=Picker.POD,
        implied=lambda about: about.pod_id,
    )
    title = Text(
        "Title",
        missing="Give it a title, so that people know what they open.",
        most=TITLE_MAX,
    )
    did = Text(
        "What I did",
        missing="Say in a line or two what you did. Half done is fine.",
        most=FIELD_MAX,
        kind="body",
    )
    learned = Text(
        "What I learned",
        missing="Say what you learned. A dead end counts.",
        most=FIELD_MAX,
        kind="body",
    )
    link = Text(
        "Link or video",
        hint="A recording of up to 10 minutes, a notebook, a page.",
        most=LINK_MAX,
        accept=link_problem,
    )
    ask = Text(
        "What feedback do you want?",
        missing="Ask for something, so that people know where to look.",
        hint="Ask something specific, such as: is there a simpler way to check overlap?",
        most=ASK_MAX,
        kind="body",
    )
    changed = Text("What changed since then?", most=FIELD_MAX, kind="body")

    @property
    def answers(self) -> DemoAnswers:
        self.require()
        return DemoAnswers(
            pod_id=self.pod,
            title=self.title,
            did=self.did,
            learned=self.learned,
            link=self.link,
            ask=self.ask,
            changed=self.changed,
        )


def post_form(*, draft: DemoDraft) -> View:
    pod = _pod(draft)
    return form(
        Modal.POST_DEMO,
        "Post a demo",
        _where(draft, pod),
        _cut_note() if draft.cut else None,
        *_questions(draft),
        submit="Post",
        about=About(demo_id=draft.demo_id, pod_id=pod.pod_id if len(draft.pods) == 1 else ""),
    )


def edit_form(*, draft: DemoDraft) -> View:
    return form(
        Modal.EDIT_DEMO,
        "Edit your demo",
        context("Its card changes as soon as you save."),
        *_questions(draft),
        submit="Save",
        about=About(demo_id=draft.demo_id, pod_id=draft.answers.pod_id),
    )


def _pod(draft: DemoDraft) -> PodChoice:
    chosen = [pod for pod in draft.pods if pod.pod_id == draft.answers.pod_id]
    return (*chosen, *draft.pods)[0]


def _where(draft: DemoDraft, pod: PodChoice) -> Block:
    if len(draft.pods) == 1:
        return context(
            f"It goes to #{pod.channel_name}, for {pod.name}. You can edit or withdraw it later.",
        )
    chosen = pod if pod.pod_id == draft.answers.pod_id else None
    return DemoForm.pod.draw(pod_option(chosen) if chosen else None)


def _cut_note() -> Block:
    return context("The message was longer than this form takes, so its end is missing here.")


def _questions(draft: DemoDraft) -> list[Block | None]:
    answers, shows_change = draft.answers, bool(draft.last or draft.answers.changed)
    return [
        DemoForm.title.draw(answers.title),
        DemoForm.did.draw(answers.did),
        DemoForm.learned.draw(answers.learned),
        DemoForm.link.draw(answers.link),
        DemoForm.ask.draw(answers.ask),
        _last_time(draft.last) if draft.last else None,
        DemoForm.changed.draw(answers.changed) if shows_change else None,
    ]


def _last_time(last: LastFeedback) -> Block:
    return section(f"On your last demo {last.name} said: “{clip(last.words, QUOTE_MAX)}”")


def withdraw_form(*, demo: Demo) -> View:
    return form(
        Modal.WITHDRAW_DEMO,
        "Withdraw this demo?",
        rich(bold(demo.title)),
        section(
            f"Its text disappears from #{demo.channel_name}, and the card says that you "
            "withdrew it. The thread stays. The answers that you have stay with you, and "
            "nobody can add or change one.",
        ),
        submit="Withdraw",
        close="Keep it",
        about=About(demo_id=demo.id),
    )


def remove_form(*, demo: Demo) -> View:
    author = demo.author.first_name
    return form(
        Modal.REMOVE_DEMO,
        "Remove this demo?",
        rich(bold(demo.title), f", by {author}"),
        section(
            f"Its text disappears from #{demo.channel_name}, and the card says that you "
            f"removed it. The thread stays. {author} keeps the answers, and nobody can add "
            "or change one.",
        ),
        submit="Remove",
        close="Keep it",
        about=About(demo_id=demo.id),
    )


def posted(*, posted: Posted) -> View:
    channel = f"#{posted.channel_name}"
    if posted.refused is not None:
        return modal(
            "Your demo is saved",
            rich(bold(posted.title)),
            section(f"It is not posted yet. {notices.remedy(posted.refused, channel)}"),
        )
    if posted.permalink is None:
        return modal("Your demo", rich(bold(posted.title)), section(f"On its way to {channel}."))
    see = button("See it", Action.OPEN_LINK, url=posted.permalink)
    return modal(
        "Your demo is posted",
        rich(bold(posted.title)),
        section(f"It is in {channel} now. Questions come in its thread.", see),
    )


def edited(*, posted: Posted) -> View:
    return modal(
        "Saved",
        rich(bold(posted.title)),
        section(f"Its card in #{posted.channel_name} changes now."),
    )


def ended(*, demo: Demo) -> View:
    """Say that a demo's words are on their way out of the channel."""
    done = "Removed" if demo.state is DemoState.REMOVED else "Withdrawn"
    return modal(
        done,
        rich(bold(demo.title)),
        section(f"Its card in #{demo.channel_name} loses its words now."),
    )


def no_pod(*, may_create: bool) -> View:
    what = "A demo goes to a pod: five to seven people who build one skill together."
    if not may_create:
        return modal(
            "Post a demo",
            section(f"{what} You are in none yet. Ask a colleague who leads one to add you."),
        )
    return modal(
        "Post a demo",
        section(f"{what} You are in none yet. Create one, or ask whoever leads one to add you."),
        actions(button("Create a pod", Action.CREATE_POD, style="primary")),
    )


def pod_option(pod: PodChoice) -> Option:
    return option(f"{pod.name} · #{pod.channel_name}", pod.pod_id)


def pod_options(pods: tuple[PodChoice, ...]) -> list[Option]:
    return [pod_option(pod) for pod in pods[:OPTIONS_MAX]]


def demo_options(demos: tuple[Demo, ...]) -> list[Option]:
    """Demos to answer, each with its author, so that equal titles stay apart."""
    return [
        option(demo.title, demo.id, f"{demo.author.first_name} · {demo.pod_name}")
        for demo in demos[:OPTIONS_MAX]
    ]
