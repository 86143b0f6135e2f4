"""The import law: no import runs from the model up to a station, nor from one station to its neighbour."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "briefing"
GROUND = {
    "model",
    "rules",
    "language",
    "config",
    "errors",
    "fonts",
    "archives",
    "letterhead",
    "pdfium",
    "programs",
    "signatures",
    "text_similarity",
    "binding_words",
    "__init__",
}
STATIONS = {"readers", "text", "timex", "extract", "compose", "layout", "renderers", "review", "verify"}
#: What each room may import from. A station sees the ground floor and itself; cli sees everything.
ALLOWED = {
    "model": {"model", "errors", "__init__"},  # of which it takes the version
    "config": {"config", "errors"},
    "rules": {"rules", "config", "language", "errors"},
    "language": {"language", "errors"},
    "fonts": {"fonts", "errors"},
    "archives": {"archives"},
    "letterhead": {"letterhead", "archives", "errors"},
    "pdfium": {"pdfium", "fonts", "errors"},
    "programs": {"programs", "errors"},
    "signatures": {"signatures", "errors"},
    "errors": {"errors"},
    "text_similarity": {"rules", "errors"},
    "binding_words": {"rules", "model", "errors"},
    **{station: {*GROUND, station} for station in STATIONS},
}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> set[str]:
    """The rooms of this package that a module imports, wherever in the module the import stands."""
    found: set[str] = set()
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide which room is meant"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "briefing":
                known = len(parts) > 1 and ((ROOT / parts[1]).is_dir() or (ROOT / f"{parts[1]}.py").is_file())
                found.add(parts[1] if known else "__init__")
    return found


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_imports_only_what_lies_below_it(path: Path) -> None:
    allowed = ALLOWED.get(room(path))
    if allowed is None:
        return
    assert imports(ast.parse(path.read_text(encoding="utf-8"))) <= allowed


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from briefing.timex import find", {"timex"}),
        ("import briefing.model.text", {"model"}),
        ("from briefing import __version__", {"__init__"}),
        ("def late():\n    from briefing.compose import brief", {"compose"}),
        ("import re", set()),
    ],
)
def test_the_law_sees_every_form_of_import(source: str, expected: set[str]) -> None:
    assert imports(ast.parse(source)) == expected


@pytest.mark.parametrize("path", sorted((ROOT / "cli").glob("*.py")), ids=lambda p: p.name)
def test_a_command_takes_of_layout_only_what_it_offers(path: Path) -> None:
    """Templates come through ``briefing.layout.template``; ``briefing show`` words its cells as the page does."""
    modules = {
        node.module
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("briefing.layout")
    }
    assert modules <= {"briefing.layout", "briefing.layout.template", "briefing.layout.text_runs"}


def test_no_two_test_files_without_a_package_have_one_name() -> None:
    """pytest would import one of them under the other's name, and collect neither."""
    bare = [p.name for p in Path(__file__).parent.rglob("test_*.py") if not (p.parent / "__init__.py").is_file()]
    assert [name for name in sorted(set(bare)) if bare.count(name) > 1] == []
