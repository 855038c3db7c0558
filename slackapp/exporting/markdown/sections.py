"""How a record of each section looks: one item of a list, or an entry with a heading."""

from collections.abc import Callable, Iterator

from slackapp.domain.json import JSON
from slackapp.domain.retros import Column
from slackapp.exporting.markdown.titles import moment
from slackapp.exporting.markdown.words import address, inline, quoted

Draw = Callable[[JSON], Iterator[str]]


def _member(record: JSON) -> Iterator[str]:
    yield f"- {inline(record['person']['name'])}, {record['role']}, {_since(record)}"


def _membership(record: JSON) -> Iterator[str]:
    yield f"- {inline(record['pod']['name'])}, {record['role']}, {_since(record)}"


def _ritual(record: JSON) -> Iterator[str]:
    until = f" until {record['paused_until']}" if record["paused_until"] else ""
    yield f"- {inline(record['name'])}, {record['kind']}, {record['state']}{until}"


def _demo(record: JSON) -> Iterator[str]:
    yield f"### {inline(record['title'])}"
    yield ""
    facts = (record["author"]["name"], record["pod"]["name"])
    yield (
        f"{inline(facts[0])}, {inline(facts[1])}, {moment(record['posted_at'])}, {record['state']};"
        f" {record['watched']} watched, {record['comments']} commented"
        + (f", {record['answered']} answered" if "answered" in record else "")
    )
    for field in record["fields"]:
        yield from _told(field["label"], field["text"])
    if record["ask"]:
        yield from _told("What feedback do you want?", record["ask"])
    yield from _places(("Link", record["link"]), ("In Slack", record["permalink"]))
    for answer in record.get("answers", ()):
        yield from _answer(answer)
    yield ""


def _note(record: JSON) -> Iterator[str]:
    yield f"### {inline(record['title'])}"
    yield ""
    kind = record["kind"].replace("_", "-")
    facts = f"{kind}, {inline(record['pod']['name'])}, kept by {inline(record['keeper']['name'])}"
    yield f"{facts}, {moment(record['created_at'])}, {record['reference']}"
    if record["topics"]:
        yield from ("", f"Topics: {inline(record['topics'])}")
    if record["body"]:
        yield from ("", quoted(record["body"]))
    yield from _places(("Link", record["link"]))
    yield ""


def _time(record: JSON) -> Iterator[str]:
    yield f"### {inline(record['ritual']['name'])}, {record['on']}"
    yield ""
    yield f"{moment(record['starts_at'])}, {record['state']}"
    if record["prompt"]:
        yield from ("", quoted(record["prompt"]))
    lines = [_duty(turn) for turn in record["turns"] if turn["person"]]
    lines += [f"- On the agenda: {inline(item['words'])}" for item in record["agenda"]]
    if record["digest"]:
        lines.append("- {answered} of {asked} said how it was".format(**record["digest"]))
    if record["prompt_answers"]:
        lines.append(f"- {record['prompt_answers']} answered in the thread")
    if lines:
        yield from ("", *lines)
    for said in record["thoughts"]:
        yield from _told(Column(said["column"]).label, said["words"])
    yield from _places(("In Slack", record["permalink"]))
    yield ""


def _given(record: JSON) -> Iterator[str]:
    yield f"### {_about(record['about'])}"
    yield ""
    if record["withdrawn_at"]:
        yield f"Withdrawn, {moment(record['withdrawn_at'])}"
    else:
        yield moment(record["given_at"])
    yield from _said(record)
    yield ""


def _received(record: JSON) -> Iterator[str]:
    yield f"### {_about(record['about'])}"
    for answer in record["answers"]:
        yield from _answer(answer)
    yield ""


def _handed_on(record: JSON) -> Iterator[str]:
    yield f"### {_about(record['about'])}"
    for words in record["words"]:
        yield from ("", f"**{inline(words['question'])}**")
        for said in words["said"]:
            yield from ("", quoted(said))
    yield ""


def _step(record: JSON) -> Iterator[str]:
    yield f"- {inline(record['words'])} ({_about(record['about'])}, {record['state']})"


def _turn(record: JSON) -> Iterator[str]:
    yield f"- {_about(record['time'])}: {record['duty']}, {record['state']}"


def _action(record: JSON) -> Iterator[str]:
    owner = inline(record["owner"]["name"])
    yield f"- {inline(record['words'])} ({owner}, {record['due_on']}, {record['state']})"


def _decision(record: JSON) -> Iterator[str]:
    terms = ", ".join(inline(f"{name} {value}") for name, value in record["is"].items())
    why = f" ({inline(record['why'])})" if record["why"] else ""
    yield f"- {inline(record['ritual']['name'])}: {terms}, {record['state']}{why}"


def _prompt(record: JSON) -> Iterator[str]:
    left = record["words"] or "as the library has it"
    yield f"- {inline(left)}{', not asked any more' if record['retired_at'] else ''}"


def _item(record: JSON) -> Iterator[str]:
    taken_off = ", taken off" if record.get("gone_at") else ""
    yield f"- {inline(record['words'])} ({inline(record['ritual']['name'])}{taken_off})"


