"""Pages of articles whose truth is known: every line verifies, nobody is given another's words, no date is wrong."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from tests.truth import hold
from tests.truth.grammar import Article, Happened, Said, article


@pytest.mark.parametrize("seed", range(16))
def test_all_that_is_printed_is_true(seed: int) -> None:
    assert list(hold.faults(article(seed), "docx" if seed % 4 == 0 else "pdf")) == []


TOLD = Article(
    "PORT LINDOW, June 9, 2026 (Inland Wire) — The council did not close the old pier on Monday.\n\n"
    "Mayor Ada Brenn said that the crews would not strike.",
    dt.date(2026, 6, 9),
    (Said("the crews would not strike", "Ada Brenn"),),
    (Happened("The council did not close the old pier on Monday.", "2026-06-08"),),
)


def test_what_is_true_holds() -> None:
    assert list(hold.faults(TOLD)) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (dataclasses.replace(TOLD, said=(Said("the crews would not strike", "Mara Lind"),)), "printed for Ada Brenn"),
        (dataclasses.replace(TOLD, happened=(Happened(TOLD.happened[0].sentence, "2026-06-07"),)), "dated 2026-06-08"),
        (
            dataclasses.replace(TOLD, said=(Said("the crews would not strike, unless it rained", "Ada Brenn"),)),
            "lost unless",
        ),
    ],
)
def test_what_is_not_true_is_seen(changed: Article, told: str) -> None:
    assert any(told in fault for fault in hold.faults(changed))
