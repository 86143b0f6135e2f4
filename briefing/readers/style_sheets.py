"""Words of a page that nobody sees: hidden by an element's own style, or by the style sheets in the page.

Sheets in files of their own are not there to be read. Of selectors those are understood that name elements by tag,
class, id and attributes, one inside, beside or behind another; a rule with a pseudo-class (``:hover``) is passed over.
Conditions (``@media``) are asked for a window of :data:`WINDOW_PX`.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Letters of all sheets of a page, and rules, that are looked at.
LONGEST, MOST_RULES = 8_000_000, 40_000
#: How often a selector is held against an element, or found to fit one, at most.
MOST_LOOKS = 400_000
WINDOW_PX = 1280
#: What a sheet hides with more than this part of the page's letters is shown by a script: it is the page itself.
PAGE_ITSELF = 0.4

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|([^\n]))")
#: Styles by which nobody sees an element's words: not shown, of no size or strength, outside of the window.
_UNSEEN = re.compile(
    r"""(?<![\w-])(?:
      display\s*:\s*none | visibility\s*:\s*(?:hidden|collapse) | content-visibility\s*:\s*hidden
    | opacity\s*:\s*0*(?:\.0+)?\s*(?:%\s*)?(?:[;!]|$)
    | font-size\s*:\s*0*(?:\.0+)?\s*(?:px|pt|r?em|%)?\s*(?:[;!]|$)
    | font\s*:\s*(?:[\w-]+\s+){0,4}0(?:px|pt|r?em)?(?=[\s/])
    | (?:left|top|right|text-indent)\s*:\s*-\d{3,}(?:px|pt|r?em|%|vw|vh)
    | transform\s*:[^;]*(?:scale[xy]?\(\s*0*(?:\.0+)?\s*[,)]|translate(?:x|y|3d)?\(\s*-\d{3,})
    | filter\s*:[^;]*opacity\(\s*0*(?:\.0+)?%?\s*\)
    | clip(?:-path)?\s*:\s*(?:rect\(\s*[01](?:px)?[,\s]|inset\(\s*(?:50|100)%|circle\(\s*0(?:px|%)?\s*\))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
#: Of no height, with what does not fit cut off.
_FLAT = re.compile(r"(?<![\w-])(?:max-)?(?:height|width)\s*:\s*0(?:px|pt|r?em|%)?\s*(?:[;!]|$)", re.IGNORECASE)
_CUT_OFF = re.compile(r"(?<![\w-])overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?<![\w-])background(?:-color|-image)?\s*:\s*([^;!]+)", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]+)%?\s*)?\)")
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})(?![0-9a-f])")
_WHITE = (255, 255, 255)
#: Shades nearer than this in each of the three are one to the eye.
_ONE_SHADE = 6

_AT = re.compile(r"@(?P<name>[\w-]+)\s*(?P<condition>[^{;]*)\Z")
_WIDTH = re.compile(r"\(\s*(?P<side>min|max)-width\s*:\s*(?P<n>\d+(?:\.\d+)?)(?P<unit>px|r?em)\s*\)")
_NAME = r"(?:[\w-]|\\[0-9a-fA-F]{1,6}\s?|\\[^\n])+"
_PART = re.compile(
    rf"""(?P<between>\s*[>+~]\s*|\s+) | \.(?P<class>{_NAME}) | \#(?P<id>{_NAME}) | (?P<all>\*) | (?P<tag>[a-z][\w-]*)
    | \[\s*(?P<name>[\w-]+)\s*(?:(?P<how>[~|^$*]?)=\s*(?P<quote>["']?)(?P<value>[^"'\]]*)(?P=quote)\s*)?\]""",
    re.IGNORECASE | re.VERBOSE,
)
#: Properties by which words are shown or hidden.
_RELEVANT = re.compile(
    r"""(?<![\w-])(display|(?:content-)?visibility|opacity|font(?:-size)?|left|top|right|text-indent|transform|filter
    |clip(?:-path)?|(?:max-)?(?:height|width)|overflow(?:-[xy])?|color|background(?:-color|-image)?)\s*:""",
    re.IGNORECASE | re.VERBOSE,
)
#: An element's tag, its classes and its id.
Key = tuple[object, str, str]
_PAINTING = {"color", "background", "background-color", "background-image"}
_FLATTENING = {"height", "max-height", "width", "max-width", "overflow", "overflow-x", "overflow-y"}
#: Nothing in these is looked at: they hold no story.
_NO_STORY = frozenset("script style svg nav noscript template button select head".split())
#: Letters that an element outside of a paragraph, a heading or a cell may have and hold no sentence: a button, a link.
_SENTENCE = 25
_TELLING = frozenset("p h1 h2 h3 h4 h5 h6 blockquote li td dd figcaption".split())
_ONE_NAME = re.compile(r"[.#]?[a-zA-Z][\w-]*")
#: A selector that ends in one plain name; of "p.note" the class is that by which it is looked up.
_END = re.compile(r"(?:^|[\s>+~])(?P<name>[a-zA-Z][\w-]*)?(?P<class>[.#][a-zA-Z][\w-]*)?(?:\.[a-zA-Z][\w-]*)*\Z")
_DECLARED = re.compile(r"(?<![\w-])([\w-]+)\s{0,9}:\s*([^;]+)")


