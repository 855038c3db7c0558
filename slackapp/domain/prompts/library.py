"""The library of prompts, in the order in which a pod is asked: light ones first, then deeper.

Each asks why or how, can be answered in ten lines or shown in ten minutes, and embarrasses nobody.
"""

from collections.abc import Iterator, Mapping

from slackapp.domain.prompts import LEADS_KIND, Depth, Prompt


def of_kind(kind: str) -> tuple[Prompt, ...]:
    """What a kind of ritual can ask, light ones first."""
    return tuple(prompt for prompt in LIBRARY if prompt.kind == kind)


def _all(kind: str, depths: Mapping[Depth, Mapping[str, str]]) -> Iterator[Prompt]:
    for depth, prompts in depths.items():
        for key, words in prompts.items():
            yield Prompt(key=key, words=words, depth=depth, kind=kind)


_QUESTIONS = {
    Depth.LIGHT: {
        "tool": "What tool or shortcut did you discover lately, and how does it help you?",
        "went-well": "What went better than you expected this week, and why do you think it did?",
        "worth-reading": (
            "What did you read, watch or hear lately that is worth ten minutes, and why?"
        ),
        "borrowed": "What did you borrow from a colleague's way of working, and how do you use it?",
        "surprise": "What surprised you in your work this week, and how do you explain it?",
        "looked-up": "What do you look up again and again, and how do you find it quickly?",
        "good-question": "Which question did somebody ask lately that was worth asking, and why?",
        "habit": "Which small habit helps you to do good work, and how did you come to it?",
        "explained": "What did you explain to somebody lately, and how did you make it clear?",
        "thanks": "Whose help made a difference to you lately, and how?",
        "first-step": "How do you begin when something is new to you, and why there?",
        "simpler": "What did you make simpler lately, and how did you know what could go?",
    },
    Depth.OPEN: {
        "changed-mind": "What did you change your mind about lately, and why?",
        "stuck": "Where did you get stuck lately, and how did you get out, or what would help now?",
        "rule-of-thumb": (
            "Which rule of thumb do you rely on, and how do you notice where it does not fit?"
        ),
        "not-doing": "What did you decide not to do, and why?",
        "own-checks": "How do you check your own work before you show it, and why that way?",
        "took-longer": "What took much longer than you thought, and why did it?",
        "dead-end": "Which road turned out to be a dead end, and how did you notice?",
        "newcomer": (
            "What here would somebody new misunderstand first, and how could we make it plain?"
        ),
        "feedback-landed": "Which feedback changed something you made, and why did it reach you?",
        "begin-again": (
            "What would you do differently if you began your last piece of work again, and why?"
        ),
        "always-did": (
            "What do we do because we always did, and how could we see whether it still helps?"
        ),
        "little-to-go-on": (
            "What did you decide with little to go on, and how did you go about it?"
        ),
    },
    Depth.DEEP: {
        "assumption": (
            "Which assumption in your work worries you most, and how could you test it cheaply?"
        ),
        "trade-off": "What did you give up to get something better, and why was it worth it?",
        "clicked": "What do you understand now that you did not a year ago, and how did it click?",
        "good-enough": (
            "What does good mean in your work right now, and how would somebody else see it?"
        ),
        "small-mistake": (
            "Which small mistake taught you something, and how do you work differently since?"
        ),
        "see-it-differently": "Where do you see something differently from most of us, and why?",
        "fuzzy": "What in our field is still fuzzy to you, and how far do you get explaining it?",
        "hard-to-begin": "What have you been putting off, and why is it hard to begin?",
        "turned-out-wrong": (
            "When did something you were sure of turn out to be wrong, and how did you find out?"
        ),
        "get-better": "What would you like to get better at next, and how could one of us help?",
    },
}

_DEMOS = {
    Depth.LIGHT: {
        "demo-tried": "What did you try this week, and how did it go?",
        "demo-half-done": "Show something half done: what is it to become, and how far is it?",
        "demo-tool": "Show a tool or a trick that you use, and how it helps you.",
        "demo-before-after": "Show a before and an after: what did you change, and why?",
        "demo-one-picture": "Show one chart, screen or page of yours: how should we read it?",
        "demo-surprise": "Show something that surprised you, and how you explain it so far.",
    },
    Depth.OPEN: {
        "demo-dead-end": "Show a dead end: what did you expect, and how did you notice?",
        "demo-two-ways": "Show two ways that you could have gone: why did you take this one?",
        "demo-stuck": "Show where you are stuck: what have you tried, and how could we help?",
        "demo-walk": "Walk us through one hour of your work: how did one step lead to the next?",
        "demo-left-out": "Show something that you made simpler: what did you leave out, and why?",
    },
    Depth.DEEP: {
        "demo-trust-least": (
            "Show the part of your work that you trust least: why, and how could you check it?"
        ),
        "demo-assumption": (
            "Show an assumption that your work stands on: how would we notice if it were wrong?"
        ),
        "demo-redo": "Show something that you would do differently today, and why.",
        "demo-feedback": "Show what changed because of somebody's feedback, and why it mattered.",
    },
}

_LEADS = {
    Depth.LIGHT: {
        "lead-learning": "What are you learning at the moment, and how do you find the time?",
        "lead-asked": "Which question from the team made you think lately, and why?",
        "lead-handed-over": "What did you hand over lately, and how did it go?",
    },
    Depth.OPEN: {
        "lead-got-wrong": "What did you get wrong lately, and how did you find out?",
        "lead-decision": "Which decision of yours would you make differently now, and why?",
        "lead-does-not-know": (
            "What do people think you know that you do not, and how could they help you?"
        ),
    },
    Depth.DEEP: {
        "lead-hard-feedback": "Which feedback was hard for you to hear, and how did you use it?",
        "lead-in-the-way": (
            "Where do you make things harder than they need to be, and how could you stop?"
        ),
        "lead-safe-to-say": (
            "What would be hard to tell you here, and how could you make it easier?"
        ),
    },
}

LIBRARY = (
    *_all("prompt", _QUESTIONS),
    *_all("async_demo", _DEMOS),
    *_all(LEADS_KIND, _LEADS),
)
