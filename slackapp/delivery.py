"""The only place that speaks unasked: facts become messages, once each."""

import asyncio
import logging
from collections.abc import Coroutine
from time import monotonic

from slackapp.domain.json import JSON
from slackapp.ids import METADATA
from slackapp.services import deliveries, home
from slackapp.services.deliveries import Look, OpenDm, Post, Told, Update
from slackapp.slack import (
    Slack,
    SlackLater,
    SlackRefused,
    Slacks,
    SlackTrouble,
    SlackUnknown,
    Verdict,
)
from slackapp.views import demos as demo_views
from slackapp.views import facts as fact_views
from slackapp.views import home as home_views
from storage import Storage

AT_ONCE = 16
LOOKING_PAGES = 20  # of 200 messages; a narrow window never has so many
logger = logging.getLogger("delivery")


class Bucket:
    """Lets a burst through and then so many a second."""

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst, self._per_second = burst, per_second
        self._left, self._at = burst, monotonic()

    def take(self) -> bool:
        now = monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Pace:
    """Slack takes about one message a second in a channel, and a few in a workspace."""

    def __init__(self) -> None:
        self._lanes: dict[tuple[str, str], Bucket] = {}
        self._teams: dict[str, Bucket] = {}

    def allows(self, team_id: str, lane: str) -> bool:
        of_lane = self._lanes.setdefault((team_id, lane), Bucket(5, 1))
        of_team = self._teams.setdefault(team_id, Bucket(20, 4))
        return of_lane.take() and of_team.take()


