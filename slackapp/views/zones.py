"""Time zones, found by city, country or name."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from slackapp.views.blocks import OPTIONS_MAX, Option, option

_TYPED = str.maketrans({"_": " ", ",": " ", "\N{RIGHT SINGLE QUOTATION MARK}": "'"})


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of the IANA database, as people look for it."""

    name: str
    city: str
    country: str

    @property
    def sought(self) -> str:
        return plainly(f"{self.name} {self.city} {self.country}")


def zone_options(*, query: str, now: datetime) -> list[Option]:
    """Zones whose city, country or name has every word of the query, and the time there now."""
    sought = plainly(query).split()
    found = [zone for zone in _zones() if all(word in zone.sought for word in sought)]
    found.sort(key=lambda zone: not zone.city.casefold().startswith(tuple(sought[:1])))
    return [_timed(zone, now) for zone in found[:OPTIONS_MAX]]


def zone_option(tz: str) -> Option:
    """Draw the zone that a form starts with; it may be one that the search does not list."""
    known = next((zone for zone in _zones() if zone.name == tz), None)
    return option(_words(known) if known else tz, tz)


def _timed(zone: Zone, now: datetime) -> Option:
    offset = now.astimezone(ZoneInfo(zone.name)).strftime("%z")
    return option(_words(zone), zone.name, f"UTC{offset[:3]}:{offset[3:]} · {zone.name}")


def _words(zone: Zone) -> str:
    return f"{zone.city}, {zone.country}" if zone.country else zone.city


@cache
def _zones() -> tuple[Zone, ...]:
    tables = files("tzdata").joinpath("zoneinfo")
    countries = dict(_rows(tables.joinpath("iso3166.tab").read_text("utf-8"), 0, 1))
    listed = _rows(tables.joinpath("zone.tab").read_text("utf-8"), 2, 0)
    zones = {name: Zone(name, _city(name), countries.get(code, "")) for name, code in listed}
    return (Zone("UTC", "UTC", ""), *sorted(zones.values(), key=lambda zone: zone.name))


def _rows(table: str, key: int, value: int) -> list[tuple[str, str]]:
    split = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return [(row[key], row[value]) for row in split]


def plainly(text: str) -> str:
    """Write words as people type them in a hurry: "são" is found by "sao", and the reverse."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_TYPED))
    return "".join(char for char in letters if not unicodedata.combining(char))


def _city(name: str) -> str:
    return name.rsplit("/", 1)[-1].replace("_", " ")
