"""What the app says unasked: one function per fact."""

from collections.abc import Callable
from typing import TypeVar

from slackapp.domain.away.facts import AllAway, AwayEnded, AwaySet
from slackapp.domain.dashboard_facts import MonthOver, NoteWanted
from slackapp.domain.demos import Demo
from slackapp.domain.facts import (
    CameBack,
    ChannelLost,
    DemoChanged,
    DemoPosted,
    DutyComing,
    Fact,
    FirstAnswer,
    Hello,
    LeadsNow,
    LeadWanted,
    LookingOn,
    MessageAnswered,
    NobodyFree,
    NothingKept,
    Nudge,
    PodBegan,
    RitualClosed,
    RitualMissed,
    RitualOpened,
    RitualRests,
    RitualRestsUnled,
    Saying,
    TestAsked,
    TurnMoved,
)
from slackapp.domain.kinds import kinds
from slackapp.domain.pods import Pod
from slackapp.domain.retro_facts import (
    ActionDue,
    ActionGiven,
    ActionLeft,
    RetroChanged,
    RetroRevealed,
    RetroReviewed,
)
from slackapp.domain.rituals import UNJOINED, OccurrenceState
from slackapp.domain.session_facts import (
    AgendaAsked,
    AgendaChanged,
    HandOver,
    SessionDigest,
    TipsForTurn,
    TwoQuestions,
)
from slackapp.domain.swap_facts import (
    SwapAsked,
    SwapDeclined,
    SwapExpired,
    SwapTaken,
    SwapWithdrawn,
    TurnTaken,
)
from slackapp.ids import Action
from slackapp.views import (
    actions,
    agenda,
    away,
    bundles,
    cards,
    help,  # noqa: A004 - the feature's own word
    leads,
    monthly,
    notices,
    nudges,
    pods,
    preferences,
    prompts,
    retros,
    rituals,
    sessions,
    shelf,
    swaps,
    turns,
)
from slackapp.views.blocks import Message, button, message, section
from slackapp.views.text import safe

T = TypeVar("T")


def speak(*sayings: Saying) -> Message:
    """Draw what is said; several things for one person become one message."""
    parts = [WORDS[type(saying.fact)](saying) for saying in sayings]
    return parts[0] if len(parts) == 1 else bundles.bundled(parts=parts)


def _known(thing: T | None, saying: Saying) -> T:
    if thing is None:
        raise ValueError(f"{saying.fact!r} is told without what it is about; load it beforehand")
    return thing


def _times(fact: Fact) -> int:
    """How many times in a row nobody joined what rests."""
    return fact.times if isinstance(fact, RitualRests | RitualRestsUnled) else UNJOINED


def first_answer(*, demo: Demo) -> Message:
    """Tell an author that somebody answered, without what they said."""
    words = f"Your demo “{demo.title}” has its first answer."
    read = button("Read it", Action.READ_FEEDBACK, demo.id)
    return message(safe(words, 1000), section(words, read))


def _opened(saying: Saying) -> Message:
    occurrence, pod = _known(saying.occurrence, saying), _known(saying.pod, saying)
    kind = kinds()[occurrence.ritual.kind]
    if kind.reflects:
        return retros.opened(occurrence=occurrence, review=saying.review)
    if occurrence.prompt and not kind.takes_demos:
        return prompts.asked(occurrence=occurrence)
    return rituals.opened(
        occurrence=occurrence,
        pod=pod,
        wishes=saying.wishes,
        agenda=saying.agenda,
        decisions=saying.decisions,
    )


def _agenda(saying: Saying) -> Message:
    """The card that asks, until it begins; then the card of the session."""
    occurrence = _known(saying.occurrence, saying)
    if occurrence.state is OccurrenceState.PLANNED:
        return agenda.card(occurrence=occurrence, agenda=_known(saying.agenda, saying))
    return _opened(saying)


def _closed(saying: Saying) -> Message:
    occurrence, pod = _known(saying.occurrence, saying), _known(saying.pod, saying)
    answered, permalink = saying.answered, saying.permalink
    if not saying.demos:
        return prompts.gathered(occurrence=occurrence, answered=answered, permalink=permalink)
    thread = prompts.in_thread(occurrence=occurrence, answered=answered, permalink=permalink)
    return rituals.digest(
        occurrence=occurrence,
        pod=pod,
        demos=saying.demos,
        following=saying.following,
        thread=thread if answered else None,
    )


def channel_lost(*, pod: Pod, reason: str) -> Message:
    """Tell a lead that the pod cannot be spoken to, and what mends it."""
    channel = f"#{pod.channel_name}"
    words = f"I cannot post for {pod.name}. {notices.remedy(reason, channel)}"
    return message(safe(words, 1000), section(words))


