"""The review file: a brief made for a person to read, correct and keep, and the brief back out of it.

``write`` makes the file, ``read`` takes it back with what the person changed, ``apply`` puts the changes into the
brief, ``carry`` brings them over to a brief that was made anew.
"""

from __future__ import annotations

from briefing.model.printed import printed
from briefing.review.apply import apply
from briefing.review.carry import carry
from briefing.review.order import ordered
from briefing.review.read import is_review, read
from briefing.review.values import Edit, Placed, Review, Vanished
from briefing.review.write import write

__all__ = ["Edit", "Placed", "Review", "Vanished", "apply", "carry", "is_review", "ordered", "printed", "read", "write"]
