"""The commands; each imports what it needs, so that help and mistakes are instant."""

import argparse
import os
import sys
from collections.abc import Sequence

_ENVIRONMENT = """\
settings, from the environment:
  SLACK_BOT_TOKEN       the Bot User OAuth Token of your app
  SLACK_APP_TOKEN       its App-Level Token; with it Dojo uses Socket Mode
  SLACK_SIGNING_SECRET  without it, for HTTP: the signing secret; two while you rotate it
  DATABASE_URL          sqlite:///file (the default, in the data directory) or postgresql://...
  DOJO_DATA_DIR         where the database and the key file are kept
  DOJO_SECRET_KEY       seals tokens; needed with PostgreSQL
  HOST, PORT            where to listen: 127.0.0.1 and 3000
  LOG_LEVEL             DEBUG, INFO, WARNING or ERROR
"""


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    from slackapp.errors import DojoError  # noqa: PLC0415 - nothing is imported for --help

    try:
        return int(arguments.command(arguments) or 0)
    except DojoError as problem:
        print(problem, file=sys.stderr)  # noqa: T201 - this is what a command is for
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="slackapp",
        description="Dojo: a Slack app for teams that learn together.",
        epilog=_ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_try(commands)
    run = commands.add_parser("run", help="run the app; brings the database up to date first")
    run.set_defaults(command=_run)
    migrate = commands.add_parser("migrate", help="bring the database up to date")
    migrate.set_defaults(command=_migrate)
    doctor = commands.add_parser("doctor", help="say what is wrong, and what helps")
    doctor.set_defaults(command=_doctor)
    why = commands.add_parser("why", help="say why something was posted, or was not")
    why.add_argument("subject", help="a ritual's name, a demo's title, an id, or a channel")
    why.set_defaults(command=_why)
    manifest = commands.add_parser("manifest", help="print what to tell Slack about the app")
    manifest.add_argument(
        "--url", metavar="https://...", help="where Slack will find the app over HTTP"
    )
    manifest.set_defaults(command=_manifest)
    return parser


def _add_try(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "try", help="try it on this machine: a pretended Slack in your browser, no account needed"
    )
    parser.add_argument("--port", type=int, default=0, help="where to serve; any free port else")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--gallery", action="store_true", help="open everything it can show")
    parser.add_argument("--empty", action="store_true", help="begin with nothing said yet")
    parser.set_defaults(command=_try)


def _try(arguments: argparse.Namespace) -> None:
    from slackapp.sandbox import trying  # noqa: PLC0415 - only when it is tried

    page = "gallery" if arguments.gallery else ""
    trying.run(page, port=arguments.port, browser=not arguments.no_browser, empty=arguments.empty)


def _run(_arguments: argparse.Namespace) -> None:
    from slackapp import settings  # noqa: PLC0415 - a wrong one is said before the rest is loaded

    read = settings.read(os.environ)
    from slackapp import running  # noqa: PLC0415 - it imports everything

    running.run(read)


def _migrate(_arguments: argparse.Namespace) -> None:
    from slackapp import settings  # noqa: PLC0415 - only when it migrates
    from storage import migrations  # noqa: PLC0415 - only when it migrates

    migrations.upgrade(settings.read_database(os.environ))


def _doctor(_arguments: argparse.Namespace) -> int:
    import asyncio  # noqa: PLC0415 - only when it examines

    from slackapp import doctor  # noqa: PLC0415 - it imports nearly everything

    return asyncio.run(doctor.tell(os.environ))


def _why(arguments: argparse.Namespace) -> int:
    import asyncio  # noqa: PLC0415 - only when it looks

    from slackapp import settings, telling  # noqa: PLC0415 - only when it looks

    url = settings.read_database(os.environ)
    lines = asyncio.run(telling.why(url, arguments.subject))
    for line in lines or [f"Nothing is known of {arguments.subject}."]:
        print(line)  # noqa: T201 - this is what a command is for
    return 0 if lines else 1


def _manifest(arguments: argparse.Namespace) -> None:
    from slackapp.manifest import manifest  # noqa: PLC0415 - only when it is printed

    print(manifest(arguments.url), end="")  # noqa: T201 - this is what a command is for
