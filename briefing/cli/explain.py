"""``briefing explain``: how a text's dates and speakers were read, with the rule and the reason."""

from __future__ import annotations

import datetime as dt
import sys
import textwrap
from typing import TYPE_CHECKING

import click

from briefing.cli import console, options
from briefing.errors import InputError

if TYPE_CHECKING:
    from briefing.model.findings import Findings
    from briefing.model.text import Span

#: Columns of the text printed, and where the values begin in it.
_WIDTH, _VALUE = 80, 12
_MARKS = ("“", '"', "``", "''")


@click.command("explain", short_help="Explain how a text's dates and speakers were read.")
@click.argument("text")
@click.option("--date", "date", type=options.DAY, metavar="DAY", help="The day the text was written (YYYY-MM-DD).")
@options.engine
def command(text: str, date: dt.date | None, engine: str) -> None:
    """Explain how a text's dates and speakers were read: value, interval, rule and reason of each.

    TEXT is the text itself, or - for standard input.
    """
    from briefing import pipeline

    if text == "-":
        text = _piped()
    findings = pipeline.annotate(pipeline.from_text(text, id="text", date=date), engine=engine)
    for line in explanation(findings):
        console.out(line)
    if not findings.timexes and not findings.attributions:
        console.note("No date and no speaker was found.")


def _piped() -> str:
    """The text of the standard input.

    Raises:
        InputError: it is empty, or no text.
    """
    try:
        text = sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8 text", where="standard input", next_step="Save it as UTF-8.") from error
    if not text.strip():
        raise InputError("is empty", where="standard input", next_step="Pipe a text in, or give it as the argument.")
    return text


def explanation(findings: Findings) -> list[str]:
    """The lines printed: each time expression, then each attribution."""
    text = findings.document.text
    out: list[str] = []
    for t in findings.timexes:
        out.append(f"{t.type} “{t.text}”")
        grain = f" ({t.granularity})" if t.granularity != "unknown" else ""
        out.append(f"  value     {t.value or 'open'}{f', mod {t.mod}' if t.mod else ''}{grain}")
        if t.interval:
            first = t.interval.start.isoformat() if t.interval.start else "…"
            last = (t.interval.end - dt.timedelta(days=1)).isoformat() if t.interval.end else "…"
            out.append(f"  days      {first} to {last}")
        if t.edtf:
            out.append(f"  edtf      {t.edtf}")
        out.append(f"  rule      {t.rule}")
        out.append(f"  reason    {t.reason}")
    for a in findings.attributions:
        said = _words(text, a.content)
        # What is quoted brings its own marks.
        out.append(f"{a.kind.upper()} {said}" if said[:1] in _MARKS else f"{a.kind.upper()} “{said}”")
        out.append(f"  speaker   {' → '.join(a.chain) if a.chain else a.speaker or 'unknown'}")
        out.append(f"  cue       {_words(text, a.cue) or '(none)'} ({a.stance})")
        out.append(f"  certainty {a.certainty} ({a.score:.2f})")
        out.append(f"  rule      {a.rule}")
    return [part for line in out for part in _wrapped(line)]


def _wrapped(line: str) -> list[str]:
    """A line in lines as wide as a terminal; what it goes on with stands under its value."""
    inset = _VALUE if line.startswith("  ") else 4
    return textwrap.wrap(line, _WIDTH, subsequent_indent=" " * inset, break_long_words=False, break_on_hyphens=False)


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(" ".join(span.of(text).split()) for span in spans)
