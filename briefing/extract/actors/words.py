"""The words of the story with what their letters say: capitals, possessives, where a sentence begins; names of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from briefing.extract.actors.lexicon import Lexicon
from briefing.extract.actors.shapes import one_syllable, two_syllables
from briefing.model.text import Document, Parse, Sentence, Span, Token

NameKind = Literal["person", "organisation", "place", "thing", "single"]

_WORD = re.compile(
    r"""
    (?P<short>(?:[^\W\d_]\.){2,}(?:-\w+)*)   # U.S., E.J., U.S.-Ecuadorian
  | (?P<initial>[A-Z]\.(?=\s?[A-ZÀ-Þ]))      # the J. inside a name
  | (?P<word>\w+(?:[’'&\-]\w+|‘s\b|\.(?:com|org|net|co|gov)\b)*)
    """,
    re.VERBOSE,
)
# Some typesetters turn an apostrophe the wrong way: "Hale‘s".
_POSSESSIVE = re.compile(r"[’'‘]s$", re.IGNORECASE)
_APOSTROPHES = "’'‘"
# "Hamad al-Rashid", "Paul d’Orme": the small article is part of the surname.
_ARTICLED = re.compile(r"(?:al|el|as|ar|an|ad|ash|at|az)-[A-Z]|d[’'‘][A-Z](?!tat\b)")
# "Warren-style", "Ford-aligned": the name ends before the hyphen.
_TAIL = re.compile(r"^[A-Z]\w*-[a-z]+$")
_OPENERS = "“\"‘'([—–-:;"


class Word(NamedTuple):
    """A word as the rules read it, the same with and without a model."""

    i: int
    """Index among the document's words."""
    start: int
    end: int
    """Without a possessive ending, with the stop of a short form."""
    text: str
    low: str
    cap: bool
    upper: bool
    """All capitals, two letters or more."""
    initial: bool
    """Whether a sentence or a quotation begins here, so that a capital says nothing."""
    possessive: bool
    gap: str
    """What stands between this word's end and the next word; to the sentence's end for the last."""
    sentence: int
    token: Token | None
    """The word of the parse that begins here."""

    @property
    def span(self) -> Span:
        """The characters of the word."""
        return Span(self.start, self.end)

    @property
    def joins(self) -> bool:
        """Whether only white space parts it from the next word."""
        return not self.possessive and self.gap.isspace()


@dataclass(frozen=True, slots=True)
class Name:
    """One place where a name stands, without titles and possessives."""

    words: tuple[Word, ...]
    kind: NameKind
    led: bool = False
    """Whether an office or an honorific stands right before it."""
    headline: bool = False
    """Whether it stands in a line of capitals, where only names known from elsewhere count."""

    @property
    def span(self) -> Span:
        """The characters of the name."""
        return Span(self.words[0].start, self.words[-1].end)

    @property
    def text(self) -> str:
        """The words joined by single spaces, with the commas of a list: "Ministry of Mines, Oil and Gas"."""
        inner = "".join(w.text + (", " if w.gap.strip() == "," else " ") for w in self.words[:-1])
        return inner + self.words[-1].text

    @property
    def key(self) -> str:
        """The name in lower case, to count the same name together."""
        return self.text.lower()


def scan(document: Document, sentences: Sequence[Sentence], parse: Parse, lex: Lexicon) -> tuple[Word, ...]:
    """All words of the story in order."""
    at = {} if parse.reduced else {t.start: t for t in parse.tokens}
    words: list[Word] = []
    for sentence in sentences:
        words += _sentence(document.text, sentence, lex, len(words), at)
    return tuple(_held(words, document.text, lex))


def _held(words: Sequence[Word], text: str, lex: Lexicon) -> Iterator[Word]:
    """The words, where a possessive inside the name of a body is part of it: "the Strait Seafarers’ Union"."""
    for word in words:
        if word.possessive and word.cap and _inside_body(word, words, lex):
            end = word.end + 1 + text[word.end + 1].isalpha()
            whole, gap = text[word.start : end], word.gap.lstrip("’'‘")
            yield word._replace(end=end, text=whole, low=whole.lower(), possessive=False, gap=gap)
        else:
            yield word


def _inside_body(word: Word, words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a body's name goes on after a possessive: those it is of or for, in the plural or a saint, and its head.

    "The Netherlands’ Health Agency" is a country's, "Adams’ Trust" a person's, "the Reds’ Coach" somebody.
    """
    known = word.low in lex.not_people or word.low in lex.peoples or word.low in lex.place_words
    if known or not word.gap.lstrip("’'‘").isspace():
        return False
    first = word.i
    while first and words[first - 1].cap and words[first - 1].gap.isspace() and not words[first - 1].initial:
        first -= 1
    before = words[first - 1] if first and words[first - 1].sentence == word.sentence else None
    many = word.low.endswith("s") or word.low.endswith("men") or word.low in ("people", "children")
    saint = word.i > 0 and words[word.i - 1].low in lex.saints
    led = before is not None and before.low in lex.body_determiners
    evident = led or word.low in lex.plural_roles or not word.low.endswith("s")
    return (saint or (many and evident)) and _goes_on(words[word.i + 1 : word.i + 6], lex)


def _goes_on(words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether capitals lead to the head of a body's name that does not speak for itself, as "Senate" does."""
    for n, word in enumerate(words):
        if not word.cap or lex.is_role(word.low):
            return False
        if word.low in lex.organisation_heads:
            following = words[n + 1] if word.joins and n + 1 < len(words) else None
            street = following is not None and following.cap and following.low in lex.place_heads
            names = (" ".join(w.text for w in words[k : n + 1]) for k in range(n + 1))
            return not street and lex.metonyms.isdisjoint(names) and word.low not in lex.ruling
        if not word.joins:
            return False
    return False


def _sentence(text: str, sentence: Sentence, lex: Lexicon, first: int, at: Mapping[int, Token]) -> Iterator[Word]:
    """The words of a sentence, the first of which has an index; ``at`` holds the parse's words by their beginning."""
    matches = list(_WORD.finditer(text, sentence.span.start, sentence.span.end))
    for n, match in enumerate(matches):
        start, end = match.span()
        after = matches[n + 1].start() if n + 1 < len(matches) else sentence.span.end
        possessive = False
        if match.lastgroup == "word":
            word = match.group()
            ends_in_s = word[-2:-1] in _APOSTROPHES and _POSSESSIVE.search(word) is not None
            if ends_in_s and word.lower() in lex.names_in_s and word[0].isupper():
                pass  # "Moody’s"
            elif ends_in_s:
                end -= len("’s")
                possessive = True
            elif end < after and text[end] == "." and (word.lower() + ".") in lex.dotted:
                end += 1
            elif "-" in word and _TAIL.search(word) and not _whole(match.group(), matches[max(0, n - 1) : n + 2], lex):
                end = start + match.group().rindex("-")
            elif text[end - 1 : end] in "sz" and text[end : end + 2] in ("’ ", "' "):
                possessive = True
        core = text[start:end]
        before = text[max(sentence.span.start, start - 1) : start]
        yield Word(
            first + n,
            start,
            end,
            core,
            core.lower(),
            core[0].isupper() or _ARTICLED.match(core) is not None,
            len(core) > 1 and core.isupper() and any(c.isalpha() for c in core[1:]),
            n == 0 or (bool(before) and before in _OPENERS),
            possessive,
            text[match.end() if possessive else end : after],
            sentence.i,
            at.get(start),
        )


def _whole(word: str, around: Sequence[re.Match[str]], lex: Lexicon) -> bool:
    """Whether a word goes on after its hyphen: an office, or a given name beside a surname ("Park Geun-hye")."""
    if _office(word.lower(), lex):
        return True
    beside = (m for m in around if m.group() != word)
    surnames = (m.group() for m in beside if one_syllable(m.group()))
    return two_syllables(word, lex) and any(name.lower() not in lex.closed for name in surnames)


def _office(low: str, lex: Lexicon) -> bool:
    return (
        lex.is_role(low)
        or low in lex.modifiers
        or low.split("-", maxsplit=1)[0] in ("co", "vice", "anti", "pro", "mid", "post", "al")
    )


def shouted(words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a sentence is a headline: nearly every word that could be small is not."""
    content = [w for w in words if w.text[0].isalpha() and len(w.text) > 2]
    content = [w for w in content if w.low not in lex.function or (w.low in lex.sayings and not w.cap)]
    caps = sum(w.cap for w in content)
    small = len(content) - caps
    if caps < 4:
        return False
    # "Ann Hale of the Harbour Trust and Omar Deng of the Rivers Fund said no." has a stop, as no headline has.
    stopped = words[-1].gap.lstrip()[:1] in (".", "!", "?")
    return (
        small == 0
        or (caps >= 7 and small <= 0.15 * caps and not stopped)
        or sum(w.upper for w in content) >= 0.6 * len(content)
    )
