"""Who said what: source, cue and content of each attribution."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.model.findings import Attribution, AttributionKind, Stance
from briefing.model.text import Document, Parse, Sentence, Span, Token

STANCES: dict[Stance, str] = {
    "asserts": "said says say saying told tells added adds explained stated noted argued insisted claimed believes "
    "believed thinks thought called calls estimated described announced reported found agreed declared",
    "denies": "denied rejected denies rejects",
    "criticises": "criticized criticised accused condemned blamed slammed",
    "warns": "warned warns cautioned worried worry worries feared",
    "promises": "promised vowed pledged promises vows",
    "asks": "urged urges demanded demands asked wants called-for calling advocated",
}
CUES: dict[str, Stance] = {word: stance for stance, words in STANCES.items() for word in words.split()}
QUOTE = re.compile(r"“[^“”\n]*”?|\"[^\"\n]*\"?")
NO_COMMENT = re.compile(
    r"\b(?:did not|didn’t|didn't) (?:immediately )?(?:respond|reply)\b[^.\n]*|\bdeclined to comment\b[^.\n]*"
)


def find(
    document: Document, sentences: Sequence[Sentence], parse: Parse, engine: str = "auto"
) -> tuple[Attribution, ...]:
    """The attributions of the story in order, with sources still unresolved."""
    del engine
    found: list[Attribution] = []
    quotes = [Span(*m.span()) for m in QUOTE.finditer(document.text)]
    for sentence in sentences:
        found.extend(_sentence(document, sentence, parse, quotes))
    return tuple(_numbered(found))


def _numbered(found: list[Attribution]) -> Iterator[Attribution]:
    from dataclasses import replace

    for number, one in enumerate(sorted(found, key=lambda a: (a.content or a.source)[0]), start=1):
        yield replace(one, id=f"p{number}")


def _sentence(document: Document, sentence: Sentence, parse: Parse, quotes: list[Span]) -> Iterator[Attribution]:
    text = document.text
    tokens = parse.of(sentence)
    children: dict[int, list[Token]] = {}
    for t in tokens:
        if t.head != t.i:
            children.setdefault(t.head, []).append(t)
    if m := NO_COMMENT.search(text, sentence.span.start, sentence.span.end):
        yield _made(
            (Span(sentence.span.start, m.start()),), (), (Span(*m.span()),), "no_comment", "no_comment", sentence, 0.9
        )
        return
    inside = [q for q in quotes if q.start < sentence.span.end and q.end > sentence.span.start]
    for t in tokens:
        stance = CUES.get(t.text.lower())
        if stance is None or any(q.start <= t.start < q.end for q in inside):
            continue
        subject = next((c for c in children.get(t.i, ()) if c.dep in ("nsubj", "nsubjpass")), None)
        if subject is None and not parse.reduced:
            head = parse.tokens[t.head]
            if t.dep in ("conj", "advcl", "xcomp"):
                subject = next((c for c in children.get(head.i, ()) if c.dep == "nsubj"), None)
        if subject is None:
            continue
        clause = next((c for c in children.get(t.i, ()) if c.dep in ("ccomp", "xcomp", "dobj", "prep")), None)
        source = _subtree(subject, children)
        spoken = [q for q in inside if not (q.start <= source.start and source.end <= q.end)]
        full = [q for q in spoken if q.end - q.start > 20 and text[q.start - 5 : q.start].count(" ") >= 0]
        if full and (full[0].start <= sentence.span.start + 1 or not clause):
            content: tuple[Span, ...] = tuple(_carry(full, quotes, sentence, document))
        elif clause:
            content = (_subtree(clause, children),)
        else:
            continue
        if content[0].overlaps(t.span) and len(content) == 1:
            continue
        letters = sum(min(q.end, c.end) - max(q.start, c.start) for q in quotes for c in content if q.overlaps(c))
        share = letters / max(1, sum(c.end - c.start for c in content))
        kind: AttributionKind = "direct" if share > 0.9 else "mixed" if share > 0.02 else "indirect"
        yield _made((source,), (t.span,), content, kind, stance, sentence, 0.8)


def _carry(full: list[Span], quotes: list[Span], sentence: Sentence, document: Document) -> Iterator[Span]:
    yield from full
    paragraph = document.paragraphs[sentence.paragraph]
    for q in quotes:
        if q.start >= sentence.span.end and q.end <= paragraph.end:
            if document.text[sentence.span.end : q.start].strip() == "":
                yield q
            break


def _made(
    source: tuple[Span, ...], cue: tuple[Span, ...], content: tuple[Span, ...],
    kind: AttributionKind, stance: Stance, sentence: Sentence, score: float,
) -> Attribution:  # fmt: skip
    return Attribution(
        "", source, cue, content, None, None, kind, stance, "likely", score, f"{kind}-verb", (), sentence.i
    )


def _subtree(token: Token, children: dict[int, list[Token]]) -> Span:
    start, end = token.start, token.end
    stack = [token]
    while stack:
        t = stack.pop()
        start, end = min(start, t.start), max(end, t.end)
        stack.extend(children.get(t.i, ()))
    return Span(start, end)
