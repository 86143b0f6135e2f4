"""What the ranker sees of a candidate: words of closed classes, the cue's own form, and the structure around them."""

from __future__ import annotations

import functools
from bisect import bisect_left
from typing import NamedTuple

from briefing.extract.positions.candidates import Candidate
from briefing.extract.positions.lexicon import Lexicon
from briefing.extract.positions.quotes import Quotes
from briefing.extract.positions.tree import Tree
from briefing.model.text import Document, Token

_PRONOUNS = {
    "he",
    "she",
    "they",
    "i",
    "we",
    "it",
    "you",
    "who",
    "that",
    "which",
    "his",
    "her",
    "their",
    "its",
    "my",
    "our",
}


def kind_of_cue(tag: str) -> str:
    """The kind of word a cue is, as the lexicon counts it."""
    return "verb" if tag.startswith("VB") else "noun" if tag.startswith("NN") else "adjective"


class Seen(NamedTuple):
    """What was seen of a candidate; a name stands for a weight of the ranker."""

    flags: list[str]
    """What holds."""
    values: tuple[tuple[str, float], ...]
    """What is measured."""


_LEVELS = (-5.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0)


def of_cue(cue: Token, tree: Tree, quotes: Quotes, lexicon: Lexicon) -> list[str]:
    """What holds of a cue whatever its source and content: its word and form, what it hangs on, what hangs on it."""
    word = cue.text.lower()
    kind, stem = kind_of_cue(cue.tag), stem_of(word)
    level = _bucket(lexicon.share(kind, word), _LEVELS)
    often = level > 3
    following, preceding, head = tree.after(cue), tree.before(cue), tree.head(cue)
    second = tree.after(following) if following else None
    earlier = tree.before(preceding) if preceding else None
    after = following.text.lower() if following else ""
    before = preceding.text.lower() if preceding else ""
    above = head.text.lower() if head is not None else "-"
    children = tree.children(cue)
    deps = sorted({t.dep for t in children if t.dep not in ("punct", "cc", "conj")})
    modal = next((t.text.lower() for t in children if t.dep == "aux"), "")
    preps = [t.text.lower() for t in children if t.dep == "prep" and t.i > cue.i]
    out = [
        "bias",
        f"word={word}",
        f"stem={stem}",
        f"level={level}|{cue.tag}",
        f"next={after}",
        f"next={after}|{often}",
        f"previous={before}|{often}",
        f"previous={before}|{stem}",
        f"stem={stem}|next={after}",
        f"next2={after}_{second.text.lower() if second else ''}",
        f"tags={preceding.tag if preceding else ''}_{cue.tag}_{following.tag if following else ''}",
        f"tags2={earlier.tag if earlier else ''}_{preceding.tag if preceding else ''}|{kind}",
        f"up={cue.dep}|{head.tag if head else '-'}|{kind}",
        f"up={cue.dep}|{above}",
        f"frame={'+'.join(deps)}",
        f"frame={'+'.join(deps)}|{often}",
        f"frame={'+'.join(d for d in deps if d in _ARGUMENTS)}|{stem}",
        f"preps={'+'.join(preps[:2])}|{stem}",
        f"aux={modal}",
        f"aux={modal}|{kind}",
        f"cue-in-quote={quotes.at(cue.start) is not None}",
    ]
    for child in children:
        if child.dep in ("advmod", "npadvmod", "mark", "auxpass"):
            out.append(f"{child.dep}={child.text.lower()}|{kind}")
            out.append(f"{child.dep}={child.text.lower()}|{often}")
        elif child.dep == "prt":
            out.append(f"stem={stem}|particle={child.text.lower()}")
        elif child.dep == "dobj":
            out.append(f"stem={stem}|object={child.ent or child.tag}")
    return out


