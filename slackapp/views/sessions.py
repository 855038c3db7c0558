"""What sessions say to one person afterwards: asked, answered, handed on."""

from collections.abc import Sequence

from slackapp.domain.feedback import Question
from slackapp.domain.people import Person
from slackapp.domain.questions import SHORT
from slackapp.domain.sessions import Asking, Notes, SessionAnswered, SessionRead, Words
from slackapp.domain.turns import Duty
from slackapp.ids import Action
from slackapp.views.blocks import (
    Element,
    Message,
    actions,
    bullets,
    button,
    context,
    message,
    rich,
    section,
)
from slackapp.views.leaves import Leaf, bold
from slackapp.views.session_forms import answered, how_many
from slackapp.views.text import clip, day, moment, named, safe

QUOTED = 300  # characters of one answer in a message; the rest is a button away
QUOTES = 5
HOLDS = {Duty.PRESENTER: "present in", Duty.FACILITATOR: "facilitate"}


def questions(*, asking: Asking, person: Person, again: bool = False) -> Message:
    """Ask somebody how a session was, or ask once more."""
    occurrence = asking.occurrence
    name, when = named(occurrence.ritual.name), day(occurrence.starts_at, person)
    many = how_many(len(asking.questions))
    until = moment(asking.promise.until, person)
    words = f"How was {name} on {when}? {many}, one minute. Open until {until}."
    if again:
        words = f"{many} about {name} on {when} are open until {until}."
    return message(
        safe(words, 1000),
        section(words),
        context(f"You wanted to: {asking.wanted}") if asking.wanted else None,
        actions(
            button("Answer", Action.ANSWER_SESSION, occurrence.id, style="primary"),
            button("I was not there", Action.NOT_THERE, occurrence.id),
        ),
        context("This is the only reminder") if again else None,
    )


def digest(*, read: SessionRead, person: Person) -> Message:
    """Tell whoever held a session how it was, with names; kindly, if nobody said."""
    name = named(read.occurrence.ritual.name)
    when = day(read.occurrence.starts_at, person)
    if not read.answered:
        words = (
            f"Nobody answered the questions about {name} on {when} this time. It says nothing "
            "about how it was"
        )
        words += ": ask one person what they took from it." if read.asked > 1 else "."
        return message(safe(words, 1000), section(words), actions(_save(read)))
    return message(
        safe(f"How {name} on {when} was: {read.total} of {read.asked} answered", 1000),
        rich("How ", bold(name), " was"),
        context(answered(read=read, person=person)),
        *(bullets([_line(each)]) for each in read.answered),
        actions(button("Read all", Action.READ_SESSION, read.occurrence.id), _save(read)),
        context("You read names because you held it. Whoever is next reads words without names."),
    )


def hand_over(*, notes: Notes, person: Person) -> Message:
    """Give whoever has the next session what people took from the last, without names."""
    following = notes.following
    duties = [
        HOLDS[held.duty]
        for held in following.turns
        if held.duty in HOLDS and held.person and held.person.id == person.id
    ]
    what = " and ".join(duties) or "have"
    name = named(following.ritual.name)
    words = f"You {what} {name} on {moment(following.starts_at, person)}."
    asks = "This is what people took from the last one, without names, and what they wish for:"
    return message(
        safe(f"{words} {asks}", 1000),
        section(f"{words} {asks}"),
        bullets(_quotes(each) for each in notes.words),
        actions(button("Open my notes", Action.OPEN_NOTES, notes.occurrence.id)),
    )


def not_there(*, asking: Asking) -> Message:
    words = f"Thank you. You are not asked about {named(asking.occurrence.ritual.name)} again."
    return message(safe(words, 1000), section(words))


def was_there(*, later: bool) -> Message:
    """Tell whoever says that they are there what follows."""
    words = "Noted. The questions come when it ends." if later else "Noted. The questions come now."
    return message(words, section(words))


def _save(read: SessionRead) -> Element:
    return button("Save to the library", Action.WRITE_NOTE, read.occurrence.id)


def _line(each: SessionAnswered) -> Sequence[str | Leaf]:
    late = " (late)" if each.late else ""
    said = " · ".join(
        f"{SHORT[asked.key]}: {_quote(asked, words)}" for asked, words in each.answers
    )
    return [bold(each.person.first_name), f"{late} · {said}"]


def _quote(asked: Question, words: str) -> str:
    return f"{words} of 5" if asked.scale else f"“{clip(' '.join(words.split()), QUOTED)}”"


def _quotes(words: Words) -> Sequence[str | Leaf]:
    asked = words.question
    shown = " ".join(_quote(asked, said) for said in words.said[:QUOTES])
    more = len(words.said) - QUOTES
    if asked.scale:
        steps = [int(said) for said in words.said]
        shown, more = f"{sum(steps) / len(steps):.1f} of 5", 0
    return [bold(f"{SHORT[asked.key]}: "), shown, f" and {more} more" if more > 0 else ""]
