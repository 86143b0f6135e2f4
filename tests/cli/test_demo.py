"""The demo shows what it made, and a page worth showing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from briefing import api
from briefing.cli import demo, group


@pytest.mark.parametrize("answer", [0, 3])
def test_open_shows_the_evidence_page_and_the_pdf(answer: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []

    def launch(url: str) -> int:
        shown.append(Path(url))
        return answer

    monkeypatch.setattr(click, "launch", launch)
    done = CliRunner().invoke(group, ["demo", "--open", "-o", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert [path.suffix for path in shown] == [".html", ".pdf"]
    assert all(path.is_file() for path in shown)
    assert ("could not be opened" in done.stderr) == (answer != 0)


def test_the_page_shows_what_the_program_is_for() -> None:
    found = [api.annotate(api.read(data, name=name)) for name, data in demo.texts()]
    brief = api.brief(found, as_of=dt.date.fromisoformat(demo.AS_OF))
    assert {source.publisher for source in brief.sources} == {
        "The Calder Courier",
        "Ostrevia Public Radio",
        "The Northern Ledger",
    }
    assert [source.date for source in brief.sources] == [dt.date(2026, 6, day) for day in (2, 3, 4)]
    assert {"Anton Greaves", "Dorian Vale", "Miriam Stroud"} <= {row.speaker.name for row in brief.positions}
    assert {"2026-06-08", "2026-06-09"} <= {row.when.value for row in brief.scheduled}
    assert "no_comment" in {question.kind for question in brief.questions}
    page = api.render(brief, "md").decode("utf-8")
    assert "[date passed]" not in page.replace("\\", "").replace("\u00a0", " ")
