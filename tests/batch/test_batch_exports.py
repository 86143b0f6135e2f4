"""A batch over exports of archives: an article a line, and a run that is stopped goes on within the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.batch.parts import Parts
from briefing.batch.run import run
from briefing.cli import group
from briefing.errors import InputError
from tests import exports
from tests.batch.test_run import batch, ids


def test_a_batch_over_an_export_goes_on_within_the_file(tmp_path: Path) -> None:
    export = tmp_path / "export.docx"
    export.write_bytes(exports.nexis_docx(exports.pieces(9)))

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    parts = Parts(str(tmp_path / "out.jsonl"), one_file=True)
    with pytest.raises(KeyboardInterrupt):
        run([str(export)], parts, engine="rules", chunk=2, progress=stop)
    outcome = run([str(export)], parts, engine="rules", chunk=2)
    assert (outcome.documents, outcome.skipped) == (9, 2)
    assert ids(tmp_path / "out.jsonl") == [f"export.docx#{n}" for n in range(1, 10)]
    batch([str(export)], tmp_path / "whole.jsonl", chunk=2)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_folder_s_settings_review_files_links_and_pages_are_no_documents(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "quay.txt").write_text("The board of Varde voted on Monday to close the quay.", encoding="utf-8")
    for name in ("briefing.toml", "quay.review.yaml", "quay.review.articles", "a.url", "b.webloc", "c.desktop"):
        (folder / name).write_text("URL=https://news.example/a", encoding="utf-8")
    for inputs in (folder, folder / "*"):
        out = tmp_path / "out.jsonl"
        out.unlink(missing_ok=True)
        assert batch([str(inputs)], out).documents == 1
        assert ids(out) == ["quay"]


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_not_the_folder_one_stands_in(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the name of an input is empty"):
        batch([name], tmp_path / "out.jsonl")


def test_a_page_of_ours_in_a_folder_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("The board of Varde voted on Monday to close the quay.", encoding="utf-8")
    make = ["make", str(tmp_path / "quay.txt"), "--engine", "rules", "-o", str(tmp_path / "page.docx")]
    assert CliRunner().invoke(group, make).exit_code == 0
    outcome = batch([str(tmp_path / "page.docx")], tmp_path / "out.jsonl")
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert outcome.failed == 1
    assert "a page that briefing made" in json.loads(line)["error"]["message"]


def test_what_an_export_lacks_is_a_line_of_its_own(tmp_path: Path) -> None:
    text = exports.lexisnexis_txt(exports.pieces(4)).decode()
    (tmp_path / "part.txt").write_text(text[: text.index("4 of 4 DOCUMENTS")], encoding="utf-8")
    outcome = batch([str(tmp_path / "part.txt")], tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (outcome.documents, outcome.failed) == (4, 1)
    assert lines[-1]["error"]["message"] == "1 article is missing that the file names"
