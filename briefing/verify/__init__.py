"""A brief held against its sources: every word, every quotation, every date, and the page as it was delivered.

Nothing here trusts what made the brief: words are looked up again in the sentences the record carries, or in the
articles themselves, and dates are held against the words they were read from.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.brief import Brief
from briefing.model.record import Printed
from briefing.verify import dates, lines, page
from briefing.verify.articles import Article, against, matched
from briefing.verify.delivered import compare
from briefing.verify.report import Fault, FaultKind, Report

__all__ = ["Article", "Fault", "FaultKind", "Report", "matched", "verify"]


def verify(
    brief: Brief,
    printed: Printed | None = None,
    *,
    delivered: bytes | None = None,
    articles: Sequence[Article] = (),
) -> Report:
    """What of a brief does not stand.

    Args:
        brief: with the sentences its lines rest on, as :func:`briefing.model.record.load` gives it.
        printed: what stood on the page when it was made.
        delivered: the PDF or DOCX as it is now, to be held against ``printed``.
        articles: the sources themselves, where they are at hand.

    Raises:
        InputError: the delivered file is damaged.
    """
    faults = [*lines.faults(brief), *dates.faults(brief)]
    compared = 0
    if printed is not None:
        faults += page.faults(brief, printed)
        if delivered is not None:
            faults += compare(printed, delivered)
            compared = len(printed.texts)
    if articles:
        faults += against(brief, articles)
    return Report(
        tuple(faults),
        lines=sum(1 for _ in lines.every(brief)),
        quotations=sum(line.quotation for _, _, line in lines.every(brief)),
        dates=sum(1 for _ in dates.every(brief)),
        paragraphs=compared,
        articles=len(articles),
    )
