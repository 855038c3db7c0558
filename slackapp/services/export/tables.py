"""For every table: into which exports it goes, and why not into the others."""

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """An export; that of a workspace holds those of its pods, and of its people what is public."""

    PERSON = "person"
    POD = "pod"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a table goes, and what keeps it, or some of it, out."""

    where: tuple[Where, ...]
    why: str


_EVERYWHERE = (Where.PERSON, Where.POD, Where.WORKSPACE)
_SHARED = (Where.POD, Where.WORKSPACE)
_OWN = (Where.PERSON,)

DECISIONS: dict[str, Decision] = {
    "absence": Decision(_OWN, "why somebody was away is theirs to tell"),
    "action": Decision(_EVERYWHERE, "who proposed it is not kept"),
    "agenda_item": Decision(_EVERYWHERE, "who added it stands in their own export alone"),
    "agenda_vote": Decision(_EVERYWHERE, "a number, but in the export of whoever voted"),
    "answer": Decision(
        _OWN, "for whoever gave it, and for whoever reads it, with names or without"
    ),
    "artifact": Decision(_EVERYWHERE, "of a withdrawn one the words are its keeper's"),
    "artifact_share": Decision(_SHARED, "a number; who pointed to it is not kept"),
    "attendance": Decision(_EVERYWHERE, "a number, but in one's own export"),
    "contribution": Decision(_OWN, "nobody is compared"),
    "credit": Decision(_OWN, "nobody is compared"),
    "decision": Decision(_EVERYWHERE, "of a person, what they wrote down"),
    "delivery": Decision(_OWN, "when Dojo wrote to one; never the channel of a DM"),
    "demo": Decision(_EVERYWHERE, "of a withdrawn or removed one the words are its author's"),
    "demo_comment": Decision(
        _EVERYWHERE, "a number, but in one's own export; its words are Slack's"
    ),
    "demo_field": Decision(_EVERYWHERE, "as the demo"),
    "demo_watch": Decision(_EVERYWHERE, "a number, but in one's own export"),
    "due": Decision((), "what Dojo does next follows from the rest"),
    "fact": Decision(_OWN, "of what kind a message was"),
    "form": Decision(_EVERYWHERE, "a number of answers, but for whoever reads them"),
    "form_question": Decision(_OWN, "beside the answers"),
    "form_reader": Decision(_OWN, "it decides whose export has the answers"),
    "home": Decision(_OWN, "when one last opened it"),
    "installation": Decision((Where.WORKSPACE,), "the workspace's name; never the token"),
    "journal": Decision((Where.WORKSPACE,), "leads read it; nothing that anybody said"),
    "membership": Decision(_EVERYWHERE, ""),
    "next_step": Decision(_OWN, "only whoever named it sees it"),
    "occurrence": Decision(_EVERYWHERE, ""),
    "passed": Decision(_OWN, "nobody is compared"),
    "person": Decision(_EVERYWHERE, "others see the name; never the channel of a DM"),
    "pod": Decision(_EVERYWHERE, ""),
    "post": Decision(_EVERYWHERE, "the link to a message in a channel; never in a DM"),
    "prompt_answer": Decision(
        _EVERYWHERE, "a number, but in one's own export; its words are Slack's"
    ),
    "response": Decision(_EVERYWHERE, "a number, but for whoever gave or reads it"),
    "ritual": Decision(_EVERYWHERE, ""),
    "subject": Decision((), "only an id, which its demo, ritual and so on bear too"),
    "swap": Decision(_OWN, "who asked whom is theirs"),
    "team_prompt": Decision(_EVERYWHERE, ""),
    "thought": Decision(_EVERYWHERE, "before the reveal for whoever said it alone, then unnamed"),
    "turn": Decision(_EVERYWHERE, ""),
    "artifact_words": Decision((), "an index of what the notes say"),
}
