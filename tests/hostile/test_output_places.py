"""Where files go: safe names, no device, no pipe, nothing overwritten, and a message where it cannot be."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli import disk, group, inputs
from briefing.errors import InputError, OutputError, TemplateError
from briefing.layout import template
from briefing.verify import delivered

STORY = "The council voted on Monday to close the oldest of its four piers, the mayor said.\n"


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("../../x", "x"),
        ("a/b", "a-b"),
        ("CON", "briefing-CON"),
        ("nul.txt", "briefing-nul.txt"),
        ("com1", "briefing-com1"),
        ("Console", "Console"),
        ("-rf", "rf"),
        ("end. ", "end"),
        ("a\0b", "a-b"),
        ("é" * 300, "é" * 80),
    ],
)
def test_a_name_is_safe_everywhere(text: str, stem: str) -> None:
    assert disk.file_name(text) == stem


def test_a_folder_in_the_place_of_the_file_is_told_and_stays(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").mkdir()
    with pytest.raises(OutputError):
        disk.write(tmp_path / "page.pdf", b"page")
    assert [p.name for p in tmp_path.iterdir()] == ["page.pdf"]


def test_a_pipe_and_a_link_to_nowhere_are_replaced_and_not_written_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    (tmp_path / "b.pdf").symlink_to(tmp_path / "nowhere")
    for name in ("a.pdf", "b.pdf"):
        disk.write(tmp_path / name, b"page")
        assert (tmp_path / name).read_bytes() == b"page"
    assert not (tmp_path / "nowhere").exists()


def test_an_output_folder_that_is_a_link_is_written_into(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    disk.write(tmp_path / "out" / "page.pdf", b"page")
    assert (tmp_path / "real" / "page.pdf").read_bytes() == b"page"


def test_a_nul_in_the_output_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        disk.write(tmp_path / "a\0b" / "page.pdf", b"page")


def test_a_title_that_is_a_path_leads_out_of_no_folder(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(STORY)
    typed = ["make", str(tmp_path / "one.txt"), str(tmp_path / "two.txt"), "--title", "../../x", "--format", "md"]
    done = CliRunner().invoke(group, [*typed, "--engine", "rules", "-o", str(tmp_path / "a" / "out")])
    assert done.exit_code == 0, done.output
    assert [p.name for p in (tmp_path / "a" / "out").glob("[!.]*")] == ["x.md"]


def test_articles_of_one_name_are_told_apart_also_from_one_called_so(tmp_path: Path) -> None:
    files = [tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt", tmp_path / "z" / "a-2.txt"]
    for file in files:
        file.parent.mkdir()
        file.write_text(STORY)
    found = inputs.documents([str(file) for file in files], longest=1000)
    assert [document.id for document in found] == ["a", "a-3", "a-2"]


@pytest.mark.parametrize("blank", ["{source:>999999999}", "{source!r}", "{source.__class__}", "{source[0]}", "{"])
def test_a_template_that_asks_for_more_than_a_number_is_refused(blank: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(f'extends = "policy-brief"\nreference = "{blank}"\n')
    with pytest.raises(TemplateError, match=r"own\.toml"):
        template.load(tmp_path / "own.toml")


def test_a_delivered_word_file_without_bottom_is_refused() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        deep = "<w:r>" * 1500 + "</w:r>" * 1500
        archive.writestr("word/document.xml", f"<w:document {space}><w:body><w:p>{deep}</w:p></w:body></w:document>")
    with pytest.raises(InputError, match="damaged"):
        list(delivered.paragraphs(out.getvalue()))
