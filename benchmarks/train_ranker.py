"""Count the cues and train the ranker on the training part of PolNeAR.

python -m benchmarks.train_ranker [--hold-out N]

Writes word counts (cue_counts.tsv), weights (weights.txt), rates (rates.txt), trees (trees.npz) and their passport
(meta.json) into ``briefing/language/en/models/attribution``. They hold single words and names of structure, each seen
in at least four documents; no sentence of the corpus can be read out of them. Needs scikit-learn (dependency group
``training``), which nothing else does. The parse of the training part is kept under benchmarks/work/.
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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

try:
    from scipy.sparse import csr_matrix, vstack
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression
except ImportError as missing:
    raise SystemExit(
        "Training needs scikit-learn, which briefing itself does not: pip install scikit-learn"
    ) from missing

from benchmarks import passport
from briefing import pipeline, quotations
from briefing.extract.attribution import candidates, features, forest, lexicon, ranker, rates, second
from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.forest import Forest
from briefing.extract.attribution.lexicon import Lexicon
from briefing.extract.attribution.rivals import Odds
from briefing.language import tables
from briefing.model.quotations import Quotations
from briefing.model.tree import Tree
from briefing.text import parse, sentences

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
MODEL = HERE.parent / "briefing/language/en/models/attribution"
TRAINING = SHARED / "data/attribution_train.jsonl"
WORD = re.compile(r"\w+")
NOT_A_NAME = frozenset(
    "a an the of in on for at to by from and or his her their its mr mrs ms dr president sen rep gov".split()
)
FEWEST = 4
#: The second look: few questions a tree, many candidates a leaf; each question may ask for some of the columns only.
TREES = {
    "max_iter": 400,
    "max_leaf_nodes": 32,
    "learning_rate": 0.04,
    "min_samples_leaf": 200,
    "l2_regularization": 10.0,
    "max_features": 0.3,
}
#: How many candidates a rate counts for before the first one was counted; they are right as often as all are.
DRAWN = 3
#: Of the trees; the folds go by the order of the documents.
SEED = 0
#: Decimals of a tree's limit that are kept.
LIMIT = ".6g"
NOTE = (
    "Learnt from PolNeAR 1.0 (Newell et al. 2018), training part: single words and names of structure seen in at least "
    "four documents, and how often they were right."
)
#: Weights nearer to nothing than this are not kept.
LEAST_WEIGHT = 0.05


def corpus() -> list[tuple[Any, ...]]:
    """The training part with its parse: rows of (gold, document, sentences, parse)."""
    kept = HERE / "work/polnear-train.pkl"
    if kept.is_file():
        rows: list[tuple[Any, ...]] = pickle.loads(kept.read_bytes())  # noqa: S301 - written below
        return rows
    gold = [json.loads(line) for line in TRAINING.open(encoding="utf-8")]
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
    words = lexicon.load("en")
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


def labelled(row: tuple[Any, ...], words: Lexicon) -> tuple[list[Candidate], list[int]]:
    """The candidates of a document, and 1 for each that is right by the scorer's measure."""
    gold, document, split, parsed = row
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

    wanted: list[tuple[set[int], set[int]]] = []
    by_word: dict[int, list[int]] = collections.defaultdict(list)
    for a in gold["attributions"]:
        content, source = inside(a["content"]), {low[i] for i in inside(a["source"])}
        if content:
            for i in content:
                by_word[i].append(len(wanted))
            wanted.append((content, (source - NOT_A_NAME) or source))
    found = list(candidates.find(document, split, parsed, Quotations(quotations.find(document)), words))
    labels = []
    for one in found:
        content = inside(one.content)
        source = {low[i] for i in inside(one.sources)}
        near = {j for i in content for j in by_word[i]}
        labels.append(
            int(
                any(
                    2 * len(content & wanted[j][0]) >= len(content | wanted[j][0])
                    and (not wanted[j][1] or wanted[j][1] & source)
                    for j in near
                )
            )
        )
    return found, labels


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """What is learnt from a document."""

    found: list[Candidate]
    labels: list[int]
    cue: csr_matrix
    """Candidates by features, those of the cue."""
    content: csr_matrix
    source: csr_matrix
    keys: list[tuple[features.Feature, ...]]
    """What each candidate is counted by."""
    trees: dict[int, Tree]
    """The parsed sentences."""


