"""The case table: people with their offices, and whose words each source's are, with a model and without."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing import quotations
from briefing.config import toml
from briefing.extract import actors, source_resolution
from briefing.model.findings import Attribution
from briefing.model.text import Document, Parse, Sentence, Span
from briefing.text.paragraphs import paragraphs
from briefing.text.parse import parse
from briefing.text.sentences import split

CASES: list[dict[str, Any]] = toml.parse((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


def runs(cases: list[dict[str, Any]]) -> list[Any]:
    return [
        pytest.param(case, engine, id=f"{engine}: {case['why']}")
        for case in cases
        for engine in ("auto", "rules")
        if engine == "auto" or case.get("rules", True)
    ]


RUNS = runs(CASES)


def read(text: str, engine: str) -> tuple[Document, tuple[Sentence, ...], Parse]:
    document = Document("d", text, paragraphs(text))
    sentences = split(document)
    return document, sentences, parse(document, sentences, engine)


def attributions(case: dict[str, Any], sentences: tuple[Sentence, ...]) -> list[Attribution]:
    """One attribution a row of ``said``: its source is the one nearest to its cue."""
    text, out = case["text"], []
    for n, (source, cue, _) in enumerate(case["said"]):
        cue_at = text.index(cue)
        places = [i for i in range(len(text)) if text.startswith(source, i) and not text[i - 1 : i].isalnum()]
        at = min(places, key=lambda i: (abs(i + len(source) - cue_at), i))
        sentence = max(s.i for s in sentences if s.span.start <= cue_at)
        spans = ((Span(at, at + len(source)),), (Span(cue_at, cue_at + len(cue)),), ())
        out.append(Attribution(f"p{n}", *spans, None, None, "indirect", "asserts", "unsure", 1.0, "case", (), sentence))
    return out


@pytest.mark.parametrize(("case", "engine"), RUNS)
def test_people_have_the_name_title_and_affiliation_the_passage_tells(case: dict[str, Any], engine: str) -> None:
    found = actors.find(*read(case["text"], engine))
    people = {(a.name, a.title or "", a.affiliation or "") for a in found if a.kind == "person"}
    assert people == {tuple(row) for row in case["people"]}


@pytest.mark.parametrize(("case", "engine"), RUNS)
def test_each_source_is_the_speaker_the_passage_means(case: dict[str, Any], engine: str) -> None:
    document, sentences, parsed = read(case["text"], engine)
    found = actors.find(document, sentences, parsed)
    known, said = source_resolution.resolve(
        document, sentences, parsed, found, attributions(case, sentences), quotations.find(document)
    )
    names = {a.id: a.name for a in known}
    assert [names[a.actor] if a.actor else "" for a in said] == [row[2] for row in case["said"]]


@pytest.mark.parametrize(("case", "engine"), runs([case for case in CASES if "bodies" in case]))
def test_bodies_have_their_whole_name(case: dict[str, Any], engine: str) -> None:
    found = actors.find(*read(case["text"], engine))
    assert [a.name for a in found if a.kind == "organisation"] == case["bodies"]


def test_a_body_is_introduced_by_the_noun_before_its_name() -> None:
    text = "The reports of newspaper Dagens Ekko troubled many. The company Coast Air said nothing. A bank did."
    found = actors.find(*read(text, "auto"))
    assert [(a.name, a.title) for a in found if a.kind == "organisation"] == [
        ("Dagens Ekko", "newspaper"),
        ("Coast Air", "company"),
    ]


def test_the_table_has_at_least_forty_passages() -> None:
    assert len(CASES) >= 40
