"""What a delivered file carries, and what there is against one that nobody has changed."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model import record
from briefing.model.brief import Brief
from briefing.model.page import Page
from briefing.model.record import Printed
from briefing.renderers import attached, docx, pdf
from briefing.verify import delivered, word_file
from briefing.verify.report import Fault


def carried(data: bytes) -> Printed:
    """What a file says was printed."""
    _, printed = record.load(attached.take(data, name="made"))
    assert printed is not None
    return printed


def faults(brief: Brief, page: Page) -> Iterator[Fault]:
    """What there is against both files of a page by the records in them, and what the DOCX hides."""
    word = docx.render(brief, page)
    for data in (word, pdf.render(brief, page)):
        yield from delivered.compare(carried(data), data)
    yield from word_file.faults(word, word)
