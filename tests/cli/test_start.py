"""What only asks for words is answered at once: nothing is imported but the commands themselves and click."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from briefing.batch.threads import THREADS
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
        if not re.match(
            r"briefing(\.(cli|errors)\b|\.model(\.sanitizers)?$|\.config(\.folders)?$|\.batch(\.threads)?$"
            r"|\.file_names$|$)",
            name,
        )
    ] == []


@pytest.mark.parametrize(("chosen", "told"), [({}, "1"), ({"OMP_NUM_THREADS": "3"}, "")])
def test_a_command_computes_with_one_thread_unless_the_user_says_otherwise(chosen: dict[str, str], told: str) -> None:
    program = (
        "import os, sys\n"
        "from briefing.cli import main\n"
        "try:\n    main(['--version'])\n"
        "except SystemExit:\n    print('numpy' in sys.modules, os.environ.get('OPENBLAS_NUM_THREADS', ''))"
    )
    env = {name: value for name, value in os.environ.items() if name not in THREADS} | chosen
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.splitlines()[-1] == f"False {told}"
