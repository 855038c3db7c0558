"""Where a note is pointed to again: counted once a message, and what was written stays in Slack."""

from slackapp.domain.library import Mentions
from slackapp.domain.people import Principal, Standing
from slackapp.services import people
from storage import Transaction
from storage import library as rows
from storage import pods as pod_rows
from storage.library import ArtifactShareRow


def hear(
    tx: Transaction, actor: Principal, channel_id: str, ts: str, pointing_to: Mentions
) -> None:
    """Count a message in a pod's channel that points to notes; told again, it counts once."""
    if not pod_rows.in_channel(tx.session, channel_id):
        return
    if Standing.EXTERNAL in people.standings(tx, people.find(tx, actor)):
        return
    for note in rows.pointed_to(tx.session, pointing_to):
        if rows.share_at(tx.session, note.id, channel_id, ts) is None:
            tx.session.add(
                ArtifactShareRow(artifact_id=note.id, channel_id=channel_id, ts=ts, at=tx.now)
            )
