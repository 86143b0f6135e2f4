"""The same article gives the same story, whatever file it comes in."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing.readers import read
from briefing.text.boilerplate import drop
from briefing.text.dateline import date
from briefing.text.sentences import split
from tests import article


def story(data: bytes, name: str) -> list[str]:
    document = drop(read(data, name=name))
    return [p.of(document.text) for p in document.paragraphs]


@pytest.mark.parametrize("name", sorted(article.KINDS))
def test_every_kind_of_file_gives_the_same_paragraphs(name: str) -> None:
    assert story(article.KINDS[name](), name) == list(article.STORY)


@pytest.mark.parametrize("name", sorted(article.KINDS))
def test_every_kind_of_file_gives_the_same_headline_day_and_sentences(name: str) -> None:
    document = date(drop(read(article.KINDS[name](), name=name)))
    assert document.title == article.TITLE
    assert (document.date, document.date_from) == (dt.date(2026, 3, 12), "dateline")
    assert len(split(document)) == 7
    assert document.id == "pier"


@pytest.mark.parametrize("name", sorted(article.KINDS))
def test_standard_input_is_told_by_its_bytes(name: str) -> None:
    assert story(article.KINDS[name](), "-") == list(article.STORY)


@pytest.mark.parametrize("kind", ["html", "attached"])
def test_a_page_in_a_mail_is_read(kind: str) -> None:
    assert story(article.mail(kind), "pier.eml") == list(article.STORY)


@pytest.mark.parametrize(("columns", "size", "repeat"), [(2, 10, 1), (3, 9, 1), (1, 12, 4), (2, 11, 6)])
def test_columns_and_pages_of_a_pdf_are_read_in_order(columns: int, size: float, repeat: int) -> None:
    assert story(article.pdf(columns, size, repeat), "pier.pdf") == list(article.STORY * repeat)
