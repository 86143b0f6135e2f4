"""A text of anybody held against articles: its quotations, who it gives them to, its dates and its numbers.

Nothing is judged true or false here: a claim is borne out by the articles given, stands against them, or is not told
in them.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.claims import Checked, Claim, Reading
from briefing.verify.draft import dates, introductions, numbers, quotations, speakers
from briefing.verify.draft.passages import Article, Passages


def check(draft: Reading, articles: Sequence[Reading]) -> Checked:
    """Every claim of a draft, in the order of its text.

    Args:
        draft: the text, annotated; its relative dates count from its document's date, where it has one.
        articles: what it is held against, annotated.
    """
    there = [Article(reading) for reading in articles]
    passages = Passages(there)
    text = draft.findings.document.text
    quoted = list(quotations.check(draft, there))
    claims: list[Claim] = [quotation.claim for quotation in quoted]
    placed = [quotation.claim.span for quotation in quoted if quotation.span is not None]
    for sentence in draft.findings.sentences:
        near = passages.near(sentence.span.of(text), draft.findings.document.language)
        spoken = list(speakers.check(draft, sentence, near, there, quoted))
        introduced = list(introductions.check(draft, sentence, there))
        # What could not be judged gives way; two verdicts on one name would be one too many.
        spoken = [c for c in spoken if c.verdict != "open" or not introductions.overlapping(introduced, c.span)]
        claims += [*spoken, *(c for c in introduced if not introductions.overlapping(spoken, c.span))]
        measured = [*dates.check(draft, sentence, near, there), *numbers.check(draft, sentence, near, there)]
        # What stands inside a quotation is told with it.
        claims += [c for c in measured if not any(span.holds(c.span) for span in placed)]
    notes = tuple(dict.fromkeys(note.text for note in draft.findings.notes))
    return Checked(tuple(sorted(claims, key=lambda c: (c.span, c.kind))), len(there), notes)
