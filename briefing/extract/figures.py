"""Numbers, what they count, and who gives them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.findings import Attribution, Figure
from briefing.model.text import Document, Parse, Sentence


def find(
    document: Document, sentences: Sequence[Sentence], parse: Parse, attributions: Sequence[Attribution]
) -> tuple[Figure, ...]:
    """The figures of the story in order."""
    del document, sentences, parse, attributions
    return ()
