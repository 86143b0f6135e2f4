"""Words of a page that nobody sees because the style sheets in the page hide them.

Sheets in files of their own are not there to be read. A rule with a pseudo-class (``:hover``) is passed over, and so is
one that is nested in another. Conditions (``@media``) are asked for a large window
(:mod:`briefing.readers.sheet_blocks`).
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.errors import InputError
from briefing.readers import hiding_styles, selectors
from briefing.readers.hiding_styles import Declarations
from briefing.readers.selectors import Part
from briefing.readers.sheet_blocks import blocks, is_met

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Letters of all sheets of a page, and rules, that are looked at.
LONGEST, MOST_RULES = 8_000_000, 40_000
#: How often a selector is held against an element, or found to fit one, at most.
MOST_LOOKS = 400_000
#: What a sheet hides with more than this part of the page's letters is shown by a script: it is the page itself.
PAGE_ITSELF = 0.4

_WORD = re.compile(r"[\w-]+")
#: What selectors hold that may name elements without a word of theirs: any of all, an attribute, an escape.
_NAMELESS = re.compile(r"[*\[\\]")
#: Nothing in these is looked at: they hold no story.
_NO_STORY = frozenset("script style svg nav noscript template button select head".split())
#: Letters that an element outside of a paragraph, a heading or a cell may have and hold no sentence: a button, a link.
_SENTENCE = 25
_TELLING = frozenset("p h1 h2 h3 h4 h5 h6 blockquote li td dd figcaption".split())


def hide(tree: HtmlElement, *, name: str) -> str | None:
    """Mark as ``hidden`` what the sheets in a page hide; what is to be told of what they hide and is read all the same.

    What holds much of the page is read: a script shows it, or its ground is dark by a sheet that is not there.

    Raises:
        InputError: they ask for far more work than those of an article.
    """
    sheets = "\n".join(_sheets(tree))
    every = list(itertools.islice(blocks(sheets[:LONGEST]), MOST_RULES + 1))
    if not every:
        return None
    body = next(tree.iter("body"), tree)
    by_rule = _hidden(body, every, name)
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


def _hidden(
    body: HtmlElement, blocks: Sequence[tuple[str, str]], name: str
) -> Mapping[tuple[object, ...], Sequence[HtmlElement]]:
    """The outermost elements that the rules of a page hide, by the rules that do."""
    page = Page(name)
    story = [(element, page.names(element)) for element in _story(body)]
    around = (page.names(element) for element in (body, *body.iterancestors()))
    names = frozenset[str]().union(*{names for _, names in story}, *around)
    rules = list(_near(blocks, names))
    styles = {rule.style for rule in rules}
    grounds = {shade for style in styles if (shade := hiding_styles.shade(hiding_styles.ground(style) or ""))}
    unseen = {style: properties for style in styles if (properties := hiding_styles.unseen_by(style))}
    alike = {style for style in styles if hiding_styles.is_like_one(style, grounds)}
    by_rule: dict[tuple[object, ...], list[HtmlElement]] = defaultdict(list)
    first = Sheet((rule for rule in rules if rule.style in unseen or rule.style in alike), page, names)
    near = {names for names in {names for _, names in story} if first.near(names)}
    fitting = [(element, meant) for element, names in story if names in near and (meant := first.fitting(element))]
    hides: Callable[[Sheet, HtmlElement], bool]
    for may, properties, hides in (
        (unseen.keys(), frozenset[str]().union(*unseen.values()), Sheet.leaves_unseen),
        (alike, hiding_styles.PAINTING, Sheet.paints),
    ):
        hidden_by = {element: by for element, meant in fitting if (by := [r.order for r in meant if r.style in may])}
        again = {style for style in styles if any(name in properties for name, _ in style)}
        whole = Sheet((r for r in _naming(rules, hidden_by, page) if r.style in again), page, names)
        covered: set[HtmlElement] = set()
        for element, by in hidden_by.items():
            if covered.isdisjoint(element.iterancestors()) and hides(whole, element):
                rule = (hides is Sheet.paints, *by)
                by_rule[rule].append(element)
                covered.add(element)
    return by_rule


def _naming(rules: Iterable[Rule], elements: Collection[HtmlElement], page: Page) -> Iterator[Rule]:
    """The rules that may name some elements or those around them."""
    names = frozenset[str]().union(*(page.names(element) | page.above(element) for element in elements))
    return (rule for rule in rules if elements and (rule.end is None or rule.end in names))


def _story(body: HtmlElement) -> list[HtmlElement]:
    """The elements that may hold a sentence of the story, all in them and all around them, in their order."""
    telling: set[HtmlElement] = set()
    for element in body.iter():
        if element.tag not in _NO_STORY and (element.tag in _TELLING or _is_long(element.text)):
            telling.add(element)
        if _is_long(element.tail) and element is not body:
            telling.add(element.getparent())
    near: set[HtmlElement] = set()
    for element in telling:
        above = element.getparent()
        while above is not None and above not in near:
            near.add(above)
            above = above.getparent()
    inside: set[HtmlElement] = set()
    passed: set[HtmlElement] = set()
    elements = []
    for element in body.iterdescendants("*"):
        parent = element.getparent()
        if element.tag in _NO_STORY or parent in passed:
            passed.add(element)
        elif element in telling or parent in inside:
            inside.add(element)
            elements.append(element)
        elif element in near:
            elements.append(element)
    return elements


def _is_long(text: str | None) -> bool:
    """Whether a text is longer than the label of a button or a link."""
    return text is not None and len(text) >= _SENTENCE and len(" ".join(text.split())) >= _SENTENCE


def _sheets(tree: HtmlElement) -> Iterator[str]:
    for node in tree.iter("style"):
        if is_met(node.get("media") or "") and not any(above.tag == "noscript" for above in node.iterancestors()):
            yield hiding_styles.COMMENT.sub("", node.text_content()[:LONGEST])


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector and its declarations."""

    selector: str
    end: str | None
    """The name under which its elements are looked up, where that is plain to see."""
    style: Declarations
    order: int
    """Its place among all rules."""


