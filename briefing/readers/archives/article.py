"""One article of an archive, before it is a document, and how its fields are read."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.model.text import DateFrom, Document, Note
from briefing.readers.archives.data import load
from briefing.readers.byline import names_in
from briefing.readers.collection import CUT_OFF

#: Authors named; a longer list is no byline.
MOST_AUTHORS = 12
#: The longest name of an author that is kept as it stands, in characters.
LONGEST_NAME = 80
#: The words of such a name.
MOST_WORDS = 6

_PAGE = re.compile(
    r"(?:^|[;,\s])(?:pg|pgs|pages?|p|pp|s|seite|no|pág)\b\.?\s*(?P<page>[A-Z]{0,3}[-.]?\d{1,4}[A-Z]?(?:[-–.]\w{1,5})?)",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:by|von|par|por|door|di|af|av|words by|from)\b:?\s+", re.IGNORECASE)
#: Beside a name: what stands in brackets, an address, a handle.
_BESIDE = re.compile(r"(?<!\s)\s*\([^()]{0,80}\)|(?<!\S)\S{1,64}@\S{1,80}|(?<!\S)@\w{1,30}")
_ROLE = re.compile(
    r"\b(?:staff|writer|reporter|correspondent|editor|bureau|agency|news|press|columnist|contributor|special (?:to|for)"
    r"|desk|redakteur(?:in)?|korrespondent(?:in)?|mitarbeiter(?:in)?|rédaction|envoyée? spéciale?|correspondante?"
    r"|redacción)\b",
    re.IGNORECASE,
)
#: Behind two words that may be a name, without a comma.
_OFFICE = re.compile(
    r"(?<=\w)\s+(?:(?:staff|senior|chief|special|political|foreign|deputy)\s+){0,2}"
    r"(?:writer|reporter|correspondent|editor|columnist|contributor)s?$",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"(?<![\s.,;(])[\s.,;(]*\b(?:all rights (?:are )?reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|tutti i diritti riservati|alle rechten voorbehouden)[\s.)!]*$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"\(?(?:copyright\b|copy(?=\s(?:19|20)\d\d\s[A-Z])|©|\(c\)|c\.(?=\s*(?:19|20)\d\d\s[A-Z]))\s*:?\s*(?:©|\(c\)|copyright\b)?,?\s*(?:19|20)\d\d\b(?:(?!\w{3}[.!?]\s+[A-Z“\"]).){0,140}",
    re.IGNORECASE,
)
_VERSION = re.compile(r"version\s*:?\s*\d+", re.IGNORECASE)
_SHARE = re.compile(r"(?<!\s)\s*\(\d{1,3}\s?%\)")

#: Behind an outlet's name: "The Varde Herald (Varde) - Final Edition".
_EDITION = re.compile(r"\s[-–]\s[^-–]{0,40}\bedition\b.{0,40}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """What an archive's file says of one article."""

    title: str | None
    paragraphs: tuple[str, ...]
    """The story, without any field; empty where the file holds none."""
    outlet: str | None = None
    day: dt.date | None = None
    dated: str | None = None
    """What was read as the day, word for word."""
    authors: tuple[str, ...] = ()
    section: str | None = None
    page: str | None = None
    language: str | None = None
    subjects: tuple[str, ...] = ()
    url: str | None = None
    status: str | None = None
    cut_off: bool = False
    """Whether the file ends before the article does."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The articles of a file in its order, those without a story too."""

    articles: tuple[Article, ...]
    announced: int | None = None
    """How many the file says it holds."""


def document(article: Article, kind: str, number: int | None = None) -> Document:
    """The article as a document; its id is given when all of the file are known."""
    origin: DateFrom = "metadata" if article.day else "none"
    notes = article.notes
    if article.cut_off:
        notes = (*notes, Note(CUT_OFF, "The file breaks off in this article; its end is missing."))
    return Document(
        "",
        "\n\n".join(article.paragraphs),
        title=article.title,
        date=article.day,
        date_from=origin,
        date_evidence=article.dated,
        authors=article.authors,
        publisher=_EDITION.sub("", article.outlet) if article.outlet else None,
        url=article.url,
        language=article.language or "en",
        kind=kind,
        notes=notes,
        number=number,
        section=article.section,
        page=article.page,
        subjects=article.subjects,
        status=article.status,
    )


