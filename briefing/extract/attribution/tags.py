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

#: From this share on, in log odds, a verb behind a quotation is one of saying.
_SAYING = 0.0
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
    for one in made:
        if _is_tag(one, text, words):
            tags[one.place].append(one)
    quoted: dict[int, dict[int, Span]] = defaultdict(dict)
    for (sentence, cue), found in tags.items():
        quoted[sentence][cue] = found[0].content[0]
    left = [(score, one) for score, one in scored if not _is_taken(one, quoted.get(one.sentence.i, {}), trees)]
    best: dict[tuple[int, int], int] = {}
    for n, (score, one) in enumerate(left):
        if one.place in tags and (one.place not in best or score > left[best[one.place]][0]):
            best[one.place] = n
    for n in best.values():
        score, one = left[n]
        left[n] = (max(score, worth), one)
    # What the ranker gave up as some other verb's: the longest, which goes on with the quotation behind the tag.
    left += [(worth, found[-1]) for place, found in tags.items() if place not in best]
    return left


def _is_tag(one: Candidate, text: str, words: Lexicon) -> bool:
    """Whether a cue and its source stand right behind the quotation with which their sentence begins."""
    if not one.content_rule.startswith("quote-before") or one.source is None:
        return False
    quotation = one.content[0]
    if quotation.start > one.sentence.span.start + 1 or text[quotation.end - 2] not in _STOPS:
        return False
    first, last = sorted((one.source, one.cue.span))
    if first.start < quotation.end or text[quotation.end : first.start].strip():
        return False
    beside = text[first.end : last.start].isspace()
    helped = first == one.source and _HELPED.fullmatch(text, first.end, last.start) is not None
    return (beside or helped) and words.share("verb", one.cue.text) >= _SAYING


def _is_taken(one: Candidate, tagged: Mapping[int, Span], trees: Mapping[int, Tree]) -> bool:
    """Whether a candidate gives a tagged quotation to another cue, or gives its tag something else or too much."""
    if not tagged:
        return False
    own = tagged.get(one.cue.i)
    if own is None:
        return any(quotation.overlaps(span) for quotation in tagged.values() for span in one.content)
    if not any(own.overlaps(span) for span in one.content):
        return True
    behind = (trees[one.sentence.i].first_from(span.start) for span in one.content if span.start > one.cue.end)
    # "“It held,” Vane said, adding that …": what is added is another statement.
    return any(word is not None and word.tag == "VBG" for word in behind)
