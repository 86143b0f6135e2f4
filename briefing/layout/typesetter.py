"""Paragraphs set to a measure in a template's looks."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Mapping, Sequence

from briefing.fonts import bidi
from briefing.layout.dates import NBSP
from briefing.layout.direction import marked
from briefing.layout.line_breaking import break_lines, width_of
from briefing.layout.template import Template
from briefing.model.blocks import Look, Run, Runs, Text
from briefing.model.blocks import Rule as DrawnRule

#: Kept free between text at the left and text at the right of one line.
BETWEEN_PT = 12.0
#: The size of a raised mark beside that of the words before it; in half points, as word processors know no finer size.
RAISED = 0.68
_SPACE = re.compile(" ")


class Setter:
    """Sets runs in the looks of a template, all of them enlarged by one factor for large print."""

    def __init__(self, template: Template, scale: float = 1.0, least_pt: float = 0.0) -> None:
        """With ``least_pt``, no type is smaller, and what is larger than the body's stays so by as many points."""
        body = template.looks["point"].size_pt
        self.looks: Mapping[str, Look] = {
            name: raised(look, body, least_pt) if least_pt else scaled(look, scale)
            for name, look in template.looks.items()
        }
        self.colours = template.colours
        self.scale = least_pt / body if least_pt else scale

    def text(
        self,
        look: str,
        runs: Sequence[Run],
        width_pt: float,
        *,
        right: Runs = (),
        bullet: str = "",
        indent_pt: float = 0.0,
        rule: DrawnRule | None = None,
        right_indent_pt: float = 0.0,
        before_pt: float | None = None,
        name: bool = False,
        whole_words: bool = False,
    ) -> Text:
        """A paragraph with its lines broken to ``width_pt``.

        It is read as its first letter is, but a name in a column, and what stands on a line with something at its
        right, keep to the page's own direction.
        """
        style = self.looks[look]
        from_right = not right and not name and bool(bidi.runs_right("".join(r.text for r in runs)))
        kept = tuple(_in(style, r) for r in marked(runs, from_right=from_right) if r.text)
        measure = width_pt - indent_pt - right_indent_pt
        beside = tuple(r._replace(colour=r.colour or style.colour, family=style.family) for r in right)
        if beside:
            measure -= width_of(beside, style.size_pt) + BETWEEN_PT
        lines = break_lines(kept, measure, style.size_pt, whole_words=whole_words)
        return Text(
            style, kept, lines, beside, bullet, indent_pt, rule, right_indent_pt, before_pt,
            from_right=from_right, whole_words=whole_words,
        )  # fmt: skip

    def one_line(
        self, look: str, runs: Sequence[Run], width_pt: float, *, right: Runs = (), right_indent_pt: float = 0.0
    ) -> Text:
        """As :meth:`text`, cut with an ellipsis to what one line holds."""
        text = self.text(look, runs, width_pt, right=right, right_indent_pt=right_indent_pt)
        while len(text.lines) > 1:
            kept = list(text.lines[0])
            words = kept[-1].text.rstrip(" …").rpartition(" ")[0] or kept[-1].text.rstrip(" …")[:-1]
            kept[-1] = kept[-1]._replace(text=f"{words}…")
            text = self.text(look, kept, width_pt, right=right, right_indent_pt=right_indent_pt)
        return text

    def balanced(self, look: str, words: str, width_pt: float, *, right_indent_pt: float = 0.0) -> Text:
        """As :meth:`text`, in whole words and lines of about one length, as the narrowest measure has them.

        No-break spaces keep a line's first words from the end of the line before, so that word processors break it
        there too; nothing else does, and when somebody edits the words the lines run on.
        """
        widest = self.text(look, [Run(words)], width_pt, right_indent_pt=right_indent_pt, whole_words=True)
        if any(map(_foreign, words)):
            # Where a word processor's own font has not these letters, another draws them, wider: a close measure
            # would add a line. Older versions of Liberation Sans have no Vietnamese ones.
            return widest
        best, low, high = widest, right_indent_pt, right_indent_pt + width_pt / 2
        while len(widest.lines) > 1 and high - low > 2.0:
            middle = round((low + high) / 2)
            tried = self.text(look, [Run(words)], width_pt, right_indent_pt=middle, whole_words=True)
            if len(tried.lines) == len(widest.lines):
                best, low = tried, middle
            else:
                high = middle
        tied = Run(_tied(words, best, width_pt - right_indent_pt))
        made = self.text(look, [tied], width_pt, right_indent_pt=right_indent_pt, whole_words=True)
        return made if _ends(made) == _ends(best) else widest


def _ends(text: Text) -> list[int]:
    """How many characters each line has."""
    return [len(_plain(line)) for line in text.lines]


def _plain(line: Runs) -> str:
    return "".join(run.text for run in line)


def _tied(words: str, broken: Text, measure_pt: float) -> str:
    """Words with no-break spaces, so that lines that take in whatever fits are broken as those given.

    Args:
        words: a title.
        broken: the same, set to a closer measure.
        measure_pt: to which it will be set.
    """
    at = 0
    for before, line in itertools.pairwise(broken.lines):
        head = _plain(line)
        at = words.index(head, at + len(_plain(before)))
        room_pt = measure_pt - width_of(before, broken.look.size_pt)
        ends = (space.start() for space in _SPACE.finditer(head))
        end = next((end for end in ends if _width_pt(head[:end], line[0], broken.look) > room_pt), len(head))
        words = words[:at] + head[:end].replace(" ", NBSP) + words[at + end :]
    return words


def _width_pt(words: str, run: Run, look: Look) -> float:
    return width_of([run._replace(text=words)], look.size_pt)


def _foreign(char: str) -> bool:
    """Whether a letter is none of those that every font of Arial's width has: Latin, Greek, Cyrillic, punctuation."""
    return char > "\u04ff" and not "\u2000" <= char <= "\u22ff"


def _in(look: Look, run: Run) -> Run:
    """A run with the look's own weight and slope added, so that whoever draws it need not know the look."""
    size = round(look.size_pt * RAISED * 2) / 2 if run.raised else run.size_pt
    return run._replace(
        bold=run.bold or look.bold,
        italic=run.italic or look.italic,
        colour=run.colour or look.colour,
        size_pt=size,
        family=look.family,
    )


def raised(look: Look, body_pt: float, least_pt: float) -> Look:
    """A look of large print: the body at ``least_pt``, nothing smaller, headings not larger than they need be."""
    size = least_pt + max(0.0, look.size_pt - body_pt)
    by = size / look.size_pt
    return dataclasses.replace(
        look, size_pt=size, leading_pt=round(look.leading_pt * by, 1), before_pt=round(look.before_pt * by, 1)
    )


def scaled(look: Look, scale: float) -> Look:
    """A look enlarged; half points, as word processors know no finer size."""
    if scale == 1.0:
        return look
    return dataclasses.replace(
        look,
        size_pt=round(look.size_pt * scale * 2) / 2,
        leading_pt=round(look.leading_pt * scale, 1),
        before_pt=round(look.before_pt * scale, 1),
    )
