"""What the ranker sees of a candidate: words of closed classes, the cue's own form, and the structure around them.

A feature is a tuple of words, its kind first: ``("dep", "ROOT", "ccomp")``. What a cue shows is looked at once for all
its candidates; most of the time of finding positions goes here.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from typing import NamedTuple

from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.lexicon import Lexicon
from briefing.extract.attribution.quotes import Quotes
from briefing.extract.attribution.tree import Tree
from briefing.model.text import Span, Token

Feature = tuple[str, ...]

_PRONOUNS = frozenset("he she they i we it you who that which his her their its my our".split())
_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_LEVELS = (-5.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0)
_QUOTED = (0.02, 0.3, 0.6, 0.9, 0.99)
_LONG = (8, 20, 40, 80, 160, 320)
_GAP = (10, 30, 60, 120)
_NUMBERS = tuple(map(str, range(10)))


def kind_of_cue(tag: str) -> str:
    """The kind of word a cue is, as the lexicon counts it."""
    return "verb" if tag.startswith("VB") else "noun" if tag.startswith("NN") else "adjective"


class Cue(NamedTuple):
    """What is seen of a cue whatever its source and content."""

    flags: list[Feature]
    """What holds."""
    word: str
    kind: str
    stem: str
    level: str
    """How often the word is a cue, in steps."""
    often: str
    share: float
    """The same in log odds."""
    following: str
    """Tag of the next word."""
    above: str
    """Stem of the word it hangs on."""
    depth: str
    """Words above it in the parse."""
    preps: str
    """The first prepositions that hang on it."""
    negated: str
    object: str | None
    longer: tuple[Span, ...]
    """Quotations of its sentence that are more than a word."""


class Seen(NamedTuple):
    """What is seen of a candidate; each name stands for a weight of the ranker."""

    flags: list[Feature]
    """What holds."""
    values: tuple[tuple[Feature, float], ...]
    """What is measured."""


def of_cue(cue: Token, tree: Tree, quotes: Quotes, lexicon: Lexicon) -> Cue:
    """What holds of a cue: its word and form, what it hangs on, what hangs on it."""
    word, tag = cue.text.lower(), cue.tag
    kind, stem = kind_of_cue(tag), stem_of(word)
    share = lexicon.share(kind, word)
    step = bisect_left(_LEVELS, share)
    often, level = "often" if step > 3 else "seldom", _NUMBERS[step]
    following, preceding, head = tree.after(cue), tree.before(cue), tree.head(cue)
    second = tree.after(following) if following else None
    earlier = tree.before(preceding) if preceding else None
    after = following.text.lower() if following else ""
    before = preceding.text.lower() if preceding else ""
    above = head.text.lower() if head is not None else "-"
    tag_after, tag_before = following.tag if following else "", preceding.tag if preceding else ""
    children = tree.children(cue)
    deps = sorted({t.dep for t in children if t.dep not in ("punct", "cc", "conj")})
    frame = "+".join(deps)
    modal = next((t.text.lower() for t in children if t.dep == "aux"), "")
    preps = "+".join([t.text.lower() for t in children if t.dep == "prep" and t.i > cue.i][:2])
    target = tree.child(cue, "dobj")
    flags: list[Feature] = [
        ("bias",),
        ("word", word),
        ("stem", stem),
        ("level-tag", level, tag),
        ("next", after),
        ("next", after, often),
        ("previous", before, often),
        ("previous-stem", before, stem),
        ("stem-next", stem, after),
        ("next-two", after, second.text.lower() if second else ""),
        ("tags", tag_before, tag, tag_after),
        ("tags-before", earlier.tag if earlier else "", tag_before, kind),
        ("up-tag", cue.dep, head.tag if head is not None else "-", kind),
        ("up", cue.dep, above),
        ("frame", frame),
        ("frame", frame, often),
        ("frame-stem", "+".join([d for d in deps if d in _ARGUMENTS]), stem),
        ("preps-stem", preps, stem),
        ("aux", modal),
        ("aux", modal, kind),
        ("cue-in-quote", "yes" if quotes.at(cue.start) is not None else "no"),
    ]
    for child in children:
        if child.dep in ("advmod", "npadvmod", "mark", "auxpass"):
            flags += ((child.dep, child.text.lower(), kind), (child.dep, child.text.lower(), often))
        elif child.dep == "prt":
            flags.append(("particle", stem, child.text.lower()))
        elif child.dep == "dobj":
            flags.append(("stem-object", stem, child.ent or child.tag))
    return Cue(
        flags, word, kind, stem, level, often, share, tag_after, stem_of(above), _depth(head, tree), preps,
        "yes" if any(t.dep == "neg" for t in children) else "no",
        target.text.lower() if target is not None else None,
        quotes.speech_near(tree.sentence.span),
    )  # fmt: skip


def of_content(c: Candidate, cue: Cue, text: str, tree: Tree, quotes: Quotes) -> Seen:
    """What the ranker sees of a cue with a content, whoever its source may be."""
    content, shape, stem = c.content, c.content_rule, cue.stem
    first, last, span = content[0], content[-1], c.sentence.span
    out: list[Feature] = [
        ("word", cue.word, shape),
        ("shape", shape),
        ("tag", c.cue.tag, shape),
        ("dep", c.cue.dep, shape),
        ("quoted", _NUMBERS[bisect_left(_QUOTED, quotes.share(content, text))], shape),
        ("long", _NUMBERS[bisect_left(_LONG, sum([s.end - s.start for s in content]))], shape),
        ("spans", str(len(content))),
        ("stem-shape", stem, shape),
        ("next-tag", cue.following, shape),
        ("depth", cue.depth, cue.level),
        ("up-stem", cue.above, shape),
        ("preps-shape", cue.preps, shape),
        ("neg", cue.negated, shape),
        ("after", text[c.cue.end : c.cue.end + 2].strip()[:1], shape),
        ("to-end", "yes" if span.end - last.end < 3 else "no", shape),
        ("from-start", "yes" if first.start == span.start else "no", shape),
    ]
    out += _of_words(c, text, tree, cue)
    if cue.object is not None:
        out.append(("object", cue.object, shape))
    beginning = text[first.start : first.start + 12].lower().split(None, 1)
    if beginning:
        opening = beginning[0].strip("“\"',’")
        out += (("opens", opening, shape), ("opens", opening))
        if opening in _MARKS:
            out.append(("mark-word", opening, cue.word))
    # A quotation beside the cue that the content leaves out speaks against it.
    out.append(("missed", _NUMBERS[min(left_out(content, cue.longer), 3)], shape))
    return Seen(out, ((("share", cue.kind), cue.share), (("share-shape", shape), cue.share)))


_MARKS = frozenset(("that", "to", "if", "whether", "what", "how", "why"))
_ARGUMENTS = frozenset("nsubj nsubjpass dobj ccomp xcomp prep agent dative oprd attr acomp prt advcl".split())


def _of_words(c: Candidate, text: str, tree: Tree, cue: Cue) -> list[Feature]:
    """What the content is made of: the word it hangs by, its edges, its commas."""
    shape, often = c.content_rule, cue.often
    inner = tree.top(c.content)
    if inner is None:
        out: list[Feature] = [
            ("inner-tag", "", shape),
            ("inner-dep", "", shape, often),
            ("inner", ""),
            ("inner", "", often),
        ]
    else:
        out = _of_inner(inner, tree, shape, cue)
    last = c.content[-1]
    ending = text[last.end : last.end + 1]
    follows = text[last.end : last.end + 14].lower().replace(",", " , ").replace(";", " ; ").split()[:2]
    commas = sum([text.count(",", s.start, s.end) for s in c.content])
    before = text[max(0, c.content[0].start - 12) : c.content[0].start].lower().split()
    out += (
        ("ends", "w" if ending.isalnum() else ending.strip(), shape),
        ("follows", " ".join(follows), shape),
        ("follows-often", follows[0] if follows else "", often),
        ("commas", _NUMBERS[min(commas, 4)], shape),
        ("before", before[-1] if before else "", shape),
    )
    return out


def _of_inner(inner: Token, tree: Tree, shape: str, cue: Cue) -> list[Feature]:
    """What the word is by which a content hangs, and whether it has a subject and a finite verb."""
    word, often, stem = inner.text.lower(), cue.often, cue.stem
    subject = tree.child(inner, "nsubj", "nsubjpass", "expl")
    if subject is None:
        who = "none"
    elif subject.tag.startswith(("PRP", "W", "D")):
        who = subject.text.lower()
    else:
        who = subject.ent or subject.tag
    aux = tree.child(inner, "aux")
    modal = aux.text.lower() if aux is not None else ""
    out: list[Feature] = [
        ("inner-tag", inner.tag, shape),
        ("inner-dep", inner.dep, shape, often),
        ("inner", word),
        ("inner", word, often),
        ("inner-cue", word, stem),
        ("inner-stem", stem_of(word), inner.dep),
        ("inner-ent", inner.ent, inner.tag, often),
        ("inner-ent", inner.ent, shape),
        ("inner-subject", who, shape),
        ("inner-subject-often", who, often),
        ("inner-aux", modal, shape),
        ("inner-aux-stem", modal, stem),
    ]
    for kind in ("amod", "det", "poss", "prep", "relcl", "acl"):
        if (child := tree.child(inner, kind)) is not None:
            out.append(("inner-with", kind, shape, often))
            if kind in ("det", "prep"):
                out.append(("inner-word", kind, child.text.lower(), shape))
    return out


def of_source(c: Candidate, cue: Cue) -> list[Feature]:
    """What a source adds: a name of some kind, a pronoun, a noun; how it hangs on the cue and where it stands."""
    shape, rule, level = c.content_rule, c.source_rule, cue.level
    out: list[Feature] = [("source", rule), ("source", rule, shape), ("source", rule, shape, level)]
    head, source = c.source_head, c.source
    if head is not None and source is not None:
        low = head.text.lower()
        who = low if low in _PRONOUNS else head.ent if head.ent in _NAMED else head.tag
        gap = source.start - c.cue.start
        out += (
            ("who", who),
            ("who", who, shape),
            ("who-stem", who, cue.stem),
            ("who", who, shape, level),
            ("head", low),
            ("head", low, cue.often),
            ("gap", _NUMBERS[bisect_left(_GAP, abs(gap))], rule),
            ("inverted", "yes" if gap > 0 else "no", shape),
        )
    return out


def _depth(head: Token | None, tree: Tree) -> str:
    depth = 0
    while depth < 4 and head is not None:
        depth, head = depth + 1, tree.head(head)
    return _NUMBERS[depth]


def left_out(content: tuple[Span, ...], quotations: tuple[Span, ...]) -> int:
    """How many of some quotations a content does not hold; a mark or a comma may stand out at the end."""
    return sum([not any(s.start <= q.start and q.end <= s.end + 2 for s in content) for q in quotations])


@functools.cache
def stem_of(word: str) -> str:
    """A word without its commonest endings: enough to bring forms of one verb together."""
    for ending, least in (("ies", 5), ("ied", 5), ("ing", 6), ("es", 5), ("ed", 5), ("s", 4), ("d", 4), ("e", 4)):
        if word.endswith(ending) and len(word) >= least:
            word = word[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls" else word.removesuffix("e")
