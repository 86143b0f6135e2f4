"""What the other candidates of a sentence say about one: what the second look of the ranker sees.

A cue has several contents and several sources, and cues stand beside and within one another. The first look scores each
candidate by itself; the second sees how well its rivals did.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.features import Feature, kind_of_cue, left_out
from briefing.extract.attribution.lexicon import Lexicon
from briefing.extract.attribution.rates import ALL, of_rules
from briefing.model.quotations import Quotations
from briefing.model.text import Span

#: Log odds up to which a candidate is given up after the first look: hardly anything a rival does would bring it back.
HOPELESS = -1.2
#: Log odds from which on a candidate counts among those that agree with another.
WEIGHTY = -2.0
#: Candidates of a sentence that each is compared with.
MOST = 100
#: The log odds of a rival that is not there.
_NONE = -9.0
#: The most of either by which contents may differ and still be counted as agreeing.
_AGREE = 0.5
#: From this share of the longer on, contents of two cues clash as two readings of the same words.
_MUCH_THE_SAME = 0.6
#: From this share of a content on, it lies within another; a comma or a mark may stand out.
_NEARLY_ALL = 0.9


class Odds(NamedTuple):
    """What the first look makes of the candidates of a document: log odds, one of each list for a candidate."""

    cue: list[float]
    """What the cue adds."""
    content: list[float]
    source: list[float]

    def all(self) -> list[float]:
        """The log odds of each candidate."""
        return [a + b + c for a, b, c in zip(*self, strict=True)]


class Beside(NamedTuple):
    """A candidate beside its rivals. Odds are log odds, lengths count characters."""

    odds: float
    """Of the candidate by itself."""
    rival: float
    """Of the best other candidate of its cue."""
    second_rival: float
    agree: float
    """Mass of probability, as a logarithm, of its cue's candidates with much the same content."""
    agree_elsewhere: float
    """The same for the other cues of the sentence."""
    mass: float
    """Of all candidates of its cue."""
    clash: float
    """Odds of the best candidate of another cue that crosses it or covers much the same."""
    inside: float
    """… whose content holds it."""
    holds: float
    """… whose content it holds."""
    apart: float
    cues: int
    """Cues of the sentence with candidates."""
    same: int
    """Candidates of its cue."""
    length: int
    share: float
    """Of the sentence that its content takes."""
    quoted: float
    start: int
    """From the sentence's beginning to the content's."""
    to_end: int
    cue_at: int
    cue_share: float
    """How often its cue is one, in log odds."""
    content_rule: float
    """How often candidates of its content's rule were right, in log odds."""
    source_rule: float
    relation: float
    """The same for the cue's place in the parse."""
    source_length: int
    source_gap: int
    """From the cue to the source; negative where the source stands first."""
    previous: float
    """Odds of the best candidate of the sentence before."""
    next: float
    source_odds: float
    """What the source alone adds to the odds."""
    other_source: float
    """Odds of the best candidate of its cue with the same content and another source."""
    shorter: float
    """… of its cue whose content lies within its own."""
    longer: float
    """… whose content holds its own."""
    kind: int
    """Of the cue: 0 finite verb, 1 infinitive, 2 participle, 3 noun, 4 adjective, 5 anything else."""
    who: int
    """Of the source: 0 none, 1 pronoun, 2 person, 3 body or place, 4 other name, 5 noun, 6 anything else."""
    spoken: float
    """Best odds of each sentence, as probabilities, on average over the document: how much of it is speech."""
    sentence: int
    """Characters of the sentence."""
    at: int
    """Which sentence of the document."""
    behind: int
    """What follows the content: 0 a word, 1 a comma, 2 a stop, 3 a quotation mark, 4 anything else."""
    missed: int
    """Quotations of the sentence that the content leaves out."""
    cue_odds: float
    """What the cue alone adds to the odds."""
    content_odds: float


