"""Boosted decision trees: a small second judge beside the linear one.

Each tree asks a few questions of the form "is this measure at most that?" and gives a number; the numbers add up to log
odds (Friedman 2001). They are whole numbers of a thousandth, so that they add up the same everywhere.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

#: What a leaf's number is counted in.
UNIT = 0.001
#: The column of a leaf.
LEAF = -1


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """The nodes of all trees in one row; a leaf leads to itself."""

    root: Any
    """Where each tree begins."""
    feature: Any
    limit: Any
    next: Any
    """Two for each node: where to go above the limit, and where up to it."""
    worth: Any
    depths: Any
    """The most questions of each tree, least first: the trees stand in that order."""

    def odds(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """The log odds of each row of measures, in the order of the table's columns."""
        if not rows:
            return []
        measures = np.asarray(rows, dtype=np.float64)
        offset = (np.arange(len(rows)) * measures.shape[1])[:, None]
        flat = measures.ravel()
        at = np.broadcast_to(self.root, (len(rows), len(self.root)))
        total = np.zeros(len(rows), dtype=np.int64)
        counted = 0
        for level in range(self.depths[-1]):
            # The trees that have no more questions are counted, and asked none.
            done = int(np.searchsorted(self.depths, level, "right")) - counted
            if done:
                total += self.worth.take(at[:, :done]).sum(axis=1)
                at = at[:, done:]
                counted += done
            # Left and right stand side by side, so that one look finds the next node.
            lower = flat.take(self.feature.take(at) + offset) <= self.limit.take(at)
            at = self.next.take(2 * at + lower)
        total += self.worth.take(at).sum(axis=1)
        return [int(t) * UNIT for t in total]


_FIELDS = ("root", "feature", "limit", "next", "worth", "depths")


class Node(NamedTuple):
    """A question of a tree, or a leaf; nodes are counted within their tree, its root is 0."""

    number: int
    column: int
    """Of the measure that is asked for; -1 for a leaf."""
    limit: float
    low: int
    """The node that follows where the measure is at most the limit."""
    high: int
    worth: int
    """Of a leaf, in thousandths of log odds."""


def grow(nodes: Iterable[Node]) -> Forest:
    """The forest of some nodes, tree by tree, each from its root on.

    Raises:
        ValueError: a node does not stand where it should.
    """
    root: list[int] = []
    feature: list[int] = []
    limit: list[float] = []
    following: list[int] = []
    worth: list[int] = []
    for node in nodes:
        here = len(feature)
        if node.number == 0:
            root.append(here)
        if not root or node.number != here - root[-1]:
            raise ValueError(f"stands out of order: {node}")
        if node.column == LEAF:
            feature.append(0)
            limit.append(math.inf)
            following += [here, here]
        else:
            feature.append(node.column)
            limit.append(node.limit)
            following += [root[-1] + node.high, root[-1] + node.low]
        worth.append(node.worth)
    depths = sorted((_depth(node, limit, following), node) for node in root)
    return Forest(
        root=np.array([node for _, node in depths]),
        feature=np.array(feature),
        limit=np.array(limit),
        next=np.array(following),
        worth=np.array(worth),
        depths=np.array([depth for depth, _ in depths]),
    )


def write(forest: Forest) -> bytes:
    """The file that :func:`read` reads: an array of numpy for each field."""
    file = io.BytesIO()
    arrays = {name: getattr(forest, name) for name in _FIELDS}
    np.savez(file, **{name: array if name == "limit" else array.astype(np.int32) for name, array in arrays.items()})
    return file.getvalue()


def read(data: bytes) -> Forest:
    """The forest that a file holds."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return Forest(**{name: arrays[name] if name == "limit" else arrays[name].astype(np.int64) for name in _FIELDS})


def _depth(root: int, limit: Sequence[float], following: Sequence[int]) -> int:
    """The most questions on the way from a tree's root to a leaf."""
    deepest = 0
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        deepest = max(deepest, depth)
        if limit[node] != math.inf:
            stack += [(following[2 * node], depth + 1), (following[2 * node + 1], depth + 1)]
    return deepest
