"""The page says each thing once: what another line tells gives way, with its places, and comes back without it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.layout import fit, template
from briefing.layout.redundancy import Content, PrintedLines, adds_little, events_told
from briefing.model.blocks import Text
from briefing.model.brief import Brief, Choice, Evidence, Line, Question, Speaker, Words
from briefing.model.page import Page
from briefing.model.text import Span
from tests.briefs import story

LOOK = template.load()
OPENING = (
    "The cabinet has approved a new levy on the harbours of the south coast.",
    "A new levy on the harbours of the south coast was approved by the cabinet.",
)
REST = "The harbour of Maren was closed on June 2, 2026 after a fire in its oldest silo."


def brief_of(*texts: str) -> Brief:
    day = dt.date(2026, 6, 10)
    documents = [pipeline.from_text(words, id=f"d{n}", date=day) for n, words in enumerate(texts)]
    return pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=day, title="The levy"))


def rows(page: Page, kind: str) -> list[str]:
    return [line.id for line in page.lines if line.section == kind]


def asked(page: Page) -> list[str]:
    return [b.row for b in page.sheets[0] if isinstance(b, Text) and b.look.name == "question"]


def test_the_bottom_line_has_the_places_of_the_row_that_gives_way() -> None:
    brief = brief_of(f"{OPENING[0]}\n\n{REST}", OPENING[1])
    reported = next(r for r in brief.chronology if r.when.how == "document")
    assert {e.source for e in reported.line.evidence} == {1, 2}
    levy = next(s for s in brief.bottom_line if "levy" in s.line.text)
    assert set(levy.line.evidence) == set(reported.line.evidence)


def test_rows_and_questions_have_ids_of_their_own() -> None:
    brief = brief_of(
        "Three dockers were arrested on Monday after a scuffle at the north gate of the port.",
        "On Monday police arrested five dockers after a scuffle at the north gate of the port.",
    )
    assert [q.kind for q in brief.questions] == ["conflict"]
    assert brief.questions[0].id not in {r.id for r in brief.chronology}


def test_what_the_bottom_line_tells_has_no_row_and_is_not_counted_as_missing() -> None:
    brief = brief_of(f"{OPENING[0]}\n\n{REST}")
    page = fit(brief, LOOK)
    above = {e.sentence for s in brief.bottom_line for e in s.line.evidence}
    told = {r.id for r in brief.chronology if r.line.evidence[0].sentence in above}
    assert told
    assert told & set(rows(page, "chronology")) == set()
    assert {o.reason for o in page.left_out if o.id in told} == {"stands in the bottom line"}
    assert all(c.total == len(brief.chronology) - len(told) for c in page.counts if c.section == "chronology")


def test_a_row_stands_on_a_page_whose_template_has_no_bottom_line() -> None:
    brief = brief_of(f"{OPENING[0]}\n\n{REST}")
    assert len(rows(fit(brief, template.load("chronology")), "chronology")) == 2


def test_a_conflict_is_shown_in_its_row_and_not_asked_again() -> None:
    brief = story()
    row = next(r for r in brief.chronology if r.conflict is not None)
    question = Question("q.e6", "conflict", row.line, Choice(2.0), "9 Mar 2026 / 10 Mar 2026")
    page = fit(dataclasses.replace(brief, questions=(question, brief.questions[0])), LOOK)
    assert row.id in rows(page, "chronology")
    assert question.id not in asked(page)
    assert brief.questions[0].id in asked(page)


LINE = "The council of Maren approved a levy on grain ships after a night of talks."
TOLD = "After a night of talks a levy on grain ships was approved, the council of Maren said."
NEW = "Crews of the ferries threaten to stop work at the northern quay from Friday on."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TOLD, True),  # the same words in another order
        ("A levy on grain ships.", True),  # a part of them
        (NEW, False),
        ("The levy on grain ships brings forty million a year to harbours along the coast.", False),  # a new fact
    ],
)
def test_a_line_says_the_same_where_its_telling_words_stand_in_another(text: str, expected: bool) -> None:
    told = PrintedLines()
    told.put(("bottom_line", 0), Content.of(line(LINE, 0), "en"))
    assert (told.by(Content.of(line(text, 500), "en")) == ("bottom_line", 0)) is expected


def test_a_line_out_of_words_that_are_printed_says_the_same() -> None:
    told = PrintedLines()
    told.put(("positions", 3), Content.of(line(LINE, 0), "en"))
    assert told.by(Content.of(line("approved a levy", 21), "en")) == ("positions", 3)
    assert told.by(Content.of(line(NEW, 21 + len(LINE)), "en")) is None


def test_a_line_lies_in_a_longer_one_that_prints_its_words() -> None:
    whole = Content.of(line(LINE, 0), "en")
    assert Content.of(line(LINE[:30], 0), "en").lies_in(whole)
    assert not whole.lies_in(Content.of(line(LINE[:30], 0), "en"))
    assert not whole.lies_in(whole)
    assert not Content.of(line(LINE[:30], len(LINE)), "en").lies_in(whole)


def test_what_is_new_in_a_line_is_the_share_of_its_telling_words() -> None:
    told = PrintedLines()
    assert told.novelty(Content.of(line(LINE, 0), "en")) == 1.0
    told.put(("key_points", 0), Content.of(line(LINE, 0), "en"))
    assert told.novelty(Content.of(line(LINE, 0), "en")) == 0.0
    assert 0.0 < told.novelty(Content.of(line("The council of Maren sells ferries.", 500), "en")) < 1.0


ELSEWHERE = "Maren's council wants grain ships to pay a levy, and the crews of the northern quay were not asked."
COUNTED = "Maren's council wants 40 grain ships to pay a levy, and the crews of the northern quay were not asked."


@pytest.mark.parametrize(
    ("text", "document", "speaker", "expected"),
    [
        (ELSEWHERE, "d2", None, True),  # another article's words for it
        (ELSEWHERE, "d1", None, False),  # one article does not tell it twice: there is something new in it
        (COUNTED, "d2", None, False),  # a number is something new
        (ELSEWHERE, "d2", "Runa Vale", False),  # what another speaker says is something new
        (ELSEWHERE, "d2", "Olin Marsh", True),
        (NEW, "d2", None, False),
    ],
)
def test_another_article_says_the_same_in_fewer_of_its_words(
    text: str, document: str, speaker: str | None, expected: bool
) -> None:
    told = PrintedLines()
    told.put(("positions", 0), Content.of(line(LINE, 0), "en", Speaker("Olin Marsh", "person")))
    who = Speaker(speaker, "person") if speaker is not None else None
    content = Content.of(line(text, 500, document), "en", who)
    assert (told.by(content) == ("positions", 0)) is expected


@pytest.mark.parametrize(
    ("told", "other", "expected"),
    [
        ("30", "32", True),  # a rounding
        ("more than 300", "310", True),
        ("30", "40", False),
        ("3", "4", False),
        ("30", "30 of 9,000", False),
        ("some", "some 32", False),
        ("2021", "many", True),  # a year, and no other one
        ("2021", "2023", False),
    ],
)
def test_a_rounding_or_a_year_alone_is_nothing_new(told: str, other: str, expected: bool) -> None:
    first = f"Maren's council wants {other} grain ships to pay a levy, and the crews were not asked."
    second = f"The council of Maren will make {told} grain ships pay a levy in its harbour from the spring on."
    if "2021" in told:
        first, second = second, first
    lines = PrintedLines()
    lines.put(("key_points", 0), Content.of(line(second, 0), "en"))
    assert Content.of(line(first, 500, "d2"), "en").may_reword(lines.contents["key_points", 0]) is expected


ONE_EVENT = {("d1", 0): frozenset({"e1"}), ("d2", 0): frozenset({"e1", "e2"}), ("d3", 0): frozenset({"e2"})}
REWORDED = "Freighters will be charged by the town of Maren from spring, a levy that its council had long put off."


@pytest.mark.parametrize(
    ("text", "document", "speaker", "expected"),
    [
        (REWORDED, "d2", None, True),  # a row brings the two sentences together, and some words are the same
        (REWORDED, "d3", None, False),  # it tells another event
        (REWORDED, "d1", None, False),  # the same article goes on
        (REWORDED.replace("spring", "3 May"), "d2", None, False),  # a number is something new
        (REWORDED, "d2", "Runa Vale", False),  # what another speaker says is something new
        (NEW, "d2", None, False),  # one sentence tells much
    ],
)
def test_another_article_says_the_same_of_one_event_in_words_of_its_own(
    text: str, document: str, speaker: str | None, expected: bool
) -> None:
    told = PrintedLines(ONE_EVENT)
    told.put(("positions", 0), Content.of(line(LINE, 0), "en", Speaker("Olin Marsh", "person")))
    who = Speaker(speaker, "person") if speaker is not None else None
    assert (told.by(Content.of(line(text, 500, document), "en", who)) is not None) is expected
    assert PrintedLines().by(Content.of(line(text, 500, document), "en", who)) is None


def test_the_rows_of_several_articles_say_which_sentences_tell_one_event() -> None:
    brief = brief_of(f"{OPENING[0]} {REST}", f"{OPENING[1]} {REST}")
    told = events_told(brief)
    assert told["d0", 0] & told["d1", 0]
    assert not told["d0", 0] & told["d0", 1]
    assert events_told(brief_of(f"{OPENING[0]} {REST}")) == {}


def line(text: str, start: int, document: str = "d1") -> Line:
    span = Span(start, start + len(text))
    return Line((Words(span, text),), (Evidence(document, int(document[1:]), 1, 0, span),))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # All that a sentence tells beside the position is who takes it.
        ("Ada Brenn, the mayor of Norhaven, which has a harbour, said that the quay had closed.", True),
        ("“The quay had closed,” said Ada Brenn, the mayor of Norhaven.", True),
        # Names say where and before whom; what is done besides is told.
        (
            "“The quay had closed,” Brenn, of Skarn, Lindow, Varde and Hove, told the Norhaven Harbour Club’s guests.",
            True,
        ),
        ("“The quay had closed,” Brenn said as Skarn, Lindow and Varde signed a treaty against the new fares.", False),
        ("Ada Brenn said that the quay had closed, and police searched two ships and arrested nine dockers.", False),
    ],
)
def test_a_sentence_that_only_introduces_the_speaker_of_a_position_adds_little(sentence: str, expected: bool) -> None:
    speaker = Speaker("Ada Brenn", "person", "mayor of Norhaven")
    assert adds_little(line(sentence, 0), speaker, line("The quay had closed", 0), "en") is expected


def test_a_sentence_that_only_introduces_a_printed_speaker_is_no_key_point() -> None:
    text = (
        "Dockers walked out in nine ports of the north on Monday. Ferries lay idle for a day. Grain rots in the silos. "
        "Ada Brenn, the mayor of the old harbour town of Norhaven in Ostmark, said that the quay had closed."
    )
    page = fit(brief_of(text), LOOK)
    told = [b for b in page.sheets[0] if isinstance(b, Text) and "quay had closed" in b.plain.lower()]
    assert len(told) == 1


COUNTED_TOLD = "Some 340 barges were held at the lock of Maren since October, the pilots found on their charts."
COUNTED_AGAIN = "At least 340 times a skipper had to wait for the lock, in a quarter that brought no rain."


@pytest.mark.parametrize(
    ("text", "document", "speaker", "expected"),
    [
        (COUNTED_AGAIN.replace("skipper", "barge"), "d2", None, True),  # another article counts the same
        (COUNTED_AGAIN.replace("skipper", "barge"), "d1", None, True),  # and so does the same one, below another
        (COUNTED_AGAIN.replace("skipper", "barge"), "d2", "Olin Marsh", True),
        (COUNTED_AGAIN.replace("340 times a skipper", "340 wagons at the mill"), "d2", None, False),  # few words
        (COUNTED_AGAIN.replace("340 times a skipper", "350 times a barge"), "d2", None, False),  # another number
        (COUNTED_AGAIN.replace("skipper", "barge").replace("no", "12 mm of"), "d2", None, False),  # one more number
        (COUNTED_AGAIN.replace("skipper", "barge").replace("At least 340", "Many"), "d2", None, False),  # none
        (COUNTED_AGAIN.replace("skipper", "barge"), "d2", "Runa Vale", False),  # another speaker
    ],
)
def test_of_several_articles_a_line_with_the_number_of_another_needs_few_of_its_words(
    text: str, document: str, speaker: str | None, expected: bool
) -> None:
    told = PrintedLines()
    told.put(("positions", 0), Content.of(line(COUNTED_TOLD, 0), "en", Speaker("Olin Marsh", "person")))
    told.put(("positions", 1), Content.of(line(NEW, 0, "d3"), "en"))
    who = Speaker(speaker, "person") if speaker is not None else None
    content = Content.of(line(text, 500, document), "en", who)
    assert (told.by(content) == ("positions", 0)) is expected


@pytest.mark.parametrize("number", ["2019", "4"])
def test_a_year_and_a_small_number_are_in_many_lines(number: str) -> None:
    told = PrintedLines()
    told.put(("positions", 0), Content.of(line(COUNTED_TOLD.replace("340", number), 0), "en"))
    text = COUNTED_AGAIN.replace("skipper", "barge").replace("340", number)
    assert told.by(Content.of(line(text, 500, "d2"), "en")) is None


def test_one_article_may_tell_a_number_twice() -> None:
    told = PrintedLines()
    told.put(("positions", 0), Content.of(line(COUNTED_TOLD, 0), "en"))
    assert told.by(Content.of(line(COUNTED_AGAIN.replace("skipper", "barge"), 500), "en")) is None


def test_what_is_denied_is_not_told_by_the_claim() -> None:
    def content(words: str, sentence: int, *, denies: bool = False) -> Content:
        return Content(
            frozenset(words.split()),
            {"d": (Span(90 * sentence, 90 * sentence + 60),)},
            60,
            first=("d", sentence),
            denies=denies,
        )

    lines = PrintedLines()
    lines.put(("bottom_line", 0), content("owner burn mill quay", 0))
    claim, denial = content("owner burn mill", 1), content("deny owner burn mill", 2, denies=True)
    assert lines.by(claim) == ("bottom_line", 0)
    assert lines.by(denial) is None
    lines.put(("positions", 0), content("deny owner burn mill quay", 3, denies=True))
    assert lines.by(denial) == ("positions", 0)
