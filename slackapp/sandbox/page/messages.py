"""Messages as one person sees them."""

from dataclasses import dataclass

from markupsafe import Markup

from slackapp.domain.json import JSON
from slackapp.sandbox.mrkdwn import to_html
from slackapp.sandbox.reader import Reader
from slackapp.sandbox.render import Drawing, render_blocks
from slackapp.sandbox.world import Channel, Ephemeral, Message

_TINTS = 6
_COMPACT_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a feed or a thread, drawn."""

    key: str
    ts: str
    channel: str
    thread: str
    user: str
    name: str
    initials: str
    tint: int
    iso: str
    time: str
    moment: str
    drawn: Markup
    is_app: bool = False
    edited: bool = False
    deleted: bool = False
    whisper: bool = False
    compact: bool = False
    new_day: str = ""
    replies: int = 0
    last_reply: str = ""


def feed(channel: Channel, reader: Reader) -> list[Entry]:
    """Draw what stands in a channel, and what was whispered there to the reader alone."""
    whispers = [each for each in _whispers(channel, reader) if not each.thread_ts]
    return _drawn([*channel.timeline(), *whispers], channel, reader)


def thread(channel: Channel, ts: str, reader: Reader) -> list[Entry]:
    whispers = [each for each in _whispers(channel, reader) if each.thread_ts == ts]
    return _drawn([*channel.thread(ts), *whispers], channel, reader)


def _whispers(channel: Channel, reader: Reader) -> list[Ephemeral]:
    return reader.world.whispers(reader.user, channel.id)


def _drawn(said: list[Message | Ephemeral], channel: Channel, reader: Reader) -> list[Entry]:
    entries: list[Entry] = []
    before: Message | Ephemeral | None = None
    for each in sorted(said, key=lambda each: float(each.ts)):
        entries.append(_entry(each, before, channel, reader))
        before = each
    return entries


def _entry(
    said: Message | Ephemeral, before: Message | Ephemeral | None, channel: Channel, reader: Reader
) -> Entry:
    at = reader.at(said.ts)
    author = reader.world.bot.id if isinstance(said, Ephemeral) else said.user
    name = reader.person(author)
    known = reader.world.people.get(author)
    same_day = before is not None and reader.at(before.ts).date() == at.date()
    return Entry(
        key=key(said.ts, whisper=isinstance(said, Ephemeral)),
        ts=said.ts,
        channel=channel.id,
        thread=said.thread_ts,
        user=author,
        name=name,
        initials=initials(known.real_name if known else name),
        tint=list(reader.world.people).index(author) % _TINTS if known else 0,
        iso=at.isoformat(),
        time=reader.time(at),
        moment=reader.moment(at),
        drawn=_words(said, reader),
        is_app=author == reader.world.bot.id,
        whisper=isinstance(said, Ephemeral),
        new_day="" if same_day else reader.day(at),
        compact=same_day and _goes_on(said, before),
        **(_facts(said, channel, reader) if isinstance(said, Message) else {}),
    )


def _facts(message: Message, channel: Channel, reader: Reader) -> JSON:
    replies = channel.replies(message.ts)
    return {
        "edited": message.edited is not None,
        "deleted": message.deleted,
        "replies": len(replies),
        "last_reply": reader.moment(reader.at(replies[-1].ts)) if replies else "",
    }


def _goes_on(said: Message | Ephemeral, before: Message | Ephemeral | None) -> bool:
    """Tell whether somebody simply goes on talking, so that their name need not stand again."""
    if not (isinstance(said, Message) and isinstance(before, Message)):
        return False
    soon = float(said.ts) - float(before.ts) < _COMPACT_SECONDS
    return soon and said.user == before.user and not (said.bot_id or before.deleted)


def _words(said: Message | Ephemeral, reader: Reader) -> Markup:
    if isinstance(said, Message) and said.deleted:
        return Markup('<p class="gone">This message was deleted.</p>')
    if said.blocks:
        whisper = isinstance(said, Ephemeral)
        return render_blocks(said.blocks, Drawing(reader, key(said.ts, whisper=whisper)))
    return Markup('<div class="words" dir="auto">{}</div>').format(to_html(said.text, reader))


def key(ts: str, *, whisper: bool = False) -> str:
    return f"{'w' if whisper else 'p'}{ts.replace('.', '')}"


def initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in (words[0], *words[1:][-1:])).upper() if words else "?"
