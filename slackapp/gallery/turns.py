"""Examples of what turns and swaps say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from slackapp.domain.rituals import Holder
from slackapp.domain.turns import Duty, Hindrance
from slackapp.domain.turns.shown import Change, Choice, PodTurns, Reassignment, SwapDraft
from slackapp.gallery import extremes, team
from slackapp.gallery.rituals import BEGINS, FACILITATES, SESSION
from slackapp.gallery.team import FACILITATING, SWAP, turn
from slackapp.views import assignments, swaps, turns
from slackapp.views.blocks import Message, View

ALL_HERS = tuple(Holder(turn_id=f"turn-{each}", duty=each, person=team.DANA) for each in Duty)
DRAFT = SwapDraft(
    swap_id="swap-1",
    turn=FACILITATING,
    choices=(
        Choice(team.BEN, turn(Duty.FACILITATOR, team.BEN, 2)),
        Choice(team.FARAH, turn(Duty.PRESENTER, team.FARAH)),
        Choice(team.CHIDI, None),
    ),
    until=SWAP.until,
)
EXCHANGE = replace(SWAP, back=turn(Duty.PRESENTER, team.BEN))
DATES = (BEGINS, team.REVIEW)
CHANGE = Reassignment(
    turn=FACILITATING,
    could=(team.ANA, team.BEN),
    could_not=(
        (team.ELI, Hindrance.AWAY),
        (team.GORAN, Hindrance.OBSERVES),
        (team.FARAH, Hindrance.NEW),
        (team.CHIDI, Hindrance.BUSY),
    ),
)
LISTED = PodTurns(
    team.POD.id,
    team.POD.name,
    (
        replace(FACILITATING, accepted=True, asked=team.BEN),
        replace(turn(Duty.PRESENTER, team.CHIDI), shadow=team.ELI),
        turn(Duty.NOTE_TAKER, None),
        *team.TURNS[1:],
    ),
)
SHOUTING = replace(
    SWAP,
    asker=extremes.CROWD[0],
    asked=extremes.CROWD[1],
    turn=replace(FACILITATING, ritual_name=extremes.filled("&", 60)),
)

EXAMPLES: dict[str, Callable[[], View | Message]] = {
    "turns.duty": lambda: turns.duty(occurrence=SESSION, holders=(FACILITATES,), person=team.DANA),
    "turns.duty all of them": lambda: turns.duty(
        occurrence=replace(SESSION, turns=ALL_HERS), holders=ALL_HERS, person=team.DANA
    ),
    "turns.accepted": lambda: turns.accepted(occurrence=SESSION),
    "turns.skipped": lambda: turns.skipped(occurrence=SESSION, turn_id=FACILITATES.turn_id),
    "turns.skipped_view": lambda: turns.skipped_view(
        occurrence=SESSION, turn_id=FACILITATES.turn_id
    ),
    "turns.skipped by the only one": lambda: turns.skipped(
        occurrence=replace(SESSION, turns=(replace(FACILITATES, person=None),)),
        turn_id=FACILITATES.turn_id,
    ),
    "turns.looking_on": lambda: turns.looking_on(
        occurrence=SESSION, holder=FACILITATES, person=team.ELI
    ),
    "turns.nobody": lambda: turns.nobody(occurrence=SESSION),
    "turns.nobody at all": lambda: turns.nobody(
        occurrence=replace(SESSION, turns=tuple(replace(h, person=None) for h in SESSION.turns))
    ),
    "turns.moved": lambda: turns.moved(
        ritual=SESSION.ritual,
        why="skipped Ben\naway Eli\ndates\ntook Ben\naway Farah\naway Goran",
        duties=((Duty.FACILITATOR, BEGINS), (Duty.PRESENTER, BEGINS + timedelta(days=14))),
        person=team.DANA,
    ),
    "turns.moved to looking on": lambda: turns.moved(
        ritual=SESSION.ritual, why="skipped Ben", duties=((None, BEGINS),), person=team.DANA
    ),
    "turns.moved to no day": lambda: turns.moved(
        ritual=SESSION.ritual, why="", duties=(), person=team.DANA
    ),
    "swaps.swap_form": lambda: swaps.swap_form(draft=DRAFT, person=team.DANA),
    "swaps.swap_form with nobody to ask": lambda: swaps.swap_form(
        draft=replace(DRAFT, choices=()), person=team.DANA
    ),
    "swaps.swap_form asked already": lambda: swaps.swap_form(
        draft=replace(DRAFT, turn=replace(FACILITATING, asked=team.BEN)), person=team.DANA
    ),
    "swaps.swap_form crowded": lambda: swaps.swap_form(
        draft=replace(
            DRAFT, choices=tuple(Choice(one, FACILITATING) for one in extremes.CROWD[1:])
        ),
        person=team.DANA,
    ),
    "swaps.asked": lambda: swaps.asked(swap=SWAP, person=team.DANA),
    "swaps.request": lambda: swaps.request(swap=SWAP, person=team.BEN),
    "swaps.request for nothing": lambda: swaps.request(
        swap=replace(SWAP, back=None), person=team.BEN
    ),
    "swaps.request to exchange": lambda: swaps.request(swap=EXCHANGE, person=team.BEN),
    "swaps.request shouting": lambda: swaps.request(swap=SHOUTING, person=team.BEN),
    "swaps.taken": lambda: swaps.taken(swap=SWAP, dates=DATES, person=team.DANA),
    "swaps.took": lambda: swaps.took(swap=SWAP, dates=DATES, person=team.BEN),
    "swaps.took for nothing": lambda: swaps.took(
        swap=replace(SWAP, back=None), dates=(), person=team.BEN
    ),
    "swaps.declined": lambda: swaps.declined(swap=SWAP, person=team.DANA),
    "swaps.expired": lambda: swaps.expired(swap=SWAP, person=team.DANA),
    "swaps.withdrawn": lambda: swaps.withdrawn(ritual=SESSION.ritual, other=team.BEN),
    "swaps.no_thanks": lambda: swaps.no_thanks(person=team.DANA),
    "assignments.turns": lambda: assignments.turns(listed=LISTED, person=team.ANA),
    "assignments.turns none yet": lambda: assignments.turns(
        listed=replace(LISTED, turns=()), person=team.ANA
    ),
    "assignments.change_form": lambda: assignments.change_form(draft=CHANGE, person=team.ANA),
    "assignments.change_form to undo": lambda: assignments.change_form(
        draft=replace(CHANGE, change=Change.SWAPPED, before=team.BEN, could_not=()),
        person=team.ANA,
    ),
    "assignments.change_form crowded": lambda: assignments.change_form(
        draft=replace(
            CHANGE,
            could=extremes.CROWD[:2],
            could_not=tuple((one, Hindrance.AWAY) for one in extremes.CROWD[2:]),
            change=Change.TAKEN,
        ),
        person=team.ANA,
    ),
}
