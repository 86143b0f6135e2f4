"""One file, many articles: each form of the archives, told from what stands in the file."""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer

from briefing import pipeline, readers
from briefing.errors import InputError
from briefing.model.text import Document
from briefing.readers import read_all
from briefing.readers.archives import FORMS, data, days, lines
from tests import exports
from tests.timing import grows_within, seconds

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

NAMES = [form.__name__.rsplit(".", 1)[-1] for form in FORMS]  # type: ignore[attr-defined]
#: Lines that end or part articles in one of the forms; a story may quote any of them.
QUOTED = (
    "End of Document",
    "3 of 9 DOCUMENTS",
    "Document lost",
    "Document KESBAY0020190603ef630000a",
    "Copyright 1984 by nobody is the name of the novel. It was never printed.",
    "Full text: of the letter, as the clerk read it",
    "Title: the last word",
    "_" * 60,
    "Length: two miles, the skipper said.",
    "Body",
)


def cases(kind: str) -> list[Any]:
    return [pytest.param(n, e, id=f"{n}-{i}") for n in NAMES for i, e in enumerate(data.load(n).get(kind, ()))]


@pytest.mark.parametrize(("form", "example"), cases("example"))
def test_each_form_reads_its_examples(form: str, example: dict[str, Any]) -> None:
    text = (
        lines.of_tree(html.document_fromstring(example["html"]))
        if "html" in example
        else lines.of_text(example["text"])
    )
    found = importlib.import_module(f"briefing.readers.archives.{form}").read(text)
    assert found is not None
    assert len(found.articles) == len(example["articles"])
    for article, expected in zip(found.articles, example["articles"], strict=True):
        for key, value in expected.items():
            if key == "paragraphs":
                assert len(article.paragraphs) == value
            elif key == "first":
                assert article.paragraphs[0].startswith(value)
            else:
                assert getattr(article, key) == (tuple(value) if isinstance(value, list) else value), key


@pytest.mark.parametrize(("form", "example"), cases("counterexample"))
def test_no_form_reads_what_only_looks_like_it(form: str, example: dict[str, Any]) -> None:
    assert importlib.import_module(f"briefing.readers.archives.{form}").read(lines.of_text(example["text"])) is None


@pytest.mark.parametrize("example", data.load("days")["example"], ids=lambda e: e["text"])
def test_a_date_line_is_read_in_the_languages_of_the_archives(example: dict[str, Any]) -> None:
    assert days.in_text(example["text"]) == example["day"]
    assert (days.line(example["text"]) is not None) == example["line"]


@pytest.mark.parametrize("example", data.load("days")["counterexample"], ids=lambda e: e["text"])
def test_a_day_that_could_be_two_is_none(example: dict[str, Any]) -> None:
    assert days.in_text(example["text"]) is None


@pytest.mark.parametrize("name", sorted(exports.WRITERS))
def test_every_article_of_an_export_is_read_with_what_its_file_says_of_it(name: str) -> None:
    articles = exports.pieces(12)
    documents = pipeline.read_all(exports.WRITERS[name](articles), name=name)
    assert [d.id for d in documents] == [f"{name}#{n}" for n in range(1, 13)]
    for document, article in zip(documents, articles, strict=True):
        assert document.title == article.title
        assert document.publisher == article.outlet
        assert (document.date, document.date_from) == (article.day, "metadata")
        assert document.authors == (article.author,)
        assert document.text == "\n\n".join(article.paragraphs)
        assert document.page in {article.page, None}
        assert not document.notes


@pytest.mark.parametrize("name", sorted(exports.WRITERS))
def test_the_form_is_told_from_the_content(name: str) -> None:
    content = exports.WRITERS[name](exports.pieces(3))
    assert len(pipeline.read_all(content, name="-")) == 3
    assert len(pipeline.read_all(content, name="download")) == 3


@pytest.mark.parametrize(
    "name", ["nexis.txt", "nexis.rtf", "lexisnexis.txt", "factiva.txt", "newsbank.txt", "gale.txt", "cuttings.txt"]
)
@settings(max_examples=25, deadline=None)
@given(quoted=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1), st.sampled_from(QUOTED)), max_size=4))
def test_a_story_that_quotes_what_ends_an_article_is_not_cut(name: str, quoted: list[tuple[int, int, str]]) -> None:
    articles = exports.pieces(4, seed=7)
    for number, place, words in quoted:
        story = list(articles[number].paragraphs)
        story.insert(place + 1 if len(story) > place + 1 else 1, words)
        articles[number] = exports.Piece(**{**vars(articles[number]), "paragraphs": tuple(story)})
    found = readers.read_all(exports.WRITERS[name](articles), name=name)
    assert [d.title for d in found.documents] == [a.title for a in articles]
    for document, article in zip(found.documents, articles, strict=True):
        expected = [p for p in article.paragraphs if p.strip("_")]
        assert document.text.split("\n\n") == expected


