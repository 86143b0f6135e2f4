"""What the page chooses, against what a careful reader wants of it and against what each sentence does in its article.

    python -m benchmarks.page_choice [--keep FOLDER]

Makes the pages of the articles in ``../shared/data/page_gold``, scores what is printed and what is found with
``../shared/bench/page_score.py``, and scores the bottom lines of NewsDiscourse's validation part with
``../shared/bench/choice.py``. Ends with 1 where a floor does not hold. The worth of lines is learnt on the same gold:
``benchmarks.train_worth --check`` has the cross-validated figures, which are what to expect of other articles.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import briefing
from benchmarks import floors

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
#: Figures that must hold; they only rise.
FLOORS = {
    "wanted": 0.79,
    "must": 0.907,
    "lead": 0.74,
    "useful": 0.959,
    "bottom_main": 0.645,
    "first_main": 0.81,
    "main_on_page": 0.81,
    "found.positions_found": 0.9,
    "found.speaker": 0.81,
    "found.named": 0.96,
    "found.events_found": 0.924,
    "found.date": 0.843,
    "found.date_near": 0.89,
}
#: Figures that must not be passed; they only fall.
CEILINGS = {"repeats": 0.051, "points_opinion": 0.094, "none_on_page": 0.01, "found.extra": 0.033}


def make_pages(folder: Path) -> None:
    """Each article's brief, with what is printed of it, as JSON; printed on the article's own day."""
    days = {}
    for line in (SHARED / "data/pages.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        days[row["id"].removesuffix(".html")] = dt.date.fromisoformat(row["date"][:10])
    names = sorted(path.stem for path in (SHARED / "data/page_gold").glob("*.json"))
    documents = [briefing.read((SHARED / f"data/pages/{n}.html").read_bytes(), name=f"{n}.html") for n in names]
    for name, findings in zip(names, briefing.annotate_many(documents), strict=True):
        brief = briefing.brief(findings, as_of=days[name])
        (folder / f"{name}.json").write_bytes(briefing.render(brief, "json"))


def scored(script: str, *arguments: str) -> dict[str, float]:
    """What a scorer beside the project prints as JSON."""
    command = [sys.executable, str(SHARED / "bench" / script), *arguments, "--json"]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def main() -> int:
    """Score, print each figure beside its floor; 1 where one does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="a folder for the pages as JSON")
    options = parser.parse_args()
    if not (SHARED / "data/page_gold").is_dir():
        print("../shared/data/page_gold is not there: nothing is measured")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        make_pages(folder)
        pages: dict[str, dict[str, float]] = scored(  # type: ignore[assignment] # its "all" is a table
            "page_score.py", "score", str(SHARED / "data/page_gold"), str(folder)
        )
        figures = {**pages["all"], **scored("choice.py", str(SHARED / "data/roles_validation.jsonl"))}
        whole: dict[str, dict[str, float]] = scored(  # type: ignore[assignment]
            "page_score.py", "found", str(SHARED / "data/page_gold"), str(folder)
        )
        figures |= {f"found.{name}": value for name, value in whole["all"].items()}
    return int(not floors.held(figures, FLOORS, CEILINGS))


if __name__ == "__main__":
    sys.exit(main())
