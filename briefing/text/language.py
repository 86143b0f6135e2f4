"""Which language a text is written in, told by its letters and its small words."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from briefing import rules
from briefing.model.text import Document, Note

#: How much of a text is looked at, in characters.
REACH = 6000
#: Fewer small words of a language prove nothing.
FEWEST = 8
#: How many times as many small words the language needs as the next one.
CLEARLY = 1.2
#: The share of letters that must be of one script, and of those the share that only one language has.
SCRIPT, OWN = 0.5, 0.004

_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Tables:
    """What is known of languages, by their codes."""

    names: dict[str, str]
    words: dict[str, frozenset[str]]


@functools.cache
def _tables() -> _Tables:
    data = rules.load("languages", language=None)
    return _Tables(
        {row["code"]: row["name"] for row in (*data["language"], *data["script"])},
        {row["code"]: frozenset(row["words"]) for row in data["language"]},
    )


@functools.cache
def _scripts() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Languages that have a script of their own: the code, the letters that only it has, and all of the script."""
    rows = rules.load("languages", language=None)["script"]
    return tuple((row["code"], re.compile(row["letters"]), re.compile(row["of"])) for row in rows)


def guess(text: str) -> str | None:
    """The code (BCP 47) of the language a text is written in, or ``None`` where that is in doubt.

    >>> guess("El consejo votó el lunes para cerrar el muelle más viejo de la ciudad, según su presidenta.")
    'es'
    >>> guess("Quito, 2026.") is None
    True
    """
    tables, part = _tables(), text[:REACH]
    letters = len(_LETTER.findall(part))
    if not letters:
        return None
    # No such script has letters of ASCII, so in most texts it cannot have its share.
    others = len(part) - len(part.encode("ascii", "ignore"))
    for code, distinctive, script in _scripts() if others > letters * SCRIPT else ():
        of = len(script.findall(part))
        if of > letters * SCRIPT and len(distinctive.findall(part)) > of * OWN:
            return code
    words = [word.lower() for word in _WORD.findall(part)]
    counts = {code: sum(word in known for word in words) for code, known in tables.words.items()}
    best, second = sorted(counts, key=lambda code: -counts[code])[:2]
    clear = counts[best] >= FEWEST and counts[best] >= counts[second] * CLEARLY
    return best if clear and counts[best] * 8 > len(words) else None


def tell(document: Document) -> Document:
    """The document with its language, and a note where there are no rules for it.

    What the text shows is believed before what the page says of itself: templates are often left in English.
    """
    story = " ".join(span.of(document.text) for span in document.paragraphs) or document.text
    code = guess(story) or document.language
    if code == document.language and rules.whole(code):
        return document
    document = replace(document, language=code)
    if rules.whole(code):
        return document
    name = _tables().names.get(code, f"the language {code!r}")
    if code in rules.languages("timex"):
        note = Note("dates-only", f"The text is in {name}: its dates are read, and nothing else yet.", document.id)
    else:
        text = f"The text is in {name}, for which there are no rules: whole dates are read, and little else."
        note = Note("no-rules", text, document.id)
    return replace(document, notes=(*document.notes, note))
