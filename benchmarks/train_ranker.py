"""Count the cues and train the ranker on the training part of PolNeAR.

python -m benchmarks.train_ranker [--hold-out N]

Writes word counts (cue_counts.tsv) and weights (ranker.tsv) into the rules. Both hold single words of closed use and
names of structure, each seen in at least three documents; no sentence of the corpus can be read out of them. Needs
scikit-learn, which nothing else does. The parse of the training part is kept under benchmarks/work/.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import json
import pickle
import re
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from briefing import pipeline
from briefing.extract.positions import candidates, features, lexicon, quotes, ranker
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


def count(rows: list[tuple[Any, ...]]) -> str:
    """How often each word stood in a gold cue, and in the text, as lines of the lexicon's table."""
    cue: collections.Counter[tuple[str, str]] = collections.Counter()
    total: collections.Counter[tuple[str, str]] = collections.Counter()
    documents: dict[tuple[str, str], set[str]] = collections.defaultdict(set)
    for gold, _, _, parsed in rows:
        spans = [s for a in gold["attributions"] for s in a["cue"]]
        inside = {i for a, b in spans for i in range(a, b)}
        for t in parsed.tokens:
            if t.tag[:2] in ("VB", "NN", "JJ") and not t.tag.startswith("NNP") and t.text.isalpha():
                key = (features.kind_of_cue(t.tag), t.text.lower())
                total[key] += 1
                if t.start in inside:
                    cue[key] += 1
                    documents[key].add(gold["id"])
    lines = ["# kind, word, times in a cue, times in the text: PolNeAR 1.0, training part (docs/attribution.md)"]
    lines += ["\t".join((*k, str(n), str(total[k]))) for k, n in sorted(cue.items()) if len(documents[k]) >= FEWEST]
    return "\n".join(lines) + "\n"


def labelled(row: tuple[Any, ...]) -> tuple[list[Any], list[list[tuple[str, float]]], list[int]]:
    """The candidates of a document, their features, and 1 for each that is right by the scorer's measure."""
    gold, document, split, parsed = row
    marks, words = Quotes(quotes.find(document)), lexicon.load()
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
        source = {low[i] for i in inside([one.source])} if one.source else set()
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


def train(rows: list[tuple[Any, ...]], strength: float) -> dict[str, float]:
    """Weights of the features seen in at least three documents."""
    data = [labelled(row) for row in rows]
    documents: collections.Counter[str] = collections.Counter()
    for _, seen, _ in data:
        documents.update({name for one in seen for name, _ in one})
    index = {name: i for i, name in enumerate(sorted(n for n, k in documents.items() if k >= FEWEST))}
    indptr, indices, values, labels = [0], [], [], []
    for _, seen, right in data:
        for one, label in zip(seen, right, strict=True):
            for name, value in one:
                if name in index:
                    indices.append(index[name])
                    values.append(value)
            indptr.append(len(indices))
            labels.append(label)
    matrix = csr_matrix((values, indices, indptr), shape=(len(labels), len(index)))
    print(f"{matrix.shape[0]} candidates, {sum(labels)} right, {matrix.shape[1]} features")
    model = LogisticRegression(C=strength, solver="liblinear", fit_intercept=False, tol=1e-3).fit(matrix, labels)
    return {name: float(model.coef_[0][i]) for name, i in index.items()}


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
    weights = train(rows, args.strength)
    lines = ["# feature, weight: logistic regression on PolNeAR 1.0, training part (docs/attribution.md)"]
    lines += [f"{name}\t{weight:.2f}" for name, weight in sorted(weights.items()) if abs(weight) >= 0.02]
    (RULES / "ranker.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ranker.load.cache_clear()


if __name__ == "__main__":
    main()