def of_content(c: Candidate, document: Document, tree: Tree, quotes: Quotes, lexicon: Lexicon) -> Seen:
    """What the ranker sees of a cue with a content, whoever its source may be."""
    text, first, last = document.text, c.content[0], c.content[-1]
    word = c.cue.text.lower()
    kind = kind_of_cue(c.cue.tag)
    share = lexicon.share(kind, word)
    shape = c.content_rule
    quoted = quotes.share(c.content, text)
    length = sum(s.end - s.start for s in c.content)
    stem = stem_of(word)
    level = _bucket(share, _LEVELS)
    following, head = tree.after(c.cue), tree.head(c.cue)
    negated = any(t.dep == "neg" for t in tree.children(c.cue))
    preps = [t.text.lower() for t in tree.children(c.cue, "prep") if t.i > c.cue.i]
    out: list[str] = [
        f"word={word}|{shape}",
        f"shape={shape}",
        f"tag={c.cue.tag}|{shape}",
        f"dep={c.cue.dep}|{shape}",
        f"quoted={_bucket(quoted, (0.02, 0.3, 0.6, 0.9, 0.99))}|{shape}",
        f"long={_bucket(length, (8, 20, 40, 80, 160, 320))}|{shape}",
        f"spans={len(c.content)}",
        f"stem={stem}|{shape}",
        f"next-tag={following.tag if following else ''}|{shape}",
        f"depth={_depth(c, tree)}|{level}",
        f"up-stem={stem_of(head.text.lower() if head is not None else '-')}|{shape}",
        f"preps={'+'.join(preps[:2])}|{shape}",
        f"neg={negated}|{shape}",
        f"after={text[c.cue.end : c.cue.end + 2].strip()[:1]}|{shape}",
        f"to-end={c.sentence.span.end - last.end < 3}|{shape}",
        f"from-start={first.start == c.sentence.span.start}|{shape}",
    ]
    out += _of_words(c, text, tree, stem, level)
    target = tree.child(c.cue, "dobj")
    if target is not None:
        out.append(f"object={target.text.lower()}|{shape}")
    beginning = text[first.start : first.start + 12].lower().split()
    if beginning:
        opening = beginning[0].strip("“\"',’")
        out.append(f"opens={opening}|{shape}")
        out.append(f"opens={opening}")
        if opening in _MARKS:
            out.append(f"mark={opening}|word={word}")
    # A quotation beside the cue that the content leaves out speaks against it.
    reach = [q for q in quotes.spans_near(c.sentence.span) if q.end - q.start > 25]
    missed = sum(not any(s.start <= q.start and q.end <= s.end + 2 for s in c.content) for q in reach)
    out.append(f"missed={min(missed, 3)}|{shape}")
    return Seen(out, ((f"share:{kind}", share), (f"share:{shape}", share)))


_MARKS = frozenset(("that", "to", "if", "whether", "what", "how", "why"))


def of_source(c: Candidate, lexicon: Lexicon) -> list[str]:
    """What a source adds: a name of some kind, a pronoun, a noun; how it hangs on the cue and where it stands."""
    word, shape = c.cue.text.lower(), c.content_rule
    level = _bucket(lexicon.share(kind_of_cue(c.cue.tag), word), _LEVELS)
    out = [
        f"source={c.source_rule}",
        f"shape={shape}|source={c.source_rule}",
        f"level={level}|{shape}|{c.source_rule}",
    ]
    head = c.source_head
    if head is None or c.source is None:
        return out
    low = head.text.lower()
    who = low if low in _PRONOUNS else head.ent if head.ent in ("PERSON", "ORG", "GPE", "NORP") else head.tag
    return [
        *out,
        f"who={who}",
        f"who={who}|{shape}",
        f"who={who}|stem={stem_of(word)}",
        f"who={who}|level={level}|{shape}",
        f"head={low}",
        f"head={low}|{level > 3}",
        f"gap={_bucket(abs(c.source.start - c.cue.start), (10, 30, 60, 120))}|{c.source_rule}",
        f"inverted={c.source.start > c.cue.start}|{shape}",
    ]


