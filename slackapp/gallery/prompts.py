"""Examples of what is asked: the question, how many answered, the list and its forms."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from slackapp.domain.prompts import (
    PAGE,
    WORDS_MAX,
    Offer,
    OfferedPrompt,
    PromptDraft,
    PromptPage,
)
from slackapp.domain.prompts.library import of_kind
from slackapp.gallery import extremes, rituals, team
from slackapp.views import prompt_list, prompts
from slackapp.views.blocks import Message, View

LIBRARY = of_kind("prompt")
ASKED = replace(
    rituals.ROUND,
    id="occurrence-prompt",
    ritual=replace(rituals.ROUND.ritual, id="ritual-prompt", kind="prompt", name="A question"),
    prompt=LIBRARY[0].words,
)
LONG = extremes.filled(f"{extremes.SHOUT} ", WORDS_MAX).strip()
FROM_BEN = Offer(
    key="prompt-ben",
    words="Which plot do you draw first, and why that one?",
    author=team.BEN,
    next_at=team.NOW,
)
SHOUTED = Offer(key="prompt-loud", words=LONG, author=team.DANA, everywhere=True, asked=2)
LINK = "https://example.slack.com/archives/C0DATA/p1772633400000100"


def _page(*offers: Offer, led: bool, mine: str = "", page: int = 0) -> PromptPage:
    return PromptPage(
        ritual_id="ritual-prompt",
        ritual_name="Question of the week",
        page=page,
        total=34,
        lines=tuple(
            OfferedPrompt(
                offer=offer,
                reword=led or offer.key == mine,
                retire=led or offer.key == mine,
                ask_next=led and page * PAGE + number > 0,
            )
            for number, offer in enumerate(offers)
        ),
        next_on=team.NOW + timedelta(days=5),
        left_out=2 if led else 0,
    )


OF_LIBRARY = tuple(
    Offer(key=prompt.key, words=prompt.words, place=place) for place, prompt in enumerate(LIBRARY)
)
_FIRST = (FROM_BEN, SHOUTED, *OF_LIBRARY[:3])
_NOTHING = replace(_page(led=True), total=0, next_on=None)
_DRAFT = PromptDraft(prompt_id="prompt-new", ritual_id="ritual-prompt", leads=True)
_LIST = prompt_list.prompts

EXAMPLES: dict[str, Callable[[], View | Message]] = {
    "prompts.asked": lambda: prompts.asked(occurrence=ASKED),
    "prompts.asked as long as it gets": lambda: prompts.asked(
        occurrence=replace(ASKED, prompt=LONG)
    ),
    "prompts.gathered": lambda: prompts.gathered(occurrence=ASKED, answered=3, permalink=LINK),
    "prompts.gathered from one without a link": lambda: prompts.gathered(
        occurrence=replace(ASKED, prompt=LONG), answered=1, permalink=""
    ),
    "prompt_list.prompts": lambda: _LIST(page=_page(*_FIRST, led=True), person=team.ANA),
    "prompt_list.prompts of a member": lambda: _LIST(
        page=_page(*_FIRST, led=False, mine=FROM_BEN.key), person=team.BEN
    ),
    "prompt_list.prompts at the end": lambda: _LIST(
        page=_page(*OF_LIBRARY[-4:], led=True, page=6), person=team.ANA
    ),
    "prompt_list.prompts of which none is left": lambda: _LIST(page=_NOTHING, person=team.ANA),
    "prompt_list.add_form": lambda: prompt_list.add_form(draft=replace(_DRAFT, leads=False)),
    "prompt_list.add_form of a lead": lambda: prompt_list.add_form(draft=_DRAFT),
    "prompt_list.reword_form": lambda: prompt_list.reword_form(
        draft=replace(_DRAFT, words=FROM_BEN.words)
    ),
    "prompt_list.reword_form for every pod": lambda: prompt_list.reword_form(
        draft=replace(_DRAFT, words=LONG, here_only=True)
    ),
}
