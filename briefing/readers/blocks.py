"""The blocks of a parsed page: each stretch of text that a browser sets apart, with what the page says about it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from briefing.readers import hiding_styles, word_counts
from briefing.readers.metadata import normal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: What an element's tag or name says of the text in it.
Place = Literal["elsewhere", "hidden", "caption", "embed", "box", "summary", "quotation"]

#: Elements that a browser begins on a line of their own.
_SET_APART = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol option p pre section summary table tbody td"
    " tfoot th thead tr ul".split()
)
#: Elements whose text is not shown, or is no text of the page.
_SILENT = frozenset(
    "audio canvas datalist del embed head iframe map math meta noscript object picture s script select strike style svg"
    " template textarea title track video".split()
)
_BOLD = frozenset({"b", "strong"})
_ELSEWHERE = frozenset({"aside", "dialog", "footer", "nav", "form", "menu"})
_FRAMES = frozenset({"body", "html", "main", "article"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
#: Names of places by class or id, in the order they are asked. A "paywall" or "subscriber" box is often the story
#: itself, so neither stands here.
_NAMED: tuple[tuple[Place, re.Pattern[str]], ...] = (
    (
        "embed",
        re.compile(
            r"twitter-?(?:tweet|video)|\btweet\b|instagram-media|tiktok-embed|fb-(?:post|video)|bluesky-embed"
            r"|telegram-post|tgme_widget_message|text-post-media|vk-?_?post|imgur-embed|mastodon-embed|reddit-(?:card|embed)|truthsocial|social[_-]*embed",
            re.IGNORECASE,
        ),
    ),
    (
        "summary",
        re.compile(
            r"synopsis|key-?_?points|key-?_?takeaways|takeaways|at-a-glance|article[_-]*summary|bullet-?points"
            r"|summary[_-]*(?:box|list|points|content|text)|story-?highlights|tl-?dr\b",
            re.IGNORECASE,
        ),
    ),
    (
        "box",
        re.compile(
            r"fact-?_?(?:box|file)|info-?_?box|explainer-?box|sidebar-box|context-?box|pull-?_?quote|quote-?_?box",
            re.IGNORECASE,
        ),
    ),
    (
        "caption",
        re.compile(
            r"caption|credit|(?:photo|image|picture|gallery|slide)[_-]*(?:desc|text|info)"
            r"|(?:photo|image|picture|media)[_-]*(?:gallery|carousel|slide)|slide-?show"
            r"|gallery[_-]*(?:item|slide|image|photo|picture|embed|inline|thumb|module)",
            re.IGNORECASE,
        ),
    ),
    (
        "elsewhere",
        re.compile(
            r"comment|related|newsletter|promo|share|social|sidebar|footer|recirc|cookie|consent|advert|disclaimer"
            r"|author-?bio|\bbio\b|recommend|trending|popular|most-?read|widget|modal|sign-?up|donat|breadcrumb|byline"
            r"|tooltip|correction|toolbar|wm-ipp|masthead|navbar|skip-?link|copyright",
            re.IGNORECASE,
        ),
    ),
)
#: Any of these: most names say nothing.
_ANY = re.compile("|".join(pattern.pattern for _, pattern in _NAMED), re.IGNORECASE)
_POST_ADDRESS = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:(?:twitter|x)\.com/[^/]+/status|t\.me/|instagram\.com/(?:p|reel)/"
    r"|bsky\.app/profile/[^/]+/post|truthsocial\.com/@|facebook\.com/[^/]+/posts)",
    re.IGNORECASE,
)
_SOFT = "\u00ad\u200b\u2060\ufeff"
_OPENS = re.compile(r"[“\"‘]?[A-ZÀ-Þ][\w’'-]*\s")
_CLOSES = re.compile(r"[a-z\d][.!?…][”’\"')\]]?$")
#: Of a stretch of letters without a space, on the safe side.
LETTERS_IN_WORD = 12
#: Letters of a text at least before it is taken for glued to the next.
GLUED = 20
#: What is written for screen readers alone.
_NOT_SEEN = re.compile(r"(?:visually|screen-?reader)[-_]?(?:hidden|only|text)|\bsr-only\b", re.IGNORECASE)
#: A line that ends no sentence and is longer was wrapped there.
WRAPPED = 60
#: Elements around a block whose word is taken; a page of a hundred quotations in one another says no more.
MOST_SAID = 12
#: Letters of an element's names that are looked at.
LONGEST_NAMES = 400
#: Elements inside a quotation among which the address of a post is looked for.
WITHIN = 60


def _is_break(element: HtmlElement) -> bool:
    """Whether an empty element is called a line break."""
    return "br" in (element.get("class") or "").split() and not len(element) and not element.text


def _is_glued(piece: Sequence[str], text: str) -> bool:
    """Whether a sentence begins in an element of its own right behind the end of one: each is shown on its own."""
    before = piece[-1] if piece else ""
    return len(before) > GLUED < len(text) and bool(_OPENS.match(text)) and bool(_CLOSES.search(before))


class Box:
    """An element that is set apart, and what the page says of the text in it."""

    __slots__ = ("_said", "above", "classes", "element", "moment", "number", "tag")

    def __init__(self, element: HtmlElement | None, above: Box | None, number: int) -> None:
        self.element = element
        self.tag = str(element.tag) if element is not None else ""
        self.classes: str = (element.get("class") or "") if element is not None else ""
        self.above = above
        self.number = number
        """Its place in the order of the page."""
        self.moment: str | None = None
        """What the ``time`` element in it names, where it holds one and nothing between them is set apart."""
        self._said: tuple[tuple[Place, int], ...] | None = None

    @property
    def said(self) -> tuple[tuple[Place, int], ...]:
        """What the element and those around it say, outermost first, each with the number of who says it.

        It is found out when it is first asked: most of a page is never asked.
        """
        if self._said is None:
            chain: list[Box] = []
            box: Box | None = self
            while box is not None and box._said is None:
                chain.append(box)
                box = box.above
            said = box._said or () if box is not None else ()
            for inner in reversed(chain):
                place = _place(inner.element) if inner.element is not None else None
                if place is not None and len(said) < MOST_SAID:
                    said = (*said, (place, inner.number))
                inner._said = said
        return self._said or ()

    @property
    def trail(self) -> Iterator[Box]:
        """The element itself and those around it, innermost first."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.above


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a page's text that is set apart."""

    words: str
    """With one space between words and without soft hyphens."""
    key: str
    """The words in small letters, for comparing."""
    box: Box
    """The innermost element that is set apart."""
    linked: float
    """The share of its letters that are links."""
    bold: bool
    """Whether all its letters are bold."""
    size: int
    """How many words it has; of a script without spaces, about as many as it would have in English."""
    ended: bool
    """Whether it ends as a sentence does."""

    @property
    def tag(self) -> str:
        """Of the innermost element that is set apart."""
        return self.box.tag

    @property
    def home(self) -> tuple[str, str]:
        """Tag and class of the element that this one stands in."""
        above = self.box.above
        return (above.tag, above.classes) if above is not None else ("", "")

    @property
    def level(self) -> int:
        """1 to 6 for a heading, 0 for none."""
        return next((_HEADINGS[b.tag] for b in islice(self.box.trail, 3) if b.tag in _HEADINGS), 0)

    @property
    def sentence(self) -> bool:
        """Whether it reads like a sentence of a story: seven words or more, an end, and few links."""
        return self.size > 6 and self.linked < 0.6 and self.ended

    def place(self, void: frozenset[int] = frozenset()) -> Place | None:
        """What the page says of it, but for elements whose word does not count; ``None`` for the running story."""
        return next((place for place, number in self.box.said if number not in void), None)


