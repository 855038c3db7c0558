"""Keys are rotated, and even lost, as docs/how-to/rotate-secrets.md and backup.md say."""

from contextlib import closing
from pathlib import Path
from sqlite3 import connect

from slackapp import settings
from slackapp.app import assemble
from slackapp.install import PLACE
from storage import migrations
from storage.sealing import KeyRing
from tests.front import SECRET, TOKEN, StandIn

OLD = "an-old-key-that-is-long-enough-to-seal"
NEW = "a-new-key-that-is-long-enough-to-seal"


async def start(slack: StandIn, data_dir: Path, keys: str) -> None:
    """Start Dojo once with these keys, and stop it."""
    read = settings.read(
        {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": slack.url,
            "DOJO_DATA_DIR": str(data_dir),
            "DOJO_SECRET_KEY": keys,
            "PORT": "0",
        }
    )
    migrations.upgrade(read.database_url)
    async with assemble(read).serving():
        pass


def opened(data_dir: Path, key: str) -> str:
    """Open the token that is kept, with one key alone."""
    with closing(connect(data_dir / "dojo.db")) as asked:
        found = asked.execute("SELECT team_id, bot_token FROM installation").fetchall()
    ((team_id, sealed),) = found
    return KeyRing.parse(key).open(sealed, place=PLACE, team_id=team_id)


async def test_a_start_with_a_new_key_in_front_makes_the_old_one_needless(tmp_path: Path):
    async with StandIn().serving() as slack:
        await start(slack, tmp_path, OLD)
        before = opened(tmp_path, OLD)
        await start(slack, tmp_path, f"{NEW},{OLD}")

    assert (before, opened(tmp_path, NEW)) == (TOKEN, TOKEN)


async def test_a_start_after_the_key_was_lost_seals_the_token_again(tmp_path: Path):
    async with StandIn().serving() as slack:
        await start(slack, tmp_path, OLD)
        await start(slack, tmp_path, NEW)

    assert opened(tmp_path, NEW) == TOKEN


async def test_a_key_file_may_hold_both_keys(tmp_path: Path):
    (tmp_path / "secret.key").write_text(f"{NEW},{OLD}\n", "ascii")
    async with StandIn().serving() as slack:
        await start(slack, tmp_path, "")

    assert opened(tmp_path, NEW) == TOKEN
