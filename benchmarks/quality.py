"""The figures of every benchmark set, each against its floor.

python -m benchmarks.quality [NAME...] [--raise] [--predictions DIR]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from briefing.config import toml

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "floors.toml"

#: name → (scorer's task, gold file, how predictions are made).
SETS = {
    "timex_timebank": ("timex", "data/timex_timebank.jsonl", "annotate"),
    "timex_aquaint": ("timex", "data/timex_aquaint.jsonl", "annotate"),
    "timex_meantime_apple": ("timex", "data/timex_meantime_apple.jsonl", "annotate"),
    "timex_meantime_apple_marked": ("timex", "data/timex_meantime_apple.jsonl", "marked"),
    "attribution_dev": ("attribution", "data/attribution_dev.jsonl", "annotate"),
    "attribution_dev_rules": ("attribution", "data/attribution_dev.jsonl", "annotate --engine rules"),
    "attribution_dev_sure": ("attribution", "data/attribution_dev.jsonl", "sure"),
    "timeline": ("timeline", "data/timeline_gold.jsonl", "stories"),
    "eventdate_apple": ("eventdate", "data/eventdate_apple.jsonl", "annotate"),
}


def main() -> int:
    """Print the figures; 1 where one lies below its floor."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("names", nargs="*", help="sets to run; by default all")
    ap.add_argument("--raise", dest="raise_", action="store_true", help="write risen floors to floors.toml")
    ap.add_argument("--predictions", type=Path, help="keep the predictions here")
    args = ap.parse_args()
    if not SHARED.is_dir():
        print("The benchmark sets are not beside the project; nothing was measured.")
        return 0
    floors = toml.parse(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    below = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.predictions or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for name in args.names or SETS:
            below += _measure(name, folder, floors.get(name, {}), raise_=args.raise_)
    print("all floors hold" if not below else f"{below} figures below their floor")
    return 1 if below else 0


def _measure(name: str, folder: Path, floor: dict[str, Any], *, raise_: bool) -> int:
    task, gold, how = SETS[name]
    path = SHARED / gold
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    predictions = folder / f"{name}.jsonl"
    start = time.perf_counter()
    predict(path, predictions, how, folder)
    seconds = time.perf_counter() - start
    scorer = [sys.executable, str(SHARED / "bench/score.py"), task, str(path), str(predictions), "--json"]
    scores = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
    figures = {f"{row}.{key}": value for row, rows in scores.items() for key, value in rows.items()}
    if floor.get("digest", digest) != digest:
        print(f"{name}: the set has changed since its floors were measured ({digest}, not {floor['digest']})")
        return 1
    print(f"{name} ({seconds:.1f} s)")
    below = 0
    for key, least in floor.items():
        if key == "digest":
            continue
        value = figures[key]
        bad = value < least
        below += bad
        print(f"  {'BELOW' if bad else 'ok   '} {key:32} {value:.4f}  floor {least:.4f}")
    if not floor:
        print(f"  no floor yet (digest {digest}):", json.dumps(scores))
    if raise_:
        _raise(name, floor, figures)
    return below


def predict(gold: Path, out: Path, how: str, folder: Path) -> None:
    """Write predictions for a gold file with the command a user would run."""
    if how == "sure":
        everything = folder / "attribution_dev.jsonl"
        if not everything.is_file():
            predict(gold, everything, "annotate", folder)
        with out.open("w", encoding="utf-8") as file:
            for line in everything.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                row["attributions"] = [a for a in row["attributions"] if a["certainty"] == "sure"]
                file.write(json.dumps(row) + "\n")
        return
    if how == "marked":
        # Annotators who marked only an article's first sentences: nothing is asked about what stands after these.
        everything = folder / f"{gold.stem}.jsonl"
        if not everything.is_file():
            predict(gold, everything, "annotate", folder)
        ends = {row["id"]: _marked_to(row) for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines())}
        with out.open("w", encoding="utf-8") as file:
            for line in everything.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                row["timexes"] = [t for t in row["timexes"] if t["start"] < ends[row["id"]]]
                file.write(json.dumps(row) + "\n")
        return
    if how == "stories":
        lines = []
        for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
            one = folder / f"days_{row['id']}.jsonl"
            predict(gold.with_name(f"timeline_{row['id']}.jsonl"), one, "annotate --chronology", folder)
            lines.append(one.read_text(encoding="utf-8"))
        out.write_text("".join(lines), encoding="utf-8")
        return
    command = [sys.executable, "-m", "briefing", *how.split(), str(gold), "-o", str(out)]
    subprocess.run(command, check=True, cwd=HERE.parent)


def _marked_to(row: dict[str, Any]) -> int:
    """Where the sentence of the last marked time expression ends; no later sentence is known to have been looked at."""
    last = max((t["end"] for t in row["timexes"]), default=0)
    end = re.compile(r"[.!?][\"”]?\s|\n|\Z").search(row["text"], last)
    return end.end() if end else len(row["text"])


def _raise(name: str, floor: dict[str, Any], figures: dict[str, float]) -> None:
    """Put risen floors into floors.toml, cut (never rounded up) to three places."""
    text = FLOORS.read_text(encoding="utf-8")
    head, _, rest = text.partition(f"[{name}]\n")
    body, bracket, tail = rest.partition("\n[")
    for key, least in floor.items():
        if key != "digest" and (earned := int(figures[key] * 1000) / 1000) > least:
            body = re.sub(rf'(?m)^"{re.escape(key)}" = \S+', f'"{key}" = {earned}', body)
    FLOORS.write_text(f"{head}[{name}]\n{body}{bracket}{tail}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
