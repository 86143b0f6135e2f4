"""Rich text (RTF): its words, paragraph by paragraph.

Source: Microsoft, Rich Text Format (RTF) Specification, version 1.9.1 (2008).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from briefing.errors import InputError
from briefing.model.text import Document
from briefing.readers import packages
from briefing.readers.archives.lines import Line, Lines
from briefing.readers.byline import Head, head
from briefing.readers.ids import identifier

#: Groups that may lie in one another; more are no document.
MOST_NESTED = 1000
#: Levels of headings that are headlines.
HEADS = 4

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n\x00]+|(?P<words>[^\\{}\r\n\x00]+)"
)
#: Groups whose words are not the text's: fonts, styles, pictures, heads and feet of pages, notes of who wrote it.
_ELSEWHERE = frozenset(
    b"fonttbl colortbl stylesheet info pict object objdata header headerl headerr headerf footer footerl footerr"
    b" footerf listtable listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles"
    b" xmlnstbl mmathPr filetbl revtbl bkmkstart bkmkend fldinst field_ pntxta pntxtb pnseclvl shppict nonshppict"
    b" shprslt annotation atnid atnauthor atrfstart atrfend template passwordhash ftnsep ftnsepc aftnsep"
    b" aftnsepc".split()
)
#: Groups of words that stand apart from the paragraph they hang on: a text box's, of today and of old, and a note's.
_APART = {b"shptxt": "box", b"dptxbxtext": "box", b"footnote": "note"}
_ENDS = frozenset({b"par", b"line", b"sect", b"page", b"row"})
_GONE = frozenset({b"deleted", b"strike", b"striked"})
_SETTINGS = frozenset({b"b", b"v", b"plain", *_GONE, b"pard", b"ansicpg", b"f", b"uc", b"outlinelevel"})
_SIGNS = {
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
    b"tab": " ",
    b"cell": "\t",
    b"nestcell": "\t",
    b"zwj": "",
    b"zwnj": "",
}
_ESCAPED = {b"~": " ", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}"}
#: Character sets of fonts (the spec's table of \fcharset) and the encodings they are.
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


@dataclass(slots=True)
class _State:
    """What holds inside a group."""

    skipped: bool = False
    closed: bool = False
    """Whether no group inside is the text's, either."""
    bold: bool = False
    hidden: bool = False
    gone: bool = False
    """Whether the words are deleted or struck through."""
    encoding: str = "cp1252"
    skip: int = 1
    """How many characters after a code of Unicode stand for it where that is not known."""

    @property
    def silent(self) -> bool:
        """Whether the words here are not the text's."""
        return self.skipped or self.hidden or self.gone


