"""Saying one thing: claim it, call Slack, and write down what came of it."""

import logging
from dataclasses import replace

from slackapp.delivery.looking import find
from slackapp.domain.facts import Saying
from slackapp.domain.json import JSON
from slackapp.ids import METADATA
from slackapp.services import claims, deliveries
from slackapp.services.claims import Look, OpenDm, Post, Update
from slackapp.services.deliveries import There, Told
from slackapp.services.turn_facts import reminded
from slackapp.slack import (
    Slack,
    SlackLater,
    SlackRefused,
    Slacks,
    SlackTrouble,
    SlackUnknown,
    Verdict,
)
from slackapp.views import charts
from slackapp.views import demos as demo_views
from slackapp.views import facts as views
from slackapp.views.blocks import Message
from storage import Storage

NO_CHARTS = ("invalid_blocks", "invalid_arguments")
NOT_NOW = (Verdict.BACKOFF, Verdict.TOKEN)  # it stays in the outbox
logger = logging.getLogger("delivery")


class Speaker:
    """Says deliveries, each once: a post is never repeated without a look."""

    def __init__(self, storage: Storage, slacks: Slacks) -> None:
        self._storage = storage
        self._slacks = slacks

    async def say(self, team_id: str, delivery_id: str) -> None:
        """Do the next step of a delivery; whatever breaks, it stays and its turn comes again."""
        slack = self._slacks.of(team_id)
        try:
            match await self._storage.run(team_id, claims.begin, delivery_id):
                case OpenDm() as step:
                    await self._open_dm(slack, step, delivery_id)
                case Post() as step:
                    await self._post(slack, step, delivery_id)
                case Update() as step:
                    await self._update(slack, step, delivery_id)
                case Look() as step:
                    await self._look(slack, step, delivery_id)
        except Exception:
            await self._storage.run(team_id, deliveries.rest, delivery_id)
            raise

    async def _open_dm(self, slack: Slack, step: OpenDm, delivery_id: str) -> None:
        try:
            opened = await slack.call("conversations.open", users=step.user_id)
        except SlackTrouble as trouble:
            await self._give_way(slack, delivery_id, trouble, safe_to_repeat=True)
            return
        channel_id = str(opened["channel"]["id"])
        await self._storage.run(slack.team_id, deliveries.keep_dm, step.person_id, channel_id)

    async def _post(self, slack: Slack, step: Post, delivery_id: str) -> None:
        words = views.speak(*reminded(step.sayings))
        try:
            said = await self._send(slack, step.channel_id, words, delivery_id)
        except SlackTrouble as trouble:
            await self._give_way(slack, delivery_id, trouble, safe_to_repeat=False)
            return
        await self._finish(slack, delivery_id, step.channel_id, str(said["ts"]), step.sayings[0])

    async def _send(self, slack: Slack, channel_id: str, words: Message, delivery_id: str) -> JSON:
        """Post; once more without charts where Slack draws none: a refused message was not said."""
        try:
            return await slack.call(
                "chat.postMessage",
                channel=channel_id,
                text=words.text,
                blocks=list(words.blocks),
                metadata={"event_type": METADATA, "event_payload": {"key": delivery_id}},
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackRefused as refused:
            kept = tuple(block for block in words.blocks if block["type"] != charts.KIND)
            plain = replace(words, blocks=kept)
            if refused.code not in NO_CHARTS or plain == words:
                raise
            return await self._send(slack, channel_id, plain, delivery_id)

    async def _update(self, slack: Slack, step: Update, delivery_id: str) -> None:
        words = views.speak(step.saying)
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
        told = await self._storage.run(slack.team_id, deliveries.updated, delivery_id, link)
        await self._tell(slack, told)

    async def _look(self, slack: Slack, step: Look, delivery_id: str) -> None:
        """Find an earlier try by its key; only when it is surely not there is it said again."""
        run, team_id = self._storage.run, slack.team_id
        try:
            ts = await find(slack, step, delivery_id)
        except SlackLater as later:
            await run(team_id, deliveries.rest, delivery_id, later.after)
        except SlackRefused as refused:
            if refused.verdict not in NOT_NOW:
                logger.warning("delivery.in_doubt", extra={"code": refused.code})
                await run(team_id, deliveries.doubt, delivery_id, refused.code)
        except SlackUnknown:
            pass  # still unknown; begin() has set the next time to look
        else:
            if ts is None:
                await run(team_id, deliveries.retry, delivery_id)
            else:
                await self._finish(slack, delivery_id, step.channel_id, ts, None)

    async def _finish(
        self, slack: Slack, delivery_id: str, channel_id: str, ts: str, said: Saying | None
    ) -> None:
        kept = said is None or isinstance(said.fact, deliveries.KEPT)
        link = await self._permalink(slack, channel_id, ts) if kept else None
        there = There(ts=ts, permalink=link, said=said)
        told = await self._storage.run(slack.team_id, deliveries.finish, delivery_id, there)
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
        match trouble:
            case SlackLater():
                await run(team_id, deliveries.postpone, delivery_id, trouble.after)
            case SlackRefused() if trouble.verdict in NOT_NOW:
                await run(team_id, deliveries.postpone, delivery_id)
            case SlackRefused():
                logger.warning("delivery.refused", extra={"code": trouble.code})
                told = await run(team_id, deliveries.refuse, delivery_id, trouble.code)
                await self._tell(slack, told)
            case _ if safe_to_repeat:
                await run(team_id, deliveries.postpone, delivery_id)
