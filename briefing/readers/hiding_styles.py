"""Declarations of a style by which nobody sees an element's words."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WHITE = (255, 255, 255)
#: Shades nearer than this in each of the three are one to the eye.
_ONE_SHADE = 6

COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|([^\n]))")
_AWAY = re.compile(r"\A-\d{3,9}(?:px|pt|r?em|%|vw|vh)")
_CLIPPED = re.compile(r"\A(?:rect\( ?[01](?:px)?[, ]|inset\( ?(?:50|100)%|circle\( ?0(?:px|%)? ?\))")
_ZERO = r"0{0,9}(?:\.0{1,9})?"
#: Values by which nobody sees an element's words: not shown, of no size or strength, outside of the window.
_UNSEEN = {
    "display": re.compile(r"\Anone"),
    "visibility": re.compile(r"\A(?:hidden|collapse)"),
    "content-visibility": re.compile(r"\Ahidden"),
    "opacity": re.compile(rf"\A{_ZERO} ?(?:% ?)?(?:!|\Z)"),
    "font-size": re.compile(rf"\A{_ZERO} ?(?:px|pt|r?em|%)? ?(?:!|\Z)"),
    "font": re.compile(r"\A(?:[\w-]{1,99} ){0,4}0(?:px|pt|r?em)?(?=[ /])"),
    **dict.fromkeys(("left", "top", "right", "text-indent"), _AWAY),
    "transform": re.compile(rf"scale[xy]?\( ?{_ZERO} ?[,)]|translate(?:x|y|3d)?\( ?-\d{{3}}"),
    "filter": re.compile(rf"opacity\( ?{_ZERO}%? ?\)"),
    **dict.fromkeys(("clip", "clip-path"), _CLIPPED),
}
#: Of no height, and with what does not fit cut off.
_SIZES, _OVERFLOWS = {"height", "max-height", "width", "max-width"}, {"overflow", "overflow-x", "overflow-y"}
_FLAT = re.compile(r"\A0(?:px|pt|r?em|%)? ?(?:!|\Z)")
_CUT_OFF = re.compile(r"\A(?:hidden|clip)")
_GROUNDS = ("background", "background-color", "background-image")
#: Properties by which words take the colour of their ground.
PAINTING = frozenset({"color", *_GROUNDS})
#: Properties by which words are shown or hidden.
_RELEVANT = frozenset({*_UNSEEN, *_SIZES, *_OVERFLOWS, *PAINTING})
_RGB = re.compile(r"rgba?\( ?(\d{1,3}) ?[, ] ?(\d{1,3}) ?[, ] ?(\d{1,3}) ?(?:[,/] ?(\d{0,9}\.?\d{1,9})%? ?)?\)")
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})(?![0-9a-f])")

#: Name and value, in small letters and with one space between words, of properties by which words are shown or hidden.
Declarations = tuple[tuple[str, str], ...]


def is_hiding(style: str) -> bool:
    """Whether nobody sees the words of an element with these declarations, on a white page.

    >>> is_hiding("margin: 0; display: None")
    True
    >>> is_hiding("color: white; background: navy")
    False
    """
    declarations = declared(style)
    if is_unseen(declarations):
        return True
    given = colour(declarations)
    return given is not None and ground(declarations) is None and is_one(given, None)


def plain(style: str) -> str:
    """Declarations without comments and escapes."""
    if "/*" in style:
        style = COMMENT.sub("", style)
    if "\\" in style:
        style = _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)) if m[1] else m[2], style)
    return style


def declared(style: str) -> Declarations:
    """The declarations of a style by which words are shown or hidden, in their order.

    >>> declared("margin: 0; Color: #FFF !important")
    (('color', '#fff !important'),)
    """
    pairs = []
    for declaration in plain(style).lower().split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip()
        if name in _RELEVANT:
            pairs.append((name, " ".join(value.split())))
    return tuple(pairs)


def is_unseen(declarations: Declarations) -> bool:
    """Whether declarations show an element's words not at all, in no size, or outside of the window."""
    flat = cut_off = False
    for name, value in declarations:
        if name in _UNSEEN:
            if _UNSEEN[name].search(value):
                return True
        elif name in _SIZES:
            flat = flat or _FLAT.search(value) is not None
        elif name in _OVERFLOWS:
            cut_off = cut_off or _CUT_OFF.search(value) is not None
    return flat and cut_off


def unseen_by(declarations: Declarations) -> frozenset[str]:
    """The properties by which a rule of these declarations may make words unseen; with others' help, it may be."""
    properties = {name for name, value in declarations if name in _UNSEEN and _UNSEEN[name].search(value)}
    if any(name in _SIZES and _FLAT.search(value) for name, value in declarations):
        return frozenset(properties | _SIZES | _OVERFLOWS)
    return frozenset(properties)


def colour(declarations: Declarations) -> str | None:
    """The colour that declarations give to words."""
    return next((value for name, value in declarations if name == "color" and value), None)


def ground(declarations: Declarations) -> str | None:
    """The background that declarations give to an element."""
    return next((value for name, value in declarations if name in _GROUNDS and value), None)


def shade(colour: str) -> tuple[int, ...] | None:
    """Red, green and blue; ``()`` for what is seen through, ``None`` for what is not understood here.

    >>> shade("#fff"), shade("rgba(0, 0, 0, 0)"), shade("var(--text)")
    ((255, 255, 255), (), None)
    """
    if colour.startswith("transparent"):
        return ()
    if colour.startswith("white"):
        return _WHITE
    if digits := _HEX.match(colour):
        whole = digits[1] if len(digits[1]) == 6 else "".join(digit * 2 for digit in digits[1])
        return tuple(int(whole[at : at + 2], 16) for at in (0, 2, 4))
    if parts := _RGB.match(colour):
        if parts[4] is not None and float(parts[4]) == 0:
            return ()
        return tuple(int(part) for part in parts.groups()[:3])
    return None


def is_one(colour: str, ground: str | None) -> bool:
    """Whether a colour cannot be told from a ground; the page's own is white."""
    mine, behind = shade(colour), _WHITE if ground is None else shade(ground)
    if mine is None or behind is None:
        return False
    return not mine or _is_near(mine, behind or _WHITE)


def is_like_one(declarations: Declarations, grounds: Iterable[tuple[int, ...]]) -> bool:
    """Whether declarations give words a colour that cannot be told from white, or from one of some grounds."""
    given = colour(declarations)
    mine = None if given is None else shade(given)
    if mine is None:
        return False
    return not mine or any(_is_near(mine, behind) for behind in (_WHITE, *grounds))


def _is_near(colour: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= _ONE_SHADE for a, b in zip(colour, other, strict=True))
