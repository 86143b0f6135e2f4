"""Whether a bill of materials names every package of the lock, each with a hash that the lock allows.

python .ci/bill_of_materials.py sbom.cdx.json requirements.lock
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

bill, lock = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:3])
allowed: dict[str, set[str]] = {}  # a package may stand there twice, for older and for newer Pythons
for match in re.finditer(r"^(?P<name>[a-z0-9-]+)==(?P<rest>.*(?:\n[ #].*)*)", lock, re.MULTILINE):
    allowed.setdefault(match["name"], set()).update(re.findall(r"sha256:([0-9a-f]{64})", match["rest"]))
named: dict[str, set[str]] = {}
for part in json.loads(bill)["components"]:
    hashes = [one["content"] for link in part.get("externalReferences", ()) for one in link.get("hashes", ())]
    named.setdefault(part["name"], set()).update(hashes, (one["content"] for one in part.get("hashes", ())))
wrong = [name for name, hashes in allowed.items() if not named.get(name) or not named[name] <= hashes]
if wrong or not allowed:
    sys.exit(f"the bill of materials lacks {', '.join(wrong) or 'all'}, or their hashes")
sys.stdout.write(f"{len(allowed)} packages in the bill of materials, each with its hashes\n")
