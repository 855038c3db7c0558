"""What rituals say in channels and DMs."""

from slackapp.domain.agenda import Agenda
from slackapp.domain.decisions import Decision
from slackapp.domain.demos import Demo
from slackapp.domain.kinds import kinds
from slackapp.domain.people import Person, listed
from slackapp.domain.pods import Pod
from slackapp.domain.rituals import Occurrence, Ritual
from slackapp.ids import Action
from slackapp.views import agenda as agenda_views
from slackapp.views import decisions as decision_views
from slackapp.views import prompts
from slackapp.views.blocks import (
    Block,
    Message,
    actions,
    bullets,
    button,
    context,
    header,
    message,
    rich,
    section,
)
from slackapp.views.leaves import Leaf, bold, date, italic, link
from slackapp.views.leaves import person as mention
from slackapp.views.responses import came, counted
from slackapp.views.text import clip, count, moment, named, safe, spelled
from slackapp.views.turns import DUTIES

WISHES, WISH_MAX = 4, 120  # of the last time, and characters of each
DIGEST_MAX = 20  # demos that are named; the others are counted


def opened(
    *,
    occurrence: Occurrence,
    pod: Pod,
    wishes: tuple[str, ...] = (),
    agenda: Agenda | None = None,
    decisions: tuple[Decision, ...] = (),
) -> Message:
    """Begin one time of a ritual in its channel."""
    kind, ritual = kinds()[occurrence.ritual.kind], occurrence.ritual
    title = occurrence.prompt or ritual.name
    return message(
        safe(f"{title} {kind.opening}", 1000),
        prompts.title(title),
        rich(kind.opening),
        rich(*_who(occurrence)) if any(each.person for each in occurrence.turns) else None,
        _structure(occurrence),
        *decision_views.new_lines(decisions),
        *(agenda_views.lines(agenda=agenda) if agenda else ()),
        _wanted(wishes),
        rich("Demos and comments until ", date(occurrence.ends_at)) if kind.takes_demos else None,
        rich(bold("What good looks like: "), ritual.good) if ritual.good else None,
        agenda_views.read_before(occurrence) if kind.reviewed else None,
        rich("Where: ", ritual.place) if ritual.place else None,
        actions(
            button("Post a demo", Action.POST_DEMO, pod.id, style="primary"),
            button(prompts.SUGGEST, Action.OPEN_PROMPTS, ritual.id) if kind.asks else None,
        )
        if kind.takes_demos
        else None,
        actions(
            agenda_views.add_button(agenda=agenda) if agenda else None,
            button("I was there", Action.WAS_THERE, occurrence.id),
        )
        if kind.reviewed
        else None,
    )


def digest(
    *,
    occurrence: Occurrence,
    pod: Pod,
    demos: tuple[Demo, ...],
    following: Occurrence | None = None,
    thread: Block | None = None,
) -> Message:
    """Gather what was shown while a ritual was open, with what came in its thread."""
    comments = sum(demo.comments for demo in demos)
    answers = sum(demo.answers for demo in demos)
    back = counted(comments=comments, answers=answers)
    told = ", ".join(part for part in (count(len(demos), "demo"), back) if part)
    more = len(demos) - DIGEST_MAX
    return message(
        safe(f"{occurrence.ritual.name} in {pod.name}: {told}", 1000),
        header(clip(f"This week in {pod.name}", 150)),
        rich(told),
        bullets(_line(demo) for demo in demos[:DIGEST_MAX]),
        context(f"and {more} more") if more > 0 else None,
        thread,
        _next(following) if following else None,
    )


def missed(*, occurrence: Occurrence, person: Person) -> Message:
    """Tell a lead that a ritual did not happen, and that the next one will."""
    when = moment(occurrence.starts_at, person)
    words = (
        f"{named(occurrence.ritual.name)} on {when} did not happen: Dojo was not running then, "
        "and it was too late for it afterwards. The next one comes as planned."
    )
    return message(safe(words, 1000), section(words))


def rests(*, occurrence: Occurrence, pod: Pod, times: int) -> Message:
    """Tell a lead why a ritual came to rest, and how it goes on."""
    name = occurrence.ritual.name
    words = (
        f"Nobody joined “{name}” in {pod.name} the last {spelled(times)} times, so it rests: "
        "nothing is posted, and nobody has a turn. It goes on when you say so. Less often, or "
        "something smaller, may fit better: open Rituals on Home to change it."
    )
    resume = button("Resume", Action.RESUME_RITUAL, occurrence.ritual.id)
    return message(safe(words, 1000), section(words), actions(resume))


def rests_unled(*, occurrence: Occurrence, pod: Pod, times: int) -> Message:
    """Tell a channel that a ritual came to rest, where there is no lead to tell."""
    name = occurrence.ritual.name
    words = (
        f"Nobody joined “{name}” the last {spelled(times)} times, so it rests. "
        f"Nobody leads {pod.name} now; whoever does can have it go on, or change it."
    )
    lead = button("I lead it", Action.TAKE_OVER, pod.id)
    return message(safe(words, 1000), section(words), actions(lead))


def goes_on(*, ritual: Ritual) -> Message:
    words = f"{named(ritual.name)} goes on. Its next dates are on Home, under Rituals."
    return message(safe(words, 1000), section(words))


def _next(following: Occurrence) -> Block:
    who = _who(following)
    when = date(following.starts_at)
    return rich("Next: ", following.ritual.name, " on ", when, ". ", *who, "." if who else "")


def _who(occurrence: Occurrence) -> list[str | Leaf]:
    """Name everybody once, with all that they do."""
    doing: dict[Person, list[str]] = {}
    for holder in occurrence.turns:
        if holder.person:
            doing.setdefault(holder.person, []).append(DUTIES[holder.duty][0])
    parts: list[str | Leaf] = []
    for who, duties in doing.items():
        parts += [mention(who), f" {listed(duties)}", ", "]
    return parts[:-1]


def _structure(occurrence: Occurrence) -> Block | None:
    kind, parts = kinds()[occurrence.ritual.kind], occurrence.ritual.structure
    if not parts:
        return None
    timed = " · ".join(f"{part.minutes} min {part.words}" for part in parts)
    return rich(f"{timed} · then one next step each" if kind.reviewed else timed)


def _wanted(wishes: tuple[str, ...]) -> Block | None:
    """What people wanted the last time, a few of them, each short."""
    if not wishes:
        return None
    said = " · ".join(clip(" ".join(wish.split()), WISH_MAX) for wish in wishes[:WISHES])
    return rich(bold("Last time people wanted: "), said)


def _line(demo: Demo) -> list[str | Leaf]:
    title = link(demo.title, demo.permalink) if demo.permalink else italic(demo.title)
    return [title, ", ", mention(demo.author), f": {came(demo)}"]
