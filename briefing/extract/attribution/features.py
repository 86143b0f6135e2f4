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
from briefing.model.quotations import Quotations
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
    depth: Feature
    """Words above it in the parse."""
    shaped: tuple[Feature, ...]
    """What is seen together with a content's shape, which is added at the end."""


class Inner(NamedTuple):
    """What is seen of a word by which contents hang whatever the cue; what it is seen with is added at the end."""

    alone: tuple[Feature, ...]
    shaped: tuple[Feature, ...]
    """With the content's shape."""
    frequent: tuple[Feature, ...]
    """With how often the cue is one."""
    stemmed: tuple[Feature, ...]
    """With the cue's stem."""
    both: tuple[Feature, ...]
    """With the shape and how often the cue is one."""


class Seen(NamedTuple):
    """What is seen of a candidate; each name stands for a weight of the ranker."""

    flags: list[Feature]
    """What holds."""
    values: tuple[tuple[Feature, float], ...]
    """What is measured."""


def of_cue(cue: Token, tree: Tree, quotes: Quotations, lexicon: Lexicon) -> Cue:
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
    negated = "yes" if any(t.dep == "neg" for t in children) else "no"
    shaped = [
        f"word\t{word}\t",
        f"tag\t{tag}\t",
        f"dep\t{cue.dep}\t",
        f"stem-shape\t{stem}\t",
        f"next-tag\t{tag_after}\t",
        f"up-stem\t{stem_of(above)}\t",
        f"preps-shape\t{preps}\t",
        f"neg\t{negated}\t",
    ]
    if target is not None:
        shaped.append(f"object\t{target.text.lower()}\t")
    depth = f"depth\t{_depth(head, tree)}\t{level}"
    return Cue(flags, word, kind, stem, level, often, share, depth, tuple(shaped))


class Surroundings:
    """The sentence that contents lie in: what several of them show is looked at once."""

    def __init__(self, text: str, tree: Tree, quotes: Quotations) -> None:
        self.text = text
        self.tree = tree
        self.quotes = quotes
        self.span = tree.sentence.span
        self._near = quotes.spans_near(self.span)
        self._longer = quotes.speech_near(self.span)
        self._inner: dict[int, Inner] = {}
        self._starts: dict[int, tuple[str | None, str]] = {}
        self._ends: dict[int, tuple[str, str, str]] = {}

    def quoted(self, content: tuple[Span, ...]) -> str:
        """How much of a content stands in quotation marks, in steps."""
        if not self._near and len(content) == 1 and self.span.holds(content[0]):
            return "0"
        return _NUMBERS[bisect_left(_QUOTED, self.quotes.share(content, self.text))]

    def missed(self, content: tuple[Span, ...]) -> str:
        """How many of the sentence's quotations a content leaves out, up to three."""
        return _NUMBERS[min(left_out(content, self._longer), 3)] if self._longer else "0"

    def start(self, at: int) -> tuple[str | None, str]:
        """The word with which a content begins, if any, and the one before it."""
        if at not in self._starts:
            beginning = self.text[at : at + 12].lower().split(None, 1)
            before = self.text[max(0, at - 12) : at].lower().split()
            opening = beginning[0].strip("“\"',’") if beginning else None
            self._starts[at] = opening, before[-1] if before else ""
        return self._starts[at]

    def end(self, at: int) -> tuple[str, str, str]:
        """The mark or word behind a content, the two words that follow, and the first of these."""
        if at not in self._ends:
            ending = self.text[at : at + 1]
            follows = self.text[at : at + 14].lower().replace(",", " , ").replace(";", " ; ").split()[:2]
            mark = "w" if ending.isalnum() else ending.strip()
            self._ends[at] = mark, " ".join(follows), follows[0] if follows else ""
        return self._ends[at]

    def inner(self, token: Token) -> Inner:
        """What is seen of a word by which a content hangs."""
        if token.i not in self._inner:
            self._inner[token.i] = _of_inner(token, self.tree)
        return self._inner[token.i]


