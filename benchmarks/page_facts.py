"""What readers want on the pages of 55 articles that nothing here was learnt on.

    python -m benchmarks.page_facts [--errors]

``page_facts.jsonl`` has, for articles in ``../shared/data``, the facts that a reader found before there was a page:
kind, weight and lead as ``../shared/bench/page_score.py`` describes them, and where their words stand in the text. It
holds no words. Four readers took a fourth each, and an article that has a gold of its own besides: of the 56 facts
there of weight 2 or 3 they gave 36 the same weight, and 55 at least 1. Speakers and dates are not labelled. Ends with 1
where a floor does not hold.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import briefing
from benchmarks import floors, scorers

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
#: Figures that must hold; they only rise.
FLOORS = {"wanted": 0.789, "must": 0.869, "lead": 0.568, "useful": 0.89}
#: Figures that must not be passed; they only fall.
CEILINGS = {"repeats": 0.064}
#: Kinds of fault that the labels bear out.
LABELLED = ("missing", "not wanted", "repeat")
#: Characters of a text's digest.
DIGEST = 16


def articles() -> Iterator[tuple[briefing.Document, dt.date, dict[str, Any]]]:
    """Each article, the day its page is of, and its facts as the scorer wants them.

    Raises:
        ValueError: a text is not the one that was read.
    """
    sets: dict[str, list[dict[str, Any]]] = {}
    for line in (HERE / "page_facts.jsonl").read_text(encoding="utf-8").splitlines():
        labels = json.loads(line)
        name, row = labels["set"], labels["row"]
        if name not in sets:
            with (SHARED / f"data/{name}.jsonl").open(encoding="utf-8") as rows:
                sets[name] = [json.loads(text) for text in rows]
        article = sets[name][row]
        text = article["text"]
        if hashlib.sha256(text.encode()).hexdigest()[:DIGEST] != labels["text"]:
            raise ValueError(f"{name}.jsonl, row {row}: this is not the text whose facts page_facts.jsonl has")
        day = dt.date.fromisoformat(article["date"][:10]) if article.get("date") else None
        if name == "pages":
            page = (SHARED / "data/pages" / article["id"]).read_bytes()
            document = briefing.read(page, name=article["id"])
        else:
            document = briefing.from_text(text, id=article["id"], title=article.get("title"), date=day)
        facts = [
            {
                **fact,
                "lead": fact.get("lead", False),
                "text": [text[a:b] for a, b in fact["stretches"]],
                "speaker": None,
                "date": None,
            }
            for fact in labels["facts"]
        ]
        yield document, day or dt.date(2020, 1, 1), {"people": [], "facts": facts}


def main() -> int:
    """Score, print each figure beside its floor; 1 where one does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="tell what is missing, not wanted, or told twice")
    options = parser.parse_args()
    if not (SHARED / "bench/page_score.py").is_file():
        print("../shared/bench/page_score.py is not there: nothing is measured")
        return 0
    score = scorers.load(SHARED / "bench/page_score.py")
    known = list(articles())
    total: collections.Counter[str] = collections.Counter()
    found = briefing.annotate_many([document for document, *_ in known])
    for (document, day, gold), findings in zip(known, found, strict=True):
        made = json.loads(briefing.render(briefing.brief(findings, as_of=day), "json"))
        faults: list[tuple[str, ...]] = []
        total.update(score.score_one(gold, made, lambda *what, to=faults: to.append(what)))
        for what in faults if options.errors else ():
            if what[0] in LABELLED:
                print(document.id, *what, sep=" | ")
    return int(not floors.held(score.figures(total), FLOORS, CEILINGS))


if __name__ == "__main__":
    sys.exit(main())
