"""The data team that every example shows, on one Wednesday in March."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from slackapp.domain.dashboard import Suggestion, Trend
from slackapp.domain.demos import (
    CHANGED,
    DID,
    LEARNED,
    Demo,
    DemoAnswers,
    DemoDraft,
    DemoState,
    Field,
    LastFeedback,
    Posted,
)
from slackapp.domain.feedback import (
    QUESTIONS,
    Answered,
    FeedbackDraft,
    Mode,
    Read,
    Readers,
    Receipt,
)
from slackapp.domain.home import FirstSteps, HomePage, HomePlace, Part, PodHealth
from slackapp.domain.layers import Health, Layer, Remedy
from slackapp.domain.people import Person
from slackapp.domain.pods import Pod, PodAnswers, PodChoice, PodDraft
from slackapp.domain.preferences import QuietHours
from slackapp.domain.turns import Duty
from slackapp.domain.turns.shown import Engagement, Swap
from slackapp.domain.weeks import Weeks

NOW = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)
CLOSES = datetime(2026, 3, 6, 22, 0, tzinfo=UTC)


def somebody(name: str) -> Person:
    first = name.split(" ", 1)[0]
    return Person(id=first.lower(), user_id=f"U{first.upper()}", name=name, tz="America/New_York")


ANA, BEN, CHIDI, DANA, ELI, FARAH, GORAN = (
    somebody(name)
    for name in (
        "Ana Alves",
        "Ben Baker",
        "Chidi Okafor",
        "Dana Dietrich",
        "Eli Engel",
        "Farah Farooq",
        "Goran Grgić",
    )
)

POD = Pod(
    id="pod-data",
    name="Data guild",
    skill="causal inference in observational studies",
    channel_id="C0DATA",
    channel_name="data-guild",
    tz="America/New_York",
    leads=(ANA,),
    members=(BEN, CHIDI, DANA, ELI, FARAH, GORAN),
)
DESIGN = Pod(
    id="pod-design",
    name="Design guild",
    skill="critique that helps",
    channel_id="C0DESIGN",
    channel_name="design-guild",
    tz="Europe/Berlin",
    leads=(ANA, CHIDI),
    members=(FARAH,),
    observers=(BEN,),
)

ANSWERS = DemoAnswers(
    pod_id=POD.id,
    title="Propensity scores without tears",
    did="Matched 1,200 patients on eleven covariates, in forty lines.",
    learned="Overlap matters more than the model.\nTwo plots showed it at once.",
    link="https://example.com/notebooks/propensity?view=1&dark=yes",
    ask="Is there a simpler way to check overlap?",
)
CHOICES = (
    PodChoice(pod_id=POD.id, name=POD.name, channel_name=POD.channel_name),
    PodChoice(pod_id=DESIGN.id, name=DESIGN.name, channel_name=DESIGN.channel_name),
)
LAST = LastFeedback(name="Dana", words="Show the raw data first.")
DEMO_DRAFT = DemoDraft(
    demo_id="demo-1",
    pods=CHOICES[:1],
    answers=DemoAnswers(pod_id=POD.id, title="", did="", learned="", link="", ask=""),
)
DEMO = Demo(
    id="demo-1",
    pod_id=POD.id,
    pod_name=POD.name,
    channel_id=POD.channel_id,
    channel_name=POD.channel_name,
    author=BEN,
    title=ANSWERS.title,
    fields=(
        Field(*DID, ANSWERS.did),
        Field(*LEARNED, ANSWERS.learned),
        Field(*CHANGED, "The raw data comes first now."),
    ),
    link=ANSWERS.link,
    ask=ANSWERS.ask,
    posted_at=NOW,
    closes_at=CLOSES,
    comments=2,
    watched=4,
    answers=3,
    permalink="https://example.slack.com/archives/C0DATA/p1772638200000100",
)
DEMO_OVER = replace(DEMO, state=DemoState.CLOSED)
POSTED = Posted(
    demo_id=DEMO.id,
    title=DEMO.title,
    channel_id=DEMO.channel_id,
    channel_name=DEMO.channel_name,
)

GIVEN = ("The overlap plot.", "Start with the raw data.")
FEEDBACK_DRAFT = FeedbackDraft(
    demo=DEMO,
    questions=QUESTIONS,
    mode=Mode.NAMED,
    readers=Readers.AUTHOR,
)
RECEIPT = Receipt(demo_id=DEMO.id, title=DEMO.title, author=BEN, until=CLOSES)
LABELED = tuple(zip((question.label for question in QUESTIONS), GIVEN, strict=True))
READ = Read(
    demo=DEMO,
    answered=(
        Answered(person=DANA, answers=LABELED, at=NOW),
        Answered(person=ELI, answers=LABELED, at=NOW + timedelta(hours=3)),
    ),
)

POD_ANSWERS = PodAnswers(
    name=POD.name,
    skill=POD.skill,
    channel_id=POD.channel_id,
    members=tuple(person.user_id for person in POD.members),
    leads=(ANA.user_id,),
    tz=POD.tz,
)
POD_DRAFT = PodDraft(
    pod_id="pod-new",
    answers=PodAnswers(
        name="",
        skill="",
        channel_id="",
        members=(),
        leads=(ANA.user_id,),
        tz="America/New_York",
    ),
    exists=False,
)

COHORT = Demo(
    id="demo-2",
    pod_id=POD.id,
    pod_name=POD.name,
    channel_id=POD.channel_id,
    channel_name=POD.channel_name,
    author=CHIDI,
    title="Cohort drift",
    fields=(),
    link="",
    ask="Would you have noticed it?",
    posted_at=NOW,
    closes_at=CLOSES,
)
REVIEW = datetime(2026, 3, 12, 20, 0, tzinfo=UTC)


def turn(duty: Duty, person: Person | None, weeks: int = 0) -> Engagement:
    return Engagement(
        turn_id=f"turn-{duty}-{weeks}",
        duty=duty,
        ritual_name="Experiment review",
        starts_at=REVIEW + timedelta(weeks=weeks),
        person=person,
        why="fewest turns (1), waited longest",
    )


FACILITATING = turn(Duty.FACILITATOR, DANA)
PRESENTING = turn(Duty.PRESENTER, BEN, 2)
SWAP = Swap(
    id="swap-1",
    asker=DANA,
    asked=BEN,
    turn=FACILITATING,
    back=turn(Duty.FACILITATOR, BEN, 2),
    until=NOW + timedelta(hours=48),
)
TURNS = tuple(
    turn(Duty.FACILITATOR, person, week) for week, person in enumerate((DANA, ELI, BEN, FARAH))
)
SUGGESTION = Suggestion(
    weak=Health(Layer.NOTES, 1, 4, silent=2),
    remedy=Remedy.ASK_FOR_NOTE,
    about="Experiment review",
    occurrence_id="occurrence-1",
    note_taker=ELI,
)
TREND = Trend(
    layers=(
        Health(Layer.RITUAL, 3, 4),
        Health(Layer.NOTES, 1, 4, silent=2),
        Health(Layer.FEEDBACK, 2, 4),
    ),
    weeks=Weeks((1, 3, 5, 5, 7, 6, 6, 5, 7, 7, 6, 7), date(2025, 12, 15)),
    suggestion=SUGGESTION,
    missing=(GORAN,),
)
HEALTH = PodHealth(
    pod=POD,
    demos=3,
    unanswered=(COHORT,),
    unanswered_total=1,
    answered=3,
    could_answer=7,
    turns=TURNS,
    actions=2,
    trend=TREND,
)
NEWCOMER = HomePage(
    person=GORAN,
    place=HomePlace(),
    steps=FirstSteps(pod=False, demo=False, feedback=False),
    waiting=Part(lines=(), total=0),
    turns=Part(lines=(), total=0),
    demos=Part(lines=(), total=0),
    pods=Part(lines=(), total=0),
    now=NOW,
)
MEMBER = HomePage(
    person=BEN,
    place=HomePlace(),
    steps=FirstSteps(pod=True, demo=True, feedback=False),
    waiting=Part(lines=(SWAP, COHORT), total=2),
    turns=Part(lines=(PRESENTING,), total=1),
    demos=Part(lines=(DEMO,), total=1),
    pods=Part(lines=(POD, DESIGN), total=2),
    now=NOW,
    next_at={POD.id: REVIEW, DESIGN.id: NOW + timedelta(days=1)},
    starts={POD.id: 3},
)
LEAD = HomePage(
    person=ANA,
    place=HomePlace(),
    steps=FirstSteps(pod=True, demo=True, feedback=True),
    waiting=Part(lines=(COHORT,), total=1),
    turns=Part(lines=(), total=0),
    demos=Part(lines=(), total=0),
    pods=Part(lines=(POD, DESIGN), total=2),
    now=NOW,
    next_at={POD.id: REVIEW, DESIGN.id: NOW + timedelta(days=1)},
    dashboard=HEALTH,
    led=(POD, DESIGN),
)

NIGHT = QuietHours(begin=time(20), end=time(8))
