"""A brief held against its sources: every word, every quotation, every date, and the page as it was delivered.

Nothing here trusts what made the brief: words are looked up again in the sentences the record carries, or in the
articles themselves, and dates are held against the words they were read from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model.brief import Brief
from briefing.model.record import Printed
from briefing.verify import anew as articles_anew
from briefing.verify import dates, lines, pdf_file, people, word_file
from briefing.verify import page as printed_page
from briefing.verify.anew import Anew
from briefing.verify.articles import Article, against, matched
from briefing.verify.delivered import compare
from briefing.verify.report import Fault, FaultKind, Report

__all__ = ["Again", "Anew", "Article", "Fault", "FaultKind", "Report", "matched", "verify"]


#: Of a Word file no picture is drawn here.
_SAVED_AGAIN = "saved again by another program: words, links, colours and measures were compared, not how it looks"


@dataclass(frozen=True, slots=True)
class Again:
    """The page made again from its record."""

    printed: Printed
    file: bytes | None
    """In the form of the delivered file, where there is one."""


def verify(
    brief: Brief,
    printed: Printed | None = None,
    *,
    delivered: bytes | None = None,
    articles: Sequence[Article] = (),
    again: Again | None = None,
    anew: Anew | None = None,
    doubts: Sequence[str] = (),
    page: bool = False,
) -> Report:
    """What of a brief does not stand.

    Args:
        brief: with the sentences its lines rest on, as :func:`briefing.model.record.load` gives it.
        printed: what stood on the page when it was made.
        delivered: the PDF or DOCX as it is now, to be held against ``printed``.
        articles: the sources themselves, where they are at hand.
        again: the page made again from the record, where that can be done.
        anew: the brief made again from the articles, where they are at hand.
        doubts: what could not be checked, and why.
        page: whether the record is that of a page, and must tell what was printed.

    Raises:
        InputError: the delivered file is damaged.
    """
    faults = [*lines.faults(brief), *dates.faults(brief), *people.faults(brief)]
    compared = 0
    if printed is None and (page or delivered is not None):
        faults.append(Fault("record", "record", "does not say what was printed"))
    if printed is not None:
        # Where the page is made again to the same words, nothing is left for this check to find.
        if again is None or again.printed != printed:
            faults += printed_page.faults(brief, printed)
        if again is not None and again.printed != printed:
            faults.append(
                Fault("record", "record", "tells another page than its brief makes: " + _first(printed, again.printed))
            )
        if delivered is not None:
            faults += _file(printed, delivered, again)
            compared = len(printed.texts)
    if articles:
        faults += against(brief, articles)
    if anew is not None:
        faults += articles_anew.faults(brief, anew)
    unknown = [] if articles else ["not checked against articles"]
    if delivered is not None and again is not None and again.file not in (None, delivered) and not _is_pdf(delivered):
        doubts = (*doubts, _SAVED_AGAIN)
    return Report(
        tuple(dict.fromkeys(faults)),
        lines=sum(1 for _ in lines.every(brief)),
        quotations=sum(line.quotation for _, _, line in lines.every(brief)),
        dates=sum(1 for _ in dates.every(brief)),
        paragraphs=compared,
        articles=len(articles),
        open=(*unknown, *doubts, *_by_hand(brief)),
    )


def _file(printed: Printed, delivered: bytes, again: Again | None) -> list[Fault]:
    """What the delivered file has otherwise than the page made again, or, without that, than what was printed."""
    if again is not None and again.file == delivered:
        return []
    faults = list(compare(again.printed if again is not None else printed, delivered))
    if again is not None and again.file is not None:
        held = pdf_file if _is_pdf(delivered) else word_file
        faults += held.faults(again.file, delivered)
    return faults


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-")


def _by_hand(brief: Brief) -> list[str]:
    """What a person has set: no article bears it out."""
    remarks = []
    people = {person.id for person in brief.people}  # what was set of them is told of each of their rows
    if hand := [change for change in brief.by_hand if change.id not in people]:
        rows = len({change.id for change in hand})
        listed = ", ".join(f"{change.id} ({change.field})" for change in hand[:5])
        remarks.append(f"{rows} row{'' if rows == 1 else 's'} set by a person: {listed}{' …' if len(hand) > 5 else ''}")
    if brief.remarks:
        kinds = ", ".join(remark.kind for remark in brief.remarks)
        remarks.append(f"the author's own words, of no source: {kinds}")
    if given := [str(s.number) for s in brief.sources if s.date_from == "given"]:
        remarks.append(f"the day of source {', '.join(given)} was given by a person")
    if first := [str(s.number) for s in brief.sources if s.day_first]:
        remarks.append(f"dates in numbers of source {', '.join(first)} are read with the day first, as a person set it")
    if brief.title_from == "given":
        remarks.append("the title was given by a person")
    return remarks


def _first(was: Printed, now: Printed) -> str:
    """The first words that differ."""
    for text, other in zip(was.texts, now.texts, strict=False):
        if text != other:
            return f"“{lines.short(text)}”, not “{lines.short(other)}”"
    return "other words, rows or paper"
