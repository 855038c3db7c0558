"""A person: what others see of them, and for themselves all that is kept of them."""

from collections.abc import Callable, Iterator
from functools import partial

from slackapp.domain.json import JSON
from slackapp.services.export import actions, answers, decisions, demos, notes, traces, turns
from slackapp.services.export.records import Document, Known, Section, head
from storage import Transaction
from storage.people import PersonRow

Reader = Callable[[Transaction, Known, str], Iterator[JSON]]

PUBLIC: dict[str, Reader] = {
    "memberships": traces.memberships,
    "demos": demos.of_author,
    "notes": notes.of_keeper,
    "turns": turns.held,
    "actions": actions.of_owner,
}
OWN: dict[str, Reader] = PUBLIC | {
    "demos": demos.own,
    "answers_given": answers.given,
    "answers_about_sessions": answers.read_by,
    "words_handed_on": answers.handed_on,
    "next_steps": traces.next_steps,
    "notes": partial(notes.of_keeper, own=True),
    "prompts": traces.prompts,
    "decisions": decisions.of_person,
    "agenda": traces.agenda,
    "agenda_votes": traces.agenda_votes,
    "thoughts": traces.thoughts,
    "looks_on": turns.looks_on,
    "credits": turns.credits_of,
    "passed": turns.passed,
    "swaps": turns.swaps,
    "absences": traces.absences,
    "watched": demos.watched,
    "comments": demos.commented,
    "prompt_answers": traces.prompt_answers,
    "attendance": traces.attendance,
    "contributions": traces.contributions,
    "messages": traces.messages,
    "home": traces.home,
}


def portfolio(tx: Transaction, names: Known, person_id: str) -> Document:
    """All that is kept of somebody, for themselves."""
    row = _row(tx, person_id)
    quiet = row.quiet()
    return Document(
        {
            **head(tx, names, "person"),
            "person": _profile(row),
            "preferences": {
                "quiet_hours": {
                    "from": quiet.begin.isoformat("minutes"),
                    "until": quiet.end.isoformat("minutes"),
                    "tz": row.tz or "UTC",
                }
                if quiet
                else None
            },
        },
        _sections(tx, names, person_id, OWN),
    )


def entry(tx: Transaction, names: Known, person_id: str) -> Document:
    """What everybody in the workspace sees of somebody."""
    return Document(
        {**head(tx, names, "entry"), "person": _profile(_row(tx, person_id))},
        _sections(tx, names, person_id, PUBLIC),
    )


def _sections(
    tx: Transaction, names: Known, person_id: str, readers: dict[str, Reader]
) -> tuple[Section, ...]:
    return tuple(
        Section(key, partial(reader, tx, names, person_id)) for key, reader in readers.items()
    )


def _row(tx: Transaction, person_id: str) -> PersonRow:
    return tx.session.get_one(PersonRow, (tx.team_id, person_id))


def _profile(row: PersonRow) -> JSON:
    return {
        "id": row.id,
        "user_id": row.user_id,
        "name": row.person().name,
        "tz": row.tz,
        "locale": row.locale,
        "bot": row.bot,
        "guest": row.guest,
        "external": row.external,
        "gone": row.gone,
    }
