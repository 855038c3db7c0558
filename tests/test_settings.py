"""What a newcomer reads when a setting is missing or wrong."""

from pathlib import Path

import pytest

from slackapp import settings
from slackapp.errors import SettingsError

NEEDED = {"SLACK_BOT_TOKEN": "xoxb-1-2-x", "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd"}


def problems(**environ: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        settings.read({**NEEDED, **environ})
    return str(refused.value).split("\n")


def test_a_token_and_a_secret_are_enough():
    read = settings.read(NEEDED)

    assert (read.bot_token, read.signing_secrets) == ("xoxb-1-2-x", ("8f742231b10e8888abcd",))
    assert (read.host, read.port, read.log_level) == ("127.0.0.1", 3000, "INFO")
    assert read.api_url == "https://slack.com/api/"
    assert read.database_url == f"sqlite:///{read.data_dir / 'dojo.db'}"
    assert read.data_dir.name == "dojo"


def test_with_an_app_token_no_signing_secret_is_needed():
    read = settings.read({"SLACK_BOT_TOKEN": "xoxb-1-2-x", "SLACK_APP_TOKEN": "xapp-1-A"})

    assert (read.app_token, read.signing_secrets) == ("xapp-1-A", ())
    assert "xapp" not in repr(read)


def test_everything_can_be_set():
    read = settings.read(
        {
            **NEEDED,
            "SLACK_APP_TOKEN": "xapp-1-A",
            "SLACK_SIGNING_SECRET": "new, old",
            "SLACK_API_URL": "http://127.0.0.1:9/api",
            "DATABASE_URL": "postgresql://dojo@db/dojo",
            "DOJO_DATA_DIR": "/srv/dojo",
            "DOJO_SECRET_KEY": "k" * 40,
            "HOST": "10.0.0.1",
            "PORT": "8080",
            "LOG_LEVEL": "debug",
        }
    )

    assert read == settings.Settings(
        bot_token="xoxb-1-2-x",
        app_token="xapp-1-A",
        signing_secrets=("new", "old"),
        data_dir=Path("/srv/dojo"),
        database_url="postgresql://dojo@db/dojo",
        secret_keys="k" * 40,
        api_url="http://127.0.0.1:9/api/",
        host="10.0.0.1",
        port=8080,
        log_level="DEBUG",
    )


def test_all_problems_are_said_at_once_a_line_for_each():
    with pytest.raises(SettingsError) as refused:
        settings.read({"PORT": "many"})

    where = "at https://api.slack.com/apps, in your app under"
    token = f"Copy the Bot User OAuth Token {where} OAuth & Permissions."
    app = f"Generate an App-Level Token {where} Basic Information, with the scope connections:write"
    http = "or, to be reached over HTTP, set SLACK_SIGNING_SECRET from there"
    assert str(refused.value).split("\n") == [
        f"SLACK_BOT_TOKEN is missing. {token}",
        f"SLACK_APP_TOKEN is missing. {app}; {http}.",
        "PORT is no port. Use a number up to 65535, like 3000.",
    ]


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("SLACK_BOT_TOKEN", "xapp-1-2", "does not begin with xoxb-"),
        ("SLACK_BOT_TOKEN", "  ", "is missing"),
        ("SLACK_APP_TOKEN", "xoxb-1-2", "does not begin with xapp-"),
        ("SLACK_SIGNING_SECRET", "new,,old", "has a comma with nothing beside it"),
        ("SLACK_SIGNING_SECRET", "new,", "has a comma with nothing beside it"),
        ("SLACK_SIGNING_SECRET", "xoxb-1-2", "is a token, not the signing secret"),
        ("SLACK_API_URL", "slack.com/api", "is no web address"),
        ("SLACK_API_URL", "ftp://slack.com", "is no web address"),
        ("DATABASE_URL", "mysql://db", "names no database that Dojo knows"),
        ("PORT", "65536", "is no port"),
        ("PORT", "-1", "is no port"),
        ("PORT", "\u0663\u0660", "is no port"),
        ("LOG_LEVEL", "loud", "is no level"),
    ],
)
def test_one_problem_names_the_setting_and_what_is_wrong(name: str, value: str, what: str):
    (line,) = problems(**{name: value})

    assert line.startswith(f"{name} {what}. ")
    assert line.endswith((".", "api/"))


def test_postgresql_needs_a_key():
    (line,) = problems(DATABASE_URL="postgresql+asyncpg://dojo@db/dojo")

    assert line.startswith("DOJO_SECRET_KEY is missing, and PostgreSQL needs it. Run: python3 -c")


def test_migrating_needs_a_database_and_nothing_else():
    assert settings.read_database({"DATABASE_URL": "postgresql://db"}) == "postgresql://db"

    with pytest.raises(SettingsError, match="DATABASE_URL"):
        settings.read_database({"DATABASE_URL": "mysql://db"})


def test_no_secret_is_in_the_repr():
    read = settings.read({**NEEDED, "DOJO_SECRET_KEY": "k" * 40, "DATABASE_URL": "sqlite:///pw.db"})

    for secret in (*NEEDED.values(), "kkkk", "pw.db"):
        assert secret not in repr(read)
