"""A person's changes are read, held against the sources, put into the page, and kept when the story moves on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable

import pytest

import briefing
from briefing import pipeline, review
from briefing.errors import ReviewError
from briefing.layout import template
from briefing.model import identity, sections
from briefing.model.brief import Brief
from briefing.model.findings import Findings
from briefing.model.sections import SectionKind
from briefing.review import Edit, Placed, Review

DAY = dt.date(2026, 6, 10)


@pytest.fixture
def fresh(brief: Brief, findings: Findings) -> Review:
    return Review(brief, (findings.document,))


@pytest.fixture
def text(fresh: Review) -> str:
    return review.write(fresh, {}).decode()


def reread(text: str) -> Review:
    return review.read(text.encode(), name="story.yaml")


def block(text: str, section: str, n: int = 0) -> str:
    """The nth row of a section, as it stands."""
    inside = re.search(rf"^{section}:\n((?:  .*\n|\n(?=  ))+)", text, re.MULTILINE)
    assert inside is not None
    return re.split(r"(?=^  - )", inside[1], flags=re.MULTILINE)[1 + n]


def field(row: str, key: str) -> str:
    """A field's words, its lines joined."""
    found = re.search(rf"^(?:  - |    ){key}:((?: .*)?\n(?:      .*\n)*)", row, re.MULTILINE)
    assert found is not None, row
    return " ".join(found[1].split())


def with_field(text: str, section: str, key: str, value: str, n: int = 0) -> str:
    row = block(text, section, n)
    assert re.search(rf"^(?:  - |    ){key}:", row, re.MULTILINE), (key, row)
    changed = re.sub(rf"^((?:  - |    ){key}:)(?: .*)?\n(?:      .*\n)*", rf"\1 {value}\n", row, flags=re.MULTILINE)
    assert changed != row
    return text.replace(row, changed)


def test_an_untouched_file_gives_the_same_brief(brief: Brief, text: str) -> None:
    back = reread(text)
    assert (back.edits, back.added, back.vanished) == ((), (), ())
    assert pipeline.reviewed(back) == brief


def test_the_file_is_the_same_each_time(fresh: Review, text: str) -> None:
    assert review.write(fresh, {}).decode() == text
    assert review.write(reread(text), {}).decode() == text


def test_names_last_and_are_nobodys_twice(brief: Brief) -> None:
    names = identity.names(brief)
    assert len(set(names.values())) == len(names)
    other = dataclasses.replace(brief, chronology=brief.chronology[::-1])
    assert identity.names(other) == names


def test_keep_no_leaves_a_row_out_and_says_so(text: str) -> None:
    brief = pipeline.reviewed(reread(with_field(text, "positions", "keep", "no")))
    gone = {one.id for one in brief.left_out if one.reason == "left out by hand"}
    assert len(gone) == 1
    assert gone.isdisjoint(row.id for row in brief.positions)


def test_a_row_taken_out_of_the_file_is_left_out(text: str) -> None:
    brief = pipeline.reviewed(reread(text.replace(block(text, "positions"), "")))
    assert [one.section for one in brief.left_out if one.reason == "left out by hand"] == ["positions"]


def test_keep_yes_goes_before_all_others(text: str) -> None:
    at = text.count("\n  - id: position-", 0, text.index("held_positions:")) - 1
    brief = pipeline.reviewed(reread(with_field(text, "positions", "keep", "yes", n=at)))
    (kept,) = [row for row in brief.positions if row.id in brief.kept]
    assert "kept by hand" in kept.choice.why


def test_a_doubtful_row_is_printed_when_it_is_kept(brief: Brief, text: str) -> None:
    assert brief.held_positions
    made = pipeline.reviewed(reread(with_field(text, "held_positions", "keep", "yes")))
    assert brief.held_positions[0].id in {row.id for row in made.positions}
    assert brief.held_positions[0].id not in {one.id for one in made.left_out}
    assert pipeline.verify(made).faults == ()


def test_words_can_be_left_out_of_a_line(text: str) -> None:
    words = field(block(text, "bottom_line"), "text").split(", ")[0] + "."
    brief = pipeline.reviewed(reread(with_field(text, "bottom_line", "text", words)))
    assert brief.bottom_line[0].line.text == words
    assert pipeline.verify(brief).faults == ()


