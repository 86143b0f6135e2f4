"""What the words of a source name: the people or bodies that are its head, or a noun that stands for somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from briefing.extract.actors.lexicon import lexicon as actor_lexicon
from briefing.extract.source_resolution.context import Context, Named
from briefing.model.text import Span

#: Characters of a source's words that name it at most; longer ones end with a whole word.
LONGEST = 100
WORD = re.compile(r"[^\W_]+(?:[.’'&\-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"(?:[’'‘]s|(?<=s)[’'])(?!\w)", re.IGNORECASE)
_LINK = re.compile(r"\A[\s,]*(?:(?:and|&|or|as well as|along with)\s*)?\Z")
_OFFICE_OF = re.compile(r"(?:\A|\s)[A-Z][\w-]*\s(?:of|for|to)\s(?:the\s)?(?:[A-Z][\w-]*\s?){1,4}\Z")
# "Friends, lobbyists and former rivals": three nouns side by side, no apposition.
_LIST = re.compile(r"\A(?:[\w-]+ ){0,2}[\w-]+s(?:, (?:[\w-]+ ){0,2}[\w-]+s){1,4},? and (?:[\w-]+ ){0,3}[\w-]+\Z")
# "Ports like Hove, Norhaven, and Venn": the list belongs to the noun.
_PLACE = r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*"
_SUCH = re.compile(rf"[\w-]+s (?:like|such as|including) {_PLACE}(?:, {_PLACE})*,? and {_PLACE}")
_COUNTED = re.compile(r"a (?:lot|number|handful|couple|series|group|majority|minority) of\b", re.IGNORECASE)
_CUTS = re.compile(r"[,;:(—–]|--|\bwho\b|\bwhich\b|\bthat\b|\bwhose\b|\s(?:at|in|from)\s(?:its|their)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """A source's head."""

    named: tuple[Named, ...] = ()
    """The actors it names as the ones who speak, in order."""
    beside: bool = False
    """Whether others who are not named speak along with them ("Hale and two neighbours")."""
    agreed: bool = True
    """Whether the parse takes the same head."""
    noun: str = ""
    """The head noun in lower case where nobody is named as head."""
    definite: bool = False
    """Whether the noun points back ("the ministry")."""
    inside: tuple[Named, ...] = ()
    """All actors named anywhere in it."""
    plain: str = ""
    """The source's own words without article, apposition and relative clause."""


def read(context: Context, span: Span) -> Reading:
    """The head of a source's words."""
    inside = tuple(context.within(span))
    head_end = _head_end(context, span)
    # "Brenn Hesk, which means “Salt is Forbidden”": what a name before it means names nobody.
    heads = [n for n in inside if _is_head(context, span, n)]
    heads = [n for n in heads if not _is_quoted(context, span, n) or not heads[0].span.end <= n.span.start]
    people = [n for n in heads if context.actors[n.actor].kind == "person"]
    chosen = people or [n for n in heads if n.span.start < head_end]
    noun, definite = _noun(context, Span(span.start, head_end))
    plain = _plain(context, span)
    if chosen and not (people == [] and _is_modified(noun, chosen, context)):
        group, beside = _together(context, span, chosen)
        return Reading(group, beside, _agrees(context, span, group), noun, definite, inside, plain)
    return Reading(noun=noun, definite=definite, inside=inside, plain=plain)


def _is_modified(noun: str, heads: Sequence[Named], context: Context) -> bool:
    """Whether the noun phrase goes on after the body it names ("Harbour Fund officials")."""
    last = WORD.findall(heads[0].span.of(context.text).lower())
    return bool(noun) and bool(last) and noun not in last and noun != last[-1].rstrip(".")


def _is_head(context: Context, span: Span, name: Named) -> bool:
    """Whether a name in a source is who speaks: not a possessor, nor what a preposition leads."""
    text = context.text
    after = text[name.span.end : span.end]
    if _POSSESSIVE.match(text, name.span.end):
        return False
    following = re.match(r"\s+([^\W\d_][\w-]*)", after)
    if following and not _may_follow(following.group(1), context):
        return False
    actor = context.actors[name.actor]
    start = span.start
    before = text[start : name.span.start]
    if actor.title_span is not None and 0 <= name.span.start - actor.title_span.end <= 2:
        before = text[start : max(start, actor.title_span.start)]
    office = _OFFICE_OF.search(before)
    if office:
        before = before[: office.start()]
    return not _led_by_preposition(before, context) or _is_body_with_office(before, context)


def _is_quoted(context: Context, span: Span, name: Named) -> bool:
    """Whether a name stands in a quotation within a source, behind other words of it."""
    quotation = context.quotations.around(name.span.start)
    return quotation is not None and span.start < quotation.start and quotation.end <= span.end


def _is_body_with_office(before: str, context: Context) -> bool:
    """Whether a body alone stands before an office and its holder: "Bank of Norland’s (chief economist, Hale)"."""
    owner = re.sub(r"(?:[’'‘]s|(?<=s)[’'])\s*\Z", "", before)
    words = WORD.findall(owner)
    small = context.lex.prepositions | {"and", "the"}
    if owner == before or not words or not words[0][0].isupper():
        return False
    return all(w[0].isupper() or w in small for w in words)


