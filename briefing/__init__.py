"""News articles in, a one-page policy briefing out.

The library in a few lines::

    import datetime
    from pathlib import Path

    import briefing

    article = Path("examples/harbour-ferries.txt")
    document = briefing.read(article.read_bytes(), name=article.name)
    findings = briefing.annotate(document)
    page = briefing.brief([findings], as_of=datetime.date(2026, 6, 10))
    pdf = briefing.render(page, "pdf")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "annotate", "annotate_many", "brief", "from_text", "read", "read_all", "render"]

if TYPE_CHECKING:
    from briefing.api import annotate, annotate_many, brief, from_text, read, read_all, render


def __getattr__(name: str) -> Any:
    """Load the library at its first use, so that ``briefing --version`` answers at once."""
    if name in __all__:
        from briefing import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
