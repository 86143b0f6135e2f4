"""The articles of a review file may lie beside it: both forms hold the same, byte for byte."""

from __future__ import annotations

import dataclasses

import pytest

from briefing import pipeline, review
from briefing.errors import ReviewError
from briefing.layout import template
from briefing.model import identity
from briefing.model.brief import Brief
from briefing.model.findings import Findings
from briefing.review import Edit, Review, packed


@pytest.fixture
def whole(brief: Brief, findings: Findings) -> bytes:
    made = Review(brief, (findings.document,), new=frozenset({"position-1"}), order={"positions": ("a", "b")})
    return review.write(made, {}, name="story.yaml")


def test_apart_and_together_give_the_same_bytes(whole: bytes) -> None:
    short, core = packed.apart(whole, "story.articles")
    assert packed.named(short) == ("story.articles", packed.digest(core))
    assert packed.named(whole) is None
    assert packed.together(short, core, where="s") == whole
    assert review.is_review(short)


def test_the_articles_are_the_same_after_a_decision(brief: Brief, whole: bytes) -> None:
    before = review.read(whole, name="s")
    name = identity.names(brief)[brief.positions[0].id]
    decided = dataclasses.replace(before, edits=(Edit(name, "positions", "no"),), seen=frozenset({"new x"}))
    headed = review.write(decided, {}).replace(b"\nmark:", b"\nmark: INTERNAL", 1)
    headed = headed.replace(b"\ntype:", b"\ntype: decision", 1)
    after = review.read(headed.replace(b"\ncomment:", b"\ncomment: Watch this.", 1), name="s")
    assert (after.brief.mark, after.brief.note_type, after.seen) == ("INTERNAL", "decision", frozenset({"new x"}))
    assert packed.apart(review.write(after, {}), "s.articles")[1] == packed.apart(whole, "s.articles")[1]


def test_a_short_file_without_its_articles_says_which_it_needs(whole: bytes) -> None:
    short, _ = packed.apart(whole, "story.articles")
    with pytest.raises(ReviewError, match=r"its articles lie in story\.articles"):
        review.read(short, name="story.yaml")


def test_several_versions_lie_in_one_file_and_a_damaged_one_is_none() -> None:
    cores = [b"first\n", b"second"]
    data = packed.bundle(cores)
    assert list(packed.versions(data).values()) == cores
    assert list(packed.versions(data[:-1]).values()) == cores[:1]
    assert list(packed.versions(data.replace(b"first", b"frist")).values()) == cores[1:]
    assert packed.versions(b"my own notes\n") == {}


@pytest.mark.parametrize("core", [b"", b"x", packed.bundle([b"x"])])
def test_damaged_articles_are_told(whole: bytes, core: bytes) -> None:
    short, _ = packed.apart(whole, "story.articles")
    with pytest.raises(ReviewError, match="damaged"):
        packed.together(short, core, where="story.yaml")


def test_what_is_printed_comes_first_and_the_rest_can_be_decided_below(brief: Brief, findings: Findings) -> None:
    page = pipeline.lay_out(brief, template.load())
    printed = review.printed(brief, page)
    made = Review(brief, (findings.document,), full=False)
    data = review.write(made, printed)
    text = data.decode()
    above, _, below = text.partition("\nnot_printed:\n")
    assert above.count("printed: yes") == sum(value == "yes" for value in printed.values())
    assert "printed: no" not in above
    assert "printed: yes" not in below
    full = review.write(dataclasses.replace(made, full=True), printed).decode()
    assert below.count("    printed: ") == full.count("    printed: ") - full.count("    printed: yes")
    assert "why:" not in text
    assert len(text.splitlines()) < 0.6 * len(full.splitlines())
    again = review.read(data, name="s")
    assert again.edits == ()
    assert again.order == {}
    assert again.faults == ()
    assert not again.full
    assert review.write(again, printed) == data


def test_a_row_below_is_brought_in_and_one_taken_out_there_is_left_out(brief: Brief, findings: Findings) -> None:
    printed = review.printed(brief, pipeline.lay_out(brief, template.load()))
    text = review.write(Review(brief, (findings.document,), full=False), printed).decode()
    above, mark, below = text.partition("\nnot_printed:\n")
    first, second = below.index("    - id: "), below.index("    - id: ", below.index("    - id: ") + 1)
    kept = above + mark + below.replace("keep: auto", "keep: yes", 1)
    (edit,) = review.read(kept.encode(), name="s").edits
    assert edit.keep == "yes"
    assert edit.changes == {}
    assert edit.id in below[first:second]
    gone = above + mark + below[:first] + below[second:]
    (edit,) = review.read(gone.encode(), name="s").edits
    assert edit.keep == "no"
    assert edit.id in below[first:second]


def test_a_row_moved_up_stands_where_it_was_put(brief: Brief, findings: Findings) -> None:
    printed = review.printed(brief, pipeline.lay_out(brief, template.load()))
    text = review.write(Review(brief, (findings.document,), full=False), printed).decode()
    above, mark, below = text.partition("\nnot_printed:\n")
    start = below.index("  positions:\n") + len("  positions:\n")
    end = below.index("    - id: ", start + 1)
    row = "\n".join(line[2:] for line in below[start:end].splitlines()) + "\n"
    moved = above.replace("\npositions:\n", f"\npositions:\n{row}\n", 1) + mark + below[:start] + below[end:]
    read = review.read(moved.encode(), name="s")
    assert read.faults == ()
    assert read.order["positions"][0] in row


@pytest.mark.parametrize("value", ["not_printed: perhaps", "not_printed:\n  positoins: []", "not_printed: []"])
def test_what_cannot_stand_below_is_told(brief: Brief, findings: Findings, value: str) -> None:
    text = review.write(Review(brief, (findings.document,)), {}).decode()
    read = review.read(text.replace("\n# For the program", f"\n{value}\n\n# For the program", 1).encode(), name="s")
    assert len(read.faults) == 1
