"""The examination: what is near first, then the database, then Slack."""

from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from slackapp.clock import Clock, SystemClock
from slackapp.doctor import database, machine, workspace
from slackapp.doctor.asking import Answer, Asker, NoAnswer, asking
from slackapp.doctor.blocks import blocks
from slackapp.doctor.database import Place
from slackapp.doctor.finding import Finding, State, skipped
from slackapp.errors import DojoError, SettingsError
from slackapp.settings import Settings, survey
from storage.sealing import KeyRing


@dataclass(frozen=True, slots=True)
class _Remembered:
    """What the database told; no places means that it told of none."""

    findings: Sequence[Finding] = ()
    places: Sequence[Place] | None = None


async def examine(
    environ: Mapping[str, str], *, clock: Clock | None = None
) -> AsyncGenerator[Finding]:
    """Look at everything, and say each thing as soon as it is known."""
    clock = clock or SystemClock()
    settings, problems = survey(environ)
    for finding in machine.settings(problems):
        yield finding
    yield _data_directory(settings)
    key, ring = machine.key(settings)
    yield key
    reached = database.reach(settings.database_url)
    yield reached
    for finding in _file(settings, readable=reached.state is State.OK):
        yield finding
    remembered = _Remembered()
    if reached.state is State.OK:
        remembered = await _remembered(settings, clock, ring)
    for finding in remembered.findings:
        yield finding
    async with aclosing(_slack(settings, clock, remembered.places)) as told:
        async for finding in told:
            yield finding


def _data_directory(settings: Settings) -> Finding:
    """Look at it only where something is kept there: the database's file, or the key."""
    try:
        file = database.file_of(settings.database_url)
    except SettingsError:
        return machine.data_directory(settings.data_dir)
    here = settings.data_dir.resolve()
    if file is None or (settings.secret_keys and not file.resolve().is_relative_to(here)):
        return skipped("data directory", "nothing is kept there")
    return machine.data_directory(settings.data_dir)


def _file(settings: Settings, *, readable: bool) -> Iterator[Finding]:
    """What only a SQLite file can be ill with."""
    try:
        file = database.file_of(settings.database_url)
    except SettingsError:
        return
    if file is None:
        return
    yield machine.sqlite()
    if file.exists():
        yield machine.private_file(file)
        yield database.running(file)
    if readable:
        yield database.damage(file)


async def _remembered(settings: Settings, clock: Clock, ring: KeyRing | None) -> _Remembered:
    url = settings.database_url
    findings: list[Finding] = []
    try:
        async with database.opened(url, clock, ring) as storage:
            if ring is not None:
                findings.append(await database.seals(storage))
            findings += await database.delivery(storage, clock.now())
            return _Remembered(findings, await database.places(storage))
    except (DojoError, SQLAlchemyError, OSError) as error:
        return _Remembered([*findings, database.unreadable(url, error)])


async def _slack(
    settings: Settings, clock: Clock, places: Sequence[Place] | None
) -> AsyncGenerator[Finding]:
    async with asking(settings.api_url) as asker:
        try:
            answer = await asker.ask("auth.test", {}, settings.bot_token)
        except NoAnswer as none:
            yield workspace.unreached(str(none))
            for name in ("token", "scopes", "clock", "channels", "blocks"):
                yield skipped(name, "Slack does not answer")
            return
        if settings.bot_token:
            yield workspace.token(answer)
            yield workspace.scopes(answer)
        if settings.app_token:
            yield await workspace.app_token(asker, settings.app_token)
        yield workspace.clock(answer, clock.now())
        for finding in await _channels(asker, answer, settings, places):
            yield finding
        for finding in await blocks(asker):
            yield finding


async def _channels(
    asker: Asker, answer: Answer, settings: Settings, places: Sequence[Place] | None
) -> list[Finding]:
    if places is None:
        return [skipped("channels", "no database tells of pods")]
    if answer.error:
        return [skipped("channels", "Slack tells of them only to a token that it accepts")]
    here = [place for place in places if place.team_id == answer.told.get("team_id")]
    return await workspace.channels(asker, here, settings.bot_token)
