"""How well the check of a draft finds what was altered, and how often it doubts what was not.

    python -m benchmarks.draft_check [SET…] [--errors N] [--check]

The drafts are made of real articles in ``../shared`` by :mod:`benchmarks.altered`. An alteration is found where a claim
of its kind that touches it is not borne out; a false alarm is such a claim in a faithful draft. Floors stand here.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks import altered
from briefing import pipeline
from briefing.model.claims import BORNE_OUT, Checked, Claim
from briefing.model.text import Document

SHARED = Path(__file__).parents[2] / "shared"
#: Found of each kind, and false alarms of all claims.
FLOORS = {"quotation": 0.95, "name": 0.85, "date": 0.85, "number": 0.85}
CEILING = 0.03
CLAIM = {"quotation": "quotation", "name": "speaker", "date": "date", "number": "number"}


def articles(name: str) -> Iterator[tuple[str, str, dt.date | None]]:
    """Id, text and day of each article of a set."""
    if name == "stories":
        for path in sorted((SHARED / "data/stories").glob("*/*.txt")):
            yield str(path.relative_to(SHARED)), path.read_text(encoding="utf-8"), None
        return
    limit = 160 if name == "attribution_train" else None
    with (SHARED / f"data/{name}.jsonl").open(encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if limit is not None and n >= limit:
                return
            one = json.loads(line)
            day = one.get("date")
            yield one["id"], one["text"], dt.date.fromisoformat(day[:10]) if day else None


def main() -> int:
    """Print the figures; 1 where ``--check`` is given and one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=["pages", "attribution_dev"])
    parser.add_argument("--errors", type=int, default=0, help="print so many of each kind")
    parser.add_argument("--check", action="store_true", help="fail where a figure is below its floor")
    told = parser.parse_args()
    if not SHARED.is_dir():
        print("no benchmark sets beside the project; nothing is measured")
        return 0
    below = False
    for name in told.sets:
        below = _measure(name, told.errors) or below
    return 1 if told.check and below else 0


def _measure(name: str, errors: int) -> bool:
    everything = list(articles(name))
    texts = [text for _, text, _ in everything]
    found, total, alarms, claims = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    seen: Counter[str] = Counter()
    for n, (id_, text, day) in enumerate(everything):
        article = pipeline.from_text(text, id=id_, date=day)
        others = [texts[(n + k) % len(texts)] for k in (1, 2, 3)]
        # Captions and the like are set aside, and are no story that a draft is made of.
        story = "\n".join(span.of(article.text) for span in article.paragraphs)
        for draft in altered.drafts(story, others, f"{name} {id_}"):
            checked = pipeline.check_draft(_document(draft.text, article.date if n % 2 else None), [article])
            if draft.kind is None:
                for claim in checked.claims:
                    if claim.verdict == "open":
                        continue
                    claims[claim.kind] += 1
                    if claim.verdict not in BORNE_OUT:
                        alarms[claim.kind] += 1
                        _tell(seen, f"alarm {claim.kind}", errors, draft.text, claim.span, claim)
                continue
            for span in draft.altered:
                total[draft.kind] += 1
                if _doubted(checked, draft.kind, span):
                    found[draft.kind] += 1
                else:
                    _tell(seen, f"missed {draft.kind}", errors, draft.text, span, None)
    below = False
    for kind in altered.KINDS:
        share = found[kind] / total[kind] if total[kind] else 1.0
        other = CLAIM[kind]
        rate = alarms[other] / claims[other] if claims[other] else 0.0
        below = below or share < FLOORS[kind]
        print(f"{name:18} {kind:10} found {share:.3f} of {total[kind]:4}; false alarms {rate:.3f} of {claims[other]:4}")
    rate = sum(alarms.values()) / max(1, sum(claims.values()))
    print(f"{name:18} false alarms of all claims {rate:.3f} of {sum(claims.values())}")
    return below or rate > CEILING


def _document(text: str, day: dt.date | None) -> Document:
    return pipeline.read_draft(text.encode(), name="draft.txt", date=day)


def _doubted(checked: Checked, kind: str, span: tuple[int, int]) -> bool:
    touching = [c for c in checked.claims if c.span.start < span[1] and span[0] < c.span.end]
    return any(c.kind == CLAIM[kind] and c.verdict not in BORNE_OUT and c.verdict != "open" for c in touching)


def _tell(seen: Counter[str], what: str, most: int, text: str, span: tuple[int, int], claim: Claim | None) -> None:
    seen[what] += 1
    if seen[what] <= most:
        start, end = text.rfind("\n\n", 0, span[0]) + 1, text.find("\n\n", span[1])
        here = text[max(start, 0) : end if end > 0 else None]
        print(f"  {what}: [{text[span[0] : span[1]]}] in {here.strip()}")
        if claim is not None:
            print(f"     {claim.verdict}: {claim.note}; {claim.place.text if claim.place else None}")


if __name__ == "__main__":
    sys.exit(main())
