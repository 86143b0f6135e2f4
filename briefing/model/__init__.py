"""The values every station takes and gives: frozen, documented, and free of any library.

Two conventions hold everywhere and are said once, here:

- a *span* counts characters of ``Document.text`` and is half-open: ``text[start:end]``;
- an *interval* counts days and is half-open: ``start`` is the first day, ``end`` the day after the last.
"""
