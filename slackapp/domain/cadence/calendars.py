"""Days on which nothing should happen: public holidays, and a pod's own days off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType
from unicodedata import normalize

from babel import Locale

from slackapp.domain import words
from slackapp.errors import Refusal

LONGEST_BREAK = 366  # days
MOST_BREAKS = 366
YEARS_KEPT = 4096  # of holidays in memory, each a few hundred bytes
_WEEKEND = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days that a pod has taken off, the last included."""

    first: date
    last: date
    name: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refusal("These days off end before they begin.", field="days_off")
        if (self.last - self.first).days >= LONGEST_BREAK:
            raise Refusal("Days off can last a year at most.", field="days_off")

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or a part of one, as a picker lists it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whose holidays a pod keeps, and the days that it takes off itself."""

    country: str | None = None
    subdivision: str | None = None
    days_off: tuple[DaysOff, ...] = ()

    def __post_init__(self) -> None:
        if len(self.days_off) > MOST_BREAKS:
            raise Refusal(f"A pod can have up to {MOST_BREAKS} days off.", field="days_off")
        _refuse_unknown(self.country, self.subdivision)

    def off(self, day: date) -> str:
        """Say why nothing should happen on this day; "" if it is a day like any other."""
        for taken in self.days_off:
            if taken.holds(day):
                return words.line(taken.name) or "day off"
        if self.country is None:
            return ""
        return _holidays(self.country, self.subdivision, day.year).get(day, "")

    def weekend(self, day: date) -> bool:
        days = _weekend(self.country, self.subdivision) if self.country else _WEEKEND
        return day.weekday() in days


@cache
def countries() -> tuple[Place, ...]:
    """List the countries whose holidays are known, by name."""
    import holidays  # noqa: PLC0415 - a tenth of a second that few pods need

    names = Locale("en").territories
    codes = holidays.list_supported_countries(include_aliases=False)
    return _by_name({code: names[code] for code in codes})


@cache
def subdivisions(country: str) -> tuple[Place, ...]:
    """List the parts of a country that have holidays of their own, by name."""
    import holidays  # noqa: PLC0415 - as above

    names = holidays.country_holidays(country).get_subdivision_aliases()
    return _by_name({code: next(iter(known), code) for code, known in names.items()})


def _by_name(names: Mapping[str, str]) -> tuple[Place, ...]:
    places = (Place(code, name) for code, name in names.items())
    return tuple(sorted(places, key=lambda place: _plainly(place.name)))


def _plainly(name: str) -> bytes:
    """Order accented letters with their plain ones."""
    return normalize("NFKD", name).encode("ascii", "ignore")


def _refuse_unknown(country: str | None, subdivision: str | None) -> None:
    if country is None:
        if subdivision is not None:
            raise Refusal("Pick the country as well as the region.", field="country")
        return
    known = {place.code: place.name for place in countries()}
    if country not in known:
        raise Refusal(
            "The holidays of this country are not known here. Pick one from the list, or enter "
            "the pod's days off yourself.",
            field="country",
        )
    if subdivision and all(place.code != subdivision for place in subdivisions(country)):
        raise Refusal(f"Pick a region of {known[country]} from the list.", field="subdivision")


@lru_cache(maxsize=YEARS_KEPT)
def _holidays(country: str, subdivision: str | None, year: int) -> Mapping[date, str]:
    """Name a year's holidays; whole years, because the library's own filling is not thread-safe."""
    import holidays  # noqa: PLC0415 - as above

    found = holidays.country_holidays(
        country, subdiv=subdivision, years=year, expand=False, language="en_US"
    )
    return MappingProxyType(dict(found.items()))


@cache
def _weekend(country: str, subdivision: str | None) -> frozenset[int]:
    import holidays  # noqa: PLC0415 - as above

    return frozenset(holidays.country_holidays(country, subdiv=subdivision).weekend)
