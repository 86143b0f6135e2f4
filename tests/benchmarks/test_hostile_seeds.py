"""The valid inputs that hostile ones are made of are small enough to be read after a mutation."""

from __future__ import annotations

import random

import pytest

from benchmarks.guided import MOST_BYTES
from benchmarks.hostile_seeds import seeds, whole
from benchmarks.robustness import Target, file_of_several, mutate, reader, targets
from briefing.errors import BriefingError

#: Kinds whose seeds take seconds, being pages.
SLOW = ("page-docx", "page-pdf", "record", "review")


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in targets().values()} - {"words", *SLOW}))
def test_a_seed_is_no_longer_than_what_is_tried(kind: str) -> None:
    assert max(map(len, seeds(kind))) < MOST_BYTES


@pytest.mark.parametrize(
    ("kind", "read", "least"), [("docx", reader("docx"), 5), ("export-nexis.docx", file_of_several("nexis.docx"), 30)]
)
def test_of_a_hundred_mutated_word_files_some_are_still_read(kind: str, read: Target, least: int) -> None:
    rng, made, good = random.Random(1), seeds(kind), 0  # noqa: S311 - variety, not secrecy
    for _ in range(100):
        try:
            read(whole(mutate(rng, made)))
            good += 1
        except BriefingError:
            continue
    assert good >= least
