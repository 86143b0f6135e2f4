"""What the page says that its type cannot draw, said aloud."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from briefing import fonts
from briefing.fonts import extra
from briefing.model.blocks import Block, Box, Columns, Strip, Table, Text
from briefing.model.text import Note

#: So many characters are named.
NAMED = 8


def undrawn(blocks: Sequence[Block]) -> Iterator[Note]:
    """A note where characters will stand as boxes in the PDF."""
    chars = sorted({char for text in _texts(blocks) for char in fonts.missing(text.plain)})
    if not chars:
        return
    named = ", ".join(f"{char} (U+{ord(char):04X}, {_script(char)})" for char in chars[:NAMED])
    more = f" and {len(chars) - NAMED} more" if len(chars) > NAMED else ""
    there_is = not extra.installed() and any(map(extra.family, chars))
    yield Note(
        "type",
        f"the PDF has boxes for characters that no font here has: {named}{more}; the DOCX has the characters: "
        + (
            f"{extra.INSTALL} brings fonts for them"
            if there_is
            else "install a font for this script, and let a word processor make the PDF from it"
        ),
    )


def _script(char: str) -> str:
    """The script or kind of a character, from its name."""
    name = unicodedata.name(char, "unnamed")
    return name.partition(" LETTER")[0].partition(" SIGN")[0].lower() if len(name) < 60 else "sign"


def _texts(blocks: Sequence[Block]) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Text):
            yield block
        elif isinstance(block, Box | Columns):
            yield from block.texts
        elif isinstance(block, Table):
            yield from (text for row in (block.head, *block.rows) for cell in row.cells for text in cell)
        elif isinstance(block, Strip):
            yield block.head
