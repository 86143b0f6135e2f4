"""Whether every Python gives the same bytes: pages, records, annotations and review files of articles of our own.

python -m benchmarks.same_bytes [--articles N] [--with PYTHON]...

Prints the digest of everything that is written of each article. With other interpreters named, each of which has the
packages of requirements.lock, the same is done by them, and every file that differs is told; the exit code is then 1.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
DAY = dt.date(2026, 3, 12)


def files(count: int) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of everything that is written: of single articles in every format, of each three as one story."""
    from briefing import pipeline
    from briefing.compose.brief import BriefOptions
    from briefing.layout import template
    from briefing.model import sanitizers
    from briefing.renderers import RENDERERS, annotated
    from briefing.review import Review, write
    from tests.truth.grammar import article

    made = [pipeline.from_text(article(seed).text, id=f"article-{seed}", date=DAY) for seed in range(count)]
    real = pipeline.read((ROOT / "examples/harbour-ferries.txt").read_bytes(), name="harbour-ferries.txt")
    found = [pipeline.annotate(one) for one in (real, *made)]
    stories = {one.document.id: [one] for one in found}
    stories |= {f"story-{at}": found[at : at + 3] for at in range(0, len(found) - 2, 3)}
    for name, many in stories.items():
        brief = pipeline.compose(many, BriefOptions(as_of=DAY))
        page = pipeline.lay_out(brief, template.load())
        for form in RENDERERS:
            yield f"{name}.{form}", pipeline.render(brief, page, form)
        yield f"{name}.yaml", write(Review(brief, tuple(one.document for one in many)), {})
    for one in found:
        yield f"{one.document.id}.annotations", sanitizers.json_text(annotated.plain(one)).encode()


def digests(count: int) -> dict[str, str]:
    """Name → the digest of its bytes."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in files(count)}


def elsewhere(python: str, count: int) -> dict[str, str]:
    """The same, by another interpreter."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "random"}
    command = [python, "-m", "benchmarks.same_bytes", "--articles", str(count), "--json"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def main(typed: Sequence[str] | None = None) -> int:
    """Print what differs; 1 where anything does."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--articles", type=int, default=12, help="articles of our own making (default 12)")
    ap.add_argument("--with", dest="others", action="append", default=[], metavar="PYTHON", help="another interpreter")
    ap.add_argument("--json", action="store_true", help="print the digests alone")
    args = ap.parse_args(typed)
    here = digests(args.articles)
    if args.json:
        print(json.dumps(here))
        return 0
    whole = hashlib.sha256(json.dumps(here, sort_keys=True).encode()).hexdigest()[:16]
    print(f"Python {platform.python_version()}: {len(here)} files, {whole}")
    unlike = 0
    for python in args.others:
        there = elsewhere(python, args.articles)
        differ = sorted(name for name in {*here, *there} if here.get(name) != there.get(name))
        unlike += len(differ)
        print(f"{python}: {len(there)} files, {len(differ)} differ{': ' if differ else ''}{', '.join(differ[:8])}")
    return 1 if unlike else 0


if __name__ == "__main__":
    sys.exit(main())
