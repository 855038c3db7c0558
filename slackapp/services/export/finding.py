"""Whom and what somebody means by a name, and what to say when that is not clear."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import select

from slackapp.errors import Refusal
from storage import Transaction
from storage.people import PersonRow
from storage.pods import PodRow
from storage.workspaces import InstallationRow

LISTED = 5  # names in one sentence


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name, and what tells it from others of that name."""

    id: str
    name: str
    code: str

    def __str__(self) -> str:
        return f"{self.name} ({self.code})" if self.name else self.code


def workspaces(tx: Transaction) -> tuple[Named, ...]:
    """All workspaces of which anything is kept."""
    named = select(InstallationRow.team_id, InstallationRow.team_name)
    names = dict(tx.session.execute(named).all())
    teams = set(tx.session.scalars(select(PersonRow.team_id).distinct())) | set(names)
    return tuple(Named(team, names.get(team, ""), team) for team in sorted(teams))


def workspace(found: Sequence[Named], wanted: str | None) -> str:
    """Choose the one that is meant; where there is only one it need not be said."""
    if not found:
        raise Refusal("Nothing was exported: nothing is kept here yet.")
    if wanted is None and len(found) > 1:
        raise Refusal(
            f"Nothing was exported: several workspaces are kept here, {_listed(found)}."
            " Say which one with --workspace and what stands in brackets."
        )
    return found[0].id if wanted is None else _one("workspace", wanted, found)


def person(tx: Transaction, wanted: str) -> str:
    """Find a person by their name in Slack, their user id or ours."""
    rows = tx.session.execute(
        select(PersonRow.id, PersonRow.name, PersonRow.user_id).order_by(PersonRow.user_id)
    )
    return _one("person", wanted.removeprefix("@"), [Named(*row) for row in rows])


def pod(tx: Transaction, wanted: str) -> str:
    """Find a pod by its name or our id; archived ones too."""
    rows = tx.session.execute(select(PodRow.id, PodRow.name).order_by(PodRow.created_at))
    return _one("pod", wanted, [Named(pod_id, name, pod_id) for pod_id, name in rows])


def _one(what: str, wanted: str, among: Sequence[Named]) -> str:
    named = wanted.strip().casefold()
    exact = [one for one in among if wanted.strip() in (one.id, one.code)]
    found = exact or [one for one in among if one.name.casefold() == named]
    if len(found) == 1:
        return found[0].id
    if found:
        raise Refusal(
            f"Nothing was exported: {len(found)} have the name {wanted}, {_listed(found)}."
            " Say which one with what stands in brackets."
        )
    raise Refusal(
        f"Nothing was exported: there is no {what} {wanted!r} here.{_suggested(named, among)}"
    )


def _suggested(named: str, among: Sequence[Named]) -> str:
    inside = [one for one in among if named and named in one.name.casefold()]
    names = get_close_matches(named, {one.name.casefold() for one in among}, n=LISTED)
    close = [one for name in names for one in among if one.name.casefold() == name]
    meant = list(dict.fromkeys((*inside, *close)))
    return f" Did you mean {_listed(meant)}?" if meant else ""


def _listed(found: Iterable[Named]) -> str:
    named = [str(one) for one in found]
    more = f" and {len(named) - LISTED} more" if len(named) > LISTED else ""
    return f"{', '.join(named[:LISTED])}{more}"