def _thought(record: JSON) -> Iterator[str]:
    label = Column(record["column"]).label
    yield f"**{label}**, {inline(record['ritual']['name'])}"
    yield from ("", quoted(record["words"]), "")


def _credit(record: JSON) -> Iterator[str]:
    last = f", last on {record['last_served_on']}" if record["last_served_on"] else ""
    yield f"- {inline(record['ritual']['name'])}: {record['duty']}: {record['turns']}{last}"


def _passed(record: JSON) -> Iterator[str]:
    yield f"- {inline(record['ritual']['name'])}: {record['duty']}, {record['on']}"


def _swap(record: JSON) -> Iterator[str]:
    who = f"{inline(record['asked_by']['name'])} asked {inline(record['asked']['name'])}"
    about = inline(record["ritual"]["name"])
    yield f"- {who}, {about}, {moment(record['asked_at'])}: {record['state']}"


def _absence(record: JSON) -> Iterator[str]:
    where = f" from {inline(record['pod']['name'])}" if record["pod"] else ""
    yield f"- {record['from']} to {record['until']}{where}"


def _at_demo(record: JSON) -> Iterator[str]:
    deleted = ", deleted" if record.get("deleted_at") else ""
    yield f"- {_about(record['demo'])}, {moment(record['at'])}{deleted}"


def _prompted(record: JSON) -> Iterator[str]:
    yield f"- {inline(record['prompt'])}, {moment(record['at'])}"


def _presence(record: JSON) -> Iterator[str]:
    yield f"- {_about(record['about'])}: {record['presence']}"


def _contribution(record: JSON) -> Iterator[str]:
    yield f"- {record['kind']}, {_about(record['about'])}, {moment(record['at'])}"


def _message(record: JSON) -> Iterator[str]:
    yield f"- {moment(record['created_at'])}: {', '.join(record['kinds'])}, {record['state']}"


def _home(record: JSON) -> Iterator[str]:
    yield f"- {moment(record['opened_at'])}"


def _filed(record: JSON) -> Iterator[str]:
    code = f" ({inline(record['user_id'])})" if "user_id" in record else ""
    yield f"- [{inline(record['name'])}]({record['file']}.md){code}"


def _entry(record: JSON) -> Iterator[str]:
    yield f"- {moment(record['at'])} {_about(record['about'])}: {inline(record['what'])}"


def _since(record: JSON) -> str:
    until = f" to {record['left_at'][:10]}" if record["left_at"] else ""
    return f"from {record['joined_at'][:10]}{until}"


def _duty(turn: JSON) -> str:
    return f"- {turn['duty'].capitalize()}: {inline(turn['person']['name'])}"


def _answer(answer: JSON) -> Iterator[str]:
    late = ", late" if answer["late"] else ""
    name = inline(answer["person"]["name"])
    yield from ("", f"#### {name}, {moment(answer['changed_at'] or answer['given_at'])}{late}")
    yield from _said(answer)


def _said(record: JSON) -> Iterator[str]:
    for answer in record["answers"]:
        yield from _told(answer["question"], answer["answer"])


def _told(label: str, text: str) -> Iterator[str]:
    yield from ("", f"**{inline(label)}**", "", quoted(text))


def _places(*links: tuple[str, str | None]) -> Iterator[str]:
    for label, link in links:
        if link:
            yield from ("", f"{label}: {address(link)}")


def _about(about: JSON) -> str:
    if "ritual" in about:
        return f"{inline(about['ritual']['name'])}, {about['on']}"
    return inline(about.get("title") or about.get("name") or "something that is gone")


SECTIONS: dict[str, tuple[str, Draw]] = {
    "members": ("Members", _member),
    "memberships": ("Pods", _membership),
    "rituals": ("Rituals", _ritual),
    "demos": ("Demos", _demo),
    "answers_given": ("What I answered", _given),
    "answers_about_sessions": ("What others said about sessions I held", _received),
    "words_handed_on": ("What I was told, without names, for sessions I held", _handed_on),
    "next_steps": ("My next steps", _step),
    "notes": ("Notes", _note),
    "times": ("What happened, and what is planned", _time),
    "turns": ("Turns", _turn),
    "actions": ("Actions", _action),
    "decisions": ("Decisions", _decision),
    "looks_on": ("Turns that I look on at", _turn),
    "prompts": ("Prompts that I added", _prompt),
    "agenda": ("For the agenda", _item),
    "agenda_votes": ("What I want on the agenda", _item),
    "thoughts": ("Thoughts for the next retrospective, which only I read yet", _thought),
    "credits": ("Turns taken", _credit),
    "passed": ("Turns passed on", _passed),
    "swaps": ("Swaps", _swap),
    "absences": ("Away", _absence),
    "watched": ("Watched", _at_demo),
    "comments": ("Commented, in threads of Slack", _at_demo),
    "prompt_answers": ("Answered, in threads of Slack", _prompted),
    "attendance": ("Sessions", _presence),
    "contributions": ("What I did for others", _contribution),
    "messages": ("What Dojo told me", _message),
    "home": ("Home was last opened", _home),
    "pods": ("Pods", _filed),
    "people": ("People", _filed),
    "entries": ("The oldest first", _entry),
}