def of_content(c: Candidate, cue: Cue, around: Surroundings) -> Seen:
    """What the ranker sees of a cue with a content, whoever its source may be."""
    content, shape, stem, text = c.content, c.content_rule, cue.stem, around.text
    first, last = content[0], content[-1]
    out: list[Feature] = [prefix + shape for prefix in cue.shaped]
    out += (
        cue.depth,
        f"shape\t{shape}",
        f"quoted\t{around.quoted(content)}\t{shape}",
        f"long\t{_NUMBERS[bisect_left(_LONG, sum([s.end - s.start for s in content]))]}\t{shape}",
        f"spans\t{len(content)}",
        f"after\t{text[c.cue.end : c.cue.end + 2].strip()[:1]}\t{shape}",
        f"to-end\t{'yes' if around.span.end - last.end < 3 else 'no'}\t{shape}",
        f"from-start\t{'yes' if first.start == around.span.start else 'no'}\t{shape}",
        # A quotation beside the cue that the content leaves out speaks against it.
        f"missed\t{around.missed(content)}\t{shape}",
    )
    opening, before = around.start(first.start)
    if opening is not None:
        out += (f"opens\t{opening}\t{shape}", f"opens\t{opening}")
        if opening in _MARKS:
            out.append(f"mark-word\t{opening}\t{cue.word}")
    mark, follows, following = around.end(last.end)
    commas = sum([text.count(",", s.start, s.end) for s in content])
    out += (
        f"ends\t{mark}\t{shape}",
        f"follows\t{follows}\t{shape}",
        f"follows-often\t{following}\t{cue.often}",
        f"commas\t{_NUMBERS[min(commas, 4)]}\t{shape}",
        f"before\t{before}\t{shape}",
    )
    top = around.tree.top(content)
    inner = _NO_WORD if top is None else around.inner(top)
    both = f"{shape}\t{cue.often}"
    out += inner.alone
    out += [prefix + shape for prefix in inner.shaped]
    out += [prefix + cue.often for prefix in inner.frequent]
    out += [prefix + stem for prefix in inner.stemmed]
    out += [prefix + both for prefix in inner.both]
    return Seen(out, ((f"share\t{cue.kind}", cue.share), (f"share-shape\t{shape}", cue.share)))


_MARKS = frozenset(("that", "to", "if", "whether", "what", "how", "why"))
_ARGUMENTS = frozenset("nsubj nsubjpass dobj ccomp xcomp prep agent dative oprd attr acomp prt advcl".split())


#: Where no word stands in a content.
_NO_WORD = Inner(("inner\t",), ("inner-tag\t\t",), ("inner\t\t",), (), ("inner-dep\t\t",))


def _of_inner(inner: Token, tree: Tree) -> Inner:
    """What the word is by which a content hangs, and whether it has a subject and a finite verb."""
    word = inner.text.lower()
    under: dict[str, Token] = {}
    for child in tree.children(inner):
        under.setdefault(child.dep, child)
    subject = tree.child(inner, "nsubj", "nsubjpass", "expl")
    if subject is None:
        who = "none"
    elif subject.tag.startswith(("PRP", "W", "D")):
        who = subject.text.lower()
    else:
        who = subject.ent or subject.tag
    modal = under["aux"].text.lower() if "aux" in under else ""
    return Inner(
        alone=(f"inner\t{word}", f"inner-stem\t{stem_of(word)}\t{inner.dep}"),
        shaped=(
            f"inner-tag\t{inner.tag}\t",
            f"inner-ent\t{inner.ent}\t",
            f"inner-subject\t{who}\t",
            f"inner-aux\t{modal}\t",
            *(f"inner-word\t{kind}\t{under[kind].text.lower()}\t" for kind in ("det", "prep") if kind in under),
        ),
        frequent=(f"inner\t{word}\t", f"inner-ent\t{inner.ent}\t{inner.tag}\t", f"inner-subject-often\t{who}\t"),
        stemmed=(f"inner-cue\t{word}\t", f"inner-aux-stem\t{modal}\t"),
        both=(
            f"inner-dep\t{inner.dep}\t",
            *(f"inner-with\t{kind}\t" for kind in ("amod", "det", "poss", "prep", "relcl", "acl") if kind in under),
        ),
    )


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
