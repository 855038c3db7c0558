"""The documents say what is so: their links, names, tables and commands are held to the code."""

import argparse
import importlib
import re
import subprocess
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from slackapp import cli
from slackapp.domain.people import ALLOWED, DENIED, Act, Standing
from slackapp.domain.prompts.library import LIBRARY
from slackapp.slack.verdicts import VERDICTS, Verdict

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG")]
PAGES += sorted(DOCS.rglob("*.md"))
REFERENCE = DOCS / "reference"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FILE = re.compile(r"`([\w*./-]+\.(?:py|md|yml|toml))`")
CODE = re.compile(r"```.*?\n(.*?)```|`([^`\n]+)`", re.DOTALL)
SENTENCE = re.compile(r"[.!?][*_)”\"]* +[A-Z*_“\[`]")
LEAD_IN = re.compile(r"^\s*(?:[-*]|\d+\.)?\s*(?:\*\*[^*]+\*\*)?\s*")
NAME = re.compile(r"`(\w*[A-Z_]\w*(?:\.\w+)?)`")  # of a class, a constant, several words
ABOVE = {"SLACK_API_URL"}  # a setting for tests, which the help of the command leaves out


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def targets(page: Path) -> Iterator[str]:
    for target in LINK.findall(text_of(page)):
        if not target.startswith(("https://", "http://", "#")):
            yield target.partition("#")[0]


def codes(page: Path) -> str:
    return "\n".join(block or span for block, span in CODE.findall(text_of(page)))


def rows(page: Path) -> list[list[str]]:
    """The cells of every table of a page, without their heads."""
    lines = [line for line in text_of(page).splitlines() if line.startswith("|")]
    heads = {number - 1 for number, line in enumerate(lines) if line.startswith(("|---", "|:"))}
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for number, line in enumerate(lines)
        if number not in heads and not line.startswith(("|---", "|:"))
    ]


