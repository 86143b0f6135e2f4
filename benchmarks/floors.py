"""Figures beside the least and the most that they may be."""

from __future__ import annotations

from collections.abc import Mapping


def held(
    figures: Mapping[str, float], floors: Mapping[str, float], ceilings: Mapping[str, float] | None = None
) -> bool:
    """Print each figure that has a floor or a ceiling, with that; whether all of them hold.

    Args:
        figures: by name.
        floors: the least that some of them may be.
        ceilings: the most that some of them may be.
    """
    ceilings = ceilings or {}
    width = max(map(len, (*floors, *ceilings)))
    holds = True
    for limits, word, sign in ((floors, "at least", 1), (ceilings, "at most", -1)):
        for name, limit in limits.items():
            holds &= (here := sign * figures[name] >= sign * limit)
            print(f"{name:{width}}  {figures[name]:.4f}  {word} {limit}{'' if here else '  BROKEN'}")
    return holds