class Delivery:
    """Takes what is due out of the outbox and says it, lane by lane, each lane in order."""

    def __init__(self, storage: Storage, slacks: Slacks) -> None:
        self._storage = storage
        self._slacks = slacks
        self._pace = Pace()
        self._woken = asyncio.Event()
        self._busy: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._loop = asyncio.get_running_loop()
        storage.listen(self.wake)

    def wake(self) -> None:
        """Look into the outbox now; safe from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def run(self) -> None:
        """Work until cancelled; what is under way then is finished by whoever starts next."""
        try:
            while True:
                await self._woken.wait()
                self._woken.clear()
                try:
                    await self._round()
                except Exception as error:
                    logger.exception("delivery.round_failed", extra={"error": type(error).__name__})
        finally:
            for task in self._busy.values():
                task.cancel()
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def settled(self) -> None:
        """Wait until nothing is due and nothing is being said."""
        while await self._round():
            await asyncio.wait(self._busy.values(), timeout=0.2) if self._busy else None
            await asyncio.sleep(0.01)

    async def _round(self) -> int:
        """Start what is due and may go; say how much there is to do."""
        found = await self._storage.everywhere(deliveries.due, 4 * AT_ONCE)
        stale = await self._storage.everywhere(home.stale, AT_ONCE)
        for team_id, delivery_id, lane in found:
            if self._free(team_id, lane) and self._pace.allows(team_id, lane):
                self._start((team_id, lane), self._deliver(team_id, delivery_id))
        for team_id, person_id in stale:
            if self._free(team_id, f"home:{person_id}"):
                self._start((team_id, f"home:{person_id}"), self._publish(team_id, person_id))
        return len(found) + len(stale) + len(self._busy)

    def _free(self, team_id: str, lane: str) -> bool:
        return (team_id, lane) not in self._busy and len(self._busy) < AT_ONCE

    def _start(self, key: tuple[str, str], work: Coroutine[None, None, None]) -> None:
        task = self._loop.create_task(work)
        self._busy[key] = task

        def done(_task: asyncio.Task[None]) -> None:
            self._busy.pop(key, None)
            self.wake()

        task.add_done_callback(done)

    async def _deliver(self, team_id: str, delivery_id: str) -> None:
        slack = self._slacks.of(team_id)
        try:
            step = await self._storage.run(team_id, deliveries.begin, delivery_id)
            match step:
                case OpenDm():
                    await self._open_dm(slack, step, delivery_id)
                case Post():
                    await self._post(slack, step, delivery_id)
                case Update():
                    await self._update(slack, step, delivery_id)
                case Look():
                    await self._look(slack, step, delivery_id)
        except Exception:
            # Whatever it is, the delivery stays where it is and its turn comes again.
            logger.exception("delivery.failed", extra={"delivery": delivery_id})

    async def _open_dm(self, slack: Slack, step: OpenDm, delivery_id: str) -> None:
        try:
            opened = await slack.call("conversations.open", users=step.user_id)
        except SlackTrouble as trouble:
            await self._give_way(slack, delivery_id, trouble, safe_to_repeat=True)
            return
        channel_id = str(opened["channel"]["id"])
        await self._storage.run(slack.team_id, deliveries.keep_dm, step.person_id, channel_id)

    async def _post(self, slack: Slack, step: Post, delivery_id: str) -> None:
        words = fact_views.speak(step.saying)
        try:
            said = await slack.call(
                "chat.postMessage",
                channel=step.channel_id,
                text=words.text,
                blocks=list(words.blocks),
                metadata={"event_type": METADATA, "event_payload": {"key": delivery_id}},
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackTrouble as trouble:
            await self._give_way(slack, delivery_id, trouble, safe_to_repeat=False)
            return
        await self._finish(slack, delivery_id, step.channel_id, str(said["ts"]))

    async def _update(self, slack: Slack, step: Update, delivery_id: str) -> None:
        words = fact_views.speak(step.saying)
        try:
            await slack.call(
                "chat.update",
                channel=step.channel_id,
                ts=step.ts,
                text=words.text,
                blocks=list(words.blocks),
            )
        except SlackTrouble as trouble:
            if isinstance(trouble, SlackRefused) and trouble.verdict is Verdict.MESSAGE:
                await self._storage.run(slack.team_id, deliveries.frozen, delivery_id)
                return
            await self._give_way(slack, delivery_id, trouble, safe_to_repeat=True)
            return
        link = step.permalink or await self._permalink(slack, step.channel_id, step.ts)
        await self._storage.run(slack.team_id, deliveries.updated, delivery_id, link)

    async def _look(self, slack: Slack, step: Look, delivery_id: str) -> None:
        """Find an earlier try by its key; only when it is surely not there is it said again."""
        try:
            ts = await _find(slack, step, delivery_id)
        except SlackRefused as refused:
            logger.warning("delivery.in_doubt", extra={"code": refused.code})
            await self._storage.run(slack.team_id, deliveries.doubt, delivery_id, refused.code)
        except SlackTrouble:
            pass  # still unknown; begin() has set the next time to look
        else:
            if ts is None:
                await self._storage.run(slack.team_id, deliveries.retry, delivery_id)
            else:
                await self._finish(slack, delivery_id, step.channel_id, ts)

    async def _finish(self, slack: Slack, delivery_id: str, channel_id: str, ts: str) -> None:
        link = await self._permalink(slack, channel_id, ts)
        told = await self._storage.run(slack.team_id, deliveries.finish, delivery_id, ts, link)
        await self._tell(slack, told)

    async def _permalink(self, slack: Slack, channel_id: str, ts: str) -> str | None:
        try:
            answer = await slack.call("chat.getPermalink", channel=channel_id, message_ts=ts)
        except SlackTrouble:
            return None  # the message is there; its next update asks again
        return str(answer["permalink"])

    async def _tell(self, slack: Slack, told: Told | None) -> None:
        """Show a demo's author the link, if the modal that they posted it from is still open."""
        if told is None:
            return
        try:
            view: JSON = demo_views.posted(posted=told.posted)
            await slack.call("views.update", view_id=told.view_id, view=view)
        except SlackTrouble as trouble:
            logger.debug("delivery.modal_closed", extra={"why": trouble.why})

    async def _give_way(
        self, slack: Slack, delivery_id: str, trouble: SlackTrouble, *, safe_to_repeat: bool
    ) -> None:
        """Decide by the kind of trouble: later, look first, or never."""
        run, team_id = self._storage.run, slack.team_id
        if isinstance(trouble, SlackLater):
            await run(team_id, deliveries.postpone, delivery_id, trouble.after)
        elif isinstance(trouble, SlackUnknown):
            if safe_to_repeat:
                await run(team_id, deliveries.postpone, delivery_id)
        elif isinstance(trouble, SlackRefused):
            await self._refused(slack, delivery_id, trouble)

    async def _refused(self, slack: Slack, delivery_id: str, refused: SlackRefused) -> None:
        run, team_id = self._storage.run, slack.team_id
        if refused.verdict is Verdict.BACKOFF:
            await run(team_id, deliveries.postpone, delivery_id)
        elif refused.verdict is Verdict.TOKEN:
            await run(team_id, deliveries.postpone, delivery_id)
            await slack.end()
        else:
            logger.warning("delivery.refused", extra={"code": refused.code})
            told = await run(team_id, deliveries.refuse, delivery_id, refused.code)
            await self._tell(slack, told)

    async def _publish(self, team_id: str, person_id: str) -> None:
        slack = self._slacks.of(team_id)
        again_in: float | None = None
        try:
            drawing = await self._storage.run(team_id, home.draw, person_id)
            if drawing is None:
                return
            try:
                view: JSON = home_views.home(page=drawing.page)
                await slack.call("views.publish", user_id=drawing.user_id, view=view)
            except SlackLater as later:
                again_in = later.after
            except SlackUnknown:
                again_in = 5
            except SlackRefused as refused:
                logger.warning("delivery.home_refused", extra={"code": refused.code})
                if refused.verdict is Verdict.TOKEN:
                    await slack.end()
            await self._storage.run(team_id, home.drawn, person_id, drawing.lease, again_in)
        except Exception:
            logger.exception("delivery.home_failed", extra={"person": person_id})


async def _find(slack: Slack, step: Look, delivery_id: str) -> str | None:
    cursor: str | None = None
    for _page in range(LOOKING_PAGES):
        found = await slack.call(
            "conversations.history",
            channel=step.channel_id,
            oldest=f"{step.since.timestamp():.6f}",
            include_all_metadata=True,
            limit=200,
            cursor=cursor,
        )
        for message in found.get("messages", ()):
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("key") == delivery_id:
                return str(message["ts"])
        cursor = (found.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None
    raise SlackUnknown("conversations.history", "the window holds too many messages")
