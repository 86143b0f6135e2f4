"""No station takes English for granted: each is told the language of what it reads."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.rules import languages, nearest

ROOT = Path(__file__).parent.parent.parent / "briefing"
#: Whose word is English unless told otherwise: the two rooms that hold the default, and the one that puts it in place.
MAY_NAME = {"language/__init__.py", "rules/__init__.py", "pipeline/findings.py"}
#: What loads rules or tables.
LOADS = {"load", "nearest", "model", "language_for"}

LATE = """
import importlib, pkgutil
import briefing
from briefing import language, rules
for module in pkgutil.walk_packages(briefing.__path__, "briefing."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(rules.load.cache_info().currsize, language.model.cache_info().currsize)
"""


def defaults(tree: ast.AST) -> Iterator[str]:
    """What a module gives a language where nobody names one: functions' defaults, and English by name in a call."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            given = [*node.args.posonlyargs, *node.args.args][-len(node.args.defaults) :] if node.args.defaults else []
            named = [
                *zip(given, node.args.defaults, strict=True),
                *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True),
            ]
            yield from (f"{node.name}({arg.arg}=…)" for arg, value in named if arg.arg == "language" and value)
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given_ = [*node.args, *(keyword.value for keyword in node.keywords)]
            if called in LOADS and any(isinstance(a, ast.Constant) and a.value == "en" for a in given_):
                yield f'{called}(…, "en")'
        elif isinstance(node, (ast.Name, ast.Attribute, ast.alias)):
            name = {ast.Name: "id", ast.Attribute: "attr", ast.alias: "name"}[type(node)]
            if getattr(node, name) == "DEFAULT_LANGUAGE":
                yield "DEFAULT_LANGUAGE"


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_station_has_a_language_of_its_own(path: Path) -> None:
    if str(path.relative_to(ROOT)) not in MAY_NAME:
        assert list(defaults(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ('def bag(words, language="en"): ...', 1),
        ('def bag(words, *, language="en"): ...', 1),
        ('rules.load("cues", "en")', 1),
        ('nearest("worth", language="en")', 1),
        ("from briefing.rules import DEFAULT_LANGUAGE", 1),
        ("rules.load(name, rules.DEFAULT_LANGUAGE)", 1),
        ("def bag(words, language): ...", 0),
        ("def bag(words, language, around=None): ...", 0),
        ('rules.load("cues", document.language)', 0),
        ('labels("en")', 0),
    ],
)
def test_the_law_sees_every_form_of_default(source: str, seen: int) -> None:
    assert len(list(defaults(ast.parse(source)))) == seen


def test_importing_every_module_reads_no_rules_and_no_tables() -> None:
    ran = subprocess.run([sys.executable, "-c", LATE], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["0", "0"]


def test_a_language_without_rules_of_a_kind_is_given_those_of_the_default_one() -> None:
    assert "es" not in languages("cues")
    assert nearest("cues", "es") is nearest("cues", "en")
    assert nearest("timex", "es") is not nearest("timex", "en")
