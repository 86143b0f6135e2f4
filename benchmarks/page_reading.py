"""Reading saved web pages, against trafilatura alone; and lines that are no story, against lines that look like them.

    python -m benchmarks.page_reading [--rounds 3] [--predictions FILE]

Body F1, title, day and time of the pages that lie beside the project, how many gold spans of the other sets fall
into what is set aside, and recall and precision on the project's own lines. Ends with 1 where a floor does not hold.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from briefing import readers
from briefing.config import toml
from briefing.model.text import Document
from briefing.text.boilerplate import drop
from briefing.text.dateline import date

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
LINES = HERE.parent / "tests" / "text" / "boilerplate_set.toml"
#: Figures that must hold; they only rise. ``times`` is how many times trafilatura's own time a page may take.
FLOORS = {"body": 0.985, "title": 0.96, "date": 1.0, "recall": 0.99, "precision": 1.0}
CEILINGS = {"times": 1.6, "gold_lost": 0.0001}


def ours(data: bytes, name: str) -> dict[str, Any]:
    """What a page is read as."""
    document = date(drop(readers.read(data, name=name)))
    return {
        "id": name,
        "title": document.title,
        "date": document.date.isoformat() if document.date else None,
        "text": "\n".join(span.of(document.text) for span in document.paragraphs),
    }


def theirs(data: bytes, name: str) -> dict[str, Any]:
    """What trafilatura alone reads."""
    import trafilatura

    found = trafilatura.bare_extraction(data, with_metadata=True, include_comments=False)
    fields = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    return {"id": name, **{key: fields.get(key) for key in ("title", "date", "text")}}


def pages(rounds: int, keep: Path | None) -> Iterator[tuple[str, float]]:
    """The scorer's figures for the pages, and the time against trafilatura's, the best of some rounds in turn."""
    folder = SHARED / "data" / "pages"
    inputs = [(path.read_bytes(), path.name) for path in sorted(folder.glob("*.html"))]
    seconds: dict[str, float] = {}
    for _ in range(rounds):
        for read in (theirs, ours):
            seconds[read.__name__] = min(seconds.get(read.__name__, 1e9), _seconds(read, inputs))
    rows = [ours(data, name) for data, name in inputs]
    with tempfile.TemporaryDirectory() as scratch:
        predicted = keep or Path(scratch) / "pages.jsonl"
        predicted.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        scorer, gold = SHARED / "bench" / "score.py", SHARED / "data" / "pages.jsonl"
        scored = subprocess.run(
            [sys.executable, str(scorer), "page", str(gold), str(predicted), "--json"],
            capture_output=True,
            check=True,
        )
    figures = json.loads(scored.stdout)["all"]
    yield from ((key, figures[key]) for key in ("body", "title", "date"))
    yield "times", seconds["ours"] / seconds["theirs"]


def _seconds(read: Callable[[bytes, str], dict[str, Any]], inputs: list[tuple[bytes, str]]) -> float:
    start = time.process_time()
    for data, name in inputs:
        read(data, name)
    return time.process_time() - start


def gold_lost() -> Iterator[tuple[str, float]]:
    """The share of all gold spans that overlap what is set aside."""
    total = lost = 0
    for path in sorted((SHARED / "data").glob("*.jsonl")):
        if path.name in {"pages.jsonl", "timeline_gold.jsonl"}:
            continue
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            if row.get("date") is None:  # a set without days is none of those that mark spans
                continue
            spans = [(x["start"], x["end"]) for key in ("timexes", "mentions") for x in row.get(key, ())]
            spans += [tuple(s) for a in row.get("attributions", ()) for k in ("source", "cue", "content") for s in a[k]]
            document = date(drop(Document(row["id"], row["text"])), dt.date.fromisoformat(row["date"][:10]))
            total += len(spans)
            lost += sum(any(d.span.start < e and s < d.span.end for d in document.dropped) for s, e in spans)
    yield "gold_lost", lost / total


def lines() -> Iterator[tuple[str, float]]:
    """Recall and precision on the project's own lines, each in an article of its own."""
    rows = toml.parse(LINES.read_text(encoding="utf-8"))
    before = "The owners of the ferry line met the crews on Monday for the third time since the strike began."
    after = "Neither side would say how long the talks in the capital had gone on before they broke down again."

    def dropped(line: str, place: str) -> bool:
        order = {"head": (line, before, after), "middle": (before, line, after), "tail": (before, after, line)}[place]
        document = drop(Document("d", "\n\n".join(order)))
        return line not in [span.of(document.text) for span in document.paragraphs]

    wanted = [dropped(x, group.get("place", "middle")) for group in rows["boilerplate"] for x in group["lines"]]
    story = [any(dropped(x, p) for p in ("head", "middle", "tail")) for group in rows["story"] for x in group["lines"]]
    yield "recall", sum(wanted) / len(wanted)
    yield "precision", sum(wanted) / (sum(wanted) + sum(story))


def main() -> int:
    """Print the figures; 1 where one lies below its floor or above its ceiling."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--predictions", type=Path, help="keep what the pages were read as, for the scorer")
    args = ap.parse_args()
    figures = dict(lines())
    if SHARED.is_dir():
        figures |= dict(pages(args.rounds, args.predictions)) | dict(gold_lost())
    else:
        print("The benchmark sets are not beside the project; only the project's own lines were measured.")
    broken = 0
    for key, value in figures.items():
        holds = value >= FLOORS[key] if key in FLOORS else value <= CEILINGS[key]
        broken += not holds
        print(f"{key:10} {value:.5f}  {'holds' if holds else 'BROKEN'}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
