"""PDFs written by hand, so that they can be what no program would write."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

TEXT = b"BT /F1 12 Tf 50 700 Td (The council voted on Monday to close the pier for good.) Tj ET\n"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]"


def file(objects: Mapping[int, bytes]) -> bytes:
    """A file of numbered objects, of which the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.5\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size, start = max(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d %05d %s \n" % ((places[number], 0, b"n") if number in places else (0, 65535, b"f"))
    return bytes(out) + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def stream(data: bytes, filters: bytes = b"", more: bytes = b"") -> bytes:
    """A stream's object."""
    told = b"/Filter" + filters if filters else b""
    return b"<<%s%s/Length %d>>\nstream\n%s\nendstream" % (more, told, len(data), data)


def pages(
    content: bytes, count: int = 1, box: bytes = b"0 0 612 792", outside: bytes = b"", more: Mapping[int, bytes] = {}
) -> bytes:
    """A file of pages that share one content stream, with further objects and resources."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"", 3: FONT, 4: content, **more}
    first = max(objects) + 1
    for number in range(first, first + count):
        objects[number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>%s>>>>"
            % (box, outside)
        )
    kids = b" ".join(b"%d 0 R" % number for number in range(first, first + count))
    objects[2] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids)
    return file(objects)


def packed_spaces(mb: int) -> bytes:
    """A deflate stream of so many MB of spaces, made in no time: its pieces are all alike."""
    packer = zlib.compressobj(9)
    head = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + piece * (mb - 1) + packer.compress(TEXT) + packer.flush()


def forms(depth: int, each: int) -> bytes:
    """A page that draws a form, which draws the next one so many times, and so on."""
    more = {}
    for number in range(10, 10 + depth):
        last = number == 9 + depth
        inside = TEXT if last else b"/X%d Do " % (number + 1) * each
        known = b"" if last else b"/XObject<</X%d %d 0 R>>" % (number + 1, number + 1)
        more[number] = stream(inside, more=_FORM + b"/Resources<</Font<</F1 3 0 R>>%s>>" % known)
    return pages(stream(TEXT + b"/X10 Do"), outside=b"/XObject<</X10 10 0 R>>", more=more)


def form_in_itself() -> bytes:
    """A page that draws a form, which draws itself."""
    known = b"/Resources<</Font<</F1 3 0 R>>/XObject<</X10 10 0 R>>>>"
    more = {10: stream(b"/X10 Do " + TEXT, more=_FORM + known)}
    return pages(stream(TEXT + b"/X10 Do"), outside=b"/XObject<</X10 10 0 R>>", more=more)


def deep_tree(depth: int) -> bytes:
    """One page under so many nodes of the page tree."""
    objects = {1: b"<</Type/Catalog/Pages 10 0 R>>", 3: FONT, 4: stream(TEXT)}
    for number in range(10, 10 + depth):
        objects[number] = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 1)
    objects[10 + depth] = (
        b"<</Type/Page/MediaBox[0 0 612 792]/Contents 4 0 R/Parent %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        % (9 + depth)
    )
    return file(objects)


def tree_in_itself() -> bytes:
    """A page tree that holds itself; it says that it has two pages."""
    return file({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>", 3: FONT})


def attaching(content: bytes) -> bytes:
    """A page with a record attached, as briefing attaches it; ``content`` is the attached stream's object."""
    more = {
        10: content,
        11: b"<</Type/Filespec/F(briefing.json)/UF(briefing.json)/EF<</F 10 0 R/UF 10 0 R>>>>",
    }
    made = pages(stream(TEXT), more=more)
    names = b"<</Type/Catalog/Names<</EmbeddedFiles<</Names[(briefing.json) 11 0 R]>>>>/Pages 2 0 R>>"
    return made.replace(b"<</Type/Catalog/Pages 2 0 R>>", names, 1)