def _near(blocks: Iterable[tuple[str, str]], names: Collection[str]) -> Iterator[Rule]:
    """The rules by which elements of these names may be shown or hidden, one for each selector."""
    declared = functools.cache(hiding_styles.declared)
    words = {name.lstrip(".#").lower() for name in names}
    order = itertools.count()
    for head, style in blocks:
        if words.isdisjoint(_WORD.findall(head.lower())) and not _NAMELESS.search(head):
            continue  # it names nothing of the story
        if not (declarations := declared(style)):
            continue
        for selector in selectors.split(head):
            end = selector if selector in names else selectors.end_name(selector)
            if end is None or end in names:
                yield Rule(selector, end, declarations, next(order))


class Page:
    """The elements of a page by the names that selectors ask for: the tag, ``.class``, ``#id``.

    Args:
        name: what the page is called in errors.
    """

    def __init__(self, name: str) -> None:
        self._left = MOST_LOOKS
        self._name = name
        self._names: dict[HtmlElement, frozenset[str]] = {}
        self._above: dict[HtmlElement, frozenset[str]] = {}

    def names(self, element: HtmlElement) -> frozenset[str]:
        """The names of an element."""
        known = self._names.get(element)
        if known is None:
            known = _names(element.tag, element.get("class"), element.get("id"))
            self._names[element] = known
        return known

    def above(self, element: HtmlElement) -> frozenset[str]:
        """The names of everything an element lies in."""
        parent = element.getparent()
        if parent is None:
            return frozenset()
        if parent not in self._above:
            self._above[parent] = self.above(parent) | self.names(parent)
        return self._above[parent]

    def spend(self, looks: int) -> None:
        """Take note of how often a selector was held against an element.

        Raises:
            InputError: that was more often than a page may ask for.
        """
        self._left -= looks
        if self._left < 0:
            raise InputError(
                "the page's style sheets are more complex than those of an article",
                where=self._name,
                next_step="Copy the article's text into a .txt file and give that file.",
            )


@functools.lru_cache(maxsize=4096)
def _names(tag: object, classes: str | None, id_: str | None) -> frozenset[str]:
    if not isinstance(tag, str):
        return frozenset()
    names = {tag, *(f".{class_name}" for class_name in (classes or "").split())}
    return frozenset(names | {f"#{id_}"} if id_ else names)


@dataclass(frozen=True, slots=True)
class _Apart:
    """A rule whose selector was taken apart."""

    rule: Rule
    before: tuple[Part, ...]
    last: Part
    weight: tuple[int, int, int]


