"""PDFs: words broken at line ends, pictures of pages, damaged files."""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
import os
import shutil
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from briefing import rules
from briefing.errors import InputError
from briefing.pdfium import Line
from briefing.readers import read
from briefing.readers.pdf import _Columns, _join, _paragraphs, _words
from briefing.text.boilerplate import drop
from briefing.text.dateline import date
from tests import article
from tests.timing import grows_within


def canvas(*pages: list[tuple[float, float, str]], size: float = 11) -> bytes:
    """A PDF with words at given places, in points from the page's lower left corner."""
    out = io.BytesIO()
    drawn = Canvas(out, pagesize=A4, invariant=1)
    for page in pages:
        drawn.setFont("Helvetica", size)
        for x, y, words in page:
            drawn.drawString(x, y, words)
        drawn.showPage()
    drawn.save()
    return out.getvalue()


def joined(before: str, after: str, whole: str) -> str:
    parts = [before]
    _join(parts, after, _words(whole))
    return "".join(parts)


@pytest.mark.parametrize(
    "line",
    [case for rule in rules.load("hyphens", "en")["rule"] for case in rule["examples"]],
)
def test_a_compound_keeps_its_hyphen_at_a_line_end(line: str) -> None:
    before, after = line.split("|")
    assert joined(before, after, "") == before + after


@pytest.mark.parametrize(
    "line",
    [case for rule in rules.load("hyphens", "en")["rule"] for case in rule["counterexamples"]],
)
def test_a_word_broken_at_a_line_end_is_made_whole(line: str) -> None:
    before, after = line.split("|")
    assert joined(before, after, "") == before[:-1] + after


BROKEN = [case for rule in rules.load("hyphens", "en")["rule"] for case in rule["examples"]]


@pytest.mark.parametrize("line", [*BROKEN, "a fish-|ery quota", "the gov-|ernment said", "an Anglo-|American plan"])
def test_so_is_one_in_lines_that_pdfium_puts_together(line: str) -> None:
    before, after = line.split("|")
    data = canvas(
        [(50, 700, f"The board voted on Monday for {before}"), (50, 686, f"{after} in the morning of the day.")]
    )
    whole = before[:-1] if line in {"a fish-|ery quota", "the gov-|ernment said"} else before
    assert f"on Monday for {whole}{after} in the morning" in read(data, name="a.pdf").text


STORY = [
    (50, 700 - 14 * n, words)
    for n, words in enumerate(
        (
            "The harbour board of Tramen voted on Tuesday to close the north quay to cargo ships",
            "from the first of September, its chair said, and to mend the wall from the sea bed up.",
            "Opponents said that the figure left out the cost of moving the fleet to the south.",
        )
    )
]


@pytest.mark.parametrize(
    ("margin", "day"),
    [
        ("TRAMEN MAIL | Tuesday 11 August 2026", dt.date(2026, 8, 11)),
        ("Tramen Mail, 11 August 2026, p. 4", dt.date(2026, 8, 11)),
        ("11 August 2026 Page 1 of 2", dt.date(2026, 8, 11)),
        ("Printed on 11 August 2026", None),
        ("Downloaded by A. Reader on 11 August 2026 at 10:12", None),
        ("© 2026 Tramen Mail", None),
        ("https://mail.example/2026/08/11/quay 11 August 2026", None),
    ],
)
def test_the_day_in_a_running_head_is_the_article_s_and_that_of_printing_is_not(
    margin: str, day: dt.date | None
) -> None:
    document = date(read(canvas([(50, 815, margin), *STORY], [(50, 815, margin), *STORY]), name="a.pdf"))
    assert (document.date if document.date_from == "text" else None) == day
    assert "Mail" not in " ".join(span.of(document.text) for span in drop(document).paragraphs)


def test_a_word_that_stands_whole_elsewhere_decides() -> None:
    assert joined("the co-", "operation", "their cooperation ended") == "the cooperation"
    assert joined("a north-", "facing wall", "the north-facing side") == "a north-facing wall"


def test_a_word_may_be_broken_twice() -> None:
    parts = ["the munici-"]
    _join(parts, "pali-", frozenset())
    _join(parts, "ty", frozenset())
    assert "".join(parts) == "the municipality"


def line(left: float, right: float, *, page: int = 0, number: int = 0, text: str = "It rained on the quay.") -> Line:
    return Line(text, page, left, right, 700.0 - number % 60 * 11, 710.0, 10.0, 800.0)


def test_a_column_ends_where_its_longest_line_does() -> None:
    # Lefts of two columns and of what lies between them, on two pages: against the plain definition.
    lines = [line(left * 7 % 120, left * 31 % 500, page=left % 2) for left in range(200)]
    columns = _Columns(lines)
    for one in lines:
        near = [x.right for x in lines if x.page == one.page and abs(x.left - one.left) < 3 * one.size]
        assert columns.right(one) == max(near)


