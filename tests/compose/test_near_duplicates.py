import random

from briefing import pipeline
from briefing.compose.near_duplicates import copies, told_before
from briefing.model.text import Document

WIRE = (
    "The regional water board said on Tuesday that the northern reservoir had fallen to a third of its capacity. "
    "Engineers will close two sluices before the weekend and tankers will serve the hill villages until it rains. "
    "Board chair Lena Marsh said farmers would be paid for the fields they leave dry this summer. "
    "The ministry has promised to decide on the money before the end of the month."
)
OTHER = (
    "Farmers in the hills met on Wednesday to discuss the closing of the sluices by the water board. "
    "Many said that tankers would not be enough for their herds and asked for a second meeting with the minister. "
    "A group of them plans to drive to the capital next week with empty milk cans."
)


def articles(*texts: str) -> list[Document]:
    return [pipeline.from_text(text, id=str(i)) for i, text in enumerate(texts)]


def test_a_wire_copy_with_another_lead_is_a_copy_of_the_first() -> None:
    assert copies(articles(WIRE, OTHER, f"By our own staff in the hills.\n\n{WIRE}")) == (None, None, 0)


def test_a_shortened_copy_is_a_copy() -> None:
    assert copies(articles(WIRE, " ".join(WIRE.split(". ")[:2]))) == (None, 0)


def test_copies_of_copies_have_one_original() -> None:
    assert copies(articles(WIRE, WIRE + " It is dry.", WIRE + " It is very dry.")) == (None, 0, 0)


def test_two_reports_of_one_event_are_no_copies() -> None:
    quoting = OTHER + " Board chair Lena Marsh said farmers would be paid for the fields they leave dry this summer."
    assert copies(articles(WIRE, quoting)) == (None, None)


def test_an_empty_and_a_very_short_text_are_copies_of_nothing() -> None:
    assert copies(articles("Rain.", "Rain.", "Wind at last.")) == (None, None, None)


def test_long_texts_of_other_words_are_no_copies() -> None:
    dice = random.Random(5)  # noqa: S311 - words, no secrets
    texts = [" ".join(f"word{dice.randrange(900)}" for _ in range(2000)) for _ in range(6)]
    assert copies(articles(*texts)) == (None,) * 6


def test_a_short_copy_of_a_long_text_is_a_copy() -> None:
    words = [f"word{n}" for n in range(400)]
    assert copies(articles(" ".join(words), " ".join(words[40:190]))) == (None, 0)
    other = [*words[40:60], *(f"other{n}" for n in range(130))]
    assert copies(articles(" ".join(words), " ".join(other))) == (None, None)


def test_what_a_longer_version_adds_is_told_nowhere_before() -> None:
    added = "Mayor Tom Hollis called the plan a disgrace. Engineers will close six sluices before the weekend."
    found = list(
        pipeline.annotate_many(articles(WIRE, OTHER, f"{WIRE}\n\n{added}", f"{WIRE}\n\n{added}"), engine="rules")
    )
    assert [len(f.sentences) for f in found] == [4, 3, 6, 6]
    assert [sorted(told) for told in told_before(found, (None, None, 0, 0))] == [[], [], [*range(4)], [*range(6)]]


def test_articles_of_their_own_tell_nothing_that_was_told_before() -> None:
    found = list(pipeline.annotate_many(articles(WIRE, OTHER), engine="rules"))
    assert not any(told_before(found, (None, None)))
