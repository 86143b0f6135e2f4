"""Lines by the articles that tell them, so that who looks for the same in another article passes by all others."""

from __future__ import annotations

from briefing.model.brief import Line


class Elsewhere:
    """Numbers of lines, each kept with the sources that the line has."""

    def __init__(self) -> None:
        self._sources: dict[int, frozenset[int]] = {}
        self._lines: dict[frozenset[int], set[int]] = {}

    def put(self, number: int, line: Line) -> None:
        """Keep a line, or keep it anew where it has more sources now."""
        before = self._sources.get(number)
        if before is not None:
            self._lines[before].discard(number)
        sources = self._sources[number] = frozenset(e.source for e in line.evidence)
        self._lines.setdefault(sources, set()).add(number)

    def without(self, source: int) -> list[int]:
        """The lines that a source does not have, in order."""
        return sorted(n for sources, numbers in self._lines.items() if source not in sources for n in numbers)
