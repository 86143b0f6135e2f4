"""Troubles that people reported of tools that do a part of this job: small inputs of our own, and what is right.

    python -m benchmarks.reported [ID…] [--wrong]

Says of each case of the area "pages and files" whether it is read right, or refused in the right words; of each of
"quotations/speakers", whether what is said goes to whoever says it, and nothing else is given to anybody.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from briefing import pipeline
from briefing.errors import BriefingError
from briefing.model.findings import Findings
from briefing.model.text import Document

CASES = Path(__file__).parent.parent.parent / "shared" / "cases"
AREAS = ("pages and files", "quotations/speakers")


class Read:
    """The files of one case, each read when it is first asked for."""

    def __init__(self, names: list[str]) -> None:
        self.names = sorted(names)

    def document(self, beginning: str = "") -> Document:
        """The document in the file whose name begins so."""
        name = next(n for n in self.names if n.startswith(beginning))
        return pipeline.read((CASES / "files" / name).read_bytes(), name=name)

    def story(self, beginning: str = "") -> list[str]:
        """Its paragraphs."""
        document = self.document(beginning)
        return [span.of(document.text) for span in document.paragraphs]

    def refused(self, beginning: str, words: str) -> bool:
        """Whether the file is refused with a message that holds such words."""
        try:
            self.document(beginning)
        except BriefingError as error:
            return bool(re.search(words, str(error)))
        return False


def _opens(story: list[str], *beginnings: str) -> bool:
    return len(story) == len(beginnings) and all(map(str.startswith, story, beginnings))


SIX = ("The harbour council", '"We could not', "Engineers warned", "The operator", '"Nobody asked', "A final decision")
_DAY = "2026-03-11"


def _dated(document: Document, day: str) -> bool:
    return document.date is not None and document.date.isoformat() == day


def _days(read: Read) -> set[str]:
    findings = pipeline.annotate(read.document(), engine="rules")
    return {t.value for t in findings.timexes if t.text == "today" and t.value is not None}


def _quoted(read: Read) -> bool:
    findings = pipeline.annotate(read.document())
    return any(
        "keep patching" in " ".join(span.of(findings.document.text) for span in a.content)
        and any("Brenn" in span.of(findings.document.text) for span in a.source)
        for a in findings.attributions
    )


def _columns(story: list[str]) -> bool:
    text = " ".join(story)
    return "voted on Tuesday to close the old ferry berth, ending" in text and "would move its evening crossing" in text


def _inner(read: Read) -> bool:
    document = read.document()
    return _dated(document, "2026-03-04") and _opens(read.story(), *SIX) and document.title == TITLE


TITLE = "Port Ellan closes ferry berth"
#: For each case what must hold of its files.
CHECKS: Mapping[str, Callable[[Read], bool]] = {
    "C02": lambda r: _opens(r.story(), *SIX),
    "C03": lambda r: len(r.story()) >= 6 and "\u00ad" not in "".join(r.story()),
    "C04": lambda r: (
        sum("approved the budget on 3 March and will meet again on 3 June" in p for p in r.story("P27")) == 1
        and _opens(r.story("P04"), *SIX)
        and "voted on Tuesday to close" in r.story("P04")[0]
    ),
    "C05": lambda r: _dated(r.document(), "2024-03-11"),
    "C06": lambda r: _opens(r.story(), *SIX),
    "C07": lambda r: sum("island traders, opposed" in p or "the council, backed" in p for p in r.story()) == 2,
    "C08": lambda r: len(r.story()) >= 6,
    "C09": lambda r: any("three conditions" in p for p in r.story()) and any("fare must stay" in p for p in r.story()),
    "C10": lambda r: r.story()[0].startswith("The harbour council"),
    "C11": lambda r: sum(w in p for p in r.story() for w in ("both denied that", "withdrew its cover on 1 March")) == 2,
    "C12": lambda r: all(any(p.startswith(s) for p in r.story()) for s in SIX),
    "C13": lambda r: _dated(r.document(), _DAY),
    "C14": lambda r: _dated(r.document(), "2026-03-10"),
    "C15": lambda r: any("It&rsquo;s over" in p for p in r.story()),
    "C16": lambda r: _opens(r.story(), *SIX),
    "C17": lambda r: _days(r) == {"2026-03-10", "2026-03-11", "2026-03-12"},
    "C19": _quoted,
    "C20": lambda r: r.story()[0].startswith("The harbour council"),
    "C21": lambda r: (
        _opens(r.story("P21"), *SIX)
        and r.document("P21").title == TITLE
        and _dated(r.document("P21"), _DAY)
        and _opens(r.story("P25"), "The harbour council", "Mayor Ada Brenn told", "The operator", "A final decision")
    ),
    "C22": lambda r: _opens(r.story(), *SIX),
    "C23": lambda r: all(
        "“We could not" in s[1] and "feet,” said" in s[1] and " – or more – " in s[2] for s in _both(r)
    ),
    "C24": lambda r: any("“We could not" in p and "feet,” said" in p for p in r.story()),
    "C25": lambda r: r.refused("Q05", "section|front|list of"),
    "C26": lambda r: (
        r.refused("Q02", "human|browser|challenge")
        and r.refused("Q03", "consent|cookie")
        and r.refused("Q06", "not found")
    ),
    "C27": lambda r: _dated(r.document(), _DAY) and "archive.org" not in (r.document().publisher or ""),
    "C28": lambda r: any("will meet on 3 June" in p for p in r.story()) and len(r.story()) == 4,
    "C29": lambda r: len(r.story()) >= 2 and any("The clerk, Nina Faber, said" in p for p in r.story()),
    "C30": lambda r: all(any(day in p for p in r.story()) for day in ("5 May 2026", "3 June 2026")),
    "C31": lambda r: len(r.story()) == 3,
    "C33": lambda r: _dated(r.document(), _DAY),
    "C34": lambda r: all(_columns(r.story(n)) for n in ("F02-", "F07", "F09")),
    "C36": lambda r: _opens(r.story(), "The harbour council", '"We could not', "A final decision"),
    "C38": _inner,
    "C39": _inner,
    "C40": lambda r: all(
        r.story(n)[0].startswith(SIX[0]) and any(note.code == "passed-over" for note in r.document(n).notes)
        for n in ("M04", "M05")
    ),
    "C41": lambda r: (
        sum(p in (TITLE, "Skarn Lines to cut crews", "Insurer walks away") for p in r.story()) == 3
        and "|" not in "".join(r.story())
    ),
    "C42": lambda r: r.refused("M10", "several|two"),
    "C44": lambda r: (
        all(_dated(r.document(n), _DAY) for n in ("T01", "T20")) and r.document("T01").authors == ("Ivo Lund",)
    ),
}


def _both(read: Read) -> list[list[str]]:
    return [read.story(n) for n in ("M09", "P23")]


#: For each case words of what is said with those who may be named for it, "" where it may stay open; whatever else
#: is given to somebody by name with certainty is wrong.
SAID: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "B01": (("…winter.", ("Hugo Tarn",)), ("Without them", ("Hugo Tarn",))),
    "B02": (("he was worried", ("Kadir Vossen",)), ("set neighbour against neighbour", ("Kadir Vossen",))),
    "B04": (
        ("pressure fall", ("Dana Pell",)),
        ("we do not know why", ("Dana Pell",)),
        ("It is something we follow", ("Dana Pell",)),
        ("I would not want", ("Dana Pell",)),
    ),
    "B05": (("Shots again", ("street vendor",)),),
    "B06": (("I am going home", ("Joe Marsh",)), ("to leave", ("Joe Marsh",))),
    "B07": (("just look on", ("", "minister")),),
    "B08": (("true expert", ("Gregor Stark",)), ("Anna brings", ("Rosen",))),
    "B09": (("read too much", ("Bill Karn",)), ("It will pass", ("Bill Karn",))),
    "B10": (("papers are not in order", ("", "Alice Venn", "Bob Roth")),),
    "B11": (),
    "B12": (("Don't worry", ("",)),),
    "B13": (("behave differently", ("Nina Faber",)),),
    "B15": (("the fund was sound", ("John Marek Sr.",)),),
    "B16": (("You want me to go where", ("Jessica Hagen",)),),
    "B17": (("moves under our feet", ("Ada Brenn",)), ("It isn't safe", ("Ada Brenn",))),
    "B18": (("the offer was fair", ("Martha Lund",)), ("it was not", ("Alex Mathews",))),
    "B19": (("the school would close", ("", "administrator")), ("a report", ("", "administrator"))),
    "B20": (("it was safe", ("", "Bob Hale and Alice Kerr")),),
    "B21": (("the U.S. had agreed", ("Marco Silva",)), ("It's done", ("Marco Silva",))),
    "B22": (("ready for the storm", ("Lena Orr",)), ("We are not", ("Max Dahl",))),
}


def _is_said_by(findings: Findings, wanted: tuple[tuple[str, tuple[str, ...]], ...]) -> bool:
    """Whether each of the words is given to one of those who may be named, and nothing else to anybody."""
    told = [
        (" ".join(span.of(findings.document.text) for span in a.content), actor.name if actor else "")
        for a in findings.attributions
        if a.certainty != "unsure"
        for actor in [findings.actor(a.actor)]
    ]
    for words, names in wanted:
        speakers = {name for content, name in told if words in content}
        if not speakers <= set(names) or (not speakers and "" not in names):
            return False
    return all(not name or any(words in content for words, _ in wanted) for content, name in told)


def _spoken(row: Mapping[str, Any]) -> bool:
    """Whether the speakers of a case are right, in its file where it has one, else in the input that it gives."""
    names = row["files"]
    document = (
        Read(names).document()
        if names
        else pipeline.read(row["input"].replace("\\n", "\n").encode("utf-8"), name="input.txt")
    )
    return _is_said_by(pipeline.annotate(document), SAID[row["id"]])


def verdict(row: Mapping[str, Any]) -> str:
    """``right``, ``wrong`` or the error that stands in for the article."""
    case, names = row["id"], row["files"]
    try:
        return "right" if (_spoken(row) if case in SAID else CHECKS[case](Read(names))) else "wrong"
    except BriefingError as error:
        return f"wrong: {error}"


def main() -> int:
    """Print a line a case; 1 where one is wrong."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("ids", nargs="*", metavar="ID")
    ap.add_argument("--wrong", action="store_true", help="print those alone that are wrong")
    args = ap.parse_args()
    if not CASES.is_dir():
        print("The cases are not beside the project; nothing was measured.")
        return 0
    rows = [json.loads(line) for line in (CASES / "reported.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = [row for row in rows if row["area"] in AREAS and (not args.ids or row["id"] in args.ids)]
    wrong = 0
    for row in asked:
        said = verdict(row)
        wrong += said != "right"
        if said != "right" or not args.wrong:
            print(f"{row['id']}  {said}  {row['right']}  ({', '.join(row['files'])})")
    print(f"{len(asked) - wrong} of {len(asked)} right")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
