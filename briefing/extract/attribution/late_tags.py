"""The tag behind a quotation that a full stop has closed, such as "“It held.” Vane said on Monday".

The stop makes a sentence of its own of the tag, which by itself says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.contents import Contents
from briefing.extract.attribution.lexicon import Lexicon
from briefing.extract.attribution.sources import Sources
from briefing.model.quotations import LONGER, Quotations
from briefing.model.text import Document, Parse, Sentence, Span, Token
from briefing.model.tree import Tree

RULE = "closed-quote"
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
#: What a verb of saying says, where it is not in quotation marks.
_SAID = ("ccomp", "xcomp", "oprd", "attr", "acomp", "advcl")
_OBJECTS = ("dobj", "dative")


def find(
    document: Document, sentences: Sequence[Sentence], parse: Parse, marks: Quotations, words: Lexicon
) -> Iterator[tuple[Tree, Candidate]]:
    """Each such tag as a candidate whose content is the quotation before it, with its sentence's tree."""
    for sentence in sentences:
        quotation = _before(document, sentence, marks)
        if quotation is None:
            continue
        tree = Tree(parse, sentence)
        if (cue := _bare_saying(tree, words)) is None:
            continue
        sources = Sources(tree, marks, Contents(document, tree, marks, words)).of_verb(cue)
        for rule, head, source in sources:
            if rule == "subject":
                yield tree, Candidate(cue, sentence, source, head, rule, (quotation,), RULE)
                break


def _before(document: Document, sentence: Sentence, marks: Quotations) -> Span | None:
    """The quotation of some length that ends right before a sentence of its paragraph which quotes nothing itself.

    A question is nobody's position.
    """
    text, begin = document.text, document.paragraphs[sentence.paragraph].start
    closed = text[max(begin, sentence.span.start - 4) : sentence.span.start].rstrip()
    if not closed or closed[-1] not in '”"»' or marks.within(sentence.span):
        return None
    quotation = marks.at(max(begin, sentence.span.start - 4) + len(closed) - 1)
    if quotation is None or quotation.end - quotation.start <= LONGER or text[quotation.end - 2] == "?":
        return None
    # A quotation that begins in mid-sentence has its speaker before it.
    opens = quotation.start == begin or text[begin : quotation.start].rstrip()[-1:] in (".", "!", "?", "”", '"')
    return quotation if opens else None


def _bare_saying(tree: Tree, words: Lexicon) -> Token | None:
    """The main verb of a sentence that tells only that somebody spoke, to whom, when and where."""
    verb = tree.root
    if verb is None or verb.tag not in _FINITE or not words.is_saying(verb.text):
        return None
    if tree.child(verb, *_SAID) or (verb.text.lower() not in words.telling and tree.child(verb, *_OBJECTS)):
        return None
    about = any(c.text.lower() in words.about for c in tree.children(verb, "prep"))
    return None if about or tree.child(verb, "nsubj") is None else verb
