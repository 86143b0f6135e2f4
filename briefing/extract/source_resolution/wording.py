"""What the words of a source tell by themselves: whether they are a name, break off, or mean another office."""

from __future__ import annotations

from briefing.extract.actors.lexicon import lexicon as actor_lexicon
from briefing.extract.source_resolution import holders
from briefing.extract.source_resolution.context import Context
from briefing.extract.source_resolution.source import Reading, letters
from briefing.model.text import Span


def is_proper(context: Context, plain: str) -> bool:
    """Whether words that no rule knew are a name all the same."""
    words = plain.split()
    return len(words) > 1 and all(w[0].isupper() or w in context.lex.inside_names for w in words)


def cut_short(context: Context, span: Span) -> str | None:
    """Whose title a source breaks off in: "Norland’s Chief", where "of Army Staff General Karim Daud" follows."""
    for actor in context.actors.values():
        title = actor.title_span
        if actor.kind != "person" or title is None or not span.start <= title.start < span.end < title.end:
            continue
        if any(0 <= mention.span.start - title.end <= 2 for mention in actor.mentions):
            return actor.id
    return None


def is_another(context: Context, plain: str, name: str) -> bool:
    """Whether an office without a name is not the one told of before: another body's, or the second of two."""
    known = set(letters(name).split())
    parted = [w for w in letters(plain).split() if w in context.lex.ordinals]
    return not all(letters(w) in known for w in (*holders.bodies_in(context, plain), *parted))


def own_words(context: Context, span: Span, reading: Reading) -> str:
    """The source's words, its first letter small again where only the sentence's start made it a capital."""
    plain = reading.plain
    sentence = context.sentence_at(span.start)
    first = plain.partition(" ")[0]
    second = plain.partition(" ")[2][:1]
    stripped = not span.of(context.text).startswith(first)  # "A Tory source": its capital is its own
    if (
        sentence is None
        or sentence.span.start != span.start
        or stripped
        or first.isupper()
        or second.isupper()
        or second.isdigit()
    ):
        return plain
    if any(n.span.start == span.start for n in reading.inside):
        return plain
    lex = actor_lexicon(context.document.language)
    if first.lower() in lex.peoples or first.lower() in lex.not_people:
        return plain
    tokens = context.tokens(Span(span.start, span.start + 1))
    if tokens and tokens[0].tag.startswith("NNP"):
        return plain
    return plain[:1].lower() + plain[1:]


def before_pronoun(span: Span, pronoun: Span, text: str) -> Span:
    """A source without its relative pronoun and what follows that: "the senator" of "the senator, who recently"."""
    if not span.start < pronoun.start < span.end:
        return span
    return Span(
        span.start,
        pronoun.start - len(text[span.start : pronoun.start]) + len(text[span.start : pronoun.start].rstrip(" ,")),
    )


def is_storm(context: Context, words: str) -> bool:
    """Whether some words name a storm: "Tropical Storm Orla", and "Orla" where the text calls her so."""
    lex = actor_lexicon(context.document.language)
    if not all(word[:1].isupper() for word in words.split()):
        return False  # "the hurricane center", "storm chasers"
    low = words.lower().split()
    if lex.names_storm(low):
        return True
    return (
        len(low) == 1 and words[:1].isupper() and any(f"{head.title()} {words}" in context.text for head in lex.storms)
    )
