"""How often what stands under "Who has said what" is right: the printed positions of articles, held against a gold.

python -m benchmarks.printed [GOLD.jsonl] [--sample N]

Only what a brief of the article would print counts, apart by how sure it is printed as. There is no recall: a page has
room for a few, and what is printed wrong is what harms.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.quality import SHARED
from briefing import pipeline
from briefing.compose.story import BriefOptions
from briefing.model.brief import Brief
from briefing.model.findings import Findings

#: The day printed on a page; no position depends on it.
_DAY = dt.date(2026, 1, 1)


def briefs(rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Findings, Brief]]:
    """Each gold row with what was found in its text and the brief made of it."""
    documents = [pipeline.from_text(row["text"], id=row["id"], date=dt.date.fromisoformat(row["date"])) for row in rows]
    for row, findings in zip(rows, pipeline.annotate_many(documents), strict=True):
        yield row, findings, pipeline.compose([findings], BriefOptions(as_of=_DAY))


def main() -> int:
    """Print the share of printed positions that are right: content and source, and content alone."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold", nargs="?", type=Path, default=SHARED / "data/attribution_dev.jsonl")
    ap.add_argument("--sample", type=int, default=1, help="every Nth article only")
    args = ap.parse_args()
    if not args.gold.is_file():
        print("The benchmark sets are not beside the project; nothing was measured.")
        return 0
    rows = [json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines()][:: args.sample]
    tiers: dict[str, list[dict[str, Any]]] = {"sure": [], "likely": []}
    for row, findings, brief in briefs(rows):
        printed = {p.id.rsplit(".", 1)[1]: p.certainty for p in brief.positions}
        for tier, out in tiers.items():
            kept = [a for a in findings.attributions if printed.get(a.id) == tier]
            said = [{"source": [list(s) for s in a.source], "content": [list(s) for s in a.content]} for a in kept]
            out.append({"id": row["id"], "attributions": said})
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder) / "gold.jsonl"
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        for tier, out in tiers.items():
            scores = _score(gold, out, Path(folder) / f"{tier}.jsonl")
            print(
                f"{tier:6} {scores['pred']:5} printed, content and source right {scores['attribution_P']:.3f}, "
                f"content right {scores['content_P']:.3f}, source right of these {scores['source_accuracy']:.3f}"
            )
    return 0


def _score(gold: Path, predictions: list[dict[str, Any]], path: Path) -> dict[str, Any]:
    path.write_text("".join(json.dumps(row) + "\n" for row in predictions), encoding="utf-8")
    scorer = [sys.executable, str(SHARED / "bench/score.py"), "attribution", str(gold), str(path), "--json"]
    done = subprocess.run(scorer, check=True, capture_output=True, text=True)
    scores: dict[str, Any] = json.loads(done.stdout)["all"]
    return scores


if __name__ == "__main__":
    sys.exit(main())
