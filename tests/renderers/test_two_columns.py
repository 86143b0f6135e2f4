"""Two columns: one page in both files, read from the wide column to the narrow one, and known to verify."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from pypdf import PdfReader

from briefing.desk import picture
from briefing.errors import TemplateError
from briefing.layout import fit, template, text_runs, two_columns
from briefing.layout.page_setting import PageSetting
from briefing.layout.template import Template
from briefing.layout.typesetter import Setter
from briefing.model import record
from briefing.model.blocks import Columns, Text
from briefing.model.brief import Line, Words
from briefing.model.page import PAPERS, Page
from briefing.model.text import Span
from briefing.renderers import docx, markdown, pdf
from tests import delivery
from tests.briefs import SCRIPTS, random_brief, story

LOOK = template.load("two-columns")


def columns(page: Page) -> Columns:
    return next(b for sheet in page.sheets for b in sheet if isinstance(b, Columns))


def line_of(text: str, number: int) -> Line:
    """A line of its own, whose characters no other line has."""
    start = 10_000 * (number + 1)
    return Line((Words(Span(start, start + len(text)), text),), story().scheduled[0].line.evidence)


def headings(texts: Sequence[Text]) -> list[str]:
    return [text.plain for text in texts if text.look.name == "heading"]


@pytest.mark.parametrize("seed", range(6))
def test_both_files_are_one_page_by_the_schemas_and_the_same_each_time(seed: int, tmp_path: Path) -> None:
    brief = random_brief(seed, items=10 + 9 * seed, scripts=tuple(SCRIPTS), sources=1 + seed)
    page = fit(brief, LOOK, ("a4", "letter")[seed % 2])
    assert page.fill <= 1.0
    file = pdf.render(brief, page)
    assert len(PdfReader(io.BytesIO(file)).pages) == 1
    assert pdf.render(brief, page) == file
    path = tmp_path / "made.docx"
    path.write_bytes(docx.render(brief, page))
    assert [e.description for e in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors] == []


@pytest.mark.office
@pytest.mark.slow
def test_it_is_one_page_in_libreoffice(
    tmp_path: Path, office_sheets: Callable[[Sequence[Path]], dict[str, int]]
) -> None:
    names = []
    for seed in range(12):
        brief = random_brief(seed, items=5 + 5 * seed, scripts=tuple(SCRIPTS), sources=1 + seed)
        page = fit(brief, LOOK, ("a4", "letter")[seed % 2])
        names.append(tmp_path / f"{seed}.docx")
        names[-1].write_bytes(docx.render(brief, page))
    assert office_sheets(names) == {str(seed): 1 for seed in range(12)}


def test_what_comes_next_stands_beside_the_story_and_the_lead_across() -> None:
    page = fit(story(), LOOK)
    assert headings(columns(page).main) == ["Key points", "Who has said what"]
    assert headings(columns(page).side) == ["Coming up", "Chronology", "Open questions"]
    words = record.printed(page).texts
    assert words.index("BOTTOM LINE") < words.index("Key points") < words.index("Coming up") < words.index("Sources")


def test_where_the_narrow_column_is_full_without_it_the_chronology_stands_in_the_wide_one() -> None:
    texts = (
        "Pilots will vote on shorter shifts for their cutters in the hall of the customs house.",
        "Farmers in the northern valleys expect to store wheat in tents and cellars until autumn.",
        "A tender for two floating elevators closes, and three foreign yards have said they will bid.",
        "Engineers from Sable Bay are due with instruments that find cracks under paint and rust.",
    )
    coming = tuple(
        dataclasses.replace(story().scheduled[0], id=f"s{n}", line=line_of(text, n)) for n, text in enumerate(texts)
    )
    page = fit(dataclasses.replace(story(), scheduled=coming), LOOK)
    assert headings(columns(page).main) == ["Key points", "Who has said what", "Chronology"]
    assert headings(columns(page).side) == ["Coming up", "Open questions"]


def test_the_pdf_is_read_down_the_wide_column_first() -> None:
    page = fit(story(), LOOK)
    words = PdfReader(io.BytesIO(pdf.render(story(), page))).pages[0].extract_text()
    places = [
        words.index(heading)
        for heading in ("Key points", "Who has said what", "Coming up", "Chronology", "Open questions")
    ]
    assert places == sorted(places)


def test_without_anything_for_the_narrow_column_the_page_has_one() -> None:
    brief = dataclasses.replace(story(), scheduled=(), figures=(), questions=(), chronology=())
    page = fit(brief, LOOK)
    assert not [b for sheet in page.sheets for b in sheet if isinstance(b, Columns)]
    widest = max(len(line) for b in page.blocks if isinstance(b, Text) for line in b.lines)
    assert widest
    assert page.template == "two-columns"


@pytest.mark.parametrize(
    ("look", "side_pt", "sparse"),
    [
        (LOOK, 0.0, True),
        (LOOK, 250.0, True),
        (LOOK, 310.0, False),
        (two_columns.fuller(LOOK), 200.0, True),
        (two_columns.fuller(LOOK), 220.0, False),
    ],
)
def test_a_column_mostly_empty_wants_what_may_stand_in_either_and_is_none_where_that_does_not_help(
    look: Template, side_pt: float, sparse: bool
) -> None:
    composer = PageSetting.of(text_runs.Words(story(), look), PAPERS["a4"], Setter(look), "inline").composer
    heights = {"key_points": 500.0, "scheduled": side_pt}
    drafts = two_columns.drafts(composer)
    assert two_columns.is_sparse(look, drafts, lambda draft: heights.get(draft.spec.kind, 0.0)) == sparse


def test_no_line_is_wider_than_its_column() -> None:
    from briefing.layout.line_breaking import width_of

    for seed in range(4):
        made = columns(fit(random_brief(seed, items=40, sources=5), LOOK))
        for texts, measure in ((made.main, made.main_pt), (made.side, made.side_pt)):
            assert all(width_of(ln, t.look.size_pt) <= measure - t.indent_pt for t in texts for ln in t.lines)


def test_the_delivered_file_is_held_against_its_record() -> None:
    brief = story()
    assert list(delivery.faults(brief, fit(brief, LOOK))) == []


def test_other_formats_and_the_desk_have_its_lines() -> None:
    page = fit(story(), LOOK)
    words = markdown.render(story(), page).decode()
    drawn = "".join(picture.pictures(page))
    for line in page.lines:
        first = line.text.split()[0].strip("“")
        assert first in words
        assert f'data-row="{line.id}"' in drawn


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[section]]\nkind = "figures"\nplace = "side"\n', "where \\[side\\] says how wide"),
        ('[side]\nwidth = 400.0\n[[section]]\nkind = "figures"\nplace = "side"\n', "between 120 and 220"),
        ('[side]\nwidth = 160.0\n[[section]]\nkind = "sources"\nplace = "side"\n', "over the whole measure"),
        ('[side]\nwidth = 160.0\n[[section]]\nkind = "figures"\nplace = "sied"\n', "did you mean 'side'"),
        (
            '[side]\nwidth = 160.0\n[[section]]\nkind = "figures"\nplace = "side"\n[[section]]\nkind = "sources"\n'
            '[[section]]\nkind = "questions"\nplace = "main"\n',
            "must follow one another",
        ),
        (
            '[side]\nwidth = 160.0\n[[section]]\nkind = "scheduled"\nplace = "side"\ncolumns = [{ show = "what" }]\n',
            "a table has no room in a column",
        ),
    ],
    ids=["side", "width", "sources", "slip", "parted", "table"],
)
def test_a_template_whose_columns_cannot_be_is_told(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(f'name = "ours"\nextends = "policy-brief"\n{text}')
    with pytest.raises(TemplateError, match=told):
        template.load(path)
