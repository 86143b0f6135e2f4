"""Count the cues and train the ranker on the training part of PolNeAR.

python -m benchmarks.train_ranker [--hold-out N]

Writes word counts (cue_counts.tsv), weights (ranker.tsv), rates and trees (ranker_rates.tsv, ranker_trees.tsv) into
the rules. They hold single words and names of structure, each seen in at least four documents; no sentence of the
corpus can be read out of them. Needs scikit-learn, which nothing else does. The parse of the training part is kept
under benchmarks/work/.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import datetime as dt
import json
import math
import pickle
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from briefing import pipeline
from briefing.extract.positions import candidates, features, forest, lexicon, quotes, ranker, rivals
from briefing.extract.positions.features import Seen
from briefing.extract.positions.lexicon import Lexicon
from briefing.extract.positions.quotes import Quotes
from briefing.extract.positions.tree import Tree
from briefing.text import parse, sentences

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
RULES = HERE.parent / "briefing/rules/en"
WORD = re.compile(r"\w+")
NOT_A_NAME = frozenset(
    "a an the of in on for at to by from and or his her their its mr mrs ms dr president sen rep gov".split()
)
FEWEST = 4
#: The second look: few questions a tree, many candidates a leaf.
TREES = {
    "max_iter": 250,
    "max_leaf_nodes": 24,
    "learning_rate": 0.06,
    "min_samples_leaf": 60,
    "l2_regularization": 1.0,
}
TITLES = {
    "ranker.tsv": "feature, weight",
    "ranker_rates.tsv": "field, value, log odds that such a candidate is right",
    "ranker_trees.tsv": "boosted trees",
}
#: Weights nearer to nothing than this are not kept.
LEAST_WEIGHT = 0.05


def corpus() -> list[tuple[Any, ...]]:
    """The training part with its parse: rows of (gold, document, sentences, parse)."""
    kept = HERE / "work/polnear-train.pkl"
    if kept.is_file():
        rows: list[tuple[Any, ...]] = pickle.loads(kept.read_bytes())  # noqa: S301 - written below
        return rows
    gold = [json.loads(line) for line in (SHARED / "data/attribution_train.jsonl").open(encoding="utf-8")]
    documents = [
        pipeline.from_text(g["text"], id=g["id"], date=dt.date.fromisoformat(g["date"]), title=g["title"]) for g in gold
    ]
    split = [sentences.split(d) for d in documents]
    parsed = list(parse.parse_many(zip(documents, split, strict=True)))
    rows = list(zip(gold, documents, split, parsed, strict=True))
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(pickle.dumps(rows))
    return rows


Counts = collections.Counter[tuple[str, str]]


def counted(row: tuple[Any, ...]) -> tuple[Counts, Counts]:
    """How often each word of a document stood in a gold cue, and how often it stood there at all."""
    gold, _, _, parsed = row
    inside = {i for one in gold["attributions"] for a, b in one["cue"] for i in range(a, b)}
    cue, total = Counts(), Counts()
    for t in parsed.tokens:
        if t.tag[:2] in ("VB", "NN", "JJ") and not t.tag.startswith("NNP") and t.text.isalpha():
            key = (features.kind_of_cue(t.tag), t.text.lower())
            total[key] += 1
            cue[key] += t.start in inside
    return cue, total


def elsewhere(row: tuple[Any, ...]) -> Lexicon:
    """The lexicon as it would be without a document: what is learnt on it must not have been counted on it."""
    words = lexicon.load()
    cue, total = counted(row)
    counts = dict(words.counts)
    for key, n in total.items():
        if key in counts:
            before, all_ = counts[key]
            counts[key] = before - cue[key], all_ - n
    return dataclasses.replace(words, counts=counts)


def count(rows: list[tuple[Any, ...]]) -> str:
    """How often each word stood in a gold cue, and in the text, as lines of the lexicon's table."""
    cue, total, documents = Counts(), Counts(), Counts()
    for row in rows:
        here, all_ = counted(row)
        cue.update(here)
        total.update(all_)
        documents.update(key for key, n in here.items() if n)
    lines = ["# kind, word, times in a cue, times in the text: PolNeAR 1.0, training part (docs/attribution.md)"]
    lines += ["\t".join((*k, str(n), str(total[k]))) for k, n in sorted(cue.items()) if documents[k] >= FEWEST]
    return "\n".join(lines) + "\n"


