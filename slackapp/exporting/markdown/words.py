"""People's words where Markdown looks for markup: they stand there as they were typed."""

import re

_MARKUP = re.compile(r"[\\`*<\[\]|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])|(?<!\w)#")
_BEGINS = re.compile(r"[>+=:-]|\d{1,9}(?=[.)])")  # what makes something else of a line
_LINK = re.compile(r"https?://[^\s<>\\]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NOTHING = "..."


def inline(text: str) -> str:
    """Write words in one line, inside a heading or an item."""
    return _line(" ".join(text.split())) or _NOTHING


def quoted(text: str) -> str:
    """Write words as a quotation, each line where it was."""
    lines = [_line(line) for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    shown = [
        f"> {line}  " if line and following else f"> {line}".rstrip()
        for line, following in zip(lines, [*lines[1:], ""], strict=False)
    ]
    return "\n".join(shown) or f"> {_NOTHING}"


def address(link: str) -> str:
    """Write a link so that it can be followed; what is none stands as words."""
    return f"<{link}>" if _LINK.fullmatch(link) else inline(link)


def _line(line: str) -> str:
    plain = _CONTROL.sub(" ", line).strip()
    escaped = _MARKUP.sub(r"\\\g<0>", plain)
    begins = _BEGINS.match(escaped)
    if begins is None:
        return escaped
    if begins[0].isdigit():
        return f"{begins[0]}\\{escaped[begins.end() :]}"
    return f"\\{escaped}"
