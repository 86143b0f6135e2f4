"""Whoever trains the ranker is told what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_without_scikit_learn_the_training_says_what_to_install() -> None:
    code = (
        "import sys, runpy; sys.modules['sklearn'] = sys.modules['scipy'] = None\n"
        "runpy.run_module('benchmarks.train_ranker', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 1
    assert "pip install scikit-learn" in done.stderr
    assert "Traceback" not in done.stderr
