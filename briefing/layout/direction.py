"""Words of both directions in one paragraph: what is ours stays readable beside what is the source's."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.fonts import bidi
from briefing.model.blocks import Run, Runs


def marked(runs: Sequence[Run], *, from_right: bool) -> Runs:
    """Runs whose own direction is not their paragraph's, held together by marks of no width.

    Without them the full stop of a Hebrew sentence would go to its wrong end in an English paragraph, and ``[1 ¶4]``
    would stand reversed in a Hebrew one. Marks are what every word processor knows; embeddings are not.
    """
    if not from_right and not any(bidi.has_right(r.text) for r in runs):
        return tuple(runs)
    return tuple(_held(run, from_right=from_right) for run in runs)


def _held(run: Run, *, from_right: bool) -> Run:
    runs_right = bidi.runs_right(run.text)
    if runs_right is None:
        runs_right = False if any(c.isdigit() for c in run.text) else from_right
    if runs_right == from_right:
        return run
    mark, outer = (bidi.RIGHT_MARK, bidi.LEFT_MARK) if runs_right else (bidi.LEFT_MARK, bidi.RIGHT_MARK)
    words = run.text.strip(" ")
    if bidi.runs_right(words[0]) == runs_right == bidi.runs_right(words[-1]):
        return run
    before, _, behind = run.text.partition(words)
    # The outer marks keep a full stop of the words around from being drawn in between.
    return run._replace(text=f"{before}{outer}{mark}{words}{mark}{outer}{behind}")
