"""Each check of `verify` is needed: with it taken out, an alteration passes that is found with it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from briefing import pdfium, verify
from briefing.model.brief import Brief
from briefing.pipeline import checks
from briefing.verify import (
    anew,
    articles,
    dates,
    lines,
    pdf_file,
    people,
    word_colours,
    word_file,
    word_links,
    word_measures,
    word_values,
)
from tests.hostile import alterations

ALL = {name: made for group, _ in alterations.groups().values() for name, made in group.items()}


def nothing(*_: object, **__: object) -> tuple[()]:
    """What a check gives that finds nothing, or that takes all things for the same."""
    return ()


def not_made_again(*_: object) -> tuple[None, tuple[()]]:
    return None, ()


def said_otherwise(brief: Brief) -> Brief:
    """An event whose day is said to be read from words that are not in its sentence."""
    at = next(i for i, r in enumerate(brief.chronology) if r.when.how == "stated" and r.when.granularity == "day")
    when = dataclasses.replace(brief.chronology[at].when, said="before the harvest")
    return alterations.row("chronology", at, when=when)(brief)


def evidence_without(what: str) -> Any:
    """What the child process reads of a PDF, without one part of it."""
    whole = pdfium.evidence

    def read(data: bytes) -> dict[str, Any]:
        told: dict[str, Any] = whole(data)
        return {**told, "holds": {**told["holds"], what: []}}

    return read


ALL["words of a day that are not there"] = alterations.forged(said_otherwise)

#: The article is given, but read from another file: then it is not asked who speaks, or what is found anew.
OTHER_FILE = "of another file"
#: What is taken out, what is put in its place, the alteration that passes then, and whether the article is given.
TAKEN_OUT: list[tuple[Any, str, Any, str, bool | str]] = [
    (lines, "_of", nothing, "another place of the evidence", False),
    (lines, "_missed", nothing, "“not” left out, said to be shortened by hand", False),
    (dates, "faults", nothing, "words of a day that are not there", False),
    (checks, "_page_again", not_made_again, "the title, in the record alone", False),
    (verify, "compare", nothing, "a word put in", False),
    (word_file, "_elements", nothing, "words struck out", False),
    (word_file, "_texts", nothing, "a list's label", False),
    (word_file, "_look", nothing, "tiny words", False),
    (word_file, "_parts", nothing, "a link that shows words", False),
    (word_values, "faults", nothing, "words in signs of Wingdings", False),
    (word_values, "_harmless", lambda *_, **__: True, "forty columns", False),
    (word_measures, "faults", nothing, "margins off the page", False),
    (word_measures, "drawn", nothing, "a drawing over the page", False),
    (word_colours, "unread", nothing, "a style in grey that can hardly be read", False),
    (word_links, "leads", lambda *_: set(), "a link within the page that leads elsewhere", False),
    (word_links, "in_field_codes", lambda *_: [], "words in a field's instructions", False),
    (word_file, "_relations", nothing, "a second part said to be the words", False),
    (word_file, "_other", nothing, "data called a picture", False),
    (pdf_file, "_page", nothing, "a bar drawn over words", False),
    (pdfium, "evidence", evidence_without("said"), "its description", False),
    (pdf_file, "_holds", nothing, "a script", False),
    (articles, "_stands", lambda *_: True, "other words, wherever the record has them", OTHER_FILE),
    (people, "faults", nothing, "a speaker of no article", False),
    (articles, "_speakers", nothing, "a speaker of no article, in a record without people", OTHER_FILE),
    (articles, "_date", nothing, "an event's day", OTHER_FILE),
    (anew, "_sources", nothing, "a source's author", True),
    (anew, "_speaker", nothing, "another speaker of the article", True),
    (anew, "_fields", nothing, "a stance turned", True),
    (anew, "_date", nothing, "an event without its day", True),
    (anew, "_filled", nothing, "another day in square brackets", True),
    (anew, "_found", lambda row, _: row, "a key point shorter", True),
]


@pytest.mark.parametrize(
    ("module", "name", "instead", "alteration", "article"),
    [pytest.param(*row, id=f"{row[0].__name__.rpartition('.')[2]}.{row[1]}: {row[3]}") for row in TAKEN_OUT],
)
def test_without_a_check_an_alteration_passes(
    module: Any, name: str, instead: Any, alteration: str, article: bool | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    altered = ALL[alteration]()
    if article == OTHER_FILE:
        again = dataclasses.replace(alterations.document(), digest="0" * 64)
        monkeypatch.setattr(alterations, "document", lambda: again)
    assert alterations.outcome(altered, article=bool(article)) == "found"
    monkeypatch.setattr(module, name, instead)
    assert alterations.outcome(altered, article=bool(article)) != "found"