class Sheet:
    """Some rules of a page by what their selectors end in; each is taken apart when it is first looked up.

    Args:
        rules: in their order.
        page: whose elements are asked about.
        names: of these and of all around them; rules that want others are left out.
    """

    def __init__(self, rules: Iterable[Rule], page: Page, names: frozenset[str]) -> None:
        self._page, self._names = page, names
        self._waiting: dict[str, list[Rule]] = defaultdict(list)
        self._by_name: dict[str, list[_Apart]] = defaultdict(list)
        self._near: dict[frozenset[str], list[_Apart]] = {}
        self._styles: dict[HtmlElement, Declarations] = {}
        for rule in rules:
            if rule.end is None:
                self._take_apart(rule)
            else:
                self._waiting[rule.end].append(rule)

    def near(self, names: frozenset[str]) -> Sequence[_Apart]:
        """The rules that name elements of some names, wherever these lie, in their order."""
        near = self._near.get(names)
        if near is None:
            near = [apart for name in ("", *names) for apart in self._named(name) if apart.last.names <= names]
            near.sort(key=lambda apart: apart.rule.order)
            self._near[names] = near
        return near

    def fitting(self, element: HtmlElement) -> list[Rule]:
        """The rules that name an element, in their order."""
        return [apart.rule for apart in self._fitting(element)]

    def _fitting(self, element: HtmlElement) -> list[_Apart]:
        near = self.near(self._page.names(element))
        self._page.spend(len(near))
        return [apart for apart in near if self._fits(element, apart)]

    def _named(self, name: str) -> Sequence[_Apart]:
        for rule in self._waiting.pop(name, ()):
            self._take_apart(rule)
        return self._by_name.get(name, ())

    def _take_apart(self, rule: Rule) -> None:
        parts = selectors.parts(rule.selector)
        if parts and selectors.may_lie(parts, self._names):
            *before, last = parts
            self._by_name[last.name].append(_Apart(rule, tuple(before), last, selectors.weight(parts)))

    def _fits(self, element: HtmlElement, apart: _Apart) -> bool:
        """Whether an element of the right names has the right attributes and surroundings."""
        if apart.last.attributes and not apart.last.fits(element):
            return False
        return not apart.before or self._lies(element, apart.last.behind, apart.before, {})

    def _lies(
        self, element: HtmlElement, behind: str, parts: Sequence[Part], known: dict[tuple[HtmlElement, int], bool]
    ) -> bool:
        """Whether what some parts name stands around an element."""
        *before, last = parts
        if behind in (" ", ">") and not last.names <= self._page.above(element):
            return False
        key = (element, len(parts))
        if key not in known:
            known[key] = any(
                last.names <= self._page.names(near)
                and last.fits(near)
                and (not before or self._lies(near, last.behind, before, known))
                for near in self._looked_at(selectors.around(element, behind))
            )
        return known[key]

    def _looked_at(self, elements: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
        for element in elements:
            self._page.spend(1)
            yield element

    def style(self, element: HtmlElement) -> Declarations:
        """The declarations that hold for an element, its own among them."""
        if element not in self._styles:
            self._styles[element] = self._style(element)
        return self._styles[element]

    def _style(self, element: HtmlElement) -> Declarations:
        near = sorted(self._fitting(element), key=lambda apart: apart.weight)
        given = hiding_styles.declared(element.get("style") or "")
        won = dict[str, tuple[bool, str]]()
        for name, value in itertools.chain(*(apart.rule.style for apart in near), given):
            strong = "!" in value
            if strong or not won.get(name, (False, ""))[0]:
                won[name] = (strong, value)
        return tuple((name, value) for name, (_, value) in won.items())

    def leaves_unseen(self, element: HtmlElement) -> bool:
        """Whether an element's words are not shown, of no size, or outside of the window."""
        return hiding_styles.is_unseen(self.style(element))

    def paints(self, element: HtmlElement) -> bool:
        """Whether an element's words have the colour of their ground."""
        colour = hiding_styles.colour(self.style(element))
        if colour is None:
            return False
        grounds = (hiding_styles.ground(self.style(above)) for above in (element, *element.iterancestors()))
        return hiding_styles.is_one(colour, next((ground for ground in grounds if ground is not None), None))
