"""What people may type and what may pile up: as long, as odd and as many as we take."""

from dataclasses import replace

from slackapp.domain.demos import (
    ASK_MAX,
    CHANGED,
    DID,
    FIELD_MAX,
    LEARNED,
    LINK_MAX,
    TITLE_MAX,
    Demo,
    DemoAnswers,
    DemoDraft,
    DemoState,
    Field,
    LastFeedback,
)
from slackapp.domain.feedback import ANSWER_MAX, QUESTIONS, Answered, Read
from slackapp.domain.home import LINES, PAGE, HomePage, HomePlace, Part, PodHealth
from slackapp.domain.people import Person
from slackapp.domain.pods import MEMBERS_MAX, NAME_MAX, SKILL_MAX, Pod, PodChoice
from slackapp.domain.turns import Duty
from slackapp.domain.turns.shown import Engagement
from slackapp.gallery.team import (
    CLOSES,
    DEMO,
    DEMO_DRAFT,
    LEAD,
    NOW,
    POD,
    SUGGESTION,
    SWAP,
    TREND,
    turn,
)

CHANNEL_NAME_MAX = 80
MANY = 25
ANSWERED = 8  # on one page

SHOUT = "<!channel> <@U0ANA> *bold* <https://example.com|here> :tada: &amp;"
HEBREW = "שלום לכולם, זו הדגמה קטנה של מה שניסיתי השבוע"
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff " * 2


def filled(unit: str, most: int) -> str:
    return (unit * most)[:most]


def demo_of(unit: str) -> Demo:
    """Make a demo of which every word is the same, and there are as many as fit."""
    return replace(
        DEMO,
        title=filled(unit, TITLE_MAX),
        fields=tuple(Field(*kind, filled(unit, FIELD_MAX)) for kind in (DID, LEARNED, CHANGED)),
        ask=filled(unit, ASK_MAX),
        link="https://example.com/" + "a" * (LINK_MAX - 20),
        author=replace(DEMO.author, name=filled(unit, CHANNEL_NAME_MAX)),
        pod_name=filled(unit, NAME_MAX),
        channel_name=filled("c", CHANNEL_NAME_MAX),
        comments=1234,
        watched=987,
        answers=1,
    )


AMPERSANDS = demo_of("&")
UNBROKEN = demo_of("x")
SHOUTED = replace(demo_of(SHOUT), title=SHOUT, ask=SHOUT)
RIGHT_TO_LEFT = replace(DEMO, title=HEBREW, ask=HEBREW, fields=(Field(*DID, HEBREW),))

FULL_DRAFT = DemoDraft(
    demo_id=DEMO.id,
    pods=tuple(
        PodChoice(
            pod_id=f"pod-{number}",
            name=filled("&", NAME_MAX),
            channel_name=filled("c", CHANNEL_NAME_MAX),
        )
        for number in range(MANY)
    ),
    answers=DemoAnswers(
        pod_id="pod-7",
        title=AMPERSANDS.title,
        did=AMPERSANDS.fields[0].text,
        learned=AMPERSANDS.fields[1].text,
        link=AMPERSANDS.link,
        ask=AMPERSANDS.ask,
        changed=AMPERSANDS.fields[2].text,
    ),
    last=LastFeedback(name=LONG_NAME, words=filled("&", ANSWER_MAX)),
    cut=True,
    exists=True,
)
CUT_DRAFT = replace(
    DEMO_DRAFT, answers=replace(DEMO_DRAFT.answers, did=filled("y", FIELD_MAX)), cut=True
)

CROWD = tuple(
    Person(id=f"p{number}", user_id=f"U{number:03}", name=LONG_NAME)
    for number in range(MEMBERS_MAX)
)
CROWDED = replace(
    POD,
    name=filled("&", NAME_MAX),
    skill=filled("<", SKILL_MAX),
    channel_name=filled("c", CHANNEL_NAME_MAX),
    leads=CROWD[:1],
    members=CROWD[1:-1],
    observers=CROWD[-1:],
)
FULL_READ = Read(
    demo=AMPERSANDS,
    answered=tuple(
        Answered(
            person=person,
            answers=tuple((question.label, filled("𝄞", ANSWER_MAX)) for question in QUESTIONS),
            at=NOW,
        )
        for person in CROWD[:ANSWERED]
    ),
    page=1,
    pages=3,
)


def _demos(count: int) -> tuple[Demo, ...]:
    return tuple(replace(AMPERSANDS, id=f"demo-{number}") for number in range(count))


def _pods(count: int) -> tuple[Pod, ...]:
    return tuple(replace(CROWDED, id=f"pod-{number}") for number in range(count))


def _turns(count: int) -> tuple[Engagement, ...]:
    """As many turns as one Home could show, with names and titles as long as they come."""
    return tuple(
        replace(
            turn(list(Duty)[number % 3], CROWD[number % 7], number // 3),
            ritual_name=filled("&", 60),
            asked=CROWD[-1] if number % 2 else None,
        )
        for number in range(count)
    )


FULL_HOME = HomePage(
    person=LEAD.person,
    place=HomePlace(),
    steps=replace(LEAD.steps, feedback=False),
    waiting=Part(lines=(SWAP, *_demos(LINES - 1)), total=MANY),
    turns=Part(lines=_turns(LINES), total=MANY),
    demos=Part(lines=_demos(LINES), total=MANY),
    pods=Part(lines=_pods(LINES), total=MANY),
    now=NOW,
    dashboard=PodHealth(
        pod=CROWDED,
        demos=1234,
        unanswered=_demos(LINES),
        unanswered_total=999,
        answered=7,
        could_answer=50,
        turns=_turns(12),
        actions=MANY,
        trend=replace(
            TREND,
            suggestion=replace(SUGGESTION, about=filled("&", 60), note_taker=CROWD[0]),
            missing=CROWD,
        ),
    ),
    led=_pods(MANY),
    starts={pod.id: 10 for pod in _pods(MANY)},
)


def opened(part: str) -> HomePage:
    """Open a part in the middle of its pages."""
    return replace(
        FULL_HOME,
        place=HomePlace(part=part, page=1),
        waiting=Part(lines=_demos(PAGE), total=MANY),
        turns=Part(lines=_turns(PAGE), total=MANY),
        demos=Part(lines=_demos(PAGE), total=MANY),
        pods=Part(lines=_pods(PAGE), total=MANY),
    )


CLOSED = replace(DEMO, state=DemoState.CLOSED, closes_at=CLOSES, link="", comments=0, watched=1)
