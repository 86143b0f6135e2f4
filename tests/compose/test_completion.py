"""A content cut off inside its clause is printed to the clause's end, and nothing of the reporter's with it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from briefing import pipeline
from briefing.compose import completion
from briefing.model.findings import Attribution, Findings
from briefing.model.text import Span


def cut(text: str, content: str) -> tuple[Findings, Attribution]:
    """The findings of a text, and its saying with a content that breaks off."""
    findings = pipeline.annotate(pipeline.from_text(text, id="t"))
    one = next(a for a in findings.attributions if a.cue and re.search(r"\bsaid\b", a.cue[0].of(text)))
    at = text.index(content)
    return findings, replace(one, content=(Span(at, at + len(content)),), rule="ccomp-bare/subject")


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        # a phrase of the clause
        (
            "Ada Brenn said the rules would not stop the claim of the crews against the board.",
            "the rules would not stop the claim of the crews",
            "the rules would not stop the claim of the crews against the board",
        ),
        # a second object
        (
            "Ada Brenn said the auditor could question ministers, as well as demand more papers on the pier.",
            "the auditor could question ministers",
            "the auditor could question ministers, as well as demand more papers on the pier",
        ),
        # the reporter's own tail stays out
        *(
            (f"Ada Brenn said the boats were late{tail}.", "the boats were late", "the boats were late")
            for tail in (
                ", and the crews went home",
                " without naming them",
                ", pointing to the fog",
                ", which nobody had seen",
                " after the council had met in the old hall",
            )
        ),
    ],
)
def test_a_content_goes_as_far_as_its_clause(text: str, content: str, whole: str) -> None:
    findings, one = cut(text, content)
    (span,) = completion.completed(findings, one)
    assert span.of(text) == whole


def test_what_somebody_else_says_behind_it_is_theirs() -> None:
    text = "Ada Brenn said the levy was a gift to the board, as well as to crews who Bob Hale said were paid late."
    findings, one = cut(text, "the levy was a gift to the board")
    (span,) = completion.completed(findings, one)
    assert span.of(text) == "the levy was a gift to the board"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "Ada Brenn said the levy was a “gift to the board” and nothing else.",
            "the levy was a “gift to the board” and",
        ),
        ("Ada Brenn said on Friday it was “quite likely” that the pier would close.", "it was “quite likely” that"),
        ("Ada Brenn said the mayor, a friend, was a “thief” of fares.", "“thief” of fares"),
        ("Ada Brenn said, and the crews agreed, a “thief” ran the pier.", "“thief” ran the pier"),
        ("Ada Brenn said “thief” of fares.", "“thief” of fares"),
    ],
)
def test_words_in_quotation_marks_are_printed_with_the_clause_they_stand_in(text: str, printed: str) -> None:
    findings, one = cut(text, text[text.index("“") :].rstrip("."))
    (span,) = completion.completed(findings, replace(one, rule="quote-after-rest/subject"))
    assert span.of(text).startswith(printed)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        # A phrase goes with the words of the reporter, which are not printed.
        (
            "The rule gives “the way out for him,” Tom Orm said. “Now he can leave the quay.”",
            ["“Now he can leave the quay.”"],
        ),
        (
            "“We lost nine boats,” Tom Orm said. “Now he can leave the quay.”",
            ["“We lost nine boats,”", "“Now he can leave the quay.”"],
        ),
        ("“He can,” Tom Orm said, “leave the quay.”", ["“He can,”", "“leave the quay.”"]),
    ],
)
def test_a_phrase_before_a_whole_sentence_is_no_part_of_what_is_printed(text: str, printed: list[str]) -> None:
    findings = pipeline.annotate(pipeline.from_text(text, id="t"))
    (said,) = (a for a in findings.attributions if a.kind == "direct")
    assert [span.of(text) for span in completion.completed(findings, said)] == printed
