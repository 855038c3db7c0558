"""Slack's own judgment of everything that Dojo draws, by the examples of the gallery."""

from collections.abc import Mapping

from slackapp.doctor.asking import Answer, Asker, NoAnswer
from slackapp.doctor.finding import Finding, ok, skipped, wrong
from slackapp.domain.json import JSON
from slackapp.gallery import EXAMPLES, Example
from slackapp.views.blocks import Message

_FLAWS = frozenset({"invalid_blocks", "invalid_message", "invalid_view"})


async def blocks(asker: Asker, examples: Mapping[str, Example] = EXAMPLES) -> list[Finding]:
    """Have every example validated; it takes no token, and stops when Slack has had enough."""
    findings: list[Finding] = []
    for checked, (name, example) in enumerate(examples.items()):
        try:
            answer = await asker.ask("blocks.validate", _form(example))
        except NoAnswer as none:
            return [*findings, _stopped(checked, len(examples), f"Slack did not answer ({none})")]
        if answer.later:
            return [*findings, _stopped(checked, len(examples), "Slack asked to come back later")]
        if answer.error in _FLAWS:
            findings.append(_flawed(name, answer))
        elif answer.error:
            why = f"Slack would not judge ({answer.error})"
            return [*findings, _stopped(checked, len(examples), why)]
    return findings or [
        ok("blocks", f"Slack takes all {len(examples)} examples of what Dojo draws")
    ]


def _form(example: Example) -> JSON:
    """Put it as this method reads it: in a form, as JSON in one field."""
    drawn = example()
    return {"blocks": list(drawn.blocks)} if isinstance(drawn, Message) else {"view": drawn}


def _flawed(name: str, answer: Answer) -> Finding:
    flaws = answer.told.get("errors") or [{}]
    first = flaws[0] if isinstance(flaws[0], dict) else {"message": flaws[0]}
    where = f" at {first['pointer']}" if first.get("pointer") else ""
    words = f"Slack refuses {name}{where}: {first.get('message') or answer.error}"
    return wrong("blocks", words, "This is a mistake of Dojo's: report it with this line.")


def _stopped(checked: int, total: int, why: str) -> Finding:
    return skipped("blocks", f"{checked} of {total} looked at; then {why}")
