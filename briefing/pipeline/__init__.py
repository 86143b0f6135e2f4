"""The stations in order. Nothing else knows more than one of them."""

from briefing.pipeline.articles import LONGEST, from_text, prepare, read, read_all, read_draft
from briefing.pipeline.briefs import chronology, compare, compose, lay_out, render, reviewed
from briefing.pipeline.checks import check_draft, verify
from briefing.pipeline.findings import annotate, annotate_many

__all__ = [
    "LONGEST", "annotate", "annotate_many", "check_draft", "chronology", "compare", "compose", "from_text", "lay_out",
    "prepare", "read", "read_all", "read_draft", "render", "reviewed", "verify",
]  # fmt: skip