def seen(rows: list[tuple[Any, ...]]) -> tuple[list[Row], list[features.Feature]]:
    """The documents with the features of their candidates, and the features in the order of the columns."""
    index: dict[features.Feature, int] = {}
    out = []
    for row in rows:
        _, document, _, parsed = row
        marks, words = Quotations(quotations.find(document)), elsewhere(row)
        found, labels = labelled(row, words)
        parts: tuple[list[Values], list[Values], list[Values]] = ([], [], [])
        trees = {one.i: Tree(parsed, one) for one in {c.sentence for c in found}}
        around = {i: features.Surroundings(document.text, tree, marks) for i, tree in trees.items()}
        for one in found:
            tree = trees[one.sentence.i]
            look = features.of_cue(one.cue, tree, marks, words)
            content = features.of_content(one, look, around[one.sentence.i])
            parts[0].append([(f, 1.0) for f in look.flags])
            parts[1].append([*((f, 1.0) for f in content.flags), *content.values])
            parts[2].append([(f, 1.0) for f in features.of_source(one, look)])
        keys: list[tuple[features.Feature, ...]] = []
        for one in found:
            tree = trees[one.sentence.i]
            named = rates.keys(one, tree.top(one.content), tree, document.text)
            keys.append((rates.ALL, *rates.of_rules(one), *named))
        cue, content_, source = (matrix(part, index) for part in parts)
        out.append(Row(found, labels, cue, content_, source, keys, trees))
    return out, list(index)


Values = list[tuple[features.Feature, float]]
#: Columns that a matrix has room for while features are still being met.
ROOM = 2_000_000


def matrix(rows: list[Values], index: dict[features.Feature, int]) -> csr_matrix:
    """Candidates by features; new features are added to the index."""
    indptr, indices, values = [0], [], []
    for row in rows:
        indices += [index.setdefault(name, len(index)) for name, _ in row]
        values += [value for _, value in row]
        indptr.append(len(indices))
    return csr_matrix((values, np.array(indices, dtype=np.int32), indptr), shape=(len(rows), ROOM), dtype=np.float32)


#: Parts of the training documents; each is scored by a first look trained on the others.
FOLDS = 4


def linear(data: list[Row], strength: float) -> Any:
    """A weight for each column; nothing for features seen in fewer than ``FEWEST`` documents."""
    documents: collections.Counter[int] = collections.Counter()
    for row in data:
        documents.update({int(i) for part in (row.cue, row.content, row.source) for i in part.indices})
    columns = np.array(sorted(i for i, k in documents.items() if k >= FEWEST))
    x = vstack([(row.cue + row.content + row.source)[:, columns] for row in data])
    y = [label for row in data for label in row.labels]
    print(f"{x.shape[0]} candidates, {sum(y)} right, {x.shape[1]} features", flush=True)
    model = LogisticRegression(C=strength, solver="liblinear", fit_intercept=False, tol=1e-2).fit(x, y)
    weights = np.zeros(ROOM)
    weights[columns] = model.coef_[0]
    return weights


def first_look(row: Row, weights: Any) -> Odds:
    """What the weights make of a document's candidates."""
    return Odds(*((part @ weights).tolist() for part in (row.cue, row.content, row.source)))


