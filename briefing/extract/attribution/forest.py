"""Boosted decision trees read from a table: a small second judge beside the linear one.

Each tree asks a few questions of the form "is this measure at most that?" and gives a number; the numbers add up to log
odds (Friedman 2001). They are whole numbers of a thousandth, so that they add up the same everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

#: What a leaf's number is counted in.
UNIT = 0.001
_LEAF = -1


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


def read(table: str) -> Forest:
    """The trees of a table: tree, node, column asked (-1 for a leaf), limit, next if at most, next if more, worth.

    Raises:
        ValueError: a node does not stand where it should.
    """
    root: list[int] = []
    feature: list[int] = []
    limit: list[float] = []
    following: list[int] = []
    worth: list[int] = []
    for line in table.splitlines():
        if not line or line.startswith("#"):
            continue
        _, node, column, at_most, low, high, value = line.split("\t")
        here = len(feature)
        if node == "0":
            root.append(here)
        if int(node) != here - root[-1]:
            raise ValueError(f"node stands out of order: {line!r}")
        if int(column) == _LEAF:
            feature.append(0)
            limit.append(math.inf)
            following += [here, here]
        else:
            feature.append(int(column))
            limit.append(float(at_most))
            following += [root[-1] + int(high), root[-1] + int(low)]
        worth.append(int(value))
    depths = sorted((_depth(node, limit, following), node) for node in root)
    return Forest(
        np.array([node for _, node in depths]), np.array(feature), np.array(limit), np.array(following),
        np.array(worth), np.array([depth for depth, _ in depths]),
    )  # fmt: skip


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
