"""A page with room is set in larger type, with all its words; a full one in the sizes of its template."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from briefing.errors import TemplateError
from briefing.layout import fit, template
from briefing.model.brief import Brief
from briefing.model.page import Page
from tests import delivery
from tests.briefs import random_brief, story

LOOK = template.load()
SAME = dataclasses.replace(LOOK, enlarge=1.0)


def small() -> Brief:
    """A story of which little is told."""
    return dataclasses.replace(story(), chronology=story().chronology[:2], positions=story().positions[:2])


def body_pt(page: Page) -> float:
    return next(look.size_pt for look in page.looks if look.name == "point")


def test_a_page_with_room_is_larger_and_tells_the_same() -> None:
    page, plain = fit(small(), LOOK), fit(small(), SAME)
    assert body_pt(plain) == 9.5
    assert body_pt(page) == 11.5
    assert page.lines == plain.lines
    assert plain.fill < page.fill <= 1.0


def test_a_full_page_keeps_its_sizes() -> None:
    brief = random_brief(1, items=90, sources=4)
    assert fit(brief, LOOK) == fit(brief, SAME)
    assert body_pt(fit(brief, LOOK)) == 9.5


@pytest.mark.parametrize("name", ["policy-brief", "two-columns", "chronology", "positions"])
def test_no_line_loses_words_and_no_page_overflows(name: str) -> None:
    look = template.load(name)
    for seed in range(6):
        brief = random_brief(seed, items=6 + 4 * seed, sources=1 + seed)
        page, plain = fit(brief, look), fit(brief, dataclasses.replace(look, enlarge=1.0))
        assert page.fill <= 1.0
        assert [line.id for line in page.lines] == [line.id for line in plain.lines]
        assert all(len(new.text) >= len(old.text) for new, old in zip(page.lines, plain.lines, strict=True))


def test_the_larger_page_is_held_against_its_record() -> None:
    page = fit(small(), LOOK)
    assert body_pt(page) > 9.5
    assert list(delivery.faults(small(), page)) == []


def test_large_print_is_not_enlarged_further() -> None:
    assert fit(small(), LOOK, large_print=14) == fit(small(), SAME, large_print=14)


def test_more_than_a_fifth_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('name = "ours"\nextends = "policy-brief"\n[page]\nenlarge = 1.5\n')
    with pytest.raises(TemplateError, match=r"between 1 and 1\.2"):
        template.load(path)
