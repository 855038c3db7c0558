"""What stands in whose export: everything of one's own, and nothing of anybody else's."""

import json
import re
from pathlib import Path

from sqlalchemy import func, select

from slackapp.exporting import Format
from slackapp.services.export import people
from slackapp.services.export.tables import DECISIONS
from storage import Storage, Transaction
from storage.base import Model
from tests.exporting import seed
from tests.exporting.seed import Seeded
from tests.services import make
from tests.services.session_pods import PEOPLE
from tests.test_docs import REFERENCE, rows, text_of

SHARED = (
    "demo1",
    "note1",
    "shown1",
    "agenda1",
    "action1",
    "decided1",
    "prompt1",
    "good1",
    "Causal inference",
)

CONCERNED = (*PEOPLE, "farah")
OWN = {
    "demos": "demo",
    "answers_given": "response",
    "next_steps": "next_step",
    "absences": "absence",
    "watched": "demo_watch",
    "comments": "demo_comment",
    "attendance": "attendance",
    "contributions": "contribution",
    "credits": "credit",
    "agenda_votes": "agenda_vote",
    "prompts": "team_prompt",
    "actions": "action",
    "decisions": "decision",
}


def owners(seeded: Seeded) -> dict[str, set[str]]:
    """In whose exports each private word stands."""
    return {
        "answer1": {"ben", "dana"},
        "better1": {"ben", "dana"},
        "takenback1": set(),
        "withdrawn1": {"ben"},
        "withdrawn2": {"ben"},
        "shown1": set(),
        "hidden1": {"dana"},
        "prompt1": {"dana"},
        "agenda1": {"dana"},
        "action1": {"dana"},
        "decided1": {"ana"},
        "2027-01-04": {"dana"},
        "21:13": {"dana"},
        "session1": {seeded.answerer, *seeded.readers, *seeded.following},
        "session2": {seeded.second},
        "step1": {seeded.answerer},
        "SECRET": set(),
    }


async def test_a_person_has_what_is_theirs_and_nobody_elses_words(
    seeded: Seeded, database_url: str
):
    for how in Format:
        exports = {name: await seed.person(database_url, name, how) for name in CONCERNED}

        for word, expected in owners(seeded).items():
            assert {name for name, text in exports.items() if word in text} == expected, word


async def test_a_pod_and_a_workspace_have_what_their_people_read_and_no_private_word(
    seeded: Seeded, database_url: str, tmp_path: Path
):
    files = await seed.workspace(database_url, tmp_path / "out")
    private = owners(seeded).keys() - set(SHARED)

    for text in ("".join(files.values()), *[await seed.pod(database_url, how) for how in Format]):
        assert [word for word in SHARED if word not in text] == []
        assert [word for word in private if word in text] == []
    assert {"index.md", "index.json", "journal.md", "pods/data-guild.json"} < set(files)
    for way in ("md", "json"):
        assert f"people/dana.{way}" in files


async def test_what_is_counted_in_the_exports_is_counted_in_the_database(
    seeded: Seeded, storage: Storage, database_url: str, tmp_path: Path
):
    own = [json.loads(await seed.person(database_url, name)) for name in CONCERNED]
    files = await seed.workspace(database_url, tmp_path / "out")
    read = {name: json.loads(text) for name, text in files.items() if name.endswith("json")}
    pod, index = read["pods/data-guild.json"], read["index.json"]
    entries = [part for name, part in read.items() if name.startswith("people/")]
    counts = {table: await storage.look(make.TEAM, counted, table) for table in DECISIONS}

    assert {part["format"] for part in read.values()} == {1}
    assert len(index["people"]) == len(entries) == counts["person"]
    assert len(index["pods"]) == counts["pod"]
    assert len(pod["members"]) == counts["membership"]
    assert sum(len(part["memberships"]) for part in entries) == counts["membership"]
    assert len(pod["rituals"]) == counts["ritual"]
    assert len(pod["times"]) == counts["occurrence"]
    assert sum(len(time["turns"]) for time in pod["times"]) == counts["turn"]
    assert len(pod["demos"]) == counts["demo"]
    assert len(pod["actions"]) == counts["action"]
    assert len(pod["decisions"]) == counts["decision"]
    assert len(pod["notes"]) == counts["artifact"]
    assert len(read["journal.json"]["entries"]) == counts["journal"]
    for key, table in OWN.items():
        assert sum(len(part[key]) for part in own) == counts[table] > 0, key


async def test_the_blueprint_can_be_read_back(seeded: Seeded, database_url: str):
    plan = json.loads(await seed.pod(database_url))["blueprint"]

    (weekly,) = (ritual for ritual in plan["rituals"] if ritual["name"] == "Experiment review")
    assert weekly["rrule"].startswith("DTSTART;TZID=Europe/Berlin:20260305T160000\nRRULE:")
    assert (weekly["cadence"]["at"], weekly["cadence"]["tz"]) == ("16:00", "Europe/Berlin")
    assert plan["prompts"] == [{"kind": "prompt", "words": "prompt1", "in_place_of": None}]
    assert "dana" not in json.dumps(plan).casefold()


async def test_a_table_is_decided_about_before_it_is_there(database_url: str):
    assert set(Model.metadata.tables) | {"artifact_words"} == set(DECISIONS)


def counted(tx: Transaction, table: str) -> int:
    owned = {mapper.local_table.name: mapper.class_ for mapper in Model.registry.mappers}
    if table not in owned:
        return 0
    return tx.session.scalar(select(func.count()).select_from(owned[table]))


def test_the_docs_say_where_every_table_goes():
    told = {row[0].strip("`"): row[1:] for row in rows(REFERENCE / "export.md") if len(row) == 3}

    assert {name: told.get(name) for name in DECISIONS} == {
        name: [" ".join(decision.where) or "nowhere", decision.why]
        for name, decision in DECISIONS.items()
    }


def test_the_docs_list_the_sections_of_a_person():
    told = [row[0].strip("`") for row in rows(REFERENCE / "export.md") if len(row) == 2]

    assert told == list(people.OWN)


async def test_the_example_of_the_docs_has_the_keys_of_an_export(seeded: Seeded, database_url: str):
    (example,) = re.findall(r"```json\n(.*?)```", text_of(REFERENCE / "export.md"), re.DOTALL)

    assert keys(json.loads(example)) <= keys(json.loads(await seed.pod(database_url)))


def keys(value: object, under: str = "") -> set[str]:
    """Every key of a document, after those that it stands in."""
    if isinstance(value, dict):
        inner = (keys(part, f"{under}.{key}") for key, part in value.items())
        return {f"{under}.{key}" for key in value}.union(*inner)
    return set().union(*(keys(part, under) for part in value)) if isinstance(value, list) else set()


async def test_whoever_has_the_next_session_has_the_words_of_the_last_without_names(
    seeded: Seeded, database_url: str
):
    for name in seeded.following - {seeded.answerer}:
        own = json.loads(await seed.person(database_url, name))

        (told,) = own["words_handed_on"]
        assert told["words"][0]["said"] == ["session1"]
        assert seeded.answerer not in json.dumps(told).casefold()
        assert name in seeded.readers or own["answers_about_sessions"] == []