def is_hiding(style: str) -> bool:
    """Whether nobody sees the words of an element with these declarations, on a white page.

    >>> is_hiding("margin: 0; display: None")
    True
    >>> is_hiding("color: white; background: navy")
    False
    """
    style = _plain(style)
    if _UNSEEN.search(style) or (_FLAT.search(style) and _CUT_OFF.search(style)):
        return True
    colour = _COLOUR.search(style)
    return colour is not None and _GROUND.search(style) is None and _is_one(colour[1], None)


def hide(tree: HtmlElement, *, name: str) -> str | None:
    """Mark as ``hidden`` what the sheets in a page hide; what is to be told of what they hide and is read all the same.

    What holds much of the page is read: a script shows it, or its ground is dark by a sheet that is not there.

    Raises:
        InputError: they ask for far more work than those of an article.
    """
    sheets = "\n".join(_sheets(tree))
    every = list(itertools.islice(_blocks(sheets[:LONGEST]), MOST_RULES + 1))
    styles = dict.fromkeys(style for _, style in every)
    body = next(tree.iter("body"), tree)
    story = [(element, _key(element)) for element in _story(body)] if every else []
    all_names = _all_names((*(key for _, key in story), _key(body), *map(_key, body.iterancestors())))
    grounds = {style: shade for style in styles if (told := _GROUND.search(style)) and (shade := _shade(told[1]))}
    near = [grounds[style] for head, style in every if style in grounds and _may_name_one(head, all_names)]
    relevant = functools.cache(_relevant)
    by_rule: dict[tuple[int, ...], list[HtmlElement]] = defaultdict(list)
    for may, hides in ((_shapes, Sheet.shapes), (_paints([_WHITE, *near]), Sheet.paints)):
        hiding = {style: found for style in styles if (found := may(style))}
        first = Sheet(_rules((block for block in every if block[1] in hiding), all_names), name)
        named = {element: fitting for element, key in story if (fitting := first.fitting(element, key))}
        # A rule that shows again what another one hides has one of the same properties, and names the same elements.
        properties = {one for found in hiding.values() for one in found}
        names = _all_names(_key(one) for element in named for one in (element, *element.iterancestors()))
        like = (block for block in every if named and _may_name_one(block[0], names))
        whole = Sheet(_rules((block for block in like if not properties.isdisjoint(relevant(block[1]))), names), name)
        covered: set[HtmlElement] = set()
        for element, fitting in named.items():
            if not covered.isdisjoint(element.iterancestors()):
                continue
            if hides(whole, element):
                key = (int(hides is Sheet.paints), *map(id, fitting))
                by_rule[key].append(element)
                covered.add(element)
    most = PAGE_ITSELF * sum(map(len, body.itertext()))
    left = 0
    for elements in by_rule.values():
        letters = sum(sum(map(len, element.itertext())) for element in elements)
        if letters > most:
            left = max(left, letters)
            continue
        for element in elements:
            element.set("hidden", "")
    if len(sheets) > LONGEST or len(every) > MOST_RULES:
        return "The page's style sheets are too long to be read whole; what they hide may have been read, too."
    if left:
        return f"The page's style sheet hides {left:,} letters of it, which were read: a script may show them."
    return None


