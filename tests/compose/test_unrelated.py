"""Two stories on one page that have no name in common are noted; one story told twice is not."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline
from briefing.compose.brief import BriefOptions

DAY = dt.date(2026, 3, 12)
PIER = (
    "The harbour council of Skarn voted on Monday to close the pier, said Ana Ruiz.",
    "On Tuesday the crews of Skarn met at the hall, and Tom Holub spoke for the owners in March.",
)
WALL = ("On Monday the town of Varde opened its new wall, said Ines Salas, who led the work for Lund in March.",)


def noted(*texts: str) -> list[str]:
    documents = [pipeline.from_text(text, id=f"a{n}", date=DAY, title=text[:20]) for n, text in enumerate(texts)]
    found = [pipeline.annotate(document, engine="rules") for document in documents]
    brief = pipeline.compose(found, BriefOptions(as_of=DAY))
    return [note.text for note in brief.notes if note.code == "unrelated"]


def test_articles_without_a_name_in_common_are_noted_by_their_titles() -> None:
    (said,) = noted(PIER[0], PIER[1], WALL[0])
    assert "“The harbour council ”" in said
    assert "“On Monday the town o”" in said
    assert "“On Tuesday" not in said


@pytest.mark.parametrize("texts", [PIER, PIER[:1], (*PIER, "The pier is shut, and nobody knows why.")])
def test_articles_of_one_story_or_without_names_are_not(texts: tuple[str, ...]) -> None:
    assert noted(*texts) == []
