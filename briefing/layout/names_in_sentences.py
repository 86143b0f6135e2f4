"""Names as they stand within a sentence: a common noun with its article as the text has it, a proper name alone."""

from __future__ import annotations

from briefing import rules
from briefing.model.brief import Person, Speaker


def in_a_sentence(speaker: Speaker, person: Person | None, language: str) -> str:
    """A speaker's name behind "according to": "the government", "a Nato spokesman", "Ada Brenn".

    Args:
        speaker: as printed.
        person: the same in the table of people; ``None`` where a person set the name.
        language: of the articles.
    """
    if person is None or speaker.kind not in ("group", "document"):
        return speaker.name
    articles = rules.words("trimming", language, "articles")
    for words in person.name.words:
        article, _, rest = " ".join(words.text.split()).partition(" ")
        if article.lower() in articles and rest.casefold().startswith(speaker.name.casefold()):
            return f"{article.lower()} {speaker.name}"
    return speaker.name
