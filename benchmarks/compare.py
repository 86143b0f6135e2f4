"""Gains and losses between two states of the code, sentence by sentence.

python -m benchmarks.compare OLD [NEW] [--sets NAME...] [--show N]

OLD and NEW are commits, or folders of predictions as ``python -m benchmarks.quality --predictions DIR`` keeps them.
Without NEW the working tree is compared. For each set: the figures before and after, what was wrong and is right now
(gains), and what was right and is wrong now (losses).
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import scorers
from benchmarks.quality import HERE, SETS, SHARED

Row = Mapping[str, Any]
#: What is judged, by a name that both runs share → whether it is right, and how it reads.
Verdicts = dict[tuple[str, ...], tuple[bool, str]]

#: Characters shown on either side of what was found.
AROUND = 50
#: The program, wherever it lies.
GIT = shutil.which("git") or "git"


def main() -> int:
    """Print the report; 2 where the sets are not there."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("old", help="a commit, or a folder of predictions")
    ap.add_argument("new", nargs="?", help="a commit or a folder; by default the working tree")
    ap.add_argument(
        "--sets", nargs="+", choices=[n for n in SETS if SETS[n][0] in JUDGES], help="by default all of these"
    )
    ap.add_argument("--show", type=int, default=20, metavar="N", help="gains and losses listed for each set (20)")
    args = ap.parse_args()
    if not SHARED.is_dir():
        print("The benchmark sets are not beside the project; nothing was compared.")
        return 2
    names = args.sets or [n for n in SETS if SETS[n][0] in JUDGES and SETS[n][2] == "annotate"]
    with tempfile.TemporaryDirectory() as scratch:
        old = predictions(args.old, names, Path(scratch) / "old")
        new = predictions(args.new, names, Path(scratch) / "new")
        for name in names:
            for line in report(name, old, new, args.show):
                print(line)
    return 0


