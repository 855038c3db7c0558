"""A document in Markdown, to be read as it is or drawn by any viewer."""

from collections.abc import Iterator

from slackapp.exporting.markdown.sections import SECTIONS
from slackapp.exporting.markdown.titles import TITLES
from slackapp.services.export.records import Document


def pieces(document: Document) -> Iterator[str]:
    """Write a title, then a heading for each section that has anything in it."""
    before = "begun"
    for line in _lines(document):
        if line or before:  # one empty line parts what two would
            yield f"{line}\n"
        before = line


def _lines(document: Document) -> Iterator[str]:
    yield from TITLES[document.kind](document.head)
    for section in document.sections:
        heading, draw = SECTIONS[section.key]
        for number, record in enumerate(section):
            if number == 0:
                yield from ("", f"## {heading}", "")
            yield from draw(record)