def counted_rates(data: list[Row]) -> dict[features.Feature, float]:
    """How often candidates of each key are right, in log odds drawn towards the mean of all."""
    right: collections.Counter[features.Feature] = collections.Counter()
    total: collections.Counter[features.Feature] = collections.Counter()
    documents: collections.Counter[features.Feature] = collections.Counter()
    for row in data:
        for keys, label in zip(row.keys, row.labels, strict=True):
            total.update(keys)
            if label:
                right.update(keys)
        documents.update({key for keys in row.keys for key in keys})
    mean = right[rates.ALL] / total[rates.ALL]
    return {
        key: math.log((right[key] + DRAWN * mean) / (n - right[key] + DRAWN * (1 - mean)))
        for key, n in total.items()
        if documents[key] >= FEWEST
    }


def train(rows: list[tuple[Any, ...]], strength: float) -> tuple[Weights, Weights, Forest]:
    """The weights of the first look, the rates, and the trees of the second.

    The trees learn from scores and rates of documents that neither was learnt from.
    """
    data, names = seen(rows)
    learnt = list(zip(rows, data, strict=True))
    measures: list[Any] = []
    labels: list[int] = []
    for fold in range(FOLDS):
        others = [d for i, d in enumerate(data) if i % FOLDS != fold]
        weights, known = linear(others, strength), counted_rates(others)
        for row, one in learnt[fold::FOLDS]:
            document = row[1]
            marks, words = Quotations(quotations.find(document)), elsewhere(row)
            odds = first_look(one, weights)
            for i, look in second.look(one.found, odds, known, one.trees, marks, words, document.text).items():
                measures.append(look)
                labels.append(one.labels[i])
    model = HistGradientBoostingClassifier(**TREES, random_state=SEED).fit(np.array(measures), np.array(labels))
    weights = linear(data, strength)
    return {name: float(weights[i]) for i, name in enumerate(names)}, counted_rates(data), forest.grow(nodes(model))


Weights = dict[features.Feature, float]


def nodes(model: Any) -> Iterator[forest.Node]:
    """The nodes of the trees, the base of their sum as a tree of one leaf."""
    base = float(model._baseline_prediction[0, 0])
    yield forest.Node(0, forest.LEAF, 0.0, 0, 0, round(base / forest.UNIT))
    for (predictor,) in model._predictors:
        for number, node in enumerate(predictor.nodes):
            if node["is_leaf"]:
                yield forest.Node(number, forest.LEAF, 0.0, 0, 0, round(float(node["value"]) / forest.UNIT))
            else:
                limit = float(format(float(node["num_threshold"]), LIMIT))
                yield forest.Node(number, int(node["feature_idx"]), limit, int(node["left"]), int(node["right"]), 0)


def main() -> None:
    """Count, train, write."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--hold-out", type=int, default=0, help="leave out every fifth document, to measure on them")
    ap.add_argument("--strength", type=float, default=0.06)
    args = ap.parse_args()
    rows = corpus()
    if args.hold_out:
        rows = [row for i, row in enumerate(rows) if i % 5]
    (MODEL / "cue_counts.tsv").write_text(count(rows), encoding="utf-8")
    lexicon.load.cache_clear()
    weights, known, trees = train(rows, args.strength)
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= LEAST_WEIGHT}
    kinds = {name.partition("\t")[0] for name in kept}
    if strange := kinds - set(features.KINDS):
        raise SystemExit(f"features.KINDS does not name {', '.join(sorted(strange))}")
    (MODEL / "weights.txt").write_text(tables.write(kept, "weights of features (their kind first)"), encoding="utf-8")
    head = "log odds that a candidate with such a key is right"
    (MODEL / "rates.txt").write_text(tables.write(known, head), encoding="utf-8")
    (MODEL / "trees.npz").write_bytes(forest.write(trees))
    passport.write(
        MODEL,
        script="python -m benchmarks.train_ranker" + (" --hold-out 1" if args.hold_out else ""),
        data=[TRAINING],
        seed=SEED,
        libraries=["numpy", "scipy", "scikit-learn", "spacy"],
        schema=second.SCHEMA,
        scores={},  # python -m benchmarks.quality attribution measures them; write them in by hand
        note=NOTE,
    )
    ranker.load.cache_clear()


if __name__ == "__main__":
    main()
