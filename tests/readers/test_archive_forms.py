"""Forms of the exports of archives that real files have: older pages, other languages, heads that lack something."""

from __future__ import annotations

import datetime as dt

from briefing import pipeline
from briefing.model.text import Document

TOLLS = "The port of Kestrel Bay will double its tolls in July."
SKIPPERS = "“Nobody asked the skippers,” said their chair, Odd Vik."


def read(page: str, name: str = "export.html") -> tuple[Document, ...]:
    return pipeline.read_all(page.encode(), name=name)


def notes(documents: tuple[Document, ...]) -> list[str]:
    return [note.text for document in documents for note in document.notes if note.code == "partly-read"]


# ---- Europresse


def cell(outlet: str, head: str, title: str, story: str, *, above: str = "") -> str:
    """An article as Europresse's pages had it before 2014."""
    spans = "".join(f'<span class="DocHeader">{part}</span>' for part in head.split("|"))
    return (
        '<table><tr><td style="text-align: justify"><table id="tbHeaderImages"><tr><td><img src="x.gif"><br></td></tr>'
        f'</table><span class="DocPublicationName">{outlet}</span><br>{spans}<br><br>{above}'
        f'<span class="TitreArticleVisu">{title}</span><br><br>{story}<p></p>'
        "<b><i>© 2012 Courrier. Tous droits réservés.</i></b><p></p>Numéro de document : news·20121004·KB·1<br><br>"
        "<table><tr><td>Ce certificat est émis à <b>University</b>.</td></tr>"
        "<tr><td>Date d'émission : <b>2015-10-05</b></td></tr></table></td></tr></table>\n<p><br><br>"
    )


def test_the_older_pages_of_europresse_hold_an_article_a_cell() -> None:
    marked = 'A prize for the <span style="color:red">novel</span>'
    articles = [
        cell("Courrier du Port", "Politique, |jeudi |5 octobre 2013", "Harbour tolls", f"{TOLLS}<p></p>{SKIPPERS}"),
        cell(
            "Le Mag, no. 5968",
            "mercredi |3 octobre 2012|, p. 03",
            marked,
            f"Una Drew<br><p></p>{TOLLS}",
            above="Books<br>",
        ),
    ]
    form = '<form><div><input type="button" value="Sauvegarder"></div></form>'
    first, second = read(f"<html><head></head><body>{form}{''.join(articles)}</body></html>")
    assert (first.title, first.publisher, first.date) == ("Harbour tolls", "Courrier du Port", dt.date(2013, 10, 5))
    assert (first.section, first.authors, first.text.split("\n\n")) == ("Politique", (), [TOLLS, SKIPPERS])
    assert (second.title, second.publisher, second.date) == ("A prize for the novel", "Le Mag", dt.date(2012, 10, 3))
    assert (second.page, second.authors, second.text) == ("03", ("Una Drew",), TOLLS)


def test_an_author_of_europresse_may_stand_in_a_block_of_no_class() -> None:
    page = (
        "<html><body><article><header><div><span class='DocPublicationName'>Courrier</span></div>"
        "<div><span class='DocHeader'>Politique, mardi 14 mars 2006, p. 16</span></div><div><p>PORTS</p></div>"
        "<div class='titreArticle'><p class='titreArticleVisu'>Harbour tolls</p></div>{}</header>"
        f"<section><div class='docOcurrContainer'><p>{TOLLS}</p></div></section></article></body></html>"
    )
    assert read(page.format("<div>Una Drew</div>"))[0].authors == ("Una Drew",)
    assert read(page.format("<div>mardi 14 mars 2006</div>"))[0].authors == ()
    assert read(page.format(""))[0].authors == ()


# ---- Integrum


def russian(number: int, title: str, day: str, author: str, story: str) -> str:
    """An article of Integrum's page: a cell of coded fields, the title again, and the story as it was set."""
    fields = {"ИС": "Курьер порта ", "РБ": "ПОРТЫ", "НР": "6", "ДТ": day, "АВ": author, "ЗГ": title}
    cell = "".join(f"^{code}:\n      {value}\n<br>" for code, value in fields.items())
    return (
        f'<br clear="all"><div align="left"><a name="{number}"></a><table><tr><td bgcolor="#e4e1d9">{cell}</td></tr>'
        f"</table><h3>{title}\n</h3><pre>\n{story}</pre></div>"
    )


