"""A sentence of a longer quotation has that one's marks; where a mark is missing, nobody knows where it ends."""

from __future__ import annotations

import datetime as dt

import pytest

import briefing
from briefing.compose import quotation_marks, trim
from briefing.model.brief import Evidence, Line, Words
from briefing.model.text import Span
from briefing.verify import lines

DAY = dt.date(2026, 6, 11)
HEAD = "The harbour of Maren closed on Monday. "


def _line(paragraph: str, words: str) -> str:
    findings = briefing.annotate(briefing.from_text(HEAD + paragraph, id="quay", date=DAY))
    text = findings.document.text
    sentence = next(s for s in findings.sentences if words in s.span.of(text))
    return trim.sentence_line(findings, sentence, 1).text


@pytest.mark.parametrize(
    ("paragraph", "words", "expected"),
    [
        ("“We lost nine boats. We want them back,” said Ada Brenn.", "nine boats", "“We lost nine boats.”"),
        ("Ada Brenn said: “We lost boats. They were old.”", "We lost", "Ada Brenn said: “We lost boats.”"),
        ("“We lost nine boats. We want all back,” said Ada Brenn.", "want", "“We want all back,” said Ada Brenn."),
        ("“Boats sank. Crews drowned. Nobody came,” said Ada Brenn.", "drowned", "“Crews drowned.”"),
        ('"Boats sank. Crews drowned. Nobody came," said Ada Brenn.', "drowned", '"Crews drowned."'),
        # Whole as it is.
        ("“We lost nine boats,” said Ada Brenn.", "nine", "“We lost nine boats,” said Ada Brenn."),
        ("Ada Brenn lost nine boats.", "nine", "Ada Brenn lost nine boats."),
        # A mark is missing: what follows may be anybody's words.
        ("“We lost nine boats, said Ada Brenn. Crews drowned. “Nobody came,” she said.", "drowned", "Crews drowned."),
        ("“We lost nine boats, said Ada Brenn. Crews drowned.", "drowned", "Crews drowned."),
        ('"We lost nine boats, said Ada Brenn. Crews drowned. "Nobody came," she said.', "drowned", 'Crews drowned. "'),
    ],
)
def test_a_sentence_has_the_marks_of_the_quotation_it_is_of(paragraph: str, words: str, expected: str) -> None:
    assert _line(paragraph, words) == expected


#: A quotation that goes on in the next paragraph, which does not close before.
OPEN = "Tom Brenn, the union's chairman, said: “The strike is the outcome of months of talks with the port."
GOES_ON = "The port was shut.\n\n" + OPEN + "\n\n“The talks will go on.{}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOES_ON.format("”"), "“The strike is the outcome of months of talks with the port. The talks will go on.”"),
        (GOES_ON.format("\n\n“So it is.”"), "“The strike is the outcome of months of talks with the port.”"),
        (
            GOES_ON.format("”").replace("“", '"').replace("”", '"'),
            '"The strike is the outcome of months of talks with the port. The talks will go on."',
        ),
        # Nobody knows where it ends.
        (GOES_ON.format(""), "“The strike is the outcome of months of talks with the port. The talks will go on."),
        (
            "The port was shut.\n\n" + OPEN + "\n\nThe talks went on.",
            "“The strike is the outcome of months of talks with the port.",
        ),
        # Closed where it is.
        ("The port was shut.\n\n" + OPEN + "”\n\n“No,” said Hale.", OPEN.partition(": ")[2] + "”"),
    ],
)
def test_a_quotation_that_goes_on_in_the_next_paragraph_is_closed(text: str, expected: str) -> None:
    findings = briefing.annotate(briefing.from_text(text, id="quay", date=DAY))
    brief = briefing.brief(findings, as_of=DAY)
    said = next(a for a in findings.attributions if a.speaker == "Tom Brenn" and a.cue)
    line = trim.position_line(findings, said, 1)
    assert line.text == expected
    passages = [p for p in brief.passages if p.document == "quay"]
    assert not [f for f in lines._of("positions p1", line, {"quay": passages}) if f.kind == "quotation"]


