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
_WORDS = {  # of each command: a line for the list, what its own help says, and its exit status
    "try": (
        "try it on this machine: a pretended Slack in your browser, no account needed",
        """\
Start Dojo beside a pretended Slack, and open it in your browser: a team of
eight, two demos, a first answer. Nothing leaves this machine, no setting is
needed, and everything is forgotten at Ctrl+C.""",
        "0 once it was stopped, 1 if it could not start",
    ),
    "run": (
        "run the app; brings the database up to date first",
        """\
Run Dojo until SIGTERM or Ctrl+C; what is under way is finished first.

At the start it reads its settings, brings the database up to date and asks
Slack once whose token it has; what is wrong is said with what helps.
With SLACK_APP_TOKEN it opens sockets to Slack; without it, Slack has to reach
POST /slack/events at HOST and PORT. The log goes to standard output.""",
        "0 once it was stopped, 1 if it could not start",
    ),
    "migrate": (
        "bring the database up to date",
        """\
Bring the database to the schema of this version, and do nothing else.
`slackapp run` does the same at its start, so this is only needed to do it at
another time. A SQLite file is copied first, beside it, as
dojo.db.at-<revision>, and no Dojo may be running on it. It reads DATABASE_URL
and DOJO_DATA_DIR.""",
        "0 if it is up to date now, 1 if it is not",
    ),
    "doctor": (
        "say what is wrong, and what helps",
        """\
Look at the settings, the data directory, the key and the database, and at what
Slack says of the token, its permissions, the clock and the pods' channels.
Each line is ok, look, wrong or skipped, and says what helps. It changes
nothing, and may run beside Dojo or before its first start; give it the
settings of `slackapp run`.""",
        "0 if nothing is wrong, 1 if anything is",
    ),
    "why": (
        "say why something was posted, or was not",
        """\
Say what Dojo did about a ritual, a demo, a pod or a channel, or did not, and
why, the newest first. It reads DATABASE_URL and DOJO_DATA_DIR, and may run
beside Dojo.""",
        "0 if anything is noted of it, 1 if nothing is",
    ),
    "export": (
        "take the data out, as Markdown and JSON",
        """\
Write what everybody reads in Slack, a file for each pod and each person, into a
new folder beside the data directory. --pod or --person prints one instead; a
person's is for nobody else, as it holds what only they read. Nothing is written
over, and no token and no unrevealed word is in it. It reads DATABASE_URL and
DOJO_DATA_DIR, and may run beside Dojo.""",
        "0 if it was written, 1 if nothing was",
    ),
    "manifest": (
        "print what to tell Slack about the app",
        """\
Print the manifest, as YAML, to paste at https://api.slack.com/apps under
Create New App, From a manifest; or, after an update, under App Manifest.
As it stands it is for Socket Mode; --url makes it one for HTTP.""",
        "0 if it was printed, 1 if --url is not https",
    ),
}


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    from slackapp.errors import DojoError  # noqa: PLC0415 - nothing is imported for --help

    try:
        return int(arguments.command(arguments) or 0)
    except DojoError as problem:
        print(problem, file=sys.stderr)  # noqa: T201 - this is what a command is for
        return 1
    except BrokenPipeError:  # whoever reads has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="slackapp",
        description="Dojo: a Slack app for teams that learn together.",
        epilog=f"{_ENVIRONMENT}\n`slackapp COMMAND --help` says more about a command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    acts = {
        "try": _try,
        "run": _run,
        "migrate": _migrate,
        "doctor": _doctor,
        "why": _why,
        "export": _export,
        "manifest": _manifest,
    }
    added = {name: _add(commands, name) for name in acts}
    for name, act in acts.items():
        added[name].set_defaults(command=act)
    _add_options_of_try(added["try"])
    added["why"].add_argument(
        "subject", help="the name of a ritual, a demo or a pod, a channel, or how an id begins"
    )
    _add_options_of_export(added["export"])
    added["manifest"].add_argument(
        "--url", metavar="https://...", help="where Slack will find the app over HTTP"
    )
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str
) -> argparse.ArgumentParser:
    line, more, ends = _WORDS[name]
    return commands.add_parser(
        name,
        help=line,
        description=more,
        epilog=f"exit status: {ends}; 2 if mistyped",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _add_options_of_try(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=0, help="where to serve; any free port else")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--gallery", action="store_true", help="open everything it can show")
    parser.add_argument("--empty", action="store_true", help="begin with nothing said yet")


def _port(typed: str) -> int:
    if typed.isascii() and typed.isdecimal() and int(typed) < 65536:  # noqa: PLR2004 - ports
        return int(typed)
    raise argparse.ArgumentTypeError(f"{typed!r} is no port; use a number up to 65535, like 8080")


def _add_options_of_export(parser: argparse.ArgumentParser) -> None:
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--pod", metavar="NAME", help="only this pod")
    one.add_argument("--person", metavar="NAME", help="only this person; a Slack user id will do")
    parser.add_argument("--workspace", metavar="NAME", help="of several, which one")
    parser.add_argument("--format", choices=("markdown", "json"), help="not both")
    parser.add_argument("--to", metavar="FOLDER", help="a folder that is not there yet")


def _try(arguments: argparse.Namespace) -> None:
    from slackapp.sandbox import trying  # noqa: PLC0415 - only when it is tried

    page = "gallery" if arguments.gallery else ""
    trying.run(page, port=arguments.port, browser=not arguments.no_browser, empty=arguments.empty)


def _run(_arguments: argparse.Namespace) -> None:
    import gc  # noqa: PLC0415 - only when it runs

    from slackapp import settings  # noqa: PLC0415 - a wrong one is said before the rest is loaded

    read = settings.read(os.environ)
    gc.disable()  # nothing of what is loaded now is garbage; running turns it on again
    from slackapp import running  # noqa: PLC0415 - it imports everything

    running.run(read)


def _migrate(_arguments: argparse.Namespace) -> None:
    from slackapp import settings  # noqa: PLC0415 - only when it migrates
    from storage import migrations  # noqa: PLC0415 - only when it migrates

    revision = migrations.upgrade(settings.read_database(os.environ))
    print(f"The database is up to date ({revision}).")  # noqa: T201 - this is what a command is for


def _doctor(_arguments: argparse.Namespace) -> int:
    import asyncio  # noqa: PLC0415 - only when it examines

    from slackapp import doctor  # noqa: PLC0415 - it imports nearly everything

    return asyncio.run(doctor.tell(os.environ))


def _why(arguments: argparse.Namespace) -> int:
    import asyncio  # noqa: PLC0415 - only when it looks

    from slackapp import settings, telling  # noqa: PLC0415 - only when it looks

    url = settings.read_database(os.environ)
    lines = asyncio.run(telling.why(url, arguments.subject))
    nothing = (
        f"Nothing is noted of {arguments.subject!r}. Write the whole name of a ritual, a demo or a"
        " pod, a channel, or how an id begins; what did nothing by itself yet has no notes."
    )
    for line in lines or [nothing]:
        print(line)  # noqa: T201 - this is what a command is for
    return 0 if lines else 1


def _export(arguments: argparse.Namespace) -> None:
    import asyncio  # noqa: PLC0415 - only when it exports

    from slackapp import exporting, settings  # noqa: PLC0415 - only when it exports

    wish = exporting.Wish.read(vars(arguments))
    url, beside = settings.read_database(os.environ), settings.read_data_dir(os.environ)
    to = asyncio.run(exporting.export(url, wish, beside=beside, out=sys.stdout.buffer))
    if to is not None:
        print(f"Exported to {to}")  # noqa: T201 - this is what a command is for


def _manifest(arguments: argparse.Namespace) -> None:
    from slackapp.manifest import manifest  # noqa: PLC0415 - only when it is printed

    print(manifest(arguments.url), end="")  # noqa: T201 - this is what a command is for