def test_what_is_filled_in_stands_in_brackets(text: str) -> None:
    words = field(block(text, "bottom_line"), "text")
    brief = pipeline.reviewed(reread(with_field(text, "bottom_line", "text", f'"{words} [Our note]"')))
    assert brief.bottom_line[0].line.text.endswith("[Our note]")


@pytest.mark.parametrize(
    ("written", "value", "granularity"),
    [
        ("2026-06-01", "2026-06-01", "day"),
        ("2026-06", "2026-06", "month"),
        ("2026-W23", "2026-W23", "week"),
        ("2026-Q2", "2026-Q2", "quarter"),
        ("2026-H1", "2026-H1", "half"),
        ("2024", "2024", "year"),
        ("open", None, "unknown"),
        ("2026-06-01/2026-06-03", "2026-06-01", "day"),
    ],
)
def test_a_date_can_be_set(text: str, written: str, value: str | None, granularity: str) -> None:
    brief = pipeline.reviewed(reread(with_field(text, "chronology", "date", written)))
    (row,) = [r for r in (*brief.chronology, *brief.scheduled) if r.when.how == "given"]
    assert (row.when.value, row.when.granularity) == (value, granularity)
    assert [(one.id, one.field) for one in brief.by_hand] == [(row.id, "date")]
    assert briefing.render(brief, "md")


def test_an_event_set_to_a_day_ahead_moves_to_what_is_coming(text: str) -> None:
    brief = pipeline.reviewed(reread(with_field(text, "chronology", "date", "2026-09-01")))
    assert "2026-09-01" in {row.when.value for row in brief.scheduled}


def test_a_speaker_can_be_corrected(text: str, findings: Findings) -> None:
    changed = with_field(text, "positions", "actor", "Zebulon Quist")
    brief = pipeline.reviewed(reread(changed))
    assert "Zebulon Quist" in {row.speaker.name for row in brief.positions}
    # The correction is the person's own word; what was found stays under the check.
    assert pipeline.verify(brief, articles=[findings.document]).faults == ()


def test_a_line_can_rest_on_another_sentence(text: str) -> None:
    other = field(block(text, "bottom_line"), "evidence")
    changed = with_field(with_field(text, "key_points", "evidence", f"'{other}'"), "key_points", "text", f"'{other}'")
    brief = pipeline.reviewed(reread(changed))
    assert brief.key_points[0].line.evidence[0] == brief.bottom_line[0].line.evidence[0]
    assert pipeline.verify(brief).faults == ()


def test_a_row_of_ones_own_needs_only_its_evidence(text: str, brief: Brief) -> None:
    sentence = " ".join(brief.passages[9].text.split()).replace('"', '\\"')
    own = f'  - evidence: "{sentence}"\n    date: 2026-05\n\n  - id: event'
    made = pipeline.reviewed(reread(text.replace("chronology:\n  - id: event", f"chronology:\n{own}", 1)))
    (row,) = [r for r in made.chronology if r.id.startswith("own.")]
    assert row.line.evidence[0].sentence == brief.passages[9].sentence
    assert pipeline.verify(made).faults == ()
    again = review.write(reread(text.replace("chronology:\n  - id: event", f"chronology:\n{own}", 1)), {}).decode()
    assert pipeline.reviewed(reread(again)).chronology == made.chronology


@pytest.mark.parametrize("section", sections.REVIEWED, ids=lambda s: s.name)
def test_a_row_of_ones_own_is_of_its_sections_type_and_is_printed(section: SectionKind, fresh: Review) -> None:
    words = {"evidence": " ".join(fresh.brief.passages[9].text.split()), "date": "2026-05", "actor": "Ada Brenn"}
    changes = {field: Placed(words[field]) for field in ("evidence", *section.needed)}
    added = Edit("own-1", section.name, keep="yes", changes=changes)
    made = pipeline.reviewed(dataclasses.replace(fresh, added=(added,)))
    (row,) = [row for _, row in sections.every_row(made) if row.id.startswith("own.")]
    assert type(row) is section.row
    assert (row.id in pipeline.lay_out(made, template.load()).rows) == (section.held_for is None)


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


Wrong = Callable[[str], str]


