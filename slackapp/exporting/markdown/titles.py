"""The beginning of each file: what it is, of whom, and who it is for."""

from collections.abc import Callable, Iterator

from slackapp.domain.json import JSON
from slackapp.exporting.markdown.words import inline, quoted


def moment(stamp: str) -> str:
    return f"{stamp[:10]} {stamp[11:16]} UTC"


def workspace(head: JSON) -> Iterator[str]:
    yield f"# {inline(head['workspace']['name'] or head['workspace']['id'])}"
    yield from _from_dojo(head, "what everybody in the workspace, or in a pod, reads in Slack")
    yield "- [What Dojo did, and why](journal.md), which leads read"


def journal(head: JSON) -> Iterator[str]:
    yield "# What Dojo did, and why"
    yield from _from_dojo(head, "what leads read under *Why?*")


def entry(head: JSON) -> Iterator[str]:
    yield f"# {inline(head['person']['name'])}"
    yield from _from_dojo(head, "what others read of them in Slack")
    yield from _profile(head)


def person(head: JSON) -> Iterator[str]:
    name = inline(head["person"]["name"])
    yield f"# {name}"
    yield from _from_dojo(head, f"what only {name} reads, too: hand it to nobody else")
    yield from _profile(head)
    quiet = head["preferences"]["quiet_hours"]
    if quiet:
        yield f"- Quiet hours: {quiet['from']} to {quiet['until']}"


def pod(head: JSON) -> Iterator[str]:
    plan = head["blueprint"]
    yield f"# {inline(head['pod']['name'])}"
    yield from _from_dojo(head, "what everybody in the pod reads in Slack")
    yield f"- Skill: {inline(plan['skill'])}"
    yield f"- Channel: {inline(head['pod']['channel'])}"
    yield f"- Time zone: {inline(plan['tz'])}"
    yield f"- Since: {moment(head['pod']['created_at'])}"
    if head["pod"]["archived_at"]:
        yield f"- Archived: {moment(head['pod']['archived_at'])}"
    yield from ("", "## Blueprint", "", "What another pod can begin with.")
    for ritual in plan["rituals"]:
        yield from _ritual(ritual)
    if plan["prompts"]:
        yield from ("", "### Prompts of its own", "")
        yield from (f"- {inline(prompt['words'])}" for prompt in plan["prompts"])


def _from_dojo(head: JSON, holds: str) -> Iterator[str]:
    yield ""
    yield f"From Dojo, {moment(head['exported_at'])}."
    yield f"It holds {holds}."
    yield ""


def _profile(head: JSON) -> Iterator[str]:
    person = head["person"]
    yield f"- Slack: {inline(person['user_id'])}"
    yield f"- Time zone: {inline(person['tz'] or 'unknown')}"
    for key, words in (("bot", "a bot"), ("guest", "a guest"), ("gone", "not here any more")):
        if person[key]:
            yield f"- {words.capitalize()}"


def _ritual(ritual: JSON) -> Iterator[str]:
    cadence = ritual["cadence"]
    yield from ("", f"### {inline(ritual['name'])}", "")
    yield f"- Kind: {inline(ritual['kind'])}"
    yield f"- At: {cadence['at']} in {inline(cadence['tz'])}, from {cadence['anchor']}"
    if ritual["minutes"]:
        yield f"- Lasts: {ritual['minutes']} minutes"
    for minutes, words in ritual["structure"]:
        yield f"- Of these: {minutes} for {inline(words)}"
    if ritual["days"]:
        yield f"- Answered within: {ritual['days']} days"
    if ritual["place"]:
        yield f"- Place: {inline(ritual['place'])}"
    if cadence["country"]:
        where = "-".join(filter(None, (cadence["country"], cadence["subdivision"])))
        yield f"- Holidays of: {inline(where)} ({cadence['non_working'].replace('_', ' ')})"
    for first, last, name in cadence["days_off"]:
        yield f"- Off: {first} to {last}{f', {inline(name)}' if name else ''}"
    if ritual["reading"]:
        yield from ("", "To read before:", "", quoted(ritual["reading"]))
    if ritual["good"]:
        yield from ("", "What good looks like:", "", quoted(ritual["good"]))
    yield from ("", "```", ritual["rrule"], "```")


TITLES: dict[str, Callable[[JSON], Iterator[str]]] = {
    "workspace": workspace,
    "journal": journal,
    "entry": entry,
    "person": person,
    "pod": pod,
}
