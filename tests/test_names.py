"""A variable is named by a noun of the domain: words that fit any value tell a reader nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "briefing"
#: These have stood for articles, events, matches and rows alike.
EMPTY = frozenset({"one", "found", "told", "own"})


def empty_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Variables, parameters, fields, attributes, functions and imported names that are called so, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in EMPTY:
            yield node.lineno, node.id
        elif isinstance(node, ast.arg) and node.arg in EMPTY:
            yield node.lineno, node.arg
        elif isinstance(node, ast.Attribute) and node.attr in EMPTY:
            yield node.lineno, node.attr
        elif isinstance(node, ast.FunctionDef) and node.name in EMPTY:
            yield node.lineno, node.name
        elif isinstance(node, ast.alias) and node.asname in EMPTY:
            yield node.lineno, str(node.asname)


@pytest.mark.parametrize(
    "path", sorted(p for p in ROOT.iterdir() if p.suffix == ".py" or p.is_dir()), ids=lambda p: p.name
)
def test_no_variable_has_a_name_that_fits_everything(path: Path) -> None:
    modules = [path] if path.is_file() else sorted(path.rglob("*.py"))
    named = {
        str(module.relative_to(ROOT)): list(empty_names(ast.parse(module.read_text(encoding="utf-8"))))
        for module in modules
    }
    assert {module: names for module, names in named.items() if names} == {}


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("found = []", 1),
        ("rows = [one for one in items]", 2),
        ("def f(own): ...", 1),
        ("def told(): ...", 1),
        ("page.told", 1),
        ("from briefing.renderers.docx import parts as own", 1),
        ("class Row:\n    told: str", 1),
        ("rows = [row for row in items]", 0),
        ('fields["found"]', 0),
        ("told_before = 1", 0),
    ],
)
def test_the_law_sees_every_form_of_name(source: str, count: int) -> None:
    assert len(list(empty_names(ast.parse(source)))) == count