class _Text:
    """The lines so far, and the one that is being read."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.notes: list[str] = []
        """Foot- and endnotes."""
        self.head = False
        self._words: list[str] = []
        self._bold = self._plain = False
        self._gap = True
        self._boxes: list[Line] = []
        """Of text boxes; they stand behind the paragraph they hang on."""
        self._hosts: list[tuple[str | None, list[str], bool, bool]] = []
        """What is interrupted: its kind and the line so far."""
        self._kind: str | None = None

    def begin(self, kind: str) -> None:
        """Go into a box or a note; the line it interrupts goes on behind it."""
        self._hosts.append((self._kind, self._words, self._bold, self._plain))
        self._kind, self._words, self._bold, self._plain = kind, [], False, False

    def finish(self) -> None:
        """Go out of it."""
        self.end()
        self._kind, self._words, self._bold, self._plain = self._hosts.pop()

    def end(self) -> None:
        """End the line."""
        cells = [" ".join(cell.split()) for cell in "".join(self._words).split("\t")]
        text = "\t".join(cells).strip()
        line = Line(text, self._gap, self.head or (self._bold and not self._plain))
        if self._kind == "note":
            self.notes += [text] if text else []
        elif self._kind == "box":
            self._boxes += [replace(line, gap=True, head=False)] if text else []
        else:
            self.lines += [line] if text else []
            self._gap = not text
            self.lines += self._boxes
            self._boxes.clear()
        self._words.clear()
        self._bold = self._plain = False

    def add(self, words: str, *, bold: bool) -> None:
        """Put words to the line."""
        self._words.append(words)
        if words.strip():
            self._bold, self._plain = self._bold or bold, self._plain or not bold


class _Reading:
    """One way through the bytes of a rich text."""

    def __init__(self, name: str) -> None:
        self.text = _Text()
        self._name = name
        self._state = _State()
        self._stack: list[_State] = []
        self._pending = bytearray()
        """Bytes of a character that may take two."""
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._default = "cp1252"
        self._in_fonts = 0
        """How deep the table of fonts lies, or 0 outside it."""
        self._apart: list[int] = []
        """How deep each box and note lies that is open."""
        self._to_skip = 0
        self._first = False
        """Whether a group has just been opened."""
        self.left_out = False
        """Whether words were passed over that are deleted, struck through or hidden."""

    def take(self, match: re.Match[bytes]) -> int:
        """Read one token; what is given back is how many bytes after it are no text."""
        if (hexed := match["hex"]) is not None:
            self._bytes(bytes.fromhex(hexed.decode()))
        elif (words := match["words"]) is not None:
            self._bytes(words)
        else:
            self.flush()
            if match["brace"] is not None:
                self._brace(match["brace"])
            elif match["sign"] is not None:
                self._sign(match["sign"])
            elif match["word"] is not None:
                number = int(match["number"]) if match["number"] else None
                return self._word(match["word"], number)
        return 0

    def flush(self) -> None:
        """Put the bytes read last to the line, as characters."""
        if self._pending:
            self.text.add(_decoded(bytes(self._pending), self._state.encoding), bold=self._state.bold)
            self._pending.clear()

    def close(self) -> None:
        """End what is open."""
        self.flush()
        for _ in self._apart:
            self.text.finish()
        self.text.end()

    def _bytes(self, words: bytes) -> None:
        self._first = False
        if self._to_skip:
            words, self._to_skip = words[self._to_skip :], max(0, self._to_skip - len(words))
        if not self._state.silent:
            self._pending += words
        elif not self._state.skipped and words.strip():
            self.left_out = True

    def _brace(self, brace: bytes) -> None:
        self._to_skip = 0
        if brace == b"{":
            if len(self._stack) >= MOST_NESTED:
                raise InputError(
                    "the rich text is nested too deeply",
                    where=self._name,
                    next_step="Save it as .docx and give that file.",
                )
            self._stack.append(replace(self._state))
            self._first = True
        elif self._stack:
            self._state = self._stack.pop()
            if len(self._stack) < self._in_fonts:
                self._in_fonts = 0
            if self._apart and len(self._stack) < self._apart[-1]:
                self._apart.pop()
                self.text.finish()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*" and self._first:
            self._state.skipped = True
        elif self._to_skip and sign in _ESCAPED:
            self._to_skip -= 1
        elif not self._state.silent:
            if sign in b"\r\n":
                self.text.end()
            else:
                self.text.add(_ESCAPED.get(sign, ""), bold=self._state.bold)

    def _word(self, word: bytes, number: int | None) -> int:
        opens, self._first = self._first, False
        if word == b"bin":
            return max(0, number or 0)
        if word == b"fonttbl":
            self._in_fonts, self._state.skipped = len(self._stack), True
        elif self._in_fonts:
            if word == b"f" and number is not None:
                self._font = number
            elif word == b"fcharset" and number in _CHARSETS:
                self._fonts[self._font] = _CHARSETS[number]
        elif word in _ELSEWHERE and (opens or self._state.skipped):
            self._state.skipped = self._state.closed = True
        elif word in _APART and (opens or self._state.skipped) and not self._state.closed:
            self._state.skipped = False
            self._apart.append(len(self._stack))
            self.text.begin(_APART[word])
        elif word in _SETTINGS:
            self._set(word, number)
        elif not self._state.silent:
            self._print(word, number)
        return 0

    def _set(self, word: bytes, number: int | None) -> None:
        """Change what holds in the group."""
        state = self._state
        if word == b"b":
            state.bold = number != 0
        elif word == b"v":
            state.hidden = number != 0
        elif word in _GONE:
            state.gone = number != 0
        elif word == b"plain":
            state.bold = state.hidden = state.gone = False
        elif word == b"pard":
            self.text.head = False
        elif number is None:
            return
        elif word == b"ansicpg":
            self._default = state.encoding = _encoding(number)
        elif word == b"f":
            font = self._fonts.get(number, "cp1252")
            state.encoding = self._default if font == "cp1252" else font
        elif word == b"uc":
            state.skip = max(0, min(number, 8))
        elif word == b"outlinelevel":
            self.text.head = number < HEADS

    def _print(self, word: bytes, number: int | None) -> None:
        """Put what a control word stands for to the text."""
        if word == b"u" and number is not None:
            self.text.add(_letter(number), bold=self._state.bold)
            self._to_skip = self._state.skip
        elif word in _ENDS:
            self.text.end()
        elif word in _SIGNS:
            self.text.add(_SIGNS[word], bold=self._state.bold)


def lines(data: bytes, name: str) -> Lines:
    """The lines of a rich text: a paragraph each, and the cells of a table's row parted by tabs.

    Raises:
        InputError: its groups lie in one another without measure.
    """
    return Lines(_paired(_read(data, name).text.lines))


def _read(data: bytes, name: str) -> _Reading:
    reading = _Reading(name)
    at = 0
    # A lone backslash at the end is no token.
    while at < len(data) and (match := _TOKEN.match(data, at)) is not None:
        at = match.end() + reading.take(match)
    reading.close()
    return reading


def _letter(number: int) -> str:
    """The character of a code; halves of one above U+FFFF are put together later."""
    code = number + 65536 if number < 0 else number
    return chr(code) if 0 < code < 0x110000 else ""


def _paired(lines: list[Line]) -> tuple[Line, ...]:
    """The lines with characters above U+FFFF, which stand as two halves, put together; a lone half is replaced."""
    out = []
    for line in lines:
        text = line.text
        if not text.isascii():
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        out.append(Line(text, line.gap, line.head))
    return tuple(out)


def _decoded(words: bytes, encoding: str) -> str:
    """Bytes as characters; what is written as UTF-8 against the rules of rich text is read so.

    >>> _decoded("“No”".encode(), "cp1252"), _decoded("“Né”".encode("cp1252"), "cp1252")
    ('“No”', '“Né”')
    """
    if encoding == "cp1252" and not words.isascii():
        try:
            return words.decode("utf-8")
        except UnicodeDecodeError:
            pass  # it is what it says
    return words.decode(encoding, errors="replace")


def _encoding(codepage: int) -> str:
    name = {65001: "utf-8", 10000: "mac_roman", 936: "gbk", 950: "big5"}.get(codepage, f"cp{codepage}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def read(data: bytes, name: str) -> Document:
    """The article in a rich text file; foot- and endnotes stand behind the story and are set aside.

    Raises:
        InputError: it nests without measure.
    """
    reading = _read(data, name)
    rows = _paired(reading.text.lines)
    title: str | None = None
    if len(rows) > 1 and rows[0].head and not rows[1].head and 1 < len(rows[0].text.split()) <= 40:
        title, rows = rows[0].text, rows[1:]
    text = "\n\n".join(" ".join(line.text.split()) for line in rows)
    above = head(text)
    if title is not None:
        above = Head(None, above.authors, tuple(d for d in above.dropped if d.category != "title"))
    text, beside = packages.with_notes(text, (line.text for line in _paired(list(map(Line, reading.text.notes)))))
    return Document(
        identifier(name),
        text,
        title=title or above.title,
        authors=above.authors,
        kind="rtf",
        dropped=(*above.dropped, *beside),
        notes=(packages.words_left_out(name),) if reading.left_out else (),
    )
