"""Find notes: by their words, kind and pod, and only those that somebody may see."""

from sqlalchemy import ColumnElement

from slackapp.domain.library import PAGE, ArtifactKind, Found, Wanted
from slackapp.domain.people import Act, Principal
from slackapp.domain.pods import PodChoice
from slackapp.domain.search import query
from slackapp.services import people
from slackapp.services.library import showing
from storage import Transaction, search
from storage import library as rows
from storage import pods as pod_rows
from storage.library import ArtifactRow
from storage.people import PersonRow

PAGES = 50  # nobody turns further; more words find it


def find(tx: Transaction, actor: Principal, wanted: Wanted) -> Found:
    """A page of what fits; without words, what was kept last."""
    visible = _visible(tx, people.find(tx, actor))
    page = min(max(wanted.page, 0), PAGES)
    found = list(_rows(tx, wanted, *visible, *_filters(wanted), offset=page * PAGE))
    pod = pod_rows.by_id(tx.session, wanted.pod_id) if wanted.pod_id else None
    return Found(
        wanted=wanted,
        notes=showing.notes(tx, found[:PAGE]),
        more=len(found) > PAGE and page < PAGES,
        pod=PodChoice(pod.id, pod.name, pod.channel_name) if pod else None,
        anything=bool(found) or _anything(tx, visible),
    )


def shelves(tx: Transaction, actor: Principal, typed: str = "") -> tuple[PodChoice, ...]:
    """The pods that kept something, that match what somebody typed."""
    person = people.find(tx, actor)
    mine = _pods_of(tx, person) if person is not None and person.guest else None
    return tuple(
        PodChoice(pod_id=pod.id, name=pod.name, channel_name=pod.channel_name)
        for pod in rows.shelves(tx.session)
        if typed.casefold() in pod.name.casefold() and (mine is None or pod.id in mine)
    )


def _visible(tx: Transaction, person: PersonRow | None) -> tuple[ColumnElement[bool], ...]:
    """What somebody may see: full members all of it, guests what their pods kept."""
    if person is not None and person.guest and (mine := _pods_of(tx, person)):
        return (ArtifactRow.pod_id.in_(mine),)
    found = people.standings(tx, person)
    people.demand(found, Act.READ_NOTE, "Only people of this workspace read its notes.")
    return ()


def _pods_of(tx: Transaction, person: PersonRow) -> set[str]:
    return {pod.id for pod, _role in pod_rows.of_person(tx.session, person.id)}


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    filters = []
    if wanted.kind in tuple(ArtifactKind):
        filters.append(ArtifactRow.kind == ArtifactKind(wanted.kind))
    if wanted.pod_id:
        filters.append(ArtifactRow.pod_id == wanted.pod_id)
    return filters


def _rows(
    tx: Transaction, wanted: Wanted, *where: ColumnElement[bool], offset: int
) -> list[ArtifactRow]:
    """One more than a page holds, which says that there is a next one."""
    if not wanted.words.strip():
        last = rows.newest().where(*where).limit(PAGE + 1).offset(offset)
        return list(tx.session.scalars(last))
    asked = query(wanted.words)
    if asked is None:
        return []
    return list(search.find(tx.session, asked, *where, limit=PAGE + 1, offset=offset))


def _anything(tx: Transaction, visible: tuple[ColumnElement[bool], ...]) -> bool:
    return rows.any_of(tx.session, *visible)
