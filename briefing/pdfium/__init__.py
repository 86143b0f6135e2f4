"""What PDFium reads out of a PDF, read in a process of its own with bounds on its memory and time.

PDFium has no bounds: a file of 3 kB can make it take all memory, which ends the process that called it, or run for
years. So the file goes to a child over a pipe, and lines, words or an attached file come back as JSON; a child that
dies or takes too long is an :class:`InputError`. Where Python cannot start another Python, PDFium runs here, unbounded.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from briefing.errors import InputError
from briefing.pdfium import worker

#: More pages are a book.
MOST_PAGES = 400
#: The most letters on all pages, those of running heads counted.
MOST_LETTERS = 2_000_000
#: Address space of the child, in bytes, where the system keeps to it (Linux does, macOS and Windows do not).
MOST_MEMORY = 2**30
#: Processor seconds of the child (not on Windows). A file of 400 full pages takes about ten.
MOST_SECONDS = 60
#: Seconds by the clock, on every system; the machine may be busy.
PATIENCE_S = 300

_PROGRAM = (
    "import json, sys; told = json.loads(sys.argv[1]); sys.path[:] = told['path']; "
    "from briefing.pdfium import worker; worker.main(told)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. Lengths in points, y from the page's foot."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    height: float
    """The page's."""


def lines(data: bytes, *, name: str) -> tuple[list[Line], dict[str, str]]:
    """Every line of text in the order of the pages' content, and the file's properties.

    Raises:
        InputError: the file is damaged, locked, longer than an article, or asks for too much memory or time.
    """
    rows, about = _ask("lines", data, name)
    return [Line(*row) for row in rows], about


def words(data: bytes, *, name: str | None = None) -> str:
    """The text of the pages, in the order in which it is read.

    Raises:
        InputError: as for :func:`lines`.
    """
    return str(_ask("words", data, name))


def evidence(data: bytes, *, name: str | None = None) -> dict[str, Any]:
    """What a PDF shows and holds: ``pages`` with size, words, a digest of the picture, and ``holds`` with what acts.

    Raises:
        InputError: as for :func:`lines`.
    """
    contents: dict[str, Any] = _ask("evidence", data, name)
    return contents


def attached(data: bytes, called: str, *, name: str) -> bytes | None:
    """The file of that name that is attached to a PDF, or ``None``.

    Raises:
        InputError: as for :func:`lines`.
    """
    answer = _ask("attached", data, name, called=called)
    return None if answer is None else base64.b64decode(answer)


def _ask(job: str, data: bytes, name: str | None, **more: str) -> Any:
    request: dict[str, Any] = {"job": job, "memory": MOST_MEMORY, "seconds": MOST_SECONDS, **more}
    request |= {"pages": MOST_PAGES, "letters": MOST_LETTERS}
    if not sys.executable or getattr(sys, "frozen", False):  # packed into one program: there is no Python to start
        return _taken(worker.answer_to(request, data), name)
    request["path"] = [place for place in sys.path if isinstance(place, str)]
    command = [sys.executable, "-I", *(["-B"] if sys.dont_write_bytecode else [])]
    try:
        # What is run is our own program; of the file nothing but its bytes goes there, over the pipe.
        done = subprocess.run(  # noqa: S603
            [*command, "-c", _PROGRAM, json.dumps(request)],
            input=data,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much(name) from error
    if done.returncode == 1:  # an exception of Python that nobody foresaw is our own fault, not the file's
        raise RuntimeError(done.stderr.decode(errors="replace"))
    if done.returncode:
        raise _too_much(name)
    return _taken(json.loads(done.stdout), name)


def _taken(answer: dict[str, Any], name: str | None) -> Any:
    """What was found, or the error that was met."""
    if (fault := answer.get("fault")) is None:
        return answer["found"]
    if fault == "much":
        raise _too_much(name)
    what, next_step = _FAULTS[fault]
    raise InputError(what.format(**answer), where=name, next_step=next_step)


#: What the child may meet → the message and the next step.
_FAULTS = {
    "locked": ("the PDF is protected by a password", "Save it without a password."),
    "damaged": ("the PDF is damaged", "Download or save it again."),
    "pages": (
        f"the PDF has {{pages}} pages; an article has fewer than {MOST_PAGES}",
        "Save the article's own pages as a PDF and give that file.",
    ),
    "letters": (
        f"the PDF holds more than {MOST_LETTERS:,} letters; an article has fewer",
        "Save the article's own pages as a PDF and give that file.",
    ),
}


def _too_much(name: str | None) -> InputError:
    return InputError(
        "the PDF needs more memory or time than an article does",
        where=name,
        next_step="Print it into a new PDF, or copy the article's text into a .txt file and give that file.",
    )
