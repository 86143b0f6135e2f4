"""What only asks for words is answered at once: nothing is imported but the commands themselves and click."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from briefing.cli import COMMANDS


@pytest.mark.parametrize("typed", [["--version"], ["--help"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_and_version_import_nothing_heavy(typed: list[str]) -> None:
    program = (
        "import sys\n"
        "before = set(sys.modules)\n"  # what the environment itself loads at every start
        f"sys.argv = ['briefing', *{typed!r}]\n"
        "from briefing.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "known = (*sys.stdlib_module_names, 'click')\n"
        "new = [name for name in sorted(set(sys.modules) - before) if name.partition('.')[0] not in known]\n"
        "print('\\n' + ' '.join(new))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    new = done.stdout.splitlines()[-1].split()
    assert [
        name
        for name in new
        if not re.match(r"briefing(\.(cli|errors)\b|\.model(\.sanitizers)?$|\.config(\.folders)?$|$)", name)
    ] == []
