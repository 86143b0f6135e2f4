"""Items as runs of text: lines with their marks, names with their titles, references with their links."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence

from briefing import rules
from briefing.layout import dates
from briefing.layout.addresses import anchor, host, safe_link, shown
from briefing.layout.kept_together import kept_together, without_stop
from briefing.layout.names_in_sentences import in_a_sentence
from briefing.layout.own_words import OwnWords
from briefing.layout.template import Template
from briefing.layout.template.schema import SourceForm
from briefing.model.blocks import Run, Runs
from briefing.model.brief import (
    VALUES,
    Brief,
    Conflict,
    EventRow,
    Evidence,
    FigureRow,
    Line,
    PositionRow,
    Question,
    Source,
    Speaker,
)
from briefing.rules.affiliations import beyond_title

#: Forms of the sources that run them together.
RUN_IN: tuple[SourceForm, ...] = ("run-in", "cited")
#: At most this many places are named for one line; the rest are counted.
PLACES = 3
#: The same for the authors of a source.
AUTHORS = 3
#: The scheme of a place where the template has none of its own.
SCHEME = "[{source} ¶{paragraph}]"
#: Stands for the number of a note until it is known: of a page's notes none is wider.
WIDEST = "00"
#: Words of an article without a title that stand for it.
OPENING = 6
#: Characters of the longest title, name or outlet that a source is listed with.
TITLE = 300
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)")
#: A value up to this many characters is not broken at a line's end.
SHORT = 20
#: The same for a remark of ours.
TOGETHER = 26

#: Directional overrides could make a line read as what it does not say; controls and soft hyphens cannot be printed.
_UNPRINTABLE = re.compile("[\u00ad\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """Text that can be printed: one space between words, no controls, composed accents."""
    text = _UNPRINTABLE.sub("", " ".join(text.split()))
    if not text.isprintable():  # a control is not; most texts are
        text = "".join(c for c in text if unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", text)


class Words:
    """The wording of one page: a brief's items in a template's words."""

    def __init__(self, brief: Brief, template: Template, *, noted: bool = False) -> None:
        """With ``noted``, each line's sources stand in a note."""
        self.noted = noted
        self.brief = brief
        self.template = template
        self.sources: Mapping[int, Source] = {s.number: s for s in brief.sources}
        self.people = {person.id: person for person in brief.people}
        self.quiet = template.colours["quiet"]
        self._actors = _openers(frozenset(row.speaker for row in brief.positions), brief.language)
        self.own_words = OwnWords.of(brief, template)
        self.against = {change.id: change.against for change in brief.by_hand if change.against is not None}

    def aside(self, text: str) -> Run:
        """A remark of ours, set apart from the source's words by brackets and colour."""
        words = clean(text)
        # A short remark is not broken at a line's end.
        words = words.replace(" ", dates.NBSP) if len(words) <= TOGETHER else words
        return Run(f" [{words}]", colour=self.quiet)

    def line(self, line: Line, certainty: str = "sure", *, opened: bool = False) -> Runs:
        """A line as it is printed; what is only likely says so.

        Args:
            line: its words.
            certainty: how sure it is who says them.
            opened: whether a speaker's name at its head is set bold.
        """
        text = kept_together(clean(line.text))
        actor = self._actors.match(text) if opened and self._actors is not None else None
        at = actor.end() if actor is not None else 0
        runs = (Run(text[:at], bold=True), Run(text[at:])) if at else (Run(text),)
        return (*runs, *self.sure(certainty))

    def unstopped(self, line: Line, certainty: str = "sure") -> Runs:
        """A line behind its date or its speaker, as :meth:`line`: one sentence ends without a full stop there."""
        words, *sure = self.line(line, certainty)
        return (words._replace(text=without_stop(words.text)), *sure)

    def sure(self, certainty: str) -> Runs:
        """What stands behind a line of which it is not sure who says it."""
        return (self.aside(self.template.label(certainty)),) if certainty != "sure" else ()

    def event(self, row: EventRow, places: Runs = ()) -> Runs:
        """What happened, who says so where it is a claim, its places, and the other date where sources differ."""
        runs = list(self.unstopped(row.line, row.certainty))
        if row.role == "background":
            runs.append(self.aside(self.template.label("background")))
        end = row.when.interval.end if row.when.interval is not None else None
        # What is told of the day of the news ends a day later, as the interval is half-open, and did not lie ahead.
        ahead = row.status != "happened" and end is not None and (end - self.brief.news_day).days > 1
        if ahead and end is not None and end <= self.brief.as_of:
            runs.append(self.aside(self.template.label("passed")))
        if row.id in self.against:
            runs.append(self.aside(self.template.label("against", words=self.against[row.id])))
        # Also of what did not happen or may: whose word it is counts, whatever becomes of it.
        runs.extend(self.claimed(row.claimed_by, row.line))
        if row.independent > 1 and row.conflict is None:
            runs.append(self.aside(self.template.label("independent", count=row.independent)))
        return (*runs, *places, *self.conflict(row.conflict))

    def figure(self, row: FigureRow, places: Runs = (), *, named: bool = False) -> Runs:
        """A number, in bold, with what it counts, its places, and the other values where sources differ."""
        text, number = kept_together(clean(row.line.text)), clean(row.figure or "")
        # "5" is not bold in "15" or "5,000".
        pattern = re.escape(number).replace(r"\ ", r"\s")
        whole = re.search(rf"(?<![\w.,-]){pattern}(?![\w-]|[.,]\d)", text) if number else None
        start, end = whole.span() if whole else (len(text), len(text))
        runs = (Run(text[:start]), Run(text[start:end], bold=True), Run(text[end:]))
        aside = self.claimed(row.claimed_by, row.line) if named else ()
        return (*(run for run in runs if run.text), *aside, *places, *self.conflict(row.conflict))

    def claimed(self, speaker: Speaker | None, line: Line) -> Runs:
        """Whose claim a line is, where it does not name them itself."""
        if speaker is None or line.names(speaker):
            return ()
        if speaker.name in self.own_words.speakers:
            return (self.aside(self.own_words.mark),)
        name = in_a_sentence(speaker, self.people.get(speaker.person or ""), self.brief.language)
        return (self.aside(self.template.label("claimed", name=name)),)

    def conflict(self, conflict: Conflict | None) -> Runs:
        """Each value with where it stands; the one that the latest articles give is marked."""
        if conflict is None:
            return ()
        latest = self._latest(conflict)
        words = self.template.label("conflict").replace(" ", dates.NBSP)
        runs = [Run(f" {words}: ", colour=self.quiet, bold=True)]
        for i, (value, evidence) in enumerate(conflict.values):
            words = self.value(value)
            words = words.replace(" ", dates.NBSP) if len(words) <= SHORT else words
            runs.append(Run(f"{'; ' if i else ''}{words}", colour=self.quiet))
            runs.extend(self.cited(evidence))
            if value == latest:
                runs.append(Run(f" ({self.template.label('latest')})", colour=self.quiet))
        return (*runs, Run(".", colour=self.quiet))

    def _latest(self, conflict: Conflict) -> str | None:
        """The value of the latest article, where it is of a later day than those of all others."""
        days = {
            value: max((s.date for e in evidence if (s := self.sources.get(e.source)) and s.date), default=None)
            for value, evidence in conflict.values
        }
        known = sorted((day, value) for value, day in days.items() if day is not None)
        if len(known) < len(days) or len(known) < 2 or known[-1][0] == known[-2][0]:
            return None
        return known[-1][1]

    def value(self, words: str) -> str:
        """A value on which sources differ; a day is printed as days are."""
        return dates.day(dt.date.fromisoformat(words), self.template) if _DAY.fullmatch(words) else clean(words)

    def question(self, row: Question) -> Runs:
        """What is open, before the sentence that leaves it open."""
        key = f"open_{row.kind}"
        if row.kind in ("no_comment", "unresolved") or not row.subject:
            return ()
        subject = VALUES.join(self.value(part) for part in row.subject.split(VALUES))
        return (Run(f"{self.template.label(key, subject=subject)}: ", bold=True),)

    def position(self, row: PositionRow) -> Runs:
        """What was said."""
        runs = list(self.line(row.line, row.certainty))
        changed = "shift" if row.shift is not None else "later" if row.later is not None else None
        if changed is not None and row.when is not None:
            runs.append(self.aside(self.template.label(changed, date=dates.printed(row.when, self.template))))
        return tuple(runs)

    def cited(self, evidence: Sequence[Evidence]) -> Runs:
        """What stands behind a line: each source as a raised mark, or its places where the template has a scheme.

        A mark leads to its source and tells the paragraph to whoever points at it; plain text has it in full.
        """
        if self.template.reference is not None and not self.noted:
            return (Run(" "), *self.reference(evidence))
        paragraphs: dict[int, list[int]] = {}
        for e in evidence:
            paragraphs.setdefault(e.source, []).append(e.paragraph)
        if self.noted:
            return self._noted(paragraphs)
        marks = [self._mark(number, listed) for number, listed in list(paragraphs.items())[:PLACES]]
        if len(paragraphs) > PLACES:
            more = f" +{len(paragraphs) - PLACES}"
            marks.append(Run(more.replace(" ", dates.NBSP), colour=self.quiet, raised=True, in_full=more))
        return tuple(marks)

    def _noted(self, paragraphs: Mapping[int, Sequence[int]]) -> Runs:
        """The mark of a note, as wide as any that its number may be; it has that once all notes are known."""
        cites = tuple((number, tuple(sorted(set(listed)))) for number, listed in paragraphs.items())
        places = "".join(f" {SCHEME.format(source=n, paragraph=p)}" for n, listed in cites for p in listed)
        mark = Run(f"{dates.NBSP}{WIDEST}", colour=self.quiet, raised=True, in_full=places, cites=cites)
        return (mark,) if cites else ()

    def _mark(self, number: int, paragraphs: Sequence[int]) -> Run:
        """A source as a raised mark."""
        source = self.sources.get(number)
        each = sorted(set(paragraphs))
        shown = ", ".join(map(str, each)).replace(" ", dates.NBSP)
        label = "place" if len(each) == 1 else "places"
        link = (safe_link(source.url) or anchor(number)) if source else None
        places = "".join(f" {SCHEME.format(source=number, paragraph=p)}" for p in each)
        tip = self.template.label(label, source=number, paragraphs=shown)
        # Of one article alone its number says nothing, and the paragraph is as short.
        words = f"[{number}]" if len(self.sources) > 1 else f"¶{shown}"
        return Run(f"{dates.NBSP}{words}", colour=self.quiet, link=link, raised=True, in_full=places, tip=tip)

    def reference(self, evidence: Sequence[Evidence]) -> Runs:
        """Where a line comes from, in the template's scheme, each place linked to its source."""
        if self.noted:
            return self.cited(evidence)
        scheme = self.template.reference or SCHEME
        seen: dict[str, str | None] = {}
        for e in evidence:
            text = scheme.format(source=e.source, paragraph=e.paragraph)
            source = self.sources.get(e.source)
            seen.setdefault(text.replace(" ", dates.NBSP), safe_link(source.url) if source else None)
        runs: list[Run] = []
        for i, (text, link) in enumerate(list(seen.items())[:PLACES]):
            if i:
                runs.append(Run(" ", colour=self.quiet))
            runs.append(Run(text, colour=self.quiet, link=link))
        if len(seen) > PLACES:
            runs.append(Run(f" +{len(seen) - PLACES}", colour=self.quiet))
        return tuple(runs)

    def introduced(self, speaker: Speaker) -> Speaker:
        """A speaker with title and affiliation as the table of people has them, where a row is in it."""
        if (person := self.people.get(speaker.person or "")) is None:
            return speaker
        title = person.title.text if person.title is not None else None
        affiliation = person.affiliation.text if person.affiliation is not None else None
        if (speaker.title, speaker.affiliation) == (title, affiliation):
            return speaker
        return dataclasses.replace(speaker, title=title, affiliation=affiliation)

    def speaker(self, speaker: Speaker | None) -> Runs:
        """Title and affiliation, for the line under a name."""
        text = self.introduction(speaker) if speaker is not None else ""
        return (Run(capital(text)),) if text else ()

    def introduction(self, speaker: Speaker) -> str:
        """Title and affiliation, to stand behind a name; empty where nothing is known."""
        speaker = self.introduced(speaker)
        title, affiliation = clean(speaker.title or ""), clean(speaker.affiliation or "")
        affiliation = beyond_title(title, affiliation, self.brief.language) or ""
        return kept_together(", ".join(part for part in (title, affiliation) if part))

    def opening(self, source: Source) -> str:
        """The first words of an article without a title, as a quotation."""
        first = next((p.text for p in self.brief.passages if p.source == source.number), "")
        words = _head(clean(" ".join(first.split()[:OPENING]))).rstrip(",;:.")
        return self.opened(words) if words else self.template.label("untitled")

    def opened(self, words: str) -> str:
        """The first words of something, as a quotation; its ellipsis begins no line."""
        return kept_together(self.template.label("opening", words=words))

    def source(self, source: Source, form: SourceForm = "list") -> Runs:
        """A source: number, publisher, day, headline, authors, page and address.

        Args:
            source: one of the brief's.
            form: how the sources are set; those run together have neither headline nor what stands behind it.
        """
        template = self.template
        link = safe_link(source.url)
        title = _head(clean(source.title or "")) or self.opening(source)
        publisher = _head(clean(source.publisher or "")) or (host(link) if link else "")
        date = dates.day(source.date, template) if source.date else template.label("no_date")
        runs = [Run(f"[{source.number}] ", bold=True, anchor=anchor(source.number))]
        if source.status:
            runs.append(Run(f"{clean(source.status).upper()}: ", bold=True))
        if publisher:
            runs.append(Run(publisher, bold=True, link=link if form in RUN_IN else None))
            runs.append(Run(f", {date}"))
        if form not in RUN_IN or not publisher:
            title_link = Run(title, link=link)
            runs += [Run(": "), title_link] if publisher else [title_link, Run(f", {date}")]
        if form == "list":
            page = template.label("source_page", page=clean(source.page)) if source.page else ""
            names = (_head(clean(name)) for name in source.authors)
            authors = [name for name in names if name.casefold() != publisher.casefold()]
            named = ", ".join(authors[:AUTHORS])
            if more := len(authors[AUTHORS:]):
                named = f"{named} {template.label('and_more', count=more)}"
            if tail := ", ".join(t for t in (named, page) if t):
                # A title that ends with a mark of its own needs no stop.
                ended = publisher and title.endswith(("?", "!", "…", "."))
                runs.append(Run(f"{' ' if ended else '. '}{tail}"))
            addresses = self._addresses(source)
            runs += [run for n, address in enumerate(addresses) for run in (Run(", " if n else ". "), address)]
        if source.same_as is not None:
            runs.append(Run(f" ({template.label('copy', number=source.same_as)})"))
        return tuple(runs)

    def _addresses(self, source: Source) -> Runs:
        """Where a source is found: the one that stays where it has a DOI, and its copy in an archive."""
        links = safe_link(f"https://doi.org/{source.doi}" if source.doi else source.url), safe_link(source.archived)
        words = shown(links[0]) if links[0] else "", self.template.label("archived")
        return tuple(Run(text, link=link) for text, link in zip(words, links, strict=True) if text and link)


