"""Publishing Homes: drawn from what is true, again and again until Slack has them."""

import logging

from slackapp.domain.json import JSON
from slackapp.services import home
from slackapp.services.home import Drawing
from slackapp.slack import SlackLater, SlackRefused, Slacks, SlackUnknown, Verdict
from slackapp.views import home as views
from storage import Storage

SOON = 5.0  # seconds after which a Home that Slack did not take is tried again

logger = logging.getLogger("delivery")


class Homes:
    """Draws stale Homes; a publish is idempotent, so it may be repeated."""

    def __init__(self, storage: Storage, slacks: Slacks) -> None:
        self._storage = storage
        self._slacks = slacks

    async def publish(self, team_id: str, person_id: str) -> None:
        try:
            drawing = await self._storage.run(team_id, home.draw, person_id)
            if drawing is not None:
                again_in = await self._publish(team_id, drawing)
                await self._storage.run(team_id, home.drawn, person_id, drawing.lease, again_in)
        except Exception:
            await self._storage.run(team_id, home.rest, person_id)
            raise

    async def _publish(self, team_id: str, drawing: Drawing) -> float | None:
        """Publish; the seconds after which to try again, None if it is done with."""
        view: JSON = views.home(page=drawing.page)
        try:
            await self._slacks.of(team_id).call("views.publish", user_id=drawing.user_id, view=view)
        except SlackLater as later:
            return later.after
        except SlackUnknown:
            return SOON
        except SlackRefused as refused:
            logger.warning("delivery.home_refused", extra={"code": refused.code})
            return SOON if refused.verdict is Verdict.BACKOFF else None
        return None
