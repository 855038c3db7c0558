"""App Home: what matters to this person, first things first."""

from slackapp.domain.actions import Action as Wanted
from slackapp.domain.demos import Demo, DemoState
from slackapp.domain.home import LINES, PAGE, HomePage, HomePlace, Part, Waiting
from slackapp.domain.pods import Pod
from slackapp.domain.retros import OpenRetro
from slackapp.domain.sessions import Asked, NextStep
from slackapp.domain.turns.shown import Engagement, Swap
from slackapp.ids import Action
from slackapp.views import actions as wanted
from slackapp.views import away, dashboard, retro_home, search, session_home, swaps, turns
from slackapp.views.blocks import (
    Block,
    View,
    actions,
    bullets,
    button,
    choice,
    context,
    header,
    overflow,
    section,
)
from slackapp.views.blocks import home as home_view
from slackapp.views.pages import number
from slackapp.views.responses import came
from slackapp.views.text import moment, soon

Shown = Part[Waiting] | Part[Engagement] | Part[Demo] | Part[NextStep] | Part[Pod]

PARTS = {
    "waiting": "Waiting for you",
    "turns": "Your turns",
    "demos": "Your demos",
    "steps": "Your next steps",
    "pods": "Your pods",
}
JOIN = "Ask whoever leads a pod to add you."
BEGIN = "Create a pod, or ask whoever leads one to add you."
STEPS = {"demos": ("Newer", "Older")}  # what is not in the order of time has other words


def home(*, page: HomePage) -> View:
    blocks = _part_page(page) if page.place.part in PARTS else _front(page)
    return home_view(*blocks, metadata=place_value(page.place))


def place_value(place: HomePlace) -> str:
    """Write down where on Home somebody is, for a button or for the view itself."""
    return " ".join((place.part or "front", str(place.page), place.pod_id)).strip()


def place_of(value: str) -> HomePlace:
    """Read back a place; what cannot be read is the front page."""
    part, page, pod_id, *_ = (*value.split(" "), "", "", "")
    return HomePlace(part=part if part in PARTS else "", page=number(page) or 0, pod_id=pod_id)


def _front(page: HomePage) -> list[Block | None]:
    return [
        _main_buttons(page),
        *(block for absence in page.away[:LINES] for block in away.line(absence, page.person)),
        *(_first_steps(page) if not page.steps.done else ()),
        *(block for part, shown in _parts(page).items() for block in _part(page, part, shown)),
        *_led(page),
    ]


def _main_buttons(page: HomePage) -> Block:
    here, creates = page.steps.pod, page.may_create
    if not here and not creates:
        return actions(
            button("How it works", Action.HOW_IT_WORKS),
            button("Settings", Action.SETTINGS),
            block_id="home.main",
        )
    menu = [choice("Settings", Action.SETTINGS), choice("How it works", Action.HOW_IT_WORKS)]
    if here and creates:
        menu.insert(0, choice("Create a pod", Action.CREATE_POD))
    newcomer = not here and creates
    return actions(
        button("Create a pod", Action.CREATE_POD, style="primary") if newcomer else None,
        button("Post a demo", Action.POST_DEMO, style="primary") if here else None,
        button("Give feedback", Action.GIVE_FEEDBACK) if here else None,
        button("Find in the library", Action.FIND_NOTES) if here else None,
        button("I'm away…", Action.AWAY) if here else None,
        overflow(Action.HOME_MENU, *menu),
        block_id="home.main",
    )


def _first_steps(page: HomePage) -> list[Block]:
    steps = page.steps
    left = [
        words
        for done, words in (
            (steps.pod, BEGIN if page.may_create else JOIN),
            (steps.demo, "Post a demo: something you did, even half done."),
            (steps.feedback, "Answer somebody's demo: two questions, a few words each."),
        )
        if not done
    ]
    return [
        header("Welcome to Dojo"),
        section("Small groups, small demos, two honest questions. Your first steps:"),
        bullets([words] for words in left),
    ]


def _parts(page: HomePage) -> dict[str, Shown]:
    """The parts in their order."""
    return {
        "waiting": page.waiting,
        "turns": page.turns,
        "demos": page.demos,
        "steps": page.next_steps,
        "pods": page.pods,
    }


def _part(page: HomePage, part: str, shown: Shown) -> list[Block]:
    if not shown.total:
        return []
    more = shown.total - len(shown.lines)
    return [
        header("Your next step" if part == "steps" and shown.total == 1 else PARTS[part]),
        *_lines(page, part),
        *([_all(more, part)] if more > 0 else []),
    ]


