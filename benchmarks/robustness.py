"""Hostile input for every reader and station: inputs tried, crashes, hangs and peak memory.

python -m benchmarks.robustness [TARGET...] [--inputs N] [--after N] [--seconds S] [--megabytes M] [--keep DIR]

Each input is a valid file of our own making, mutated by a seeded generator, or a text put together from the rules' own
words and from characters nobody expects (tests/hostile/words.py). The only exception that may come back is a
BriefingError; an input that takes longer than the limit is a hang; a process that needs more memory than the bound
crashes. Of texts, what is found must hold, too: spans within the text, dates of the calendar
(tests/hostile/properties.py). Inputs that break something are kept as files, to become cases under
tests/hostile/cases/.
"""

from __future__ import annotations

import argparse
import datetime as dt
import faulthandler
import functools
import itertools
import multiprocessing
import random
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType

from benchmarks.hostile_seeds import DAY, FILES, NAMES, seeds, whole
from briefing.errors import BriefingError
from briefing.model.brief import Brief
from briefing.model.record import Printed
from tests import exports
from tests.hostile import properties, words

Target = Callable[[bytes], object]

#: Pieces that have broken readers of this kind elsewhere.
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", "\u202e".encode(), "\u200b".encode(), "\ue000".encode(),
    "\u201c".encode(), "\u201d".encode(), b'"', b"''", b"``", b"<", b">", b"<!--", b"-->", b"<![CDATA[", b"]]>",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#x110000;", b"<script>", b"<div>" * 50, b"\n" * 50,
    b"2026-02-30", b"99/99/9999", b"9" * 400, b"the day prior", b"February 29, 2023", b"0000-00-00",
    b"Content-Type: multipart/mixed; boundary=\"\"\n\n", b"--\n", b"=?utf-8?q?=FF?=", b"PK\x03\x04", b"%PDF-1.7",
    b"xref\n0 1\n", b"stream\n", b"endobj\n", b"/Kids [1 0 R]", b" said", b" said that", b"according to ", b"\r", b"\t",
)  # fmt: skip


#: How many times its limit of processor time an input may take by the clock.
WAITING = 30


class Hang(BaseException):
    """An input took longer than it may; no ``except Exception`` on the way may hide it."""


def mutate(rng: random.Random, seeds: list[bytes]) -> bytes:
    """A seed with one to eight changes: bytes flipped, cut, doubled, moved, replaced by a hostile piece, or spliced."""
    data = bytearray(rng.choice(seeds))
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(data) + 1)
        to = min(len(data), at + rng.choice((1, 2, 8, 64, 512)))
        what = rng.randrange(7)
        if what == 0 and data:
            data[min(at, len(data) - 1)] ^= 1 << rng.randrange(8)
        elif what == 1:
            del data[at:to]
        elif what == 2:
            data[at:at] = data[at:to] * rng.choice((1, 2, 30))
        elif what == 3:
            data[at:at] = rng.choice(TOKENS)
        elif what == 4:
            data[at:to] = rng.randbytes(to - at)
        elif what == 5:
            data = data[: rng.randrange(len(data) + 1)]
        else:
            other = rng.choice(seeds)
            data[at:to] = other[rng.randrange(len(other) + 1) :][:512]
    return bytes(data[:200_000])


def reader(kind: str) -> Target:
    """Read bytes as a user's file of that kind would be."""
    from briefing import pipeline

    return lambda data: pipeline.read(data, name=NAMES[kind])


def old_word(data: bytes) -> object:
    """A Word file of before 2007 as it is told and handed on; LibreOffice itself takes seconds and is not tried."""
    from unittest import mock

    from briefing import pipeline, programs
    from briefing.errors import InputError

    with mock.patch.object(programs, "docx_of_doc", side_effect=InputError("handed on")):
        return pipeline.read_all(data, name=NAMES["doc"])


def file_of_several(name: str) -> Target:
    """Read bytes as a file that may hold several articles; what comes after reading is tried by ``read-plain``."""
    from briefing import readers

    return lambda data: readers.read_all(data, name=name)


def rows(data: bytes) -> object:
    """A line of JSON Lines."""
    from briefing.readers import rows

    return rows.row(data.decode("utf-8", "surrogateescape"), "a:1")


def archive(data: bytes) -> object:
    """The pages of a web archive, each read."""
    import io

    from briefing import pipeline
    from briefing.batch import warc

    found = list(warc.pages(io.BytesIO(data)))
    for page in found:
        try:
            pipeline.read(page.data, name=page.address or "a", kind=page.kind or None)
        except BriefingError:
            continue  # a batch tells it and goes on with the next
    return found


