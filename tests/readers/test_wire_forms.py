"""Items as agencies send them: where each writes its name, its language, its story and what is no part of it."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from briefing import pipeline
from briefing.errors import InputError
from briefing.model.text import Document

DAY = dt.date(2019, 6, 3)
TOLLS = "The port of Kestrel Bay will double its tolls in July."
SKIPPERS = "“Nobody asked the skippers,” said their chair, Odd Vik."
BODY = f"<p>{TOLLS}</p><p>{SKIPPERS}</p>"


def only(item: str, name: str = "-") -> Document:
    (document,) = pipeline.read_all(item.encode(), name=name)
    return document


def paragraphs(item: str) -> list[str]:
    return only(item).text.split("\n\n")


def nitf(body: str = BODY, *, docdata: str = "", head: str = "", attributes: str = "") -> str:
    return (
        f'<?xml version="1.0"?><nitf {attributes}><head><docdata><date.issue norm="20190603T062751+1100"/>{docdata}'
        f"</docdata></head><body><body.head><hedline><hl1>Tolls to double</hl1></hedline>{head}</body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    )


def g2(content: str, *, attributes: str = "", meta: str = "") -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2" {attributes}><itemMeta>'
        '<provider literal="KBA"/><versionCreated>2019-06-03T06:27:51</versionCreated></itemMeta><contentMeta>'
        f"<headline>Tolls to double</headline>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def newsml(content: str, administrative: str) -> str:
    return (
        "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>kba.example</ProviderId></NewsIdentifier>"
        "</Identification><NewsManagement><FirstCreated>20190603T062751Z</FirstCreated></NewsManagement>"
        "<NewsComponent><NewsLines><HeadLine>Tolls to double</HeadLine></NewsLines>"
        f"<AdministrativeMetadata>{administrative}</AdministrativeMetadata><NewsComponent><ContentItem>"
        f"<DataContent>{content}</DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"
    )


@pytest.mark.parametrize(
    ("docdata", "head", "outlet"),
    [
        ('<doc.copyright holder="Kestrel Bay Agency" year="2019"/>', "", "Kestrel Bay Agency"),
        ('<del-list><from-src src-name="KBA" level-number="1"/></del-list>', "", "KBA"),
        ('<doc.copyright holder="KBA" year="2019"/>', "<distributor>Varde Wire</distributor>", "Varde Wire"),
        ("", "", None),
    ],
)
def test_an_item_names_its_agency_as_distributor_holder_or_source(docdata: str, head: str, outlet: str | None) -> None:
    document = only(nitf(docdata=docdata, head=head))
    assert (document.publisher, document.date, document.title) == (outlet, DAY, "Tolls to double")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("ud/ov", ()),
        ("Una Drew / Courier.example", ("Una Drew",)),
        ("Una Drew / Odd Vik", ("Una Drew", "Odd Vik")),
        ("By Una Drew", ("Una Drew",)),
    ],
)
def test_initials_and_sites_are_nobodys_name(byline: str, names: tuple[str, ...]) -> None:
    assert only(nitf(head=f"<byline>{byline}</byline>")).authors == names


def test_the_language_stands_in_an_attribute_of_the_item() -> None:
    assert only(nitf(attributes='baselang="nb-NO"')).language == "no"
    assert (
        only(g2(f"<inlineXML><html><body>{BODY}</body></html></inlineXML>", attributes='xml:lang="fi-FI"')).language
        == "fi"
    )
    told = only(g2(f"<inlineXML><p>{TOLLS}</p></inlineXML>", attributes='xml:lang="fi"', meta='<language tag="sv"/>'))
    assert told.language == "sv"
    assert only(nitf(attributes='xml:lang="x-default"')).language == "en"


def test_the_items_of_a_list_are_story_and_captions_and_an_end_mark_are_not() -> None:
    listed = "<ul><li>Larger ships pay most.</li><li><p>Ferries pay nothing.</p></li></ul>"
    picture = "<media media-type='image'><media-caption><p>The gate of the port.</p></media-caption></media>"
    assert paragraphs(nitf(f"<p>{TOLLS}</p>{picture}{listed}<p>ends</p>")) == [
        TOLLS,
        "Larger ships pay most.",
        "Ferries pay nothing.",
    ]
    assert paragraphs(nitf(f"<p>{TOLLS}</p><p>The story ends here.</p>"))[-1] == "The story ends here."
    assert paragraphs(nitf("<p>Ends</p>")) == ["Ends"]


def test_the_head_and_the_foot_of_a_page_in_an_item_are_no_story() -> None:
    page = (
        '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Tolls</title></head><body><header>'
        f"<ul><li>Ports</li></ul><p>Extra</p><h1>Tolls to double</h1></header><section>{BODY}</section>"
        "<footer><p>kba un ov</p></footer></body></html></inlineXML>"
    )
    document = only(g2(page, meta="<creator><name>drew.una</name></creator>"))
    assert document.text.split("\n\n") == [TOLLS, SKIPPERS]
    assert document.authors == ()
    assert only(g2(page, meta="<creator><name>Una Drew</name></creator>")).authors == ("Una Drew",)


def test_markup_that_an_item_writes_as_text_makes_paragraphs() -> None:
    document = only(newsml(f"<![CDATA[{BODY}]]>", '<Source><Party FormalName="Kestrel Bay Agency"/></Source>'))
    assert document.text.split("\n\n") == [TOLLS, SKIPPERS]
    assert document.publisher == "Kestrel Bay Agency"
    plain = newsml("<![CDATA[The toll is 3 < 5, he said.]]>", '<Provider><Party FormalName="KBA"/></Provider>')
    assert (only(plain).text, only(plain).publisher) == ("The toll is 3 < 5, he said.", "KBA")


def test_an_answer_may_list_its_items_under_another_word() -> None:
    item = {
        "headline": "Tolls to double",
        "body_text": TOLLS,
        "pubstatus": "usable",
        "firstcreated": "2019-06-03T06:27:51",
    }
    document = only(json.dumps({"total": 1, "item": [item]}))
    assert (document.text, document.date) == (TOLLS, DAY)


def ninjs(**fields: object) -> str:
    return json.dumps(
        {"uri": "urn:kba:1", "versionCreated": "2019-06-03T06:27:51+02:00", "pubStatus": "usable", **fields}
    )


def test_of_several_bodies_the_one_with_paragraphs_is_read() -> None:
    page = (
        f"<html><body><article><h1>Tolls to double</h1><div class='dat'><span>Ports</span><span>KBA</span></div>"
        f"<p>{TOLLS}</p><blockquote>{SKIPPERS}</blockquote><figure><div>Ove Orm</div><figcaption>The gate.</figcaption>"
        "</figure></article></body></html>"
    )
    flat = {"contentType": "text/plain", "value": f"Tolls to double\nPorts KBA\n{TOLLS} {SKIPPERS}"}
    item = ninjs(headlines=[{"value": "Tolls to double"}], bodies=[flat, {"contentType": "text/html", "value": page}])
    assert paragraphs(item) == [TOLLS, SKIPPERS]
    both = ninjs(headline="Tolls to double", body_text=f"{TOLLS} {SKIPPERS}", body_xhtml=BODY)
    assert paragraphs(both) == [TOLLS, SKIPPERS]
    assert paragraphs(ninjs(headline="Tolls to double", bodies=[{"value": f"Tolls to double\n\n{TOLLS}"}])) == [TOLLS]


SUMMED = "The port of Kestrel Bay will double its tolls in July, its board said."


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "Tolls", "type": "text", "description_text": SUMMED},
        {"headlines": [{"value": "Tolls"}], "descriptions": [{"value": SUMMED}]},
        {"headline": "Tolls", "description_html": f"<p>{SUMMED}</p>", "body_text": " "},
    ],
)
def test_an_item_that_is_only_summed_up_is_read_with_a_note(fields: dict[str, object]) -> None:
    document = only(ninjs(**fields))
    assert (document.text, document.title, document.date) == (SUMMED, "Tolls", DAY)
    assert [note.code for note in document.notes] == ["summary"]


def test_what_describes_a_picture_or_stands_beside_a_body_is_no_text() -> None:
    with pytest.raises(InputError, match="no item with a text"):
        only(ninjs(headline="Tolls", type="picture", description_text="The gate of the port at noon in June."))
    document = only(ninjs(headline="Tolls", description_text=SUMMED, body_text=TOLLS))
    assert (document.text, document.notes) == (TOLLS, ())


def test_the_third_version_of_ninjs_names_its_holder_and_writer() -> None:
    item = ninjs(
        headlines=[{"value": "Tolls"}], bodies=[{"value": BODY}], copyrightHolder="kba", by="Von Una Drew, kba"
    )
    document = only(item)
    assert (document.publisher, document.authors, document.date) == ("kba", ("Una Drew",), DAY)


def test_the_place_in_a_printed_paper_is_section_and_page() -> None:
    item = nitf().replace(
        "</docdata>", '</docdata><pubdata name="Courier" position.section="Ports" position.sequence="A4"/>'
    )
    assert (only(item).section, only(item).page) == ("Ports", "A4")


@pytest.mark.parametrize("moment", ["20190604T060000Z", "2019-06-04T06:00Z"])
def test_a_moment_up_to_which_an_item_is_held_back_can_be_read(moment: str) -> None:
    item = nitf(docdata=f'<date.release norm="{moment}"/>').replace(
        "<docdata>", '<docdata management-status="embargoed">'
    )
    assert only(item).status == "embargo until 2019-06-04T06:00Z"


def ritzau(**fields: str) -> str:
    values = {"PublishDate": "2019-06-03T17:32:18.397", "headline": "Tolls to double", "origin": "/ritzau/"} | fields
    rows = "".join(f"<{tag}>{value}</{tag}>" for tag, value in values.items())
    story = BODY.replace("<", "&lt;").replace(">", "&gt;")
    return f'<?xml version="1.0"?>\n<RBNews xmlns=""><NewsID>9a69</NewsID>{rows}<content>{story}</content></RBNews>'


def test_ritzaus_own_xml_is_read() -> None:
    document = only(ritzau(section="Udland", byLine="Una Drew"))
    assert (document.title, document.publisher, document.date) == ("Tolls to double", "ritzau", DAY)
    assert (document.authors, document.section, document.status) == (("Una Drew",), "Udland", None)
    assert document.text.split("\n\n") == [TOLLS, SKIPPERS]


@pytest.mark.parametrize(("tag", "status"), [("Annuleret", "kill"), ("Korrektion", "correction"), ("NyVersion", None)])
def test_ritzau_says_what_is_not_to_be_used(tag: str, status: str | None) -> None:
    assert only(ritzau(**{tag: "true"})).status == status
    assert only(ritzau(**{tag: "false"})).status is None


def test_a_writer_with_his_office_beside_him_is_one_name() -> None:
    head = "<byline>By<person>Una Drew</person><byttl>KestrelDesk</byttl></byline>"
    assert only(nitf(head=head)).authors == ("Una Drew",)
    assert only(nitf(head=head.replace("Una Drew", "Staff Reporter"))).authors == ()


@pytest.mark.parametrize("sign", ["(KestrelDesk)", "==Varde", "(END)"])
def test_the_name_that_ends_a_story_is_none_of_it(sign: str) -> None:
    assert only(nitf(f"{BODY}<p>{sign}</p>")).text.split("\n\n") == [TOLLS, SKIPPERS]


def test_brackets_that_hold_a_sentence_end_a_story() -> None:
    last = "(The board has not replied.)"
    assert only(nitf(f"{BODY}<p>{last}</p>")).text.endswith(last)