def labelled(row: tuple[Any, ...]) -> tuple[list[Any], list[Seen], list[int]]:
    """The candidates of a document, their features, and 1 for each that is right by the scorer's measure."""
    gold, document, split, parsed = row
    marks, words = Quotes(quotes.find(document)), elsewhere(row)
    text = document.text
    tokens = [m.span() for m in WORD.finditer(text)]
    low = [text[a:b].lower() for a, b in tokens]
    starts = np.array([a for a, _ in tokens])
    ends = np.array([b for _, b in tokens])

    def inside(spans: Any) -> set[int]:
        found: set[int] = set()
        for a, b in spans:
            found.update(range(int(np.searchsorted(ends, a, "right")), int(np.searchsorted(starts, b, "left"))))
        return found

    wanted = []
    by_word: dict[int, list[int]] = collections.defaultdict(list)
    for a in gold["attributions"]:
        content, source = inside(a["content"]), {low[i] for i in inside(a["source"])}
        if content:
            for i in content:
                by_word[i].append(len(wanted))
            wanted.append((content, (source - NOT_A_NAME) or source))
    found, seen, labels = [], [], []
    tree: Tree | None = None
    for one in candidates.find(document, split, parsed, marks, words):
        if tree is None or tree.sentence is not one.sentence:
            tree = Tree(parsed, one.sentence)
        content = inside(one.content)
        source = {low[i] for i in inside(one.sources)}
        near = {j for i in content for j in by_word[i]}
        right = any(
            2 * len(content & wanted[j][0]) >= len(content | wanted[j][0])
            and (not wanted[j][1] or wanted[j][1] & source)
            for j in near
        )
        found.append(one)
        seen.append(features.features(one, document, tree, marks, words))
        labels.append(int(right))
    return found, seen, labels


Row = tuple[list[Any], list[Seen], list[int]]
#: Of each candidate of a document, the log odds and what its source adds to them.
Odds = list[tuple[float, float]]
#: Parts of the training documents; each is scored by a first look trained on the others.
FOLDS = 4


def matrix(data: list[Row], index: dict[str, int]) -> csr_matrix:
    """Candidates by features."""
    indptr, indices, values = [0], [], []
    for _, seen, _ in data:
        for one in seen:
            for name, value in (*((flag, 1.0) for flag in one.flags), *one.values):
                if name in index:
                    indices.append(index[name])
                    values.append(value)
            indptr.append(len(indices))
    return csr_matrix((values, indices, indptr), shape=(len(indptr) - 1, len(index)))


def linear(data: list[Row], strength: float) -> dict[str, float]:
    """Weights of the features seen in at least ``FEWEST`` documents."""
    documents: collections.Counter[str] = collections.Counter()
    for _, seen, _ in data:
        documents.update({name for one in seen for name in (*one.flags, *(k for k, _ in one.values))})
    index = {name: i for i, name in enumerate(sorted(n for n, k in documents.items() if k >= FEWEST))}
    x, y = matrix(data, index), [label for _, _, labels in data for label in labels]
    print(f"{x.shape[0]} candidates, {sum(y)} right, {x.shape[1]} features")
    model = LogisticRegression(C=strength, solver="liblinear", fit_intercept=False, tol=1e-3).fit(x, y)
    return {name: float(model.coef_[0][i]) for name, i in index.items()}


def rates(data: list[Row]) -> dict[tuple[str, str], float]:
    """How often candidates of each rule and relation are right, in log odds drawn towards the mean of all."""
    right: collections.Counter[tuple[str, str]] = collections.Counter()
    total: collections.Counter[tuple[str, str]] = collections.Counter()
    for found, _, labels in data:
        for one, label in zip(found, labels, strict=True):
            keys = (("content", one.content_rule), ("source", one.source_rule), ("relation", one.cue.dep), ("", ""))
            for key in keys:
                total[key] += 1
                right[key] += label
    mean = right["", ""] / total["", ""]
    return {
        key: math.log((right[key] + 3 * mean) / (n - right[key] + 3 * (1 - mean)))
        for key, n in total.items()
        if n >= 10 * FEWEST
    }


