"""What a brief is and what it rests on, in the words of schema.org, for programs that file the evidence page.

Source: schema.org 29 (Report, NewsArticle), JSON-LD 1.1. A block of data in a page runs nothing.
"""

from __future__ import annotations

from typing import Any

from briefing.model.brief import Brief, Source
from briefing.model.sanitizers import json_text, one_line


def script(brief: Brief, language: str) -> str:
    """The element that holds it.

    Args:
        brief: with its sources.
        language: of the page's words.
    """
    report = {
        "@context": "https://schema.org",
        "@type": "Report",
        **_named({"headline": brief.title, "reportNumber": brief.reference, "inLanguage": language}),
        "dateCreated": brief.as_of.isoformat(),
        "isBasedOn": [_article(source) for source in brief.sources],
    }
    words = json_text(report).replace("<", r"\u003c")  # which could end the element
    return f'<script type="application/ld+json">{words}</script>'


def _article(source: Source) -> dict[str, Any]:
    # An author is a name as the article gives it: whether it is a person's nobody has told.
    article = {"@type": "NewsArticle", "position": source.number}
    article |= _named({"headline": source.title, "articleSection": source.section, "pagination": source.page})
    if source.url is not None and source.url.startswith(("http://", "https://")):
        article["url"] = one_line(source.url)
    if source.doi:
        article["sameAs"] = f"https://doi.org/{one_line(source.doi)}"
    if source.archived is not None and source.archived.startswith(("http://", "https://")):
        article["archivedAt"] = one_line(source.archived)
    if source.publisher:
        article["publisher"] = {"@type": "Organization", "name": one_line(source.publisher)}
    if source.authors:
        article["author"] = [one_line(author) for author in source.authors]
    if source.date is not None:
        article["datePublished"] = source.date.isoformat()
    return article


def _named(values: dict[str, str | None]) -> dict[str, Any]:
    return {name: one_line(value) for name, value in values.items() if value}
