"""Whoever leaves a pod has no turn in it any more."""

from sqlalchemy import select

from slackapp.domain.pods import Channel, PodAnswers
from slackapp.services import pods
from storage import Storage, Transaction
from storage.people import PersonRow
from storage.turns import TurnRow
from tests.services.test_rituals import ANA, PEOPLE

GUILD = Channel("C1", "guild", app_is_in=True)


def holders(tx: Transaction) -> set[str]:
    """Who has a turn ahead, by Slack's user id."""
    held = select(PersonRow.user_id).join(TurnRow, TurnRow.person_id == PersonRow.id)
    return set(tx.session.scalars(held.where(TurnRow.team_id == PersonRow.team_id)))


async def test_the_turns_of_whoever_leaves_go_to_the_others(storage: Storage):
    answers = PodAnswers("Guild", "Causal", "C1", PEOPLE, ("U1",), "Europe/Berlin", "data_team")
    await storage.run("T1", pods.create, ANA, "pod", answers, GUILD)
    before = await storage.look("T1", holders)
    fewer = PodAnswers("Guild", "Causal", "C1", PEOPLE[:3], ("U1",), "Europe/Berlin")

    await storage.run("T1", pods.edit, ANA, "pod", fewer, GUILD)

    assert before == set(PEOPLE)
    assert await storage.look("T1", holders) == set(PEOPLE[:3])
