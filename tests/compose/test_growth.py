"""The work of composing grows with the text, not with its square: a long article is a page soon too."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.layout import template
from briefing.layout.unplaced_speakers import Unplaced
from briefing.model.blocks import Text
from briefing.model.brief import Brief
from briefing.model.findings import Actor, Attribution, Event, Figure, Findings, Mention
from briefing.model.text import Document, Parse, Sentence, Span, Token
from briefing.model.time import Interval, Timex, When
from tests.briefs import random_brief
from tests.timing import exponent

if TYPE_CHECKING:
    import pytest

DAY = dt.date(2026, 3, 12)
#: Sentences of the two texts that are compared.
FEW, MANY = 20, 80
#: The exponent of growth: 1 is linear, 2 the square. A sort and what is done once move it a little.
MOST = 1.2
TAGS = {"said": ("VBD", "ROOT"), "counted": ("VBD", "ccomp"), "He": ("PRP", "nsubj"), "he": ("PRP", "nsubj")}


def long(sentences: int) -> Findings:
    """A text of so many sentences, in each of which somebody else says a thing that has a day and a number."""
    text = ""
    parts: list[Sentence] = []
    tokens: list[Token] = []
    bounds: list[tuple[int, int]] = []
    actors: list[Actor] = []
    said: list[Attribution] = []
    events: list[Event] = []
    figures: list[Figure] = []
    times: list[Timex] = []
    for i in range(sentences):
        start, first, day = len(text), len(tokens), dt.date(2020, 1, 1) + dt.timedelta(i)
        name, date = f"Ada Brenn{'abcdefghij'[i % 10]}{'klmnopqrst'[i // 10 % 10]}", day.isoformat()
        head = "He" if i % 3 == 2 else f"Mayor {name}"
        text += f"{head} said that wardens of quay{'abcdefg'[i % 7]} counted {i + 11} boats near the mole on {date} . "
        sentence = Span(start, len(text) - 1)

        def at(words: str, text: str = text, start: int = start) -> Span:
            found = text.index(words, start)
            return Span(found, found + len(words))

        words = sentence.of(text).split()
        root, place = first + words.index("said"), start
        for n, word in enumerate(words):
            tag, dep = TAGS.get(word, ("NN", "dep"))
            place = text.index(word, place)
            tokens.append(Token(first + n, place, place + len(word), word, tag, dep, root, "", False, i))
            place += len(word)
        bounds.append((first, len(tokens)))
        parts.append(Sentence(i, i // 4, sentence))
        who, content = at(head), Span(at("wardens").start, sentence.end - 2)
        mentions = (Mention(who, "name"), Mention(who, "name"))
        actors.append(Actor(f"a{i}", name, "person", "Mayor", None, "he", mentions))
        source, cue = (who,), (at("said"),)
        said.append(
            Attribution(
                f"p{i}", source, cue, (content,), f"a{i}", name, "indirect", "asserts", "sure", 0.9, "ccomp", (), i
            )
        )
        days = Interval(day, day + dt.timedelta(1))
        times.append(Timex(at(date), date, "DATE", date, None, "day", days, date, "test", "test", None, i))
        when = When(date, "day", days, date, date, "stated", "test", i)
        for n, trigger in enumerate(("said", "counted")):
            claimed = f"p{i}" if n else None
            clause = content if n else sentence
            events.append(
                Event(f"e{2 * i + n}", clause, at(trigger), (f"a{i}",), None, when, "happened", claimed, "main", i)
            )
        figures.append(Figure(at(f"{i + 11} boats"), float(i + 11), "count", at("boats"), f"p{i}", i))
    paragraphs = tuple(
        Span(parts[n].span.start, parts[min(n + 3, sentences - 1)].span.end) for n in range(0, sentences, 4)
    )
    document = Document("a", text, paragraphs, date=DAY)
    parse = Parse(tuple(tokens), tuple(bounds), "test")
    rest = (tuple(actors), tuple(said), tuple(events), tuple(figures), ())
    return Findings(document, tuple(parts), parse, tuple(times), (), *rest)


def composed(findings: Findings) -> Brief:
    return pipeline.compose([findings], BriefOptions(as_of=DAY))


def test_four_times_the_text_is_four_times_the_work_of_a_brief() -> None:
    few, many = long(FEW), long(MANY)
    brief = composed(long(MANY))
    assert min(len(brief.chronology), len(brief.positions), len(brief.figures)) > MANY / 4
    assert exponent(composed, few, many, times=MANY / FEW) < MOST


def test_what_is_kept_for_questions_is_no_part_of_the_findings() -> None:
    findings = long(4)
    plain = pickle.dumps(findings)
    assert findings.actor("a3") is findings.actors[3]
    assert findings.actor(None) is None
    assert findings.actor_named(findings.actors[3].name) is findings.actors[3]
    assert findings.actor_named("") is None
    assert findings.events_in(2) == findings.events[4:6]
    assert findings.sentence_of(Span(1, 4)) == findings.sentences[0]
    assert findings == long(4)
    assert pickle.dumps(findings) == plain
    assert pickle.loads(plain) == findings  # noqa: S301 - written just above


def test_for_twice_the_speakers_about_twice_the_names_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    names = 0
    text = Unplaced._text

    def counted(self: Unplaced, own: Sequence[str], *args: Any, **more: Any) -> Text:
        nonlocal names
        names += len(own)
        return text(self, own, *args, **more)

    monkeypatch.setattr(Unplaced, "_text", counted)
    found = []
    for items in (60, 120):
        names = 0
        pipeline.lay_out(random_brief(8, items=items), template.load())
        found.append(names)
    assert found[0] > 0
    assert found[1] < 3 * found[0]
