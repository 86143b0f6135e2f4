"""A file that breaks off says so, whatever it is written in; a whole one does not."""

from __future__ import annotations

import dataclasses

import pytest

from briefing import pipeline
from briefing.model.text import Document
from tests import exports
from tests.readers.test_read_collections import ATOM, RSS, STORY, TABLES, WIRES

ROWS = "".join(f'Tolls {n},"{STORY}"\n' for n in range(3))
#: Each whole file, and how many bytes of it are left.
FILES: dict[str, tuple[bytes, int]] = {
    "factiva.rtf": (exports.factiva_rtf(exports.pieces(12)), -700),
    "nexis.rtf": (exports.nexis_rtf(exports.pieces(12)), -700),
    "factiva.html": (exports.factiva_html(exports.pieces(12)), -500),
    "europresse.html": (exports.europresse_html(exports.pieces(12)), -200),
    "nitf.xml": (WIRES["nitf"].encode(), -60),
    "newsml.xml": (WIRES["newsml"].encode(), -60),
    "g2.xml": (WIRES["g2"].encode(), -60),
    "rss.xml": (RSS.encode(), -40),
    "atom.xml": (ATOM.encode(), -40),
    "a.csv": (f"title,text\n{ROWS}".encode(), -20),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_that_breaks_off_says_so(name: str) -> None:
    whole, left = FILES[name]
    assert not [note for d in pipeline.read_all(whole, name=name) for note in d.notes if note.code == "cut-off"]
    documents = pipeline.read_all(whole[:left], name=name)
    assert [note.code for note in documents[-1].notes if note.code == "cut-off"] == ["cut-off"]
    if len(documents) > 1:
        said = f"articles read; the file breaks off at #{len(documents)}; what followed is missing."
        assert [note for note in documents[0].notes if note.text.endswith(said)]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_whole_table_does_not_break_off(name: str) -> None:
    assert not [note for d in pipeline.read_all(TABLES[name], name=name) for note in d.notes if note.code == "cut-off"]


def test_an_inch_mark_in_a_table_is_no_broken_cell() -> None:
    table = 'title,text\nPipes,The council lays a pipe of 5" under the quay; nobody has asked for it.\n'
    (document,) = pipeline.read_all(table.encode(), name="a.csv")
    assert not [note for note in document.notes if note.code == "cut-off"]


def test_an_article_that_breaks_off_before_its_day_is_counted() -> None:
    lines = exports.factiva_txt(exports.pieces(3)).decode()
    third = lines.index(exports.pieces(3)[2].title)
    cut = lines[: lines.index("214 words", third) + len("214 words")]
    documents = pipeline.read_all(cut.encode(), name="a.txt")
    assert len(documents) == 2
    assert "2 of 3 articles read; no text: #3." in [note.text for note in documents[0].notes]


FORMS = {
    "nexis": exports.nexis_txt,
    "factiva": exports.factiva_txt,
    "proquest": exports.proquest_txt,
    "gale": exports.gale_txt,
}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_text_that_ends_in_the_middle_of_a_sentence_breaks_off(form: str) -> None:
    pieces = exports.pieces(4)
    whole = FORMS[form](pieces).decode()
    last = whole.rindex(pieces[3].paragraphs[-1][:40])
    cut = whole[: whole.index(" ", last + 60)]
    codes = [
        [note.code for note in d.notes if note.code == "cut-off"] for d in pipeline.read_all(cut.encode(), name="a.txt")
    ]
    assert codes == [[], [], [], ["cut-off"]]


def test_texts_that_end_without_a_stop_do_not_break_off() -> None:
    pieces = [
        dataclasses.replace(p, paragraphs=(*p.paragraphs, "Una Drew writes about ports and ships"))
        for p in exports.pieces(4)
    ]
    documents = pipeline.read_all(exports.gale_txt(pieces), name="a.txt")
    assert not [note for d in documents for note in d.notes if note.code == "cut-off"]


@pytest.mark.parametrize("left", [1, 2, 3, 5])
def test_cuttings_of_which_the_first_few_are_left_are_counted(left: int) -> None:
    pieces = exports.pieces(8)
    whole = exports.cuttings_txt(pieces).decode()
    documents = pipeline.read_all(whole[: whole.rindex(pieces[left].title)].encode(), name="a.txt")
    assert [document.title for document in documents] == [piece.title for piece in pieces[:left]]
    assert f"{left} of 8 articles read; {8 - left} that the file names are not in it." in [
        note.text for note in documents[0].notes
    ]


def test_a_report_of_which_the_first_chapter_is_left_is_one_text() -> None:
    heads = ("The harbour and its tolls", "The ferry fleet today", "A sea wall for Varde", "The night train")
    contents = "\n".join(f"{head} .... {page}" for page, head in enumerate(heads, 2))
    text = f"Contents\n\n{contents}\n\n{heads[0]}\n\nThe council of Varde met on 3 May 2019 and put its decision off.\n"
    assert len(pipeline.read_all(text.encode(), name="a.txt")) == 1
    assert not [n for d in pipeline.read_all(text.encode(), name="a.txt") for n in d.notes if "not in it" in n.text]


def test_a_title_with_which_a_text_breaks_off_is_counted() -> None:
    pieces = exports.pieces(4)
    whole = exports.gale_txt(pieces).decode()
    documents = pipeline.read_all(whole[: whole.index(pieces[3].title) + 12].encode(), name="a.txt")
    assert [document.title for document in documents] == [piece.title for piece in pieces[:3]]
    assert "3 of 4 articles read; no text: #4." in [note.text for note in documents[0].notes]


def codes(documents: tuple[Document, ...]) -> list[str]:
    return [note.code for document in documents for note in document.notes if note.code in {"cut-off", "partly-read"}]


@pytest.mark.parametrize(
    ("behind", "count"),
    [("Publication title: ", 4), ("Subject: Harb", 4), ("Author: ", 3), ("Publication info: ", 3)],
)
def test_a_record_of_proquest_without_what_the_others_end_with_breaks_off(behind: str, count: int) -> None:
    whole = exports.proquest_txt(exports.pieces(4)).decode()
    documents = pipeline.read_all(whole[: whole.rindex(behind) + len(behind) + 5].encode(), name="a.txt")
    assert (len(documents), len(codes(documents))) == (count, 1)


@pytest.mark.parametrize("foot", ["", "\n\n" + "_" * 60 + "\n\nContact us at: http://www.proquest.com/contact\n"])
def test_records_of_proquest_that_end_alike_do_not_break_off(foot: str) -> None:
    whole = exports.proquest_txt(exports.pieces(4)).decode()
    assert codes(pipeline.read_all((whole + foot).encode(), name="a.txt")) == []


def test_a_title_with_which_newsbanks_text_breaks_off_is_counted() -> None:
    pieces = exports.pieces(4)
    whole = exports.newsbank_txt(pieces).decode()
    cut = (
        whole[: whole.rindex("All rights reserved.", 0, whole.rindex(pieces[3].title)) + 20] + "\n\n" + pieces[3].title
    )
    documents = pipeline.read_all(cut.encode(), name="a.txt")
    assert (len(documents), codes(documents)) == (3, ["partly-read"])


@pytest.mark.parametrize(
    "foot", ["", "\n\nNewsBank, Inc.\n", "\n\n© This entire service is copyrighted by its providers.\n"]
)
def test_what_newsbank_says_below_the_last_article_is_no_title(foot: str) -> None:
    whole = exports.newsbank_txt(exports.pieces(4)).decode()
    assert codes(pipeline.read_all(f"{whole}\n\n{foot}".encode(), name="a.txt")) == []
