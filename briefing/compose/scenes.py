"""Whether a sentence opens a feature with a scene: somebody private, in the present tense, whom no headline names.

"Tove Arne, a 52-year-old baker on the quay, is waiting for the first ferry" is how a story on ferries begins, and not
its news. "Tove Arne, 52, was arrested on Monday" may well be.
"""

from __future__ import annotations

import functools
import re

from briefing import rules
from briefing.model.brief import Line
from briefing.model.findings import Findings

_WORD = re.compile(r"\w[\w’'-]*")


@functools.cache
def _private(language: str) -> re.Pattern[str]:
    """A name at the head of a line with an age behind a comma."""
    name = r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2}"
    if language not in rules.languages("scenes"):
        return re.compile(r"(?!)")
    aged = "|".join(map(re.escape, rules.load("scenes", language)["aged"]))
    return re.compile(rf"(?P<name>{name}), (?:[\w-]+ )?\d{{1,3}}(?:,|[ -](?:{aged}))")


def opens_with_somebody(findings: Findings, line: Line) -> bool:
    """Whether a line is a scene.

    Args:
        findings: of its article; without a parse no line is one.
        line: as it would be printed.
    """
    document = findings.document
    match = _private(document.language).match(line.text)
    if match is None or match["name"].split()[-1] in _WORD.findall(document.title or ""):
        return False
    tokens = findings.parse.of(findings.sentences[line.evidence[0].sentence])
    root = next((t for t in tokens if t.dep == "ROOT" and t.tag.startswith("VB")), None)
    if root is None:
        return False
    helpers = [t.tag for t in tokens if t.head == root.i and t.dep in ("aux", "auxpass")]
    return root.tag in ("VBZ", "VBP") or any(tag in ("VBZ", "VBP") for tag in helpers)
