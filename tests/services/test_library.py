"""Who keeps and changes notes, where they are shared again, and who is reminded."""

from dataclasses import replace
from datetime import timedelta

import pytest

from slackapp.domain.facts import NothingKept
from slackapp.domain.library import mentions
from slackapp.errors import Refusal
from slackapp.services import agenda
from slackapp.services.library import keeping, shares, starting
from slackapp.tick import Tick
from storage import Storage, Transaction
from storage.rituals import OccurrenceRow
from storage.subjects import ContributionRow
from tests.clock import FixedClock
from tests.services import make, notes, session_pods
from tests.services.conftest import Guild
from tests.services.ritual_pods import ANA, THURSDAY, begin, journal, said, walk, weekly

LATER = THURSDAY + timedelta(minutes=45, hours=24)


async def read(guild: Guild, note_id: str, by: str = "dana"):
    return await make.do(guild.storage, by, keeping.read, note_id)


async def test_keeping_is_a_contribution_and_twice_is_once(guild: Guild):
    note_id = await notes.keep(guild.storage, guild.pod.id)
    again = replace(notes.NOTE, pod_id=guild.pod.id)
    await make.do(guild.storage, "ben", keeping.keep, note_id, "", again)

    def counted(tx: Transaction) -> int:
        return tx.session.query(ContributionRow).filter_by(subject_id=note_id).count()

    assert await guild.storage.look(make.TEAM, counted) == 1


@pytest.mark.parametrize(("who", "why"), [("eli", "Ben, Ana and Chidi can"), ("gil", "Guests")])
async def test_only_its_keeper_and_a_lead_change_it(guild: Guild, who: str, why: str):
    note_id = await notes.keep(guild.storage, guild.pod.id)
    for change in (keeping.reopen, keeping.consider_withdrawing, keeping.withdraw):
        with pytest.raises(Refusal, match=why):
            await make.do(guild.storage, who, change, note_id)
    await make.do(guild.storage, "ana", keeping.withdraw, note_id)


async def test_a_note_is_kept_only_in_a_pod_of_ones_own(guild: Guild):
    with pytest.raises(Refusal, match="You are not in Data guild, so the note was not kept"):
        await notes.keep(guild.storage, guild.pod.id, by="farah")


async def test_a_message_that_points_to_a_note_counts_once(guild: Guild):
    link = "https://team.slack.com/archives/C9/p17?thread_ts=1&cid=C9"
    note_id = await notes.keep(guild.storage, guild.pod.id, link=link)
    reference = (await read(guild, note_id)).reference
    said_so = (
        ("C1", "1.0", f"see {reference}"),
        ("C1", "1.0", f"see {reference}"),  # Slack tells it again
        ("C1", "2.0", "<https://team.slack.com/archives/C9/p17|here> it is"),
        ("C1", "3.0", "<https://team.slack.com/archives/C9/p18>"),
        ("C-elsewhere", "4.0", f"see {reference}"),
    )
    for channel, ts, text in said_so:
        await make.do(guild.storage, "eli", shares.hear, channel, ts, mentions(text))
    await make.do(guild.storage, "xavier", shares.hear, "C1", "5.0", mentions(reference))

    assert (await read(guild, note_id)).shared == 2


@pytest.mark.parametrize(
    "text", ["", "dojo:", "dojo:short", "https://example.com", "<@U1>", "\x00"]
)
def test_a_message_without_links_points_to_nothing(text: str):
    assert not mentions(text)


async def test_a_list_to_start_with_stays_short_and_is_for_leads(guild: Guild):
    ids = [await notes.keep(guild.storage, guild.pod.id, title=f"N{n}") for n in range(11)]
    with pytest.raises(Refusal, match="Only Ana and Chidi"):
        await make.do(guild.storage, "ben", starting.put, ids[0])
    for note_id in ids[:10]:
        await make.do(guild.storage, "ana", starting.put, note_id)
    with pytest.raises(Refusal, match="10 notes to start with already"):
        await make.do(guild.storage, "ana", starting.put, ids[10])

    listed = await make.do(guild.storage, "ana", starting.move_up, ids[9])
    assert [note.title for note in listed.notes][-2:] == ["N9", "N8"]
    await make.do(guild.storage, "ana", keeping.withdraw, ids[0])
    listed = await make.do(guild.storage, "eli", starting.show, guild.pod.id)
    assert listed.notes[0].title == "N1"


async def test_whoever_took_notes_is_reminded_once_if_nothing_was_kept(
    storage: Storage, clock: FixedClock
):
    clock.instant = THURSDAY - timedelta(days=1)
    await begin(storage, weekly())
    await walk(Tick(storage), clock, LATER + timedelta(hours=1))

    def told(tx: Transaction) -> tuple[int, list[str]]:
        return said(tx, NothingKept), journal(tx, "03-05")

    reminded, noted = await storage.look("T1", told)

    assert reminded == 1
    assert noted[-1] == "asked for a note: nothing was kept"


async def test_nobody_is_reminded_of_what_is_kept(storage: Storage, clock: FixedClock):
    clock.instant = THURSDAY - timedelta(days=1)
    await begin(storage, weekly())
    tick = Tick(storage)
    await walk(tick, clock, LATER - timedelta(hours=1))

    def session(tx: Transaction) -> str:
        row = next(r for r in tx.session.query(OccurrenceRow) if r.state.value == "closed")
        return str(row.id)

    occurrence_id = await storage.look("T1", session)
    draft = await storage.look("T1", keeping.compose, ANA, occurrence_id)
    assert draft.answers.title == "Experiment review, Thu, Mar 5"
    await storage.run("T1", keeping.keep, ANA, draft.note_id, draft.source_id, draft.answers)
    await walk(tick, clock, LATER + timedelta(hours=1))

    def told(tx: Transaction) -> tuple[int, list[str]]:
        return said(tx, NothingKept), journal(tx, "03-05")

    reminded, noted = await storage.look("T1", told)

    assert reminded == 0
    assert noted[-1] == "nobody was asked for a note: one is kept"


async def test_a_note_of_a_session_begins_with_what_was_talked_about(
    storage: Storage, clock: FixedClock
):
    held = await session_pods.begin(storage, clock)
    await make.do(storage, "dana", agenda.add, "ritual", "Clustered errors")
    await held.until(session_pods.ENDS)

    draft = await make.do(storage, "ana", keeping.compose, held.occurrence_id)

    assert "What we talked about:\n- Clustered errors\n\n" in draft.answers.body
