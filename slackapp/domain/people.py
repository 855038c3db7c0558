"""Who somebody is, and what they may do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Principal:
    """Who made a gesture: facts of Slack's payload, and nothing else."""

    team_id: str
    user_id: str
    home_team_id: str
    enterprise_id: str | None = None
    name: str = ""

    @property
    def external(self) -> bool:
        """They belong to another workspace and reach us over a shared channel."""
        return self.home_team_id not in (self.team_id, self.enterprise_id)


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says of a person."""

    user_id: str
    name: str
    tz: str | None = None
    locale: str | None = None
    bot: bool = False
    guest: bool = False
    gone: bool = False
    external: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a workspace, as screens need them."""

    id: str
    user_id: str
    name: str
    tz: str = "UTC"
    locale: str = "en-US"
    reads_at: datetime | None = field(default=None, compare=False)  # dates of other years say so

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0] or "Someone"


class Role(StrEnum):
    """What a membership makes of a person in their pod."""

    LEAD = "lead"
    MEMBER = "member"
    OBSERVER = "observer"


class Standing(StrEnum):
    """How a person stands to the thing they want to act on; they may have several."""

    EXTERNAL = "external"
    GUEST = "guest"
    COLLEAGUE = "colleague"
    OBSERVER = "observer"
    MEMBER = "member"
    LEAD = "lead"
    AUTHOR = "author"
    READER = "reader"
    NEXT = "next"
    FACILITATOR = "facilitator"


class Act(StrEnum):
    """What can be allowed or refused."""

    CREATE_POD = "create a pod"
    EDIT_POD = "edit this pod"
    ARCHIVE_POD = "archive this pod"
    RUN_RITUALS = "change its rituals"
    TAKE_OVER = "take this pod over"
    ADD_PROMPT = "add a prompt"
    EDIT_PROMPT = "change or retire this prompt"
    ASSIGN_TURNS = "give its turns to somebody else"
    TAKE_TURN = "take a turn that nobody has"
    SET_AWAY = "say that somebody of it is away"
    SEE_POD = "see how this pod is doing"
    POST_DEMO = "post a demo here"
    EDIT_DEMO = "edit this demo"
    WITHDRAW_DEMO = "withdraw this demo"
    REMOVE_DEMO = "remove this demo"
    WATCH_DEMO = "mark this demo as watched"
    GIVE_FEEDBACK = "answer the two questions"
    READ_FEEDBACK = "read these answers"
    KEEP_NOTE = "keep a note here"
    READ_NOTE = "read this note"
    EDIT_NOTE = "edit this note"
    WITHDRAW_NOTE = "withdraw this note"
    CHOOSE_START = "choose where newcomers start"
    ANSWER_SESSION = "answer how a session was"
    READ_SESSION = "read how a session was, with names"
    READ_NOTES = "read how a session was, without names"
    ADD_TO_AGENDA = "add to the agenda"
    TAKE_OFF_AGENDA = "take an item off the agenda"
    ADD_THOUGHT = "add a thought to the retrospective"
    READ_RETRO = "read a revealed retrospective in full"
    REMOVE_THOUGHT = "remove a revealed thought"
    ADD_ACTION = "add an action to a retrospective"
    CHANGE_ACTION = "change, finish or drop an action"
    DECIDE = "change a ritual in a retrospective"


_POD = frozenset({Standing.OBSERVER, Standing.MEMBER, Standing.LEAD})
_LEADS = frozenset({Standing.LEAD})
_AUTHOR = frozenset({Standing.AUTHOR})
_ANYONE_HERE = _POD | {Standing.COLLEAGUE}

ALLOWED: dict[Act, frozenset[Standing]] = {
    Act.CREATE_POD: frozenset({Standing.COLLEAGUE}),
    Act.EDIT_POD: _LEADS,
    Act.ARCHIVE_POD: _LEADS,
    Act.RUN_RITUALS: _LEADS,
    Act.TAKE_OVER: frozenset({Standing.OBSERVER, Standing.MEMBER}),
    Act.ADD_PROMPT: _POD,
    Act.EDIT_PROMPT: _LEADS | _AUTHOR,
    Act.ASSIGN_TURNS: _LEADS,
    Act.TAKE_TURN: frozenset({Standing.MEMBER, Standing.LEAD}),
    Act.SET_AWAY: _LEADS,
    Act.SEE_POD: _LEADS,
    Act.POST_DEMO: _POD,
    Act.EDIT_DEMO: _AUTHOR,
    Act.WITHDRAW_DEMO: _AUTHOR,
    Act.REMOVE_DEMO: _LEADS,
    Act.WATCH_DEMO: _ANYONE_HERE,
    Act.GIVE_FEEDBACK: _ANYONE_HERE,
    Act.READ_FEEDBACK: _AUTHOR,
    Act.KEEP_NOTE: _POD,
    Act.READ_NOTE: _ANYONE_HERE,
    Act.EDIT_NOTE: _AUTHOR | _LEADS,
    Act.WITHDRAW_NOTE: _AUTHOR | _LEADS,
    Act.CHOOSE_START: _LEADS,
    Act.ANSWER_SESSION: _POD,
    Act.READ_SESSION: frozenset({Standing.READER}),
    Act.READ_NOTES: frozenset({Standing.NEXT}),
    Act.ADD_TO_AGENDA: _POD,
    Act.TAKE_OFF_AGENDA: _AUTHOR | _LEADS | {Standing.FACILITATOR},
    Act.ADD_THOUGHT: _POD,
    Act.READ_RETRO: _POD,
    Act.REMOVE_THOUGHT: _LEADS | {Standing.FACILITATOR},
    Act.ADD_ACTION: _LEADS | {Standing.FACILITATOR},
    Act.CHANGE_ACTION: _AUTHOR | _LEADS | {Standing.FACILITATOR},
    Act.DECIDE: _LEADS | {Standing.FACILITATOR},
}

DENIED: dict[Act, frozenset[Standing]] = {
    Act.TAKE_OVER: frozenset({Standing.GUEST}),  # whoever leads is a full member
    Act.GIVE_FEEDBACK: _AUTHOR,  # nobody answers on their own demo
    Act.WATCH_DEMO: _AUTHOR,
}


def allows(standings: frozenset[Standing], act: Act) -> bool:
    """May somebody with these standings do this? Nothing is allowed to people from outside."""
    if Standing.EXTERNAL in standings or standings & DENIED.get(act, frozenset()):
        return False
    return bool(standings & ALLOWED[act])


def names(people: tuple[Person, ...]) -> str:
    """Name people in a sentence: "Ana", "Ana and Chidi", "Ana, Ben and Chidi"."""
    return listed([person.first_name for person in people])


def listed(words: Sequence[str]) -> str:
    """Put words into a sentence, with an "and" before the last."""
    if len(words) < 2:  # noqa: PLR2004 - a list of one needs no "and"
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def only_leads(leads: tuple[Person, ...], what: str) -> str:
    """Refuse what is for a pod's leads, and say whom to ask."""
    if not leads:
        return f"Only somebody who leads this pod can {what}, and nobody does now."
    if len(leads) == 1:
        return f"Only {names(leads)}, who leads this pod, can {what}. Ask {names(leads)}."
    return f"Only {names(leads)}, who lead this pod, can {what}. Ask one of them."