class _Piece(list[str]):
    """Text between two breaks, with the letters of it that are links, and that are bold."""

    __slots__ = ("bold", "letters", "linked")

    def __init__(self) -> None:
        super().__init__()
        self.letters = self.linked = self.bold = 0

    def put(self, text: str, *, link: bool, bold: bool) -> None:
        self.append(text)
        letters = len(text.strip())
        self.letters += letters
        if link:
            self.linked += letters
        if bold:
            self.bold += letters


def blocks(tree: HtmlElement) -> tuple[Block, ...]:
    """Every block of a page with words in it, in the order of the page.

    What stands inside a sentence (``time``, ``abbr``, ``button`` …) or behind a comment is kept. Two line breaks part
    paragraphs, and so does one, unless the line was wrapped there.
    """
    return tuple(_Walk().blocks(tree))


class _Walk:
    """A walk through a page's elements, with what is open on the way."""

    def __init__(self) -> None:
        self.pieces = [_Piece()]
        self.boxes = [Box(None, None, 0)]
        self.links = self.bolds = self.count = 0

    def blocks(self, tree: HtmlElement) -> Iterator[Block]:
        from lxml import etree

        walker = etree.iterwalk(tree, events=("start", "end", "comment"))
        passed_over = None
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in _SILENT or (tag not in _SET_APART and _is_unseen(element)):
                    walker.skip_subtree()
                    passed_over = element
                    continue
                if tag in _SET_APART:
                    yield from self._ended()
                    self.count += 1
                    self.boxes.append(Box(element, self.boxes[-1], self.count))
                else:
                    self._begin(element, tag)
                self._put(element.text)
                continue
            if event == "end" and element is not passed_over:
                if tag in _SET_APART or tag == "hr":
                    yield from self._ended()
                    if tag != "hr":
                        self.boxes.pop()
                elif tag == "a":
                    self.links -= 1
                elif tag in _BOLD:
                    self.bolds -= 1
            self._put(element.tail)

    def _ended(self) -> Iterable[Block]:
        if len(self.pieces) == 1 and not self.pieces[0].letters:  # as nearly always: between two elements is nothing
            self.pieces[0].clear()
            return ()
        pieces, self.pieces = self.pieces, [_Piece()]
        return _ended_run(pieces, self.boxes[-1])

    def _begin(self, element: HtmlElement, tag: str) -> None:
        """Take note of an element within a line."""
        if tag == "br" or (tag == "span" and _is_break(element)):
            self.pieces.append(_Piece())
        elif tag == "time" and element.get("datetime"):
            self.boxes[-1].moment = self.boxes[-1].moment or element.get("datetime")
        elif tag == "a":
            self.links += 1
        elif tag in _BOLD:
            self.bolds += 1

    def _put(self, text: str | None) -> None:
        if not text:
            return
        if text.isspace():
            self.pieces[-1].append(text)
            return
        if _is_glued(self.pieces[-1], text):
            self.pieces.append(_Piece())
        self.pieces[-1].put(text, link=self.links > 0, bold=self.bolds > 0)


