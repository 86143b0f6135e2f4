"""Who said what in the one article that was annotated by hand: positions by speaker, and the people named.

python -m benchmarks.seed_article [--rows]

A gold position is found where an attribution covers much the same words (half of all of either), or has the same cue
and shares its content, or where the gold has no content but the same cue. It is right where the speaker's full name is
the gold's. An attribution that matches positions and names none of their speakers is wrong.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing import pipeline
from briefing.model.findings import Attribution, Findings

HERE = Path(__file__).parent
ARTICLES = HERE.parent.parent / "shared/articles"
NAME = "ecuador-operations"
#: Least figures; they only rise.
RIGHT, PEOPLE = 29, 6
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Result:
    """What was measured."""

    right: list[str]
    """Ids of the gold positions whose speaker is right."""
    missed: list[str]
    wrong: list[str]
    """Attributions that are given to somebody who did not say them, in words."""
    people: list[str]
    """The people whose name, title and affiliation are all as in the gold."""


def measure() -> Result:
    """Annotate the article and hold the findings against its gold."""
    gold: dict[str, Any] = json.loads((ARTICLES / f"{NAME}.gold.json").read_text(encoding="utf-8"))
    text = (ARTICLES / f"{NAME}.txt").read_text(encoding="utf-8")
    found = pipeline.annotate(pipeline.from_text(text, id=NAME, date=dt.date.fromisoformat(gold["dateline"])))
    right: list[str] = []
    missed: list[str] = []
    for position in gold["positions"]:
        speakers = {a.speaker for a in found.attributions if _matches(position, a, text)}
        (right if position["speaker"] in speakers else missed).append(position["id"])
    wrong = []
    for one in found.attributions:
        speakers = {p["speaker"] for p in gold["positions"] if _matches(p, one, text)}
        if speakers and one.actor is not None and one.speaker not in speakers:
            wrong.append(f"{one.speaker} ({one.certainty}), not {' or '.join(sorted(filter(None, speakers)))}")
    return Result(right, missed, wrong, _people(gold, found))


def _people(gold: dict[str, Any], found: Findings) -> list[str]:
    told = {(a.name, a.title, a.affiliation) for a in found.actors if a.kind == "person"}
    return [p["name"] for p in gold["persons"] if (p["name"], p["title"], p["affiliation"]) in told]


def _matches(position: dict[str, Any], one: Attribution, text: str) -> bool:
    wanted = _words(text, [c["offset"] for c in position["content"]])
    got = _words(text, one.content)
    cue = position["cue_offset"]
    same_cue = cue is not None and any(a < cue[1] and cue[0] < b for a, b in (one.cue or one.content))
    if not wanted:
        return same_cue
    return 2 * len(wanted & got) >= len(wanted | got) or (same_cue and bool(wanted & got))


def _words(text: str, spans: Any) -> set[int]:
    return {m.start() for m in _WORD.finditer(text) if any(m.start() < b and a < m.end() for a, b in spans)}


def main() -> int:
    """Print the figures; 1 where one lies below its floor."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--rows", action="store_true", help="name what is missed and what is wrong")
    args = ap.parse_args()
    if not ARTICLES.is_dir():
        print("The annotated article is not beside the project; nothing was measured.")
        return 0
    result = measure()
    total = len(result.right) + len(result.missed)
    print(f"{len(result.right)} of {total} positions with the right speaker, floor {RIGHT}")
    print(f"{len(result.wrong)} given to somebody else, at most 0")
    print(f"{len(result.people)} people with title and affiliation, floor {PEOPLE}")
    if args.rows:
        print("missed:", ", ".join(result.missed))
        print("\n".join(result.wrong))
    return 1 if len(result.right) < RIGHT or result.wrong or len(result.people) < PEOPLE else 0


if __name__ == "__main__":
    sys.exit(main())
