"""The dated events of a careful gold annotation: all found, with its value and bounds, and no day that it has not.

python -m benchmarks.seed_events

Of each gold event that has a value or bounds one of ours must stand in its sentence with the same value and bounds. An
invented day is one of ours, finer than anything the gold has for that sentence.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any

from benchmarks.quality import SHARED
from briefing import pipeline
from briefing.model.findings import Event
from briefing.model.text import Span
from briefing.model.time import Interval

ARTICLES = SHARED / "articles"


def main() -> int:
    """Print each event; 1 where one is missing or a day is invented."""
    bad = 0
    for path in sorted(ARTICLES.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        article = ARTICLES / gold["source"]
        findings = pipeline.annotate(pipeline.read(article.read_bytes(), name=article.name))
        dated = [e for e in gold["events"] if e.get("value") or e.get("bounds")]
        found = [e for e in dated if any(_same(e, ours) for ours in findings.events)]
        invented = [e for e in findings.events if _invented(e, gold["events"])]
        for e in dated:
            print(f"  {'found ' if e in found else 'MISSED'} {e['id']:4} {e.get('value') or e['bounds']}")
        for ours in invented:
            print(f"  INVENTED {ours.when.value} {ours.span.of(findings.document.text)[:70]}")
        print(f"{article.name}: {len(found)} of {len(dated)} dated events, {len(invented)} invented days")
        bad += len(dated) - len(found) + len(invented)
    return 1 if bad else 0


def _same(gold: dict[str, Any], ours: Event) -> bool:
    if not Span(*gold["evidence_offset"]).overlaps(ours.trigger):
        return False
    bounds = gold.get("bounds")
    if "/" in gold["edtf"] and ours.when.edtf != gold["edtf"]:
        return False
    if gold.get("value"):
        return ours.when.value == gold["value"] and (bounds is None or ours.when.interval == _days(bounds))
    return ours.when.value is None and bounds is not None and ours.when.interval == _days(bounds)


def _days(bounds: dict[str, str]) -> Interval:
    last = dt.date.fromisoformat(bounds["latest"])
    return Interval(dt.date.fromisoformat(bounds["earliest"]), last + dt.timedelta(days=1))


def _invented(ours: Event, gold: list[dict[str, Any]]) -> bool:
    """Whether a day stands where the gold has none; the article's own day, told as such, is none."""
    if ours.when.granularity not in ("day", "time") or ours.when.value is None or ours.when.how == "document":
        return False
    days = {e["value"] for e in gold if e.get("value") and Span(*e["evidence_offset"]).overlaps(ours.trigger)}
    return ours.when.value[:10] not in days


if __name__ == "__main__":
    sys.exit(main())
