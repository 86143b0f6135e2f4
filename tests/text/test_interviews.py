"""Interviews printed as questions and answers: which paragraph asks, and which answers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import briefing
from briefing.model.text import Document
from briefing.text import interviews

HEAD = "Ann Hale runs the northern port. We spoke to her on Monday."
ASKS = ("Will the pier hold?", "Who was told of this?", "And the crews?")
ANSWERS = ("I think it will.", "I told the ministry in May.", "We shall find them boats.")


def told(document: Document) -> str:
    """For each paragraph ``Q`` for a question, ``A`` for an answer, and a full stop for the story."""
    return "".join(
        "A" if document.answer_at(span) else "Q" if document.is_heading(span) else "." for span in document.paragraphs
    )


def read(*paragraphs: str) -> Document:
    return briefing.from_text("\n\n".join(paragraphs), id="port")


def turns(ask: str, answer: str, asks: Sequence[str] = ASKS, answers: Sequence[str] = ANSWERS) -> list[str]:
    return [line for q, a in zip(asks, answers, strict=True) for line in (f"{ask}{q}", f"{answer}{a}")]


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        ("Q: ", "A: "),
        ("Q. ", "A. "),
        ("Q.: ", "A.: "),
        ("Q ", "A: "),  # the letter alone, as a drop capital that stands apart
        ("Q", "A: "),  # a drop capital that ran into the word
        ("", "A: "),
        ("Q1: ", "A1: "),
        ("Question: ", "Answer: "),
        ("QUESTION: ", "ANSWER: "),
        ("“Q: ", "“A: "),
        ("The Courier: ", "Hale: "),
        ("Courier: ", "Ann Hale: "),
        ("NC: ", "AH: "),
        ("Bo Vik: ", "Gov. Ann Hale (L): "),
        ('"Vik: ', '"Hale: '),
    ],
)
def test_a_question_is_a_label_and_an_answer_somebodys(ask: str, answer: str) -> None:
    document = read(HEAD, *turns(ask, answer))
    assert told(document) == ".QAQAQA"
    assert [a.span.of(document.text) for a in document.answers] == list(ANSWERS)
    named = answer.strip(' "').removesuffix(":")
    lettered = named.rstrip(".1:").upper() in ("“A", "ANSWER", "A")
    assert {a.label for a in document.answers} == ({None} if lettered else {named.removesuffix(" (L)")})


def test_no_letter_of_the_text_is_changed() -> None:
    text = "\n\n".join((HEAD, *turns("Q: ", "A: ")))
    assert briefing.from_text(text, id="port").text == text


@pytest.mark.parametrize(
    ("case", "paragraphs", "shown"),
    [
        ("turns of one paragraph", ["Q: Will it hold?\nA: I think so.", "Q: Who knew? A: I did."], ".QAQA"),
        ("an answer of two paragraphs", ["Q: Will it?", "A: I hope.", "It is old.", "Q: Who knew?", "A: I."], ".QAAQA"),
        ("a question of two paragraphs", ["Q: It is old.", "Will it hold?", "A: I do.", "Q: So?", "A: I."], ".QQAQA"),
        ("a statement for a question", ["Q: It is old.", "A: I know.", "Q: It fell twice.", "A: I saw it."], ".QAQA"),
        ("what stands below", ["Q: Will it?", "A: I hope.", "Q: Who?", "A: I did.", "The port is closed."], ".QAQA."),
        ("what goes on below", ["Q: Will it?", "A: I hope.", "Q: Who?", "A: I did.", "I saw it fall."], ".QAQAA"),
        (
            "a remark in brackets",
            ["Vik: Will it hold?", "Hale: I hope so.", "(Laughter.)", "Vik: And you?", "Hale: I am well."],
            ".QAQQA",
        ),
        (
            "a headline above names",
            ["Hale: The pier holds.", "Vik: Will it?", "Hale: I hope.", "Vik: Who?", "Hale: I did."],
            "..QAQA",
        ),
        (
            "the writer below names",
            ["Vik: Will it?", "Hale: I hope.", "Vik: Who?", "Hale: I did.", "The port is closed."],
            ".QAQA.",
        ),
        (
            "two who answer",
            ["Vik: Will it?", "Hale: I hope.", "Orme: I doubt it.", "Vik: Who?", "Hale: I did."],
            ".QAAQA",
        ),
        ("nobody says “I”", ["Q: What is the levy?", "A: A tax.", "Q: Who pays the US?", "A: Crews do."], ".Q.Q."),
    ],
)  # fmt: skip
def test_whose_turn_it_is(case: str, paragraphs: list[str], shown: str) -> None:
    assert told(read(HEAD, *paragraphs)) == shown, case


@pytest.mark.parametrize(
    ("case", "paragraphs"),
    [
        ("letters of a list", ["A: The pier is old.", "B: I know it.", "C: We shall mend it.", "D: Who pays?"]),
        ("initials", ["Q. Orme, the pilot, has left.", "A. Hale, the mayor, said I was right.", "A. Vik agreed."]),
        ("a quarter", ["Q2: Sales rose by a tenth.", "Q3: Sales fell; we lost I think a third."]),
        ("one exchange", ["The clerk read it out.", "Q. Did you see it?", "A. I did.", "The court rose."]),
        ("sides of a race", ["Hale: 1,500 votes.", "Vik: 1,200 votes.", "Hale: 40 wards.", "Vik: 12 wards."]),
        (
            "a transcript, told by its capitals",
            ["ANN VIK: Will it?", "HALE: I hope.", "ANN VIK: Who?", "HALE: I did.", "ANN VIK: So?", "HALE: I am."],
        ),
        ("who talk with one another", ["Hale: I hope so.", "Vik: I doubt it.", "Hale: I know.", "Vik: We saw it."]),
        ("heads of a column", ["Place: Hove.", "Price: £4, I think.", "Place: Skarn.", "Price: We do not know."]),
        (
            "a colon in a sentence",
            ["Hale asked: Will it hold?", "Vik said: I hope.", "Hale asked: Who?", "Vik said: I."],
        ),
        ("questions of the writer", ["Will it hold?", "I doubt it.", "Who was told?", "I was not, nor were you."]),
    ],
)
def test_what_only_looks_like_it_stays(case: str, paragraphs: list[str]) -> None:
    document = read(HEAD, *paragraphs)
    assert told(document) == "." * (len(paragraphs) + 1), case
    assert not any(d.category == "label" for d in document.dropped)


def test_a_language_without_rules_is_left_alone() -> None:
    document = Document("port", "\n\n".join(turns("Q: ", "A: ")), language="fr")
    assert interviews.read(document) is document


def test_a_draft_keeps_its_questions() -> None:
    document = briefing.pipeline.read_draft("\n\n".join((HEAD, *turns("Q: ", "A: "))).encode(), name="port.txt")
    assert told(document) == "." * 7


def page(
    asks: Sequence[str], answers: Sequence[str], mark: str = "<p><strong>{}</strong></p>", head: str = HEAD
) -> Document:
    """A web page with its questions set apart."""
    talk = "".join(f"{mark.format(q)}<p>{a}</p>" for q, a in zip(asks, answers, strict=True))
    story = f"<article><h1>The port</h1><p>{head}</p>{talk}</article>"
    html = f"<html lang=en><head><title>The port</title></head><body>{story}</body></html>"
    return briefing.read(html.encode(), name="port.html")


YOURS = ("Will your pier hold another winter?", "Whom did you tell of the cracks?", "And what of the crews?")
LONG = (
    "I think the northern pier will stand for two more years, if the winter is mild and no ship strikes it.",
    "I told the ministry of the cracks in the spring, and the council of Hove a month before that.",
    "We shall find them boats at the river mouth, and they will pay nothing for them until May.",
)
DRY = (
    "The northern pier will stand for two more years, if the winter is mild and no ship strikes it.",
    "The ministry heard of the cracks in the spring, and the council of Hove a month before that.",
    "The crews are given boats at the river mouth, and they will pay nothing for them until May.",
)


@pytest.mark.parametrize("mark", ["<p><strong>{}</strong></p>", "<p><b>{}</b></p>", "<h3>{}</h3>"])
def test_a_question_in_bold_is_one_where_the_answers_say_i(mark: str) -> None:
    assert told(page(YOURS, LONG, mark)) == ".QAQAQA"


@pytest.mark.parametrize(
    ("case", "asks", "answers", "mark"),
    [
        ("what the paper explains", YOURS, DRY, "<h3>{}</h3>"),
        ("nobody is asked", ASKS, LONG, "<p><strong>{}</strong></p>"),
        ("in plain type", YOURS, LONG, "<p>{}</p>"),
        ("two alone", YOURS[:2], LONG[:2], "<p><strong>{}</strong></p>"),
    ],
)
def test_other_questions_in_bold_are_the_papers(
    case: str, asks: tuple[str, ...], answers: tuple[str, ...], mark: str
) -> None:
    assert not page(asks, answers, mark).answers, case


def test_bold_type_alone_makes_nobody_the_speaker() -> None:
    plain = briefing.annotate(page(YOURS, LONG, head="The Courier met the mayor. We spoke to Ann Hale about the pier."))
    assert [answer.speaker for answer in plain.document.answers] == ["Ann Hale"] * 3
    open_ = briefing.annotate(page(YOURS, LONG, head="Ann Hale has run the port of Hove since the flood of 2019."))
    assert open_.document.answers == ()
    assert [s.span.of(open_.document.text) for s in open_.sentences][1:] == list(LONG)
