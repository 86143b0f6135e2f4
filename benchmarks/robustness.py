"""Hostile input for every reader and station: inputs tried, crashes, hangs and peak memory.

python -m benchmarks.robustness [TARGET...] [--inputs N] [--seconds S] [--megabytes M] [--keep DIR]

Each input is a valid file of our own making, mutated by a seeded generator. The only exception that may come back is a
BriefingError; an input that takes longer than the limit is a hang; a process that needs more memory than the bound
crashes. Inputs that break something are kept as files, to become cases under tests/hostile/cases/.
"""

from __future__ import annotations

import argparse
import datetime as dt
import faulthandler
import multiprocessing
import random
import resource
import signal
import sys
import traceback
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import FrameType

from briefing.errors import BriefingError
from tests.truth.grammar import article

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


def seeds(kind: str) -> list[bytes]:
    """Valid inputs of a kind, of our own making."""
    texts = [article(number).text for number in range(12)]
    return [MAKERS[kind](text) for text in texts]


def _html(text: str) -> bytes:
    body = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
    head = '<meta property="article:published_time" content="2026-03-12"><title>A story</title>'
    return f"<!doctype html><html lang=en><head>{head}</head><body><article>{body}</article></body></html>".encode()


def _docx(text: str) -> bytes:
    import docx

    file = docx.Document()
    for paragraph in text.split("\n\n"):
        file.add_paragraph(paragraph)
    file.core_properties.created = dt.datetime(2026, 3, 12, tzinfo=dt.timezone.utc)
    out = BytesIO()
    file.save(out)
    # Stored, not packed: a mutation then reaches the XML, not the checksum alone.
    plain = BytesIO()
    with zipfile.ZipFile(out) as packed, zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as stored:
        for name in packed.namelist():
            stored.writestr(name, packed.read(name))
    return plain.getvalue()


def _pdf(text: str) -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    out = BytesIO()
    style = getSampleStyleSheet()["Normal"]
    SimpleDocTemplate(out, pageCompression=0).build([Paragraph(p, style) for p in text.split("\n\n")])
    return out.getvalue()


def _mail(text: str) -> bytes:
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = "A story", "desk@example.org", "Thu, 12 Mar 2026 09:00:00 +0000"
    mail.set_content(text)
    mail.add_alternative(_html(text).decode(), subtype="html")
    return mail.as_bytes()


def _rows(text: str) -> bytes:
    import json

    return json.dumps({"id": "a", "text": text, "date": "2026-03-12"}).encode()


MAKERS: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "mail": _mail,
    "rows": _rows,
}
NAMES = {"plain": "a.txt", "html": "a.html", "pdf": "a.pdf", "docx": "a.docx", "mail": "a.eml"}


def reader(kind: str) -> Target:
    """Read bytes as a user's file of that kind would be."""
    from briefing import pipeline

    return lambda data: pipeline.read(data, name=NAMES[kind])


def rows(data: bytes) -> object:
    """A line of JSON Lines."""
    from briefing.readers import rows

    return rows.row(data.decode("utf-8", "surrogateescape"), "a:1")


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


def targets() -> dict[str, tuple[str, Target]]:
    """Name → the kind of its seeds and what is tried."""
    return {
        **{f"read-{kind}": (kind, reader(kind)) for kind in NAMES},
        "read-rows": ("rows", rows),
        "stations": ("plain", stations),
        "stations-model": ("plain", stations_with_model),
    }


def attempt(target: Target, data: bytes, seconds: float) -> str | None:
    """What went wrong: ``None``, or the kind of the fault and where it arose."""

    def stop(_: int, __: FrameType | None) -> None:
        raise Hang

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
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
        signal.setitimer(signal.ITIMER_REAL, 0)
    return None


def inputs(name: str, count: int) -> Iterator[bytes]:
    """The inputs of a target: always the same ones."""
    kind = targets()[name][0]
    made = seeds(kind)
    rng = random.Random(name)  # noqa: S311 - variety, not secrecy
    for _ in range(count):
        yield mutate(rng, made)


def run(name: str, count: int, seconds: float, megabytes: int, keep: str, out: multiprocessing.SimpleQueue) -> None:  # type: ignore[type-arg]
    """Try every input of a target in this process; report faults and peak memory."""
    faulthandler.enable()
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    target = targets()[name][1]
    for number, data in enumerate(inputs(name, count)):
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
    ap.add_argument("--seconds", type=float, default=10.0, help="time limit for one input")
    ap.add_argument("--megabytes", type=int, default=4096, help="address space of the process")
    ap.add_argument("--keep", default="benchmarks/work/robustness", help="folder for inputs that break something")
    args = ap.parse_args()
    Path(args.keep).mkdir(parents=True, exist_ok=True)
    broken = 0
    print(f"{'target':16} {'inputs':>7} {'crashes':>7} {'hangs':>6} {'peak MB':>8}")
    for name in args.names or targets():
        context = multiprocessing.get_context("spawn")
        out = context.SimpleQueue()
        process = context.Process(target=run, args=(name, args.inputs, args.seconds, args.megabytes, args.keep, out))
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
        print(f"{name:16} {args.inputs:7} {crashes:7} {hangs:6} {peak:>8}")
        for number, text in faults[:5]:
            print(f"    {name}-{number}: {text}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