@pytest.mark.parametrize(
    ("wrong", "at", "told"),
    [
        (lambda t: with_field(t, "positions", "keep", "maybe"), "keep: maybe", "keep is yes, no or auto, not 'maybe'"),
        (lambda t: with_field(t, "positions", "certainty", "yes"), "certainty: yes", "certainty is sure, likely or"),
        (lambda t: with_field(t, "chronology", "date", "last May"), "date: last May", "write it as 2026-03-12"),
        (lambda t: with_field(t, "chronology", "date", "2026-02-30"), "date: 2026-02-30", "is not a valid date"),
        (lambda t: with_field(t, "chronology", "said", "in June"), "said: in June", "said is only to be read"),
        (lambda t: with_field(t, "bottom_line", "from", "2 ¶7"), "from: 2 ¶7", "from is only to be read"),
        (lambda t: with_field(t, "bottom_line", "text", "It rained."), "text: It rained.", "not all in the evidence"),
        (lambda t: with_field(t, "bottom_line", "evidence", "It rained."), "evidence: It", "in none of the"),
        (lambda t: with_field(t, "bottom_line", "text", '""'), 'text: ""', "must not be empty"),
        (lambda t: with_field(t, "positions", "id", "position-x"), "id: position-x", "there is no position-x"),
        (lambda t: t.replace("as_of: 2026-06-10", "as_of: tomorrow"), "as_of: tomorrow", "is not a valid date"),
        (lambda t: t.replace("\nmark:", "\nmarc:"), "marc:", "did you mean mark?"),
        (lambda t: t.replace("    keep: auto\n", "    keeep: auto\n", 1), "keeep", "did you mean keep?"),
        (lambda t: t.replace("    keep: auto\n", "    keep: auto\n    keep: no\n", 1), "    keep: no", "there twice"),
        (lambda t: t.replace("positions:\n", "positions: none\nold:\n", 1), "positions: none", "is a list of rows"),
        (lambda t: t.replace("\ntitle:", "\ntitle: [a, b\nx:", 1), "", "is not YAML"),
        (lambda t: t.replace("\ntitle:", "\nmark: &a x\nto: *a\ntitle:", 1), "to: *a", "aliases"),
    ],
)  # fmt: skip
def test_a_wrong_change_is_told_with_its_line(text: str, wrong: Wrong, at: str, told: str) -> None:
    changed = wrong(text)
    with pytest.raises(ReviewError, match=re.escape(told)) as error:
        pipeline.reviewed(reread(changed), name="story.yaml")
    if at:
        assert f"story.yaml:{line_of(changed, at)}:" in str(error.value)
    assert error.value.next_step


def test_every_fault_is_told_at_once(text: str) -> None:
    changed = with_field(with_field(text, "positions", "keep", "maybe"), "chronology", "keep", "perhaps")
    # What the reader sees and what only the sources tell stand in one message, two of them on one row.
    changed = with_field(with_field(changed, "chronology", "date", "last May"), "bottom_line", "text", "It rained.")
    with pytest.raises(ReviewError) as error:
        pipeline.reviewed(reread(changed), name="story.yaml")
    told = [int(line) for line in re.findall(r"story\.yaml:(\d+):", str(error.value))]
    assert told == sorted(line_of(changed, at) for at in ("maybe", "perhaps", "last May", "It rained."))


@pytest.mark.parametrize(
    ("changed", "missed"),
    [
        ("The suspension would solve the problem", "not"),
        ("The suspension would […] solve the problem", "not"),
        ("Solve the problem", "would"),
        ("The suspension would not solve", None),
        ("Would not solve the problem", None),
    ],
)
def test_what_negates_or_hedges_cannot_be_left_out(text: str, brief: Brief, changed: str, missed: str | None) -> None:
    n = next(i for i, row in enumerate(brief.positions) if "would not solve" in row.line.text)
    edited = with_field(text, "positions", "text", changed, n)
    if missed is None:
        assert pipeline.reviewed(reread(edited)).positions
        return
    with pytest.raises(ReviewError, match=f"“{missed}” is left out"):
        pipeline.reviewed(reread(edited))


def test_words_inside_a_quotation_cannot_be_left_out(text: str, brief: Brief) -> None:
    at = next(i for i, row in enumerate(brief.positions) if row.line.quotation and len(row.line.text.split()) > 6)
    words = field(block(text, "positions", at), "text").strip("'").split()
    shorter = " ".join([*words[:2], *words[4:]])
    with pytest.raises(ReviewError, match="no words inside it can be left out"):
        pipeline.reviewed(reread(with_field(text, "positions", "text", shorter, at)))


