"""What somebody claims is not printed as a fact: it has their name, or it is not printed."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from briefing import pipeline
from briefing.compose import claims, point_candidates
from briefing.compose.brief import BriefOptions
from briefing.compose.story import story
from briefing.layout import template
from briefing.model.brief import Brief
from briefing.model.findings import Findings

HEAD = "The council of Maren has voted on a levy for the harbours of the coast.\n\n"
QUOTED = (
    "Mayor Ada Brenn spoke to the crews. “The levy is a tax on the harbours of the coast,” she said. “The council took "
    "its cut from the harbours of the coast in silence. It will take more from every harbour of the coast in time.”"
)


def found(text: str) -> Findings:
    return pipeline.annotate(pipeline.from_text(text, id="a", date=dt.date(2026, 6, 10)))


def composed(findings: Findings) -> Brief:
    return pipeline.compose([findings], BriefOptions(as_of=dt.date(2026, 6, 11), title="The levy"))


def page(brief: Brief, look: str = "policy-brief") -> str:
    made = pipeline.render(brief, pipeline.lay_out(brief, template.load(look)), "md").decode()
    return made.replace("\\", "").replace("\u00a0", " ").replace("**", "")


def test_a_sentence_in_the_middle_of_a_quotation_has_its_speaker() -> None:
    findings = found(HEAD + QUOTED)
    last = findings.sentences[-1]
    claim = claims.around(findings, last)
    assert claim is not None
    assert claim.speaker == "Ada Brenn"
    brief = composed(findings)
    told = point_candidates.statements(story([findings], BriefOptions(as_of=brief.as_of)), brief.chronology, [])
    (row,) = [s for s in told if s.line.text.startswith("“It will take")]
    assert row.speaker is not None
    assert row.speaker.name == "Ada Brenn"
    council = [s.speaker for s in told if s.line.text.startswith("The council of Maren")]
    assert [speaker.name for speaker in council if speaker] == ["council of Maren"]
    printed = page(dataclasses.replace(brief, bottom_line=(row,)))
    assert "every harbour of the coast in time.” [according to Ada Brenn]" in printed


def test_a_claim_of_which_nobody_is_named_is_no_point() -> None:
    findings = found(HEAD + QUOTED)
    nameless = tuple(dataclasses.replace(a, actor=None) for a in findings.attributions)
    brief = composed(dataclasses.replace(findings, events=(), attributions=nameless))
    texts = [s.line.text for s in (*brief.bottom_line, *brief.key_points)]
    assert texts
    assert not any("every harbour of the coast in time" in text for text in texts)
    assert claims.NOBODY in {o.reason for o in brief.left_out}


@pytest.mark.parametrize(
    "text",
    [
        "The council of Maren has voted on a levy for the harbours of the coast.",
        "Mayor Ada Brenn said that the levy is a tax on the harbours of the coast.",
        "The harbours of the coast, said Mayor Ada Brenn, will pay a levy to the council.",
    ],
)
def test_a_sentence_that_says_itself_who_speaks_goes_on_with_nobody(text: str) -> None:
    findings = found(text)
    assert claims.around(findings, findings.sentences[0]) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ada Brenn said that the old ferry did not sail from the northern harbour on Monday.",
        "Mayor Ada Brenn said that the old ferry sailed from the northern harbour on Monday.",
    ],
)
def test_what_is_claimed_not_to_have_happened_has_its_claimant_too(text: str) -> None:
    brief = composed(found(HEAD + text))
    (row,) = [r for r in brief.chronology if r.when.value == "2026-06-08"]
    assert row.claimed_by is not None
    assert "Brenn" not in row.line.text
    assert f"{row.line.text} [according to Ada Brenn]" in page(brief, "chronology")


def test_a_claim_of_nobody_in_particular_keeps_the_words_that_say_whose_it_is() -> None:
    findings = found(HEAD + "Mayor Ada Brenn said that the old ferry sailed from the northern harbour on Monday.")
    nameless = tuple(dataclasses.replace(a, actor=None) for a in findings.attributions)
    rows = composed(dataclasses.replace(findings, attributions=nameless)).chronology
    (row,) = [r for r in rows if r.when.value == "2026-06-08"]
    assert row.line.text.startswith("Mayor Ada Brenn said that the old ferry sailed")


def test_an_event_in_a_quotation_of_nobody_is_left_to_the_review() -> None:
    findings = found(HEAD + QUOTED.replace("in silence", "on Monday"))
    assert any(r.when.value == "2026-06-08" for r in composed(findings).chronology)
    nameless = tuple(dataclasses.replace(a, actor=None) for a in findings.attributions)
    brief = composed(dataclasses.replace(findings, attributions=nameless))
    assert not any(r.when.value == "2026-06-08" for r in brief.chronology)
    assert any(r.when.value == "2026-06-08" for r in brief.held_events)
