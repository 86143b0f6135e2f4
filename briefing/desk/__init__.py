"""The analyst's desk: a story reviewed in the browser, on this machine alone, over the review file as its store."""

from __future__ import annotations

from briefing.desk.server import Desk
from briefing.desk.store import Store

__all__ = ["Desk", "Store"]