def _story(body: HtmlElement) -> list[HtmlElement]:
    """The elements that may hold a sentence of the story, all in them and all around them, in their order."""
    telling = list(body.iter(*_TELLING))
    for words in body.xpath(f".//text()[string-length(normalize-space()) >= {_SENTENCE}]"):
        parent = words.getparent()
        telling.append(parent.getparent() if words.is_tail else parent)
    inside: set[HtmlElement] = set()
    near: set[HtmlElement] = set()
    for element in telling:
        if element not in inside:
            inside.update(element.iter("*"))
        at = element.getparent()
        while at is not None and at not in near:
            near.add(at)
            at = at.getparent()
    near |= inside
    passed: set[HtmlElement] = set()
    found = []
    for element in body.iterdescendants("*"):
        if element not in near:
            continue
        if element.tag in _NO_STORY or element.getparent() in passed:
            passed.add(element)
        else:
            found.append(element)
    return found


def _may_lie(parts: Sequence[Part], names: Collection[str]) -> bool:
    """Whether what a selector wants around an element is there."""
    return all(
        part.behind not in (" ", ">") or not above.name or above.name in names for above, part in pairwise(parts)
    )


def _may_name(selector: str, names: Collection[str]) -> bool:
    """Whether a selector may name an element of these names; one that does not end in a plain name may."""
    end = _END.search(selector.strip())
    return end is None or (end["class"] or (end["name"] or "").lower()) in names


def _may_name_one(head: str, names: Collection[str]) -> bool:
    """Whether one of a rule's selectors may name an element of these names."""
    return any(_may_name(selector, names) for selector in head.split(","))


def _relevant(style: str) -> frozenset[str]:
    """The properties among some declarations by which words are shown or hidden."""
    return frozenset(one.lower() for one in _RELEVANT.findall(style))


def _shapes(style: str) -> set[str]:
    """The properties by which a rule may hide an element's words: not shown, of no size, outside of the window."""
    found = {told[0].partition(":")[0].strip().lower() for told in _UNSEEN.finditer(style)}
    return found | (_FLATTENING if _FLAT.search(style) else set())


def _paints(grounds: Sequence[tuple[int, ...]]) -> Callable[[str], set[str]]:
    """The properties by which a rule may give words the colour of one of the grounds."""

    def found(style: str) -> set[str]:
        colour = _COLOUR.search(style)
        shade = _shade(colour[1]) if colour else None
        hides = shade is not None and (not shade or any(_is_near(shade, ground) for ground in grounds))
        return _PAINTING if hides else set()

    return found


@dataclass(frozen=True, slots=True)
class Part:
    """One element that a selector names."""

    tag: str = ""
    id: str = ""
    classes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str, str], ...] = ()
    """Name, how it is compared (``""``, ``~``, ``|``, ``^``, ``$``, ``*``; ``?`` for being there), value."""
    behind: str = ""
    """How it follows the part before: ``" "`` inside, ``>`` right inside, ``+`` right behind, ``~`` behind."""

    @property
    def name(self) -> str:
        """Under which it is looked up: an id, a class or a tag; ``""`` where it has none."""
        return f"#{self.id}" if self.id else f".{self.classes[0]}" if self.classes else self.tag

    def fits(self, element: HtmlElement) -> bool:
        """Whether an element is one of those it names."""
        return self.is_like(element) and all(
            _has(element.get(name), how, value) for name, how, value in self.attributes
        )

    def is_like(self, element: HtmlElement) -> bool:
        """Whether an element has its tag, its id and its classes."""
        if (self.tag and element.tag != self.tag) or (self.id and element.get("id") != self.id):
            return False
        return not self.classes or set(self.classes) <= set((element.get("class") or "").split())


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector and its declarations."""

    parts: tuple[Part, ...]
    style: str
    weight: tuple[int, int, int]
    """Ids, classes and tags of the selector: the heaviest wins, the last of equal ones."""


def _plain(style: str) -> str:
    """Declarations without comments and escapes."""
    if "/*" in style:
        style = _COMMENT.sub("", style)
    if "\\" in style:
        style = _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)) if m[1] else m[2], style)
    return style


def _sheets(tree: HtmlElement) -> Iterator[str]:
    for node in tree.iter("style"):
        if _holds(node.get("media") or "") and not any(above.tag == "noscript" for above in node.iterancestors()):
            yield _COMMENT.sub("", node.text_content()[:LONGEST])


def _holds(condition: str) -> bool:
    """Whether a condition holds for somebody with a large window; of several it is enough that one does."""
    return any(_holds_all(one.strip().lower()) for one in condition.split(","))


def _holds_all(condition: str) -> bool:
    for told in _WIDTH.finditer(condition):
        width = float(told["n"]) * (1 if told["unit"] == "px" else 16)
        if width > WINDOW_PX if told["side"] == "min" else width < WINDOW_PX:
            return False
    return not (set(_WIDTH.sub("", condition).split()) - {"only", "screen", "all", "and"})


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of each rule that holds, in their order."""
    at, holds = 0, [True]
    for brace in re.finditer(r"[{}]", sheet):
        head, at = sheet[at : brace.start()], brace.end()
        if brace[0] == "}":
            if len(holds) > 1:
                holds.pop()
            continue
        head = head.rpartition(";")[2].strip()
        if head.startswith("@"):
            told = _AT.match(head)
            name, condition = (told["name"].lower(), told["condition"]) if told else ("", "")
            inside = name in ("layer", "supports", "container") or (name == "media" and _holds(condition))
            holds.append(holds[-1] and inside)
            continue
        holds.append(False)  # what is nested in a rule is passed over
        end = sheet.find("}", at)
        if holds[-2] and end >= 0:
            yield head, _plain(sheet[at:end])