def _head(words: str) -> str:
    """A name or title, cut where it is longer than any: what must be printed may not fill the page."""
    if len(words) <= TITLE:
        return words
    return f"{words[:TITLE].rpartition(' ')[0] or words[:TITLE]} …"


@functools.cache
def _subject(language: str) -> str:
    """A pattern of what follows a name that is the whole of whom a line is about: "said", and no "administration"."""
    words, endings = [], []
    if language in rules.languages("openers"):
        data = rules.load("openers", language)
        words, endings = data["words"], data["endings"]
    each = [*map(re.escape, words), *(rf"\w+{re.escape(ending)}" for ending in endings)]
    behind = rf"|\ (?:{'|'.join(each)})(?![\w’])" if each else ""
    return rf"(?=\W*$|[,;:]{behind})"


@functools.lru_cache(maxsize=1)
def _openers(speakers: frozenset[Speaker], language: str) -> re.Pattern[str] | None:
    """The names by which a line may begin: those of speakers, of people also the last one alone."""
    named = [s for s in speakers if s.name[:1].isupper()]
    people = {clean(s.name) for s in named if s.kind == "person"}
    others = {clean(s.name) for s in named if s.kind != "person"}
    people |= {name.rpartition(" ")[2] for name in people}
    kept = {name for name in people | others if name[:1].isupper() and len(name) > 2}
    if not kept:
        return None
    each, bodies = rules.any_of(kept), rules.any_of(kept & others)
    # "The Brenn" is the head of "the Brenn administration".
    body = rf"|The\ (?:{bodies})" if kept & others else ""
    # A name that was filled in is bold without what is told of it: "[Ada Brenn (mayor)]".
    return re.compile(
        rf"(?:\[(?:{each})(?:\]|(?=\ \())|(?:(?:{each}){body}){_subject(language)})(?![\w’'-])", re.VERBOSE
    )


def capital(words: str) -> str:
    """Words with a capital at their head."""
    return words[:1].upper() + words[1:]
