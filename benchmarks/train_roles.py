"""Learn what sentences do in their articles from the training part of NewsDiscourse.

python -m benchmarks.train_roles [--check]

Writes the weights of a multinomial logistic model and its passport into ``briefing/language/en/models/roles``. They
hold names of features and single words, each seen in at least thirty documents; no sentence can be read out of them.
With ``--check`` it is learnt on the training part and scored on the validation part, and nothing is written. Needs
scikit-learn (dependency group ``training``), which nothing else does.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import json
import math
from pathlib import Path
from typing import Any

import numpy as np

try:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import MaxAbsScaler
except ImportError as missing:
    raise SystemExit(
        "Training needs scikit-learn, which briefing itself does not: pip install scikit-learn"
    ) from missing

import briefing
from benchmarks import passport
from briefing.compose.roles import ROLES
from briefing.compose.sentence_features import of_article

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "shared/data"
#: Documents in which a feature must be seen.
FEWEST = 30
#: The inverse strength of the L2 penalty.
INVERSE_PENALTY = 0.1
DIGITS = 4


def examples(path: Path) -> list[tuple[int, dict[str, float], str]]:
    """Every sentence that is labelled: number of its article, features, role."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    documents = [
        briefing.from_text(
            row["text"],
            id=row["id"],
            title=row["title"],
            date=dt.date.fromisoformat(row["date"]) if row["date"] else None,
        )
        for row in rows
    ]
    out = []
    for n, (row, findings) in enumerate(zip(rows, briefing.annotate_many(documents), strict=True)):
        for sentence, features in zip(findings.sentences, of_article(findings), strict=True):
            best = max(row["sentences"], key=lambda s: _shared(s, sentence.span), default=None)
            if best is not None and _shared(best, sentence.span) > 0:
                out.append((n, features, best["role"]))
    return out


def _shared(labelled: dict[str, Any], span: tuple[int, int]) -> int:
    return int(min(labelled["end"], span[1]) - max(labelled["start"], span[0]))


def learn(rows: list[tuple[int, dict[str, float], str]]) -> tuple[list[float], dict[str, list[float]]]:
    """The bias of each role, and the weights of each feature in the order of ``ROLES``."""
    seen: dict[str, set[int]] = collections.defaultdict(set)
    for n, features, _ in rows:
        for name in features:
            seen[name].add(n)
    kept = {name for name, articles in seen.items() if len(articles) >= FEWEST}
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([{k: v for k, v in f.items() if k in kept} for _, f, _ in rows])
    scaler = MaxAbsScaler().fit(matrix)
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=1000).fit(scaler.transform(matrix), [r for _, _, r in rows])
    order = [list(model.classes_).index(role) for role in ROLES]
    weights = (model.coef_ / scaler.scale_)[order]
    named = {
        name: [round(float(w), DIGITS) for w in weights[:, k]]
        for k, name in enumerate(vectors.feature_names_)
        if np.abs(weights[:, k]).max() >= 10**-DIGITS
    }
    return [round(float(b), DIGITS) for b in model.intercept_[order]], named


def accuracy(
    bias: list[float], weights: dict[str, list[float]], rows: list[tuple[int, dict[str, float], str]]
) -> float:
    """The share of sentences whose likeliest role is the annotated one."""
    right = 0
    for _, features, role in rows:
        scores = [
            b + math.fsum(weights[name][k] * value for name, value in features.items() if name in weights)
            for k, b in enumerate(bias)
        ]
        right += ROLES[scores.index(max(scores))] == role
    return right / len(rows)


def main() -> None:
    """Learn, write, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="score on the validation part, write nothing")
    options = parser.parse_args()
    source = DATA / "roles_train.jsonl"
    rows = examples(source)
    bias, weights = learn(rows)
    held_out = accuracy(bias, weights, examples(DATA / "roles_validation.jsonl"))
    print(f"{len(rows)} sentences, {len(weights)} features; accuracy on the validation part {held_out:.4f}")
    if options.check:
        return
    folder = HERE.parent / "briefing/language/en/models/roles"
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(("feature", *ROLES)), "\t".join(("(bias)", *map(str, bias)))]
    lines += ["\t".join((name, *map(str, values))) for name, values in sorted(weights.items())]
    (folder / "weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    passport.write(
        folder,
        script="python -m benchmarks.train_roles",
        data=[source],
        seed=0,
        libraries=["scikit-learn", "numpy", "spacy"],
        schema=ROLES,
        scores={"NewsDiscourse validation, accuracy of nine roles": round(held_out, 4)},
        note=(
            "Multinomial logistic regression. Learnt from NewsDiscourse (Choubey et al. 2020), training part: names of "
            f"features and single words seen in at least {FEWEST} of its documents."
        ),
    )


if __name__ == "__main__":
    main()
