"""The stations in order: what they do together that none does alone."""

from __future__ import annotations

import datetime as dt
import textwrap
from pathlib import Path

import pytest

import briefing
from briefing import pipeline
from briefing.model.text import Document, Span
from briefing.text import paragraphs
from tests import article

GERMAN = (
    "Der Rat der Stadt hat am Montag, dem 2026-03-12, beschlossen, den ältesten der vier Piers zu schließen.\n\n"
    "„Es gab keinen anderen Weg“, sagte Anne Roth, die dem Rat vorsteht, der Zeitung der Stadt, und sie ist nicht froh."
)
SPANISH = (
    "El consejo votó el jueves 12 de marzo de 2026 para cerrar el más viejo de sus muelles, y los barcos se irán en "
    "junio.\n\n«No había otra salida», dijo Ana Ruiz, que preside el consejo desde hace dos años, según el diario."
)


@pytest.mark.parametrize("engine", ["rules", "auto"])
def test_a_text_in_a_language_without_rules_gives_its_numeric_dates_and_a_note(engine: str) -> None:
    found = pipeline.annotate(pipeline.read(GERMAN.encode(), name="pier.txt"), engine=engine)
    assert [t.value for t in found.timexes] == ["2026-03-12"]
    assert (found.actors, found.attributions, found.events, found.figures) == ((), (), (), ())
    assert "no-rules" in [n.code for n in found.notes]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("nl", "De raad stemde op 12 maart 2026; 12 matrozen 2026 keer.", ["2026-03-12"]),
        ("de", "Der Rat stimmte am 3. Mai 2024 ab.", ["2024-05-03"]),
        ("it", "Il consiglio ha votato il 5 giugno 2023.", ["2023-06-05"]),
        ("pt", "O conselho votou em 7 de agosto de 2022.", ["2022-08-07"]),
        ("sw", "Siku 12 ya mwaka 2026.", []),
    ],
)
def test_a_whole_date_is_read_in_a_language_without_rules(language: str, text: str, values: list[str]) -> None:
    document = Document("d", text, paragraphs.paragraphs(text), language=language)
    dates = pipeline.annotate(document, engine="rules").timexes
    assert [t.value for t in dates if t.granularity == "day"] == values


def test_a_language_with_rules_for_dates_alone_gives_its_dates_and_nothing_else() -> None:
    found = pipeline.annotate(pipeline.read(SPANISH.encode(), name="muelle.txt", date=dt.date(2026, 3, 13)))
    assert [(t.text, t.value) for t in found.timexes] == [
        ("jueves 12 de marzo de 2026", "2026-03-12"), ("junio", "2026-06"), ("hace dos años", "2024"),
    ]  # fmt: skip
    assert (found.actors, found.attributions, found.events, found.figures) == ((), (), (), ())
    assert "dates-only" in [n.code for n in found.notes]


def test_a_correction_below_the_story_is_a_note_and_no_sentence_of_it() -> None:
    story = "The council closed the oldest pier on Monday.\n\nThe mayor said the boats would leave in June."
    correction = "Correction: March 14, 2026, Saturday An article on Friday about the pier misstated the mayor's name."
    found = pipeline.annotate(pipeline.from_text(f"{story}\n\n{correction}", id="pier"), engine="rules")
    assert len(found.sentences) == 2
    assert [n.text for n in found.notes if n.code == "corrected"] == [f"The article carries a correction: {correction}"]
    assert not [n for n in pipeline.annotate(pipeline.from_text(story, id="pier")).notes if n.code == "corrected"]


MAKERS = {
    "a.txt": article.txt,
    "a.html": article.html,
    "a.docx": article.word,
    "a.pdf": article.pdf,
    "a.eml": article.mail,
}


def annotated(name: str) -> tuple[list[object], list[object], list[object]]:
    """What is found in the article, in words, since offsets belong to each file."""
    found = pipeline.annotate(pipeline.read(MAKERS[name](), name=name))

    def words(spans: tuple[Span, ...]) -> list[str]:
        return [" ".join(span.of(found.document.text).split()) for span in spans]

    return (
        [(" ".join(t.text.split()), t.type, t.value) for t in found.timexes],
        [(words(a.source), words(a.cue), words(a.content), a.speaker, a.certainty) for a in found.attributions],
        [(words((e.span,)), e.when.value, e.status) for e in found.events],
    )


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_the_same_article_gives_the_same_annotations_whatever_file_it_comes_in(name: str) -> None:
    plain = annotated("a.txt")
    assert all(plain), "the article was to hold dates, attributions and events"
    assert annotated(name) == plain


def test_the_library_example_of_the_package_runs_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent)
    assert briefing.__doc__
    names: dict[str, object] = {}
    exec(textwrap.dedent(briefing.__doc__.split("::\n", 1)[1]), names)  # noqa: S102 - our own docstring
    pdf = names["pdf"]
    assert isinstance(pdf, bytes)
    assert pdf.startswith(b"%PDF")
