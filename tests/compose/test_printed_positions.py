"""What is printed under "Who has said what", in sentences of our own, with the reason above each."""

from __future__ import annotations

import datetime as dt

import pytest

import briefing


def printed(text: str) -> list[tuple[str, str]]:
    """Speaker and line of each printed position."""
    found = briefing.annotate(briefing.from_text(text, id="own", date=dt.date(2026, 6, 9)))
    rows = briefing.brief(found, as_of=dt.date(2026, 6, 10)).positions
    return [(row.speaker.name, row.line.text.rstrip(".")) for row in rows]


WITH_VERB = [
    # a negation before the verb of saying
    (
        "Mayor Ada Brenn did not say that the ferries would sail.",
        ("Ada Brenn", "Did not say that the ferries would sail"),
    ),
    ("Governor Ada Brenn never mentioned the fire.", ("Ada Brenn", "Never mentioned the fire")),
    # auxiliaries of a verb that its phrase needs
    ("Senator Ada Brenn has criticized the new tolls.", ("Ada Brenn", "Has criticized the new tolls")),
    # a verb over the verb of saying
    (
        "Senator Ada Brenn refused to endorse the harbour plan.",
        ("Ada Brenn", "Refused to endorse the harbour plan"),
    ),
    # an auxiliary that is one word with the speaker
    ("Mayor Ada Brenn spoke. She’s not saying who paid for the dam.", ("Ada Brenn", "Not saying who paid for the dam")),
    # what is denied is not what is held
    ("Mayor Ada Brenn denied that she took the money.", ("Ada Brenn", "Denied that she took the money")),
    # nor what is hoped
    ("Mayor Ada Brenn hopes that the dam will hold.", ("Ada Brenn", "Hopes that the dam will hold")),
]

WITHOUT_VERB = [
    # a plain saying
    ("Mayor Ada Brenn said that the ferries would sail.", ("Ada Brenn", "The ferries would sail")),
    # its helper changes nothing
    ("Mayor Ada Brenn has argued that the dam will hold.", ("Ada Brenn", "The dam will hold")),
    # a warning holds what it says
    ("Mayor Ada Brenn warned that the dam could break.", ("Ada Brenn", "The dam could break")),
    # a negation inside what is said
    ("Mayor Ada Brenn said that the dam was not safe.", ("Ada Brenn", "The dam was not safe")),
]


@pytest.mark.parametrize(("text", "row"), WITH_VERB, ids=[c[0][-30:] for c in WITH_VERB])
def test_a_line_has_its_verb_where_it_would_say_something_else_without(text: str, row: tuple[str, str]) -> None:
    assert row in printed(text)


@pytest.mark.parametrize(("text", "row"), WITHOUT_VERB, ids=[c[0][-30:] for c in WITHOUT_VERB])
def test_a_plain_verb_of_saying_goes(text: str, row: tuple[str, str]) -> None:
    assert row in printed(text)


def test_a_straight_mark_closes_up_where_its_comma_is_left_out() -> None:
    rows = printed('"The dam held," Mayor Ada Brenn said.\n\n"Nobody was hurt," Governor Tom Orme added.')
    assert [line for _, line in rows] == ['"The dam held"', '"Nobody was hurt"']
