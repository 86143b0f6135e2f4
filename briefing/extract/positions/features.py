"""What the ranker sees of a candidate: words of closed classes, the cue's own form, and the structure around them."""

from __future__ import annotations

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


def features(c: Candidate, document: Document, tree: Tree, quotes: Quotes, lexicon: Lexicon) -> list[tuple[str, float]]:
    """Names and values; a name stands for a weight of the ranker."""
    text = document.text
    word = c.cue.text.lower()
    kind = kind_of_cue(c.cue.tag)
    share = lexicon.share(kind, word)
    shape = c.content_rule
    quoted = quotes.share(c.content, text)
    length = sum(s.end - s.start for s in c.content)
    stem = stem_of(word)
    level = _bucket(share, (-5.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0))
    following, preceding = tree.after(c.cue), tree.before(c.cue)
    inner = next(
        (t for t in tree.tokens if c.content[0].start <= t.start < c.content[0].end and not _inside(t, c, tree)), None
    )
    first = c.content[0]
    out: list[tuple[str, float]] = [
        ("bias", 1.0),
        (f"share:{kind}", share),
        (f"share:{shape}", share),
        (f"word={word}", 1.0),
        (f"word={word}|{shape}", 1.0),
        (f"shape={shape}", 1.0),
        (f"source={c.source_rule}", 1.0),
        (f"shape={shape}|source={c.source_rule}", 1.0),
        (f"tag={c.cue.tag}|{shape}", 1.0),
        (f"dep={c.cue.dep}|{shape}", 1.0),
        (f"quoted={_bucket(quoted, (0.02, 0.3, 0.6, 0.9, 0.99))}|{shape}", 1.0),
        (f"long={_bucket(length, (8, 20, 40, 80, 160, 320))}|{shape}", 1.0),
        (f"spans={len(c.content)}", 1.0),
        (f"stem={stem}", 1.0),
        (f"stem={stem}|{shape}", 1.0),
        (f"level={level}|{shape}|{c.source_rule}", 1.0),
        (f"level={level}|{c.cue.tag}", 1.0),
        (f"next={following.text.lower() if following else ''}", 1.0),
        (f"next={following.text.lower() if following else ''}|{level > 3}", 1.0),
        (f"next-tag={following.tag if following else ''}|{shape}", 1.0),
        (f"previous={preceding.text.lower() if preceding else ''}|{level > 3}", 1.0),
        (f"stem={stem}|next={following.text.lower() if following else ''}", 1.0),
        (f"inner-tag={inner.tag if inner else ''}|{shape}", 1.0),
        (f"inner-dep={inner.dep if inner else ''}|{shape}|{level > 3}", 1.0),
        (f"inner={inner.text.lower() if inner else ''}", 1.0),
        (f"inner={inner.text.lower() if inner else ''}|{level > 3}", 1.0),
        (f"depth={_depth(c, tree)}|{level}", 1.0),
    ]
    particle = tree.child(c.cue, "prt")
    if particle is not None:
        out.append((f"stem={stem}|particle={particle.text.lower()}", 1.0))
    target = tree.child(c.cue, "dobj")
    if target is not None:
        out.append((f"object={target.text.lower()}|{shape}", 1.0))
        out.append((f"stem={stem}|object={target.ent or target.tag}", 1.0))
    head = c.source_head
    if head is not None and c.source is not None:
        low = head.text.lower()
        who = low if low in _PRONOUNS else head.ent if head.ent in ("PERSON", "ORG", "GPE", "NORP") else head.tag
        out.append((f"who={who}", 1.0))
        out.append((f"who={who}|{shape}", 1.0))
        out.append((f"who={who}|stem={stem}", 1.0))
        out.append((f"who={who}|level={level}|{shape}", 1.0))
        out.append((f"head={low}", 1.0))
        out.append((f"head={low}|{level > 3}", 1.0))
        out.append((f"gap={_bucket(abs(c.source.start - c.cue.start), (10, 30, 60, 120))}|{c.source_rule}", 1.0))
        out.append((f"inverted={c.source.start > c.cue.start}|{quoted > 0.5}", 1.0))
    negated = any(t.dep == "neg" for t in tree.children(c.cue))
    modal = next((t.text.lower() for t in tree.children(c.cue, "aux")), "")
    out.append((f"aux={modal}", 1.0))
    out.append((f"aux={modal}|{kind}", 1.0))
    out.append((f"neg={negated}|{shape}", 1.0))
    out.append((f"after={text[c.cue.end : c.cue.end + 2].strip()[:1]}|{shape}", 1.0))
    inside = quotes.at(c.cue.start) is not None
    out.append((f"cue-in-quote={inside}", 1.0))
    beginning = text[first.start : first.start + 12].lower().split()
    if beginning:
        opening = beginning[0].strip("“\"',’")
        out.append((f"opens={opening}|{shape}", 1.0))
        out.append((f"opens={opening}", 1.0))
    last = c.content[-1]
    end = c.sentence.span.end
    out.append((f"to-end={end - last.end < 3}|{shape}", 1.0))
    out.append((f"from-start={first.start == c.sentence.span.start}|{shape}", 1.0))
    mark = next((m for m in ("that", "to", "if", "whether", "what", "how", "why") if opening_is(beginning, m)), "")
    out.append((f"mark={mark}|word={word}", 1.0))
    # A quotation beside the cue that the content leaves out speaks against it.
    reach = [q for q in quotes.spans_near(c.sentence.span) if q.end - q.start > 25]
    missed = sum(not any(s.start <= q.start and q.end <= s.end + 2 for s in c.content) for q in reach)
    out.append((f"missed={min(missed, 3)}|{shape}", 1.0))
    return out


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


def opening_is(words: list[str], word: str) -> bool:
    """Whether a content begins with a word."""
    return bool(words) and words[0].strip("“\"'") == word


def _bucket(value: float, edges: tuple[float, ...]) -> int:
    return sum(value > edge for edge in edges)