def parsers() -> dict[str, argparse.ArgumentParser]:
    (commands,) = (
        action
        for action in cli._parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return dict(commands.choices)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_relative_link_leads_somewhere(page: Path):
    dead = [target for target in targets(page) if not (page.parent / target).exists()]

    assert dead == []


def test_every_page_is_found_from_the_index():
    found, waiting = set[Path](), [DOCS / "README.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page.is_dir():
            waiting += page.glob("*.md")
        elif page not in found and page.suffix == ".md":
            found.add(page)
            waiting += [page.parent / target for target in targets(page)]

    assert {named(page) for page in PAGES} - {named(page) for page in found} == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_file_that_is_named_exists(page: Path):
    places = (ROOT, ROOT / "slackapp", page.parent)
    absent = [
        name
        for name in FILE.findall(text_of(page))
        if not any(list(place.glob(name)) for place in places)
    ]

    assert absent == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_that_is_named_exists(page: Path):
    written = codes(page)
    made = set(re.findall(r"^([a-z.][\w./]*):", text_of(ROOT / "Makefile"), re.MULTILINE))

    assert set(re.findall(r"\bslackapp ([a-z]+)", written)) - set(parsers()) == set()
    assert set(re.findall(r"\bmake (?:-C \S+ )?([a-z.][\w./]*)", written)) - made == set()


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/architecture.md", "docs/glossary.md"])
def test_every_name_of_the_code_that_is_named_exists(name: str):
    sources = [ROOT / "Makefile", *ROOT.glob("[!.]*/**/*.py")]
    known = {word for source in sources for word in re.findall(r"\w+", text_of(source))}

    unknown = [
        found for found in NAME.findall(text_of(ROOT / name)) if not set(found.split(".")) <= known
    ]

    assert unknown == []


def test_the_layers_of_the_architecture_are_those_of_the_contract():
    drawn = re.search(r"## Layers\n\n```\n(.*?)```", text_of(DOCS / "architecture.md"), re.DOTALL)
    (contract,) = PROJECT["tool"]["importlinter"]["contracts"]

    assert drawn is not None
    told = [re.split(r" {2,}", line)[0].split(" │ ") for line in drawn[1].splitlines()]
    assert [{part.removeprefix("slackapp.") for part in layer} for layer in told] == [
        {part.strip().removeprefix("slackapp.") for part in layer.split("|")}
        for layer in contract["layers"]
    ]


def test_every_dependency_has_its_reason():
    needed = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    names = {re.split(r"[^\w-]", each)[0] for each in needed}
    reasons = text_of(DOCS / "decisions/0008-dependencies.md")

    assert {
        name for name in names if not re.search(rf"(?<![\w-]){name}(?![\w-])", reasons)
    } == set()


def test_every_shortcut_and_the_command_stand_among_the_commands():
    features = yaml.safe_load(text_of(ROOT / "manifest.yml"))["features"]
    places = {
        "global": "a shortcut beside the box you type in",
        "message": "in the menu of a message",
    }
    offered = {f"*{each['name']}*, {places[each['type']]}" for each in features["shortcuts"]}
    offered |= {f"`{each['command']}`" for each in features["slash_commands"]}

    assert offered - {row[0] for row in rows(REFERENCE / "commands.md")} == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_one_sentence_stands_on_a_line(page: Path):
    prose = re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL)
    several = [
        line
        for line in prose.splitlines()
        if not line.startswith(("|", "#")) and SENTENCE.search(LEAD_IN.sub("", line, count=1))
    ]

    assert several == []


def test_the_settings_of_the_docs_are_those_of_the_code():
    read = set(re.findall(r'\.text\("(\w+)"\)', text_of(ROOT / "slackapp/settings.py")))
    told = {
        name for row in rows(REFERENCE / "settings.md") for name in re.findall(r"`(\w+)`", row[0])
    }
    helped = set(re.findall(r"\b(?:[A-Z]+_[A-Z_]+|HOST|PORT)\b", cli._ENVIRONMENT))

    assert told == read
    assert helped == read - ABOVE


def test_the_permissions_of_the_docs_are_those_of_the_code():
    def may(act: Act, standing: Standing) -> str:
        if standing is Standing.EXTERNAL or standing in DENIED.get(act, frozenset()):
            return "never"
        return "yes" if standing in ALLOWED[act] else ""

    expected = [[act.value, *(may(act, standing) for standing in Standing)] for act in Act]

    assert [row for row in rows(REFERENCE / "permissions.md") if len(row) > 2] == expected


def test_the_verdicts_of_the_docs_are_those_of_the_code():
    told = {row[0].strip("`"): row[-1] for row in rows(REFERENCE / "slack-errors.md")}
    expected = {
        str(verdict): " ".join(f"`{code}`" for code, found in VERDICTS.items() if found is verdict)
        for verdict in Verdict
    }

    assert told == expected


def test_the_prompts_of_the_docs_are_those_of_the_library():
    told = rows(REFERENCE / "prompts.md")

    assert told == [[p.words, p.depth.name.lower(), f"`{p.key}`"] for p in LIBRARY]


@pytest.mark.usefixtures("as_in_life")
def test_the_limits_of_the_docs_are_those_of_the_code():
    for _what, limit, where in rows(REFERENCE / "limits.md"):
        module, _, name = where.strip("`").rpartition(".")
        value = getattr(importlib.import_module(module), name)
        seconds = value.total_seconds() if isinstance(value, timedelta) else value
        for amount in seconds if isinstance(seconds, tuple) else (seconds,):
            assert f"{amount / _unit(limit):,g}" in limit.split(), where


def _unit(limit: str) -> float:
    """Seconds and bytes are told in whatever reads best."""
    units = {"days": 86400, "hours": 3600, "minutes": 60, "KB": 1024}
    return next((size for unit, size in units.items() if unit in limit.split()), 1)


def test_the_help_of_the_docs_is_what_the_commands_say(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "80")  # as wide as a terminal usually is
    told = text_of(REFERENCE / "commands.md")

    for parser in (cli._parser(), *parsers().values()):
        assert f"```\n{parser.format_help()}```" in told


def test_the_example_of_contributing_fits_the_code():
    patch = re.search(r"<<'END'\n(.*?\n)END\n", text_of(ROOT / "CONTRIBUTING.md"), re.DOTALL)

    assert patch is not None
    assert fits(patch[1]) or fits(patch[1], "--reverse")  # whoever follows it has it applied


def fits(patch: str, *options: str) -> bool:
    done = subprocess.run(  # noqa: S603 - our own words
        ["git", "apply", "--check", *options, "-"],  # noqa: S607 - whichever git somebody has
        input=patch,
        text=True,
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    return done.returncode == 0
