"""Articles that have no name in common: two stories on one page, which their reader should know."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from briefing import rules
from briefing.model.findings import Findings
from briefing.model.text import Note

#: Names in an article from which it can be told that they are in no other one.
FEWEST = 3
#: Stories that a note names, and the letters of a title in it.
NAMED, LONGEST = 4, 60

#: A word with a capital letter inside a sentence.
_NAME = re.compile(r"(?<=[a-zà-þ,;] )[A-ZÀ-Þ][\w’'-]{2,40}")


def notes(findings: Sequence[Findings]) -> tuple[Note, ...]:
    """A note where the articles fall into groups without any name in common; none where that cannot be told."""
    names = [_names(f) for f in findings]
    if any(len(article_names) < FEWEST for article_names in names):
        return ()
    group = list(range(len(findings)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    first: dict[str, int] = {}
    for i, article_names in enumerate(names):
        for name in article_names:
            group[root(i)] = root(first.setdefault(name, i))
    groups: dict[int, int] = {}
    for i in range(len(findings)):
        groups.setdefault(root(i), i)
    leading = list(groups.values())
    if len(leading) < 2:
        return ()
    titles = [f"“{_title(findings[i])}”" for i in leading[:NAMED]]
    more = f" and {len(leading) - NAMED} more" if len(leading) > NAMED else ""
    return (
        Note("unrelated", f"These may be different stories; no name stands in two of them: {', '.join(titles)}{more}."),
    )


def _names(findings: Findings) -> set[str]:
    document = findings.document
    calendar = _calendar(document.language)
    capitalised = (match.group() for span in document.paragraphs for match in _NAME.finditer(span.of(document.text)))
    return {name for word in capitalised if (name := re.sub(r"[’']s$", "", word).lower()) not in calendar}


def _title(findings: Findings) -> str:
    title = findings.document.title or findings.document.id
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


@functools.cache
def _calendar(language: str) -> frozenset[str]:
    """The names of months and weekdays: any two articles may share one."""
    words = rules.nearest("timex", language)["words"]
    return frozenset((*words["months"], *words["weekdays"]))
