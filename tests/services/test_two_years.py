"""A pod's dashboard costs the same after a month and after two years."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

from bench import seed
from slackapp.domain.home import HomePage, PodHealth
from slackapp.domain.layers import Layer
from slackapp.services import home
from storage import Storage, Transaction
from storage import people as person_rows

LEAD = "person0"


def page(tx: Transaction) -> HomePage:
    person = person_rows.by_id(tx.session, LEAD)
    assert person is not None
    return home.show(tx, person, home.FRONT)


@contextmanager
def counting() -> Iterator[list[str]]:
    statements: list[str] = []

    def seen(_connection, _cursor, statement, *_rest) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", seen)
    yield statements
    event.remove(Engine, "before_cursor_execute", seen)


async def drawn(storage: Storage, team_id: str, weeks: int) -> tuple[int, PodHealth]:
    size = seed.Team(pods=1, people=6, demos=0, weeks=weeks)
    await storage.run(team_id, seed.team, size)
    with counting() as statements:
        shown = await storage.look(team_id, page)
    assert shown.dashboard is not None
    return len(statements), shown.dashboard


async def test_two_years_cost_what_a_month_costs(storage: Storage):
    few, _month = await drawn(storage, "T1", 4)
    many, health = await drawn(storage, "T2", 104)

    assert few == many
    assert health.trend is not None
    assert {each.layer: (each.well, each.of) for each in health.trend.layers} == {
        Layer.RITUAL: (4, 4),
        Layer.NOTES: (0, 4),
        Layer.FEEDBACK: (4, 4),
    }
    assert [one.name for one in health.trend.missing] == ["Person 6"]
    assert health.trend.weeks.people == (6,) * 11 + (0,)  # nothing yet this week
