"""The whole brief as JSON: every candidate, its evidence, why it was chosen, and what is printed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

from briefing.model.brief import Brief, Filled, Line, Words
from briefing.model.page import Page
from briefing.model.text import Span
from briefing.model.time import Interval

#: Raised when a field changes its name or meaning; fields may be added without it.
SCHEMA = 1


def render(brief: Brief, page: Page) -> bytes:
    """UTF-8 JSON, indented, keys in the model's order; intervals are half-open pairs of ISO days."""
    del page  # the JSON holds every candidate, printed or not
    return (json.dumps({"schema": SCHEMA, **plain(brief)}, ensure_ascii=False, indent=1) + "\n").encode()


def plain(value: Any) -> Any:
    """The value as JSON knows it."""
    if isinstance(value, Line):
        return {
            "text": value.text,
            "quotation": value.quotation,
            "pieces": [plain(p) for p in value.pieces],
            "evidence": plain(value.evidence),
        }
    if isinstance(value, Words):
        return {"words": value.text, "span": list(value.span)}
    if isinstance(value, Filled):
        return {"filled": value.text}
    if isinstance(value, Span | Interval):
        return [plain(v) for v in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {f.name.rstrip("_"): plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    return value
