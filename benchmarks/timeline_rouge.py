"""How much of what human timelines tell the days of a chronology tell: AR1 and AR2, the "align+ m:1" figures of tilse.

python -m benchmarks.timeline_rouge [STORY...]

For each human timeline of ``../shared/data/timeline_gold.jsonl`` the chronology gives as many days as the timeline has,
between its first and its last, and as many sentences a day as it has on the average. Each day of the one is aligned to
the day of the other that costs least, by the days between them and the words they share; what the summaries of the two
days share in words (AR1) and pairs of words (AR2) counts one over one more than the days between them. The figure is
the F1 of that, the mean of all timelines. Ends with 1 where a floor does not hold.

Source: Martschat and Markert (2017), "Improving ROUGE for Timeline Summarization". As there, words are stemmed (Porter
1980) and stop words left out; the stop words are spaCy's, where ROUGE 1.5.5 has the SMART list, so that figures may
differ from tilse's by some thousandths.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from spacy.lang.en.stop_words import STOP_WORDS

from benchmarks.porter import stem
from briefing import pipeline
from briefing.model.timeline import Day

SHARED = Path(__file__).parent.parent.parent / "shared/data"
#: Figures that must hold; they only rise.
FLOORS = {"AR1": 0.191, "AR2": 0.09}
#: Letters of a word from which ROUGE stems it.
STEMMED = 4
_WORD = re.compile(r"[a-z0-9]+")

Timeline = Mapping[dt.date, Sequence[str]]
"""For each day the sentences of its summary."""


def grams(sentences: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    """The runs of so many words of a summary, without stop words, stemmed.

    >>> sorted(grams(["The ferries sank .", "Nobody drowned"], 2))
    [('ferri', 'sank'), ('sank', 'drown')]
    """
    words = [w for w in _WORD.findall(" ".join(sentences).lower()) if w not in STOP_WORDS]
    stems = [stem(w) if len(w) >= STEMMED else w for w in words]
    return Counter(tuple(stems[i : i + size]) for i in range(len(stems) - size + 1))


def alignment(days: Timeline, others: Timeline) -> dict[dt.date, dt.date]:
    """For each day the other timeline's day that costs least; several may have the same."""
    return {day: min(sorted(others), key=lambda o: _cost(day, days[day], o, others[o])) for day in sorted(days)}


def _cost(day: dt.date, summary: Sequence[str], other: dt.date, other_summary: Sequence[str]) -> float:
    words, others = Counter(" ".join(summary).split()), Counter(" ".join(other_summary).split())
    share = 2 * (words & others).total() / ((words.total() + others.total()) or 1)
    return (1 - _nearness(day, other)) * (1 - share)


def _nearness(day: dt.date, other: dt.date) -> float:
    return 1 / (abs((day - other).days) + 1)


def aligned_share(days: Timeline, others: Timeline, size: int) -> float:
    """The share of a timeline's runs of words that the other one's aligned days have, too, 0 to 1."""
    hits = count = 0.0
    for day, other in alignment(days, others).items():
        runs = grams(days[day], size)
        hits += _nearness(day, other) * (runs & grams(others[other], size)).total()
        count += runs.total()
    return hits / count if count else 0.0


def score(predicted: Timeline, human: Timeline, size: int) -> float:
    """The F1 of two timelines, of single words or of runs of so many.

    >>> first, second = dt.date(2026, 6, 1), dt.date(2026, 6, 2)
    >>> score({first: ["A ferry sank ."]}, {first: ["The ferry sank"], second: ["Divers arrived"]}, 1)
    0.6667
    """
    precision, recall = aligned_share(predicted, human, size), aligned_share(human, predicted, size)
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


def shortened(chronology: Sequence[Day], human: Timeline) -> Timeline:
    """As many of the best days as a human timeline has, between its first and its last, with as many sentences each."""
    within = [day for day in chronology if min(human) <= day.date <= max(human) and day.sentences][: len(human)]
    most = max(1, round(sum(map(len, human.values())) / len(human)))
    return {day.date: [told.text for told in day.sentences[:most]] for day in within}


def main() -> int:
    """Print both figures of each human timeline, and the mean beside its floor; 1 where one does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="*", help="ids of stories; by default all")
    options = parser.parse_args()
    if not (SHARED / "timeline_gold.jsonl").is_file():
        print("../shared/data/timeline_gold.jsonl is not there: nothing is measured")
        return 0
    figures: list[tuple[float, float]] = []
    for row in map(json.loads, (SHARED / "timeline_gold.jsonl").read_text(encoding="utf-8").splitlines()):
        if options.stories and row["id"] not in options.stories:
            continue
        articles = map(json.loads, (SHARED / f"timeline_{row['id']}.jsonl").read_text(encoding="utf-8").splitlines())
        chronology = pipeline.chronology(
            pipeline.from_text(a["text"], id=a["id"], date=dt.date.fromisoformat(a["date"])) for a in articles
        )
        for human in row["timelines"]:
            summaries = {dt.date.fromisoformat(day): sentences for day, sentences in human}
            made = shortened(chronology, summaries)
            figures.append((score(made, summaries, 1), score(made, summaries, 2)))
            print(f"{row['id']:8} {len(summaries):3} days  AR1 {figures[-1][0]:.4f}  AR2 {figures[-1][1]:.4f}")
    broken = False
    for (name, least), column in zip(FLOORS.items(), zip(*figures, strict=True), strict=True):
        mean = sum(column) / len(column)
        below = mean < least and not options.stories  # floors are of all stories
        broken |= below
        print(f"{name} {mean:.4f}  at least {least}{'  BROKEN' if below else ''}")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
