"""A document as a file: JSON with a record on each line, or Markdown."""

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import BinaryIO

from slackapp.exporting import markdown
from slackapp.services.export.records import Document


class Format(StrEnum):
    """How a file is written."""

    MARKDOWN = "markdown"
    JSON = "json"

    @property
    def ending(self) -> str:
        return {"markdown": "md", "json": "json"}[self.value]


def write(document: Document, how: Format, file: BinaryIO) -> None:
    """Write piece by piece, so that nothing has to fit in memory."""
    pieces = markdown.pieces(document) if how is Format.MARKDOWN else as_json(document)
    file.writelines(piece.encode() for piece in pieces)


def as_json(document: Document) -> Iterator[str]:
    yield "{\n"
    parts = len(document.head) + len(document.sections)
    for key, value in document.head.items():
        parts -= 1
        yield f"{_dumped(key)}: {_dumped(value)}{',' if parts else ''}\n"
    for section in document.sections:
        parts -= 1
        yield f"{_dumped(section.key)}: ["
        between = "\n"
        for record in section:
            yield f"{between}{_dumped(record)}"
            between = ",\n"
        yield f"\n]{',' if parts else ''}\n"
    yield "}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
