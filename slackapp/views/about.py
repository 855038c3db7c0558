"""What a modal remembers: ids, and nothing else."""

import json
from dataclasses import asdict, dataclass, fields

METADATA_MAX = 3000


@dataclass(frozen=True, slots=True)
class About:
    """The things that a modal is about; a new thing's id is minted when its form opens."""

    demo_id: str = ""
    pod_id: str = ""
    ritual_id: str = ""
    version: str = ""  # of the ritual, as the form shows it
    prompt_id: str = ""
    turn_id: str = ""
    swap_id: str = ""
    note_id: str = ""
    source_id: str = ""
    occurrence_id: str = ""
    thought_id: str = ""
    action_id: str = ""
    decision_id: str = ""
    absence_id: str = ""
    person_id: str = ""

    def encode(self) -> str:
        kept = {name: value for name, value in asdict(self).items() if value}
        text = json.dumps(kept, separators=(",", ":"))
        if len(text) > METADATA_MAX:
            raise ValueError(f"a modal remembers ids only, and got {text[:60]!r}…; make it a row")
        return text

    @classmethod
    def decode(cls, text: str) -> "About":
        """Read what `encode` wrote; what an older or newer version wrote besides is left out."""
        try:
            held = json.loads(text or "{}")
        except ValueError:
            held = {}
        if not isinstance(held, dict):
            held = {}
        known = (field.name for field in fields(cls))
        return cls(**{name: held[name] for name in known if isinstance(held.get(name), str)})
