"""How well mentions of one event are brought together, and how the time grows with their number.

python -m benchmarks.merging

The stories are those of tests/compose/stories; the growth is measured on mentions made out of numbered words.
"""

from __future__ import annotations

import datetime as dt
import math
import random
import time

from briefing import pipeline
from briefing.compose import chronology
from briefing.compose.mentions import Mention
from briefing.compose.merge import merge
from briefing.compose.story import BriefOptions, story
from briefing.model.brief import Choice, EventRow, Evidence, Line, Words
from briefing.model.text import Span
from briefing.model.time import Interval, When
from tests.compose import test_merge
from tests.truth import grammar

SIZES = (1250, 2500, 5000, 10_000, 20_000)


def made(count: int) -> list[Mention]:
    """Mentions of ``count // 4`` events, each told by four articles of twenty mentions with words of its own."""
    dice = random.Random(11)  # noqa: S311 - words, no secrets
    vocabulary = [f"w{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676 % 26)}x" for i in range(8000)]
    mentions = []
    for event in range(count // 4):
        day = dt.date(2026, 1, 1) + dt.timedelta(days=dice.randrange(365))
        own = dice.sample(vocabulary, 12)
        when = When(day.isoformat(), "day", Interval(day, day + dt.timedelta(days=1)), None, None, "stated", "")
        for telling in range(4):
            words = " ".join(dice.sample(own, 9) + dice.choices(vocabulary[:200], k=4))
            source = 1 + 4 * (event // 5) + telling
            evidence = Evidence(f"d{source}", source, 1, event, Span(0, len(words)))
            line = Line((Words(Span(0, len(words)), words),), (evidence,))
            row = EventRow(
                f"e{event}.{telling}", when, line, (), None, "happened", None, "main", 1, Choice(dice.random())
            )
            mentions.append(Mention(row, source, source, words))
    dice.shuffle(mentions)
    return mentions


def articles(count: int = 20, words: int = 700) -> None:
    """The time of the merge, and of all that makes a brief, for articles of our own making."""
    documents = []
    for n in range(count):
        made_of: list[str] = []
        seed = n * 100
        while sum(len(text.split()) for text in made_of) < words:
            made_of.append(grammar.article(seed).text)
            seed += 1
        documents.append(pipeline.from_text("\n\n".join(made_of), id=str(n), date=dt.date(2026, 6, 10)))
    findings = list(pipeline.annotate_many(documents))
    told = story(findings, BriefOptions(dt.date(2026, 6, 11)))
    mentions = [
        m
        for number, f in told.sources()
        for m in (*chronology.mentions_of(told, number, f, []), *chronology.sentences(told, number, f))
    ]
    start = time.perf_counter()
    rows = merge(mentions, "en").rows
    merged = time.perf_counter() - start
    start = time.perf_counter()
    pipeline.compose(findings, told.options)
    composed = time.perf_counter() - start
    print(
        f"{count} articles of {words} words: {len(mentions)} mentions merged to {len(rows)} events in {merged:.3f} s, "
        f"the whole brief in {composed:.2f} s"
    )


def main() -> None:
    """Print both."""
    right = made_pairs = wanted = 0
    for path in test_merge.STORIES:
        _, brief, gold = test_merge.told(path)
        own, ours = test_merge.pairs(list(gold.values())), test_merge.pairs(test_merge.found(brief))
        right, made_pairs, wanted = right + len(own & ours), made_pairs + len(ours), wanted + len(own)
    precision, recall = right / made_pairs, right / wanted
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{len(test_merge.STORIES)} stories: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    articles()
    seconds = []
    for size in SIZES:
        mentions = made(size)
        start = time.perf_counter()
        rows = merge(mentions, "en").rows
        seconds.append(time.perf_counter() - start)
        print(f"{size:6} mentions: {seconds[-1]:6.2f} s, {len(rows)} events (made of {size // 4})")
    slope = math.log(seconds[-1] / seconds[0]) / math.log(SIZES[-1] / SIZES[0])
    print(f"exponent {slope:.2f} (n log n over this range: 1.12)")


if __name__ == "__main__":
    main()
