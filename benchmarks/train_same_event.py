"""Learn which sentences of different articles tell the same event from the stories of ``../shared/data/story_gold``.

python -m benchmarks.train_same_event [--check]

Writes nine weights and their passport into ``briefing/language/en/models/same_event``. Every two sentences of different
articles that the gold gives to events are an example: of one event, or of none in common. Each story's pairs are scored
by a model learnt on the other stories (leave one out); ``--check`` prints these figures and writes nothing. The model
is a logistic regression with a ridge, fitted by Newton's method; it needs numpy, as spaCy does.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import briefing
from benchmarks import passport
from briefing.compose import chronology
from briefing.compose.same_event import FEATURES, Comparison, Model
from briefing.compose.story import BriefOptions, Story, story

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
RIDGE = 20.0
STEPS = 60
DIGITS = 4
#: The probability at which the pairs are scored.
AT = 0.5

Table = NDArray[np.float64]


def read(name: str) -> Story:
    """A story of the gold."""
    paths = sorted((SHARED / "data/stories" / name).glob("*.txt"))
    documents = [briefing.read(path.read_bytes(), name=path.name) for path in paths]
    return story(list(briefing.annotate_many(documents)), BriefOptions(as_of=dt.date(2026, 1, 1)))


def examples(told: Story, gold: list[dict[str, list[str]]]) -> tuple[Table, Table]:
    """What is seen of each pair of judged sentences, and whether they tell an event in common."""
    mentions = [m for n, f in told.sources() for m in chronology.sentences(told, n, f, whole=True)]
    events: dict[int, set[int]] = defaultdict(set)
    texts = [" ".join(m.words.split()) for m in mentions]
    for number, event in enumerate(gold):
        for start in event["sentences"]:
            wanted = " ".join(start.split())[:50]
            place = next((i for i, text in enumerate(texts) if wanted in text), None)
            if place is not None:
                events[place].add(number)
    compared = Comparison(mentions, told.language, [f.document.title or "" for f in told.findings])
    seen = {(i, j): features for i, j, features in compared.features() if i in events and j in events}
    rows, same = [], []
    for i, j in itertools.combinations(sorted(events), 2):
        if mentions[i].source != mentions[j].source:
            rows.append(seen.get((i, j), (0.0,) * len(FEATURES)))
            same.append(float(bool(events[i] & events[j])))
    return np.array(rows), np.array(same)


def learn(rows: Table, same: Table) -> Model:
    """A logistic regression; the ridge counts in standard deviations."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    matrix = np.c_[np.ones(len(rows)), (rows - mean) / spread]
    ridge = RIDGE * np.diag([0.0, *[1.0] * rows.shape[1]])
    weights = np.zeros(matrix.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-matrix @ weights))
        bend = matrix.T @ (matrix * (likely * (1 - likely))[:, None]) + ridge
        weights -= np.linalg.solve(bend, matrix.T @ (likely - same) + ridge @ weights)
    slopes = weights[1:] / spread
    constant = float(weights[0] - (slopes * mean).sum())
    return Model(round(constant, DIGITS), tuple(round(float(s), DIGITS) for s in slopes))


def check(data: dict[str, tuple[Table, Table]]) -> dict[str, float]:
    """Precision and recall of the pairs of each story, by a model of the others."""
    right = made = wanted = 0
    for name, (rows, same) in data.items():
        others = [data[n] for n in data if n != name]
        model = learn(np.concatenate([r for r, _ in others]), np.concatenate([s for _, s in others]))
        said = np.array([model.probability(row) >= AT for row in rows])
        right, made, wanted = right + int((said * same).sum()), made + int(said.sum()), wanted + int(same.sum())
    return {"pairs": wanted, "precision": round(right / made, 4), "recall": round(right / wanted, 4)}


def main() -> None:
    """Learn, write, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="score stories that were left out, write no model")
    options = parser.parse_args()
    golds = sorted((SHARED / "data/story_gold").glob("*.json"))
    data = {}
    for path in golds:
        gold = json.loads(path.read_text(encoding="utf-8"))
        data[path.stem] = examples(read(path.stem), gold["events_same"])
    scores = check(data)
    print(json.dumps(scores))
    if options.check:
        return
    model = learn(np.concatenate([r for r, _ in data.values()]), np.concatenate([s for _, s in data.values()]))
    folder = HERE.parent / "briefing/language/en/models/same_event"
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["feature\tweight", f"(constant)\t{model.constant}"]
    lines += [f"{name}\t{weight}" for name, weight in zip(FEATURES, model.weights, strict=True)]
    (folder / "weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    passport.write(
        folder,
        script="python -m benchmarks.train_same_event",
        data=golds,
        seed=0,
        libraries=["numpy", "spacy"],
        schema=FEATURES,
        scores=scores,
        note=(
            "Logistic regression over pairs of sentences of five news stories that our own reading gives to the same "
            "event, or to none in common: nine weights, no text. The scores are of stories left out of the learning."
        ),
    )
    print("\n".join(lines))


if __name__ == "__main__":
    main()
