"""Who is looking: the names they know, and how they read dates."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime, format_skeleton, format_time, format_timedelta

from slackapp.sandbox.world import World

_TOKEN = re.compile(r"\{(\w+)\}")
_SKELETONS = {"date": "yMMMMd", "date_short": "yMMMd", "date_long": "yMMMMEEEEd"}
_NAMED_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}


@dataclass(frozen=True, slots=True)
class Reader:
    """One person looking at the workspace now."""

    world: World
    user: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.world.people[self.user].tz)

    @property
    def locale(self) -> Locale:
        return Locale.parse(self.world.people[self.user].locale, sep="-")

    def person(self, user_id: str) -> str:
        known = self.world.people.get(user_id)
        return known.shown_name if known else user_id

    def channel(self, channel_id: str) -> str:
        known = self.world.channels.get(channel_id)
        return known.name if known and known.name else channel_id

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone)

    def at(self, ts: str) -> datetime:
        return self.local(datetime.fromtimestamp(float(ts), UTC))

    def time(self, instant: datetime) -> str:
        return format_time(self.local(instant), "short", locale=self.locale)

    def day(self, instant: datetime) -> str:
        """Name the day as the line between two days of a channel does."""
        return self._named_day(instant) or format_skeleton(
            "MMMMEEEEd", self.local(instant), locale=self.locale
        )

    def moment(self, instant: datetime) -> str:
        return f"{self.day(instant)}, {self.time(instant)}"

    def written(self, instant: datetime, form: str) -> str:
        """Fill one of Slack's date formats; an unknown token stays as it is."""
        return _TOKEN.sub(lambda token: self._token(token[1], instant) or token[0], form)

    def _token(self, name: str, instant: datetime) -> str:
        local = self.local(instant)
        special: dict[str, Callable[[], str]] = {
            "time": lambda: self.time(local),
            "time_secs": lambda: format_time(local, "medium", locale=self.locale),
            "date_num": lambda: f"{local:%Y-%m-%d}",
            "date_slash": lambda: format_skeleton("yMMdd", local, locale=self.locale),
            "ago": lambda: format_timedelta(
                local - self.world.now(), add_direction=True, locale=self.locale
            ),
            "date_long_full": lambda: format_datetime(local, "EEEE, d MMMM y", locale=self.locale),
            "day_divider_pretty": lambda: self.day(local),
        }
        if name in special:
            return special[name]()
        plain = name.removesuffix("_pretty")
        if plain not in _SKELETONS:
            return ""
        pretty = self._named_day(local) if name.endswith("_pretty") else ""
        return pretty or format_skeleton(_SKELETONS[plain], local, locale=self.locale)

    def _named_day(self, instant: datetime) -> str:
        if self.locale.language != "en":
            return ""
        away = self.local(instant).date() - self.local(self.world.now()).date()
        return _NAMED_DAYS.get(away // timedelta(days=1), "").capitalize()