def predictions(state: str | None, names: list[str], scratch: Path) -> Path:
    """The folder that holds a state's predictions, made where the state is a commit or the working tree.

    Raises:
        SystemExit: ``state`` is neither a folder nor a commit.
    """
    if state is not None and Path(state).is_dir():
        return Path(state)
    scratch.mkdir(parents=True)
    if state is None:
        _predict(HERE.parent, names, scratch)
        return scratch
    tree = scratch / "tree"
    added = subprocess.run(
        [GIT, "-C", str(HERE.parent), "worktree", "add", "--detach", "--quiet", str(tree), state],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if added.returncode:
        sys.exit(f"{state!r} is neither a folder nor a commit: {added.stderr.strip()}")
    try:
        _predict(tree, names, scratch)
    finally:
        subprocess.run([GIT, "-C", str(HERE.parent), "worktree", "remove", "--force", str(tree)], check=True)
    return scratch


def _predict(code: Path, names: list[str], out: Path) -> None:
    """Annotate the sets with the code of one folder."""
    for name in names:
        _, gold, how = SETS[name]
        command = [sys.executable, "-m", "briefing", *how.split(), str(SHARED / gold), "-o", str(out / f"{name}.jsonl")]
        subprocess.run(command, check=True, cwd=code)


def report(name: str, old: Path, new: Path, show: int) -> Iterator[str]:
    """The lines for one set."""
    task, gold_file, _ = SETS[name]
    gold = _rows(SHARED / gold_file)
    before, after = (_rows(folder / f"{name}.jsonl") for folder in (old, new))
    scorer = scorers.load(SHARED / "bench/score.py")
    yield f"== {name}"
    figures = [getattr(scorer, task)(gold, rows, []) for rows in (before, after)]
    for part, values in figures[0].items():
        for key, value in values.items():
            now = figures[1][part][key]
            if value != now:
                yield (
                    f"  {part}.{key:18} {value:.4f} → {now:.4f}" if value < 2 else f"  {part}.{key:18} {value} → {now}"
                )
    was, now_is = (JUDGES[task](scorer, gold, rows) for rows in (before, after))
    changed: dict[str, list[str]] = {"gain": [], "loss": []}
    for key in sorted(was.keys() | now_is.keys()):
        # What only one run found at all is wrong where it is not in the gold: its absence is right.
        first, second = was.get(key, (True, "nothing found")), now_is.get(key, (True, "nothing found"))
        if first[0] != second[0]:
            words = f"{key[0]}: {first[1]}\n        → {second[1]}"
            changed["gain" if second[0] else "loss"].append(words)
    yield f"  {len(changed['gain'])} gains, {len(changed['loss'])} losses"
    for kind, lines in changed.items():
        for line in lines[:show]:
            yield f"  {kind} {line}"
        if len(lines) > show:
            yield f"  … and {len(lines) - show} more of kind {kind}"


def _rows(path: Path) -> dict[str, Row]:
    return {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def _around(text: str, start: int, end: int) -> str:
    words = f"{text[max(0, start - AROUND) : start]}[{text[start:end]}]{text[end : end + AROUND]}"
    return " ".join(words.split())


def _timex(scorer: ModuleType, gold: Mapping[str, Row], rows: Mapping[str, Row]) -> Verdicts:
    out: Verdicts = {}
    for name, row in gold.items():
        text, wanted, got = row["text"], row["timexes"], rows.get(name, {}).get("timexes", [])
        hit_w, hit_g = set(), set()
        for i, j, same in scorer.timex_pairs(wanted, got):
            hit_w.add(i)
            hit_g.add(j)
            w, g = wanted[i], got[j]
            right = bool(same) and w["value"] == (g.get("value") or "")
            said = f"{g.get('value') or 'open'} for {w['value']} {_around(text, g['start'], g['end'])}"
            out[name, "gold", str(w["start"])] = right, said
        for i, w in enumerate(wanted):
            if i not in hit_w:
                out[name, "gold", str(w["start"])] = False, f"missed {w['value']} {_around(text, w['start'], w['end'])}"
        for j, g in enumerate(got):
            if j not in hit_g:
                said = f"not in the gold: {g.get('value') or 'open'} {_around(text, g['start'], g['end'])}"
                out[name, "more", str(g["start"])] = False, said
    return out


def _attribution(scorer: ModuleType, gold: Mapping[str, Row], rows: Mapping[str, Row]) -> Verdicts:
    out: Verdicts = {}
    for name, row in gold.items():
        text = row["text"]
        got = rows.get(name, {}).get("attributions", [])
        one = {name: row}
        for i, a in enumerate(row["attributions"]):
            errors: list[Any] = []
            scorer.attribution({name: {**row, "attributions": [a]}}, {name: {"attributions": got}}, errors)
            wrong = next((e for e in errors if e[1].startswith(("missed", "source"))), None)
            start = a["content"][0][0]
            said = f"{wrong[1]} " if wrong else ""
            out[name, "gold", str(i)] = (
                wrong is None,
                said + _around(text, start, min(a["content"][-1][1], start + 100)),
            )
        for a in got:
            errors = []
            scorer.attribution(one, {name: {"attributions": [a]}}, errors)
            if any(e[1].startswith("spurious") for e in errors):
                start = a["content"][0][0]
                said = f"not in the gold: {_around(text, start, min(a['content'][-1][1], start + 100))}"
                out[name, "more", str(start)] = False, said
    return out


def _eventdate(scorer: ModuleType, gold: Mapping[str, Row], rows: Mapping[str, Row]) -> Verdicts:
    out: Verdicts = {}
    for name, row in gold.items():
        for m in row["mentions"]:
            errors: list[Any] = []
            scorer.eventdate({name: {**row, "mentions": [m]}}, {name: rows.get(name, {})}, errors)
            said = f"{errors[0][3]} for {m['date']} " if errors else f"{m['date']} "
            out[name, str(m["start"])] = not errors, said + _around(row["text"], m["start"], m["end"])
    return out


#: The scorer's task → what of a set is right and what is wrong.
JUDGES: Mapping[str, Callable[[ModuleType, Mapping[str, Row], Mapping[str, Row]], Verdicts]] = {
    "timex": _timex,
    "attribution": _attribution,
    "eventdate": _eventdate,
}

if __name__ == "__main__":
    sys.exit(main())
