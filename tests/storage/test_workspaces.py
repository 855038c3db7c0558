"""One workspace never reads, changes or points to the rows of another."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Select, delete, exists, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from storage import Storage, Transaction, core
from storage.people import PersonRow
from storage.pods import MembershipRow
from storage.subjects import PostRow, SubjectKind, SubjectRow
from storage.transaction import ForeignRow
from tests.statements import StatementCheck
from tests.storage.make import add_person, names, person

ROOT = Path(__file__).parent.parent.parent
SEES_EVERYTHING = {
    "_is_known",  # which workspace a token belongs to
    "_outbox",  # how late the app is, for its operator
    "_places",  # where the pods live, for the operator
    "_revision",  # whether the database is up to date
    "_seals",  # whether the keys open the tokens
    "ahead.coming",  # what comes, for the sandbox's clock
    "ahead.next_at",
    "finding.workspaces",  # which one to export, for the operator
    "_due",  # what delivery has to do
    "journal.about",  # why something was posted, or was not, for the operator
    "timeline.claimable",
    "timeline.waits",
    "timeline.next_at",
    "timeline.outdated",
}

other = aliased(PersonRow)
inner = select(PersonRow.id).subquery()
table = PersonRow.__table__


@pytest.fixture
async def twins(storage: Storage) -> Storage:
    """Two workspaces with the same ids and different names."""

    def fill(tx: Transaction) -> None:
        tx.session.add(person("U1", name=f"of {tx.team_id}", id="same"))
        tx.session.add(person("U2", name=f"of {tx.team_id}", id=f"only-{tx.team_id}"))

    for team_id in ("T1", "T2"):
        await storage.run(team_id, fill)
    return storage


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (select(PersonRow.name), ["of T1", "of T1"]),
        (select(func.count()).select_from(PersonRow), [2]),
        (select(func.count(PersonRow.id)), [2]),
        (select(other.name), ["of T1", "of T1"]),
        (select(other.name).join(PersonRow, other.id == PersonRow.id), ["of T1", "of T1"]),
        (select(PersonRow.name).where(PersonRow.id.in_(select(other.id))), ["of T1", "of T1"]),
        (select(func.count()).select_from(inner), [2]),
        (select(exists().where(PersonRow.id == "only-T2")), [False]),
        (select(exists().where(PersonRow.id == "only-T1")), [True]),
        (select(select(func.count(PersonRow.id)).scalar_subquery()), [2]),
        (select(PersonRow.id).union(select(other.id)).order_by("id"), ["only-T1", "same"]),
        (select(select(PersonRow.id).cte().c.id).order_by("id"), ["only-T1", "same"]),
    ],
)
async def test_a_select_stays_in_its_workspace(twins: Storage, statement: Select, expected):
    assert await twins.look("T1", lambda tx: list(tx.session.scalars(statement))) == expected


async def test_a_whole_row_comes_from_its_workspace(twins: Storage):
    def rows(tx: Transaction) -> set[str]:
        return {row.team_id for row in tx.session.scalars(select(PersonRow))}

    assert await twins.look("T1", rows) == {"T1"}


async def test_get_stays_in_its_workspace(twins: Storage):
    def get(tx: Transaction, team_id: str) -> str | None:
        list(tx.session.scalars(select(PersonRow)))
        row = tx.session.get(PersonRow, (team_id, "same"))
        return row and row.name

    assert await twins.look("T1", get, "T1") == "of T1"
    assert await twins.look("T1", get, "T2") is None


async def test_get_finds_no_foreign_row_that_somebody_put_into_the_session(twins: Storage):
    def find(tx: Transaction) -> PersonRow:
        row = tx.session.get(PersonRow, ("T2", "same"))
        tx.session.expunge(row)
        return row

    foreign = await twins.look("T2", find)

    def smuggle(tx: Transaction) -> None:
        tx.session.add(foreign)

    with pytest.raises(ForeignRow, match="of T2 does not belong in a transaction of T1"):
        await twins.run("T1", smuggle)


async def test_bulk_changes_stay_in_their_workspace(twins: Storage):
    await twins.run(
        "T1", lambda tx: tx.session.execute(update(PersonRow).values(name="new")) and None
    )
    assert await twins.look("T2", names) == ["of T2", "of T2"]
    assert await twins.look("T1", names) == ["new", "new"]

    await twins.run("T1", lambda tx: tx.session.execute(delete(PersonRow)) and None)
    assert await twins.look("T2", names) == ["of T2", "of T2"]
    assert await twins.look("T1", names) == []


async def test_a_row_of_another_workspace_is_refused(storage: Storage):
    def add(tx: Transaction) -> None:
        tx.session.add(PersonRow(team_id="T2", id="x", user_id="U1"))

    def move(tx: Transaction) -> None:
        add_person(tx)
        tx.session.flush()
        tx.session.scalars(select(PersonRow)).one().team_id = "T2"

    for call in (add, move):
        with pytest.raises(ForeignRow, match="leave out team_id"):
            await storage.run("T1", call)
    assert await storage.everywhere(names) == []


async def test_a_row_gets_its_workspace_when_it_is_added(storage: Storage):
    def add(tx: Transaction) -> str:
        row = person()
        tx.session.add(row)
        return row.team_id

    assert await storage.run("T1", add) == "T1"


@pytest.mark.parametrize(
    "row",
    [
        PostRow(team_id="T2", channel_id="C1", ts="1", subject_id="s1"),
        PostRow(team_id="T1", channel_id="C1", ts="1", subject_id="missing"),
    ],
)
async def test_a_foreign_key_ends_at_the_workspace(storage: Storage, row: PostRow):
    def fill(tx: Transaction) -> None:
        tx.session.add(SubjectRow(id="s1", kind=SubjectKind.POD))

    def point(tx: Transaction) -> None:
        tx.session.merge(row)

    await storage.run("T1", fill)
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        await storage.everywhere(point)


def test_every_table_belongs_to_a_workspace_and_points_inside_it():
    for mapped in PersonRow.metadata.sorted_tables:
        assert next(column.name for column in mapped.primary_key) == "team_id", mapped.name
        for key in mapped.foreign_key_constraints:
            assert "team_id" in key.column_keys, (mapped.name, key.name)


@pytest.mark.parametrize(
    "leak",
    [
        lambda session: session.execute(select(table)),
        lambda session: session.execute(text("SELECT * FROM person")),
        lambda session: session.connection().execute(select(table.c.name)),
        lambda session: session.connection().exec_driver_sql("SELECT name FROM person"),
        lambda session: session.scalars(
            select(PersonRow).from_statement(text("SELECT * FROM person"))
        ).all(),
        lambda session: session.execute(
            insert(PersonRow).values(team_id="T2", id="x", user_id="U3", name="")
        ),
        lambda session: session.execute(
            select(table).where(table.c.team_id == "T2"),
        ),
        lambda session: session.execute(
            select(table).where(table.c.id.in_(select(PersonRow.id)), table.c.name == "a"),
        ),
        lambda session: session.execute(table.update().values(name="x")),
        lambda session: session.execute(table.delete()),
        lambda session: core.ask(session, select(table.c.name)),
    ],
)
async def test_control_the_check_notices_a_statement_that_leaves_its_workspace(
    twins: Storage, statement_check: StatementCheck, leak
):
    def call(tx: Transaction) -> None:
        leak(tx.session)

    await twins.run("T1", call)

    offences = statement_check.take()
    assert len(offences) == 1
    assert "person" in offences[0]
    assert "test_workspaces.py" in offences[0]


async def test_the_check_looks_at_every_statement_of_a_workspace(
    twins: Storage, statement_check: StatementCheck
):
    before = statement_check.seen
    await twins.look("T1", names)
    await twins.everywhere(names)

    assert statement_check.seen == before + 1


async def test_a_join_names_the_workspace_of_each_table(twins: Storage):
    def join(tx: Transaction) -> list[str]:
        joined = select(PersonRow.name).join(
            MembershipRow, MembershipRow.person_id == PersonRow.id, isouter=True
        )
        return list(tx.session.scalars(joined))

    assert await twins.look("T1", join) == ["of T1", "of T1"]


def test_only_the_listed_services_see_every_workspace():
    called = {
        service
        for folder in ("slackapp", "handlers", "storage")
        for file in (ROOT / folder).rglob("*.py")
        for service in re.findall(
            r"torage\.(?:look_)?everywhere\(\s*([\w.]*)", file.read_text("utf-8")
        )
    }

    assert called == SEES_EVERYTHING


def test_a_session_without_a_workspace_is_only_made_by_the_writer():
    makers = {
        file.name
        for folder in ("slackapp", "handlers", "storage")
        for file in (ROOT / folder).rglob("*.py")
        if re.search(r"\b(UnitSession|Session|sessionmaker)\(\w", file.read_text(encoding="utf-8"))
    }

    assert makers == {"writer.py", "transaction.py"}
