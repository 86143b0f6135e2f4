"""How the check of a draft does on texts that tell an article in words of their own.

    python -m benchmarks.reworded [--errors] [--check]

The articles and the texts are ours (``reworded.toml``). A faithful text claims what is right; an altered one has one of
its claims wrong. An alteration is found where a claim that touches it is not borne out. A false alarm is a right claim
that is said to be contradicted, or somebody else's; one that is only *not told* or *not judged* is counted apart: the
reader has to look it up.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from briefing import pipeline
from briefing.config import toml
from briefing.model.claims import BORNE_OUT, Checked, Claim
from briefing.model.text import Document

TEXTS = Path(__file__).with_name("reworded.toml")
KINDS = {"p": "speaker", "d": "date", "n": "number"}
_MARK = re.compile(r"\{(?P<kind>[pdn]):(?P<right>[^|}]+)\|(?P<wrong>[^|}]+)\}")
#: Verdicts against a claim; the other two that are not borne out leave it to the reader.
_AGAINST = frozenset({"contradicted", "another", "nobody", "altered", "absent"})
#: Found of each kind; and false alarms of each.
FLOORS = {"p": 0.64, "d": 0.95, "n": 0.95}
CEILING = 0.03


class Said(NamedTuple):
    """One thing that a text claims."""

    kind: str
    span: tuple[int, int]
    words: str


class Text(NamedTuple):
    """A text, what it claims, and which of that is wrong."""

    words: str
    claims: tuple[Said, ...]
    wrong: int | None


def texts(lines: list[str]) -> Iterator[Text]:
    """The faithful text, and for each mark the text with that one wrong."""
    marks = [m for line in lines for m in _MARK.finditer(line)]
    for wrong in (None, *range(len(marks))):
        yield _written(lines, wrong)


def _written(lines: list[str], wrong: int | None) -> Text:
    out = ""
    claims: list[Said] = []
    for line in lines:
        at = 0
        for mark in _MARK.finditer(line):
            out += line[at : mark.start()]
            words = mark["wrong" if len(claims) == wrong else "right"]
            claims.append(Said(mark["kind"], (len(out), len(out) + len(words)), words))
            out += words
            at = mark.end()
        out += line[at:] + "\n\n"
    return Text(out, tuple(claims), wrong)


def _of(checked: Checked, said: Said) -> list[Claim]:
    start, end = said.span
    return [c for c in checked.claims if c.kind == KINDS[said.kind] and c.span.start < end and start < c.span.end]


def _standing(claims: list[Claim]) -> str:
    """What the check says of one thing: the worst of its claims; ``unseen`` where it sees none."""
    verdicts = {c.verdict for c in claims}
    if verdicts & _AGAINST:
        return "against"
    if not verdicts:
        return "unseen"
    return "borne out" if verdicts <= BORNE_OUT else "left open"


def main() -> int:
    """Print the figures; 1 where ``--check`` is given and one is out of its bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print what was missed and what was doubted")
    parser.add_argument("--check", action="store_true", help="fail where a figure is out of its bounds")
    told = parser.parse_args()
    right: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for story in toml.parse(TEXTS.read_text(encoding="utf-8"))["article"]:
        day = dt.date.fromisoformat(story["date"])
        article = pipeline.from_text(story["text"].strip(), id="article", date=day)
        for text in texts(story["lines"]):
            draft: Document = pipeline.read_draft(text.words.encode(), name="draft.txt", date=day)
            checked = pipeline.check_draft(draft, [article])
            if text.wrong is None:
                for said in text.claims:
                    _count(right, said, _of(checked, said), text, told.errors, "against")
            else:
                said = text.claims[text.wrong]
                _count(wrong, said, _of(checked, said), text, told.errors, "borne out", "unseen")
    below = False
    for kind, name in KINDS.items():
        seen = sum(count for (k, _), count in wrong.items() if k == kind)
        found = sum(wrong[kind, s] for s in ("against", "left open"))
        of = sum(count for (k, _), count in right.items() if k == kind)
        shares = {s: right[kind, s] / of for s in ("borne out", "left open", "unseen", "against")}
        print(
            f"{name:8} wrong: {found / seen:.3f} of {seen} not borne out,"
            f" {wrong[kind, 'against'] / seen:.3f} contradicted; "
            "right: " + ", ".join(f"{s} {share:.3f}" for s, share in shares.items()) + f", of {of}"
        )
        below = below or found / seen < FLOORS[kind] or shares["against"] > CEILING
    return 1 if told.check and below else 0


def _count(
    counts: Counter[tuple[str, str]], said: Said, claims: list[Claim], text: Text, errors: bool, *bad: str
) -> None:
    standing = _standing(claims)
    counts[said.kind, standing] += 1
    if errors and standing in bad:
        start = text.words.rfind("\n\n", 0, said.span[0]) + 1
        line = text.words[max(0, start) : text.words.find("\n\n", said.span[1])].strip()
        notes = "; ".join(f"{c.verdict}: {c.note}" for c in claims)
        print(f"  {'right' if text.wrong is None else 'wrong'}, {standing}: [{said.words}] in {line}\n     {notes}")


if __name__ == "__main__":
    sys.exit(main())
