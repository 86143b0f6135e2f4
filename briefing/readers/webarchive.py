"""A page as Safari saves it (.webarchive): a property list with the page and what belongs to it."""

from __future__ import annotations

import plistlib
from dataclasses import replace

from briefing.errors import InputError
from briefing.model.text import Document
from briefing.readers import html
from briefing.readers.ids import identifier, is_address


def read(data: bytes, name: str) -> Document:
    """The article on the page.

    Raises:
        InputError: the file is damaged, or the page holds no article.
    """
    try:
        whole = plistlib.loads(data)
    except (ValueError, OverflowError, RecursionError, IndexError, KeyError, EOFError, AttributeError) as error:
        # InvalidFileException is a ValueError; a damaged list makes plistlib raise any of the others
        raise _damaged(name) from error
    main = whole.get("WebMainResource") if isinstance(whole, dict) else None
    page = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(page, bytes):
        raise _damaged(name)
    address, encoding = main.get("WebResourceURL"), main.get("WebResourceTextEncodingName")
    where = address if isinstance(address, str) and is_address(address) else name
    document = html.read(page, where, declared=encoding if isinstance(encoding, str) else None)
    return replace(document, id=identifier(name), kind="webarchive")


def _damaged(name: str) -> InputError:
    return InputError("this is not a web archive, or it is damaged", where=name, next_step="Save the page as HTML.")
