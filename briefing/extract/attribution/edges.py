"""How the edges of a content lie in the parse: whether it ends where its clause does, or cuts it, or runs on."""

from __future__ import annotations

from typing import NamedTuple

from briefing.extract.attribution.candidates import Candidate
from briefing.model.text import Token
from briefing.model.tree import Tree


class Edges(NamedTuple):
    """The edges of a candidate's content; lengths count characters, -1 where no word hangs."""

    cut: int
    """How much of the subtree of the word it hangs by lies behind its end."""
    beyond: int
    """How far it goes on behind that subtree."""
    behind_hangs: int
    """What the next word hangs on: 0 there is none, 1 a word of the content, 2 the cue, 3 anything else."""
    words: int
    """Of its first stretch."""
    inner_at: int
    """Words from the cue to the word it hangs by; negative where that stands first."""


def edges(candidate: Candidate, inner: Token | None, tree: Tree) -> Edges:
    """How the content of a candidate, which hangs by a word, lies in the parse of its sentence."""
    content, end = candidate.content, candidate.content[-1].end
    behind = tree.first_from(end)
    if behind is None:
        hangs = 0
    else:
        head = tree.head(behind)
        if head is not None and any(span.start <= head.start < span.end for span in content):
            hangs = 1
        else:
            hangs = 2 if head is not None and head.i == candidate.cue.i else 3
    words = len(tree.within(content[0]))
    if inner is None:
        return Edges(-1, -1, hangs, words, 0)
    whole = tree.span(inner).end
    return Edges(max(0, whole - end), max(0, end - whole), hangs, words, inner.i - candidate.cue.i)
