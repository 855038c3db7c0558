"""One example of every view, and the extremes: snapshots, sandbox and docs show these.

An example is called after the function that draws it, and after what is special about it.
"""

from collections.abc import Callable
from dataclasses import replace

from slackapp.domain.demos import DemoState
from slackapp.domain.facts import FirstAnswer, Nudge, Saying
from slackapp.domain.home import HomePlace, Part
from slackapp.domain.preferences import Preferences
from slackapp.gallery import (
    actions,
    away,
    dashboard,
    decisions,
    extremes,
    library,
    prompts,
    retros,
    ritual_forms,
    rituals,
    sessions,
    team,
    turns,
)
from slackapp.views import (
    bundles,
    cards,
    demos,
    facts,
    feedback,
    help,  # noqa: A004 - the feature's own word
    home,
    leads,
    notices,
    nudges,
    pods,
    preferences,
)
from slackapp.views.blocks import Message, View

Example = Callable[[], View | Message]

_DEMOS: dict[str, Example] = {
    "cards.card": lambda: cards.card(demo=team.DEMO),
    "cards.card just posted": lambda: cards.card(demo=team.COHORT),
    "cards.card closed": lambda: cards.card(demo=extremes.CLOSED),
    "cards.card withdrawn": lambda: cards.card(
        demo=replace(team.DEMO, state=DemoState.WITHDRAWN, gone_by=team.BEN),
    ),
    "cards.card removed": lambda: cards.card(
        demo=replace(team.DEMO, state=DemoState.REMOVED, gone_by=team.ANA),
    ),
    "cards.card withdrawn by somebody who left": lambda: cards.card(
        demo=replace(team.DEMO, state=DemoState.WITHDRAWN),
    ),
    "cards.card of ampersands": lambda: cards.card(demo=extremes.AMPERSANDS),
    "cards.card without a space": lambda: cards.card(demo=extremes.UNBROKEN),
    "cards.card right to left": lambda: cards.card(demo=extremes.RIGHT_TO_LEFT),
    "cards.card shouting": lambda: cards.card(demo=extremes.SHOUTED),
    "nudges.nudge": lambda: nudges.nudge(demo=team.COHORT),
    "nudges.nudge shouting": lambda: nudges.nudge(demo=extremes.SHOUTED),
    "nudges.came_back": lambda: nudges.came_back(demo=team.DEMO_OVER),
    "nudges.came_back only comments": lambda: nudges.came_back(
        demo=replace(team.DEMO_OVER, answers=0),
    ),
    "nudges.came_back empty": lambda: nudges.came_back(
        demo=replace(team.DEMO_OVER, comments=0, answers=0),
    ),
    "nudges.came_back shouting": lambda: nudges.came_back(demo=extremes.SHOUTED),
    "demos.post_form": lambda: demos.post_form(draft=team.DEMO_DRAFT),
    "demos.post_form for several pods": lambda: demos.post_form(
        draft=replace(team.DEMO_DRAFT, pods=team.CHOICES, last=team.LAST),
    ),
    "demos.post_form cut": lambda: demos.post_form(draft=extremes.CUT_DRAFT),
    "demos.post_form full": lambda: demos.post_form(draft=extremes.FULL_DRAFT),
    "demos.edit_form": lambda: demos.edit_form(
        draft=replace(team.DEMO_DRAFT, answers=team.ANSWERS, pods=(), exists=True),
    ),
    "demos.withdraw_form": lambda: demos.withdraw_form(demo=team.DEMO),
    "demos.withdraw_form shouting": lambda: demos.withdraw_form(demo=extremes.SHOUTED),
    "demos.remove_form": lambda: demos.remove_form(demo=team.DEMO),
    "demos.posted on its way": lambda: demos.posted(posted=team.POSTED),
    "demos.posted": lambda: demos.posted(
        posted=replace(team.POSTED, permalink=team.DEMO.permalink),
    ),
    "demos.posted refused": lambda: demos.posted(
        posted=replace(team.POSTED, refused="not_in_channel"),
    ),
    "demos.posted refused oddly": lambda: demos.posted(
        posted=replace(team.POSTED, refused="team_access_not_granted"),
    ),
    "demos.edited": lambda: demos.edited(posted=team.POSTED),
    "demos.ended": lambda: demos.ended(demo=replace(team.DEMO, state=DemoState.WITHDRAWN)),
    "demos.ended removed": lambda: demos.ended(demo=replace(team.DEMO, state=DemoState.REMOVED)),
    "demos.no_pod": lambda: demos.no_pod(may_create=True),
    "demos.no_pod for a guest": lambda: demos.no_pod(may_create=False),
}