def stations(data: bytes) -> object:
    """Every station from text to findings, by rules alone."""
    from briefing import pipeline

    text = data.decode("utf-8", "replace")
    return pipeline.annotate(pipeline.from_text(text, id="a", date=dt.date(2026, 3, 12)), engine="rules")


def stations_with_model(data: bytes) -> object:
    """Every station from text to findings, with the model."""
    from briefing import pipeline

    text = data.decode("utf-8", "replace")
    return pipeline.annotate(pipeline.from_text(text, id="a", date=dt.date(2026, 3, 12)))


def timexes(data: bytes) -> object:
    """Time expressions recognised and normalised, with what must hold of them."""
    from briefing import pipeline, timex
    from briefing.text import sentences

    document = pipeline.from_text(data.decode("utf-8", "replace"), id="a", date=DAY)
    parts = sentences.split(document)
    found = timex.find(document, parts)
    properties.timexes(document, parts, found)
    return found


def attributions(data: bytes) -> object:
    """Everything found by rules, with what must hold of it."""
    return properties.annotated(data.decode("utf-8", "replace"), DAY, "rules")


def attributions_with_model(data: bytes) -> object:
    """Everything found with the model, with what must hold of it."""
    return properties.annotated(data.decode("utf-8", "replace"), DAY, "auto")


def made(data: bytes) -> object:
    """A text as a row, carried by rules to the finished page."""
    import json

    from briefing import pipeline
    from briefing.compose.brief import BriefOptions
    from briefing.layout import template
    from briefing.readers import rows
    from briefing.verify import verify

    row = rows.row(json.dumps({"id": "a", "text": data.decode("utf-8", "replace"), "date": DAY.isoformat()}), "a:1")
    found = pipeline.annotate(pipeline.from_text(row.text, id=row.id, date=row.date), engine="rules")
    brief = pipeline.compose([found], BriefOptions(as_of=DAY))
    faults = verify(brief).faults
    assert not faults, faults  # noqa: S101 - every printed line stands in the text
    return pipeline.render(brief, pipeline.lay_out(brief, template.load()), "docx")


def reviewed(data: bytes) -> object:
    """A review file read and put into its brief."""
    from briefing import pipeline, review

    return pipeline.reviewed(review.read(data, name="a.yaml"), name="a.yaml")


def delivered(data: bytes) -> object:
    """A page with its record taken out, and held against it."""
    from briefing import pipeline
    from briefing.model import record
    from briefing.renderers import attached

    brief, printed = record.load(attached.take(data, name="a"), name="a")
    return pipeline.verify(brief, printed, delivered=data)


def taken(data: bytes) -> object:
    """A page's record taken out and read, nothing more."""
    from briefing.model import record
    from briefing.renderers import attached

    return record.load(attached.take(data, name="a"), name="a")


def recorded(data: bytes) -> object:
    """A record of a brief, read, and held against the sentences it carries."""
    from briefing import pipeline
    from briefing.model import record

    brief, printed = record.load(data, name="a")
    return pipeline.verify(brief, printed)


def changed(data: bytes) -> object:
    """A page held against what was printed of the first one, whatever its own record says."""
    from briefing import pipeline

    return pipeline.verify(*_first(), delivered=data)


@functools.cache
def _first() -> tuple[Brief, Printed | None]:
    from briefing.model import record
    from briefing.renderers import attached

    return record.load(attached.take(seeds("page-docx")[0], name="a"), name="a")


def template(data: bytes) -> object:
    """A template file."""
    from briefing.layout import template

    path = _folder() / "own.toml"
    path.write_bytes(data)
    return template.load(path)


def settings(data: bytes) -> object:
    """A project's settings file."""
    from briefing.cli import settings

    (_folder() / settings.PROJECT).write_bytes(data)
    return settings.effective(_folder())


@functools.cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="robustness-"))


