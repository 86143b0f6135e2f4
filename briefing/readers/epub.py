"""Books (EPUB).

Source: EPUB 3.3 (W3C, 2023).
"""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from briefing.model.text import Document
from briefing.readers import packages
from briefing.readers.archives.lines import of_tree
from briefing.readers.metadata import day_in

#: Parts of a book that are read.
MOST_PARTS = 2000

_DC = "{http://purl.org/dc/elements/1.1/}"


def read(data: bytes, name: str) -> Document:
    """A book as one document, its parts in the order in which they are read.

    Raises:
        InputError: it is damaged, or unpacks to more than a document can be.
    """
    with packages.opened(data, name) as archive:
        container = packages.part(archive, "META-INF/container.xml", name)
        path = next((e.get("full-path") or "" for e in container.iter() if str(e.tag).endswith("}rootfile")), "")
        package = packages.part(archive, path, name)
        manifest = {e.get("id"): e for e in package.iter() if str(e.tag).endswith("}item")}
        spine = [manifest.get(e.get("idref")) for e in package.iter() if str(e.tag).endswith("}itemref")]
        pages = [
            posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(item.get("href") or "")))
            for item in spine[:MOST_PARTS]
            if item is not None and "nav" not in (item.get("properties") or "").split()
        ]
        lines = [line for page in pages for line in of_tree(packages.part(archive, page, name)).lines]
    title = " ".join((package.findtext(f".//{_DC}title") or "").split()) or None
    published = (package.findtext(f".//{_DC}date") or "").strip()
    return packages.document(lines, name, "epub", title, day_in(published), f"dc:date: {published}")
