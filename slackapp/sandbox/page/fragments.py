"""The parts of the page that change by themselves, drawn for one look."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from slackapp.domain.json import JSON
from slackapp.sandbox.emoji import with_emoji
from slackapp.sandbox.faults import Faults
from slackapp.sandbox.manifest import Manifest, Shortcut
from slackapp.sandbox.page.look import HOME, INSPECTOR, TOOLS, Look
from slackapp.sandbox.page.messages import feed, thread
from slackapp.sandbox.page.trouble import MEANINGS, METHOD_NAMES, PLACES, armed
from slackapp.sandbox.passing import Coming
from slackapp.sandbox.reader import Reader
from slackapp.sandbox.render import TEMPLATES, Drawing, render_blocks
from slackapp.sandbox.stage import Stage
from slackapp.sandbox.world import Exchange, View, World

_SHOWN_EXCHANGES = 200


@dataclass(slots=True)
class Desk:
    """What the page shows, and how far everybody has read."""

    world: World
    manifest: Manifest
    faults: Faults
    stage: Stage
    coming: Sequence[Coming] = ()
    read: dict[tuple[str, str], str] = field(default_factory=dict)  # (user, channel) → last ts

    async def look_ahead(self) -> None:
        """Find out what comes, to show it beside the clock."""
        if self.stage.passing is not None:
            self.coming = await self.stage.passing.coming()

    def fragments(self, look: Look) -> dict[str, str]:
        """Draw every fragment of one tab."""
        reader = Reader(self.world, look.user)
        self._mark_read(look)
        drawn: dict[str, str] = {
            "sidebar": self._sidebar(look, reader),
            "notice": self._draw("notice.html", notice=self.world.people[look.user].notice),
            "main": self._main(look, reader),
            "modals": self._modals(look, reader),
        }
        if look.thread:
            channel = self.world.channels[look.place]
            drawn["thread"] = self._draw(
                "thread.html",
                look=look,
                entries=thread(channel, look.thread, reader),
                shortcuts=self.shortcuts("message"),
            )
        return drawn

    def shortcuts(self, kind: str) -> list[Shortcut]:
        return [each for each in self.manifest.shortcuts if each.type == kind]

    def title(self, look: Look) -> str:
        named = TOOLS | {HOME: self.world.bot.real_name}
        if look.place in named:
            return named[look.place]
        channel = self.world.channels[look.place]
        return self.world.bot.real_name if channel.is_im else f"#{channel.name}"

    def _draw(self, template: str, **facts: object) -> Markup:
        app = self.world.bot.real_name
        return Markup(TEMPLATES.get_template(template).render(app=app, **facts))  # noqa: S704 - a template of ours, autoescaped

    def _main(self, look: Look, reader: Reader) -> Markup:
        if look.place in TOOLS:
            return self._tool(look.place, reader)
        direct = self.world.direct(look.user)
        if look.place == HOME:
            view = self.world.homes.get(look.user)
            drawn = _view(view, reader) if view else ""
            return self._draw("home.html", look=look, view=view, drawn=drawn, direct=direct)
        channel = self.world.channels[look.place]
        return self._draw(
            "feed.html",
            look=look,
            channel=channel,
            direct=direct,
            entries=feed(channel, reader),
            shortcuts=self.shortcuts("message"),
            app_is_in=self.world.bot.id in channel.members,
            head_count=sum(not self.world.people[each].is_bot for each in channel.members),
        )

    def _tool(self, place: str, reader: Reader) -> Markup:
        if place == INSPECTOR:
            shown = reversed(self.world.log[-_SHOWN_EXCHANGES:])
            told = [_exchange(each, reader) for each in shown]
            return self._draw("inspector.html", exchanges=told)
        return self._draw(
            "faults.html",
            armed=armed(self.faults),
            meanings=MEANINGS,
            places=PLACES,
            methods=METHOD_NAMES,
        )

    def _sidebar(self, look: Look, reader: Reader) -> Markup:
        seen = self.world.seen_by(look.user)
        now = self.world.now()
        return self._draw(
            "sidebar.html",
            look=look,
            channels=[channel for channel in seen if not channel.is_im],
            direct=self.world.direct(look.user),
            unread={channel.id for channel in seen if self._unread(look.user, channel.id)},
            now=reader.clock(now),
            coming=[(reader.clock(each.at), each.what) for each in self.coming],
            zone=reader.zone.key.replace("_", " "),
        )

    def _modals(self, look: Look, reader: Reader) -> Markup:
        told = [_modal(view, reader) for view in self.world.stack(look.user)]
        notice = self.world.people[look.user].notice
        if told and notice:
            told[-1]["trouble"] = notice  # what lies under a modal cannot be read
        return self._draw("modals.html", modals=told)

    def _mark_read(self, look: Look) -> None:
        channel = self.world.channels.get(look.place)
        if channel and channel.messages:
            self.read[look.user, channel.id] = channel.messages[-1].ts

    def _unread(self, user: str, channel_id: str) -> bool:
        channel = self.world.channels[channel_id]
        said = [message for message in channel.timeline() if message.user != user]
        last = float(self.read.get((user, channel_id), "0"))
        return user in channel.members and bool(said) and float(said[-1].ts) > last


def _view(view: View, reader: Reader) -> Markup:
    drawing = Drawing(reader, key=view.id, state=view.state, errors=view.errors)
    return render_blocks(view.blocks, drawing)


def _modal(view: View, reader: Reader) -> JSON:
    submit, close = view.body.get("submit"), view.body.get("close")
    under_fields = {block.get("block_id") for block in view.blocks if block["type"] == "input"}
    elsewhere = [words for block, words in view.errors.items() if block not in under_fields]
    return {
        "view": view,
        "title": with_emoji(view.title),
        "drawn": _view(view, reader),
        "submit": with_emoji(submit["text"]) if submit else "",
        "close": with_emoji(close["text"]) if close else "Cancel" if submit else "Close",
        "trouble": " ".join(elsewhere),
    }


def _exchange(each: Exchange, reader: Reader) -> JSON:
    outcome = each.trouble or (f"{each.status}" if each.status else "under way")
    return {
        "number": each.number,
        "direction": each.direction,
        "name": each.name,
        "time": reader.time(each.at),
        "outcome": f"{outcome} · {each.seconds * 1000:.0f} ms"
        + ("" if not each.attempt else f" · retry {each.attempt}"),
        "trouble": each.trouble,
        "request": _pretty(each.request),
        "answer": _pretty(each.answer),
    }


def _pretty(told: JSON | str | None) -> str:
    if told is None or told == "":
        return "(nothing)"
    try:
        whole = json.loads(told) if isinstance(told, str) else told
    except ValueError:
        return str(told)
    return json.dumps(whole, indent=2, ensure_ascii=False)