def test_what_is_too_long_to_be_printed_to_its_end_has_no_mark_from_beyond() -> None:
    said = OPEN + " It was made by many hands in many towns along the coast." * 8
    text = f"The port was shut.\n\n{said}\n\n“The talks will go on.\n\n“So it is.”"
    findings = briefing.annotate(briefing.from_text(text, id="quay", date=DAY))
    attribution = next(a for a in findings.attributions if a.speaker == "Tom Brenn" and a.cue)
    line = trim.position_line(findings, attribution, 1).text
    assert len(line) > 400
    assert not line.endswith("”")


def test_a_sentence_of_it_is_closed_too() -> None:
    findings = briefing.annotate(briefing.from_text(GOES_ON.format("”"), id="quay", date=DAY))
    assert trim.sentence_line(findings, findings.sentences[1], 1).text == OPEN + "”"


def test_a_sentence_with_such_marks_says_so() -> None:
    text = "“Boats sank. Crews drowned,” said Ada Brenn."
    findings = briefing.annotate(briefing.from_text(text, id="quay", date=DAY))
    parts = quotation_marks.whole(findings, Span(0, len(text)), Span(0, 12))
    line = Line(tuple(Words(s, s.of(text)) for s in parts), (Evidence("d1", 1, 1, 0, Span(0, 12)),))
    assert quotation_marks.completed(line)
    assert not quotation_marks.completed(Line((Words(Span(0, 12), text[:12]),), line.evidence))


@pytest.mark.parametrize(
    ("spans", "sound"),
    [
        # Whole sentences are left out before the mark.
        (((1, 12), (24, 25)), True),
        # Half of a sentence is.
        (((1, 6), (24, 25)), False),
    ],
)
def test_only_whole_sentences_may_be_left_out_before_a_mark(spans: tuple[tuple[int, int], ...], sound: bool) -> None:
    text = "“Boats sank. Crews left.” Ada Brenn said so."
    findings = briefing.annotate(briefing.from_text(text, id="quay", date=DAY))
    brief = briefing.brief(findings, as_of=DAY)
    passages = [p for p in brief.passages if p.document == "quay"]
    assert [text[a:b] for a, b in spans][-1] == "”"
    pieces = (Words(Span(0, 1), "“"), *(Words(Span(a, b), text[a:b]) for a, b in spans))
    line = Line(pieces, (Evidence("quay", 1, 1, 0, passages[0].span),))
    faults = list(lines._of("key_points s1", line, {"quay": passages}))
    assert (not [f for f in faults if f.kind == "quotation"]) is sound


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            'Hale said berths were built anew by order of the board."',
            'berths were built anew by order of the board."',
            "",
        ),
        ('Hale said "berths were built anew"', 'berths were built anew"', '"berths were built anew"'),
        ('Hale said the "old" berths were "new"', 'the "old" berths were "new"', 'the "old" berths were "new"'),
    ],
)
def test_a_straight_mark_that_nothing_opens_goes(text: str, words: str, expected: str) -> None:
    start = text.index(words)
    assert quotation_marks.opened(text, Span(start, start + len(words))).of(text) == (expected or words[:-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("he would “wait for the crews.”", "He would “wait for the crews.”"),
        ("said it ''will take years.''", "Said it ''will take years.''"),
        ("“we wait for the crews.”", "“we wait for the crews.”"),
        ("we wait for the crews", "we wait for the crews"),
    ],
)
def test_what_leads_a_quotation_has_a_capital_and_what_is_quoted_keeps_its_own(text: str, expected: str) -> None:
    line = Line((Words(Span(0, len(text)), text),), (Evidence("d1", 1, 1, 0, Span(0, len(text))),), quotation=True)
    assert line.text == expected