def _rules(blocks: Iterable[tuple[str, str]], names: Collection[str]) -> list[Rule]:
    """The rules that are understood, one for each selector.

    Args:
        blocks: selectors and declarations.
        names: of the elements that are asked about and of those around them; rules of others are left out.
    """
    found = []
    for head, style in blocks:
        for selector in map(str.strip, head.split(",")):
            if _may_name(selector, names) and (parts := _parts(selector)) and _may_lie(parts, names):
                ids = sum(bool(part.id) for part in parts)
                classes = sum(len(part.classes) + len(part.attributes) for part in parts)
                found.append(Rule(parts, style, (ids, classes, sum(bool(part.tag) for part in parts))))
    return found


def _parts(selector: str) -> tuple[Part, ...]:
    """The parts of a selector; none where it is not understood."""
    if _ONE_NAME.fullmatch(selector):
        kind, name = selector[0], selector.lstrip(".#")
        return (Part("" if kind in ".#" else name.lower(), name * (kind == "#"), (name,) * (kind == ".")),)
    at, found, now, behind = 0, list[Part](), dict[str, list[str]](), ""
    attributes: list[tuple[str, str, str]] = []

    def close() -> None:
        tag, id_ = now.get("tag", [""])[-1].lower(), now.get("id", [""])[-1]
        found.append(Part(tag, id_, tuple(now.get("class", ())), tuple(attributes), behind))

    while at < len(selector):
        told = _PART.match(selector, at)
        if told is None:
            return ()
        at = told.end()
        if told["between"] is not None:
            close()
            now, attributes, behind = {}, [], told["between"].strip() or " "
        elif told["name"] is not None:
            how = told["how"] if told["value"] is not None else "?"
            attributes.append((told["name"].lower(), how or "", told["value"] or ""))
        else:
            kind = told.lastgroup or ""
            now.setdefault(kind, []).append(_plain(told[kind]))
    close()
    return tuple(found) if selector else ()


def _has(mine: str | None, how: str, value: str) -> bool:
    if mine is None or how == "?":
        return mine is not None
    if how == "~":
        return value in mine.split()
    if how == "|":
        return mine == value or mine.startswith(f"{value}-")
    if how in ("^", "$", "*"):
        holds = {"^": mine.startswith, "$": mine.endswith, "*": mine.__contains__}[how]
        return bool(value) and bool(holds(value))
    return mine == value


