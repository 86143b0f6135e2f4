"""Learn what a careful reader wants on the page from the articles of ``../shared/data/page_gold``.

python -m benchmarks.train_worth [--check]

Writes the weights of a linear model and its passport into ``briefing/language/en/models/worth``. They hold names of
features alone. ``--check`` learns on four fifths of the articles, makes the pages of the others, scores them with
``../shared/bench/page_score.py``, and writes nothing: that is the figure to expect of articles that were not seen.
Needs scikit-learn (dependency group ``training``), which nothing else does.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import json
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

try:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import Ridge
    from sklearn.preprocessing import StandardScaler
except ImportError as missing:
    raise SystemExit(
        "Training needs scikit-learn, which briefing itself does not: pip install scikit-learn"
    ) from missing

import briefing
from benchmarks import passport, scorers
from briefing.compose import brief as composing
from briefing.compose import salience
from briefing.compose.story import BriefOptions, story
from briefing.model.brief import Brief, PositionRow
from briefing.model.findings import Findings

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
SCORER = SHARED / "bench/page_score.py"
#: Features of single words are for roles; over twenty-five articles they would be learnt by heart.
LEXICAL = (
    "word=",
    "cue=",
    "root=",
    "subject=",
    "connective=",
    "aux=",
    "entity=",
    "hung=",
    "has=",
    "root tag=",
    "place=",
)
FEWEST = 8
PENALTY = 1500.0
#: What a line is worth that tells facts of these weights; more than this it is not.
WEIGHTS = {0: 0.0, 1: 0.6, 2: 2.0, 3: 3.0}
MOST = 5.0
#: Taken off everything, so that what is worth less than this is no line of the page.
BAR = 0.8
FOLDS = 5
DIGITS = 4


def articles() -> list[tuple[str, dict[str, Any], Findings, dt.date]]:
    """Name, gold, findings and day of every article."""
    rows = {}
    for line in (SHARED / "data/pages.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        rows[row["id"].removesuffix(".html")] = row
    names = sorted(p.stem for p in (SHARED / "data/page_gold").glob("*.json"))
    documents = [briefing.read((SHARED / f"data/pages/{n}.html").read_bytes(), name=f"{n}.html") for n in names]
    golds = [json.loads((SHARED / f"data/page_gold/{n}.json").read_text(encoding="utf-8")) for n in names]
    found = briefing.annotate_many(documents)
    days = [dt.date.fromisoformat(rows[n]["date"][:10]) for n in names]
    return list(zip(names, golds, found, days, strict=True))


def examples(
    gold: dict[str, Any], found: Findings, day: dt.date, tells: Any
) -> Iterator[tuple[dict[str, float], float]]:
    """Every row of an article's brief: its features and what it is worth by the gold."""
    options = BriefOptions(as_of=day)
    told = story([found], options)
    with mock.patch.object(salience, "model", return_value=salience.Model(0.0, {})):  # rows, before they are weighed
        brief = composing.compose([found], options)
    for section, row, siblings in candidates(brief):
        worth = sum(WEIGHTS[fact["weight"]] for fact in gold["facts"] if tells(row.line.text, fact))
        kept = {
            name: value
            for name, value in salience.features(told, section, row, siblings)
            if not name.startswith(LEXICAL)
        }
        yield kept, min(worth, MOST)


def candidates(brief: Brief) -> Iterator[tuple[Any, Any, Sequence[PositionRow]]]:
    """Every row that may be printed, with the positions of the same speaker."""
    of: dict[str, list[PositionRow]] = collections.defaultdict(list)
    for row in brief.positions:
        of[row.speaker.name].append(row)
    for point in (*brief.bottom_line, *brief.key_points):
        yield "key_points", point, ()
    for event in (*brief.chronology, *brief.scheduled):
        yield "chronology", event, ()
    for position in brief.positions:
        yield "positions", position, salience.in_order(of[position.speaker.name])
    for figure in brief.figures:
        yield "figures", figure, ()
    for question in brief.questions:
        yield "questions", question, ()


def learn(rows: Sequence[tuple[dict[str, float], float]]) -> salience.Model:
    """A ridge regression of worth."""
    seen = collections.Counter(name for features, _ in rows for name in features)
    vectors = DictVectorizer(sparse=False)
    matrix = vectors.fit_transform([{k: v for k, v in f.items() if seen[k] >= FEWEST} for f, _ in rows])
    scaler = StandardScaler().fit(matrix)
    model = Ridge(alpha=PENALTY).fit(scaler.transform(matrix), [worth for _, worth in rows])
    weights = model.coef_ / scaler.scale_
    constant = float(model.intercept_ - (weights * scaler.mean_).sum()) - BAR
    named = {n: round(float(w), DIGITS) for n, w in zip(vectors.feature_names_, weights, strict=True)}
    return salience.Model(round(constant, DIGITS), {n: w for n, w in named.items() if abs(w) >= 10**-DIGITS})


def check(known: Sequence[tuple[str, dict[str, Any], Findings, dt.date]], out: Path | None) -> dict[str, float]:
    """The figures of cross-validated pages."""
    score = scorers.load(SCORER)
    rows = [list(examples(gold, found, day, score.tells)) for _, gold, found, day in known]
    total: collections.Counter[str] = collections.Counter()
    for fold in range(FOLDS):
        model = learn([row for n, own in enumerate(rows) if n % FOLDS != fold for row in own])
        with mock.patch.object(salience, "model", return_value=model):
            for n, (name, gold, found, day) in enumerate(known):
                if n % FOLDS == fold:
                    made = briefing.render(briefing.brief(found, as_of=day), "json")
                    if out is not None:
                        (out / f"{name}.json").write_bytes(made)
                    total.update(score.score_one(gold, json.loads(made), lambda *_: None))
    shown: dict[str, float] = score.figures(total)
    print(json.dumps(shown))
    return shown


def main() -> None:
    """Learn, write, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="score cross-validated pages, write no model")
    parser.add_argument("--pages", type=Path, help="with --check: a folder for the pages as JSON")
    options = parser.parse_args()
    kept = HERE / "work/page-gold.pkl"
    known = pickle.loads(kept.read_bytes()) if kept.is_file() else articles()  # noqa: S301 - written below
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(pickle.dumps(known))
    if options.pages is not None:
        options.pages.mkdir(parents=True, exist_ok=True)
    if options.check:
        check(known, options.pages)
        return
    tells = scorers.load(SCORER).tells
    rows = [row for _, gold, found, day in known for row in examples(gold, found, day, tells)]
    model = learn(rows)
    folder = HERE.parent / "briefing/language/en/models/worth"
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["feature\tweight", f"(constant)\t{model.constant}"]
    lines += [f"{name}\t{weight}" for name, weight in sorted(model.weights.items())]
    (folder / "weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    passport.write(
        folder,
        script="python -m benchmarks.train_worth",
        data=[SHARED / f"data/page_gold/{name}.json" for name, *_ in known],
        seed=0,
        libraries=["scikit-learn", "numpy", "spacy"],
        schema=salience.SECTIONS,
        scores=check(known, None),
        note=(
            f"Ridge regression over {len(rows)} rows. Learnt from our own reading of 25 news pages (who, what, when, "
            "how much it matters): names of features alone. The scores are cross-validated."
        ),
    )
    print(f"{len(rows)} rows, {len(model.weights)} features")


if __name__ == "__main__":
    main()
