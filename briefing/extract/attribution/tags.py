"""The tag right behind a quotation that opens a sentence: what it quotes is said by that tag and by no other verb.

"“It held,” Vane said, pointing to a report on “crushed piers”": the quotation is neither pointed nor crushed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.lexicon import Lexicon
from briefing.model.text import Span
from briefing.model.tree import Tree

#: What a quotation ends with before its tag.
_STOPS = ",?!…—–"
#: Between a source and its verb: helping verbs and adverbs.
_HELPED = re.compile(r"\s(?:[a-z]{2,12}\s){0,2}")


def settled(
    scored: Sequence[tuple[float, Candidate]],
    made: Sequence[Candidate],
    trees: Mapping[int, Tree],
    text: str,
    words: Lexicon,
    worth: float,
) -> list[tuple[float, Candidate]]:
    """The candidates without those that take a tagged quotation for another verb, or another content for the tag.

    Args:
        scored: the candidates of an article that the ranker looked at, with their scores.
        made: all of them.
        trees: the parsed sentences by their numbers.
        text: of the article.
        words: of its language.
        worth: what the best candidate of a tag scores at least.
    """
    tags: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for candidate in made:
        if _is_tag(candidate, text, words):
            tags[candidate.place].append(candidate)
    quoted: dict[int, dict[int, Span]] = defaultdict(dict)
    for (sentence, cue), group in tags.items():
        quoted[sentence][cue] = group[0].content[0]
    left = [
        (score, candidate)
        for score, candidate in scored
        if not _is_taken(candidate, quoted.get(candidate.sentence.i, {}), trees)
    ]
    best: dict[tuple[int, int], int] = {}
    for n, (score, candidate) in enumerate(left):
        if candidate.place in tags and (candidate.place not in best or score > left[best[candidate.place]][0]):
            best[candidate.place] = n
    for n in best.values():
        score, candidate = left[n]
        left[n] = (max(score, worth), candidate)
    # What the ranker gave up as some other verb's: the longest, which goes on with the quotation behind the tag.
    left += [(worth, group[-1]) for place, group in tags.items() if place not in best]
    return left


def _is_tag(candidate: Candidate, text: str, words: Lexicon) -> bool:
    """Whether a cue and its source stand right behind the quotation with which their sentence begins."""
    if not candidate.content_rule.startswith("quote-before") or candidate.source is None:
        return False
    quotation = candidate.content[0]
    if quotation.start > candidate.sentence.span.start + 1 or text[quotation.end - 2] not in _STOPS:
        return False
    first, last = sorted((candidate.source, candidate.cue.span))
    if first.start < quotation.end or text[quotation.end : first.start].strip():
        return False
    beside = text[first.end : last.start].isspace()
    helped = first == candidate.source and _HELPED.fullmatch(text, first.end, last.start) is not None
    return (beside or helped) and words.is_saying(candidate.cue.text)


def _is_taken(candidate: Candidate, tagged: Mapping[int, Span], trees: Mapping[int, Tree]) -> bool:
    """Whether a candidate gives a tagged quotation to another cue, or gives its tag something else or too much."""
    if not tagged:
        return False
    spoken = tagged.get(candidate.cue.i)
    if spoken is None:
        return any(quotation.overlaps(span) for quotation in tagged.values() for span in candidate.content)
    if not any(spoken.overlaps(span) for span in candidate.content):
        return True
    behind = (
        trees[candidate.sentence.i].first_from(span.start)
        for span in candidate.content
        if span.start > candidate.cue.end
    )
    # "“It held,” Vane said, adding that …": what is added is another statement.
    return any(word is not None and word.tag == "VBG" for word in behind)
