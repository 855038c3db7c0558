"""A fact from the outbox, with what its words are made of now; None if it is true no longer."""

from collections.abc import Callable
from typing import Any

from slackapp.domain.away.facts import AllAway, AwayEnded, AwaySet
from slackapp.domain.dashboard_facts import MonthOver, NoteWanted
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
from slackapp.domain.retro_facts import (
    ActionDue,
    ActionGiven,
    ActionLeft,
    RetroChanged,
    RetroRevealed,
    RetroReviewed,
)
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
from slackapp.services import (
    agenda_facts,
    away_facts,
    demo_facts,
    leads,
    monthly,
    retro_facts,
    ritual_facts,
    showing,
    turn_facts,
)
from slackapp.services.dashboard import asking
from slackapp.services.library import reminding
from slackapp.services.ritual_facts import person_of
from slackapp.services.sessions import facts as session_facts
from storage import Transaction, pods
from storage import demos as demo_rows


def tell(tx: Transaction, fact: Fact) -> Saying | None:
    """Say what is true at this instant, or nothing."""
    return TELL[type(fact)](tx, fact)


def _pod_began(tx: Transaction, fact: PodBegan) -> Saying | None:
    row = pods.by_id(tx.session, fact.pod_id)
    if row is None or row.archived_at is not None:
        return None
    return Saying(fact, pod=pods.whole(tx.session, [row])[0])


def _demo_posted(tx: Transaction, fact: DemoPosted) -> Saying | None:
    row = demo_rows.by_id(tx.session, fact.demo_id)
    if row is None or row.state.gone:
        return None
    return Saying(fact, demo=showing.demos(tx, [row])[0])


def _demo_changed(tx: Transaction, fact: DemoChanged) -> Saying | None:
    row = demo_rows.by_id(tx.session, fact.demo_id)
    return Saying(fact, demo=showing.demos(tx, [row])[0]) if row else None


def _to_somebody(tx: Transaction, fact: Hello | MessageAnswered | TestAsked) -> Saying | None:
    person = person_of(tx, fact.person_id)
    return Saying(fact, person=person) if person else None


def _channel_lost(tx: Transaction, fact: ChannelLost) -> Saying | None:
    row = pods.by_id(tx.session, fact.pod_id)
    person = person_of(tx, fact.person_id)
    if row is None or row.archived_at is not None or person is None:
        return None
    pod = pods.whole(tx.session, [row])[0]
    return Saying(fact, person=person, pod=pod, reason=fact.reason)


def _lead_wanted(tx: Transaction, fact: LeadWanted) -> Saying | None:
    row = pods.by_id(tx.session, fact.pod_id)
    if row is None or row.archived_at is not None or leads.led(tx, row.id):
        return None
    return Saying(fact, pod=pods.whole(tx.session, [row])[0])


def _leads_now(tx: Transaction, fact: LeadsNow) -> Saying | None:
    row = pods.by_id(tx.session, fact.pod_id)
    person = person_of(tx, fact.person_id)
    if row is None or row.archived_at is not None or person is None:
        return None
    return Saying(fact, person=person, pod=pods.whole(tx.session, [row])[0])


# Each takes the very fact that it is filed under, which no type can say.
TELL: dict[type[Fact], Callable[[Transaction, Any], Saying | None]] = {
    PodBegan: _pod_began,
    DemoPosted: _demo_posted,
    DemoChanged: _demo_changed,
    FirstAnswer: demo_facts.first_answer,
    Nudge: demo_facts.nudge,
    CameBack: demo_facts.came_back,
    TwoQuestions: session_facts.questions,
    SessionDigest: session_facts.digest,
    HandOver: session_facts.hand_over,
    AgendaAsked: agenda_facts.asked,
    AgendaChanged: agenda_facts.changed,
    TipsForTurn: agenda_facts.tips,
    Hello: _to_somebody,
    MessageAnswered: _to_somebody,
    TestAsked: _to_somebody,
    NothingKept: reminding.nothing_kept,
    NoteWanted: asking.note_asked,
    MonthOver: monthly.told,
    ChannelLost: _channel_lost,
    LeadWanted: _lead_wanted,
    LeadsNow: _leads_now,
    AwaySet: away_facts.noted,
    AwayEnded: away_facts.ended,
    AllAway: away_facts.all_away,
    RitualOpened: ritual_facts.opened,
    RitualClosed: ritual_facts.closed,
    RitualMissed: ritual_facts.missed,
    RitualRests: ritual_facts.rests,
    RitualRestsUnled: ritual_facts.rests_unled,
    RetroRevealed: retro_facts.revealed,
    RetroChanged: retro_facts.revealed,
    RetroReviewed: retro_facts.reviewed,
    ActionGiven: retro_facts.action_given,
    ActionDue: retro_facts.action_due,
    ActionLeft: retro_facts.action_left,
    DutyComing: turn_facts.duty,
    TurnMoved: turn_facts.moved,
    NobodyFree: turn_facts.nobody,
    LookingOn: turn_facts.looking_on,
    SwapAsked: turn_facts.asked,
    SwapTaken: turn_facts.taken,
    TurnTaken: turn_facts.took,
    SwapDeclined: turn_facts.declined,
    SwapExpired: turn_facts.expired,
    SwapWithdrawn: turn_facts.withdrawn,
}
