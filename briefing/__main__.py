"""``python -m briefing``."""

import sys
from pathlib import Path

# Python puts the working folder first, which may hold anybody's modules. Where this package itself lies there, as in a
# copy of its sources, it stays.
if sys.path and Path(sys.path[0] or ".").resolve() != Path(__file__).resolve().parent.parent:
    del sys.path[0]

from briefing.cli import main

main()
