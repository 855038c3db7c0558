"""What Slack's answer to one question tells: the token, its scopes, and the time there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import yaml

from slackapp.doctor.asking import Answer, Asker, NoAnswer
from slackapp.doctor.database import Place
from slackapp.doctor.finding import Finding, ok, skipped, warn, wrong
from slackapp.manifest import FILE

OFF = timedelta(minutes=1)
REFUSED = timedelta(minutes=5)  # a request that seems older is turned away at the door
_APPS = "at https://api.slack.com/apps, in your app"
_INVITE = "Type /invite @Dojo in that channel"
_MOVE = "or give the pod another channel, on Home under its name"


def unreached(why: str) -> Finding:
    remedy = "Check the network and its proxy, and SLACK_API_URL if it is set."
    return warn("Slack", f"it does not answer ({why})", remedy)


def token(answer: Answer) -> Finding:
    """See that Slack knows the token, and that it is a bot's in one workspace."""
    if answer.later:
        return skipped("token", "Slack asks to come back later")
    if answer.error:
        return wrong(
            "token",
            f"Slack refuses it ({answer.error})",
            f"Install the app again {_APPS} under OAuth & Permissions, and copy the new"
            " Bot User OAuth Token into SLACK_BOT_TOKEN.",
        )
    if answer.told.get("is_enterprise_install") or not answer.told.get("bot_id"):
        return wrong(
            "token",
            "it is not the bot token of one workspace",
            f"Install the app to a workspace {_APPS}, and copy its Bot User OAuth Token.",
        )
    return ok("token", f"it is Dojo's in {answer.told.get('team')}")


async def app_token(asker: Asker, given: str) -> Finding:
    """See that sockets could be opened with it; none is."""
    try:
        answer = await asker.ask("apps.connections.open", {}, given)
    except NoAnswer as none:
        return skipped("app token", f"Slack did not answer ({none})")
    if answer.later:
        return skipped("app token", "Slack asks to come back later")
    if answer.error:
        return wrong(
            "app token",
            f"Slack opens no socket with it ({answer.error})",
            f"Generate an App-Level Token with the scope connections:write {_APPS} under"
            " Basic Information, and copy it into SLACK_APP_TOKEN.",
        )
    return ok("app token", "it opens sockets")


def scopes(answer: Answer) -> Finding:
    """Hold what was granted against the manifest."""
    header = answer.headers.get("x-oauth-scopes")
    if answer.error or header is None:
        return skipped("scopes", "Slack tells them only to a token that it accepts")
    asked = yaml.safe_load(FILE.read_text(encoding="utf-8"))["oauth_config"]["scopes"]
    granted = {scope.strip() for scope in header.split(",")}
    absent = set(asked["bot"]) - granted
    optional = absent & set(asked.get("bot_optional", ()))
    if missing := sorted(absent - optional):
        return wrong(
            "scopes",
            f"{', '.join(missing)} was not granted",
            f"Paste what `slackapp manifest` prints (over HTTP with --url) {_APPS} under"
            " App Manifest; then install the app again under Install App.",
        )
    if optional:
        return ok("scopes", f"all that Dojo needs; {', '.join(sorted(optional))} is left out")
    return ok("scopes", "all that Dojo asks for")


def clock(answer: Answer, now: datetime) -> Finding:
    """Hold this machine's clock against Slack's."""
    try:
        there = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return skipped("clock", "the answer has no date")
    skew = now - there
    seconds = round(abs(skew.total_seconds()))
    words = f"it is {seconds} seconds {'ahead of' if skew > timedelta() else 'behind'} Slack's"
    remedy = "Let the machine keep its time by NTP (timedatectl set-ntp true)."
    if abs(skew) > REFUSED:
        return wrong(
            "clock", f"{words}, so what Slack sends over HTTP is refused as too old", remedy
        )
    if abs(skew) > OFF:
        return warn("clock", f"{words}; beyond 300, what Slack sends over HTTP is refused", remedy)
    return ok("clock", "it agrees with Slack's, to the minute")


async def channels(asker: Asker, places: Sequence[Place], bot_token: str) -> list[Finding]:
    """See that Dojo is in every pod's channel; stop when Slack has had enough."""
    findings: list[Finding] = []
    for checked, place in enumerate(places):
        try:
            answer = await asker.ask("conversations.info", {"channel": place.channel_id}, bot_token)
        except NoAnswer as none:
            return [*findings, _stopped(checked, len(places), f"Slack did not answer ({none})")]
        if answer.later:
            return [*findings, _stopped(checked, len(places), "Slack asked to come back later")]
        problem = _channel(place, answer)
        if problem is not None:
            findings.append(problem)
    if not places:
        return [ok("channels", "there is no pod yet")]
    return findings or [ok("channels", f"Dojo is in the channel of every pod ({len(places)})")]


def _channel(place: Place, answer: Answer) -> Finding | None:
    name, where = f"channel of {place.pod}", f"#{place.channel_name}"
    if answer.error == "channel_not_found":
        words = f"{where} is gone, or is private and Dojo is not in it"
        return wrong(name, words, f"{_INVITE}, {_MOVE}.")
    if answer.error:
        return warn(
            name, f"Slack does not tell about {where} ({answer.error})", "See scopes above."
        )
    channel = answer.told.get("channel") or {}
    if channel.get("is_archived"):
        return wrong(name, f"{where} is archived", f"Unarchive it in Slack, {_MOVE}.")
    if not channel.get("is_member"):
        return wrong(name, f"Dojo is not in {where}", f"{_INVITE}, {_MOVE}.")
    return None


def _stopped(checked: int, total: int, why: str) -> Finding:
    return skipped("channels", f"{checked} of {total} looked at; then {why}")