def test_an_export_that_breaks_off_is_told_with_its_counts() -> None:
    whole = exports.nexis_docx(exports.pieces(9))
    assert len(pipeline.read_all(whole, name="x.docx")) == 9
    text = exports.lexisnexis_txt(exports.pieces(9)).decode()
    cut = text[: text.index("6 of 9 DOCUMENTS")]
    documents = pipeline.read_all(cut.encode(), name="x.txt")
    assert len(documents) == 5
    assert [n.text for n in documents[0].notes if n.code == "partly-read"] == [
        "5 of 9 articles read; 4 that the file names are not in it."
    ]


def test_an_article_in_which_the_file_breaks_off_says_so() -> None:
    text = exports.nexis_txt(exports.pieces(3)).decode()
    cut = text[: text.rindex("Graphic")]
    documents = pipeline.read_all(cut.encode(), name="x.txt")
    assert [[n.code for n in d.notes] for d in documents] == [["breaks-off"], [], ["cut-off"]]


def test_articles_without_a_text_or_a_day_are_counted() -> None:
    articles = exports.pieces(4)
    text = exports.proquest_txt(articles).decode()
    text = text.replace(f"Full text: {articles[1].paragraphs[0]}", "Full text: Not available.", 1)
    for p in articles[1].paragraphs[1:]:
        text = text.replace(f"\n\n{p}\n", "\n", 1) if text.count(p) == 1 else text
    dated = f"Publication date: {exports.us(articles[2].day)}"
    text = text.replace(dated, "Publication date: Spring").replace(f"]{exports.uk(articles[2].day)}: ", "]Spring: ")
    documents = pipeline.read_all(text.encode(), name="x.txt")
    codes = {n.code: n.text for n in documents[0].notes}
    assert [d.number for d in documents] == [1, 3, 4]
    assert codes["partly-read"] == "3 of 4 articles read; no text: #2."
    assert codes["undated"] == "3 of 4 articles read; 1 without a day: #3."


def test_an_export_without_any_text_is_refused() -> None:
    text = exports.proquest_txt(
        [exports.Piece("T", "Post", exports.pieces(1)[0].day, "A B", "N", "1", ("none available",))]
    )
    with pytest.raises(InputError, match="none of its 1 articles has a text"):
        pipeline.read_all(text, name="x.txt")