def beside(
    candidates: Sequence[Candidate],
    look: Odds,
    table: Mapping[Feature, float],
    quotes: Quotations,
    lexicon: Lexicon,
    text: str,
) -> dict[int, Beside]:
    """What is seen of each candidate, by its index; those the first look gave up are not there.

    Args:
        candidates: the candidates of a document.
        look: what the first look made of them.
        table: how often candidates of a rule were right, in log odds.
        quotes: of the document.
        lexicon: of its language.
        text: of the document.
    """
    odds = look.all()
    chances = [_probability(z) for z in odds]
    mean = table.get(ALL, 0.0)
    groups = [(s, list(group)) for s, group in groupby(range(len(candidates)), key=lambda i: candidates[i].sentence.i)]
    tops = {s: max([odds[i] for i in group]) for s, group in groups}
    spoken = sum(map(_probability, tops.values())) / (len(tops) or 1)
    out: dict[int, Beside] = {}
    for s, group in groups:
        span = candidates[group[0]].sentence.span
        longer = quotes.speech_near(span)
        cues: dict[int, list[int]] = defaultdict(list)
        for i in group:
            cues[candidates[i].cue.i].append(i)
        best = {cue: max(same, key=odds.__getitem__) for cue, same in cues.items()}
        together = {cue: _log(sum([chances[j] for j in same])) for cue, same in cues.items()}
        shares = {
            cue: lexicon.share(kind_of_cue(candidates[i].cue.tag), candidates[i].cue.text) for cue, i in best.items()
        }
        heard = [i for i in group if odds[i] > WEIGHTY]
        hopeful = [i for i in heard if odds[i] > HOPELESS]
        sizes = {i: _letters(candidates[i].content) for i in {*heard, *best.values()}}
        weighty = [(j, candidates[j].cue.i, candidates[j].content, sizes[j]) for j in _foremost(heard, odds)]
        foremost = _foremost(list(best.values()), odds)
        for i in hopeful:
            candidate, cue = candidates[i], candidates[i].cue
            same, content, source, size = cues[cue.i], candidates[i].content, candidates[i].source, sizes[i]
            agree = agree_elsewhere = 0.0
            for j, other, theirs, length in weighty:
                if not _AGREE * size <= length <= size / _AGREE:
                    continue  # however much they share
                shared = _shared(theirs, content)
                if shared and shared >= _AGREE * (length + size - shared):
                    if other == cue.i:
                        agree += chances[j]
                    else:
                        agree_elsewhere += chances[j]
            by_content, by_source, by_relation = (table.get(key, mean) for key in of_rules(candidate))
            rival, second_rival = _two_best(odds, same, i)
            clash, inside, holds, apart = _others(
                candidates, odds, sizes, i, [j for j in foremost if candidates[j].cue.i != cue.i]
            )
            equal, within, around = _nested(candidates, odds, same, i)
            out[i] = Beside(
                odds=odds[i],
                rival=rival,
                second_rival=second_rival,
                agree=_log(agree),
                agree_elsewhere=_log(agree_elsewhere),
                mass=together[cue.i],
                clash=clash,
                inside=inside,
                holds=holds,
                apart=apart,
                cues=len(cues),
                same=len(same),
                length=size,
                share=size / (span.end - span.start),
                quoted=quotes.share(content, text),
                start=content[0].start - span.start,
                to_end=span.end - content[-1].end,
                cue_at=cue.start - span.start,
                cue_share=shares[cue.i],
                content_rule=by_content,
                source_rule=by_source,
                relation=by_relation,
                source_length=source.end - source.start if source else 0,
                source_gap=source.start - cue.start if source else 0,
                previous=tops.get(s - 1, _NONE),
                next=tops.get(s + 1, _NONE),
                source_odds=look.source[i],
                other_source=equal,
                shorter=within,
                longer=around,
                kind=_kind(cue.tag),
                who=_who(candidate),
                spoken=spoken,
                sentence=span.end - span.start,
                at=s,
                behind=_behind(text, content[-1].end),
                missed=left_out(content, longer),
                cue_odds=look.cue[i],
                content_odds=look.content[i],
            )
    return out


