"""Who says what an outlet passes on: "the paper quoted **a guard** as saying", "**Hale** was quoted by it as saying".

The ranker weighs candidates one by one, and the verb's subject is the outlet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.lexicon import Lexicon
from briefing.model.text import FINITE, Span, Token
from briefing.model.tree import Tree


def given_back(
    chosen: Sequence[tuple[float, Candidate]], trees: Mapping[int, Tree], words: Lexicon
) -> list[tuple[float, Candidate]]:
    """The candidates, each passed-on one with whoever says it; none where no name or noun says who that is."""
    out: dict[tuple[tuple[int, int], tuple[Span, ...]], tuple[float, Candidate]] = {}
    for score, candidate in chosen:
        for mended in _spoken(candidate, trees[candidate.sentence.i], words):
            key = mended.place, mended.content
            if key not in out or out[key][0] < score:
                out[key] = score, mended
    return list(out.values())


def _spoken(candidate: Candidate, tree: Tree, words: Lexicon) -> Iterator[Candidate]:
    """The candidate itself, or, of what is passed on, that of the verb behind "as" with its own speaker."""
    verb, saying = _passing(candidate.cue, tree, words)
    if verb is None or saying is None:
        yield candidate
        return
    passive = tree.child(verb, "nsubjpass")
    speaker = passive or tree.child(verb, "dobj")
    if speaker is None:
        return
    words_of = [t for t in tree.within(tree.span(speaker)) if passive is not None or t.end < saying.start]
    while words_of and words_of[-1].tag in ("IN", ",", ":"):  # "quoted a guard, Ole Dahl, (as) saying"
        words_of.pop()
    content = tuple(part for span in candidate.content if (part := _behind(span, saying, tree, words)) is not None)
    if not words_of or not content:
        return
    source = Span(words_of[0].start, words_of[-1].end)
    yield candidate._replace(
        cue=saying,
        source=source,
        source_head=speaker,
        source_rule="passed-on",
        content=content,
        relative=None,
    )


def _passing(cue: Token, tree: Tree, words: Lexicon) -> tuple[Token | None, Token | None]:
    """The verb by which an outlet passes words on, and the participle behind its "as"; a cue may be either of them."""
    as_ = tree.head(cue) if cue.tag == "VBG" and cue.dep == "pcomp" else None
    if as_ is not None:
        verb = tree.head(as_)
        if verb is not None and verb.tag[:2] == "NN" and verb.dep == "dobj":
            verb = tree.head(verb)
        passes_on = as_.text.lower() == "as" and verb is not None and verb.text.lower() in words.passing
        return (verb, cue) if passes_on else (None, None)
    if cue.text.lower() not in words.passing:
        return None, None
    hung = [cue, *tree.children(cue, "dobj")]
    behind = (
        participle
        for word in hung
        for prep in tree.children(word, "prep")
        if prep.text.lower() == "as"
        for participle in tree.children(prep, "pcomp")
        if participle.tag == "VBG"
    )
    return cue, next(behind, None)


def _behind(span: Span, saying: Token, tree: Tree, lexicon: Lexicon) -> Span | None:
    """What of a content does not lead up to the participle: "as saying: (“They came.”)"; ``None`` where that is all.

    Where it was said is not what was: "was quoted as saying at the quay".
    """
    if not span.start <= saying.start < span.end:
        return span
    words = [t for t in tree.within(Span(saying.end, span.end)) if t.end <= span.end]
    while words and words[0].tag in (":", ","):
        words.pop(0)
    led = not words or words[0].dep == "agent" or words[0].text.lower() == "by"
    place = lexicon.is_saying(saying.text) and not led and words[0].dep == "prep"
    return None if led or (place and not any(t.tag in FINITE for t in words)) else Span(words[0].start, span.end)
