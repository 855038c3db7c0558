"""Where the app is installed: tokens, sealed in the database and kept at hand for a minute."""

import logging
from time import monotonic

from sqlalchemy import select

from slackapp.domain.json import JSON
from slackapp.errors import SettingsError
from slackapp.slack import Installation, SlackRefused, Slacks, SlackTrouble
from storage import Storage, Transaction, workspaces
from storage.workspaces import InstallationRow

PLACE = "installation.bot_token"
KEPT = 60.0  # seconds
KEPT_ABSENT = 10.0

logger = logging.getLogger("install")


class Installations:
    """Finds the app's token in a workspace, and forgets it when it is dead."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._known: dict[str, tuple[float, Installation | None]] = {}

    async def find(self, team_id: str) -> Installation | None:
        """Find the installation; usually from memory, at worst a minute old."""
        until, known = self._known.get(team_id, (0.0, None))
        if monotonic() < until:
            return known
        found = await self._storage.look(team_id, _load)
        kept = KEPT if found is not None else KEPT_ABSENT
        self._known[team_id] = (monotonic() + kept, found)
        return found

    async def end(self, team_id: str, token: str) -> None:
        """Forget a dead token at once, unless a new one took its place; the data stays."""
        await self._storage.run(team_id, _end, token)
        self._known.pop(team_id, None)
        logger.warning("install.ended", extra={"team_id": team_id})

    async def install(self, slacks: Slacks, token: str) -> None:
        """Ask Slack whose token this is, once, and keep it."""
        try:
            answer = await slacks.call(token, "auth.test", {})
        except SlackRefused as refused:
            raise SettingsError(
                f"SLACK_BOT_TOKEN is refused by Slack ({refused.code}). Install the app to your"
                " workspace again at https://api.slack.com/apps, under OAuth & Permissions,"
                " and copy the new Bot User OAuth Token."
            ) from None
        except SlackTrouble as trouble:
            if not await self._storage.everywhere(_is_known, token):
                raise SettingsError(
                    f"SLACK_BOT_TOKEN could not be checked: Slack did not answer ({trouble.why})."
                    " Check the network, and SLACK_API_URL if it is set; then start again."
                ) from None
            logger.warning("install.unchecked", extra={"why": trouble.why})
            return
        if answer.get("is_enterprise_install") or not answer.get("bot_id"):
            raise SettingsError(
                "SLACK_BOT_TOKEN is not the bot token of one workspace. Install the app to a"
                " workspace at https://api.slack.com/apps, and copy its Bot User OAuth Token."
            )
        await self._storage.run(str(answer["team_id"]), _keep, answer, token)
        self._known.pop(str(answer["team_id"]), None)


def _load(tx: Transaction) -> Installation | None:
    row = workspaces.installation(tx.session)
    token = _token(tx, row) if row is not None and row.ended_at is None else None
    if row is None or token is None:
        return None
    return Installation(
        team_id=tx.team_id,
        enterprise_id=row.enterprise_id,
        bot_id=row.bot_id,
        bot_user_id=row.bot_user_id,
        bot_token=token,
    )


def _keep(tx: Transaction, answer: JSON, token: str) -> None:
    row = workspaces.installation(tx.session)
    if row is None:
        row = InstallationRow(installed_at=tx.now)
        tx.session.add(row)
    row.team_name = str(answer.get("team") or "")[:200]
    row.enterprise_id = answer.get("enterprise_id") or None
    row.bot_id = str(answer["bot_id"])
    row.bot_user_id = str(answer["user_id"])
    row.bot_token = tx.seals.seal(token, place=PLACE, team_id=tx.team_id)
    row.ended_at = None


def _end(tx: Transaction, token: str) -> None:
    row = workspaces.installation(tx.session)
    if row is not None and _token(tx, row) == token:
        row.ended_at = tx.now
        row.bot_token = None


def _token(tx: Transaction, row: InstallationRow) -> str | None:
    if row.bot_token is None:
        return None
    return tx.seals.open(row.bot_token, place=PLACE, team_id=row.team_id)


def _is_known(tx: Transaction, token: str) -> bool:
    living = select(InstallationRow).where(InstallationRow.ended_at.is_(None))
    return any(_token(tx, row) == token for row in tx.session.scalars(living))
