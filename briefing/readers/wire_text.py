"""Messages of agencies in the text form of the IPTC: a header, the text, and a line with the moment of sending.

Source: IPTC 7901, The Text Transmission Format, revision 5 (1995); how dpa and KNA fill it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.readers.archives import days
from briefing.readers.archives.article import Article, authors, clean
from briefing.readers.decode import decode

FORM = "IPTC 7901"
#: Where a header, the text and the moment begin, and where a message ends.
_HEADER, _TEXT, _MOMENT, _END = "\x01\x02\x03\x04"
_MARKS = re.compile(rb"([\x01-\x04])")
_MARK = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
#: Service and number, urgency, desk, words; what each agency puts behind that.
_HEAD = re.compile(
    r"^[\x00-\x04\x16 ]{0,8}(?P<service>[A-Za-z]{1,6})(?P<number>\d{3,5})[ ]{1,3}(?P<urgency>[1-9])[ ]{1,3}"
    r"(?P<desk>[A-Za-z]{1,4})[ ]{1,3}(?P<words>\d{1,5})(?![^\s])(?P<rest>[^\n]{0,120})$",
    re.MULTILINE,
)
#: The moment of sending: day, hour and minute, a zone, month, year.
_SENT = re.compile(
    r"^[\x03 ]{0,4}(?P<day>[0-3]\d)(?P<clock>[0-2]\d[0-5]\d)(?:\s[A-Z]{1,5})?\s"
    r"(?P<month>[^\W\d_]{3,4})\.?\s(?P<year>\d\d)\s*$",
    re.MULTILINE,
)
#: Behind the last line of the headline, or of all that stands above the story.
_ABOVE = re.compile(r"\s?=\s*$")
#: Bytes among which a header, and the mark of the text behind it, are looked for.
REACH = 2000
#: Lines among which all that stands above the story is looked for.
MOST_ABOVE = 24
#: The end of a line in a compound: agencies break no words.
_HYPHENED = re.compile(r"(?<=\w-)\n[ ]{0,4}(?=[^\W\d_])")
#: The first line of a paragraph, or an item of a list.
_SET_IN = re.compile(r"[ \t]{2,}\S")
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_BRACKETED = re.compile(r"\([^()]{1,600}\)")
_BY = re.compile(r"(?:By|Von|Par|Por|Di|Door|Af|Av)\s+[A-ZÀ-Þ]")
#: Where an agency's notes begin that are for the newsroom.
_NOTES = re.compile(r"^(?:# \S|\* ?\* ?\*)", re.MULTILINE)
_AGENCY = re.compile(r"^[^()]{2,60}\((?P<name>[A-Za-z][\w./ -]{1,20})\)")
_NAME = re.compile(r"(?<![^\s])[A-Za-z]{2,12}(?![^\s])")
#: The initials of those who wrote and read it, as a last line: "dpa kre/su yysw a3".
_SIGNED = re.compile(r"[a-z]{2,6}(?: [a-zäöü0-9/]{1,12}){1,6}")
#: "(Correction: …)", as newsrooms of several languages begin it.
_STATES = {
    "correction": re.compile(
        r"\((?:corr(?:ection|ected|ects)?|berichtigung|korrektur|rectificati(?:on|f))\b", re.IGNORECASE
    ),
    "kill": re.compile(r"\((?:kill|withdrawn|withdrawal|zurückgezogen|annulation)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands above a story."""

    title: str | None
    byline: str
    status: str | None


def is_message(data: bytes) -> bool:
    """Whether a file begins with the header of a message, and holds the mark of its text or a moment of sending."""
    begins = data[:REACH].decode("utf-8", errors="replace").lstrip("\r\n\ufeff").replace("\r", "\n")
    if _HEAD.match(begins) is None:
        return False
    return _TEXT in begins or _SENT.search(data.decode("utf-8", errors="replace").replace("\r", "\n")) is not None


