"""Methods about people, and about the token itself."""

from slackapp.domain.json import JSON
from slackapp.sandbox.web_api.call import Call, Method
from slackapp.sandbox.web_api.pages import page


def info(call: Call) -> JSON:
    person = call.member(call.args.text("user"))
    return {"ok": True, "user": person.as_user(now=call.world.now(), with_locale=_locale(call))}


def list_all(call: Call) -> JSON:
    own = [p for p in call.world.people.values() if p.team_id == call.world.team.id]
    listed, following = page(own, call.args)
    now, with_locale = call.world.now(), _locale(call)
    members = [person.as_user(now=now, with_locale=with_locale) for person in listed]
    return {"ok": True, "members": members, "cache_ts": int(now.timestamp()), **following}


def auth_test(call: Call) -> JSON:
    world = call.world
    return {
        "ok": True,
        "url": f"{call.origin}/",
        "team": world.team.name,
        "user": world.bot.name,
        "team_id": world.team.id,
        "user_id": world.bot.id,
        "bot_id": world.bot_id,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> JSON:
    error = call.args.text("error")
    answer: JSON = {"ok": not error, "args": call.args.values}
    return answer | ({"error": error} if error else {})


def _locale(call: Call) -> bool:
    return call.args.flag("include_locale")


METHODS = {
    "users.info": Method(info, ("users:read",)),
    "users.list": Method(list_all, ("users:read",)),
    "auth.test": Method(auth_test),
    "api.test": Method(api_test, token=""),
}
