"""Dates that are finer than their words can bear, over every text that lies in ``../shared``; there must be none.

python -m benchmarks.borne_out [--sample N]     of N texts one

Every time expression and every event of each text is held against the calendar alone (``briefing.verify.finest``): no
day from "last month", no month from "in 2019"; and an event's days hold those of the expression it was read from, or
lie within them where the text tells both ends or the day of writing cuts them.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from benchmarks.quality import SHARED
from briefing import pipeline
from briefing.errors import BriefingError
from briefing.model.findings import Findings
from briefing.model.text import Document
from briefing.verify.finest import finer


def main() -> int:
    """Print each date that is not borne out; 1 where there is one."""
    counts: Counter[str] = Counter()
    step = int(sys.argv[sys.argv.index("--sample") + 1]) if "--sample" in sys.argv else 1
    for document in islice(documents(), 0, None, step):
        found = pipeline.annotate(document, engine="rules")
        counts["texts"] += 1
        for what in faults(found):
            counts["faults"] += 1
            print(f"  {document.id}: {what}")
        counts["expressions"] += sum(t.interval is not None for t in found.timexes)
        counts["events"] += sum(e.when.interval is not None for e in found.events)
    print(", ".join(f"{n} {name}" for name, n in sorted(counts.items())) or "the shared texts are not here")
    return 1 if counts["faults"] else 0


def faults(found: Findings) -> Iterator[str]:
    """What of a text's dates is finer than its words, or apart from them."""
    language = found.document.language
    for time in found.timexes:
        if time.interval is not None and finer(time.granularity, time.text, language):
            yield f"“{time.text}” as {time.value} ({time.rule})"
    for event in found.events:
        when = event.when
        if when.how != "stated" or when.timex is None or when.interval is None:
            continue
        days = found.timexes[when.timex].interval
        if days is not None and not (when.interval.overlaps(days) or when.value is None):
            yield f"the event of “{when.said}” as {when.edtf}"


def documents() -> Iterator[Document]:
    """Every text of the sets, each once, with the day it was written."""
    seen: set[str] = set()
    for path in sorted((SHARED / "data").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text, day = row.get("text"), row.get("date")
            if not isinstance(text, str) or text in seen:
                continue
            seen.add(text)
            try:
                yield pipeline.from_text(
                    text, id=str(row.get("id")), date=dt.date.fromisoformat(day[:10]) if day else None
                )
            except (BriefingError, ValueError) as error:
                print(f"  {row.get('id')}: not read ({error})", file=sys.stderr)
    for path in sorted((SHARED / "data" / "pages").glob("*.html")):
        yield pipeline.read(path.read_bytes(), name=path.name)


if __name__ == "__main__":
    sys.exit(main())