def cuttings_pdf(articles: list[exports.Piece], head: str) -> bytes:
    """Press cuttings as a PDF: contents in dots, an item a page, a running head."""
    style, large = (getSampleStyleSheet()[name] for name in ("Normal", "Heading1"))
    story: list[Flowable] = [Paragraph("Press review", large), Paragraph("Contents", large)]
    for number, a in enumerate(articles, start=2):
        story.append(Paragraph(f"{a.title} ({a.outlet}) {'.' * 20} {number}", style))
    for a in articles:
        lines = [Paragraph(f"{a.outlet} | {exports.uk(a.day)} | Page {a.page}", style), Paragraph(a.title, large)]
        story += [PageBreak(), *(lines if head == "above" else reversed(lines)), Paragraph(f"By {a.author}", style)]
        story += [flowable for p in a.paragraphs for flowable in (Spacer(1, 8), Paragraph(p, style))]

    def running(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.drawString(50, 815, "Ministry of Ports - not for circulation")
        canvas.drawString(50, 30, f"Page {document.page}")

    out = io.BytesIO()
    SimpleDocTemplate(out).build(story, onFirstPage=running, onLaterPages=running)
    return out.getvalue()


@pytest.mark.parametrize("head", ["above", "below"])
def test_press_cuttings_with_contents_are_an_article_each(head: str) -> None:
    articles = exports.pieces(6, seed=3)
    documents = pipeline.read_all(cuttings_pdf(articles, head), name="press.pdf")
    assert [(d.title, d.publisher, d.date, d.authors, d.page) for d in documents] == [
        (a.title, a.outlet, a.day, (a.author,), a.page) for a in articles
    ]
    for document, article in zip(documents, articles, strict=True):
        assert document.text.split() == " ".join(article.paragraphs).split()


def test_a_report_with_contents_and_chapters_is_one_document() -> None:
    chapters = ("Harbour tolls in the north", "What the owners want", "What is to be done")
    text = "Contents\n\n" + "".join(f"{c} ...... {n}\n" for n, c in enumerate(chapters, start=2))
    text += "".join(f"\n{c}\n\nThe port doubled its tolls on 3 June 2019, the owners say.\n" for c in chapters)
    assert len(pipeline.read_all(text.encode(), name="report.txt")) == 1


def test_an_article_of_europresse_without_its_outlets_class_is_read_and_dated_by_its_number() -> None:
    page = (
        "<html><body><article><header><span class='DocPublicationName'>Courrier de Varde, no. 24</span>"
        "<span class='DocHeader'>jeudi 6 juin 2019</span><p class='titreArticleVisu'>Le port</p></header>"
        "<section><div class='DocText'><p>Le port double ses péages.</p></div></section></article>"
        "<article><header><div class='sm-margin-bottom'>Varde Soir (site web)</div>"
        "<div class='grandTitre'>La digue</div></header>"
        "<section><div class='docOcurrContainer'><p>La digue attend.</p></div></section>"
        "<footer><div class='publiC-lblNodoc'>web·20190607·VS·1234567</div></footer></article>"
        "<article><p>Fin de la sélection</p></article></body></html>"
    )
    documents = pipeline.read_all(page.encode(), name="x.html")
    assert [(d.title, d.publisher, d.date.isoformat() if d.date else None, d.text) for d in documents] == [
        ("Le port", "Courrier de Varde", "2019-06-06", "Le port double ses péages."),
        ("La digue", "Varde Soir (site web)", "2019-06-07", "La digue attend."),
    ]


def test_an_article_that_stands_twice_is_told() -> None:
    articles = exports.pieces(3)
    documents = pipeline.read_all(exports.factiva_html([*articles, articles[0]]), name="x.html")
    assert "1 article stands twice: #4 repeats #1." in [n.text for n in documents[0].notes]


def test_one_article_alone_keeps_the_name_of_its_file() -> None:
    content = exports.nexis_docx(exports.pieces(1))
    (document,) = pipeline.read_all(content, name="one.docx")
    assert (document.id, document.number) == ("one", None)
    assert pipeline.read(content, name="one.docx") == document


def test_reading_one_out_of_a_file_of_many_is_refused_with_the_count() -> None:
    with pytest.raises(InputError, match="the file holds 3 articles"):
        pipeline.read(exports.factiva_txt(exports.pieces(3)), name="x.txt")


def test_some_articles_can_be_chosen() -> None:
    documents = pipeline.read_all(exports.factiva_txt(exports.pieces(9)), name="x.txt", only={3, 5})
    assert [d.number for d in documents] == [3, 5]
    with pytest.raises(InputError, match="the file holds 9"):
        pipeline.read_all(exports.factiva_txt(exports.pieces(9)), name="x.txt", only={12})


def test_a_given_day_does_not_replace_the_articles_own() -> None:
    articles = exports.pieces(3)
    documents = pipeline.read_all(exports.factiva_txt(articles), name="x.txt", date=articles[0].day)
    assert [d.date for d in documents] == [a.day for a in articles]


@pytest.mark.parametrize(
    "name", ["nexis.docx", "lexisnexis.txt", "factiva.html", "proquest.txt", "europresse.html", "cuttings.txt"]
)
def test_five_hundred_articles_take_little_time_each(name: str) -> None:
    few, many = (exports.WRITERS[name](exports.pieces(n)) for n in (100, 500))

    def documents(content: bytes) -> tuple[Document, ...]:
        found = readers.read_all(content, name=name).documents
        assert len(found) == (500 if content is many else 100)
        return found

    # Less than 20 ms each of the 500: the 100 are held to a third of it, and the 500 take at most 15 times as long.
    assert any(seconds(documents, few) / 100 < 0.02 / 3 for _ in range(3))
    # Five times the articles: 5 where it is linear, 25 where it grows with the square.
    assert grows_within(15, documents, few, many)


def test_a_page_of_news_is_no_export() -> None:
    story = "<p>The council met on Monday. End of Document, the clerk wrote, and Factiva is the name of the ferry.</p>"
    page = f"<html><body><article><h1>The clerk</h1>{story * 9}</article></body></html>"
    assert readers.several(page.encode(), name="page.html", kind="html") is None


def test_a_counter_of_proquest_is_not_taken_for_one_of_lexisnexis() -> None:
    records = [
        f"Document {n} of 2\n\n{title}\n\nAuthor: Drew, Una\n\n"
        f"Publication info: Courier ; Skarn [Skarn]. 0{n} June 2019: A.1.\n\nFull text: The port is closed.\n\n"
        f"Publication title: Courier\n\nPublication date: Jun {n}, 2019\n\nProQuest document ID: 12345{n}\n"
        for n, title in ((1, "Tolls to double"), (2, "A prize for the novel"))
    ]
    rule = f"\n{'_' * 60}\n\n"
    found = read_all((rule + rule.join(records)).encode(), name="a.txt")
    assert found.form == "ProQuest"
    assert [(d.title, d.publisher, d.text) for d in found.documents] == [
        ("Tolls to double", "Courier", "The port is closed."),
        ("A prize for the novel", "Courier", "The port is closed."),
    ]


def test_the_edition_is_no_part_of_an_outlets_name() -> None:
    text = exports.lexisnexis_txt(exports.pieces(2)).decode()
    outlet = exports.pieces(2)[0].outlet
    named = text.replace(outlet.center(80), f"{outlet} (Varde) - Final Edition".center(80)).encode()
    assert pipeline.read_all(named, name="a.txt")[0].publisher == f"{outlet} (Varde)"
