"""The sources for reference managers, read back: nothing is lost, nothing made up, and nothing acts."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

from briefing import pipeline, readers
from briefing.layout import template
from briefing.model.blocks import Text
from briefing.model.brief import Brief
from tests.briefs import story

PAGE = pipeline.lay_out(story(), template.load())


def made(brief: Brief, form: str) -> str:
    return pipeline.render(brief, PAGE, form).decode()


def of(**fields: Any) -> Brief:
    """The story with its first source alone, some fields of it changed."""
    return dataclasses.replace(story(), sources=(dataclasses.replace(story().sources[0], **fields),))


def test_csl_has_each_source_with_its_day_and_no_name_taken_apart() -> None:
    items = json.loads(made(story(), "csl.json"))
    assert len(items) == len(story().sources)
    assert items[0] == {
        "id": "the-vessa-courier-2026-03-12-1",
        "type": "article-newspaper",
        "title": "Grain loading halted at Port Lindow",
        "container-title": "The Vessa Courier",
        "URL": "https://courier.example/2026/03/12/port-lindow",
        "author": [{"literal": "Ines Harrow"}],
        "issued": {"date-parts": [[2026, 3, 12]]},
    }


def test_what_is_not_known_of_a_source_is_left_away() -> None:
    bare = of(title=None, publisher=None, authors=(), date=None, url=None)
    assert json.loads(made(bare, "csl.json")) == [{"id": "source-undated-1", "type": "article-newspaper"}]
    assert made(bare, "ris") == "TY  - NEWS\r\nID  - source-undated-1\r\nER  - \r\n"
    assert made(bare, "bib") == "@article{source-undated-1,\n}\n"


def test_an_address_that_is_none_of_the_web_is_left_away() -> None:
    hostile = of(url="javascript:alert(1)")
    assert all("javascript" not in made(hostile, form) for form in ("csl.json", "ris", "bib"))


def test_ris_is_read_back_with_all_it_tells() -> None:
    told = "The ministry halted all loading on Thursday, and gave no day for the work to begin again."
    found = readers.read_all(made(story(), "ris").replace("ER  -", f"N2  - {told}\r\nER  -").encode(), name="a.ris")
    assert len(found.documents) == len(story().sources)
    for document, source in zip(found.documents, story().sources, strict=True):
        assert (document.title, document.publisher, document.url) == (source.title, source.publisher, source.url)
        assert document.date == source.date


def test_bibtex_keeps_capitals_and_escapes_what_latex_obeys() -> None:
    text = made(of(title="Tolls & fees: 50% of {all} C#_x ~ ^ \\input", authors=("A. Author", "B & Sons")), "bib")
    assert "title = {{Tolls \\& fees: 50\\% of \\textbraceleft{}all\\textbraceright{} C\\#\\_x" in text
    assert "\\textbackslash{}input}}," in text
    assert "author = {{A. Author} and {B \\& Sons}}," in text
    assert re.search(r"year = \{2026\},\n  day = \{12\},", text)
    assert "month = mar," in text


def test_a_copy_and_a_wires_word_are_noted() -> None:
    changed = of(status="correction", same_as=3)
    assert json.loads(made(changed, "csl.json"))[0]["note"] == "correction; same text as source 3"
    assert "N1  - correction; same text as source 3\r\n" in made(changed, "ris")


COPY = "https://web.archive.org/web/20260313081500/https://courier.example/2026/03/12/port-lindow"


def test_a_copy_in_an_archive_and_a_doi_have_the_fields_that_managers_keep_them_in() -> None:
    kept = of(archived=COPY, doi="10.5555/lindow_7")
    item = json.loads(made(kept, "csl.json"))[0]
    assert (item["URL"], item["DOI"]) == ("https://courier.example/2026/03/12/port-lindow", "10.5555/lindow_7")
    assert item["archive_location"] == COPY
    assert {f"AV  - {COPY}", "DO  - 10.5555/lindow_7"} <= set(made(kept, "ris").split("\r\n"))
    bib = made(kept, "bib")
    assert f"archived at {COPY}" in bib
    assert r"doi = {10.5555/lindow\_7}" in bib


def test_the_list_of_sources_and_the_evidence_page_lead_to_the_copy() -> None:
    brief = of(archived=COPY, doi="10.5555/lindow")
    page = pipeline.lay_out(brief, template.load())
    last = [text for text in page.flow if isinstance(text, Text)][-1]
    links = {run.text: run.link for run in last.runs if run.link}
    assert links["archived copy"] == COPY
    assert links["doi.org/10.5555/lindow"] == "https://doi.org/10.5555/lindow"
    evidence = pipeline.render(brief, page, "html").decode()
    assert f'<a href="{COPY}" rel="noreferrer">archived copy</a>' in evidence
    assert f'"archivedAt": "{COPY}"' in evidence
    assert '"sameAs": "https://doi.org/10.5555/lindow"' in evidence


def test_a_copy_that_is_no_address_leads_nowhere() -> None:
    brief = of(archived="javascript:alert(1)")
    page = pipeline.lay_out(brief, template.load())
    assert all(
        "javascript" not in (run.link or "") for text in page.flow if isinstance(text, Text) for run in text.runs
    )
    assert "javascript" not in re.sub("<script.*?</script>", "", pipeline.render(brief, page, "html").decode())