@pytest.mark.parametrize("harm", ["short", "letters", "missing"])
def test_a_damaged_record_is_told(text: str, harm: str) -> None:
    head, _, record = text.partition("record: !!binary |\n")
    kept = {"short": record[:400], "letters": "  not base64!\n", "missing": ""}[harm]
    with pytest.raises(ReviewError, match="the record is damaged"):
        reread(f"{head}record: !!binary |\n{kept}\n")


@pytest.mark.parametrize("data", [b"", b"a: 1\n", b"- 1\n", b"\xff\xfe", b"%PDF-1.7", b"briefing: 2\nrecord: x\n"])
def test_what_is_no_review_file_is_told(data: bytes) -> None:
    with pytest.raises(ReviewError):
        review.read(data, name="x.yaml")


FIRST = (
    "PORT LINDOW, June 9, 2026 — The council voted on Monday to close the oldest pier.\n\n"
    "“We had no choice left to us,” said Ana Ruiz, who chairs the council.\n\n"
    "The crews will meet on June 20, 2026.\n"
)
SECOND = (
    "PORT LINDOW, June 10, 2026 — Two trawlers collided off the northern basin on Tuesday.\n\n"
    "“Nobody was hurt,” said Marek Olsen, the harbour master.\n"
)


def extracted(*texts: str) -> Review:
    documents = [briefing.from_text(text, id=f"d{n}") for n, text in enumerate(texts, 1)]
    found = [briefing.annotate(document) for document in documents]
    return Review(briefing.brief(found, as_of=DAY), tuple(documents))


def test_a_file_of_an_article_with_characters_that_no_page_can_hold_can_be_read() -> None:
    text = FIRST.replace("oldest", "old\x07est").replace("“We had", "“We \x1b[31mhad").replace("Ruiz", "Ru\ufffeiz")
    document = briefing.from_text(text, title="The coun\x07cil \x1b[31mclosed\x9b the\x1c pier", id="d1")
    fresh = Review(briefing.brief([briefing.annotate(document)], as_of=DAY), (document,))
    for full in (False, True):
        back = reread(review.write(dataclasses.replace(fresh, full=full), {}).decode())
        assert (back.faults, back.edits, back.added, back.people) == ((), (), (), ())
        assert pipeline.reviewed(back) == fresh.brief


def test_a_title_of_nothing_that_a_page_can_hold_can_be_read(fresh: Review) -> None:
    odd = dataclasses.replace(fresh, brief=dataclasses.replace(fresh.brief, title="\x07"))
    back = reread(review.write(odd, {}).decode())
    assert back.faults == ()
    assert back.brief == odd.brief


def test_a_row_with_characters_that_no_page_can_hold_can_be_edited() -> None:
    """The file has U+FFFD for each; what was written so may be shortened, and be copied as evidence."""
    text = FIRST.replace("oldest", "old\x07est").replace("the oldest", "the\x0b oldest")
    document = briefing.from_text(text.replace("on Monday", "\x1b[1mon\x1b[0m Monday"), id="d1")
    fresh = Review(briefing.brief([briefing.annotate(document)], as_of=DAY), (document,))
    written = review.write(fresh, {}).decode()
    shorter = "The council voted to close the old\ufffdest pier."
    edited = with_field(written, "chronology", "text", f"'{shorter}'")
    evidence = "The council voted \ufffd[1mon\ufffd[0m Monday to close"
    own = f"  - evidence: '{evidence}'\n    date: 2026-06-08\n    text: '{shorter}'\n"
    for changed in (edited, written.replace("chronology:\n", f"chronology:\n{own}", 1)):
        back = reread(changed)
        assert back.faults == ()
        assert "The council voted to close the old\x07est pier." in [
            row.line.text for row in pipeline.reviewed(back).chronology
        ]
    with pytest.raises(ReviewError, match="the first that is not is"):
        pipeline.reviewed(reread(edited.replace(f"'{shorter}'", "'To close the old\ufffd\ufffdest pier.'")))