def _all(more: int, part: str) -> Block:
    return _turn(f"{more:,} more", "All", HomePlace(part=part), block_id=f"home.{part}")


def _lines(page: HomePage, part: str) -> list[Block]:
    if part == "waiting":
        return [block for each in page.waiting.lines for block in _waiting(page, each)]
    if part == "turns":
        return [*turns.mine(turns=page.turns.lines, person=page.person), *_front_word(page)]
    if part == "demos":
        return [block for demo in page.demos.lines for block in _mine(page, demo)]
    if part == "steps":
        steps = page.next_steps.lines
        return [block for step in steps for block in session_home.step(step, page.person)]
    return [block for pod in page.pods.lines for block in _pod(page, pod)]


def _front_word(page: HomePage) -> list[Block]:
    return [context(turns.FRONT)] if page.turns.lines else []


def _waiting(page: HomePage, asks: Waiting) -> list[Block]:
    match asks:
        case Asked():
            return [session_home.asked(asks, page.person)]
        case Swap():
            return swaps.waiting(swap=asks, person=page.person)
        case Wanted():
            return wanted.mine(asks, page.person)
        case OpenRetro():
            return [retro_home.collecting(asks, page.person)]
    until = moment(asks.closes_at, page.person)
    return [
        section(
            f"{asks.title}, by {asks.author.first_name} · {asks.pod_name} · until {until}",
            button("Answer", Action.GIVE_FEEDBACK, asks.id),
            block_id=f"waiting.{asks.id}",
        )
    ]


def _mine(page: HomePage, demo: Demo) -> list[Block]:
    read = button("Read", Action.READ_FEEDBACK, demo.id) if demo.answers else None
    see = button("Open", Action.OPEN_LINK, url=demo.permalink) if demo.permalink else None
    words = f"{demo.title} · {came(demo)} · {_state(page, demo)}"
    line = f"demos.{demo.id}"
    if read and see:
        return [section(words, block_id=line), actions(read, see, block_id=f"{line}.do")]
    return [section(words, read or see, block_id=line)]


def _state(page: HomePage, demo: Demo) -> str:
    if demo.state is DemoState.OPEN:
        return f"until {moment(demo.closes_at, page.person)}"
    return demo.state.value


def _pod(page: HomePage, pod: Pod) -> list[Block]:
    at = page.next_at.get(pod.id)
    parts = (
        pod.name,
        dashboard.people(len(pod.people)),
        f"#{pod.channel_name}",
        f"next: {soon(at, page.now, page.person)}" if at else "",
    )
    words = " · ".join(part for part in parts if part)
    opens = button("Open", Action.OPEN_POD, pod.id) if _closed_dashboard(page, pod) else None
    line = section(words, opens, block_id=f"pods.{pod.id}")
    notes = page.starts.get(pod.id, 0)
    return [line, search.start_line(pod_id=pod.id, notes=notes)] if notes else [line]


def _led(page: HomePage) -> list[Block | None]:
    shown = page.dashboard
    closed = [pod for pod in page.led if shown is None or pod.id != shown.pod.id]
    more = len(closed) - LINES
    every = HomePlace(part="pods")
    return [
        *(dashboard.glance(shown, page.person) if shown else ()),
        header("You also lead" if shown else "You lead") if closed else None,
        *(dashboard.line(pod) for pod in closed[:LINES]),
        _turn(f"{more:,} more", "All", every, block_id="home.led") if more > 0 else None,
    ]


def _closed_dashboard(page: HomePage, pod: Pod) -> bool:
    return bool(page.place.part) and any(pod.id == led.id for led in page.led)


def _part_page(page: HomePage) -> list[Block | None]:
    place = page.place
    shown = _parts(page)[place.part]
    before = place.page * PAGE
    after = shown.total - before - len(shown.lines)
    back, onward = STEPS.get(place.part, ("Previous", "Next"))
    return [
        actions(button("Back", Action.HOME_PAGE, place_value(HomePlace())), block_id="home.back"),
        header(PARTS[place.part]),
        _step(f"{before:,} before these", back, place, -1) if before else None,
        *(_lines(page, place.part) or [section("Nothing here any more.")]),
        _step(f"{after:,} after these", onward, place, 1) if after > 0 else None,
    ]


def _step(words: str, label: str, place: HomePlace, step: int) -> Block:
    there = HomePlace(part=place.part, page=place.page + step)
    return _turn(words, label, there, block_id=f"home.{label.lower()}")


def _turn(words: str, label: str, place: HomePlace, *, block_id: str) -> Block:
    return section(
        words,
        button(label, Action.HOME_PAGE, place_value(place)),
        block_id=block_id,
    )
