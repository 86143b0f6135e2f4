"""One record a section: what it says must hold of the brief, the labels and the review file."""

from __future__ import annotations

import dataclasses
import typing
from pathlib import Path
from types import GenericAlias

import pytest

from briefing.config import toml
from briefing.layout.table_setting import NAMED, WORDED
from briefing.model import brief as model
from briefing.model import sections
from briefing.model.brief import Brief
from briefing.model.sections import SectionKind
from briefing.review.fields import READ_ONLY, fields

LABELS = sorted((Path(__file__).parents[2] / "templates/labels").glob("*.toml"))
#: Sections that stand without “3 of 5 events” at their head.
UNCOUNTED = ("bottom_line", "timeline")
ROWS = typing.get_args(sections.Row)


@pytest.mark.parametrize("section", sections.SECTIONS, ids=lambda s: s.name)
def test_a_section_names_a_field_of_the_brief_and_the_type_of_its_rows(section: SectionKind) -> None:
    types = typing.get_type_hints(Brief, vars(model))
    if section.row is not None:
        assert types[section.name] == GenericAlias(tuple, (section.row, ...))


def test_every_field_of_the_brief_that_holds_rows_is_a_section() -> None:
    types = typing.get_type_hints(Brief, vars(model))
    rows = {
        f.name for f in dataclasses.fields(Brief) if types[f.name] in [GenericAlias(tuple, (row, ...)) for row in ROWS]
    }
    assert rows == {section.name for section in sections.SECTIONS if section.row is not None}


@pytest.mark.parametrize("path", LABELS, ids=lambda p: p.stem)
def test_every_printed_section_has_its_words_in_every_language(path: Path) -> None:
    labels = toml.parse(path.read_text(encoding="utf-8"))
    keys = {section.name for section in sections.PRINTABLE}
    keys |= {section.unit_key for section in sections.PRINTABLE if section.name not in UNCOUNTED}
    keys |= {column for section in sections.SECTIONS for column in section.columns}
    assert sorted(keys - labels.keys()) == []


def test_rows_that_are_held_back_go_to_a_section_of_their_own_type() -> None:
    held = [section for section in sections.SECTIONS if section.held_for]
    assert held
    for section in held:
        home = sections.BY_NAME[section.held_for or ""]
        assert (home.row, home.prefix, home.editable) == (section.row, section.prefix, section.editable)


def test_what_may_be_edited_is_what_the_review_file_shows(brief: Brief) -> None:
    """A field that is empty may be left away; one that is shown is either to be edited or only to be read."""
    shown = {(section.name, field) for section, row in sections.every_row(brief) for field in fields(row, brief)}
    assert len({name for name, _ in shown}) >= 6
    strange = [(n, f) for n, f in shown if sections.BY_NAME[n].prefix and f not in sections.BY_NAME[n].editable]
    assert {field for _, field in strange} <= set(READ_ONLY)


def test_a_table_has_one_column_of_its_rows_own_words() -> None:
    tables = [section for section in sections.SECTIONS if section.columns]
    assert [len(set(section.columns) & set(WORDED)) for section in tables] == [1] * len(tables)
    assert {column for section in tables for column in section.columns} >= {*WORDED, *NAMED}
