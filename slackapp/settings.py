"""What the operator says through the environment, checked before anything starts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_dir

from slackapp.errors import SettingsError

SLACK = "https://slack.com/api/"
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_PORTS = range(65536)
_YOUR_APP = "at https://api.slack.com/apps, in your app"
_APP_TOKEN = (
    f"Generate an App-Level Token {_YOUR_APP} under Basic Information, with the scope"
    " connections:write"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set."""

    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)  # with it, Socket Mode
    signing_secrets: tuple[str, ...] = field(default=(), repr=False)  # without it, these
    data_dir: Path
    database_url: str = field(repr=False)
    secret_keys: str = field(default="", repr=False)
    api_url: str = SLACK
    host: str = "127.0.0.1"
    port: int = 3000
    log_level: str = "INFO"


def read(environ: Mapping[str, str]) -> Settings:
    """Read all settings; what is wrong is said at once, a line for each."""
    settings, problems = survey(environ)
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def survey(environ: Mapping[str, str]) -> tuple[Settings, list[str]]:
    """Read all settings as far as they go, beside a line for each that is wrong."""
    reader = _Reader(environ)
    data_dir = read_data_dir(environ)
    settings = Settings(
        bot_token=reader.bot_token(),
        app_token=reader.app_token(),
        signing_secrets=reader.signing_secrets(),
        data_dir=data_dir,
        database_url=reader.database_url(data_dir),
        secret_keys=reader.text("DOJO_SECRET_KEY"),
        api_url=reader.api_url(),
        host=reader.text("HOST") or "127.0.0.1",
        port=reader.port(),
        log_level=reader.log_level(),
    )
    return settings, reader.problems


def read_database(environ: Mapping[str, str]) -> str:
    """Read where the database is, for commands that need nothing else."""
    reader = _Reader(environ)
    url = reader.database_url(read_data_dir(environ))
    problems = [line for line in reader.problems if line.startswith("DATABASE_URL")]
    if problems:
        raise SettingsError("\n".join(problems))
    return url


def read_data_dir(environ: Mapping[str, str]) -> Path:
    return Path(_Reader(environ).text("DOJO_DATA_DIR") or user_data_dir("dojo"))


class _Reader:
    """Reads one setting after the other, and notes what is wrong with each."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[str] = []

    def text(self, name: str) -> str:
        return self._environ.get(name, "").strip()

    def bot_token(self) -> str:
        token = self.text("SLACK_BOT_TOKEN")
        where = f"Copy the Bot User OAuth Token {_YOUR_APP} under OAuth & Permissions."
        if not token:
            self._wrong("SLACK_BOT_TOKEN", "is missing", where)
        elif not token.startswith("xoxb-"):
            self._wrong("SLACK_BOT_TOKEN", "does not begin with xoxb-", where)
        return token

    def app_token(self) -> str:
        token = self.text("SLACK_APP_TOKEN")
        if token and not token.startswith("xapp-"):
            self._wrong("SLACK_APP_TOKEN", "does not begin with xapp-", f"{_APP_TOKEN}.")
        return token

    def signing_secrets(self) -> tuple[str, ...]:
        """Read what HTTP needs; Socket Mode has nothing signed."""
        value = self.text("SLACK_SIGNING_SECRET")
        secrets = tuple(secret.strip() for secret in value.split(",") if value)
        where = f"Copy it {_YOUR_APP} under Basic Information, App Credentials."
        if not value:
            if not self.text("SLACK_APP_TOKEN"):
                over_http = "or, to be reached over HTTP, set SLACK_SIGNING_SECRET from there"
                self._wrong("SLACK_APP_TOKEN", "is missing", f"{_APP_TOKEN}; {over_http}.")
        elif not all(secrets):
            self._wrong("SLACK_SIGNING_SECRET", "has a comma with nothing beside it", where)
        elif any(secret.startswith(("xoxb-", "xapp-", "xoxp-")) for secret in secrets):
            self._wrong("SLACK_SIGNING_SECRET", "is a token, not the signing secret", where)
        return secrets

    def database_url(self, data_dir: Path) -> str:
        url = self.text("DATABASE_URL") or f"sqlite:///{data_dir / 'dojo.db'}"
        kind = url.partition(":")[0].partition("+")[0]
        if kind not in ("sqlite", "postgresql", "postgres"):
            advice = "Use sqlite:///file or postgresql://user:password@host/database."
            self._wrong("DATABASE_URL", "names no database that Dojo knows", advice)
        elif kind != "sqlite" and not self.text("DOJO_SECRET_KEY"):
            make = 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
            self._wrong("DOJO_SECRET_KEY", "is missing, and PostgreSQL needs it", f"Run: {make}")
        return url

    def api_url(self) -> str:
        value = self.text("SLACK_API_URL") or SLACK
        url = urlsplit(value)
        if url.scheme not in ("http", "https") or not url.netloc:
            self._wrong("SLACK_API_URL", "is no web address", f"Leave it out to use {SLACK}")
        return value if value.endswith("/") else f"{value}/"

    def port(self) -> int:
        value = self.text("PORT") or "3000"
        if value.isascii() and value.isdecimal() and len(value) < 6 and int(value) in _PORTS:  # noqa: PLR2004 - digits of a port
            return int(value)
        self._wrong("PORT", "is no port", "Use a number up to 65535, like 3000.")
        return 0

    def log_level(self) -> str:
        level = (self.text("LOG_LEVEL") or "INFO").upper()
        if level not in _LEVELS:
            self._wrong("LOG_LEVEL", "is no level", f"Use one of {', '.join(_LEVELS)}.")
        return level

    def _wrong(self, name: str, what: str, remedy: str) -> None:
        self.problems.append(f"{name} {what}. {remedy}")
