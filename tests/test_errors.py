from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

from briefing import errors


def test_every_error_has_an_exit_code_of_its_own() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.BriefingError)]
    codes = [kind.exit_code for kind in kinds]
    assert len(codes) == len(set(codes)) >= 11
    assert 0 not in codes


def test_an_error_says_what_where_and_what_next() -> None:
    error = errors.InputError("is empty", where="a.txt", next_step="Give a file with text in it.")
    assert str(error) == "a.txt: is empty\n  Give a file with text in it."


def raised() -> Iterator[tuple[str, ast.Call]]:
    """Where each error is made, and the call that makes it."""
    kinds = {name for name, kind in vars(errors).items() if inspect.isclass(kind) and issubclass(kind, Exception)}
    root = Path(errors.__file__).parent
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
                yield f"{path.relative_to(root)}:{node.lineno}", node


def test_every_error_says_what_to_do_next() -> None:
    # The page in the browser shows its own errors beside the field; what is wrong with one of many inputs is told
    # in the line that stands for it.
    elsewhere = ("desk/", "batch/work.py", "readers/zipped.py")
    made = [(place, call) for place, call in raised() if not place.startswith(elsewhere)]
    assert len(made) > 200
    assert [place for place, call in made if "next_step" not in {key.arg for key in call.keywords}] == []
