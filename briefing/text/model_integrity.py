"""Whether the files of an installed model are those that its wheel brought.

A damaged weight makes no error: it makes other words. So each file is held against the hash that the installer wrote
down for it (the wheel's ``RECORD``), in a thread beside the loading, which costs hardly any time.

Source: Binary distribution format, https://packaging.python.org/specifications/binary-distribution-format/.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import threading
from pathlib import Path

_PIECE = 2**20


class Check:
    """The files of one package, looked at while something else goes on."""

    def __init__(self, package: Path) -> None:
        """Begin to look.

        Args:
            package: the folder of the installed package, such as ``…/site-packages/en_core_web_sm``.
        """
        self._found: list[str] = []
        self._package = package
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def damaged(self) -> list[str]:
        """Names of files that are missing or other than they were brought, when all have been looked at."""
        self._thread.join()
        return self._found

    def _look(self) -> None:
        for record in sorted(self._package.parent.glob(f"{self._package.name}-*.dist-info/RECORD")):
            with record.open(encoding="utf-8", newline="") as file:
                for name, checksum, *_ in csv.reader(file):
                    kind, _, digest = checksum.partition("=")
                    inside = name.startswith(f"{self._package.name}/") and not name.endswith((".py", ".pyc"))
                    if inside and digest and _digest(self._package.parent / name, kind) != digest:
                        self._found.append(name)


def _digest(path: Path, kind: str) -> str | None:
    """A file's hash as ``RECORD`` writes it; ``None`` where the file cannot be read."""
    made = hashlib.new(kind)
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                made.update(piece)
    except OSError:
        return None
    return base64.urlsafe_b64encode(made.digest()).rstrip(b"=").decode()
