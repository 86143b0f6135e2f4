"""What the ranker sees of a candidate: words of closed classes, the cue's own form, and the structure around them.

A feature is a string of words with tabs between them, its kind first: dep, ROOT, ccomp. What a cue shows is looked at
once for all its candidates; most of the time of finding positions goes here.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from typing import NamedTuple

from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.lexicon import Lexicon
from briefing.extract.attribution.quotes import Quotes
from briefing.model.text import Span, Token
from briefing.model.tree import Tree

Feature = str
#: The kinds of features: what a table of weights was learnt with must agree with it.
KINDS = tuple(
    "advmod after aux auxpass before bias commas cue-in-quote dep depth ends follows follows-often frame frame-stem "
    "from-start gap head inner inner-aux inner-aux-stem inner-cue inner-dep inner-ent inner-stem inner-subject "
    "inner-subject-often inner-tag inner-with inner-word inverted level-tag long mark mark-word missed neg next "
    "next-tag next-two npadvmod object opens particle preps-shape preps-stem previous previous-stem quoted shape "
    "share share-shape source spans stem stem-next stem-object stem-shape tag tags tags-before to-end up up-stem "
    "up-tag who who-stem word".split()
)

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
        "bias",
        f"word\t{word}",
        f"stem\t{stem}",
        f"level-tag\t{level}\t{tag}",
        f"next\t{after}",
        f"next\t{after}\t{often}",
        f"previous\t{before}\t{often}",
        f"previous-stem\t{before}\t{stem}",
        f"stem-next\t{stem}\t{after}",
        f"next-two\t{after}\t{second.text.lower() if second else ''}",
        f"tags\t{tag_before}\t{tag}\t{tag_after}",
        f"tags-before\t{earlier.tag if earlier else ''}\t{tag_before}\t{kind}",
        f"up-tag\t{cue.dep}\t{head.tag if head is not None else '-'}\t{kind}",
        f"up\t{cue.dep}\t{above}",
        f"frame\t{frame}",
        f"frame\t{frame}\t{often}",
        f"frame-stem\t{'+'.join([d for d in deps if d in _ARGUMENTS])}\t{stem}",
        f"preps-stem\t{preps}\t{stem}",
        f"aux\t{modal}",
        f"aux\t{modal}\t{kind}",
        f"cue-in-quote\t{'yes' if quotes.at(cue.start) is not None else 'no'}",
    ]
    for child in children:
        if child.dep in ("advmod", "npadvmod", "mark", "auxpass"):
            flags += (f"{child.dep}\t{child.text.lower()}\t{kind}", f"{child.dep}\t{child.text.lower()}\t{often}")
        elif child.dep == "prt":
            flags.append(f"particle\t{stem}\t{child.text.lower()}")
        elif child.dep == "dobj":
            flags.append(f"stem-object\t{stem}\t{child.ent or child.tag}")
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
        f"word\t{cue.word}\t{shape}",
        f"shape\t{shape}",
        f"tag\t{c.cue.tag}\t{shape}",
        f"dep\t{c.cue.dep}\t{shape}",
        f"quoted\t{_NUMBERS[bisect_left(_QUOTED, quotes.share(content, text))]}\t{shape}",
        f"long\t{_NUMBERS[bisect_left(_LONG, sum([s.end - s.start for s in content]))]}\t{shape}",
        f"spans\t{len(content)}",
        f"stem-shape\t{stem}\t{shape}",
        f"next-tag\t{cue.following}\t{shape}",
        f"depth\t{cue.depth}\t{cue.level}",
        f"up-stem\t{cue.above}\t{shape}",
        f"preps-shape\t{cue.preps}\t{shape}",
        f"neg\t{cue.negated}\t{shape}",
        f"after\t{text[c.cue.end : c.cue.end + 2].strip()[:1]}\t{shape}",
        f"to-end\t{'yes' if span.end - last.end < 3 else 'no'}\t{shape}",
        f"from-start\t{'yes' if first.start == span.start else 'no'}\t{shape}",
    ]
    out += _of_words(c, text, tree, cue)
    if cue.object is not None:
        out.append(f"object\t{cue.object}\t{shape}")
    beginning = text[first.start : first.start + 12].lower().split(None, 1)
    if beginning:
        opening = beginning[0].strip("“\"',’")
        out += (f"opens\t{opening}\t{shape}", f"opens\t{opening}")
        if opening in _MARKS:
            out.append(f"mark-word\t{opening}\t{cue.word}")
    # A quotation beside the cue that the content leaves out speaks against it.
    out.append(f"missed\t{_NUMBERS[min(left_out(content, cue.longer), 3)]}\t{shape}")
    return Seen(out, ((f"share\t{cue.kind}", cue.share), (f"share-shape\t{shape}", cue.share)))


_MARKS = frozenset(("that", "to", "if", "whether", "what", "how", "why"))
_ARGUMENTS = frozenset("nsubj nsubjpass dobj ccomp xcomp prep agent dative oprd attr acomp prt advcl".split())


def _of_words(c: Candidate, text: str, tree: Tree, cue: Cue) -> list[Feature]:
    """What the content is made of: the word it hangs by, its edges, its commas."""
    shape, often = c.content_rule, cue.often
    inner = tree.top(c.content)
    if inner is None:
        out: list[Feature] = [
            f"inner-tag\t\t{shape}",
            f"inner-dep\t\t{shape}\t{often}",
            "inner\t",
            f"inner\t\t{often}",
        ]
    else:
        out = _of_inner(inner, tree, shape, cue)
    last = c.content[-1]
    ending = text[last.end : last.end + 1]
    follows = text[last.end : last.end + 14].lower().replace(",", " , ").replace(";", " ; ").split()[:2]
    commas = sum([text.count(",", s.start, s.end) for s in c.content])
    before = text[max(0, c.content[0].start - 12) : c.content[0].start].lower().split()
    out += (
        f"ends\t{'w' if ending.isalnum() else ending.strip()}\t{shape}",
        f"follows\t{' '.join(follows)}\t{shape}",
        f"follows-often\t{follows[0] if follows else ''}\t{often}",
        f"commas\t{_NUMBERS[min(commas, 4)]}\t{shape}",
        f"before\t{before[-1] if before else ''}\t{shape}",
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
        f"inner-tag\t{inner.tag}\t{shape}",
        f"inner-dep\t{inner.dep}\t{shape}\t{often}",
        f"inner\t{word}",
        f"inner\t{word}\t{often}",
        f"inner-cue\t{word}\t{stem}",
        f"inner-stem\t{stem_of(word)}\t{inner.dep}",
        f"inner-ent\t{inner.ent}\t{inner.tag}\t{often}",
        f"inner-ent\t{inner.ent}\t{shape}",
        f"inner-subject\t{who}\t{shape}",
        f"inner-subject-often\t{who}\t{often}",
        f"inner-aux\t{modal}\t{shape}",
        f"inner-aux-stem\t{modal}\t{stem}",
    ]
    for kind in ("amod", "det", "poss", "prep", "relcl", "acl"):
        if (child := tree.child(inner, kind)) is not None:
            out.append(f"inner-with\t{kind}\t{shape}\t{often}")
            if kind in ("det", "prep"):
                out.append(f"inner-word\t{kind}\t{child.text.lower()}\t{shape}")
    return out


def of_source(c: Candidate, cue: Cue) -> list[Feature]:
    """What a source adds: a name of some kind, a pronoun, a noun; how it hangs on the cue and where it stands."""
    shape, rule, level = c.content_rule, c.source_rule, cue.level
    out: list[Feature] = [f"source\t{rule}", f"source\t{rule}\t{shape}", f"source\t{rule}\t{shape}\t{level}"]
    head, source = c.source_head, c.source
    if head is not None and source is not None:
        low = head.text.lower()
        who = low if low in _PRONOUNS else head.ent if head.ent in _NAMED else head.tag
        gap = source.start - c.cue.start
        out += (
            f"who\t{who}",
            f"who\t{who}\t{shape}",
            f"who-stem\t{who}\t{cue.stem}",
            f"who\t{who}\t{shape}\t{level}",
            f"head\t{low}",
            f"head\t{low}\t{cue.often}",
            f"gap\t{_NUMBERS[bisect_left(_GAP, abs(gap))]}\t{rule}",
            f"inverted\t{'yes' if gap > 0 else 'no'}\t{shape}",
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