def test_a_page_of_integrum_is_read_in_the_encoding_that_it_names() -> None:
    marked = '<font color="#FF0000"><b>ПРЕМИЯ</b></font>'
    articles = russian(
        1, "СБОРЫ", "09.02.1994", "Вик Одд", "     Порт удвоит сборы, сообщил\nпортовый совет.\n     Шкиперы против."
    )
    articles += russian(2, marked, "02.02.1994", "Дрю Уна,", "     Роман <b>получил</b> премию города.")
    contents = '1.\n<a href="#1">СБОРЫ</a><small>Курьер порта;\n09.02.1994;\n6;</small><br>'
    page = (
        '<!DOCTYPE HTML><html><head><META http-equiv="Content-Type" content="text/html; charset=windows-1251">'
        f"<title>Report 12.05.2021 15:50:05</title></head><body>{contents}{articles}</body></html>"
    )
    first, second = pipeline.read_all(page.encode("cp1251"), name="export.html")
    assert (first.title, first.publisher, first.date) == ("СБОРЫ", "Курьер порта", dt.date(1994, 2, 9))
    assert first.text.split("\n\n") == ["Порт удвоит сборы, сообщил портовый совет.", "Шкиперы против."]
    assert (first.authors, first.section, first.language) == (("Вик Одд",), "ПОРТЫ", "ru")
    assert (second.title, second.date, second.text) == ("ПРЕМИЯ", dt.date(1994, 2, 2), "Роман получил премию города.")


def test_a_cell_that_quotes_a_code_is_no_article() -> None:
    (document,) = read(f"<html><body><table><tr><td>^ИС: what is that?</td></tr></table><p>{TOLLS}</p></body></html>")
    assert document.text.endswith(TOLLS)


# ---- Factiva


def factiva(*below: str) -> str:
    lines = ["110 Wörter", "11 Dezember 2002", "Kurier der Bucht", "KURIER", "Deutsch", *below]
    head = "".join(f"<div>{line}</div>" for line in lines)
    return (
        "<html><body><div class='article deArticle'><p><div id='hd'><span class='deHeadline'>Gebühren</span></div>"
        f"{head}</p><p class='articleParagraph'>{TOLLS}</p><p class='articleParagraph'>{SKIPPERS}</p>"
        "<p>Dokument kurier0020021210dycb001g0</p></div></body></html>"
    )


def test_the_line_below_the_language_says_whose_an_article_of_factiva_is() -> None:
    for line in (
        "(c) Copyright Kurier der Bucht 2002 www.kurier.example",
        "Copyright (c) 2002 Kurier. Besuchen Sie die Website http://kurier.example/[http://kurier.example/]",
        "(c) 2002 Kurier",
    ):
        assert read(factiva(line))[0].text.split("\n\n") == [TOLLS, SKIPPERS]


def test_a_story_that_begins_with_copyright_stays() -> None:
    story = "Copyright law was changed by the harbour council on Monday."
    assert read(factiva("(c) 2002 Kurier", story))[0].text.split("\n\n") == [story, TOLLS, SKIPPERS]


# ---- LexisNexis


def document(number: int, *blocks: str, count: int = 2) -> str:
    """A document of LexisNexis' page: its counter and its blocks, each a line or lines with breaks between them."""
    parts = [f"{number} of {count} DOCUMENTS", *blocks]
    return "".join(f'<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c2">{part}</SPAN></P>\n</DIV>\n' for part in parts)


def field(label: str, value: str) -> str:
    return f'</SPAN><SPAN CLASS="c8">{label}: </SPAN><SPAN CLASS="c2">{value}'


def page(*documents: str) -> str:
    return f"<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY>{''.join(documents)}</BODY></HTML>"


