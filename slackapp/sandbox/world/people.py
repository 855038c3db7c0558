"""The workspace and everybody in it, with the fields that Slack tells about them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from slackapp.domain.json import JSON


@dataclass(frozen=True, slots=True)
class Team:
    """The one workspace of the sandbox."""

    id: str
    name: str = "Sandbox"
    domain: str = "sandbox"


@dataclass(slots=True)
class Person:
    """An account: a member, a guest, a bot, or somebody of another company."""

    id: str
    name: str
    real_name: str
    team_id: str
    display_name: str = ""
    tz: str = "Etc/UTC"
    locale: str = "en-US"
    deleted: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    listed: bool = True  # False keeps an account out of the page's person switch
    notice: str = ""  # the warning this person sees now, as Slack's client would show it

    @property
    def first_name(self) -> str:
        return self.real_name.split(" ", maxsplit=1)[0]

    @property
    def shown_name(self) -> str:
        return self.display_name or self.real_name or self.name

    def as_user(self, *, now: datetime, with_locale: bool = False) -> JSON:
        user: JSON = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "deleted": self.deleted,
            "real_name": self.real_name,
            "profile": self._profile(),
            "is_admin": False,
            "is_owner": False,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": int(now.timestamp()),
        }
        if not self.deleted:  # Slack tells no zone of a deactivated account
            user |= self._zone(now)
        if self.is_stranger:
            user["is_stranger"] = True
        if with_locale:
            user["locale"] = self.locale
        return user

    def _zone(self, now: datetime) -> JSON:
        offset = now.astimezone(ZoneInfo(self.tz)).utcoffset()
        seconds = int(offset.total_seconds()) if offset is not None else 0
        return {"tz": self.tz, "tz_label": self.tz, "tz_offset": seconds}

    def _profile(self) -> JSON:
        first, _, last = self.real_name.partition(" ")
        return {
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.display_name,
            "display_name_normalized": self.display_name,
            "first_name": first,
            "last_name": last,
            "team": self.team_id,
        }