def test_a_line_of_no_size_is_its_own_column() -> None:
    odd = Line("a", 0, 50.0, 90.0, 100.0, 100.0, -1.0, 800.0)
    assert _Columns([odd, line(50, 300)]).right(odd) == 90.0


def test_time_grows_with_the_lines_of_a_page_and_not_with_their_square() -> None:
    def lines(count: int) -> list[Line]:
        return [line(50, 300, number=n, text=f"the words of line {n} break at co-") for n in range(count)]

    # Eight times the lines: 8 where it is linear, 64 where it grows with the square.
    assert grows_within(24, _paragraphs, lines(1000), lines(8000))


def scanned() -> bytes:
    """A page without a letter."""
    out = io.BytesIO()
    drawn = Canvas(out, pagesize=A4)
    drawn.rect(50, 50, 400, 600, fill=1)
    drawn.save()
    return out.getvalue()


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch, **scripts: str) -> None:
    """Only these programs are there, each with what it does."""
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(folder / name) if name in scripts else None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)


@pytest.mark.parametrize(("there", "missing"), [({}, "OCRmyPDF"), ({"ocrmypdf": "exit 0"}, "Tesseract")])
def test_a_pdf_of_pictures_is_told_as_such(
    there: dict[str, str], missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path, monkeypatch, **there)
    with pytest.raises(InputError, match=f"pictures of pages, no text, and {missing}") as caught:
        read(scanned(), name="scan.pdf")
    assert "policy-briefing[ocr]" in (caught.value.next_step or "")


@pytest.mark.skipif(os.name != "posix", reason="the programs are scripts of the shell")
def test_a_scanned_pdf_is_recognised_where_the_programs_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "recognised.pdf").write_bytes(article.pdf())
    # As OCRmyPDF does, it takes the last two words for what is read and what is written.
    script = f'for word; do before=$last; last=$word; done; test -s "$before" && cp {tmp_path}/recognised.pdf "$last"'
    installed(tmp_path, monkeypatch, ocrmypdf=script, tesseract="exit 0")
    document = read(scanned(), name="scan.pdf")
    assert article.STORY[-1] in document.text
    assert [note.code for note in document.notes] == ["recognised"]
    # The file's own day is that of scanning.
    assert document.date_from != "file"


@pytest.mark.skipif(os.name != "posix", reason="the programs are scripts of the shell")
@pytest.mark.parametrize(("languages", "turns"), [("eng\\nosd", True), ("eng", False)])
def test_turned_pages_are_set_upright_where_that_can_be_told(
    languages: str, turns: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "recognised.pdf").write_bytes(article.pdf())
    script = f'echo "$@" > {tmp_path}/told; for word; do last=$word; done; cp {tmp_path}/recognised.pdf "$last"'
    installed(tmp_path, monkeypatch, ocrmypdf=script, tesseract=f"printf '{languages}'")
    read(scanned(), name="scan.pdf")
    told = (tmp_path / "told").read_text(encoding="utf-8").split()
    assert "--deskew" in told
    assert ("--rotate-pages" in told) == turns


@pytest.mark.skipif(os.name != "posix", reason="the programs are scripts of the shell")
@pytest.mark.parametrize("script", ["exit 3", 'for word; do before=$last; last=$word; done; cp "$before" "$last"'])
def test_a_scan_in_which_nothing_is_recognised_is_refused(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path, monkeypatch, ocrmypdf=script, tesseract="exit 0")
    with pytest.raises(InputError, match="no text could be recognised"):
        read(scanned(), name="scan.pdf")


@pytest.mark.parametrize("keep", [9, 200, 0.5])
def test_a_pdf_that_is_cut_off_is_told_as_damaged(keep: float) -> None:
    data = article.pdf()
    cut = data[: int(keep if keep > 1 else len(data) * keep)]
    with pytest.raises(InputError) as caught:
        read(cut, name="cut.pdf")
    assert caught.value.next_step


def test_a_protected_pdf_is_told_as_such() -> None:
    out = io.BytesIO()
    drawn = Canvas(out, pagesize=A4, encrypt="secret")
    drawn.drawString(50, 700, "The council voted on Monday.")
    drawn.save()
    with pytest.raises(InputError, match="password"):
        read(out.getvalue(), name="locked.pdf")


def test_page_numbers_and_an_address_in_the_margin_are_left_out_and_the_address_is_kept() -> None:
    story = [(72, 700 - 14 * i, f"The council closed pier {w} after the storm.") for i, w in enumerate("ABCDE")]
    foot = [(72, 20, "https://harbour.example/2026/03/12/pier 1/1"), (500, 820, "Page 1 of 1")]
    document = read(canvas([*story, *foot]), name="p.pdf")
    assert "harbour.example" not in document.text
    assert "Page 1" not in document.text
    assert document.url == "https://harbour.example/2026/03/12/pier"