def test_fields_in_french_are_no_story() -> None:
    one = document(
        1,
        "Courrier du Port",
        "12 April 2013 Tuesday",
        "Harbour tolls",
        field("RUBRIQUE", "PORTS; Pg. 35"),
        field("LONGUEUR", "143 mots"),
        TOLLS,
        SKIPPERS,
        field("SUJET", "PORTS (90%)"),
        field("SOCIETE", "KESTREL BAY SE (85%)"),
        field("SYMBOLE-BOURSIER", "KBA (FRA) (85%)"),
        field("ORGANISATION", "PORT COUNCIL (93%)"),
        field("LOCALISATION-GEO", "EUROPE (55%)"),
        field("DATE-CHARGEMENT", "13 March 2013"),
        field("LANGUE", "ENGLISH"),
        "Copyright 2013 Kestrel<BR>Tous Droits Réservés",
    )
    two = document(
        2,
        "Courrier du Port",
        "13 April 2013",
        "A prize",
        field("LONGUEUR", "9 mots"),
        TOLLS,
        field("LANGUE", "ENGLISH"),
    )
    first, second = read(page(one, two))
    assert first.text.split("\n\n") == [TOLLS, SKIPPERS]
    assert (first.title, first.page, first.subjects) == ("Harbour tolls", "35", ("PORTS",))
    assert (second.title, second.text) == ("A prize", TOLLS)


def test_an_edition_is_no_title() -> None:
    fields = (field("SECTION", "Pg. B22"), field("LENGTH", "44 words"), TOLLS, field("LANGUAGE", "ENGLISH"))
    without = document(1, "Kestrel Bay Courier", "December 31, 2018 Monday<BR>City Final Edition", *fields)
    titled = document(2, "Kestrel Bay Courier", "December 31, 2018 Monday", "The Last Edition", *fields)
    both = [d.title for d in read(page(without, titled))]
    assert both == [None, "The Last Edition"]


def test_what_stands_in_the_place_of_an_article_is_not_in_the_one_before() -> None:
    one = document(
        1,
        "Kestrel Bay Courier",
        "May 3, 2018",
        "Tolls",
        field("LENGTH", "9 words"),
        TOLLS,
        field("LANGUAGE", "ENGLISH"),
    )
    sorry = (
        "<DIV><P>We are sorry but there is an error in this document and it is not possible to display it.</P></DIV>"
    )
    documents = read(page(one, sorry))
    assert [d.text for d in documents] == [TOLLS]
    assert notes(documents) == ["1 of 2 articles read; 1 that the file names are not in it."]


def test_the_words_of_a_correction_below_its_label_are_no_story() -> None:
    tail = (
        field("LANGUAGE", "ENGLISH"),
        field("CORRECTION-DATE", "May 4, 2018"),
        field("CORRECTION", ""),
        "It was June.",
    )
    one = document(1, "Kestrel Bay Courier", "May 3, 2018", "Tolls", field("LENGTH", "9 words"), TOLLS, *tail, count=1)
    (told,) = read(page(one))
    assert told.text == TOLLS


# ---- Factiva


def test_articles_that_factiva_only_lists_are_counted() -> None:
    head = '<div class="article enArticle"><div id="hd"><span class="enHeadline">Tolls</span></div><div>9 words</div>'
    story = f"<div>9 June 2019</div><div>Courier</div><div>COUR</div><div>English</div><p>{TOLLS}</p>"
    end = "<p>Document COUR000020190609ef690000a</p></div>"
    listed = (
        "<table><tr><td><b>A prize</b><div>Mail, 9 June 2019, 21 words, Una Drew, (English)</div></td></tr></table>"
    )
    said = "<p>Mail, 9 June 2019, was the first to tell, in 21 words (English).</p>"
    assert notes(read(f"<html><body>{head}{story}{end}{listed}</body></html>")) == [
        "1 of 2 articles read; 1 that the file names are not in it."
    ]
    assert notes(read(f"<html><body>{head}{story}{said}{end}</body></html>")) == []