_FEEDBACK: dict[str, Example] = {
    "feedback.choose_form": feedback.choose_form,
    "feedback.give_form": lambda: feedback.give_form(draft=team.FEEDBACK_DRAFT),
    "feedback.give_form again": lambda: feedback.give_form(
        draft=replace(team.FEEDBACK_DRAFT, given=team.GIVEN),
    ),
    "feedback.give_form full": lambda: feedback.give_form(
        draft=replace(
            team.FEEDBACK_DRAFT,
            demo=extremes.SHOUTED,
            given=(extremes.filled("&", 3000), extremes.filled("x", 3000)),
        ),
    ),
    "feedback.thanks": lambda: feedback.thanks(receipt=team.RECEIPT, person=team.DANA),
    "feedback.thanks changed, in Berlin": lambda: feedback.thanks(
        receipt=replace(team.RECEIPT, changed=True),
        person=replace(team.DANA, tz="Europe/Berlin", locale="de-DE"),
    ),
    "feedback.withdraw_form": lambda: feedback.withdraw_form(demo=team.DEMO),
    "feedback.withdrawn": lambda: feedback.withdrawn(receipt=team.RECEIPT),
    "feedback.read": lambda: feedback.read(read=team.READ, person=team.BEN),
    "feedback.read nothing": lambda: feedback.read(
        read=replace(team.READ, answered=()),
        person=team.BEN,
    ),
    "feedback.read full": lambda: feedback.read(read=extremes.FULL_READ, person=team.BEN),
}

_PODS: dict[str, Example] = {
    "pods.create_form": lambda: pods.create_form(draft=team.POD_DRAFT),
    "pods.edit_form": lambda: pods.edit_form(
        draft=replace(team.POD_DRAFT, answers=team.POD_ANSWERS, exists=True),
    ),
    "pods.edit_form crowded": lambda: pods.edit_form(
        draft=replace(
            team.POD_DRAFT,
            answers=replace(
                team.POD_ANSWERS,
                members=tuple(person.user_id for person in extremes.CROWD),
                tz="Asia/Calcutta",
            ),
            exists=True,
        ),
    ),
    "pods.archive_form": lambda: pods.archive_form(pod=team.POD),
    "pods.created": lambda: pods.created(pod=team.POD),
    "pods.created crowded": lambda: pods.created(pod=extremes.CROWDED),
    "pods.saved": lambda: pods.saved(pod=team.DESIGN),
    "pods.archived": lambda: pods.archived(pod=team.POD),
    "leads.wanted": lambda: leads.wanted(pod=team.POD),
    "leads.now": lambda: leads.now(pod=team.POD),
    "leads.thanks": lambda: leads.thanks(pod=team.POD),
    "pods.welcome": lambda: pods.welcome(pod=team.POD),
    "pods.welcome with an observer": lambda: pods.welcome(pod=team.DESIGN),
    "pods.welcome crowded": lambda: pods.welcome(pod=extremes.CROWDED),
}

_PREFERENCES: dict[str, Example] = {
    "preferences.settings_form": lambda: preferences.settings_form(
        preferences=Preferences(team.BEN)
    ),
    "preferences.settings_form with quiet hours": lambda: preferences.settings_form(
        preferences=Preferences(team.BEN, quiet=team.NIGHT)
    ),
    "preferences.saved": lambda: preferences.saved(
        preferences=Preferences(team.BEN, quiet=team.NIGHT)
    ),
    "preferences.saved without quiet hours": lambda: preferences.saved(
        preferences=Preferences(team.BEN)
    ),
    "preferences.test_message": preferences.test_message,
}

