"""A template that uses every section and every kind of block."""

from __future__ import annotations

from pathlib import Path

from briefing.layout import template

PATH = Path(__file__).with_name("every-section.toml")
EVERY = template.load(PATH)
