"""What Home counts, and that gathering it costs the same with nothing and with hundreds."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from slackapp.domain.home import HomePage, HomePlace, PodHealth
from slackapp.domain.people import Principal
from slackapp.domain.turns import NEWCOMER
from slackapp.services import comments, dashboard, demos, feedback, home, pods
from slackapp.views import home as views
from storage import Storage, Transaction
from storage import people as person_rows
from storage import pods as pod_rows
from storage.base import new_id
from storage.subjects import PostRow
from tests.clock import FixedClock
from tests.services import make
from tests.services.conftest import Guild

PLACES = (
    HomePlace(),
    *(HomePlace(part=part, page=page) for part in home.PARTS for page in (0, 3, 99)),
)


def page(tx: Transaction, actor: Principal, place: HomePlace) -> HomePage:
    person = person_rows.by_user(tx.session, actor.user_id)
    assert person is not None
    return home.show(tx, person, place)


async def look(storage: Storage, who: str, place: HomePlace = HomePlace()) -> HomePage:  # noqa: B008 - it is frozen
    return await storage.look(make.TEAM, page, make.actor(who), place)


def health_of(tx: Transaction, pod_id: str) -> PodHealth:
    row = pod_rows.by_id(tx.session, pod_id)
    assert row is not None
    return dashboard.health(tx, pod_rows.whole(tx.session, [row])[0])


async def health(guild: Guild) -> PodHealth:
    return await guild.storage.look(make.TEAM, health_of, guild.pod.id)


MOST = 60  # statements that gather the fullest Home


@contextmanager
def counting() -> Iterator[list[str]]:
    statements: list[str] = []

    def seen(_connection, _cursor, statement, *_rest) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", seen)
    yield statements
    event.remove(Engine, "before_cursor_execute", seen)


async def cost(storage: Storage, who: str, place: HomePlace) -> int:
    with counting() as statements:
        await look(storage, who, place)
    return len(statements)


def fill(tx: Transaction, ana: Principal) -> None:
    for number in range(40):
        form = replace(make.POD, name=f"Pod {number:02}")
        pod = pods.create(tx, ana, new_id(), form, make.CHANNEL)
        answers = replace(make.DEMO, pod_id=pod.id, title="long " * 24)
        for who in (*[make.actor("ben")] * 8, ana):
            demos.post(tx, who, new_id(), answers, "V1")


@pytest.fixture
async def crowd(sqlite_template: Path, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Storage]:
    """Ana leads 40 pods, in which Ben posted 320 demos and she posted 40."""
    url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'crowd.db')}"
    storage = Storage.open(url, clock=clock)
    await make.team(storage)
    await make.do(storage, "ana", fill)
    yield storage
    await storage.close()


async def test_a_home_costs_the_same_with_little_and_with_hundreds(crowd, guild: Guild):
    await make.demo(guild.storage, guild.pod.id, by="ana")
    for place in PLACES:
        assert await cost(crowd, "ana", place) <= MOST, place
        if not place.page:
            assert await cost(guild.storage, "ana", place) == await cost(crowd, "ana", place)


async def test_a_home_of_hundreds_fits_slack_at_every_place(crowd: Storage):
    for place in PLACES:
        drawn = views.home(page=await look(crowd, "ana", place))
        assert len(drawn["blocks"]) <= 100, place


async def test_paging_forth_shows_everything_once_and_back_the_same(crowd: Storage):
    forth = [(await look(crowd, "ana", HomePlace(part="waiting", page=n))) for n in range(33)]
    seen = [demo.id for shown in forth for demo in shown.waiting.lines]
    assert len(seen) == len(set(seen)) == forth[0].waiting.total == 320
    back = await look(crowd, "ana", HomePlace(part="waiting", page=4))
    assert back.waiting.lines == forth[4].waiting.lines
    assert forth[-1].waiting.lines == ()


async def test_a_home_of_somebody_new_is_empty_and_says_how_to_begin(guild: Guild):
    shown = await look(guild.storage, "farah")
    assert (shown.waiting.total, shown.demos.total, shown.pods.total) == (0, 0, 0)
    assert not shown.steps.pod
    assert shown.dashboard is None


async def test_first_steps_go_after_two_weeks_whether_they_were_taken_or_not(
    guild: Guild, clock: FixedClock
):
    at_first = (await look(guild.storage, "dana")).steps
    clock.instant += NEWCOMER
    later = (await look(guild.storage, "dana")).steps

    assert not at_first.demo
    assert later.done


@pytest.mark.parametrize("name", ["waiting", "demos", "pods"])
async def test_a_page_that_is_not_there_any_more_says_so(guild: Guild, name: str):
    drawn = views.home(page=await look(guild.storage, "farah", HomePlace(part=name, page=7)))
    assert "Nothing here any more." in str(drawn)


async def test_a_demo_waits_until_it_is_answered_withdrawn_or_closed(guild: Guild, clock):
    assert (await look(guild.storage, "dana")).waiting.total == 1
    assert (await look(guild.storage, "ben")).waiting.total == 0
    await make.answers(guild.storage, guild.demo_id)
    assert (await look(guild.storage, "dana")).waiting.total == 0
    await make.do(guild.storage, "dana", feedback.withdraw, guild.demo_id)
    assert (await look(guild.storage, "dana")).waiting.total == 1
    clock.advance(timedelta(days=8))
    assert (await look(guild.storage, "dana")).waiting.total == 0


async def test_a_withdrawn_demo_stays_on_its_authors_home_while_it_has_answers(guild: Guild):
    bare = await make.demo(guild.storage, guild.pod.id, title="Bare")
    await make.answers(guild.storage, guild.demo_id)
    for demo_id in (bare, guild.demo_id):
        await make.do(guild.storage, "ben", demos.withdraw, demo_id)
    shown = await look(guild.storage, "ben")
    assert [demo.id for demo in shown.demos.lines] == [guild.demo_id]
    assert (await look(guild.storage, "dana")).waiting.total == 0


async def test_an_archived_pod_leaves_everybodys_home(guild: Guild):
    await make.do(guild.storage, "ana", pods.archive, guild.pod.id)
    shown = await look(guild.storage, "ana")
    assert (shown.pods.total, shown.waiting.total, shown.dashboard) == (0, 0, None)


async def comment(guild: Guild, who: str, ts: str) -> None:
    await make.do(guild.storage, who, comments.hear, "C1", "1.0", ts)


async def test_an_answer_or_comment_of_somebody_else_makes_a_demo_answered(guild: Guild):
    def place(tx: Transaction) -> None:
        tx.session.add(PostRow(channel_id="C1", ts="1.0", subject_id=guild.demo_id))

    await guild.storage.run(make.TEAM, place)
    assert (await health(guild)).unanswered_total == 1
    await comment(guild, "ben", "2.0")
    await comment(guild, "robot", "3.0")
    await comment(guild, "xavier", "4.0")
    assert (await health(guild)).unanswered_total == 1
    await comment(guild, "dana", "5.0")
    assert (await health(guild)).unanswered_total == 0
    await make.do(guild.storage, "dana", comments.hear_deletion, "C1", "5.0")
    assert (await health(guild)).unanswered_total == 1
    await make.answers(guild.storage, guild.demo_id)
    assert (await health(guild)).unanswered_total == 0
    await make.do(guild.storage, "dana", feedback.withdraw, guild.demo_id)
    assert (await health(guild)).unanswered_total == 1


async def test_the_response_rate_counts_members_who_could_and_did(guild: Guild, clock: FixedClock):
    before = await health(guild)
    assert (before.answered, before.could_answer) == (0, 5)  # six people; Ben has only his own
    await make.answers(guild.storage, guild.demo_id, by="dana")
    await make.answers(guild.storage, guild.demo_id, by="farah")  # is in no pod of theirs
    assert (await health(guild)).answered == 1
    await make.demo(guild.storage, guild.pod.id, by="dana", title="Second")
    after = await health(guild)
    assert (after.answered, after.could_answer, after.demos) == (1, 6, 2)
    clock.advance(timedelta(days=5))  # a Monday: a new week, and the demos are still open
    assert (await health(guild)).answered == 0
    clock.advance(timedelta(days=7))
    assert (await health(guild)).could_answer == 0


async def test_a_withdrawn_demo_is_not_counted(guild: Guild):
    await make.do(guild.storage, "ben", demos.withdraw, guild.demo_id)
    found = await health(guild)
    assert (found.demos, found.unanswered_total, found.could_answer) == (0, 0, 0)


async def test_a_deactivated_member_is_not_counted(guild: Guild):
    await make.tell(guild.storage, "dana", gone=True)
    found = await health(guild)
    assert found.could_answer == 4
    assert len(found.pod.people) == 5
