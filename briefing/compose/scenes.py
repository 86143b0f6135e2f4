"""Whether a sentence opens a feature with a scene: somebody whom no headline names, and nothing that it tells.

"Tove Arne, a 52-year-old baker on the quay, is waiting for the first ferry" is how a story on ferries begins, and not
its news; so is "After years of odd jobs, Tove Arne opened a bakery" below a headline of which it repeats no word.
"Tove Arne, 52, was arrested on Monday" may well be the news.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from briefing import rules
from briefing.model.brief import Line
from briefing.model.findings import Findings
from briefing.model.text import Token
from briefing.text_similarity import bag

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
    title = document.title or ""
    tokens = findings.parse.of(findings.sentences[line.evidence[0].sentence])
    root = next((t for t in tokens if t.dep == "ROOT" and t.tag.startswith("VB")), None)
    if root is None:
        return False
    helpers = [t for t in tokens if t.head == root.i and t.dep in ("aux", "auxpass")]
    private = _private(document.language).match(line.text)
    named = private is not None and private["name"].split()[-1] not in _WORD.findall(title)
    if named and (root.tag in ("VBZ", "VBP") or any(t.tag in ("VBZ", "VBP") for t in helpers)):
        return True
    language = document.language
    if line.evidence[0].sentence or not title or bag(line.text, language) & bag(title, language):
        return False
    passive = any(t.dep == "auxpass" for t in helpers)
    return (named and not passive) or _does_something(tokens, root, title)


def _does_something(tokens: Sequence[Token], root: Token, title: str) -> bool:
    """Whether a sentence tells what somebody did who is a bare name in it, without an office or another noun beside."""
    subject = next((t for t in tokens if t.head == root.i and t.dep == "nsubj"), None)
    if subject is None or subject.ent != "PERSON" or subject.text in _WORD.findall(title):
        return False
    return all(t.ent == "PERSON" or t.dep == "punct" for t in tokens if t.head == subject.i and t.i != subject.i)
