"""Whose own words an opinion piece is: told once at the head, since nearly every line of its page is theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.layout.template import Template
from briefing.model import sections
from briefing.model.brief import Brief, Line, PositionRow, Speaker
from briefing.rules.own_views import of_opinion

#: Characters of their names up to which the authors are named at the head; longer ones stand among the sources alone.
NAMED = 80


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The authors of the one article of a page, and the mark of the lines that are their own words."""

    speakers: frozenset[str]
    """What the rows call them; nobody where a page is of several articles: each of its lines names whose word it is."""
    mark: str
    legend: str
    """What the mark means."""
    rows: Mapping[str, Speaker]
    """Whose words the rows are that may have the mark, by id."""

    @classmethod
    def of(cls, brief: Brief, template: Template) -> OwnWords:
        """Those of a brief, in a template's words."""
        authors = brief.sources[0].authors if len(brief.sources) == 1 else ()
        if not authors:
            return cls(frozenset(), "", "", {})
        several = len(authors) > 1
        speakers = frozenset(of_opinion(brief.language)[-1:] if several else authors)
        said = [row for _, row in sections.every_row(brief, sections.PRINTABLE) if not isinstance(row, PositionRow)]
        rows = {row.id: who for row in said if (who := sections.speaker(row)) is not None and who.name in speakers}
        mark = template.label("own_words_many" if several else "own_words_one")
        names = template.label("names", first=", ".join(authors[:-1]), last=authors[-1]) if several else authors[0]
        names = template.label("its_authors") if len(names) > NAMED else names
        return cls(speakers, mark, template.label("own_words", mark=mark, name=names), rows)

    def legend_for(self, lines: Mapping[str, Line | None]) -> str:
        """What the head of the page says of the mark: nothing where no line with it stands.

        Args:
            lines: those on the page, by the ids of their rows.
        """
        marked = (
            line is not None and not line.names(self.rows[id_]) for id_, line in lines.items() if id_ in self.rows
        )
        return self.legend if any(marked) else ""
