"""How often a position has the stance that a careful reader gives it.

    python -m benchmarks.stance [--pages FOLDER] [--errors]

Makes the briefs of the articles in ``../shared/data/page_gold``, looks for each position of the gold the row that
tells it, by the rules of ``../shared/bench/page_score.py``, and holds its stance against ``stance.toml``. A position
that no row tells counts for nothing. Ends with 1 where a floor does not hold.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import floors, scorers
from benchmarks.page_choice import SHARED, make_pages
from briefing.config import toml

LABELS = Path(__file__).parent / "stance.toml"
#: Least share of right stances: of all, and of those that do more than assert, by the reader and by the brief.
FLOORS = {"accuracy": 0.93, "recall": 0.75, "precision": 0.81}


def digest(article: str, fact: Mapping[str, Any]) -> str:
    """What a position of the gold is called by in ``stance.toml``."""
    words = f"{article}\n{fact['speaker']}\n{fact['text'][0]}"
    return hashlib.blake2s(words.encode(), digest_size=4).hexdigest()


def labels() -> Mapping[str, str]:
    """The stance of each position, by its digest."""
    return {one: stance for stance, found in toml.parse(LABELS.read_text(encoding="utf-8")).items() for one in found}


def compared(gold: Path, pages: Path, known: Mapping[str, str]) -> Sequence[tuple[str, str, str, str]]:
    """Article, the reader's stance, the brief's, and what was said, of each position that a row tells.

    Args:
        gold: the folder of the gold.
        pages: a brief of each article as JSON.
        known: the reader's stances.
    """
    score, found = scorers.load(SHARED / "bench/page_score.py"), []
    for path in sorted(gold.glob("*.json")):
        brief = json.loads((pages / path.name).read_text(encoding="utf-8"))
        rows = [*brief["positions"], *brief["held_positions"]]
        for fact in json.loads(path.read_text(encoding="utf-8"))["facts"]:
            telling = [r for r in rows if fact["kind"] == "position" and score.tells(r["line"]["text"], fact)]
            if telling:
                row = max(telling, key=lambda r: score.overlap(r["line"]["text"], fact))
                found.append((path.stem, known[digest(path.stem, fact)], row["stance"], fact["text"][0]))
    return found


def figures(found: Sequence[tuple[str, str, str, str]]) -> dict[str, float]:
    """The shares that the floors hold."""
    right = collections.Counter(
        (wanted != "asserts", given != "asserts", wanted == given) for _, wanted, given, _ in found
    )
    wanted = sum(n for (told, _, _), n in right.items() if told)
    given = sum(n for (_, told, _), n in right.items() if told)
    both = sum(n for (told, _, same), n in right.items() if told and same)
    same = sum(n for (_, _, one), n in right.items() if one)
    return {"accuracy": same / len(found), "recall": both / wanted, "precision": both / given}


def main() -> int:
    """Print each figure beside its floor; 1 where one does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, help="a folder with the briefs as JSON, so that they are not made anew")
    parser.add_argument("--errors", action="store_true", help="print each position with another stance")
    options = parser.parse_args()
    gold = SHARED / "data/page_gold"
    if not gold.is_dir():
        print("../shared/data/page_gold is not there: nothing is measured")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.pages or Path(temporary)
        if options.pages is None:
            make_pages(folder)
        found = compared(gold, folder, labels())
    if options.errors:
        for article, wanted, given, said in found:
            if wanted != given:
                print(f"{article}: {given} for {wanted} | {said}")
    print(
        f"{len(found)} positions told, {sum(wanted != 'asserts' for _, wanted, _, _ in found)} that do more than assert"
    )
    return int(not floors.held(figures(found), FLOORS))


if __name__ == "__main__":
    sys.exit(main())