_HOME: dict[str, Example] = {
    "home.home": lambda: home.home(page=team.MEMBER),
    "home.home first time": lambda: home.home(page=team.NEWCOMER),
    "home.home of a guest": lambda: home.home(page=replace(team.NEWCOMER, may_create=False)),
    "home.home of a lead": lambda: home.home(page=team.LEAD),
    "home.home of a quiet week": lambda: home.home(
        page=replace(
            team.LEAD,
            dashboard=replace(
                team.HEALTH, demos=0, unanswered=(), unanswered_total=0, could_answer=0
            ),
        ),
    ),
    "home.home of a good week": lambda: home.home(
        page=replace(
            team.LEAD,
            demos=Part((replace(team.DEMO, state=DemoState.WITHDRAWN),), 1),
            dashboard=replace(team.HEALTH, unanswered=(), unanswered_total=0, answered=7),
        ),
    ),
    "home.home full": lambda: home.home(page=extremes.FULL_HOME),
    "home.home waiting": lambda: home.home(page=extremes.opened("waiting")),
    "home.home turns": lambda: home.home(page=extremes.opened("turns")),
    "home.home demos": lambda: home.home(page=extremes.opened("demos")),
    "home.home pods": lambda: home.home(page=extremes.opened("pods")),
    "home.home beyond the last page": lambda: home.home(
        page=replace(
            team.MEMBER,
            place=HomePlace(part="waiting", page=4),
            waiting=Part(lines=(), total=3),
        ),
    ),
}

_WORDS: dict[str, Example] = {
    "help.guide": help.guide,
    "help.guide_message": help.guide_message,
    "help.start": help.start,
    "help.unknown": help.unknown,
    "help.hello": lambda: help.hello(person=team.ANA),
    "help.reply": help.reply,
    "facts.speak": lambda: facts.speak(Saying(FirstAnswer(team.DEMO.id), demo=team.DEMO)),
    "facts.speak of several": lambda: facts.speak(
        Saying(FirstAnswer(team.DEMO.id), demo=team.DEMO),
        Saying(Nudge(team.COHORT.id, team.BEN.id), demo=team.COHORT),
    ),
    "bundles.bundled": lambda: bundles.bundled(
        parts=[facts.first_answer(demo=extremes.SHOUTED), nudges.nudge(demo=extremes.SHOUTED)] * 4,
    ),
    "facts.first_answer": lambda: facts.first_answer(demo=team.DEMO),
    "facts.first_answer shouting": lambda: facts.first_answer(demo=extremes.SHOUTED),
    "facts.channel_lost": lambda: facts.channel_lost(pod=team.POD, reason="is_archived"),
    "notices.sorry": lambda: notices.sorry(words=notices.broke("7F3A")),
    "notices.sorry unanswered": lambda: notices.sorry(words=notices.unanswered("Post")),
    "notices.sorry too slow": lambda: notices.sorry(words=notices.too_slow("Post")),
    "notices.sorry_message": lambda: notices.sorry_message(
        words="Feedback on <!here> closed on Friday, so nothing was saved.",
    ),
}

EXAMPLES: dict[str, Example] = {
    **_DEMOS,
    **_FEEDBACK,
    **_PODS,
    **_PREFERENCES,
    **_HOME,
    **away.EXAMPLES,
    **dashboard.EXAMPLES,
    **rituals.EXAMPLES,
    **ritual_forms.EXAMPLES,
    **prompts.EXAMPLES,
    **library.EXAMPLES,
    **sessions.EXAMPLES,
    **retros.EXAMPLES,
    **actions.EXAMPLES,
    **decisions.EXAMPLES,
    **turns.EXAMPLES,
    **_WORDS,
}
