"""On lines written for it, nothing of a story is dropped, and nine tenths of what is no story are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from briefing.config import toml
from briefing.model.text import Document
from briefing.text.boilerplate import drop

SET: dict[str, Any] = toml.parse((Path(__file__).parent / "boilerplate_set.toml").read_text(encoding="utf-8"))
BEFORE = "The owners of the ferry line met the crews on Monday for the third time since the strike began."
AFTER = "Neither side would say how long the talks in the capital had gone on before they broke down again."


def dropped(line: str, place: str = "middle") -> bool:
    """Whether a line is dropped whole from an article it stands in, and nothing else with it."""
    order = {"head": (line, BEFORE, AFTER), "middle": (BEFORE, line, AFTER), "tail": (BEFORE, AFTER, line)}[place]
    document = drop(Document("d", "\n\n".join(order)))
    left = [span.of(document.text) for span in document.paragraphs]
    assert BEFORE in left
    assert AFTER in left
    return line not in left


def test_the_set_is_large_enough_to_say_something() -> None:
    assert sum(len(group["lines"]) for group in SET["boilerplate"]) >= 150
    assert sum(len(group["lines"]) for group in SET["story"]) >= 150
    lines = [line for key in ("boilerplate", "story") for group in SET[key] for line in group["lines"]]
    assert not [line for line, count in Counter(lines).items() if count > 1]


@pytest.mark.parametrize("place", ["head", "middle", "tail"])
def test_no_line_of_a_story_is_dropped_wherever_it_stands(place: str) -> None:
    lines = [line for group in SET["story"] for line in group["lines"]]
    assert [line for line in lines if dropped(line, place)] == []


def test_nine_tenths_of_what_is_no_story_are_dropped() -> None:
    rows = [(g["category"], line, g.get("place", "middle")) for g in SET["boilerplate"] for line in g["lines"]]
    missed = [f"{category}: {line}" for category, line, place in rows if not dropped(line, place)]
    assert len(missed) <= len(rows) * 0.1, missed