def look_beside(
    rows: list[tuple[Any, ...]], data: list[Row], odds: list[Odds], known: dict[tuple[str, str], float]
) -> tuple[list[Any], list[int]]:
    """What the second look sees of the candidates, and which of them are right."""
    measures: list[Any] = []
    labels: list[int] = []
    for row, (found, _, right), z in zip(rows, data, odds, strict=True):
        document = row[1]
        marks, words = Quotes(quotes.find(document)), elsewhere(row)
        by_all, by_source = zip(*z, strict=True) if z else ((), ())
        for i, seen in rivals.beside(found, by_all, by_source, known, marks, words, document.text).items():
            measures.append(seen)
            labels.append(right[i])
    return measures, labels


def train(rows: list[tuple[Any, ...]], strength: float) -> tuple[dict[str, float], dict[tuple[str, str], float], str]:
    """The weights of the first look, the rates, and the trees of the second.

    The trees learn from scores of documents that the first look did not see.
    """
    data = [labelled(row) for row in rows]
    words = [elsewhere(row) for row in rows]
    known = rates(data)
    odds: list[Odds] = [[] for _ in data]
    for fold in range(FOLDS):
        first = ranker.Ranker(linear([d for i, d in enumerate(data) if i % FOLDS != fold], strength), {}, no_trees())
        for i in range(fold, len(data), FOLDS):
            odds[i] = [
                (first.odds(seen), first.sum(features.of_source(one, words[i])))
                for one, seen in zip(data[i][0], data[i][1], strict=True)
            ]
    measures, labels = look_beside(rows, data, odds, known)
    model = HistGradientBoostingClassifier(**TREES, random_state=0).fit(np.array(measures), np.array(labels))
    return linear(data, strength), known, table(model)


def no_trees() -> forest.Forest:
    """A forest of one leaf worth nothing."""
    return forest.read("0\t0\t-1\t0\t0\t0\t0")


def table(model: Any) -> str:
    """The trees as lines, the base of their sum as a tree of one leaf."""
    lines = ["# " + " ".join(("columns:", *rivals.Beside._fields))]
    lines += ["# tree, node, column asked (-1: leaf), limit, next if at most, next if more, thousandths of log odds"]
    base = float(model._baseline_prediction[0, 0])
    lines.append(f"0\t0\t-1\t0\t0\t0\t{round(base / forest.UNIT)}")
    for t, (predictor,) in enumerate(model._predictors, start=1):
        for n, node in enumerate(predictor.nodes):
            if node["is_leaf"]:
                lines.append(f"{t}\t{n}\t-1\t0\t0\t0\t{round(float(node['value']) / forest.UNIT)}")
            else:
                at = f"{t}\t{n}\t{node['feature_idx']}\t{float(node['num_threshold']):.6g}"
                lines.append(f"{at}\t{node['left']}\t{node['right']}\t0")
    return "\n".join(lines) + "\n"


def write(name: str, lines: Iterable[str]) -> None:
    """A table of the rules."""
    head = f"# {TITLES[name]}: learnt from PolNeAR 1.0, training part (docs/attribution.md)"
    (RULES / name).write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")


def main() -> None:
    """Count, train, write."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--hold-out", type=int, default=0, help="leave out every fifth document, to measure on them")
    ap.add_argument("--strength", type=float, default=0.06)
    args = ap.parse_args()
    rows = corpus()
    if args.hold_out:
        rows = [row for i, row in enumerate(rows) if i % 5]
    (RULES / "cue_counts.tsv").write_text(count(rows), encoding="utf-8")
    lexicon.load.cache_clear()
    weights, known, trees = train(rows, args.strength)
    write("ranker.tsv", (f"{k}\t{w:.2f}" for k, w in sorted(weights.items()) if abs(w) >= LEAST_WEIGHT))
    write("ranker_rates.tsv", (f"{field}\t{value}\t{z:.3f}" for (field, value), z in sorted(known.items())))
    write("ranker_trees.tsv", trees.splitlines())
    ranker.load.cache_clear()


if __name__ == "__main__":
    main()
