"""A page is called by its type of note, and has a blank for what its author is to say and has not."""

from __future__ import annotations

import dataclasses
import io

import docx as word
import pytest

from briefing.layout import fit, template
from briefing.model import record
from briefing.model.blocks import Text
from briefing.model.by_hand import NOTE_TYPES, REMARKS, SLOTS, NoteType, Remark
from briefing.renderers import docx, pdf
from briefing.review.read import with_head
from briefing.review.write import head
from briefing.verify import delivered
from tests.briefs import story

BLANK = template.load().label("blank")


def told(kind: NoteType | None, *remarks: Remark) -> list[str]:
    brief = dataclasses.replace(story(), note_type=kind, remarks=remarks)
    page = fit(brief, template.load())
    for data in (docx.render(brief, page), pdf.render(brief, page)):
        assert list(delivered.compare(record.printed(page), data)) == []
    return [block.plain for block in page.blocks if isinstance(block, Text)]


@pytest.mark.parametrize("kind", NOTE_TYPES)
def test_a_note_has_a_blank_for_each_thing_its_author_is_to_say(kind: NoteType) -> None:
    lines = told(kind)
    assert lines[0] == template.load().label(f"type_{kind.replace('-', '_')}").upper()
    assert sum(BLANK in line for line in lines) == len(SLOTS[kind]) > 1


def test_what_the_author_says_stands_in_the_place_of_its_blank() -> None:
    lines = told("decision", Remark("ask", "Approve the pilot by 20 June."), Remark("next_update", "Monday, 9:00"))
    assert "Asked, and by when [the author’s own words]: Approve the pilot by 20 June." in lines
    assert "Next update [the author’s own words]: Monday, 9:00" in lines
    assert sum(BLANK in line for line in lines) == len(SLOTS["decision"]) - 1


def test_a_slot_has_no_bullet_in_the_word_file_either() -> None:
    brief = dataclasses.replace(story(), note_type="decision")
    paragraphs = word.Document(io.BytesIO(docx.render(brief, fit(brief, template.load())))).paragraphs
    listed = {p.text for p in paragraphs if p.style is not None and p.style.name == "List Bullet"}
    slots = {p.text for p in paragraphs if BLANK in p.text}
    assert len(slots) == len(SLOTS["decision"])
    assert listed
    assert not listed & slots


def test_without_a_type_the_page_is_called_as_its_template_says_and_has_no_blank() -> None:
    lines = told(None, Remark("comment", "Watch the inquiry."))
    assert lines[0] == "POLICY BRIEFING"
    assert not any(BLANK in line for line in lines)


def test_a_type_is_read_from_the_review_file_however_it_is_written() -> None:
    brief = story()
    now = head(brief) | {"type": "Question time", "current_at": "14 March, 15:00"}
    made, wrong = with_head(brief, now)
    assert wrong == {}
    assert made.note_type == "question-time"
    assert made.remarks == (Remark("current_at", "14 March, 15:00"),)
    assert head(made) == now | {"type": "question-time"}


def test_a_type_that_there_is_not_is_refused() -> None:
    _, wrong = with_head(story(), head(story()) | {"type": "poem"})
    assert "is not a type of note" in wrong["type"]
    assert "decision" in wrong["type"]


def test_every_slot_is_a_remark_with_a_label() -> None:
    words = template.load()
    assert all(words.label(kind) for kind in REMARKS)
    assert {slot for slots in SLOTS.values() for slot in slots} <= set(REMARKS)
