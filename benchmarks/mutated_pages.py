"""Whether `verify` finds every true page true, whatever the article was: pages of mutated inputs, checked at once.

python -m benchmarks.mutated_pages [--pages N] [--first K] [--keep DIR]

Each input is a valid file of our own making with one to eight changes, or a text put together from the rules' own words
and what nobody expects. It is read, annotated (every fourth with the model), composed for a day of its own, printed as
DOCX or PDF with one of the templates, and the page is held against itself and against its article. Any fault is a bug:
either the page says what the article does not, or `verify` doubts what is true. An input that no page can be made of
(BriefingError) does not count. The same numbers give the same inputs; those that show a fault are kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hostile_seeds import DAY, NAMES, seeds, whole
from benchmarks.robustness import mutate
from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.errors import BriefingError
from briefing.layout import template
from briefing.model import record
from briefing.model.text import Document
from briefing.renderers import attached
from tests.hostile import words

#: Days of articles and of briefings: the usual one, none, and the ends of the calendar.
DAYS = (DAY, DAY, DAY, None, dt.date(1, 1, 1), dt.date(1582, 10, 15), dt.date(2024, 2, 29), dt.date(9999, 12, 31))
#: Titles and names that a user may give.
TITLES = (None, None, None, "Łódź: “not yet” — ½", "a\u0301 \u200b \u202eoff", "[check] 1,000 [1 ¶1]", "終わり العربية")
#: Every fourth is read with the model.
MODEL_EVERY = 4


@dataclass(frozen=True, slots=True)
class Case:
    """One input, and how its page is made."""

    data: bytes
    name: str
    date: dt.date | None
    as_of: dt.date
    title: str | None
    engine: str
    look: str
    paper: str
    large: bool
    form: str


def case(number: int) -> Case:
    """The input of a number: always the same one."""
    rng = random.Random(f"page {number}")  # noqa: S311 - variety, not secrecy
    kind = rng.choice((*NAMES, "words", "words", "words"))
    if kind == "words":
        data, name = "\n\n".join(words.text(rng) for _ in range(rng.randint(1, 6))).encode(), "a.txt"
    else:
        data, name = mutate(rng, seeds(kind)), NAMES[kind]
        data = whole(data) if rng.random() < 0.7 else data
    looks = template.names([])
    return Case(
        data=data,
        name=name,
        date=rng.choice(DAYS),
        as_of=rng.choice(DAYS) or DAY,
        title=rng.choice(TITLES),
        engine="auto" if number % MODEL_EVERY == 0 else "rules",
        look=rng.choice((template.DEFAULT, rng.choice(looks))),
        paper=rng.choice(("a4", "letter")),
        large=rng.random() < 0.2,
        form=rng.choice(("docx", "pdf")),
    )


def read(of: Case) -> Document:
    """The article of a case, as both who makes the page and who checks it read it."""
    return pipeline.read(of.data, name=of.name, date=of.date)


def faults(of: Case) -> list[str]:
    """What `verify` says against the page of a case, alone and with the article; nothing where it is as it should be.

    Raises:
        BriefingError: no page can be made of it.
    """
    found = pipeline.annotate(read(of), engine=of.engine)
    brief = pipeline.compose([found], BriefOptions(as_of=of.as_of, title=of.title))
    page = pipeline.lay_out(brief, template.load(of.look), paper=of.paper, large_print=of.large)
    data = pipeline.render(brief, page, of.form)
    again, printed = record.load(attached.take(data, name="page"))
    told = []
    for articles in ((), (read(of),)):
        report = pipeline.verify(again, printed, delivered=data, articles=articles, page=True)
        how = "with its article" if articles else "alone"
        told += [f"{how}: {fault.where}: {fault.what}" for fault in report.faults]
    return told


def main(typed: Sequence[str] | None = None) -> int:
    """Print each fault, then the counts; 1 where there is any."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--pages", type=int, default=2000, help="pages to make (default 2,000)")
    ap.add_argument("--first", type=int, default=0, help="number of the first input, to run it in pieces")
    ap.add_argument("--minutes", type=float, default=600.0, help="end after this long, whatever is made")
    ap.add_argument("--keep", default="benchmarks/work/pages", help="folder for inputs that show a fault")
    args = ap.parse_args(typed)
    end = time.monotonic() + 60 * args.minutes
    number, made, wrong = args.first, Counter[str](), 0
    while sum(made.values()) - made["refused"] < args.pages and time.monotonic() < end:
        one = case(number)
        try:
            told = faults(one)
            made[f"{one.form}, {'the model' if one.engine == 'auto' else 'rules'}"] += 1
        except BriefingError:
            told = []
            made["refused"] += 1
        except Exception as error:  # noqa: BLE001 - finding these is what this program is for
            told = [f"{type(error).__name__}: {error}"]
            made["crashed"] += 1
        if told:
            wrong += 1
            Path(args.keep).mkdir(parents=True, exist_ok=True)
            (Path(args.keep) / f"{number}-{one.name}").write_bytes(one.data)
            print(f"input {number} ({one.name}, {one.look}, {one.form}): {'; '.join(told[:3])}"[:600], flush=True)
        number += 1
    counts = ", ".join(f"{n} {what}" for what, n in sorted(made.items()))
    print(f"inputs {args.first} to {number - 1}: {counts}; {wrong} with a fault")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
