"""Whose kin somebody is, where the text introduces them by nothing else."""

from __future__ import annotations

import pytest

import briefing

ROWS = [
    ("her father Karim", "Ada Hale was held on Monday. Her father Karim has said she was upset.", "father of Ada Hale"),
    ("Karim, her father", "Ada Hale was held on Monday. Karim, her father, said she was upset.", "father of Ada Hale"),
    (
        "her husband, where the paragraph before tells of her",
        "Ines Orme has been held since May.\n\nHer husband, Karim Orme, said she was a captive of the court.",
        "husband of Ines Orme",
    ),
    (
        "a name that owns",
        "Omar Deng died in May, two years after the wreck.\n\nOmar Deng’s widow, Karim Deng, said the firm had lied.",
        "widow of Omar Deng",
    ),
    (
        "the mother of somebody",
        "Karim Brenn, the mother of Ada Brenn, one of the lost divers, said that she hoped for news.",
        "mother of Ada Brenn",
    ),
    ("a native of a town", "Karim Dar, a native of Hove whose cousin was lost, said he had hope.", "native of Hove"),
    # An office says more.
    (
        "an office beside it",
        "Ada Hale was held on Monday. Her father, Karim Hale, a harbour pilot at the Hove Trust, said she was upset.",
        "harbour pilot",
    ),
    # Two women may be meant.
    ("two may be meant", "Ada Hale met Lena Orr on Monday. Her father Karim said nothing was settled.", None),
    ("nobody before it", "The quay was closed on Monday. Her father Karim said nothing was settled.", None),
    ("how many, not whose", "Karim Stone, the mother of two, said that nothing was settled at the quay.", None),
    ("whose they are is not told", "A father, Karim Stone, said that nothing was settled at the quay.", None),
]


@pytest.mark.parametrize(("text", "title"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_kin_are_introduced_by_whose_they_are_where_that_is_plain(text: str, title: str | None) -> None:
    findings = briefing.annotate(briefing.from_text(text, id="kin"))
    assert [a.title for a in findings.actors if a.name.startswith("Karim")] == [title]
