"""Letters that were read in the wrong encoding before a text was saved."""

from __future__ import annotations

import pytest

from briefing import pipeline
from briefing.readers import mojibake

STORY = (
    "“We won’t pay,” said Mayor Íñigo Peña of São Tomé — and left. Ποιος; Кто? It costs £5 or €6… “Café” is français."
)


def misread(text: str) -> str:
    """A text in UTF-8 as a program gives it that takes it for Windows-1252."""
    return "".join(bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in text.encode())


def test_a_text_that_was_misread_before_it_was_saved_is_put_right() -> None:
    assert mojibake.mended(misread(STORY)) == STORY


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_it_is_put_right_in_whatever_holds_it(name: str) -> None:
    body = (
        f"<html><body><article><p>{misread(STORY)}</p></article></body></html>" if name == "a.html" else misread(STORY)
    )
    assert pipeline.read(body.encode(), name=name).text == STORY


def test_a_closing_mark_that_lost_its_last_byte_is_one() -> None:
    assert mojibake.mended("â€œWe wonâ€™t pay,â€ said Hale. â€œNever.â€") == "“We won’t pay,” said Hale. “Never.”"


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "They met in SÃO PAULO, IRMÃ” and MAÇÃ.",
        "“Å” is a letter, and so is “Ä”.",
        "“Il a dit café”… à » la fin.",
        "Â, Ã and â are letters; a rê» is none.",
        "ESPAÑA, ESPAÑ”",
        "plain words",
        "",
    ],
)
def test_letters_and_marks_as_people_write_them_stay(text: str) -> None:
    assert mojibake.mended(text) == text