def _may_follow(word: str, context: Context) -> bool:
    adverb = word.lower().endswith("ly") and word.lower() not in context.lex.nouns_in_ly
    return word.lower() in context.lex.may_follow or adverb or word[0].isupper()


def _led_by_preposition(before: str, context: Context) -> bool:
    """Whether nothing but an article and titles part a name from a preposition before it."""
    lex = actor_lexicon(context.document.language)
    last = re.split(r"[,;:(—–]", before)[-1]
    for word in reversed(WORD.findall(last)):
        low = word.lower()
        if low in context.lex.prepositions:
            return True
        titled = word[0].isupper() or lex.is_role(low) or low in lex.modifiers or low in lex.determiners
        if not titled and low.rstrip(".") not in lex.honorifics and "-" not in low:
            return low in ("and", "or") and _led_by_preposition(last[: last.rindex(word)], context)
    return False


def _head_end(context: Context, span: Span) -> int:
    """Where the noun phrase that heads a source ends: before a preposition, a comma or a relative clause."""
    text = span.of(context.text)
    cut = _CUTS.search(text, 1)
    end = max(1, len(text[: cut.start()].rstrip())) if cut else len(text)
    names = [Span(n.span.start - span.start, n.span.end - span.start) for n in context.within(span)]
    quoted = [Span(q.start - span.start, q.end - span.start) for q in context.quotations.spans_near(span)]
    before = ""
    for match in WORD.finditer(text, 0, end):
        inside = any(n.start <= match.start() < n.end for n in (*names, *quoted))
        if match.start() and match.group().lower() in context.lex.prepositions and not inside:
            return span.start + match.start()
        if before in context.lex.documents and context.lex.participle.fullmatch(match.group()):
            return span.start + len(text[: match.start()].rstrip())  # "survey data (released on Friday)"
        before = match.group().lower()
    return span.start + end


def _noun(context: Context, head: Span) -> tuple[str, bool]:
    words = WORD.findall(head.of(context.text))
    if not words:
        return "", False
    last = words[-1].lower().rstrip(".")
    definite = words[0].lower() in context.lex.definite and len(words) > 1
    return last, definite


def _plain(context: Context, span: Span) -> str:
    text = " ".join(span.of(context.text).split())
    cut = _CUTS.search(text, 1)
    if cut and not _LIST.match(text) and not _SUCH.fullmatch(text):
        text = text[: cut.start()]
    first, _, rest = text.partition(" ")
    if first.lower() in ("the", "a", "an") and rest and not _COUNTED.match(text):
        text = rest
    text = _untimed(context, text.strip(" ,.;:'\"“”"))
    return shorten(text, LONGEST, placeholder="") or text[:LONGEST]


def _untimed(context: Context, words: str) -> str:
    """The words of a source without when it speaks; "figures released in July" are known by nothing else."""
    match = context.lex.timed.search(words)
    if match is None:
        return words
    left = words[: match.start()]
    return words[: match.end("time")] if left.lower() in context.lex.documents else left


def _together(context: Context, span: Span, heads: Sequence[Named]) -> tuple[tuple[Named, ...], bool]:
    """The first head and those joined to it by commas and "and"; whether somebody unnamed is joined too."""
    group = [heads[0]]
    for name in heads[1:]:
        between = context.text[group[-1].span.end : name.span.start]
        if name.actor == group[-1].actor:
            continue
        joined = "," in between or re.search(r"\band\b|&", between)
        if not joined or not _LINK.match(_without_titles(between, context)):
            break
        group.append(name)
    if len(group) > 1 and not re.search(
        r"\b(?:and|or|as well as|along with)\b|&", context.text[group[0].span.end : group[-1].span.start]
    ):
        group = group[:1]
    rest = context.text[group[-1].span.end : span.end]
    beside = bool(re.match(r"\s+(?:and|or)\s+\w", rest)) and not re.match(r"\s+(?:and|or)\s+(?:his|her)\b", rest)
    return tuple(group), beside


def _without_titles(between: str, context: Context) -> str:
    """A stretch between two names without the second one's title."""
    lex = actor_lexicon(context.document.language)
    kept = []
    for part in re.findall(r"\w[\w.’'-]*|,|&", between):
        low = part.lower()
        titled = lex.is_role(low) or low in lex.honorifics or low in lex.modifiers or (part[0].isupper())
        if not titled and low not in context.lex.between_names:
            kept.append(part)
    return " ".join(kept).replace(" ,", ",")


def _agrees(context: Context, span: Span, group: Sequence[Named]) -> bool:
    """Whether the parse's head of the source lies in the first name, or in a title or apposition tied to it."""
    if context.parse.reduced:
        return True
    tokens = context.tokens(span)
    indices = {t.i for t in tokens}
    roots = [t for t in tokens if t.head not in indices or t.head == t.i]
    first = group[0].span
    for root in roots:
        if first.start <= root.start < first.end:
            return True
        for token in context.tokens(first):
            if token.head == root.i and token.dep in ("appos", "compound", "nmod", "conj", "nsubj"):
                return True
    return False


def letters(words: str) -> str:
    """Words in lower case, with letters, digits and spaces alone."""
    return "".join(c for c in words.casefold() if c.isalnum() or c == " ")