def _foremost(candidates: Sequence[int], odds: Sequence[float]) -> Sequence[int]:
    """The candidates that are compared with each other one: of more than any sentence has, those with the best odds."""
    if len(candidates) <= MOST:
        return candidates
    return sorted(sorted(candidates, key=lambda i: (-odds[i], i))[:MOST])


def _nested(
    candidates: Sequence[Candidate], odds: Sequence[float], same: Sequence[int], i: int
) -> tuple[float, float, float]:
    """The odds of the best candidates of its cue with the same content, one within it, and one around it."""
    mine = candidates[i].content
    start, end = mine[0].start, mine[-1].end
    equal = within = around = _NONE
    for j in same:
        if j == i:
            continue
        theirs, z = candidates[j].content, odds[j]
        if theirs == mine:
            equal = max(equal, z)
        elif start <= theirs[0].start and theirs[-1].end <= end:
            within = max(within, z)
        elif theirs[0].start <= start and end <= theirs[-1].end:
            around = max(around, z)
    return equal, within, around


def _kind(tag: str) -> int:
    if tag in ("VBD", "VBZ", "VBP"):
        return 0
    if tag.startswith("VB"):
        return 1 if tag == "VB" else 2
    return 3 if tag.startswith("NN") else 4 if tag.startswith("JJ") else 5


def _who(candidate: Candidate) -> int:
    head = candidate.source_head
    if head is None:
        return 0
    if head.tag.startswith(("PRP", "W", "DT")):
        return 1
    if head.ent == "PERSON":
        return 2
    if head.ent in ("ORG", "GPE", "NORP"):
        return 3
    return 4 if head.tag.startswith("NNP") else 5 if head.tag.startswith("NN") else 6


def _behind(text: str, end: int) -> int:
    after = text[end : end + 2].strip()[:1]
    return 0 if after.isalnum() else 1 if after == "," else 2 if after in ".!?" else 3 if after in "”\"'" else 4


def _two_best(odds: Sequence[float], same: Sequence[int], but: int) -> tuple[float, float]:
    first = second = _NONE
    for j in same:
        if j != but:
            if odds[j] > first:
                first, second = odds[j], first
            elif odds[j] > second:
                second = odds[j]
    return first, second


def _others(
    candidates: Sequence[Candidate], odds: Sequence[float], sizes: Mapping[int, int], i: int, others: Sequence[int]
) -> tuple[float, float, float, float]:
    """The odds of the best candidates of other cues that clash with it, hold it, lie in it and stand apart."""
    clash = inside = holds = apart = _NONE
    content, size = candidates[i].content, sizes[i]
    for j in others:
        shared = _shared(content, candidates[j].content)
        theirs = sizes[j]
        if not shared:
            apart = max(apart, odds[j])
        elif shared > _MUCH_THE_SAME * max(size, theirs):
            clash = max(clash, odds[j])
        elif theirs > size and shared >= _NEARLY_ALL * size:
            inside = max(inside, odds[j])
        elif shared >= _NEARLY_ALL * theirs:
            holds = max(holds, odds[j])
        else:
            clash = max(clash, odds[j])
    return clash, inside, holds, apart


def _log(mass: float) -> float:
    return math.log(mass + 1e-4)


def _probability(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def _letters(spans: Sequence[Span]) -> int:
    return sum([s.end - s.start for s in spans])


def _shared(content: Sequence[Span], other: Sequence[Span]) -> int:
    """How many characters two contents share."""
    if len(content) == 1 == len(other):
        (a,), (b,) = content, other
        start = a.start if a.start > b.start else b.start
        end = a.end if a.end < b.end else b.end
        return end - start if start < end else 0
    return sum([max(0, min(a.end, b.end) - max(a.start, b.start)) for a in content for b in other])
