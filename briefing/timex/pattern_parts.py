"""A pattern taken apart, as Python's own ``re`` does it before it compiles."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any

if sys.version_info >= (3, 11):
    from re import _constants as ops
    from re import _parser
else:  # pragma: no cover - one of two versions
    import sre_constants as ops
    import sre_parse as _parser

__all__ = ["Parts", "ops", "parsed"]

#: What follows one another in a pattern: what each part is, by a name of ``ops``, and what it has.
Parts = Iterable[tuple[Any, Any]]


def parsed(pattern: re.Pattern[str]) -> Parts | None:
    """The parts of a pattern; ``None`` where capitals and small letters are alike in all of it."""
    if pattern.flags & re.IGNORECASE:
        return None
    parts: Any = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    return [*parts]
