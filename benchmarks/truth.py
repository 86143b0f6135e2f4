"""Whether all that is printed is true: articles of our own making, and every text of the benchmark sets that is there.

python -m benchmarks.truth [--articles N] [--step K]

Of our own articles the truth is known: who said what, what happened when. Of others it is checked that every line of
the page verifies against the article. One fault is a bug of the highest kind; the exit code is 1.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import briefing
from briefing import pipeline
from briefing.model.text import Document
from tests.truth import hold
from tests.truth.grammar import article

SHARED = Path(__file__).parent.parent.parent / "shared"
#: The page's day, later than every article.
DAY = dt.date(2026, 3, 13)


def texts(step: int) -> Iterator[Document]:
    """Every text of the benchmark sets, or every K-th of each."""
    for path in sorted((SHARED / "data").glob("*.jsonl")):
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            if n % step == 0 and "text" in row and path.stem != "pages":
                day = dt.date.fromisoformat(row["date"][:10]) if row.get("date") else None
                yield pipeline.from_text(row["text"], id=f"{path.stem}/{row['id']}", date=day)
    for n, path in enumerate(sorted((SHARED / "data/pages").glob("*.html"))):
        if n % step == 0:
            yield pipeline.read(path.read_bytes(), name=path.name)


def main() -> int:
    """Print each fault, then the counts."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--articles", type=int, default=200, help="articles of our own making")
    ap.add_argument("--step", type=int, default=1, help="take every K-th text of the benchmark sets")
    args = ap.parse_args()
    faults = 0
    for seed in range(args.articles):
        for fault in hold.faults(article(seed)):
            faults += 1
            print(f"article {seed}: {fault}", flush=True)
    print(f"{args.articles} articles of our own: {faults} faults", flush=True)
    count = others = 0
    for document in texts(args.step) if SHARED.is_dir() else ():
        count += 1
        brief = briefing.brief(briefing.annotate(document), as_of=DAY)
        for fault in hold.unverified(brief, document):
            others += 1
            print(f"{document.id}: {fault}", flush=True)
    print(f"{count} texts of the benchmark sets: {others} faults")
    return 1 if faults or others else 0


if __name__ == "__main__":
    sys.exit(main())
