"""Who is looking: the names they know, and how they read dates."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_time, format_timedelta

from slackapp.sandbox.world import World

_TOKEN = re.compile(r"\{(\w+)\}")
_LENGTHS = {"date": "long", "date_short": "medium", "date_long": "full"}
_ENGLISH = "en"
_NAMED_DAYS = {
    _ENGLISH: ("Yesterday", "Today", "Tomorrow"),
    "de": ("Gestern", "Heute", "Morgen"),
    "ar": ("أمس", "اليوم", "غدًا"),
}


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
        """Name a day in English, the language of the page around the app's words."""
        local = self.local(instant)
        return self._named_day(local, _ENGLISH) or format_date(
            local, "EEEE, MMMM d", locale=_ENGLISH
        )

    def clock(self, instant: datetime) -> str:
        """Tell a time on a clock that is moved: "today" would be true of every day."""
        day = format_date(self.local(instant), "EEE, MMM d", locale=_ENGLISH)
        return f"{day}, {self.time(instant)}"

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
            "date_slash": lambda: format_skeleton("yMd", local, locale=self.locale),
            "ago": lambda: format_timedelta(
                local - self.world.now(), add_direction=True, locale=self.locale
            ),
            "date_long_full": lambda: format_datetime(local, "EEEE, d MMMM y", locale=self.locale),
            "day_divider_pretty": lambda: (
                self._named_day(local, self.locale.language)
                or format_skeleton("MMMMEEEEd", local, locale=self.locale)
            ),
        }
        if name in special:
            return special[name]()
        plain = name.removesuffix("_pretty")
        if plain not in _LENGTHS:
            return ""
        pretty = name.endswith("_pretty") and self._named_day(local, self.locale.language)
        return pretty or format_date(local, _LENGTHS[plain], locale=self.locale)

    def _named_day(self, local: datetime, language: str) -> str:
        away = local.date() - self.local(self.world.now()).date()
        names = _NAMED_DAYS.get(language, ())
        return names[away.days + 1] if names and abs(away.days) <= 1 else ""
