"""A shelf as Markdown: readable, and nothing that people typed is markup."""

from dataclasses import replace

from slackapp.gallery.library import OVERLAP, TRIMMING
from slackapp.views.shelf import shelf_as_markdown


def test_a_shelf_is_one_document_with_a_part_for_each_note():
    written = shelf_as_markdown(pod_name="Data guild", notes=(OVERLAP, TRIMMING))

    assert written.startswith(
        "# Data guild\n\n## Check overlap before you match\n\n- Kind: Summary"
    )
    assert "- Kept by: Eli Engel, 2026\\-03\\-04" not in written
    assert "- Kept by: Eli Engel, 2026-03-04\n" in written
    assert "## Before you trim" in written
    assert "Draw both tails.  \nCount what you lose." in written


def test_what_people_typed_is_not_markup():
    typed = "# head\n- item\n1. one\n<script> [a](b) *bold* `code` | cell"
    written = shelf_as_markdown(pod_name="*", notes=[replace(OVERLAP, title="#", body=typed)])

    assert "\\# head" in written
    assert "\\- item" in written
    assert "1\\. one" in written
    assert "\\<script\\> \\[a\\](b) \\*bold\\* \\`code\\` \\| cell" in written


def test_an_empty_shelf_is_its_name():
    assert shelf_as_markdown(pod_name="Data guild", notes=()) == "# Data guild\n"
