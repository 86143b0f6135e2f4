"""Hostile input that looks for ways not yet taken: the targets of benchmarks.robustness, guided by coverage.

python -m benchmarks.guided TARGET [--inputs N] [--minutes M] [--corpus DIR] [--keep DIR]

The inputs begin with the same valid files; what of them reaches code of the package that none before it reached is
changed further (atheris and libFuzzer, Apache-2.0; only modules of ``briefing`` are watched). Only a BriefingError may
come back; what breaks something is kept as a file, and the search goes on, each fault told once. Needs atheris, which
is no dependency of this project: pip install atheris==3.0.0, or with --target into a folder named in PYTHONPATH.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

#: A dictionary of libFuzzer's takes no longer words.
LONGEST_TOKEN = 64
MOST_BYTES = 100_000


def begun(name: str, corpus: Path) -> list[bytes]:
    """The first inputs, as files, too: valid ones, and some changed without guidance."""
    from benchmarks.hostile_seeds import cases, seeds
    from benchmarks.robustness import mutate, targets
    from tests.hostile import words

    kind = targets()[name][0]
    rng = random.Random(name)  # noqa: S311 - variety, not secrecy
    valid = [words.text(rng).encode() for _ in range(40)] if kind == "words" else [*seeds(kind), *cases(kind)]
    valid = [data for data in valid if len(data) <= MOST_BYTES]
    first = [*valid, *(mutate(rng, valid) for _ in range(60))]
    for data in first:
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    return first


def dictionary(path: Path) -> None:
    """The pieces that have broken readers elsewhere, as libFuzzer reads them."""
    from benchmarks.robustness import TOKENS

    lines = ("".join(f"\\x{byte:02x}" for byte in token) for token in TOKENS if len(token) <= LONGEST_TOKEN)
    path.write_text("".join(f'"{line}"\n' for line in lines))


class Search:
    """What is called with each input: counts, keeps what breaks something, and ends the process when all is tried."""

    def __init__(self, args: argparse.Namespace, attempt: Callable[[bytes], str | None]) -> None:
        self.args = args
        self.attempt = attempt
        self.end = time.monotonic() + 60 * args.minutes
        self.tried = 0
        self.faults: dict[str, str] = {}
        """The kind and place of each fault, and the file that shows it."""

    def one(self, data: bytes) -> None:
        """Try an input; a fault of a kind and place met before is not told again."""
        self.tried += 1
        fault = self.attempt(data)
        if fault and (place := fault.partition(" (")[0]) not in self.faults:
            path = Path(self.args.keep) / f"{self.args.name}-guided-{len(self.faults)}"
            path.write_bytes(data)
            self.faults[place] = f"{path}: {fault}"
        if self.tried >= self.args.inputs or time.monotonic() > self.end:
            self.report()

    def report(self) -> None:
        """Print the row of the target and leave; libFuzzer itself would never return."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        grown = sum(1 for _ in (Path(self.args.corpus) / self.args.name).iterdir())
        print(f"{self.args.name:17} {self.tried:7} inputs {len(self.faults):3} faults {peak:5} MB {grown:6} in corpus")
        for told in self.faults.values():
            print(f"    {told}")
        sys.stdout.flush()
        os._exit(1 if self.faults else 0)


def main() -> int:
    """Search until the inputs or the minutes are over; 1 where anything broke."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("name", metavar="TARGET", help="as in benchmarks.robustness")
    ap.add_argument("--inputs", type=int, default=20_000, help="inputs (default 20,000)")
    ap.add_argument("--minutes", type=float, default=5.0, help="the search ends after this long (default 5)")
    ap.add_argument("--seconds", type=float, default=10.0, help="time limit for one input")
    ap.add_argument("--megabytes", type=int, default=4096, help="address space of the process")
    ap.add_argument("--corpus", default="benchmarks/work/guided", help="folder for inputs that reach new code")
    ap.add_argument("--keep", default="benchmarks/work/robustness", help="folder for inputs that break something")
    args = ap.parse_args()
    try:
        import atheris
    except ImportError:
        print("this needs atheris: pip install atheris==3.0.0", file=sys.stderr)
        return 2
    return search(atheris, args)


def search(atheris: ModuleType, args: argparse.Namespace) -> int:
    """Watch the package, begin, and give the process to libFuzzer."""
    corpus = Path(args.corpus) / args.name
    for folder in (corpus, Path(args.keep)):
        folder.mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=["briefing"]):  # modules are watched that are imported here
        from benchmarks.hostile_seeds import whole
        from benchmarks.robustness import attempt, targets

        if args.name not in targets():
            print(f"there is no target {args.name}; choose one of {', '.join(targets())}", file=sys.stderr)
            return 2
        kind, target = targets()[args.name]
        for data in begun(args.name, corpus):
            attempt(target, data, args.seconds)
    dictionary(corpus.with_suffix(".dict"))
    resource.setrlimit(resource.RLIMIT_AS, (args.megabytes << 20, args.megabytes << 20))
    fitted = whole if "docx" in kind else bytes
    hunt = Search(args, lambda data: attempt(target, fitted(data), args.seconds))
    options = [f"-dict={corpus.with_suffix('.dict')}", f"-max_len={MOST_BYTES}", "-len_control=0", "-seed=1"]
    # Time and memory are bounded here, for each input and for the process.
    bounds = ["-timeout=0", "-rss_limit_mb=0", "-malloc_limit_mb=0", "-verbosity=0", "-reload=0"]
    atheris.Setup([sys.argv[0], *options, *bounds, str(corpus)], hunt.one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
