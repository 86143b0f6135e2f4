"""A text of anybody, held against articles: what is borne out, what stands against them, what they do not tell."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import get_args

import docx
import pytest
from click.testing import CliRunner

from benchmarks import altered
from briefing import pipeline
from briefing.cli import demo, group
from briefing.model.claims import BORNE_OUT, Checked, Claim, Verdict
from briefing.model.text import Document
from briefing.renderers import checked as renderer

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def articles() -> list[Document]:
    return [pipeline.read(data, name=name) for name, data in demo.texts()]


def check(text: str, articles: list[Document], day: dt.date | None = None) -> Checked:
    return pipeline.check_draft(pipeline.read_draft(text.encode(), name="draft.txt", date=day), articles)


def verdicts(text: str, articles: list[Document], kind: str, day: dt.date | None = None) -> list[str]:
    return [claim.verdict for claim in check(text, articles, day).claims if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "wanted", "note"),
    [
        ("“We have waited as long as we responsibly could,” Vale said.", "found", ""),
        ('"We have waited as long as we responsibly could", Vale said.', "found", ""),
        ("Vale said: “We have waited as long as we … could.”", "found", ""),
        ("Greaves called it “a sentence passed on [the] year’s harvest”.", "found", ""),
        ("Vale spoke of “a dry tap in August”.", "found", ""),
        ("“We have waited as long as we could,” Vale said.", "altered", "“responsibly” left out"),
        (
            "“We have waited as long as we irresponsibly could,” he said.",
            "altered",
            "“irresponsibly” for “responsibly”",
        ),
        ("“Rationing buys no time, but it does not refill a lake,” Okoro said.", "altered", "“no” added"),
        ("Ellery said “leaks in the old mains lose a fifth of the supply”.", "altered", "nobody is quoted there"),
        ("“This is the end of the road,” he said.", "absent", "stands in no article"),
    ],
)
def test_a_quotation_is_found_altered_or_absent(text: str, wanted: str, note: str, articles: list[Document]) -> None:
    (claim,) = [c for c in check(text, articles).claims if c.kind == "quotation"]
    assert claim.verdict == wanted
    assert note in claim.note


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Leaks in the old mains lose a fifth of the supply, Ruth Ellery said.", "right"),
        ("According to Ellery, leaks in the old mains lose a fifth of the supply.", "right"),
        ("According to Miriam Stroud, leaks in the old mains lose a fifth of the supply.", "another"),
        ("“Our wells are not a spare tank for the capital,” Joan Tarrant said.", "right"),
        ("“Our wells are not a spare tank for the capital,” Anton Greaves said.", "another"),
        ("Prime Minister John Harker said the government would resign.", "nobody"),
    ],
)
def test_a_statement_is_given_to_the_right_person_somebody_else_or_nobody(
    text: str, wanted: str, articles: list[Document]
) -> None:
    assert verdicts(text, articles, "speaker") == [wanted]


def test_whom_a_pronoun_means_is_not_guessed(articles: list[Document]) -> None:
    assert "another" not in verdicts(
        "He said that leaks in the old mains lose a fifth of the supply.", articles, "speaker"
    )


@pytest.mark.parametrize(
    ("text", "day", "wanted"),
    [
        ("Parliament will debate the order on 11 June.", None, "borne_out"),
        ("Parliament will debate the order on June 11, 2026.", None, "borne_out"),
        ("In June 2026 parliament will debate the order.", None, "borne_out"),
        ("Parliament will debate the order on June 12.", None, "contradicted"),
        ("Parliament will debate the order on 11 July.", None, "contradicted"),
        ("The council of Penhallow voted against the pipeline on Wednesday.", None, "borne_out"),
        ("The council of Penhallow voted against the pipeline on Monday.", None, "contradicted"),
        ("The council of Penhallow voted against the pipeline yesterday.", dt.date(2026, 6, 4), "borne_out"),
        ("The council of Penhallow voted against the pipeline yesterday.", dt.date(2026, 6, 9), "contradicted"),
        ("The council of Penhallow voted against the pipeline yesterday.", None, "open"),
        ("Construction could not start before spring 2027, the study found.", None, "borne_out"),
        ("Construction could not start before 4 April 2027, the study found.", None, "not_told"),
        ("A bridge was opened on 3 March 2019.", None, "not_told"),
    ],
)
def test_a_date_is_borne_out_contradicted_or_not_told(
    text: str, day: dt.date | None, wanted: str, articles: list[Document]
) -> None:
    assert verdicts(text, articles, "date", day) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("About 340,000 homes are affected.", "borne_out"),
        ("About 340000 homes are affected.", "borne_out"),
        ("About 430,000 homes are affected.", "contradicted"),
        ("The reservoir fell to 31% of its capacity.", "borne_out"),
        ("The reservoir fell to 13% of its capacity.", "contradicted"),
        ("The council voted by 7 to four against a pipeline from the wells to the capital.", "borne_out"),
        ("The pipeline would cost $310 million, a study found.", "contradicted"),
        ("The pipeline would cost more than $200 million, a study found.", "borne_out"),
        ("The capital was supplied by tankers for 19 days in 1998.", "borne_out"),
        ("The capital was supplied by tankers for 29 days in 1998.", "contradicted"),
        ("The museum has 77 statues.", "not_told"),
    ],
)
def test_a_number_is_borne_out_contradicted_or_not_told(text: str, wanted: str, articles: list[Document]) -> None:
    assert verdicts(text, articles, "number")[0] == wanted


def test_altered_sentences_of_invented_articles_are_found_and_others_left_alone(articles: list[Document]) -> None:
    ferries = pipeline.read((ROOT / "examples/harbour-ferries.txt").read_bytes(), name="harbour-ferries.txt")
    every = [*articles, ferries]
    found: dict[str, list[bool]] = {kind: [] for kind in altered.KINDS}
    kinds = {"quotation": "quotation", "name": "speaker", "date": "date", "number": "number"}
    doubted: list[Claim] = []
    count = 0
    for n, article in enumerate(every):
        story = "\n".join(span.of(article.text) for span in article.paragraphs)
        for seed in ("one", "two"):
            for draft in altered.drafts(story, [every[n - 1].text], f"{seed} {n}"):
                claims = check(draft.text, [article]).claims
                if draft.kind is None:
                    count += len(claims)
                    doubted += [c for c in claims if c.verdict not in BORNE_OUT and c.verdict != "open"]
                    continue
                for start, end in draft.altered:
                    touching = [c for c in claims if c.span.start < end and start < c.span.end]
                    bad = [c for c in touching if c.kind == kinds[draft.kind] and c.verdict not in BORNE_OUT]
                    found[draft.kind].append(bool(bad))
    assert count > 100
    assert len(doubted) <= 0.03 * count, doubted
    for kind, told in found.items():
        assert len(told) >= 15
        assert sum(told) >= (0.95 if kind == "quotation" else 0.85) * len(told), kind


def test_a_word_file_is_read_whole_and_the_report_is_one_json_object(tmp_path: Path) -> None:
    for name, data in demo.texts():
        (tmp_path / name).write_bytes(data)
    memo = docx.Document()
    memo.add_heading("Water: 31 percent left", 1)
    memo.add_paragraph("Sign up for our newsletter with 77 percent off.")  # boilerplate in an article; not in a memo
    memo.add_paragraph("“Rationing buys time, but it does not refill a lake,” said Samuel Okoro.")
    memo.save(str(tmp_path / "memo.docx"))
    names = [str(tmp_path / name) for name, _ in demo.texts()]
    done = CliRunner().invoke(group, ["verify", str(tmp_path / "memo.docx"), *names, "--json"])
    told = json.loads(done.stdout)
    assert [(c["kind"], c["verdict"]) for c in told["claims"]] == [
        ("number", "borne_out"),
        ("number", "not_told"),
        ("quotation", "found"),
        ("speaker", "right"),
    ]
    for claim in told["claims"]:
        assert " ".join(told["text"][claim["start"] : claim["end"]].split()) == claim["text"]


def test_the_annotated_text_is_whole_and_escaped(articles: list[Document]) -> None:
    text = "About 430,000 homes <b>are</b> affected & “This & that <i>” was said.\n\nNothing here.\n"
    draft = pipeline.read_draft(text.encode(), name="draft.txt")
    words = dict.fromkeys(get_args(Verdict), "v")
    page = renderer.render(draft, pipeline.check_draft(draft, articles), {}, words).decode()
    assert '<mark class="bad" title="v">430,000<sup><a href="#c1">1</a></sup></mark>' in page
    assert "&lt;b&gt;are&lt;/b&gt; affected &amp;" in page
    assert "<b>" not in page
    assert page.count("Nothing here.") == 1
    assert "http" not in page.replace("http-equiv", "")


@pytest.mark.parametrize(
    ("text", "verdict", "note"),
    [
        ("Radu Popescu met the farmers in Calder.", "nobody", "named in no article"),
        ("Prime Minister Ruth Ellery wants to build a pipeline.", "another", "Helena Marsh is Prime Minister"),
        ("The question was put to Environment Minister Samuel Okoro.", "another", "Dorian Vale"),
    ],
)
def test_a_person_whom_nobody_names_or_with_the_office_of_another_is_told(
    text: str, verdict: str, note: str, articles: list[Document]
) -> None:
    (claim,) = [c for c in check(text, articles).claims if c.kind == "speaker"]
    assert claim.verdict == verdict
    assert note in claim.note


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Helena Marsh wants to build a pipeline.",
        "Helena Marsh wants to build a pipeline.",
        "The question was put to Environment Minister Dorian Vale.",
        "The head of Calder Water, Ruth Ellery, wants new mains.",
        "Hydrologist Samuel Okoro of the University of Calder is against it.",
        "Ostrevia has waited for the Civic League.",
    ],
)
def test_who_is_named_as_the_articles_do_is_no_claim_against_them(text: str, articles: list[Document]) -> None:
    assert [c for c in check(text, articles).claims if c.verdict in ("another", "nobody")] == []


def test_a_number_that_stands_elsewhere_in_the_articles_is_left_to_the_reader(articles: list[Document]) -> None:
    (claim,) = [c for c in check("She speaks of $210 million.", articles).claims if c.kind == "number"]
    assert claim.verdict in ("not_told", "borne_out")
