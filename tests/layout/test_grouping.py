"""Positions stand by the kind of their speakers, under its name where enough speakers have one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from briefing.errors import TemplateError
from briefing.layout import fit, template
from briefing.model.blocks import Table, Text
from briefing.model.brief import Brief, Speaker
from briefing.model.page import Page
from briefing.renderers import markdown
from tests.briefs import random_brief, story

MINISTER = Speaker("Helena Marquardt", "person", "transport minister", "Republic of Vessa")
MINISTRY = Speaker("Harbour Ministry", "organisation")
UNION = Speaker("Dockers’ Union", "organisation")
ANALYST = Speaker("Priya Raman", "person", "senior analyst", "Institute for Coastal Economies")
ECONOMIST = Speaker("Ada Brenn", "person", "economist", "Lindow University")
CAPTAIN = Speaker("Tove Arne", "person", "captain")
CAST = (UNION, ANALYST, MINISTER, CAPTAIN, MINISTRY, ECONOMIST)


def brief_of(*cast: Speaker) -> Brief:
    """The story with a position each."""
    rows = zip(story().positions, cast, strict=False)
    return dataclasses.replace(
        story(), positions=tuple(dataclasses.replace(row, speaker=who) for row, who in rows), key_points=()
    )


def positions(page: Page) -> list[str]:
    """The names of groups, and those of the speakers, from top to bottom."""
    speakers = {line.id: line.speaker.name for line in page.lines if line.section == "positions" and line.speaker}
    texts = [block for block in page.flow if isinstance(block, Text)]
    said = [text.plain if text.look.name == "subheading" else speakers.get(text.row, "") for text in texts]
    return [words for words in said if words]


def test_each_kind_stands_under_its_name_and_the_others_last() -> None:
    assert positions(fit(brief_of(*CAST), template.load())) == [
        "Government", "Helena Marquardt", "Harbour Ministry", "Experts", "Priya Raman", "Ada Brenn",
        "Unions, charities, campaigners", "Dockers’ Union", "Others", "Tove Arne",
    ]  # fmt: skip


def test_a_table_has_the_order_and_no_names() -> None:
    page = fit(brief_of(*CAST), template.load("positions"))
    table = next(b for b in page.flow if isinstance(b, Table) and b.kind == "positions")
    assert [row.cells[0][0].plain for row in table.rows] == [
        "Helena Marquardt", "Harbour Ministry", "Priya Raman", "Ada Brenn", "Dockers’ Union", "Tove Arne",
    ]  # fmt: skip
    assert not [b for b in page.flow if isinstance(b, Text) and b.look.name == "subheading"]


def test_where_most_have_no_kind_the_order_is_as_they_speak() -> None:
    nobody = [dataclasses.replace(CAPTAIN, name=f"Tove Arne {n}") for n in range(4)]
    page = fit(brief_of(*nobody, MINISTER, UNION), template.load())
    assert positions(page) == [*(who.name for who in nobody), MINISTER.name, UNION.name]


@pytest.mark.parametrize(
    "cast",
    [
        (UNION, ANALYST, MINISTER),
        (UNION, ANALYST, MINISTER, CAPTAIN, dataclasses.replace(MINISTRY, name="Lindow Police")),
        (MINISTER, MINISTRY, *(dataclasses.replace(MINISTER, name=f"Ada Brenn {n}") for n in range(4))),
    ],
    ids=["few", "a name above each", "one kind alone"],
)
def test_names_that_would_say_nothing_are_left_away(cast: tuple[Speaker, ...]) -> None:
    page = fit(brief_of(*cast), template.load())
    assert not [b for b in page.flow if isinstance(b, Text) and b.look.name == "subheading"]


def test_one_speaker_stands_once_whatever_the_rows_tell_of_the_office() -> None:
    bare = dataclasses.replace(MINISTER, title=None, affiliation=None)
    page = fit(brief_of(bare, UNION, ANALYST, MINISTER, ECONOMIST, MINISTRY), template.load())
    assert positions(page)[:4] == ["Government", "Helena Marquardt", "Helena Marquardt", "Harbour Ministry"]


def test_what_stands_in_a_language_without_these_rules_is_not_grouped() -> None:
    page = fit(dataclasses.replace(brief_of(*CAST), language="fr"), template.load())
    assert positions(page) == [who.name for who in CAST]


def test_where_the_names_have_no_room_the_order_is_as_they_speak() -> None:
    full = random_brief(1, items=90, sources=4)
    positions_ = brief_of(*CAST).positions
    for row in positions_:
        full = dataclasses.replace(full, kept=(*full.kept, row.id))
    page = fit(dataclasses.replace(full, positions=positions_), template.load())
    assert "Government" not in positions(page)
    assert [name for name in positions(page) if name in {who.name for who in CAST}] == [who.name for who in CAST]


def test_names_of_groups_are_headings_of_the_third_rank() -> None:
    brief = brief_of(*CAST)
    assert "### Government\n" in markdown.render(brief, fit(brief, template.load())).decode()


def test_in_large_print_no_name_ends_a_sheet_and_what_goes_on_has_both_headings() -> None:
    brief = brief_of(*CAST)
    for size in (12, 14, 18):
        page = fit(brief, template.load(), large_print=size)
        assert not [s for s in page.sheets if isinstance(s[-1], Text) and s[-1].look.name in ("heading", "subheading")]
        for sheet in page.sheets[1:]:
            looks = [block.look.name for block in sheet[:2] if isinstance(block, Text)]
            assert looks[0] == "heading"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[section]]\nkind = "figures"\ngrouped = "named"\n', "only positions are grouped"),
        ('[[section]]\nkind = "positions"\ngrouped = "naemd"\n', "did you mean 'named'"),
        (
            '[[section]]\nkind = "positions"\ngrouped = "named"\n'
            'columns = [{ show = "who", width = 90.0 }, { show = "position" }]\n',
            'write grouped = "order"',
        ),
    ],
    ids=["figures", "slip", "table"],
)
def test_a_template_that_groups_what_cannot_be_is_told(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(f'name = "ours"\nextends = "policy-brief"\n{text}')
    with pytest.raises(TemplateError, match=told):
        template.load(path)


def test_a_template_of_its_own_need_not_know_the_look(tmp_path: Path) -> None:
    text = (template.shipped() / "policy-brief.toml").read_text(encoding="utf-8")
    path = tmp_path / "ours.toml"
    path.write_text("\n".join(line for line in text.splitlines() if not line.startswith("subheading")))
    assert "Government" in positions(fit(brief_of(*CAST), template.load(path)))