WORDS: dict[type[Fact], Callable[[Saying], Message]] = {
    PodBegan: lambda saying: pods.welcome(pod=_known(saying.pod, saying)),
    DemoPosted: lambda saying: cards.card(demo=_known(saying.demo, saying)),
    DemoChanged: lambda saying: cards.card(demo=_known(saying.demo, saying)),
    FirstAnswer: lambda saying: first_answer(demo=_known(saying.demo, saying)),
    Nudge: lambda saying: nudges.nudge(demo=_known(saying.demo, saying)),
    CameBack: lambda saying: nudges.came_back(demo=_known(saying.demo, saying)),
    Hello: lambda saying: help.hello(person=_known(saying.person, saying)),
    MessageAnswered: lambda _saying: help.reply(),
    TwoQuestions: lambda saying: sessions.questions(
        asking=_known(saying.asking, saying),
        person=_known(saying.person, saying),
        again=isinstance(saying.fact, TwoQuestions) and saying.fact.again,
    ),
    SessionDigest: lambda saying: sessions.digest(
        read=_known(saying.read, saying), person=_known(saying.person, saying)
    ),
    HandOver: lambda saying: sessions.hand_over(
        notes=_known(saying.notes, saying), person=_known(saying.person, saying)
    ),
    AgendaAsked: lambda saying: agenda.card(
        occurrence=_known(saying.occurrence, saying), agenda=_known(saying.agenda, saying)
    ),
    AgendaChanged: _agenda,
    TipsForTurn: lambda saying: agenda.tips(
        occurrence=_known(saying.occurrence, saying), person=_known(saying.person, saying)
    ),
    RitualOpened: _opened,
    RitualClosed: _closed,
    RetroRevealed: lambda saying: retros.card(revealed=_known(saying.revealed, saying)),
    RetroChanged: lambda saying: retros.card(revealed=_known(saying.revealed, saying)),
    RetroReviewed: _opened,
    ActionGiven: lambda saying: actions.given(
        action=_known(saying.action, saying), person=_known(saying.person, saying), by=saying.by
    ),
    ActionDue: lambda saying: actions.due(
        action=_known(saying.action, saying), person=_known(saying.person, saying)
    ),
    ActionLeft: lambda saying: actions.left(
        action=_known(saying.action, saying), person=_known(saying.person, saying)
    ),
    RitualMissed: lambda saying: rituals.missed(
        occurrence=_known(saying.occurrence, saying), person=_known(saying.person, saying)
    ),
    RitualRests: lambda saying: rituals.rests(
        occurrence=_known(saying.occurrence, saying),
        pod=_known(saying.pod, saying),
        times=_times(saying.fact),
    ),
    RitualRestsUnled: lambda saying: rituals.rests_unled(
        occurrence=_known(saying.occurrence, saying),
        pod=_known(saying.pod, saying),
        times=_times(saying.fact),
    ),
    DutyComing: lambda saying: turns.duty(
        occurrence=_known(saying.occurrence, saying),
        holders=(_known(saying.holder, saying), *saying.more),
        person=_known(saying.person, saying),
    ),
    NobodyFree: lambda saying: turns.nobody(occurrence=_known(saying.occurrence, saying)),
    TurnMoved: lambda saying: turns.moved(
        ritual=_known(saying.ritual, saying),
        why=saying.fact.why if isinstance(saying.fact, TurnMoved) else "",
        duties=saying.duties,
        person=_known(saying.person, saying),
    ),
    LookingOn: lambda saying: turns.looking_on(
        occurrence=_known(saying.occurrence, saying),
        holder=_known(saying.holder, saying),
        person=_known(saying.person, saying),
    ),
    SwapAsked: lambda saying: swaps.request(
        swap=_known(saying.swap, saying), person=_known(saying.person, saying)
    ),
    SwapTaken: lambda saying: swaps.taken(
        swap=_known(saying.swap, saying),
        dates=saying.dates,
        person=_known(saying.person, saying),
    ),
    TurnTaken: lambda saying: swaps.took(
        swap=_known(saying.swap, saying),
        dates=saying.dates,
        person=_known(saying.person, saying),
    ),
    SwapDeclined: lambda saying: swaps.declined(
        swap=_known(saying.swap, saying), person=_known(saying.person, saying)
    ),
    SwapExpired: lambda saying: swaps.expired(
        swap=_known(saying.swap, saying), person=_known(saying.person, saying)
    ),
    SwapWithdrawn: lambda saying: swaps.withdrawn(
        ritual=_known(saying.ritual, saying), other=_known(saying.other, saying)
    ),
    MonthOver: lambda saying: monthly.month(month=_known(saying.month, saying)),
    NoteWanted: lambda saying: shelf.note_wanted(
        occurrence=_known(saying.occurrence, saying), by=saying.by
    ),
    NothingKept: lambda saying: shelf.nothing_kept(
        occurrence=_known(saying.occurrence, saying), person=_known(saying.person, saying)
    ),
    AwaySet: lambda saying: away.noted(
        absence=_known(saying.absence, saying), person=_known(saying.person, saying), by=saying.by
    ),
    AwayEnded: lambda saying: away.ended_by(pod=_known(saying.pod, saying), by=saying.by),
    AllAway: lambda saying: away.everybody(
        occurrence=_known(saying.occurrence, saying),
        pod=_known(saying.pod, saying),
        person=_known(saying.person, saying),
    ),
    TestAsked: lambda _saying: preferences.test_message(),
    LeadWanted: lambda saying: leads.wanted(pod=_known(saying.pod, saying)),
    LeadsNow: lambda saying: leads.now(pod=_known(saying.pod, saying)),
    ChannelLost: lambda saying: channel_lost(
        pod=_known(saying.pod, saying), reason=_known(saying.reason, saying)
    ),
}
