"""Whom a page is for: as it is printed, and as a mail's header has it."""

from __future__ import annotations

from email.utils import getaddresses


def addressed(to: str | None) -> tuple[str | None, str | None]:
    """What is printed and what a mail's header is made of; the second is ``None`` where no address is given.

    Of a name with an address only the name is printed; several are parted by commas or semicolons.

    >>> addressed("Ada Brenn <ada@example.org>")
    ('Ada Brenn', 'Ada Brenn <ada@example.org>')
    >>> addressed("The Minister")
    ('The Minister', None)
    """
    if "@" not in (to or ""):
        return to, None
    parts = [name or place for name, place in getaddresses([(to or "").replace(";", ",")]) if name or place]
    return (", ".join(parts), to) if parts else (to, None)