def targets() -> dict[str, tuple[str, Target]]:
    """Name → the kind of its seeds and what is tried."""
    return {
        **{f"read-{kind}": (kind, reader(kind)) for kind in NAMES},
        "read-doc": ("doc", old_word),
        **{f"export-{name}": (f"export-{name}", file_of_several(name)) for name in exports.WRITERS},
        **{f"file-{name}": (f"file-{name}", file_of_several(name)) for name in FILES},
        "read-rows": ("rows", rows),
        "read-warc": ("warc", archive),
        "stations": ("plain", stations),
        "stations-model": ("plain", stations_with_model),
        "timex": ("words", timexes),
        "attribution": ("words", attributions),
        "attribution-model": ("words", attributions_with_model),
        "make": ("words", made),
        "review": ("review", reviewed),
        "record": ("record", recorded),
        "take-docx": ("page-docx", taken),
        "take-pdf": ("page-pdf", taken),
        "delivered-docx": ("page-docx", delivered),
        "delivered-pdf": ("page-pdf", delivered),
        "changed-docx": ("page-docx", changed),
        "changed-pdf": ("page-pdf", changed),
        "template": ("template", template),
        "settings": ("settings", settings),
    }


def attempt(target: Target, data: bytes, seconds: float) -> str | None:
    """What went wrong: ``None``, or the kind of the fault and where it arose."""

    def stop(_: int, __: FrameType | None) -> None:
        raise Hang

    # Processor time counts: on a busy machine a process may wait for longer. One that only waits is stopped, too.
    signal.signal(signal.SIGPROF, stop)
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, WAITING * seconds)
    try:
        target(data)
    except BriefingError:
        return None
    except Hang:
        return f"hang (over {seconds:g} s)"
    except Exception as error:  # noqa: BLE001 - finding these is what this program is for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno} ({error})"[:200]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
    return None


def inputs(name: str, count: int) -> Iterator[bytes]:
    """The inputs of a target: always the same ones."""
    kind = targets()[name][0]
    rng = random.Random(name)  # noqa: S311 - variety, not secrecy
    made: Sequence[bytes] = () if kind == "words" else seeds(kind)
    for number in range(count):
        if kind == "words":
            yield words.text(rng).encode()
        else:
            data = mutate(rng, list(made))
            if kind.startswith(("export-", "file-")):
                # A PDF is opened in a process of its own, which takes a hundred times as long; it has a target.
                data = data.replace(b"%PDF-", b"%PDF ")
            yield whole(data) if number % 2 else data


def run(
    name: str,
    after: int,
    count: int,
    seconds: float,
    megabytes: int,
    keep: str,
    out: multiprocessing.SimpleQueue,  # type: ignore[type-arg]
) -> None:
    """Try some inputs of a target in this process, behind the first ones; report faults and peak memory."""
    faulthandler.enable()
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    target = targets()[name][1]
    for number, data in itertools.islice(enumerate(inputs(name, after + count)), after, None):
        last = Path(keep) / f"{name}-last"
        last.write_bytes(data)
        fault = attempt(target, data, seconds)
        if fault:
            (Path(keep) / f"{name}-{number}").write_bytes(data)
            out.put((number, fault))
        last.unlink()
    out.put((-1, str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)))


def main() -> int:
    """Print a row for each target; 1 where anything broke."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("names", nargs="*", help="targets; by default all")
    ap.add_argument("--inputs", type=int, default=20_000, help="inputs a target (default 20,000)")
    ap.add_argument("--after", type=int, default=0, help="inputs passed over at the beginning, as tried before")
    ap.add_argument("--seconds", type=float, default=10.0, help="processor time for one input")
    ap.add_argument("--megabytes", type=int, default=4096, help="address space of the process")
    ap.add_argument("--keep", default="benchmarks/work/robustness", help="folder for inputs that break something")
    args = ap.parse_args()
    Path(args.keep).mkdir(parents=True, exist_ok=True)
    broken = 0
    print(f"{'target':17} {'inputs':>7} {'crashes':>7} {'hangs':>6} {'peak MB':>8}")
    for name in args.names or targets():
        context = multiprocessing.get_context("spawn")
        out = context.SimpleQueue()
        process = context.Process(
            target=run, args=(name, args.after, args.inputs, args.seconds, args.megabytes, args.keep, out)
        )
        process.start()
        faults: list[tuple[int, str]] = []
        peak = "died"
        while process.is_alive() or not out.empty():
            if out.empty():
                process.join(0.2)
                continue
            number, text = out.get()
            if number < 0:
                peak = text
            else:
                faults.append((number, text))
        hangs = sum(text.startswith("hang") for _, text in faults)
        crashes = len(faults) - hangs + (peak == "died")
        broken += bool(crashes or hangs)
        print(f"{name:17} {args.inputs:7} {crashes:7} {hangs:6} {peak:>8}")
        for number, text in faults[:5]:
            print(f"    {name}-{number}: {text}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