def authors(words: str) -> tuple[str, ...]:
    """The names in a byline as archives write one: ``By Ana Ruiz``, ``Ruiz, Ana; de Wit, Tom``, ``Ana Ruiz; Staff``.

    >>> authors("Lund, Ivo; Rask, Tove")
    ('Ivo Lund', 'Tove Rask')
    >>> authors("BY IVO LUND; Staff Writer")
    ('Ivo Lund',)
    >>> authors("IVO LUND, TOVE RASK")
    ('Ivo Lund', 'Tove Rask')
    >>> authors("Ivo Lund (box by Tove Rask); ivo@ellan.example")
    ('Ivo Lund',)
    >>> authors("Ivo Lund Staff Writer"), authors("Tove Rask; Special for ELLAN POST")
    (('Ivo Lund',), ('Tove Rask',))
    >>> authors("Von Ivo Lund, dpa"), authors("Ivo Lund, AFP"), authors("LUND, IVO")
    (('Ivo Lund',), ('Ivo Lund',), ('Ivo Lund',))
    >>> authors("Ivo Lund / Ellan.example"), authors("il/tr")
    (('Ivo Lund',), ())
    """
    words = _BY.sub("", _BESIDE.sub(" ", " ".join(words.split())).strip()).strip(" .;,")
    people: dict[str, None] = {}
    for part in re.split(r"(?<!\s)\s*[;|•]\s*|\s/\s", words)[: 2 * MOST_AUTHORS]:
        turned = re.fullmatch(r"(?P<last>[^,]{2,40}),\s+(?P<first>[^,]{1,40}?)\.?", part)
        if turned and not _ROLE.search(part) and _is_turned(turned["last"], turned["first"]):
            name = f"{turned['first']} {turned['last']}"
            people.setdefault(name.title() if name.isupper() else name)
            continue
        names = _names(part)
        for name in names:
            people.setdefault(name)
    return tuple(people)[:MOST_AUTHORS]


def _names(words: str) -> tuple[str, ...]:
    """The names in a part of a byline, whatever the office behind them is; none in "Special for" some paper."""
    bare = _OFFICE.sub("", words)
    bare = bare if len(bare.split()) > 1 else words
    if re.match(r"special (?:to|for)\b", bare, re.IGNORECASE):
        return ()
    names = names_in(bare)
    if not names and bare and _may_be_name(bare):
        names = (bare.title() if bare.isupper() else bare,)
    return names


def _is_turned(last: str, first: str) -> bool:
    """Whether words on both sides of a comma are one name: ``Lund, Ivo``, not ``Ivo Lund, Tove Rask`` or an agency."""
    if first.islower() or (first.isupper() and first.isalpha() and len(first) > 2 and not last.isupper()):
        return False
    lasts, firsts = last.split(), first.split()
    return len(lasts) <= 3 and len(firsts) <= 3 and (len(lasts) == 1 or len(firsts) == 1 or lasts[0][:1].islower())


def _may_be_name(words: str) -> bool:
    """Whether what no rule knows as a name may be one; a sentence and the letters of an agency are none."""
    if len(words) > LONGEST_NAME or len(words.split()) > MOST_WORDS or _ROLE.search(words):
        return False
    # Digits, an address, a site's name, and initials such as "gr/bp" are nobody's name.
    if re.search(r"\d|@|/|\w\.[a-z]{2,10}$", words):
        return False
    return not (words.isupper() and len(words) <= 4)


def section_and_page(words: str) -> tuple[str | None, str | None]:
    """The section and the page in a field that may hold both.

    >>> section_and_page("NEWS; Pg. 4")
    ('NEWS', '4')
    """
    match = _PAGE.search(words)
    section = words[: match.start()] if match else words
    parts = [part.strip(" ,") for part in section.split(";")]
    kept = "; ".join(part for part in parts if part and not _VERSION.fullmatch(part))
    return kept or None, match["page"] if match else None


def language(words: str) -> str | None:
    """The code of a language that an archive names in words.

    >>> language("ENGLISH")
    'en'
    """
    names = _languages()
    whole = words.strip().lower()
    return names.get(whole) or names.get(re.split(r"[;,(（/]", whole)[0].strip())


@functools.cache
def _languages() -> dict[str, str]:
    return {name: code for code, names in load("languages")["names"].items() for name in names}


def subjects(words: str) -> tuple[str, ...]:
    """The subject terms in a list parted by ``;``, without the weights that some archives put behind them.

    >>> subjects("HARBOURS (90%); FERRIES (78%)")
    ('HARBOURS', 'FERRIES')
    """
    terms = (_SHARE.sub("", term).strip(" .") for term in words.split(";"))
    return tuple(dict.fromkeys(term for term in terms if term))


def is_rights(words: str) -> bool:
    """Whether a line says whose the article is and nothing else; a sentence of the story that speaks of rights is none.

    >>> is_rights("Copyright 2014 Ellan Post. All Rights Reserved")
    True
    >>> is_rights("Copyright 1984 was printed on the first page. The clerk wrote it.")
    False
    """
    if len(words) > 200:
        return False
    bare = _RESERVED.sub("", words).strip()
    if not bare:
        return True
    whole = _RIGHTS.fullmatch(bare)
    return bool(whole) and (bare != words.strip() or len(bare.split()) <= 14)


def string(value: object) -> str | None:
    """A value of a JSON item that is text and holds more than white space; else ``None``."""
    return value if isinstance(value, str) and value.strip() else None


def clean(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """The paragraphs with words in them."""
    return tuple(p for p in (" ".join(p.split()) for p in paragraphs) if re.search(r"[^\W_]", p))


def one_line(words: Sequence[str]) -> str | None:
    """Words of several lines in one; ``None`` where there are none."""
    return " ".join(" ".join(words).split()) or None
