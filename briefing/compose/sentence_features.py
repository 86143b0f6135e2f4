"""What can be seen of each sentence of an article: its place, its words, its verb, its times, who speaks in it.

A feature has a name and a number; most are 1 where they hold and are absent where they do not. Names with an equals
sign carry a value (``root tag=VBD``). They are what the models of sentence roles and of a line's worth are learnt over.
"""

from __future__ import annotations

import functools
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing import rules
from briefing.compose import cue_stances, statements
from briefing.model.findings import Findings
from briefing.model.text import Sentence, Token
from briefing.model.time import Timex
from briefing.text_similarity import bag, stem

Features = Mapping[str, float]

_WORD = re.compile(r"[^\W\d_]+")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_HUNG = ("advcl", "ccomp", "xcomp", "mark", "npadvmod", "neg", "prep", "conj")
_TENSED = ("MD", "VBD", "VBZ", "VBP", "VBG", "VBN", "JJR", "JJS")
#: Places beyond this one are alike.
_PLACES = 8
#: Characters beyond these count no more.
_LONG, _SHORT = 400, 50


@dataclass(frozen=True)
class Article:
    """One article, with what its sentences are measured against."""

    findings: Findings

    @cached_property
    def texts(self) -> Sequence[str]:
        """Each sentence's words."""
        return [s.span.of(self.findings.document.text) for s in self.findings.sentences]

    @cached_property
    def bags(self) -> Sequence[frozenset[str]]:
        """Each sentence's telling stems."""
        return [bag(text, self.findings.document.language) for text in self.texts]

    @cached_property
    def used(self) -> Counter[str]:
        """For each stem the sentences that use it."""
        return Counter(word for words in self.bags for word in words)

    @cached_property
    def title(self) -> frozenset[str]:
        """The telling stems of the headline."""
        return bag(self.findings.document.title or "", self.findings.document.language)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """All stems of the headline."""
        return frozenset(stem(w.lower()) for w in _WORD.findall(self.findings.document.title or ""))

    def rarity(self, word: str) -> float:
        """How much a shared word says: less where many sentences use it."""
        return math.log(1 + len(self.bags) / max(1, self.used[word]))

    @cached_property
    def title_rarity(self) -> float:
        """The rarity of all of the headline's words."""
        return sum(map(self.rarity, self.title)) or 1.0

    @cached_property
    def centrality(self) -> Sequence[float]:
        """How much of each sentence's words others use too, 0 to 1 (1 is the most central)."""
        shared = [sum(self.used[w] - 1 for w in words) / (6 + len(words)) for words in self.bags]
        most = max(shared, default=0.0) or 1.0
        return [value / most for value in shared]

    @cached_property
    def headed(self) -> int:
        """How many sentences stand before the first: 1 where the text begins with its headline, else 0."""
        return int(statements.is_headline(self.findings, self.findings.sentences[0]))

    @cached_property
    def opens_paragraph(self) -> frozenset[int]:
        """The first sentences of the paragraphs."""
        first: dict[int, int] = {}
        for s in self.findings.sentences:
            first.setdefault(s.paragraph, s.i)
        return frozenset(first.values())

    @cached_property
    def new_words(self) -> Sequence[float]:
        """The share of each sentence's words that no sentence before it has."""
        seen: set[str] = set()
        out = []
        for words in self.bags:
            out.append(1 - len(words & seen) / (len(words) or 1))
            seen |= words
        return out

    @cached_property
    def acting(self) -> Mapping[int, tuple[int, float]]:
        """For each sentence how many actors it mentions, and how much its most frequent one is mentioned, 0 to 1."""
        count: Counter[int] = Counter()
        most: dict[int, float] = {}
        actors = self.findings.actors
        top = max((len(a.mentions) for a in actors), default=1) or 1
        for actor in actors:
            places = {s.i for m in actor.mentions if (s := self.findings.sentence_of(m.span)) is not None}
            for i in places:
                count[i] += 1
                most[i] = max(most.get(i, 0.0), len(actor.mentions) / top)
        return {i: (n, most[i]) for i, n in count.items()}


def of_article(findings: Findings) -> list[dict[str, float]]:
    """The features of every sentence of an article, in order."""
    article = Article(findings)
    # Sentences share the names: of 400 articles, their own copies would take 60 MB.
    return [{sys.intern(name): value for name, value in _features(article, s)} for s in findings.sentences]


def _features(article: Article, sentence: Sentence) -> Iterator[tuple[str, float]]:
    tokens = article.findings.parse.of(sentence)
    yield from _place(article, sentence)
    yield from _headline(article, sentence)
    yield from _verb(article, tokens)
    yield from _speech(article, sentence)
    yield from _manner(article.texts[sentence.i], article.findings.document.language)
    yield from _times(article, sentence)
    yield from _contents(article, sentence, tokens)


def _place(article: Article, sentence: Sentence) -> Iterator[tuple[str, float]]:
    text = article.texts[sentence.i]
    i, count = max(0, sentence.i - article.headed), len(article.texts) - article.headed
    yield f"place={min(i, _PLACES)}", 1.0
    yield "place, log", math.log1p(i)
    yield "place, relative", i / count
    yield "place, inverse", 1 / (1 + i)
    yield "paragraph, log", math.log1p(max(0, sentence.paragraph - article.headed))
    yield "sentences, log", math.log(count)
    if i == count - 1:
        yield "last", 1.0
    if sentence.i in article.opens_paragraph:
        yield "opens its paragraph", 1.0
    yield "length", min(len(text), _LONG) / 100
    if len(text) < _SHORT:
        yield "short", 1.0


