"""The small interpreter: checks of one value, and shapes made of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from slackapp.domain.json import JSON


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that Slack would refuse, and where it stands."""

    pointer: str
    message: str


Check = Callable[[object, str], Iterator[Flaw]]
Rule = Callable[[JSON, str], Iterator[Flaw]]


def string(longest: int | None = None, *, shortest: int = 1) -> Check:
    def check(value: object, at: str) -> Iterator[Flaw]:
        if not isinstance(value, str):
            yield Flaw(at, "must provide a string")
        elif len(value) < shortest:
            yield Flaw(at, f"must be more than {shortest - 1} characters")
        elif longest is not None and len(value) > longest:
            yield Flaw(at, f"must be less than {longest + 1} characters")

    return check


def integer(lowest: int | None = None, highest: int | None = None) -> Check:
    def check(value: object, at: str) -> Iterator[Flaw]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Flaw(at, "must provide an integer")
        elif lowest is not None and value < lowest:
            yield Flaw(at, f"must be at least {lowest}")
        elif highest is not None and value > highest:
            yield Flaw(at, f"must be at most {highest}")

    return check


def number(value: object, at: str) -> Iterator[Flaw]:
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield Flaw(at, "must provide a number")


def boolean(value: object, at: str) -> Iterator[Flaw]:
    if not isinstance(value, bool):
        yield Flaw(at, "must provide a boolean")


def one_of(*allowed: str) -> Check:
    def check(value: object, at: str) -> Iterator[Flaw]:
        if value not in allowed:
            yield Flaw(at, f"must be one of: {', '.join(allowed)}")

    return check


def such_that(holds: Callable[[str], bool], message: str) -> Check:
    def check(value: object, at: str) -> Iterator[Flaw]:
        if not isinstance(value, str) or not holds(value):
            yield Flaw(at, message)

    return check


def array(of: Check, fewest: int = 0, most: int | None = None) -> Check:
    def check(value: object, at: str) -> Iterator[Flaw]:
        if not isinstance(value, list):
            yield Flaw(at, "must provide an array")
            return
        if len(value) < fewest:
            yield Flaw(at, f"no fewer than {fewest} items allowed")
        if most is not None and len(value) > most:
            yield Flaw(at, f"no more than {most} items allowed")
        for number, item in enumerate(value):
            yield from of(item, f"{at}/{number}")

    return check


def shape(
    fields: Mapping[str, Check], *, required: Iterable[str] = (), rules: Iterable[Rule] = ()
) -> Check:
    """Accept an object with these keys and no others; rules run only once its parts are sound."""
    needed, between = tuple(required), tuple(rules)

    def check(value: object, at: str) -> Iterator[Flaw]:
        if not isinstance(value, dict):
            yield Flaw(at, "must provide an object")
            return
        flaws = list(_parts(value, at, fields, needed))
        yield from flaws
        if not flaws:
            for rule in between:
                yield from rule(value, at)

    return check


def _parts(
    value: JSON, at: str, fields: Mapping[str, Check], needed: tuple[str, ...]
) -> Iterator[Flaw]:
    for key in needed:
        if key not in value:
            yield Flaw(at, f"missing required field: {key}")
    for key, part in value.items():
        if key == "type":
            continue
        if key not in fields:
            yield Flaw(f"{at}/{key}", f"unknown property: {key}")
        else:
            yield from fields[key](part, f"{at}/{key}")


def typed(kinds: Mapping[str, Check]) -> Check:
    """Accept an object of one of these types, each with its own shape."""

    def check(value: object, at: str) -> Iterator[Flaw]:
        if not isinstance(value, dict):
            yield Flaw(at, "must provide an object")
        elif "type" not in value:
            yield Flaw(at, "missing required field: type")
        elif not isinstance(value["type"], str) or value["type"] not in kinds:
            yield Flaw(f"{at}/type", f"unsupported type: {value['type']}")
        else:
            yield from kinds[value["type"]](value, at)

    return check


def exactly_one(*keys: str) -> Rule:
    def rule(value: JSON, at: str) -> Iterator[Flaw]:
        if sum(key in value for key in keys) != 1:
            yield Flaw(at, f"must provide exactly one of: {', '.join(keys)}")

    return rule


def at_least_one(*keys: str) -> Rule:
    def rule(value: JSON, at: str) -> Iterator[Flaw]:
        if not any(key in value for key in keys):
            yield Flaw(at, f"must provide at least one of: {', '.join(keys)}")

    return rule
