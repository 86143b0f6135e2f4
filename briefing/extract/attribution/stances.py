"""What an attribution says of its content: by its verb, or by the words around it where that does not tell."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing import rules
from briefing.extract.attribution.lexicon import Lexicon
from briefing.model.findings import Stance
from briefing.model.text import Document, Span

#: Characters before and behind a verb, and at the beginning of what is said, that a rule sees.
_WINDOW = 80
#: The same of what is said where a whole question counts.
_SAID = 410


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape and the stance it takes; every part that is given must fit."""

    name: str
    stance: Stance
    cue: re.Pattern[str] | None
    """Fits the whole verb."""
    verbs: frozenset[str]
    """The verbs it is for; empty for all."""
    before: re.Pattern[str] | None
    """Fits what stands right before the verb."""
    behind: re.Pattern[str] | None
    """Fits what stands right behind the verb."""
    content: re.Pattern[str] | None
    """Fits how what is said begins."""

    @property
    def by_content_alone(self) -> bool:
        """Whether any verb will do, as long as it takes no stance of its own."""
        return self.cue is None and not self.verbs and self.before is None and self.behind is None

    def fits(self, text: str, cue: Span, content: Span, sentence: Span) -> bool:
        """Whether a verb stands in the rule's shape."""
        word = cue.of(text).lower()
        if (self.verbs and word not in self.verbs) or (self.cue is not None and not self.cue.fullmatch(word)):
            return False
        low = max(sentence.start, cue.start - _WINDOW)
        if self.before is not None and not self.before.search(text[low : cue.start]):
            return False
        if self.behind is not None and not self.behind.match(text, cue.end, min(sentence.end, cue.end + _WINDOW)):
            return False
        said = min(content.end, content.start + _SAID)
        return self.content is None or self.content.match(text, content.start, said) is not None


def of(document: Document, cue: Span, content: Sequence[Span], sentence: Span, words: Lexicon) -> Stance:
    """The stance of an attribution: that of the first rule that fits, else of its words.

    Args:
        document: it stands in.
        cue: the verb, noun or mark that attributes.
        content: what is said; may be empty.
        sentence: that the cue stands in.
        words: the stance of each word.
    """
    text = document.text
    first = content[0] if content else Span(cue.end, cue.end)  # marks alone are tidied away
    alone = words.stance(cue.of(text))
    rules_asked = (rule for rule in known(document.language) if alone == "asserts" or not rule.by_content_alone)
    fitting = next((rule for rule in rules_asked if rule.fits(text, cue, first, sentence)), None)
    return fitting.stance if fitting is not None else alone


@functools.cache
def known(language: str) -> tuple[Rule, ...]:
    """The rules of a language, in order."""

    def pattern(table: dict[str, str], part: str, form: str = "{}") -> re.Pattern[str] | None:
        return re.compile(form.format(table[part]), re.IGNORECASE) if part in table else None

    return tuple(
        Rule(
            table["name"],
            table["stance"],
            pattern(table, "cue"),
            frozenset(table.get("verbs", "").split()),
            pattern(table, "before", r"\b(?:{})\Z"),
            pattern(table, "behind"),
            pattern(table, "content"),
        )
        for table in rules.load("stances", language)["rules"]
    )
