"""Plain text, as saved or pasted."""

from __future__ import annotations

from briefing.model.text import Document
from briefing.readers.byline import head
from briefing.readers.decode import decode
from briefing.readers.ids import identifier, is_address


def read(data: bytes, name: str) -> Document:
    """The document in a plain text file; its text is the file's, character for character.

    Only line ends are made one kind and a byte order mark is left out, so an offset counts into the file as an editor
    shows it.
    """
    return document(decode(data, name=name), name, "plain")


def document(text: str, name: str, kind: str) -> Document:
    """A document of plain text: its title and authors are in what stands above the story.

    Args:
        text: the whole.
        name: of the file, or its address.
        kind: of what was read.
    """
    above = head(text)
    return Document(
        identifier(name),
        text,
        title=above.title,
        authors=above.authors,
        url=name if is_address(name) else None,
        kind=kind,
        dropped=above.dropped,
    )
