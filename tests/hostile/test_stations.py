"""Texts put together from the rules' own words and what nobody expects between them, through every station.

The suite tries a few of them, always the same; BRIEFING_EXAMPLES=5000 tries so many of each kind.
"""

from __future__ import annotations

import datetime as dt
import json
import os

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing import pipeline, timex
from briefing.compose.brief import BriefOptions
from briefing.errors import BriefingError, InputError
from briefing.model.text import Document
from briefing.readers import rows
from briefing.text import sentences
from briefing.verify import verify
from tests.hostile import properties, words
from tests.timing import grows_within

EXAMPLES = int(os.environ.get("BRIEFING_EXAMPLES", "0"))
DAY = dt.date(2026, 3, 12)
TWICE = "February 29, 2024 The mayor said on Monday that “it rains”. The day before she had left."


def tried(few: int) -> settings:
    """Settings of a test that tries so many texts in the suite."""
    return settings(
        max_examples=EXAMPLES or few, deadline=10_000, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
    )


pieces = st.one_of([st.sampled_from(kind) for kind in words.pieces()])
between = st.sampled_from((" ", " ", " ", " ", "", ", ", ". ", "\n\n")) | st.sampled_from(words.UNSEEN)
texts = st.lists(st.tuples(pieces, between), min_size=1, max_size=40).map(lambda parts: "".join(map("".join, parts)))
dates = (
    st.none() | st.sampled_from([DAY, dt.date(2024, 2, 29), dt.date(2023, 12, 31), dt.date(1583, 1, 1)]) | st.dates()
)


@tried(150)
@given(text=texts, date=dates)
@example("Easter came. It was the day prior.", dt.date(9999, 12, 31))
@example("She left the day prior, on Sunday.", dt.date(1, 1, 1))
@example("By 2030 all will be done. The day prior nobody knew.", DAY)
@example("It was 2025 years earlier. The day prior it rained.", DAY)
@example("2027 years earlier it rained.", DAY)
@example("In 10000000 years, 99999999999 days ago, 999 decades from now.", DAY)
@example(f"It lasted {'9' * 400} days, {'9' * 5000} weeks and ² years.", DAY)
@example("٢٩ March, १२ May 2026, ² days ago, ① week, 31 February 2026, week 53, 24:00, 25:61.", DAY)
@example("İİİİ March 3 İ said he will go on Monday.", DAY)
def test_times_are_of_the_text_and_of_the_calendar(text: str, date: dt.date | None) -> None:
    try:
        document = pipeline.from_text(text, id="a", date=date)
    except BriefingError:
        return
    properties.document(document)
    parts = sentences.split(document)
    properties.sentences(document, parts)
    properties.timexes(document, parts, timex.find(document, parts))


@tried(60)
@given(text=texts, date=dates)
@example(f"It cost {'9' * 400} dollars, she said.", DAY)
@example(f"About {'9' * 5000} people left on Monday.", DAY)
@example("“““““He said ‘’’ that \u202e“ said the mayor, who, who, said.", DAY)
def test_findings_by_rules_are_of_the_text(text: str, date: dt.date | None) -> None:
    properties.annotated(text, date, "rules")


@tried(40)
@given(text=texts, date=dates)
@example("“““““He said ‘’’ that \u202e“ said the mayor, who, who, said.", DAY)
@example("\x0b\u2028\u200b\u0301 \ue000 said \x00 that \uffff", DAY)
def test_findings_by_the_model_are_of_the_text(text: str, date: dt.date | None) -> None:
    properties.annotated(text, date, "auto")


@tried(25)
@given(text=texts)
@example(TWICE)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    for engine in ("rules", "auto"):
        assert properties.annotated(text, DAY, engine) == properties.annotated(text, DAY, engine)


@tried(40)
@given(text=texts)
@example(TWICE)
def test_what_is_printed_stands_letter_by_letter_in_the_text(text: str) -> None:
    found = properties.annotated(text, DAY, "rules")
    if found is not None:
        try:
            brief = pipeline.compose([found], BriefOptions(as_of=DAY))
        except BriefingError:
            return
        assert not verify(brief).faults


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@tried(50)
@given(
    fields=st.fixed_dictionaries(
        {}, optional={"id": values, "text": texts | values, "date": values | st.dates().map(str), "title": values}
    )
)
@example({"id": "a", "text": "It rained.", "date": {"day": 1}})
@example({"id": "\ud800", "text": "It rained.", "title": "\udfff"})
@example({"id": "a", "text": "It rained.", "date": "9999-12-31"})
@example({"id": "a", "text": "It rained.", "date": "٢٠٢٦-03-12"})
def test_a_row_is_read_or_refused(fields: dict[str, object]) -> None:
    try:
        row = rows.row(json.dumps(fields), "a.jsonl:1")
        document = pipeline.from_text(row.text, id=row.id, date=row.date, title=row.title)
    except BriefingError as error:
        str(error).encode()  # what is told can be written to a screen
        return
    properties.document(document)


@pytest.mark.parametrize("day", [dt.date(1, 1, 1), dt.date(1582, 12, 31), dt.date(3000, 1, 1), dt.date(9999, 12, 31)])
def test_a_day_no_article_can_bear_is_refused(day: dt.date) -> None:
    with pytest.raises(InputError, match=day.isoformat()):
        pipeline.from_text("It rained yesterday.", id="a", date=day)


@pytest.mark.parametrize("day", [dt.date(1583, 1, 1), dt.date(1865, 4, 15), dt.date(2999, 12, 31)])
def test_an_old_or_a_late_day_is_taken(day: dt.date) -> None:
    document = pipeline.from_text("It rained yesterday.", id="a", date=day)
    found = timex.find(document, sentences.split(document))
    assert [t.value for t in found] == [(day - dt.timedelta(1)).isoformat()]


def test_a_page_that_bears_an_impossible_day_has_none() -> None:
    page = '<meta property="article:published_time" content="9999-12-31"><p>It rained for hours, the mayor said.</p>'
    assert pipeline.read(page.encode(), name="a.html").date is None


@pytest.mark.parametrize(
    "piece",
    [
        "Ann Hale, the mayor, said on Monday that “it rains”, and the mayor said so.\n\n",
        "Ann Hale said on March 3 that 12 people, in two towns, left and she said it was 5 percent ",
        "It rained on the quay.\n\n",
    ],
)
def test_time_grows_with_a_text_and_not_with_its_square(piece: str) -> None:
    def document(size: int) -> Document:
        return pipeline.from_text(piece * (size // len(piece)), id="a", date=DAY)

    # Eight times the text: 8 where it is linear, 64 where all of it is a square.
    assert grows_within(24, lambda text: pipeline.annotate(text, engine="rules"), document(12_000), document(96_000))


def test_a_number_too_large_to_count_with_has_no_value() -> None:
    text = f"It cost ${'9' * 400}, she said. It cost $12, he said."
    found = pipeline.annotate(pipeline.from_text(text, id="a", date=DAY), engine="rules")
    assert [figure.value for figure in found.figures] == [None, 12.0]
