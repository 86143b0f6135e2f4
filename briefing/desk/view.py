"""What the desk shows: a story as JSON, with the page's picture, every row, the articles, and what to look at first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from briefing import review as station
from briefing.desk import day_two, picture
from briefing.desk.store import Made, Store
from briefing.layout import dates
from briefing.layout.template import Template
from briefing.model import sections
from briefing.model.brief import Brief, EventRow, PositionRow
from briefing.model.sections import Row
from briefing.review import Edit
from briefing.review.fields import evidence, plain
from briefing.review.order import names_of
from briefing.review.people import may_be_remembered, people
from briefing.review.values import OWN
from briefing.review.when import shown
from briefing.review.write import head
from briefing.text_similarity import distance

#: Letters by which two names are taken for slips of one: all but this many are the same.
LIKE = 2


def state(store: Store) -> dict[str, Any]:
    """All that the page in the browser shows."""
    made = store.now()
    return {
        "version": store.version,
        "name": store.name,
        "head": head(made.review.brief),
        "sheets": picture.pictures(made.page),
        "full": round(picture.full(made.page), 3),
        "paper": made.page.paper.name,
        "sections": [
            {"name": s.name, "heading": made.page.texts.get(s.name, s.name.replace("_", " ").capitalize())}
            for s in sections.REVIEWED
        ],
        "rows": rows(made, store.look),
        "changes": day_two.plainly(made),
        "people": _people(made),
        "articles": list(_articles(made.brief)),
        "history": [words for words, _ in store.before][::-1],
        "undo": bool(store.before),
        "redo": bool(store.undone),
        "notes": [note.text for note in made.brief.notes],
    }


def rows(made: Made, look: Template) -> list[dict[str, Any]]:
    """Every row, printed or not, left out by hand or not, with what may be decided about it.

    Args:
        made: the review and its page.
        look: the template of the page, which has dates as ``day`` has them.
    """
    review = made.review
    names = names_of(review)
    edits = {edit.id: edit for edit in (*review.edits, *review.added)}
    printed = station.printed(made.brief, made.page)
    place = {line.id: n for n, line in enumerate(made.page.lines)}
    like = _like_names(made.brief)
    now = {row.id: (section.name, row) for section, row in sections.every_row(made.brief, sections.REVIEWED)}
    before = {row.id: (section.name, row) for section, row in sections.every_row(review.brief, sections.REVIEWED)}
    out = []
    for id_, (section, row) in {**before, **now}.items():
        name = names.get(id_, id_)
        edit = edits.get(name)
        why_not = printed.get(id_, "no (left out by hand)")
        # What is new since an earlier brief stands on the page as a copy of its row.
        on_page = next((at for at in (f"n.{id_}", id_) if at in place), "")
        out.append(
            {
                "name": name,
                "row": on_page or id_,
                "section": section,
                "place": place.get(on_page, -1),
                "printed": bool(on_page),
                "why_not": "" if on_page else why_not.removeprefix("no (").removesuffix(")"),
                "keep": edit.keep if edit else "auto",
                "own": name.startswith(OWN),
                "new": name in review.new,
                "changed": sorted(edit.changes) if edit else [],
                "note": edit.note if edit else "",
                "doubts": list(_doubts(row, like, edit)) if on_page else [],
                "reviewed": edit is not None,
                **_fields(row, made.brief, look),
            }
        )
    return out


def _fields(row: Row, brief: Brief, look: Template) -> dict[str, Any]:
    """A row's values as they are to be printed."""
    values: dict[str, Any] = {
        "text": plain(row.line.text),
        "quotation": row.line.quotation,
        "evidence": evidence(row.line, brief),
        "sentences": [
            f"s{p.source}-{p.sentence}"
            for e in row.line.cited
            for p in brief.passages
            if p.document == e.document and p.span.overlaps(e.span)
        ],
        "places": ", ".join(dict.fromkeys(f"{e.source} ¶{e.paragraph}" for e in row.line.cited)),
        "why": list(row.choice.why),
    }
    if isinstance(row, EventRow):
        values |= {
            "date": shown(row.when),
            "day": dates.printed(row.when, look),
            "said": row.when.said or "",
            "reason": row.when.reason,
            "according_to": row.claimed_by.name if row.claimed_by else "",
            "certainty": row.certainty,
        }
    if isinstance(row, PositionRow):
        values |= {
            "actor": row.speaker.name,
            "title": row.speaker.title or "",
            "affiliation": row.speaker.affiliation or "",
            "certainty": row.certainty,
        }
    return values


def _doubts(row: Row, like: Mapping[str, str], edit: Edit | None) -> Iterator[str]:
    """Why a printed row should be looked at first."""
    certainty = getattr(row, "certainty", "sure")
    if certainty != "sure":
        yield "The program is not sure of it, and marks it on the page."
    if getattr(row, "conflict", None) is not None:
        yield "The sources differ."
    if isinstance(row, EventRow) and (edit is None or "date" not in edit.changes):
        if row.when.value is None:
            yield "The date is open."
        elif row.when.how == "inherited":
            yield "Its date is taken over from a sentence near by."
        elif row.when.how == "document":
            yield "No date is told; it is printed as reported."
    if isinstance(row, PositionRow) and row.speaker.name in like:
        yield f"The name is like another: {like[row.speaker.name]}."


def _like_names(brief: Brief) -> dict[str, str]:
    """Names of speakers that may be slips of one another, each with the other."""
    names = list(dict.fromkeys(row.speaker.name for row in brief.positions))
    pairs: dict[str, str] = {}
    for i, name in enumerate(names):
        for other in names[i + 1 :]:
            if _alike(name, other):
                pairs[name], pairs[other] = other, name
    return pairs


def _alike(name: str, other: str) -> bool:
    """Whether one name is the other's surname, or differs in a letter or two."""
    mine, theirs = name.casefold().split(), other.casefold().split()
    if mine[-1:] == theirs[-1:] and (len(mine) == 1 or len(theirs) == 1):
        return True
    if abs(len(name) - len(other)) > LIKE or min(len(name), len(other)) < 6:
        return False
    return distance(name.casefold(), other.casefold()) <= LIKE


def _people(made: Made) -> list[dict[str, Any]]:
    """Whoever speaks, with what was corrected; ``found`` is the name as the articles have it.

    ``remember`` is whether the correction holds in later stories, too; ``None`` where it cannot.
    """
    remember = made.review.remember
    edits = {edit.id: edit.words for edit in made.review.people}
    return [
        {
            "id": p.id,
            "found": p.name,
            **p.fields,
            **edits.get(p.id, {}),
            "remember": remember.get(p.id, False) if may_be_remembered(p.name) else None,
        }
        for p in people(made.review.brief)
    ]


def _articles(brief: Brief) -> Iterator[dict[str, Any]]:
    """Each article, paragraph by paragraph, each sentence with its name."""
    sources = {source.document: source for source in brief.sources}
    for document, passages in groupby(brief.passages, lambda p: p.document):
        source = sources.get(document)
        if source is None:
            continue
        yield {
            "number": source.number,
            "title": source.title or source.publisher or source.document,
            "about": ", ".join(part for part in (source.publisher, ", ".join(source.authors)) if part),
            "date": source.date.isoformat() if source.date else "",
            "paragraphs": [
                {"number": number, "sentences": [[f"s{p.source}-{p.sentence}", plain(p.text)] for p in inside]}
                for number, inside in groupby(passages, lambda p: p.paragraph)
            ],
        }
