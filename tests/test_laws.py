"""The laws of the house, on the example article and on what the whole pipeline makes of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefing
from briefing import errors
from briefing.cli import disk
from briefing.model import sections
from briefing.model.brief import Brief, EventRow, Line, Words
from briefing.model.findings import Findings
from briefing.model.time import When

ROOT = Path(__file__).parent.parent
FORMS = ("docx", "pdf", "md", "json")
#: The longest value a granularity may print.
FINEST = {"day": 10, "time": 16, "week": 8, "month": 7, "quarter": 7, "half": 7, "season": 7, "year": 4, "decade": 4}


def lines(brief: Brief) -> Iterator[Line]:
    for _, row in sections.every_row(brief, sections.PRINTABLE):
        yield row.line


def faults_of(line: Line, findings: Findings) -> list[str]:
    """What breaks law 1 or 2 in a line; empty where it stands."""
    text = findings.document.text
    faults: list[str] = []
    if not line.evidence:
        return ["no evidence"]
    first = line.evidence[0]
    if not 1 <= first.paragraph <= len(findings.document.paragraphs):
        faults.append(f"no paragraph {first.paragraph}")
    at = -1
    for piece in line.pieces:
        if isinstance(piece, Words):
            if piece.span.of(text) != piece.text:
                faults.append(f"{piece.text!r} does not stand at {piece.span}")
            if piece.span.start < at:
                faults.append(f"{piece.text!r} is out of order")
            at = piece.span.end
            if not any(e.span.holds(piece.span) for e in line.evidence):
                faults.append(f"{piece.text!r} lies outside its evidence")
    if not any(isinstance(piece, Words) for piece in line.pieces):
        faults.append("no word of the source")
    return faults


def finer_than_its_evidence(when: When) -> bool:
    return when.value is not None and len(when.value) > FINEST.get(when.granularity, 0)


def test_law_1_every_line_has_evidence_and_stands_in_its_source(brief: Brief, findings: Findings) -> None:
    checked = list(lines(brief))
    assert len(checked) >= 15
    assert {line.text: faults for line in checked if (faults := faults_of(line, findings))} == {}


def test_law_1_a_quotation_stands_letter_by_letter(brief: Brief, findings: Findings) -> None:
    story = " ".join(findings.document.text.split())
    quoted = [part for line in lines(brief) for part in re.findall(r"“[^“”]+”", line.text)]
    assert quoted
    letters = [words.strip("“” ") for part in quoted for words in part.split("[…]")]
    assert [words for words in letters if words not in story] == []


def test_law_1_is_seen_to_break(brief: Brief, findings: Findings) -> None:
    line = brief.bottom_line[0].line
    words = next(p for p in line.pieces if isinstance(p, Words))
    forged = dataclasses.replace(line, pieces=(Words(words.span, "Nothing of the kind happened"),))
    assert faults_of(forged, findings)
    assert faults_of(dataclasses.replace(line, evidence=()), findings) == ["no evidence"]
    assert faults_of(dataclasses.replace(line, pieces=tuple(reversed(line.pieces * 2))), findings)


def test_law_2_what_is_filled_in_stands_in_brackets() -> None:
    from briefing.model.brief import Filled
    from briefing.model.text import Span

    line = Line((Filled("Ines Calloway"), Words(Span(0, 4), "said"), Words(Span(4, 5), ".")), ())
    assert line.text == "[Ines Calloway] said."


def test_law_3_no_date_is_finer_than_its_granularity(brief: Brief) -> None:
    rows: list[EventRow] = [*brief.chronology, *brief.scheduled]
    assert rows
    assert [row for row in rows if finer_than_its_evidence(row.when)] == []


def test_law_3_is_seen_to_break() -> None:
    when = When("2026-03-12", "month", None, "2026-03", "earlier this month", "stated", "")
    assert finer_than_its_evidence(when)
    assert not finer_than_its_evidence(dataclasses.replace(when, value="2026-03"))


def test_law_3_what_is_left_out_says_why(brief: Brief) -> None:
    assert all(left.reason and left.section and left.id for left in brief.left_out)


def made(folder: Path, seed: str) -> dict[str, bytes]:
    """Every format of the example, made by a process of its own."""
    article = str(ROOT / "examples/harbour-ferries.txt")
    how = ["-o", str(folder), "--format", ",".join(FORMS), "--as-of", "2026-06-10"]
    subprocess.run(
        [sys.executable, "-m", "briefing", "make", article, *how],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": f"UTC{seed}"},
        capture_output=True,
    )
    return {path.suffix: path.read_bytes() for path in sorted(folder.iterdir())}


def test_law_4_the_same_input_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = made(tmp_path / "a", "1"), made(tmp_path / "b", "7")
    assert set(first) == {f".{form}" for form in FORMS}
    assert [suffix for suffix in first if first[suffix] != second[suffix]] == []


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"", "empty.txt", errors.InputError),
        (b" \n\n ", "blank.txt", errors.InputError),
        (b"a\x00b\x01\x02", "binary.txt", errors.InputError),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "photo.png", errors.UnknownFormatError),
    ],
)
def test_law_5_bad_input_says_what_where_and_what_next(
    data: bytes, name: str, kind: type[errors.BriefingError]
) -> None:
    with pytest.raises(kind) as told:
        briefing.read(data, name=name)
    assert told.value.what
    assert told.value.where == name
    assert told.value.next_step


def test_law_5_nothing_half_written_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(errors.OutputError):
        disk.write(tmp_path / "page.pdf", b"page")
    assert list(tmp_path.iterdir()) == []


def test_a_document_without_any_date_still_makes_a_page() -> None:
    text = "The council met last week. “We have no choice,” Mayor Ada Brenn said. It will meet again on Friday."
    found = briefing.annotate(briefing.from_text(text, id="undated"))
    page = briefing.brief(found, as_of=dt.date(2026, 6, 10))
    assert [row for row in (*page.chronology, *page.scheduled) if row.when.value] == []
    assert [note for note in page.notes if note.code == "no-date"]
    assert briefing.render(page, "md")
