"""Templates: found, extended, and told what is wrong with them, with the line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.errors import TemplateError
from briefing.layout import fit, template
from briefing.layout.template import Template
from briefing.layout.template.check import contrast
from briefing.model.blocks import Text
from tests.briefs import random_brief, story

MINE = 'name = "mine"\nextends = "policy-brief"\n'


def test_the_shipped_templates_load() -> None:
    assert {"chronology", "policy-brief", "positions"} <= set(template.names())
    for name in template.names():
        assert template.load(name).name == name


def test_a_users_template_lies_over_the_one_it_extends(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(MINE + '[labels]\nkind = "Lagebild"\n', encoding="utf-8")
    mine = template.load("mine", [tmp_path])
    assert mine.label("kind") == "Lagebild"
    assert mine.sections == template.load().sections


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[colours]\nacent = '17335C'\n", 4, "did you mean 'accent'"),
        ("date_style = 'iso-date'\n", 3, "is not allowed"),
        ("pages = 3\n", 3, "pages must be 1 or 2"),
        ("reference = '[{sorce}]'\n", 3, "did you mean 'source'"),
        ("[[section]]\nkind = 'chronolgy'\n", 4, "did you mean 'chronology'"),
        ("[type]\ncell = { size = 7.0, leading = 9.0, colour = 'ink' }\n", 4, "the floor is 8.0 pt"),
        # Text nobody can read on a projector or a grey print is refused.
        ("[colours]\nquiet = '888888'\n", 4, "it must be 7 : 1 or more"),
        ("pages = 'two'\n", 3, "must be a whole number"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_was_meant(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(MINE + text, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        template.load(path)
    assert message in str(caught.value)
    assert f"line {line}" in str(caught.value)


def test_a_template_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(TemplateError, match="did you mean 'policy-brief'"):
        template.load("policy-brif")


@pytest.mark.parametrize("name", ["../secret.png", "/etc/passwd"])
def test_a_logo_is_read_from_the_templates_own_folder_only(tmp_path: Path, name: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"{MINE}[logo]\nfile = '{name}'\nwidth = 60\nheight = 20\n", encoding="utf-8")
    with pytest.raises(TemplateError, match="beside the template"):
        template.load(path)


def test_black_on_white_stands_out_most() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21.0)
    shipped = template.load().colours
    assert min(contrast(shipped[c], shipped["shade"]) for c in ("ink", "accent", "quiet")) >= 7.0


OURS = """
date_style = "iso"
reference = "({source}:{paragraph})"
[footer]
left = ["title"]
[labels]
kind = "Lagebild"
key_points = "Kernpunkte"
"""


@pytest.fixture
def ours(tmp_path: Path) -> Template:
    path = tmp_path / "mine.toml"
    path.write_text(MINE + OURS, encoding="utf-8")
    return template.load(path)


def test_dates_references_footer_and_labels_are_the_templates(ours: Template) -> None:
    page = fit(story(), ours)
    texts = [b for b in page.sheets[0] if isinstance(b, Text)]
    events = [t for t in texts if t.row.startswith("e")]
    assert texts[0].plain == "LAGEBILD"
    assert "Kernpunkte" in [t.plain for t in texts]
    assert "2026-03-09: " in [text.runs[0].text for text in events]
    assert all(re.search(r" \(\d:\d+\)(?: Sources\sdiffer|$)", text.plain) for text in events)
    assert not any(run.raised for text in texts for run in text.runs)
    assert page.footer.left == story().title


def test_what_a_section_keeps_and_may_take_is_the_templates_choice(tmp_path: Path) -> None:
    brief = random_brief(11, items=40, sources=4)
    text = (template.shipped() / "policy-brief.toml").read_text(encoding="utf-8")
    path = tmp_path / "few.toml"
    path.write_text(text.replace("least = 3\nmost = 14", "least = 0\nmost = 1"), encoding="utf-8")
    counts = {c.section: c.shown for c in fit(brief, template.load(path)).counts}
    usual = {c.section: c.shown for c in fit(brief, template.load()).counts}
    assert counts["positions"] == 1 < usual["positions"]
    assert counts["key_points"] + counts["chronology"] >= usual["key_points"] + usual["chronology"]


def test_a_ladder_of_an_older_template_is_refused_with_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / "old.toml"
    path.write_text(f'{MINE}yield = [{{ section = "positions", to = 0 }}]\n', encoding="utf-8")
    with pytest.raises(TemplateError, match="yield is gone: say in each section how many lines it keeps"):
        template.load(path)