def test_the_day_a_pdf_was_made_is_that_of_a_file() -> None:
    document = read(article.pdf(), name="p.pdf")
    assert document.date_from == "file"
    assert (document.date_evidence or "").startswith("CreationDate")


def test_an_indent_begins_a_paragraph() -> None:
    lines: list[tuple[float, float, str]] = [
        (84, 700, "The council voted on Monday to close the oldest of its four piers, and"),
        (72, 686, "the crews that use it will be moved to the northern basin by the winter."),
        (84, 672, "Nobody spoke against the plan at the meeting, which lasted four hours, but"),
        (72, 658, "a group of crews said that it would go to court before the month was over."),
    ]
    paragraphs = read(canvas(lines), name="p.pdf").text.split("\n\n")
    assert [p.split()[0] for p in paragraphs] == ["The", "Nobody"]


@pytest.mark.parametrize(
    ("right", "word", "paragraphs"),
    [
        # Lines of forty letters, four points each: room for "The" and its space is 16 points, for "Nevertheless" 52.
        (260.0, "The", 1),
        (240.0, "The", 2),
        (240.0, "Nevertheless", 1),
        (190.0, "Nevertheless", 2),
        (240.0, "the", 1),
    ],
)
def test_a_paragraph_ends_where_the_next_word_would_have_had_room(right: float, word: str, paragraphs: int) -> None:
    full = "a" * 39
    lines = [
        line(110.0, 270.0, text=f"{full},"),
        line(110.0, right, number=1, text=f"{full}."),
        line(110.0, 270.0, number=2, text=f"{word} {full}"[:40]),
    ]
    assert len(_paragraphs(lines)) == paragraphs
    open_end = [lines[0], line(110.0, right, number=1, text=f"{full},"), lines[2]]
    assert len(_paragraphs(open_end)) == 1


def test_lines_broken_after_so_many_letters_end_no_paragraph_where_a_short_word_would_have_had_room() -> None:
    # Every line within a sentence leaves room for the next one's "it": the lines were not filled up to the margin.
    within = [line(110.0, 250.0, number=n, text=f"it {'a' * 34}") for n in range(20)]
    widest = line(110.0, 270.0, number=20, text=f"it {'m' * 37}")
    last = [line(110.0, 240.0, number=21, text=f"it {'a' * 34}."), line(110.0, 250.0, number=22, text=f"It {'a' * 34}")]
    assert len(_paragraphs([*within, widest, *last])) == 1
    assert len(_paragraphs([*within, widest, line(110.0, 225.0, number=21, text="it ended."), last[1]])) == 2


LEFT = (
    "The town of Tramen voted on Monday to",
    "dredge the river below the old lock after",
    "three winters of floods, and closed two",
    "mills on the bank for the whole of the",
    "summer, a town engineer told the hall.",
    "Work is to begin in June, he added.",
)
RIGHT = (
    "Fishermen from the villages had asked for",
    "a smaller channel, and left before the",
    "count was read out by the clerk. They",
    "will take the plan to the regional court,",
    "their leader Olaf Dean said as he went.",
    "Nobody answered him.",
)


@pytest.mark.parametrize("gutter", [14, 40])
def test_columns_that_are_drawn_row_by_row_are_read_column_by_column(gutter: int) -> None:
    rows = [
        (72, 700 - 14 * i, left, 72 + 215 + gutter, right)
        for i, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True))
    ]
    data = canvas([one for x, y, left, far, right in rows for one in ((x, y, left), (far, y, right))])
    text = " ".join(read(data, name="a.pdf").text.split())
    assert " ".join(LEFT) in text
    assert " ".join(RIGHT) in text


def test_wide_spaces_here_and_there_make_no_columns() -> None:
    lines = [(72.0, 700.0 - 14 * i, words) for i, words in enumerate(LEFT)]
    lines[2] = (72.0, 672.0, "three winters      of floods, and closed two")
    assert " ".join(LEFT).replace("winters of", "winters of") in " ".join(
        read(canvas(lines), name="a.pdf").text.split()
    )


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("a week of 12–", "14 April talks", "a week of 12–14 April talks"),
        ("the season 2024-", "25 was dry", "the season 2024-25 was dry"),
    ],
)
def test_a_range_goes_on_in_the_next_line(before: str, after: str, whole: str) -> None:
    assert joined(before, after, "") == whole


def test_the_day_on_which_a_browser_printed_a_page_is_no_day_of_the_article() -> None:
    from briefing.readers.pdf import _day

    made = {"CreationDate": "D:20261128154056+00'00'"}
    assert _day(made)[0] is not None
    assert _day({**made, "Producer": "Skia/PDF m120"}) == (None, None)