def _is_unseen(element: HtmlElement) -> bool:
    """Whether words inside a line are there for screen readers alone, by their class or clipped to nothing."""
    classes = element.get("class")
    return (classes is not None and _is_for_screen_readers(classes)) or _is_hidden(element)


@functools.lru_cache(maxsize=4096)
def _is_for_screen_readers(classes: str) -> bool:
    return _NOT_SEEN.search(classes) is not None


def _is_hidden(element: HtmlElement) -> bool:
    """Whether nobody who looks at the page sees the words of an element, by its own attributes.

    What the page's style sheets hide is marked so (:func:`briefing.readers.style_sheets.hide`). ``aria-hidden`` hides
    what is read aloud, and stands at whole pages behind an open window: it counts at a single line alone.
    """
    if element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" and not any(inner.tag in _SET_APART for inner in element.iterdescendants()):
        return True
    style = element.get("style") or ""
    return bool(style) and hiding_styles.is_hiding(style)


def _place(element: HtmlElement) -> Place | None:
    tag = element.tag
    if tag in _FRAMES:
        return None
    if _is_hidden(element):
        return "hidden"
    if tag in ("figure", "figcaption", "caption"):
        # HTML sets a quotation and whose it is so; a picture beside it is that of the speaker.
        return None if _is_of_quotation(element) else "caption"
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
    order = min(map(_named, names[:LONGEST_NAMES].split()), default=len(_NAMED))
    if order < len(_NAMED):
        return _NAMED[order][0]
    if tag in _ELSEWHERE:
        return "elsewhere"
    if tag == "blockquote":
        inside = islice(element.iter(), WITHIN)
        return "embed" if any(_POST_ADDRESS.match(e.get("href") or "") for e in inside) else "quotation"
    return None


def _is_of_quotation(element: HtmlElement) -> bool:
    """Whether a figure, or the line below one, belongs to a quotation that stands in it."""
    figure = element if element.tag == "figure" else element.getparent()
    return figure is not None and figure.tag == "figure" and figure.find("blockquote") is not None


@functools.lru_cache(maxsize=4096)
def _named(name: str) -> int:
    """The number of the kind of place that a class or an id names; that of none is the highest."""
    if _ANY.search(name) is None:
        return len(_NAMED)
    return next((order for order, (_, pattern) in enumerate(_NAMED) if pattern.search(name)), len(_NAMED))


def _ended_run(pieces: Sequence[_Piece], box: Box) -> Iterator[Block]:
    """The blocks of the text gathered since the last block ended."""
    line = _Piece()
    said: list[str] = []
    for piece in pieces:
        words = " ".join(_without_soft("".join(piece)).split())
        if said and not (words and _is_wrapped(said[-1], words)):
            yield from _block(" ".join(said), line, box)
            said, line = [], _Piece()
        if words:
            said.append(words)
        line.letters += piece.letters
        line.linked += piece.linked
        line.bold += piece.bold
    if said:
        yield from _block(" ".join(said), line, box)


def _without_soft(text: str) -> str:
    """A text without what only says where it may be broken; translate() takes ten times as long."""
    if not text.isascii():
        for mark in _SOFT:
            text = text.replace(mark, "")
    return text


def _is_wrapped(line: str, after: str) -> bool:
    """Whether a line was broken in the middle of a sentence."""
    return after[:1].islower() or (len(line) > WRAPPED and not word_counts.is_stopped(line) and line[-1] != ":")


def _block(words: str, piece: _Piece, box: Box) -> Iterator[Block]:
    if key := normal(words):
        letters = max(piece.letters, 1)
        bold = 0 < piece.letters == piece.bold
        size = max(key.count(" ") + 1, len(key) // LETTERS_IN_WORD, 0 if words.isascii() else word_counts.count(words))
        yield Block(words, key, box, piece.linked / letters, bold, size, word_counts.is_ended(words))
