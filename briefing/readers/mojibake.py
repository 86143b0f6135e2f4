"""Text that was written in UTF-8 and read as Windows-1252 by whoever saved it: "PeÃ±a", "donâ€™t"."""

from __future__ import annotations

import re

#: What Windows-1252 makes of the bytes 80 to BF, of which UTF-8's letters have one or more behind their first.
_BEHIND = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0xC0))
_B = f"[{re.escape(_BEHIND)}]"
#: What nobody writes: a capital with a sign inside a word, the beginnings of quotation marks and dashes, Cyrillic. Each
#: branch begins with a letter: by these, which are rare, a whole page is searched in no time.
_SURE = re.compile(
    rf"[ÃÄÅ](?:(?<=[a-z].){_B}|{_B}[a-z])|â€|Â[\u00a0£°©®«»·§]|[ÐÑ]{_B}(?:[ÐÑ]{_B}){{2}}",
)
#: The letters with which these begin.
_FIRST = "ÃÄÅâÂÐÑ"
_LETTER = re.compile(rf"[Â-ß]{_B}|[à-ï]{_B}{{2}}|[ð-ô]{_B}{{3}}")
#: Of a closing quotation mark the last byte has no letter in Windows-1252, and is often lost.
_CLOSING = re.compile(r"â€(?:\ufffd|(?=[\s.,;:!?)\]]|$))")


def mended(text: str) -> str:
    """The text with such letters put right; the same text where there are none.

    >>> mended("Mayor PeÃ±a said it wonâ€™t do."), mended("“IRMÃ” and “Â” are words; “né”… so is this.")
    ('Mayor Peña said it won’t do.', '“IRMÃ” and “Â” are words; “né”… so is this.')
    """
    if text.isascii() or not any(first in text for first in _FIRST) or _SURE.search(text) is None:
        return text
    return _CLOSING.sub("”", _LETTER.sub(_letter, text))


def _letter(match: re.Match[str]) -> str:
    raw = b"".join(char.encode("cp1252" if ord(char) > 0xFF else "latin-1") for char in match[0])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