class Sheet:
    """The rules of a page, by what their selectors end in."""

    def __init__(self, rules: Sequence[Rule], name: str) -> None:
        self.by_name: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            self.by_name[rule.parts[-1].name].append(rule)
        self.left = MOST_LOOKS
        self.name = name
        self._near: dict[Key, list[Rule]] = {}
        self._styles: dict[HtmlElement, str] = {}
        self._above: dict[HtmlElement, frozenset[str]] = {}

    def fitting(self, element: HtmlElement, key: Key) -> list[Rule]:
        """The rules that name an element, of which the key is given."""
        if key not in self._near:
            near = (rule for name in _names(key) for rule in self.by_name.get(name, ()))
            self._near[key] = [rule for rule in near if rule.parts[-1].is_like(element)]
        found = [rule for rule in self._near[key] if self._fits(element, rule.parts, {})]
        self._spend(len(found))
        return found

    def style(self, element: HtmlElement) -> str:
        """The declarations that hold for an element, its own among them."""
        if element not in self._styles:
            self._styles[element] = self._style(element)
        return self._styles[element]

    def _style(self, element: HtmlElement) -> str:
        own, won = element.get("style") or "", dict[str, tuple[bool, str]]()
        for style in (
            *(rule.style for rule in sorted(self.fitting(element, _key(element)), key=lambda rule: rule.weight)),
            own,
        ):
            for name, value in _DECLARED.findall(style):
                strong = "!" in value
                if strong or not won.get(name.lower(), (False, ""))[0]:
                    won[name.lower()] = (strong, value.strip())
        return "; ".join(f"{name}: {value}" for name, (_, value) in won.items())

    def shapes(self, element: HtmlElement) -> bool:
        """Whether an element's words are not shown, of no size, or outside of the window."""
        style = self.style(element)
        return bool(_UNSEEN.search(style) or (_FLAT.search(style) and _CUT_OFF.search(style)))

    def paints(self, element: HtmlElement) -> bool:
        """Whether an element's words have the colour of their ground."""
        colour = _COLOUR.search(self.style(element))
        if colour is None:
            return False
        grounds = (_GROUND.search(self.style(above)) for above in (element, *element.iterancestors()))
        ground = next((told for told in grounds if told is not None), None)
        return _is_one(colour[1], ground[1] if ground else None)

    def _fits(self, element: HtmlElement, parts: Sequence[Part], known: dict[tuple[HtmlElement, int], bool]) -> bool:
        """Whether the last part names the element, and those before it what stands around it."""
        self._spend(1)
        *before, last = parts
        if not last.fits(element):
            return False
        if last.behind == " " and before[-1].name and before[-1].name not in self._names_above(element):
            return False
        key = (element, len(parts))
        if before and key not in known:
            known[key] = any(self._fits(one, before, known) for one in _around(element, last.behind))
        return known[key] if before else True

    def _spend(self, looks: int) -> None:
        self.left -= looks
        if self.left < 0:
            raise InputError(
                "the page's style sheets ask for more work than those of an article",
                where=self.name,
                next_step="Copy the article's text into a .txt file and give that file.",
            )

    def _names_above(self, element: HtmlElement) -> frozenset[str]:
        """The tags, classes and ids of everything an element lies in."""
        parent = element.getparent()
        if parent is None:
            return frozenset()
        if parent not in self._above:
            self._above[parent] = self._names_above(parent) | set(_names(_key(parent)))
        return self._above[parent]


def _key(element: HtmlElement) -> Key:
    """What the rules for an element are looked up by: its tag, its classes and its id."""
    return element.tag, element.get("class") or "", element.get("id") or ""


@functools.lru_cache(maxsize=4096)
def _names(key: Key) -> tuple[str, ...]:
    """Under what the rules for elements of a key are looked up."""
    tag, classes, id_ = key
    if not isinstance(tag, str):
        return ()
    return tuple(dict.fromkeys(("", tag, *(f".{one}" for one in classes.split()), *((f"#{id_}",) if id_ else ()))))


def _all_names(keys: Iterable[Key]) -> set[str]:
    return {name for key in set(keys) for name in _names(key)}


def _around(element: HtmlElement, behind: str) -> Iterator[HtmlElement]:
    """The elements that the part before may name."""
    if behind == ">":
        near: Iterable[HtmlElement | None] = (element.getparent(),)
    elif behind == "+":
        near = itertools.islice(element.itersiblings("*", preceding=True), 1)
    else:
        near = element.itersiblings("*", preceding=True) if behind == "~" else element.iterancestors()
    return (one for one in near if one is not None)


def _is_one(colour: str, ground: str | None) -> bool:
    """Whether a colour cannot be told from a ground; the page's own is white."""
    mine, behind = _shade(colour), _WHITE if ground is None else _shade(ground)
    if mine is None or behind is None:
        return False
    return not mine or _is_near(mine, behind or _WHITE)


def _is_near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= _ONE_SHADE for a, b in zip(one, other, strict=True))


def _shade(colour: str) -> tuple[int, ...] | None:
    """Red, green and blue; ``()`` for what is seen through, ``None`` for what is not understood here."""
    colour = colour.strip().lower()
    if colour.startswith("transparent"):
        return ()
    if colour.startswith("white"):
        return _WHITE
    if told := _HEX.match(colour):
        digits = told[1] if len(told[1]) == 6 else "".join(digit * 2 for digit in told[1])
        return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))
    if told := _RGB.match(colour):
        return (
            () if told[4] is not None and float(told[4] or 0) == 0 else tuple(int(part) for part in told.groups()[:3])
        )
    return None