def test_changes_stay_when_an_article_is_added() -> None:
    text = review.write(extracted(FIRST), {}).decode()
    text = with_field(with_field(text, "positions", "title", "head of the council"), "positions", "keep", "yes")
    text = with_field(text, "chronology", "date", "2026-06-07")
    before = reread(text)
    now = review.carry(before, extracted(FIRST, SECOND))
    made = pipeline.reviewed(reread(review.write(now, {}).decode()))
    assert "head of the council" in {row.speaker.title for row in made.positions}
    assert "2026-06-07" in {row.when.value for row in made.chronology}
    assert now.vanished == ()
    names = identity.names(now.brief)
    rows: tuple[sections.Row, ...] = (*now.brief.chronology, *now.brief.positions)
    new = {names[row.id] for row in rows if row.line.evidence[0].source == 2}
    assert new
    assert new <= now.new
    assert not {names[row.id] for row in now.brief.positions if row.line.evidence[0].source == 1} & now.new


def test_what_is_no_longer_found_is_kept_apart_and_comes_back() -> None:
    before = reread(
        with_field(review.write(extracted(FIRST), {}).decode(), "positions", "title", "head of the council")
    )
    without = review.carry(before, extracted("\n\n".join(FIRST.split("\n\n")[::2])))
    assert [(one.section, one.fields["title"]) for one in without.vanished if one.section == "positions"] == [
        ("positions", "head of the council")
    ]
    assert pipeline.reviewed(without).positions == ()
    text = review.write(without, {}).decode()
    assert "vanished:" in text
    back = review.carry(reread(text), extracted(FIRST))
    assert back.vanished == ()
    assert {row.speaker.title for row in pipeline.reviewed(back).positions} == {"head of the council"}


def test_an_edited_point_stays_where_others_score_higher_now() -> None:
    changed = with_field(review.write(extracted(FIRST), {}).decode(), "bottom_line", "keep", "yes")
    words = field(block(changed, "bottom_line"), "text")
    now = extracted(FIRST, SECOND)
    made = pipeline.reviewed(reread(review.write(review.carry(reread(changed), now), {}).decode()))
    kept = [row for row in (*made.bottom_line, *made.key_points) if row.line.text == words]
    assert [row.choice.why[-1] for row in kept] == ["kept by hand"]
    assert review.carry(reread(changed), now).vanished == ()


def test_a_row_told_by_a_second_article_keeps_its_change() -> None:
    second = "PORT LINDOW, June 9, 2026 — On Monday the council voted to close its oldest pier to all boats.\n"
    before = reread(with_field(review.write(extracted(FIRST), {}).decode(), "chronology", "keep", "yes"))
    now = review.carry(before, extracted(FIRST, second))
    (edit,) = now.edits
    names = identity.names(now.brief)
    (row,) = [r for r in now.brief.chronology if names[r.id] == edit.id]
    assert row.independent == 2


def test_what_is_new_since_an_earlier_brief_stands_apart() -> None:
    old, now = extracted(FIRST).brief, extracted(FIRST, SECOND).brief
    made = pipeline.compare(now, old)
    assert {one.line.evidence[0].source for one in made.changes} == {2}
    assert len(made.changes) == 2
    page = briefing.render(made, "md").decode()
    # The title is the opening of the new article, which has its day below; the bottom line tells the other.
    below = page.partition("\n# ")[2].partition("\n")[2]
    assert below.count("Two trawlers collided") == below.count("Marek Olsen") == 1
    assert below.index("Marek Olsen") < below.index("## Since the last briefing") < below.index("Two trawlers collided")
    assert pipeline.verify(made).faults == ()
    same = pipeline.compare(now, now)
    assert same.changes == ()
    assert "nothing-new" in {note.code for note in same.notes}


def test_a_date_that_has_changed_is_new_and_says_what_it_was() -> None:
    now = extracted(FIRST).brief
    when = dataclasses.replace(now.chronology[0].when, value="2026-06-07", edtf="2026-06-07")
    old = dataclasses.replace(now, chronology=(dataclasses.replace(now.chronology[0], when=when),))
    (change,) = pipeline.compare(now, old).changes
    assert change.was == when
    assert "**7 → " in briefing.render(pipeline.compare(now, old), "md").decode()


def test_lines_of_the_earlier_brief_that_are_gone_are_counted() -> None:
    made = pipeline.compare(extracted(SECOND).brief, extracted(FIRST).brief)
    assert [note.text for note in made.notes if note.code == "gone"] == [
        "3 lines of the earlier briefing are no longer found in the articles."
    ]
