"""What holds the whole brief is written where no page can be made; what draws the page is not."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path

import pytest

import briefing
from briefing.cli import output
from briefing.errors import FitError
from briefing.layout.template import load
from briefing.model import record
from briefing.model.brief import Brief
from briefing.model.by_hand import Remark
from briefing.renderers import DATA, RENDERERS
from tests.briefs import story


@pytest.fixture
def brief() -> Brief:
    remark = Remark("comment", "The pier is closed and the ferries stay away. " * 700)
    return dataclasses.replace(story(), remarks=(remark,))


@pytest.mark.parametrize("form", sorted(DATA))
def test_data_needs_no_page(brief: Brief, form: str) -> None:
    assert briefing.render(brief, form)


@pytest.mark.parametrize("form", sorted(RENDERERS.keys() - DATA))
def test_a_drawing_of_the_page_needs_one(brief: Brief, form: str) -> None:
    with pytest.raises(FitError):
        briefing.render(brief, form)


def test_the_record_holds_every_row_and_nothing_as_printed(brief: Brief) -> None:
    data = briefing.render(brief, "json")
    assert "printed" not in json.loads(data)
    again, printed = record.load(data)
    assert printed is None
    assert again.chronology == brief.chronology


def test_no_row_of_a_sheet_is_marked_as_printed(brief: Brief) -> None:
    rows = list(csv.DictReader(io.StringIO(briefing.render(brief, "events.csv").decode("utf-8-sig"))))
    assert {row["printed"] for row in rows} == {"no"}


@pytest.mark.parametrize(("forms", "written"), [(["json"], True), (["json", "md"], False)])
def test_the_command_writes_all_or_nothing(
    brief: Brief, tmp_path: Path, capsys: pytest.CaptureFixture[str], forms: list[str], written: bool
) -> None:
    def write() -> None:
        output.write(
            brief, load(), forms=forms, folder=str(tmp_path), stem="pier", paper="a4", large=False, subject=None,
            cc=None, inputs=(), force=False, stories=set(), opening=False, then="",
        )  # fmt: skip

    if written:
        write()
        assert "no page can be made" in capsys.readouterr().err
    else:
        with pytest.raises(FitError):
            write()
    assert [path.name for path in tmp_path.glob("pier*")] == (["pier.json"] if written else [])
