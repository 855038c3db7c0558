"""Countries and their regions, found by name, for their public holidays."""

from slackapp.domain.cadence import Calendar, Place, countries, subdivisions
from slackapp.views.blocks import OPTIONS_MAX, Option, option
from slackapp.views.zones import plainly

REGIONS_OF = 3  # countries at most whose regions are offered: a longer list helps nobody


def country_options(*, query: str) -> list[Option]:
    """Countries that have the words of the query, and the regions of the first few."""
    sought = plainly(query).split()
    found = [place for place in countries() if _matches(place.name, sought[:1])]
    found.sort(key=lambda place: not plainly(place.name).startswith(tuple(sought[:1])))
    offered: list[tuple[Place, Place | None]] = [
        (place, None) for place in found if _matches(place.name, sought)
    ]
    regions = [(place, part) for place in found[:REGIONS_OF] for part in subdivisions(place.code)]
    offered += [(c, part) for c, part in regions if _matches(f"{c.name} {part.name}", sought)]
    return [_option(country, region) for country, region in offered[:OPTIONS_MAX]]


def country_option(calendar: Calendar) -> Option:
    """Draw the country that a form starts with."""
    country = next(place for place in countries() if place.code == calendar.country)
    regions = subdivisions(country.code) if calendar.subdivision else ()
    found = (part for part in regions if part.code == calendar.subdivision)
    return _option(country, next(found, None))


def _matches(name: str, sought: list[str]) -> bool:
    there = plainly(name)
    return all(word in there for word in sought)


def _option(country: Place, region: Place | None) -> Option:
    if region is None:
        return option(country.name, country.code)
    return option(f"{country.name}, {region.name}", f"{country.code} {region.code}")
