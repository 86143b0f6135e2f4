"""What a sentence needs, and what it may lose, to be understood away from its place.

It may lose an opener that only ties it to what stood before it ("But", "Meanwhile,", "It comes as"). It needs a name
for a "he" or "she" that begins it, and the date of a day that is told as "Wednesday" or "last month"; both stand in
square brackets. What still leans on the sentence before it is told by :mod:`briefing.compose.anaphora`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing import rules
from briefing.compose import unnamed_people
from briefing.compose.referring_words import referring_words
from briefing.model.findings import Actor, Attribution, Findings
from briefing.model.text import Sentence, Span, Token
from briefing.model.time import Timex

_YEAR = re.compile(r"\d{4}")
#: A part of a day in a value: "2026-03-12TNI".
_PART_OF_DAY = re.compile(r"T[A-Z]{2}\Z")
#: The value of a year or a month.
_UNIT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?\Z")
_IN_A_NAME = re.compile(r"[ -][A-Z][a-z]")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SUBJECTS = ("nsubj", "nsubjpass")
#: So many characters before a name a title of its may stand.
_HONORIFIC_REACH = 12
#: Places in which a name of one word stands from which on it is no slip of the pen.
_OFTEN = 3
#: Sentences back in which the one person is looked for who "he" or "she" may be.
_BACK = 2


def opened(findings: Findings, span: Span) -> Span:
    """A sentence, or a part of one, without the openers that tie it to the sentence before."""
    text, language = findings.document.text, findings.document.language
    opener, cleft = (rules.pattern("standing_alone", language, kind) for kind in ("opener", "cleft"))
    start = span.start
    while match := opener.match(text, start, span.end):
        start = match.end()
    if (match := cleft.match(text, start, span.end)) and _is_clause(findings, Span(match.end(), span.end)):
        start = match.end()
    return Span(start, span.end)


def _is_clause(findings: Findings, span: Span) -> bool:
    """Whether some words begin with a subject and its finite verb."""
    sentence = findings.sentence_of(span)
    tokens = [t for t in findings.parse.of(sentence) if span.holds(t.span)] if sentence is not None else []
    by_number = {t.i: t for t in tokens}
    subjects = [t for t in tokens if t.dep in _SUBJECTS]
    if not subjects:
        return False
    verb = by_number.get(subjects[0].head)
    if verb is None or verb.dep in ("relcl", "acl") or any(t.dep == "mark" and t.i < subjects[0].i for t in tokens):
        return False
    helped = any(t.head == verb.i and t.dep in ("aux", "auxpass") for t in tokens)
    return verb.tag in ("VBD", "VBZ", "VBP") or helped


def subject(findings: Findings, sentence: Sentence, span: Span) -> tuple[Span, str] | None:
    """The "he" or "she" that begins a line, and whom it means; ``None`` where that is not plain.

    It is plain where the two sentences before name one person whom it fits, and no other, read or unread. In a
    quotation, and behind another subject of its own sentence, it is not looked for.
    """
    tokens = findings.parse.of(sentence)
    first = next((t for t in tokens if t.start >= span.start), None)
    if first is None or first.text.lower() not in ("he", "she") or first.dep not in _SUBJECTS:
        return None
    if any(t.dep in _SUBJECTS for t in tokens if t.i < first.i) or _is_said(findings, first.span):
        return None
    return _meant(findings, first, sentence)


def unexplained(findings: Findings, sentence: Sentence, span: Span) -> tuple[Span, str] | None:
    """The first "he", "him" or "her" of a line that nobody in it can be, and whom it means, where that is plain.

    It is plain as with :func:`subject`, where its sentence names nobody at all and the text elsewhere says "he" or
    "she" of that person. What is somebody’s has the name with an apostrophe.
    """
    words = referring_words(findings.document.language)
    tokens = [t for t in findings.parse.of(sentence) if span.start <= t.start and t.end <= span.end]
    about = unnamed_people.unexplained(findings, tokens, words)
    if about is None or any(unnamed_people.is_a_name(findings, t) for t in findings.parse.of(sentence)):
        return None
    if (meant := _meant(findings, about, sentence, known=True)) is None:
        return None
    return (meant[0], f"{meant[1]}’s") if about.tag == "PRP$" else meant


def subject_said(findings: Findings, attribution: Attribution, span: Span) -> tuple[Span, str] | None:
    """The "he" or "she" that several people or a body speak of, and whom it means: "Prosecutors said **she** had fled".

    One who speaks may be the one it means; several and a body are not. It is plain as with :func:`subject`, where the
    sentence may name the one, too, and the text elsewhere says "he" or "she" of that person.

    Args:
        findings: of the article.
        attribution: told indirectly.
        span: the characters of what is said.
    """
    sentence = findings.sentences[attribution.sentence]
    first = next((t for t in findings.parse.of(sentence) if span.holds(t.span)), None)
    if first is None or first.text.lower() not in ("he", "she") or first.dep not in _SUBJECTS:
        return None
    if not is_no_person(findings, attribution) or _is_said(findings, first.span):
        return None
    return _meant(findings, first, sentence, within=True)


def is_no_person(findings: Findings, attribution: Attribution) -> bool:
    """Whether several people or a body say something, so that "he" and "she" in it are somebody else."""
    who = findings.actor(attribution.actor)
    if who is None or who.kind == "person":
        return False
    if who.kind != "group":
        return True
    tokens = findings.parse.of(findings.sentences[attribution.sentence])
    words = [t for span in attribution.source for t in tokens if span.holds(t.span)]
    if any(t.tag == "POS" for t in words):
        return False  # "Hale’s lawyers": he may be Hale
    heads = [t for t in words if t.tag.startswith("NN")]
    inside = {t.i for t in heads}
    many = rules.words("anaphora", findings.document.language, "many")
    return any(t.head not in inside and (t.tag.endswith("S") or t.text.lower() in many) for t in heads)


def _before(findings: Findings, sentence: Sentence) -> Sequence[Sentence]:
    """The sentences before one in which the person is looked for whom it may mean."""
    return findings.sentences[max(0, sentence.i - _BACK) : sentence.i]


def _meant(
    findings: Findings, pronoun: Token, sentence: Sentence, *, within: bool = False, known: bool = False
) -> tuple[Span, str] | None:
    """The one person whom "he" or "she" fits in the sentences before, and before it in its own where that is asked.

    Where ``known``, only somebody of whom the text elsewhere says "he" or "she".
    """
    before = _before(findings, sentence)
    if any(_tells_of_stranger(findings, s) for s in before):
        return None
    places = [s.span for s in before] + ([Span(sentence.span.start, pronoun.start)] if within else [])
    named = _people(findings, places)
    his = pronoun.text.lower() in referring_words(findings.document.language).his
    fitting = [a for a in named if a.gender in ("he" if his else "she", None)]
    if len(fitting) != 1 or any(a.gender is None for a in named if a is not fitting[0]):
        return None
    if (within or known) and fitting[0].gender is None:
        return None
    return (pronoun.span, name) if (name := name_for(findings, fitting[0])) is not None else None


def _people(findings: Findings, places: Sequence[Span]) -> list[Actor]:
    """The persons named in some places, each once."""
    named = {
        actor.id: actor
        for span in places
        for place, actor in findings.named_near(span)
        if actor.kind == "person" and span.holds(place)
    }
    return list(named.values())


def is_of_the_news(findings: Findings, sentence: Sentence, pronoun: str) -> bool:
    """Whether "he" or "she" is read as the one person whom the first sentence names: nobody else is named in between.

    Args:
        findings: of the article.
        sentence: in which the pronoun stands.
        pronoun: in small letters.
    """
    leading = [a for a in _people(findings, [findings.sentences[0].span]) if a.gender in (pronoun, None)]
    near = _people(findings, [s.span for s in _before(findings, sentence)])
    return len(leading) == 1 and all(a.id == leading[0].id for a in near)


def _is_said(findings: Findings, place: Span) -> bool:
    """Whether some words stand in a quotation or an answer: there "she" and "today" are what its speaker means."""
    return findings.quoted.around(place.start) is not None or findings.document.answer_at(place) is not None


def _tells_of_stranger(findings: Findings, sentence: Sentence) -> bool:
    """Whether a sentence tells of a person who is no known one: by a name that was not read, or by an office alone."""
    known = [place for place, _ in findings.named_near(sentence.span)]
    for token in findings.parse.of(sentence):
        unread = token.tag == "NNP" and token.ent == "PERSON"
        office = token.tag == "NN" and token.dep in _SUBJECTS and _is_office(token, findings.document.language)
        if not (unread or office) or any(span.overlaps(token.span) for span in known):
            continue
        if office and any(0 <= span.start - token.end <= 3 for span in known):
            continue  # "the mayor, Ann Hale, said"
        if not _is_said(findings, token.span):
            return True
    return False


def mentions_person(findings: Findings, sentence: Sentence) -> bool:
    """Whether a sentence names somebody, or tells of one person by office, kin or pronoun."""
    language = findings.document.language
    near = {word for kind in ("kin", "weak_roles") for word in rules.words("actors", language, kind)}
    pronouns = rules.nearest("anaphora", language)["words"]["of_people"]
    return any(
        t.ent == "PERSON"
        or t.text.lower() in pronouns
        or (t.tag == "NN" and (t.text.lower() in near or _is_office(t, language)))
        for t in findings.parse.of(sentence)
    )


def _is_office(noun: Token, language: str) -> bool:
    """Whether a noun is one of one person."""
    word = noun.text.lower()
    return word in rules.words("actors", language, "roles") or word in rules.words("speakers", language, "single")


def name_for(findings: Findings, actor: Actor) -> str | None:
    """The name of a person that may be filled in; ``None`` where it would not say who is meant.

    A surname that stands alone says so with the honorific that leads it in the text ("Lord Hale"), and else only where
    nobody else bears it and the text names them often: an article's slip of the pen stands in it once or twice.
    """
    if " " in actor.name:
        return actor.name
    names = [m.span for m in actor.mentions if m.kind == "name"]
    honorific = rules.pattern("standing_alone", findings.document.language, "honorific")
    for span in names:
        before = findings.document.text[max(0, span.start - _HONORIFIC_REACH) : span.start]
        if (match := honorific.search(before)) is not None:
            return f"{match.group(1)} {actor.name}"
    shared = any(a is not actor and a.kind == "person" and a.name.split()[-1] == actor.name for a in findings.actors)
    return actor.name if not shared and (actor.title is not None or len(names) >= _OFTEN) else None


def dates(findings: Findings, span: Span) -> Iterator[tuple[int, str]]:
    """Where a relative day, month or year of a line ends, and its date: "Wednesday" → "26 Apr 2023".

    A day of the year that is told without its year has the year, where that is not the article's own. Nothing is filled
    in inside a quotation.
    """
    text, written, language = findings.document.text, findings.document.date, findings.document.language
    near = findings.timexes_near(span)
    in_full = {x.span.start for x in near if _YEAR.search(x.text)}
    for timex in near:
        if text.startswith(("’s", "'s"), timex.span.end):
            continue  # "Monday's collision": a bracket cannot stand inside a word
        if timex.span.end + len(", ") in in_full:
            continue  # "the next day, 3 May 1928": it is told
        if written is None or not span.holds(timex.span) or _YEAR.search(timex.text):
            continue
        if timex.type != "DATE" and not _is_of_a_day(timex, language):
            continue
        if rules.pattern("standing_alone", language, "as_before").search(timex.text):
            continue  # "the same month last year": the words behind it say which
        if rules.pattern("standing_alone", language, "counted").search(timex.text):
            continue  # "two months ago" may be nine weeks
        if _is_never(findings, timex):
            continue  # "if Venn were around today": no day of its
        if _IN_A_NAME.match(text, timex.span.end):
            continue  # "the Good Friday Agreement": part of a name, and no day
        if _is_said(findings, timex.span):
            continue
        shown = _shown(timex, written.year, language)
        years = _YEAR.findall(span.of(text)) if _is_dated(timex) else []
        if shown is not None and (not years or shown in years):
            yield timex.span.end, shown  # "the 2006 season on 1 June": the year may be that one


def _is_never(findings: Findings, timex: Timex) -> bool:
    """Whether a day is that of something that never was so."""
    start = findings.sentences[timex.sentence].span.start
    before = findings.document.text[start : timex.span.start]
    return rules.pattern("standing_alone", findings.document.language, "never").search(before) is not None


def _is_of_a_day(timex: Timex, language: str) -> bool:
    """Whether an expression tells a part of a day and which day: "Monday night", "tonight"; not "the evening"."""
    of_a_day = timex.type == "TIME" and _PART_OF_DAY.search(timex.value or "") is not None
    return of_a_day and rules.pattern("standing_alone", language, "any_day").match(timex.text) is None


def _is_dated(timex: Timex) -> bool:
    """Whether an expression tells a day or a month of a year: "1 June", "in June"."""
    return any(c.isdigit() for c in timex.text) or any(m.lower() in timex.text.lower() for m in _MONTHS)


def _shown(timex: Timex, year: int, language: str) -> str | None:
    """The date of an expression that does not tell it itself; ``None`` where it is told, vague or unknown."""
    value = _PART_OF_DAY.sub("", timex.value or "")
    if rules.pattern("standing_alone", language, "of_unit").search(timex.text) and (unit := _UNIT.match(value)):
        return f"{_MONTHS[int(unit['month']) - 1]} {unit['year']}" if unit["month"] else unit["year"]
    if timex.mod or any(mark in (timex.edtf or "") for mark in "~?%/"):
        return None
    parts = value.split("-")
    if not all(p.isdigit() for p in parts) or len(parts) not in (2, 3) or len(parts[0]) != 4:
        return None
    if _is_dated(timex):
        return parts[0] if int(parts[0]) != year else None
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{int(parts[2])} {month}" if len(parts) == 3 else month
