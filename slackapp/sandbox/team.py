"""The team that lives in the sandbox: eight people in eight places, and some who test the edges."""

from slackapp.sandbox.world import Channel, Person, World

_MEMBERS = (
    # handle, full name, zone, locale
    ("ana", "Ana Keller", "Europe/Berlin", "en-US"),
    ("ben", "Ben Carter", "America/New_York", "en-US"),
    ("chidi", "Chidi Okafor", "Africa/Lagos", "en-US"),
    ("dana", "Dana Rao", "Asia/Kolkata", "en-US"),
    ("eli", "Eli Navarro", "America/Los_Angeles", "en-US"),
    ("farah", "Farah Aziz", "Europe/London", "ar"),
    ("goran", "Goran Petrović", "Europe/Belgrade", "de-DE"),
    ("hana", "Hana Tamihana", "Pacific/Auckland", "en-US"),
)


def seed_data_team(world: World) -> None:
    """Fill an empty world with the data team, its channels, and the four unusual accounts."""
    members = [_member(world, *facts).id for facts in _MEMBERS]
    guest = _unusual(world, "guest", "Gus Guest")
    guest.is_restricted = True
    guest.is_ultra_restricted = True
    gone = _unusual(world, "olga", "Olga Gone")
    gone.deleted = True
    robot = _unusual(world, "buildbot", "Build Bot")
    robot.is_bot = True
    stranger = _unusual(world, "xavier", "Xavier Elsewhere")
    stranger.team_id = world.new_id("T")
    stranger.is_stranger = True
    everybody = [*members, robot.id]
    _channel(world, "general", members=everybody)
    _channel(world, "random", members=everybody)
    _channel(world, "data-guild", members=[world.bot.id, *members, guest.id])
    _channel(world, "leads-only", members=members[:2], is_private=True)
    _channel(world, "partners", members=[*members[:2], stranger.id], is_ext_shared=True)


def _member(world: World, name: str, real_name: str, tz: str, locale: str) -> Person:
    person = Person(
        id=world.new_id("U"), name=name, real_name=real_name, team_id=world.team.id, locale=locale
    )
    person.tz = tz
    person.display_name = person.first_name
    return world.add_person(person)


def _unusual(world: World, name: str, real_name: str) -> Person:
    return world.add_person(
        Person(
            id=world.new_id("U"),
            name=name,
            real_name=real_name,
            team_id=world.team.id,
            listed=False,
        )
    )


def _channel(
    world: World,
    name: str,
    *,
    members: list[str],
    is_private: bool = False,
    is_ext_shared: bool = False,
) -> Channel:
    return world.add_channel(
        Channel(
            id=world.new_id("C"),
            name=name,
            members=members,
            is_private=is_private,
            is_ext_shared=is_ext_shared,
        )
    )
