"""A demo's card in its channel, the same for everybody."""

from slackapp.domain.demos import FIELD_MAX, Demo, DemoState, Field
from slackapp.ids import Action, Modal
from slackapp.views.blocks import (
    Block,
    Message,
    actions,
    button,
    choice,
    context,
    header,
    message,
    overflow,
    rich,
)
from slackapp.views.leaves import Leaf, bold, date, person
from slackapp.views.text import clip, count, safe

NOTICE_MAX = 1000  # of a phone's notification; nobody reads on


def card(*, demo: Demo) -> Message:
    if demo.state.gone:
        return _gone(demo)
    first = demo.author.first_name
    return message(
        safe(f"{demo.title}, a demo by {first}. {first} asks: {demo.ask}", NOTICE_MAX),
        header(clip(demo.title, 150)),
        rich("Demo by ", person(demo.author), *_window(demo)),
        *(_field(field) for field in demo.fields if field.text),
        rich(bold(f"{first} asks: "), clip(demo.ask, FIELD_MAX)),
        _buttons(demo),
        _footer(demo),
    )


def _window(demo: Demo) -> tuple[str | Leaf, ...]:
    if demo.state is DemoState.CLOSED:
        return (" · feedback closed ", date(demo.closes_at))
    return (" · comments until ", date(demo.closes_at))


def _field(field: Field) -> Block:
    return rich(bold(field.label), f"\n{clip(field.text, FIELD_MAX)}")


def _buttons(demo: Demo) -> Block:
    still_open = demo.state is DemoState.OPEN
    give = button("Give feedback", Action.GIVE_FEEDBACK, demo.id, style="primary")
    return actions(
        give if still_open else None,
        button("I watched", Action.WATCH_DEMO, demo.id),
        button("Open link", Action.OPEN_LINK, url=demo.link) if demo.link else None,
        overflow(
            Action.CARD_MENU,
            choice("Save to the library", Modal.KEEP_NOTE, demo.id),
            choice("Edit", Modal.EDIT_DEMO, demo.id),
            choice("Withdraw", Modal.WITHDRAW_DEMO, demo.id),
            choice("Remove", Modal.REMOVE_DEMO, demo.id),
        ),
        block_id=f"card.{demo.id}",
    )


def _footer(demo: Demo) -> Block | None:
    parts = [
        count(demo.comments, "comment") if demo.comments else "",
        f"{demo.watched:,} watched" if demo.watched else "",
    ]
    said = " · ".join(part for part in parts if part)
    return context(said) if said else None


def _gone(demo: Demo) -> Message:
    removed = demo.state is DemoState.REMOVED
    done = "Removed" if removed else "Withdrawn"
    after = ", who leads this pod" if removed else ""
    if demo.gone_by is None:
        return message(f"This demo was {done.lower()}.", rich(done))
    return message(
        safe(f"{done} by {demo.gone_by.first_name}{after}", NOTICE_MAX),
        rich(f"{done} by ", person(demo.gone_by), after),
    )
