"""What one speaker says in one breath: "opposed the levy, saying that it came too late" is one position, not two."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise

from briefing import rules
from briefing.compose import saying
from briefing.model.findings import Attribution, Findings
from briefing.model.text import Span
from briefing.rules import any_of

#: Characters of what is said first, at most, where "and" joins the verbs.
_SHORT = 60
#: Characters of a line, at most.
_LONGEST = 320


@functools.cache
def _between(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand between what was said and the participle that goes on with it, and before any other verb."""

    def any_word(*kinds: str) -> str:
        return any_of(frozenset[str]().union(*(rules.words("trimming", language, kind) for kind in kinds)))

    return (
        re.compile(rf",?\s(?:(?:{any_word('joins_participle')})\s)?(?:(?:{any_word('between_verbs')}|[a-z]+ly)\s)?"),
        re.compile(rf",?\s(?:{any_word('joins_verb')})\s(?:(?:{any_word('between_verbs', 'helping')}|[a-z]+ly)\s)?"),
    )


def joined(findings: Findings, printable: Sequence[Attribution]) -> dict[str, tuple[Attribution, ...]]:
    """By the id of an attribution, those behind it that its line goes on with, in order.

    Args:
        findings: of the article.
        printable: its attributions that have an actor and something said.
    """
    out: dict[str, tuple[Attribution, ...]] = {}
    first: Attribution | None = None
    for attribution, following in pairwise(sorted(printable, key=lambda a: (a.sentence, a.cue[:1], a.content[:1]))):
        if not _goes_on(findings, attribution, following) or (first is None and _hangs(findings, attribution)):
            first = None
            continue
        first = first or attribution
        if following.content[-1].end - first.cue[0].start <= _LONGEST:
            out[first.id] = (*out.get(first.id, ()), following)
        else:
            first = None
    return out


def _hangs(findings: Findings, attribution: Attribution) -> bool:
    """Whether a verb is a bare participle, with which no line begins: "a video of himself **warning** of the dam"."""
    verb = saying.token(findings, attribution)
    if verb is None or verb.tag != "VBG":
        return False
    words = findings.parse.of(findings.sentences[attribution.sentence])
    return not any(t.head == verb.i and t.dep in ("aux", "auxpass") for t in words)


def _goes_on(findings: Findings, attribution: Attribution, following: Attribution) -> bool:
    """Whether the second goes on where the first ends: the same speaker, the same sentence, and a verb between."""
    together = attribution.actor == following.actor is not None and attribution.sentence == following.sentence
    if not together or not (attribution.cue and following.cue and attribution.content and following.content):
        return False
    if attribution.cue[0].end > attribution.content[0].start or following.cue[0].end > following.content[0].start:
        return False
    end, verb = attribution.content[-1].end, saying.token(findings, following)
    if verb is None or saying.token(findings, attribution) is None or following.cue[0].start < end:
        return False
    between = Span(end, following.cue[0].start).of(findings.document.text)
    before_participle, before_verb = _between(findings.document.language)
    if verb.tag == "VBG":
        return before_participle.fullmatch(between) is not None
    short = attribution.content[-1].end - attribution.content[0].start <= _SHORT and not attribution.rule.startswith(
        saying.WHOLE
    )
    return short and verb.dep == "conj" and before_verb.fullmatch(between) is not None
