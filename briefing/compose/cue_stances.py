"""The stance of a verb by its word alone: what the models of worth and of roles were taught by.

An attribution's own stance sees more of its sentence ("called for" and "called it a rescue"). Until the models are
taught anew, they are shown what they know.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from briefing import rules
from briefing.model.findings import Attribution, Findings


@functools.cache
def _words(language: str) -> Mapping[str, str]:
    """The stance of each word that has one."""
    return {word: stance for stance, words in rules.nearest("cues", language)["stances"].items() for word in words}


def of(findings: Findings, attribution: Attribution) -> str:
    """The stance of an attribution's verb; its own where it has none."""
    if not attribution.cue:
        return attribution.stance
    cue = attribution.cue[0].of(findings.document.text).lower().split()
    words = _words(findings.document.language)
    return next((words[word] for word in cue if word in words), "asserts")