def features(c: Candidate, document: Document, tree: Tree, quotes: Quotes, lexicon: Lexicon) -> Seen:
    """All that the ranker's first look sees of a candidate."""
    content = of_content(c, document, tree, quotes, lexicon)
    return Seen([*of_cue(c.cue, tree, quotes, lexicon), *content.flags, *of_source(c, lexicon)], content.values)


_ARGUMENTS = frozenset("nsubj nsubjpass dobj ccomp xcomp prep agent dative oprd attr acomp prt advcl".split())


def _of_words(c: Candidate, text: str, tree: Tree, stem: str, level: int) -> list[str]:
    """What the content is made of: the word it hangs by, whether it has a subject and a finite verb."""
    shape = c.content_rule
    inner = next((t for t in tree.within(c.content[0]) if not _inside(t, c, tree)), None)
    word = inner.text.lower() if inner else ""
    out = [
        f"inner-tag={inner.tag if inner else ''}|{shape}",
        f"inner-dep={inner.dep if inner else ''}|{shape}|{level > 3}",
        f"inner={word}",
        f"inner={word}|{level > 3}",
    ]
    if inner is not None:
        out.append(f"inner={inner.text.lower()}|stem={stem}")
        out.append(f"inner-stem={stem_of(inner.text.lower())}|{inner.dep}")
        out.append(f"inner-ent={inner.ent}|{inner.tag}|{level > 3}")
        out.append(f"inner-ent={inner.ent}|{shape}")
        subject = tree.child(inner, "nsubj", "nsubjpass", "expl")
        who = "none" if subject is None else subject.text.lower() if subject.tag.startswith(("PRP", "W", "D")) else (
            subject.ent or subject.tag
        )  # fmt: skip
        out.append(f"inner-subject={who}|{shape}")
        out.append(f"inner-subject={who}|{level > 3}")
        modal = next((t.text.lower() for t in tree.children(inner, "aux")), "")
        out.append(f"inner-aux={modal}|{shape}")
        out.append(f"inner-aux={modal}|{stem}")
        for kind in ("amod", "det", "poss", "prep", "relcl", "acl"):
            child = tree.child(inner, kind)
            if child is not None:
                out.append(f"inner-{kind}|{shape}|{level > 3}")
                if kind in ("det", "prep"):
                    out.append(f"inner-{kind}={child.text.lower()}|{shape}")
    last = c.content[-1]
    ending = text[last.end : last.end + 1]
    out.append(f"ends={'w' if ending.isalnum() else ending.strip()}|{shape}")
    follows = text[last.end : last.end + 14].lower().replace(",", " , ").replace(";", " ; ").split()
    out.append(f"follows={' '.join(follows[:2])}|{shape}")
    out.append(f"follows={' '.join(follows[:1])}|{level > 3}")
    commas = sum(text.count(",", s.start, s.end) for s in c.content)
    out.append(f"commas={min(commas, 4)}|{shape}")
    before = text[max(0, c.content[0].start - 12) : c.content[0].start].lower().split()
    out.append(f"before={' '.join(before[-1:])}|{shape}")
    return out


@functools.cache
def stem_of(word: str) -> str:
    """A word without its commonest endings: enough to bring forms of one verb together."""
    for ending, least in (("ies", 5), ("ied", 5), ("ing", 6), ("es", 5), ("ed", 5), ("s", 4), ("d", 4), ("e", 4)):
        if word.endswith(ending) and len(word) >= least:
            word = word[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls" else word.removesuffix("e")


def _inside(token: Token, c: Candidate, tree: Tree) -> bool:
    """Whether the word a token hangs on lies in the content too: the content's head is the one of which it does not."""
    head = tree.head(token)
    return head is not None and any(s.start <= head.start < s.end for s in c.content)


def _depth(c: Candidate, tree: Tree) -> int:
    depth, at = 0, c.cue
    while depth < 4 and (head := tree.head(at)) is not None:
        depth, at = depth + 1, head
    return depth


def _bucket(value: float, edges: tuple[float, ...]) -> int:
    return bisect_left(edges, value)
