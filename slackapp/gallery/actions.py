"""Examples of what retrospectives want done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from slackapp.domain.actions import (
    ACTION_MAX,
    Action,
    ActionAnswers,
    ActionDraft,
    ActionList,
    ActionState,
    noon,
)
from slackapp.domain.home import Part
from slackapp.gallery import extremes, team
from slackapp.views import actions, home
from slackapp.views.blocks import Message, View

DUE = date(2026, 4, 2)
ACTION = Action(
    id="action-1",
    words="Send the plots a day before",
    owner=team.DANA,
    due_on=DUE,
    due_at=noon(DUE, team.POD.tz),
    pod_id=team.POD.id,
    pod_name=team.POD.name,
)
ACTIONS = (
    ACTION,
    replace(ACTION, id="action-2", words="Start on time", owner=team.BEN, state=ActionState.DONE),
    replace(ACTION, id="action-3", words="Ask somebody from another team", owner=None),
)
ASKED = (*ACTIONS, replace(ACTION, id="action-4", words="Fewer slides", kept=True))
MANY = tuple(
    replace(
        ACTION,
        id=f"action-{n}",
        words=extremes.filled("&", ACTION_MAX),
        owner=extremes.SHOUTED.author,
    )
    for n in range(30)
)
DRAFT = ActionDraft(
    action_id="action-new",
    occurrence_id="occurrence-retro",
    people=team.POD.people,
    answers=ActionAnswers("", team.ANA.id, DUE),
)
LISTED = ActionList("occurrence-retro", ACTIONS)
CHANGEABLE = ActionList(
    "occurrence-retro",
    tuple(replace(each, may_change=each.state is ActionState.OPEN) for each in ACTIONS),
    may_add=True,
)


EXAMPLES: dict[str, Callable[[], View | Message]] = {
    "actions.action_form": lambda: actions.action_form(draft=DRAFT),
    "actions.action_form to change": lambda: actions.action_form(
        draft=replace(DRAFT, answers=ActionAnswers(ACTION.words, team.DANA.id, DUE), exists=True)
    ),
    "actions.action_list": lambda: actions.action_list(listed=LISTED, person=team.BEN),
    "actions.action_list for a lead": lambda: actions.action_list(
        listed=CHANGEABLE, person=team.ANA
    ),
    "actions.action_list of nothing": lambda: actions.action_list(
        listed=ActionList("occurrence-retro", (), may_add=True), person=team.ANA
    ),
    "actions.action_list full": lambda: actions.action_list(
        listed=replace(CHANGEABLE, actions=MANY), person=team.ANA
    ),
    "actions.given": lambda: actions.given(action=ACTION, person=team.DANA, by=team.ANA),
    "actions.given by nobody known": lambda: actions.given(
        action=MANY[0], person=team.DANA, by=None
    ),
    "actions.due": lambda: actions.due(action=ACTION, person=team.DANA),
    "actions.left": lambda: actions.left(action=ACTIONS[2], person=team.ANA),
    "actions.answered": lambda: actions.answered(action=ACTIONS[1], person=team.BEN),
    "actions.answered kept": lambda: actions.answered(action=ASKED[3], person=team.DANA),
    "actions.answered dropped": lambda: actions.answered(
        action=replace(ACTION, state=ActionState.DROPPED), person=team.DANA
    ),
    "home.home with an action": lambda: home.home(
        page=replace(team.MEMBER, waiting=Part((*ACTIONS[:1], *team.MEMBER.waiting.lines), 3))
    ),
    "home.home with many actions": lambda: home.home(
        page=replace(extremes.FULL_HOME, waiting=Part(MANY[:3], len(MANY)))
    ),
}