def _headline(article: Article, sentence: Sentence) -> Iterator[tuple[str, float]]:
    words = article.bags[sentence.i]
    shared = words & article.title
    yield "headline told", sum(map(article.rarity, sorted(shared))) / article.title_rarity
    yield "own words in headline", len(shared) / (len(words) or 1)
    yield "headline words", float(min(4, len(shared)))
    if not article.title:
        yield "no headline", 1.0
    yield "central", article.centrality[sentence.i]
    yield "new words", article.new_words[sentence.i]
    if sentence.i:
        yield "lead words", len(words & article.bags[article.headed]) / (len(words) or 1)
        yield "words of the one before", len(words & article.bags[sentence.i - 1]) / (len(words) or 1)


def _verb(article: Article, tokens: Sequence[Token]) -> Iterator[tuple[str, float]]:
    """The main verb, its tense, its subject and what hangs on it, and which of them the headline has."""
    root = next((t for t in tokens if t.dep == "ROOT"), None)
    verbs = sum(t.tag.startswith("VB") and stem(t.text.lower()) in article.title_words for t in tokens)
    yield "verbs in headline", float(verbs)
    if root is None:
        yield "no root", 1.0
        return
    hung = [t for t in tokens if t.head == root.i and t.i != root.i]
    yield f"root tag={root.tag}", 1.0
    yield f"root={stem(root.text.lower())}", 1.0
    if stem(root.text.lower()) in article.title_words:
        yield "root in headline", 1.0
    for t in hung:
        if t.dep in ("aux", "auxpass"):
            yield f"aux={t.text.lower()}", 1.0
        if t.dep in _HUNG:
            yield f"hung={t.dep}", 1.0
        if t.dep == "dobj" and stem(t.text.lower()) in article.title_words:
            yield "object in headline", 1.0
    subject = next((t for t in hung if t.dep in _SUBJECTS), None)
    if subject is None:
        yield "no subject", 1.0
        return
    word = stem(subject.text.lower())
    yield f"subject tag={subject.tag}", 1.0
    if subject.tag == "PRP":
        yield f"subject={subject.text.lower()}", 1.0
    if word in article.title_words:
        yield "subject in headline", 1.0
    if article.bags and word in article.bags[0]:
        yield "subject in lead", 1.0


def _speech(article: Article, sentence: Sentence) -> Iterator[tuple[str, float]]:
    findings, span = article.findings, sentence.span
    text = findings.document.text
    inside = sum(
        max(0, min(c.end, span.end) - max(c.start, span.start)) for a in findings.told_near(span) for c in a.content
    )
    yield "share said", min(1.0, inside / max(1, span.end - span.start))
    said = findings.attributions_in(sentence.i)
    if said:
        yield "said", 1.0
    if any(a.certainty == "sure" for a in said):
        yield "said, sure", 1.0
    for attribution in said:
        yield f"stance={cue_stances.of(findings, attribution)}", 1.0
        yield f"said={attribution.kind}", 1.0
        for cue in attribution.cue:
            yield f"cue={stem(cue.of(text).lower())}", 1.0
        who = findings.actor(attribution.actor)
        yield f"speaker={who.kind if who else 'nobody'}", 1.0


def _manner(text: str, language: str) -> Iterator[tuple[str, float]]:
    if any(mark in text for mark in '“”"'):
        yield "quotation marks", 1.0
    if text.lstrip()[:1] in "“\"'‘":
        yield "opens with a quotation", 1.0
    words = functools.partial(rules.pattern, "sentence_features", language)
    if words("leans").match(text):
        yield "leans on the one before", 1.0
    if connective := words("connective").match(text):
        yield f"connective={connective['word'].lower()}", 1.0
    if words("first_person").search(text):
        yield "first person", 1.0
    if words("second_person").search(text):
        yield "second person", 1.0
    if text.rstrip('”"’ ').endswith("?"):
        yield "question", 1.0


def _times(article: Article, sentence: Sentence) -> Iterator[tuple[str, float]]:
    findings = article.findings
    for timex in findings.timexes_near(sentence.span):
        if timex.sentence == sentence.i:
            yield from _time(timex, article)
    for event in findings.events_in(sentence.i):
        yield f"event={event.status}", 1.0
        yield f"event role={event.role}", 1.0
        yield f"event day={event.when.how}", 1.0


def _time(timex: Timex, article: Article) -> Iterator[tuple[str, float]]:
    day = article.findings.document.date
    start, end = timex.interval or (None, None)
    if timex.type not in ("DATE", "TIME") or start is None or day is None:
        yield f"time={timex.type}", 1.0
        return
    gap = (start - day).days
    after = (end - day).days if end is not None else gap
    if gap <= 0 < after and after - gap <= 1:
        when = "today"
    elif -8 <= gap < 0:
        when = "week"
    elif gap > 0:
        when = "ahead"
    else:
        when = "year" if gap > -400 else "old"
    yield f"time={when}", 1.0
    yield f"time={when} {timex.granularity}", 1.0


def _contents(article: Article, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[tuple[str, float]]:
    figures = article.findings.figures_in(sentence.i)
    yield "figures", float(min(3, len(figures)))
    for figure in figures:
        yield f"figure={figure.unit if figure.unit in ('count', 'percent') else 'money'}", 1.0
    count, weight = article.acting.get(sentence.i, (0, 0.0))
    yield "actors", float(min(4, count))
    yield "weight of its actor", weight
    for kind, number in Counter(t.ent for t in tokens if t.ent and t.ent_start).items():
        yield f"entity={kind}", float(min(3, number))
    tags = {t.tag for t in tokens}
    for tag in _TENSED:
        if tag in tags:
            yield f"has={tag}", 1.0
    for t in tokens:
        if t.tag and (t.tag[0] in "VMJR" or t.tag in ("NN", "NNS", "IN")) and t.text.isalpha():
            yield f"word={stem(t.text.lower())}", 1.0
