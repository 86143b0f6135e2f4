"""What is installed with the program may be shipped with it: no package under the GPL, AGPL or LGPL alone."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

LOCK = Path(__file__).parent.parent / "requirements.lock"
NAMES = sorted(set(re.findall(r"^([a-z0-9-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE)))


def licence(package: str) -> str | None:
    """What a package says of its licence; ``None`` where this machine needs no such package."""
    try:
        told: Any = metadata.metadata(package)  # a message, of which typeshed does not tell all
    except metadata.PackageNotFoundError:
        return None
    named = [line.removeprefix("License :: ") for line in told.get_all("Classifier") or () if "License ::" in line]
    long = (told.get("License") or "").strip()
    return told.get("License-Expression") or " OR ".join(named) or long[:200]


def may_be_shipped(told: str) -> bool:
    """Whether one of the licences that one may choose from is none of the GNU ones.

    >>> may_be_shipped("MPL-1.1 OR GPL-2.0-only"), may_be_shipped("MIT AND LGPL-2.1-or-later")
    (True, False)
    """
    choices = re.split(r"\s+OR\s+", told.strip("() "), flags=re.IGNORECASE)
    return bool(told) and not all(re.search(r"GPL|GNU (?:Affero|Lesser|General|Library)", one) for one in choices)


@pytest.mark.parametrize("package", NAMES)
def test_a_package_that_is_installed_with_ours_may_be_shipped(package: str) -> None:
    told = licence(package)
    assert told is None or may_be_shipped(told), f"{package}: {told or 'says nothing of its licence'}"


def test_most_of_the_lock_is_looked_at() -> None:
    """Those for other systems and other Pythons alone are not installed here."""
    assert sum(licence(package) is not None for package in NAMES) >= 0.8 * len(NAMES) > 40


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("MIT", True),
        ("BSD-3-Clause OR Apache-2.0", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only OR LGPL-3.0-only", False),
        ("OSI Approved :: GNU Lesser General Public License v2 (LGPLv2)", False),
        ("OSI Approved :: GNU General Public License (GPL)", False),
        ("MIT AND LGPL-2.1-or-later", False),
        ("", False),
    ],
)
def test_the_check_tells_licences_apart(told: str, expected: bool) -> None:
    assert may_be_shipped(told) is expected
