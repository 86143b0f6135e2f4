"""Memory grows with the text and no faster: below a gigabyte a megabyte, from the text to the finished files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: Megabytes of memory that each further megabyte of text may take.
MOST = 1000
#: What a process of its own does with the text that is piped in; it prints the most bytes that it held.
PROGRAM = """
import datetime as dt, resource, sys
from briefing.batch import threads
threads.one_thread()
from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.layout import template
day = dt.date(2026, 3, 12)
document = pipeline.from_text(sys.stdin.read(), id="speech", date=day)
brief = pipeline.compose([pipeline.annotate(document, engine=sys.argv[1])], BriefOptions(as_of=day))
page = pipeline.lay_out(brief, template.load())
for form in ("docx", "pdf", "json"):
    pipeline.render(brief, page, form)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


def speech(length: int) -> str:
    """A text of at least so many characters in which every sentence is somebody's, and most have a day and a number."""
    paragraphs: list[str] = []
    size = 0
    while size < length:
        n = len(paragraphs)
        who = (
            f"{('Ada', 'Boris', 'Clara', 'Dmitri', 'Elena')[n % 5]} {('Bren', 'Kor', 'Tal', 'Mer', 'Hol')[n // 5 % 5]}"
        )
        who += ("ner", "dal", "vik", "mann")[n // 25 % 4]
        paragraphs.append(
            f"“The harbour of pier {n} will cost {n + 2} million euros and open on {n % 28 + 1} May 2031,” {who} said. "
            f"Minister {who} argued that the council of district {n} should not close its {n % 9 + 2} schools."
        )
        size += len(paragraphs[-1])
    return "\n\n".join(paragraphs)


def most_held(text: str, engine: str) -> int:
    """Bytes of memory that a process held at most which made the page of a text."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    # Started by one that holds little: on Linux a process begins with the most that its parent held.
    starter = "import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', *sys.argv[1:]]).returncode)"
    command = [sys.executable, "-c", starter, PROGRAM, engine]
    return int(subprocess.run(command, input=text, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no memory here")
@pytest.mark.slow
@pytest.mark.parametrize(("engine", "few", "many"), [("rules", 40_000, 160_000), ("auto", 70_000, 140_000)])
def test_memory_grows_by_less_than_a_gigabyte_a_megabyte(engine: str, few: int, many: int) -> None:
    """The larger texts are more than the model is given at a time (:data:`briefing.text.parse.BATCH`)."""
    small, large = most_held(speech(few), engine), most_held(speech(many), engine)
    assert (large - small) / (many - few) < MOST
