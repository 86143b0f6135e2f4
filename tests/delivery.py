"""What a delivered file carries, what there is against one that nobody has changed, and one with a change."""

from __future__ import annotations

import io
import zipfile
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


def changed(data: bytes, old: bytes, new: bytes, part: str = "word/document.xml") -> bytes:
    """A DOCX with something of a part written otherwise, where it first stands; it must be there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != part or old in content
            after.writestr(name, content.replace(old, new, 1) if name == part else content)
    return out.getvalue()
