"""Tables, RIS, mailboxes, ZIP archives, feeds, wire items, subtitles, packages: what each gives or refuses."""

from __future__ import annotations

import datetime as dt
import io
import json
import plistlib
import zipfile

import pytest

from briefing import pipeline
from briefing.errors import InputError, UnknownFormatError
from briefing.model.text import Document
from briefing.readers import tables
from tests import exports

DAY = dt.date(2019, 6, 3)
STORY = (
    "The port of Kestrel Bay will double its tolls in July.\n\n“Nobody asked the skippers,” said their chair, Odd Vik."
)
PARAGRAPHS = STORY.split("\n\n")


def packed(**files: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def only(data: bytes, name: str, **options: object) -> Document:
    (document,) = pipeline.read_all(data, name=name, **options)  # type: ignore[arg-type]
    return document


def is_the_story(document: Document) -> bool:
    return (document.title, document.date, document.date_from) == ("Tolls to double", DAY, "metadata") and (
        document.text.split("\n\n") == PARAGRAPHS
    )


# ---- tables


def workbook() -> bytes:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="D1" t="inlineStr"><is><t>Text</t></is></c></row>'
        f'<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>43619</v></c>'
        f'<c r="D2" t="inlineStr"><is><t>{STORY}</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    words = ("Title", "Date", "Tolls to double")
    shared = "".join(f"<si><t>{word}</t></si>" for word in words)
    shared = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{shared}</sst>'
    return packed(**{"xl/workbook.xml": "<w/>", "xl/sharedStrings.xml": shared, "xl/worksheets/sheet1.xml": sheet})


ROW = {
    "Headline": "Tolls to double",
    "Published at": "2019-06-03T08:00:00Z",
    "source": {"name": "Courier"},
    "content": STORY,
}
TABLES = {
    "a.csv": f'id,publish_date,title,media_name,text\n1,2019-06-03,Tolls to double,Courier,"{STORY}"\n'.encode(),
    "semicolons.csv": f'Titel;Datum;Quelle;Volltext\n"Tolls to double";03.06.2019;Courier;"{STORY}"\n'.encode(
        "utf-8-sig"
    ),
    "a.tsv": f'title\tdate\toutlet\tbody\nTolls to double\tJune 3, 2019\tCourier\t"{STORY}"\n'.encode(),
    "a.json": json.dumps({"status": "ok", "articles": [ROW]}).encode(),
    "list.json": json.dumps([ROW]).encode(),
    "a.jsonl": (json.dumps(ROW) + "\n").encode(),
    "a.xlsx": workbook(),
}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_row_of_a_table_is_an_article(name: str) -> None:
    document = only(TABLES[name], name)
    assert is_the_story(document)
    assert document.publisher == (None if name == "a.xlsx" else "Courier")
    assert is_the_story(only(TABLES[name], "-"))


ANSWERS: dict[str, dict[str, object]] = {
    "fields of their own": {
        "webTitle": "Tolls to double",
        "webPublicationDate": "2019-06-03T10:11:12Z",
        "fields": {"headline": "Tolls to double", "bodyText": STORY, "wordcount": "20"},
    },
    "rendered": {
        "date": "2019-06-03T10:11:12",
        "title": {"rendered": "Tolls to double"},
        "content": {"rendered": "".join(f"<p>{p}</p>" for p in PARAGRAPHS), "protected": False},
    },
    "sections": {
        "title": "Tolls to double",
        "body": {"sections": [{"headline": [], "paragraphs": PARAGRAPHS}]},
        "publishing_date": "2019-06-03 10:11:12+02:00",
    },
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_lies_deeper_in_a_services_answer_is_found(answer: str) -> None:
    assert is_the_story(only(json.dumps({"response": {"results": [ANSWERS[answer]]}}).encode(), "a.json"))


def test_what_lies_beside_a_picture_names_no_article() -> None:
    row = {"headline": "Tolls to double", "date": "2019-06-03", "text": STORY, "image": {"caption": "A pier"}}
    assert is_the_story(only(json.dumps([row]).encode(), "a.json"))


def summaries(document: Document) -> list[str]:
    return [note.text for note in document.notes if note.code == "summary"]


def test_a_table_of_summaries_is_read_and_says_so() -> None:
    row = {"title": "Tolls to double", "date": "2019-06-03", "abstract": PARAGRAPHS[0]}
    document = only(json.dumps([row]).encode(), "a.json")
    assert (document.text, summaries(document)) == (PARAGRAPHS[0], [tables.SUMMARY])
    assert summaries(only(json.dumps([row | {"text": STORY}]).encode(), "a.json")) == []


def test_other_data_with_a_description_are_no_articles() -> None:
    with pytest.raises(InputError, match="no column"):
        only(json.dumps({"name": "kestrel", "version": "1.0", "description": PARAGRAPHS[0]}).encode(), "a.json")


def test_a_text_that_a_service_cuts_off_says_so() -> None:
    row = {"title": "Tolls to double", "date": "2019-06-03", "content": f"{PARAGRAPHS[0]} Nobody as… [+2345 chars]"}
    document = only(json.dumps([row]).encode(), "a.json")
    assert (document.text, summaries(document)) == (f"{PARAGRAPHS[0]} Nobody as", [tables.BEGINNING])
    whole = only(json.dumps([row | {"content": f"{STORY} [+ 2 more]"}]).encode(), "a.json")
    assert (whole.text.endswith("[+ 2 more]"), summaries(whole)) == (True, [])


def test_an_address_is_no_outlets_name() -> None:
    row = {"title": "Tolls to double", "date": "2019-06-03", "text": STORY, "source": "https://courier.example/a"}
    assert only(json.dumps([row]).encode(), "a.json").publisher is None
    assert only(json.dumps([row | {"site": "Courier"}]).encode(), "a.json").publisher == "Courier"


def test_a_column_that_only_people_know_is_named() -> None:
    table = f'title,date,what\nTolls to double,2019-06-03,"{STORY}"\n'.encode()
    with pytest.raises(InputError, match="no column is known to hold the articles' texts") as caught:
        pipeline.read_all(table, name="a.csv")
    assert caught.value.next_step == "Name it with --text COLUMN. Its columns: title, date, what."
    assert is_the_story(only(table, "a.csv", column="What"))
    with pytest.raises(InputError, match="no column 'nothing'"):
        pipeline.read_all(table, name="a.csv", column="nothing")


def test_the_order_of_day_and_month_is_told_by_the_column() -> None:
    rows = [
        f"Story {n},{day},The port of Kestrel Bay will double its tolls in July {n}."
        for n, day in enumerate(("03/06/2019", "17/06/2019"))
    ]
    documents = pipeline.read_all("\n".join(["title,date,text", *rows]).encode(), name="a.csv")
    assert [d.date for d in documents] == [DAY, dt.date(2019, 6, 17)]
    (document,) = pipeline.read_all("\n".join(["title,date,text", rows[0]]).encode(), name="a.csv")
    assert document.date is None


def test_a_text_with_commas_in_its_first_line_is_no_table() -> None:
    text = "Text, title, and date were all that the clerk had left, he said.\n\nNobody had asked him for more.\n"
    assert only(text.encode(), "story.txt").kind == "plain"


# ---- references, mail, archives


def test_a_record_of_ris_is_an_article_where_a_note_holds_its_text() -> None:
    told = STORY.replace("\n\n", "\n")
    record = (
        f"TY  - NEWS\nTI  - Tolls to double\nAU  - Drew, Una\nT2  - Courier\nDA  - 2019/06/03/\nN2  - {told}\nER  - \n"
    )
    bare = "TY  - NEWS\nTI  - A prize\nDA  - 2019/06/09/\nN1  - Seen.\nER  - \n"
    document, *others = pipeline.read_all((record + bare).encode(), name="-")
    assert not others
    assert is_the_story(document)
    assert (document.authors, document.publisher) == (("Una Drew",), "Courier")
    assert "1 of 2 articles read; no text: #2." in [n.text for n in document.notes]


@pytest.mark.parametrize("day", ["DA  - 2019 June 03", "DA  - June\nPY  - 2019/06/03/", "Y1  - 2019/06/03/"])
def test_the_day_of_a_record_is_the_first_that_is_whole(day: str) -> None:
    record = f"TY  - NEWS\nTI  - Tolls to double\n{day}\nAB  - {STORY.replace(chr(10), ' ')}\nER  - \n"
    assert only(record.encode(), "a.ris").date == DAY


def test_each_mail_of_a_mailbox_is_an_article() -> None:
    head = "From a@example.org Mon Jun  3 09:00:00 2019\nFrom: a@example.org\nTo: b@example.org\n"
    sent = "Date: Mon, 03 Jun 2019 09:00:00 +0000\nSubject: {}\nContent-Type: text/plain; charset=utf-8\n\n{}\n\n"
    quoting = STORY + "\n\n>From here on nothing is known, the skippers say, and nobody has asked them about it."
    box = "".join(head + sent.format(t, s) for t, s in (("Tolls to double", quoting), ("A prize", STORY)))
    documents = pipeline.read_all(box.encode(), name="mails")
    assert [(d.id, d.title) for d in documents] == [("mails#1", "Tolls to double"), ("mails#2", "A prize")]
    assert "From here on nothing is known" in documents[0].text


def test_a_mailbox_whose_first_line_is_damaged_says_so() -> None:
    head = "From a@example.org Mon Jun  3 09:00:00 2019\nFrom: a@example.org\nTo: b@example.org\n"
    sent = "Date: Mon, 03 Jun 2019 09:00:00 +0000\nSubject: Tolls to double\nContent-Type: text/plain\n\n{}\n\n"
    box = (head + sent.format("A prize went to the novel of a skipper from the bay.")) * 3
    document, _ = pipeline.read_all(box[2:].encode(), name="mails.mbox")
    assert "2 of 3 articles read; its beginning is damaged: #1." in [n.text for n in document.notes]
    with pytest.raises(InputError, match="no mail was found in this mailbox"):
        pipeline.read_all(b"Frm a@example.org\n\nA prize went to the novel.", name="mails.mbox")


def test_a_zip_archive_is_each_of_its_files() -> None:
    page = f"<html><body><article><h1>A prize for the novel</h1><p>{PARAGRAPHS[0] * 9}</p></article></body></html>"
    files: dict[str, str | bytes] = {
        "b/two.docx": exports.nexis_docx(exports.pieces(2)),
        "a.txt": STORY,
        "__MACOSX/._a.txt": b"\0",
        "c.png": b"\x89PNG\r\n",
    }
    documents = pipeline.read_all(packed(**files, **{"d.html": page}), name="all.zip")
    assert [d.id for d in documents] == [f"all.zip#{n}" for n in (1, 2, 3, 5)]
    assert documents[1].title == exports.pieces(2)[0].title
    assert "4 of 5 articles read; c.png: this is a picture: #4." in [n.text for n in documents[0].notes]
    with pytest.raises(InputError, match="none of the 1 files"):
        pipeline.read_all(packed(**{"in.zip": packed(**{"a.txt": STORY})}), name="out.zip")


def test_a_zip_archive_that_unpacks_without_measure_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(30):
            archive.writestr(f"{number}.txt", bytes(20 * 2**20))
    with pytest.raises(InputError, match="unpacks to more"):
        pipeline.read_all(out.getvalue(), name="bomb.zip")


# ---- feeds


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Courier</title><language>en-gb</language>
<item><title>Tolls to double</title><link>https://courier.example/1</link><dc:creator>Una Drew</dc:creator>
<pubDate>Mon, 03 Jun 2019 23:30:00 +0000</pubDate><category>Ports</category><description>Short.</description>
<content:encoded><![CDATA[<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>]]></content:encoded></item>
<item><title>A prize</title><description>The novel has won the prize of the town.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>Tolls to double</title>
<link rel="alternate" href="https://courier.example/1"/><author><name>Una Drew</name></author>
<updated>2019-06-04T01:00:00Z</updated><published>2019-06-03T08:00:00Z</published><category term="Ports"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div>
</content>
</entry></feed>"""


JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Courier",
        "authors": [{"name": "The desk of the Courier"}],
        "items": [
            {
                "id": "1",
                "url": "https://courier.example/1",
                "title": "Tolls to double",
                "content_html": f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>",
                "content_text": "Tolls double.",
                "date_published": "2019-06-03T23:30:00Z",
                "authors": [{"name": "Una Drew"}],
                "tags": ["Ports", 1],
            },
            {"id": "2", "title": "A prize", "summary": "The novel has won the prize of the town."},
        ],
    }
)


@pytest.mark.parametrize("feed", [RSS, ATOM, JSON_FEED], ids=["rss", "atom", "json"])
def test_an_item_of_a_feed_is_an_article(feed: str) -> None:
    document, *others = pipeline.read_all(feed.encode(), name="feed.xml")
    assert is_the_story(document)
    assert (document.publisher, document.authors, document.subjects) == ("Courier", ("Una Drew",), ("Ports",))
    assert document.url == "https://courier.example/1"
    assert [[n.code for n in d.notes] for d in others] == ([["summary", "no-date"]] if others else [])


def wordpress(post: str, version: str = "<wp:wxr_version>1.2</wp:wxr_version>") -> Document:
    return only(
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Courier</title>{version}<item>'
        "<title>Tolls to double</title><pubDate>Mon, 03 Jun 2019 15:43:50 +0000</pubDate>"
        f"<content:encoded><![CDATA[{post}]]></content:encoded></item></channel></rss>".encode(),
        "export.xml",
    )


def test_a_post_that_wordpress_exports_is_read_as_it_would_be_shown() -> None:
    toll = "[dropcap]" + PARAGRAPHS[0][0] + "[/dropcap]" + PARAGRAPHS[0][1:]
    pictures = (
        '[caption id="a" width="300"]<img src="a.jpg"> The pier[/caption]\n\n[gallery ids="1,2"]\n\n[contact_form]'
    )
    figure = '<figure><img src="a.jpg"><figcaption>The new pier</figcaption></figure>'
    assert is_the_story(wordpress(f"<strong>{toll}</strong>\n\n{pictures}\n\n{figure}\n\n{PARAGRAPHS[1]}"))


def test_brackets_of_a_writer_stay_in_a_post() -> None:
    words = "“The port [of Kestrel Bay] have [sic] paid,” he said. [Laughter]"
    assert wordpress(words).text == words
    assert wordpress("He wrote [contact_form] here.", version="").text == "He wrote [contact_form] here."


def test_a_feed_without_articles_and_a_site_map_are_refused() -> None:
    with pytest.raises(InputError, match="no article with a text"):
        pipeline.read_all(b'<rss version="2.0"><channel></channel></rss>', name="feed.xml")
    with pytest.raises(InputError, match="no article with a text"):
        pipeline.read_all(b'{"version": "https://jsonfeed.org/version/1", "items": [1, {}]}', name="feed.json")
    with pytest.raises(UnknownFormatError, match="site map"):
        pipeline.read_all(b"<urlset></urlset>", name="map.xml")


# ---- the wire

BODY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
NITF = f"""<?xml version="1.0"?><nitf><head><title>Tolls</title><docdata management-status="{{state}}">
<ed-msg info="{{message}}"/><date.issue norm="20190603T080000Z"/></docdata>
<pubdata name="Courier" position.section="News"/></head><body><body.head><hedline><hl1>Tolls to double</hl1></hedline>
<byline>By Una Drew</byline><dateline><location>KESTREL BAY</location></dateline></body.head>
<body.content>{BODY}</body.content></body></nitf>"""
NEWSML = f"""<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>courier.example</ProviderId>
<DateId>20190603</DateId></NewsIdentifier></Identification><NewsManagement>
<FirstCreated>20190603T080000Z</FirstCreated><Status FormalName="{{state}}"/>
</NewsManagement><NewsComponent><NewsLines><HeadLine>Tolls to double</HeadLine><ByLine>By Una Drew</ByLine></NewsLines>
<ContentItem><DataContent>{BODY}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
G2 = f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem><itemMeta>
<provider literal="Courier"/>
<versionCreated>2019-06-03T09:00:00Z</versionCreated><firstCreated>2019-06-03T08:00:00Z</firstCreated>{{embargo}}
<pubStatus qcode="stat:{{state}}"/>{{signal}}</itemMeta><contentMeta><headline>Tolls to double</headline>
<by>By Una Drew</by><language tag="en-GB"/></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{BODY}</body>
</html></inlineXML></contentSet></newsItem></itemSet></newsMessage>"""
NINJS = {
    "uri": "https://courier.example/1",
    "type": "text",
    "headline": "Tolls to double",
    "byline": "By Una Drew",
    "versioncreated": "2019-06-03T08:00:00Z",
    "body_xhtml": f"<div>{BODY}</div>",
    "language": "en",
    "provider": "Courier",
}
WIRES = {
    "nitf": NITF.format(state="usable", message=""),
    "newsml": NEWSML.format(state="Usable"),
    "g2": G2.format(state="usable", embargo="", signal=""),
    "ninjs": json.dumps(NINJS),
}


@pytest.mark.parametrize("form", sorted(WIRES))
def test_an_item_of_the_wire_is_an_article(form: str) -> None:
    document = only(WIRES[form].encode(), "item")
    assert is_the_story(document)
    assert document.authors == ("Una Drew",)
    assert document.publisher == ("courier.example" if form == "newsml" else "Courier")
    assert document.status is None
    assert document.kind == "wire"


@pytest.mark.parametrize(
    ("item", "status"),
    [
        (NITF.format(state="canceled", message=""), "kill"),
        (NITF.format(state="usable", message="CORRECTION: corrects the name"), "correction"),
        (NITF.format(state="usable", message="").replace("Tolls to double", "KILL: Tolls to double"), "kill"),
        (NITF.format(state="usable", message="").replace("Tolls to double", "Killing time in the port"), None),
        (NEWSML.format(state="Withheld"), "withheld"),
        (G2.format(state="canceled", embargo="", signal=""), "kill"),
        (G2.format(state="usable", embargo="", signal='<signal qcode="sig:correction"/>'), "correction"),
        (
            G2.format(state="usable", embargo="<embargoed>2019-06-04T06:00:00Z</embargoed>", signal=""),
            "embargo until 2019-06-04T06:00:00Z",
        ),
        (
            G2.format(
                state="usable",
                embargo="<embargoed>2019-06-04T06:00:00Z</embargoed>",
                signal='<signal qcode="sig:correction"/>',
            ),
            "correction; embargo until 2019-06-04T06:00:00Z",
        ),
        (G2.format(state="canceled", embargo="", signal='<signal qcode="sig:correction"/>'), "kill"),
        (json.dumps({**NINJS, "pubstatus": "canceled"}), "kill"),
    ],
)
def test_an_item_that_is_not_to_be_used_as_it_stands_says_so(item: str, status: str | None) -> None:
    document = only(item.encode(), "item.xml")
    assert document.status == status
    assert ("wire-status" in [n.code for n in document.notes]) == (status is not None)


def test_an_entity_of_the_wire_reads_no_file() -> None:
    item = WIRES["nitf"].replace('<?xml version="1.0"?>', '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname">]>')
    document = only(item.replace("in July.", "in July &x;.").encode(), "item.xml")
    assert document.text.startswith("The port of Kestrel Bay will double its tolls in July")
    assert len(document.text) <= len(STORY) + 4


# ---- subtitles and packages


def test_subtitles_are_what_is_said_and_by_whom() -> None:
    vtt = (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\n<v Una Drew>The port will double\n\n"
        "2\n00:00:03.000 --> 00:00:05.000 align:start\n<v Una Drew>its <b>tolls</b> in July.\n\n"
        "3\n00:00:05.100 --> 00:00:07.000\n<v Odd Vik>Nobody asked us. [laughter]\n"
    )
    document = only(vtt.encode(), "talk.vtt")
    assert document.text == "Una Drew: The port will double its tolls in July.\n\nOdd Vik: Nobody asked us."
    srt = (
        "1\n00:00:01,000 --> 00:00:03,000\nMAYOR DREW: The port will double\n\n"
        "2\n00:00:02,000 --> 00:00:05,000\nThe port will double\nits tolls in July.\n\n"
        "3\n00:00:05,100 --> 00:00:07,000\n- Nobody asked us.\n"
    )
    assert only(srt.encode(), "-").text.split("\n\n")[-1] == "Nobody asked us."


def opendocument() -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0">'
        "<office:body><office:text>"
        f"<text:h>Tolls to double</text:h><text:p>{PARAGRAPHS[0]}</text:p><text:p>{PARAGRAPHS[1]}</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    return packed(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": content})


def book() -> bytes:
    container = '<container xmlns="urn:x"><rootfiles><rootfile full-path="OEBPS/p.opf"/></rootfiles></container>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Tolls to double</dc:title><dc:date>2019-06-03</dc:date></metadata><manifest>"
        '<item id="b" href="two.xhtml"/><item id="a" href="one%20a.xhtml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    pages = [f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{p}</p></body></html>' for p in PARAGRAPHS]
    files = {"META-INF/container.xml": container, "OEBPS/p.opf": package}
    return packed(
        mimetype="application/epub+zip", **files, **{"OEBPS/one a.xhtml": pages[0], "OEBPS/two.xhtml": pages[1]}
    )


def webarchive() -> bytes:
    page = f"<html><body><article><h1>Tolls to double</h1>{BODY}{BODY}</article></body></html>"
    main = {
        "WebResourceData": page.encode(),
        "WebResourceURL": "https://courier.example/1",
        "WebResourceTextEncodingName": "UTF-8",
    }
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


def test_an_opendocument_text_and_a_book_are_read() -> None:
    document = only(opendocument(), "a.odt")
    assert (document.title, document.text.split("\n\n"), document.kind) == ("Tolls to double", PARAGRAPHS, "odt")
    document = only(book(), "a.epub")
    assert (document.title, document.text.split("\n\n"), document.date) == ("Tolls to double", PARAGRAPHS, DAY)


def test_an_export_in_an_opendocument_text_is_taken_apart() -> None:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    articles = exports.pieces(3)
    body = "".join(
        f"<text:{'h' if s else 'p'}>{w}</text:{'h' if s else 'p'}>" for s, w in exports.nexis_lines(articles)
    )
    content = (
        f'<o:document-content xmlns:o="{names}:office:1.0" xmlns:text="{names}:text:1.0">'
        f"<o:body><o:text>{body}</o:text></o:body></o:document-content>"
    )
    odt = packed(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": content})
    assert [d.title for d in pipeline.read_all(odt, name="a.odt")] == [a.title for a in articles]


def test_a_page_as_a_browser_saves_it_is_read() -> None:
    saved = webarchive()
    document = only(saved, "a.webarchive")
    assert (document.id, document.title, document.kind) == ("a", "Tolls to double", "webarchive")
    with pytest.raises(InputError, match="damaged"):
        pipeline.read_all(saved[:200], name="a.webarchive")


def test_a_clipping_bears_the_day_it_was_published() -> None:
    front = "---\ntitle: Tolls to double\nsource: https://courier.example/1\n"
    front += 'author:\n  - "[[Una Drew]]"\ncreated: 2024-02-02\n'
    document = only(f"{front}published: 2019-06-03\n---\n{STORY}\n".encode(), "clip.md")
    assert is_the_story(document)
    assert (document.authors, document.url) == (("Una Drew",), "https://courier.example/1")
    assert only(f"{front}---\n{STORY}\n".encode(), "clip.md").date is None


READWISE = (
    "# Tolls to double\n\n![rw-book-cover](https://courier.example/1.png)\n\n## Metadata\n- Author: [[Una Drew]]\n"
    "- Full Title: Tolls to double\n- Category: #articles\n- Summary: Boats pay more.\n{0}"
    "- URL: https://courier.example/1\n\n"
)


def test_what_readwise_lists_above_an_article_is_known_of_it() -> None:
    data = READWISE.format("- Publication date: 2019-06-03\n") + f"## Full Document\n{STORY}\n"
    document = only(data.encode(), "clip.md")
    assert is_the_story(document)
    assert (document.authors, document.url, document.notes) == (("Una Drew",), "https://courier.example/1", ())


def test_what_was_marked_in_an_article_is_no_whole_one() -> None:
    marked = "".join(f"- {p} ([View Highlight](https://read.example/{n}))\n" for n, p in enumerate(PARAGRAPHS))
    document = only(f"{READWISE.format('')}## Highlights\n{marked}".encode(), "clip.md")
    assert document.text.split("\n") == list(PARAGRAPHS)
    assert [note.code for note in document.notes] == ["excerpts", "no-date"]


def test_a_heading_that_is_called_metadata_in_a_story_stays() -> None:
    said = "- Author: unknown to the court, its clerk said."
    for head in ("## Highlights", "## More"):
        text = f"# Files\n\nThe court sat again.\n\n## Metadata\n\n{said}\n\nIt rose.\n\n{head}\n\nIt sat on.\n"
        assert "unknown to the court" in only(text.encode(), "a.md").text


def test_a_column_without_a_name_is_none_of_those_that_are_known() -> None:
    document = only(f'title,,text\nTolls to double,2019-06-03,"{STORY}"\n'.encode(), "a.csv")
    assert (document.title, document.date) == ("Tolls to double", None)


def test_a_member_without_a_name_is_passed_over() -> None:
    nameless = io.BytesIO()
    with zipfile.ZipFile(nameless, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), STORY)
        archive.writestr(zipfile.ZipInfo(""), "nothing")
    assert only(nameless.getvalue(), "all.zip").text == STORY


def test_a_rich_text_written_as_utf_8_against_its_rules_is_read_with_its_marks() -> None:
    data = "{\\rtf1\\ansi\\ansicpg1252 “Nobody asked us,” said José Vik of the quay’s own league.\\par}".encode()
    (document,) = pipeline.read_all(data, name="a.rtf")
    assert document.text == "“Nobody asked us,” said José Vik of the quay’s own league."


def test_a_rich_text_in_its_own_code_page_keeps_its_marks() -> None:
    data = "{\\rtf1\\ansi\\ansicpg1252 “Nobody asked us,” said José Vik of the quay’s own league.\\par}".encode(
        "cp1252"
    )
    (document,) = pipeline.read_all(data, name="a.rtf")
    assert document.text == "“Nobody asked us,” said José Vik of the quay’s own league."


QUOTED = f"“{PARAGRAPHS[1]}” – nobody"


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        ("iso-8859-1", "cp1252"),
        ("ISO-8859-1", "utf-8"),
        ("us-ascii", "cp1252"),
        ("utf-8", "utf-8"),
        ("iso-8859-15", "iso-8859-15"),
    ],
)
@pytest.mark.parametrize("form", ["nitf", "rss"])
def test_quotation_marks_outlive_what_xml_declares(form: str, declared: str, used: str) -> None:
    words = QUOTED if used != "iso-8859-15" else "Café and €"
    head = "<body.head><hedline><hl1>Tolls</hl1></hedline></body.head>"
    item = f"<item><title>Tolls</title><description>{words}</description></item>"
    body = {
        "nitf": f"<nitf><body>{head}<body.content><p>{words}</p></body.content></body></nitf>",
        "rss": f'<rss version="2.0"><channel>{item}</channel></rss>',
    }[form]
    data = f'<?xml version="1.0" encoding="{declared}"?>\n{body}'.encode(used)
    assert only(data, "a.xml").text == words
