"""The kinds of ritual, one file each; a new file here is a new kind."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from slackapp.domain.rituals import Kind


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name, in the order of their titles."""
    found: list[Kind] = [
        import_module(f"{__name__}.{module.name}").KIND for module in iter_modules(__path__)
    ]
    return {kind.name: kind for kind in sorted(found, key=lambda kind: kind.title)}