def articles(data: bytes, name: str) -> list[Article]:
    """The messages of a file, in its order.

    Raises:
        InputError: it is no text.
    """
    # A short message has more control characters than a text may have: it is decoded between them.
    pieces = _MARKS.split(data.replace(b"\r\r\n", b"\n"))
    text = "".join(piece.decode() if _MARKS.fullmatch(piece) else decode(piece, name=name) for piece in pieces)
    heads = list(_HEAD.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [_article(head, text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]


def _article(head: re.Match[str], message: str) -> Article:
    sent = next(iter(_SENT.finditer(message)), None)
    body = message[: sent.start()] if sent is not None else message
    keywords, _, text = body.partition(_TEXT) if _TEXT in body else ("", "", body)
    text = text.partition(_MOMENT)[0]
    lines = _MARK.sub("", _NOTES.split(text, maxsplit=1)[0]).split("\n")
    above, rest = _parted(lines)
    terms = _terms([*_MARK.sub("", keywords).split("\n"), *above])
    said = _above([line for line in above if not _is_terms(line)])
    parts = (f"\n{line}" if _SET_IN.match(line) else line for line in rest)
    story = clean(_BLANK.split(_HYPHENED.sub("", "\n".join(parts))))
    if story and _SIGNED.fullmatch(story[-1]):
        story = story[:-1]
    day = _day(sent) if sent is not None else None
    return Article(
        said.title,
        story,
        outlet=_outlet(story, head),
        day=day,
        dated=f"{FORM}: {' '.join(sent[0].replace(_MOMENT, '').split())}" if sent is not None and day else None,
        authors=authors(said.byline),
        subjects=terms,
        status=said.status,
        cut_off=sent is None and _MOMENT not in body and _END not in message,
    )


def _parted(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands above a story, and the story: up to a line that ends in "=", else to one that is blank or set in."""
    filled = next((n for n, line in enumerate(lines) if line.strip()), 0)
    near = lines[filled : filled + MOST_ABOVE]
    end = next((n for n, line in enumerate(near, start=1) if _ABOVE.search(line)), None)
    if end is None:
        end = next((n for n, line in enumerate(near) if not line.strip() or _SET_IN.match(line)), 0)
        if any(line.rstrip().endswith((".", "”", '"')) for line in near[:end]):
            end = 0  # a story without anything above it
    return [_ABOVE.sub("", line).strip() for line in near[:end]], list(lines[filled + end :])


def _above(lines: Sequence[str]) -> _Above:
    whole = "\n".join(lines)
    status = next((state for state, pattern in _STATES.items() if pattern.search(whole)), None)
    # A remark in brackets that a headline's own line goes on behind is the headline's.
    parts = [part.strip() for part in re.split(r"\n", _BRACKETED.sub(_gone, whole)) if part.strip()]
    by = next((n for n, part in enumerate(parts) if _BY.match(part)), len(parts))
    return _Above(" ".join(parts[:by]) or None, " ".join(parts[by:]), status)


def _gone(match: re.Match[str]) -> str:
    """Nothing, where a remark has its lines to itself; else the remark."""
    text, (start, end) = match.string, match.span()
    alone = (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")
    return "" if alone else match[0]


def _is_terms(line: str) -> bool:
    """Whether a line is a row of keywords: "Port/Tolls/Kestrel Bay/"."""
    return "/" in line and " / " not in line and not line.endswith(".") and len(re.split("/", line)[0].split()) <= 3


def _terms(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t.strip() for line in lines if _is_terms(line) for t in line.split("/") if t.strip()))


def _day(sent: re.Match[str]) -> dt.date | None:
    return days.in_text(f"{int(sent['day'])} {sent['month']} 20{sent['year']}")


def _outlet(story: Sequence[str], head: re.Match[str]) -> str:
    """The agency: as a dateline has it, else as the header does, else the service's own letters."""
    if story and (match := _AGENCY.match(story[0])) is not None:
        return match["name"]
    return next(_names(head["rest"]), head["service"].upper())


def _names(rest: str) -> Iterator[str]:
    """The words of a header that may be an agency's name; those in capitals first."""
    words = _NAME.findall(rest)
    yield from sorted(words, key=lambda word: not word.isupper())
