"""Examples of what turns say."""

from collections.abc import Callable
from dataclasses import replace

from slackapp.domain.turns import Duty
from slackapp.gallery import team
from slackapp.gallery.rituals import BEGINS, FACILITATES, SESSION
from slackapp.views import turns
from slackapp.views.blocks import Message, View

EXAMPLES: dict[str, Callable[[], View | Message]] = {
    "turns.duty": lambda: turns.duty(occurrence=SESSION, holder=FACILITATES, person=team.DANA),
    "turns.accepted": lambda: turns.accepted(occurrence=SESSION),
    "turns.skipped": lambda: turns.skipped(occurrence=SESSION),
    "turns.nobody": lambda: turns.nobody(occurrence=SESSION),
    "turns.nobody at all": lambda: turns.nobody(
        occurrence=replace(SESSION, turns=tuple(replace(h, person=None) for h in SESSION.turns))
    ),
    "turns.moved": lambda: turns.moved(
        ritual=SESSION.ritual, dates=(BEGINS,), person=team.DANA, what=Duty.FACILITATOR
    ),
    "turns.moved to no day": lambda: turns.moved(
        ritual=SESSION.ritual, dates=(), person=team.DANA, what=Duty.FACILITATOR
    ),
}
