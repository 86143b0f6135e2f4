"""The laws of the rooms: no import runs up to a station or across to its neighbour, and words lie with the rules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from briefing import rules
from briefing.model.time import Granularity

ROOT = Path(__file__).parent.parent / "briefing"
GROUND = {
    "model",
    "rules",
    "language",
    "config",
    "errors",
    "fonts",
    "archives",
    "bounds",
    "file_names",
    "letterhead",
    "pdfium",
    "programs",
    "signatures",
    "text_similarity",
    "binding_words",
    "quotations",
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
    "file_names": set(),
    "letterhead": {"letterhead", "archives", "errors"},
    "bounds": set(),
    "pdfium": {"pdfium", "bounds", "fonts", "errors"},
    "programs": {"programs", "errors"},
    "signatures": {"signatures", "errors"},
    "errors": {"errors"},
    "text_similarity": {"rules", "errors"},
    "binding_words": {"rules", "model", "errors"},
    "quotations": {"model"},
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


#: Modules whose lists look like English and are none of a text's: the features that a table was learnt with, and the
#: English words by which the readings of time expressions know a group whatever its language (``[keys]`` of
#: ``timex.toml`` gives them). All other lists belong into ``briefing/rules/en``, where ``rules.words`` and
#: ``rules.pattern`` read them. A module that no longer holds any is struck off.
STILL_ENGLISH = ("extract/attribution/features", "timex/offsets", "timex/periods")
#: So many function words of one list make it a list of English.
FEW = 4
ALTERNATIVES = re.compile(r"(?<![\w\\])(?:[a-z]+(?:\\s\+?)?\|){3,}[a-z]+")


def english(tree: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """The lists in a module's code, with their lines, that hold several English function words."""
    listed = rules.load("actors", "en")["words"]
    # The model's own values are no words of a text.
    function = {*listed["function"].split(), *listed["closed"].split()} - {*get_args(Granularity)}
    for node in ast.walk(tree):
        words: list[str] = []
        if isinstance(node, (ast.Set, ast.Tuple, ast.List)):
            words = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
        elif isinstance(node, ast.Dict):
            words = [key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = [word for match in ALTERNATIVES.finditer(node.value) for word in match[0].split("|")]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".split") and not node.args:
            text = node.func.value if isinstance(node.func, ast.Attribute) else None
            words = str(text.value).split() if isinstance(text, ast.Constant) else []
        if len(found := [word for word in words if word in function]) >= FEW:
            yield getattr(node, "lineno", 0), found


@pytest.mark.parametrize("name", sorted(STATIONS - {"renderers", "review", "layout"} | {"layout/truncation"}))
def test_the_words_of_a_language_lie_with_its_rules(name: str) -> None:
    paths = [*(ROOT / name).rglob("*.py"), *ROOT.glob(f"{name}.py")]
    held = {}
    for path in paths:
        module = str(path.relative_to(ROOT).with_suffix(""))
        held[module] = list(english(ast.parse(path.read_text(encoding="utf-8"))))
    assert {module: lists for module, lists in held.items() if lists and module not in STILL_ENGLISH} == {}
    assert [module for module, lists in held.items() if not lists and module in STILL_ENGLISH] == [], "strike it off"


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('NOBODY = frozenset({"he", "she", "they", "this"})', 1),
        ('NOBODY = "he she they this".split()', 1),
        ('TURNS = re.compile(r"\\b(?:but|unless|if|though)\\b")', 1),
        ('THINGS = {"he": 1, "she": 2, "they": 3, "this": 4}', 1),
        ('FIELDS = ("title", "date", "source", "place")', 0),
        ('SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")', 0),
        ('words = rules.words("exclusions", language, "nobody")', 0),
    ],
)
def test_the_law_sees_every_form_of_list(source: str, count: int) -> None:
    assert len(list(english(ast.parse(source)))) == count
