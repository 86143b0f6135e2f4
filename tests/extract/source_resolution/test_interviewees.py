"""Who answers in an interview printed as questions and answers, where it is plain."""

from __future__ import annotations

import pytest

import briefing

TALK = (
    "Q: Will the northern pier hold another winter?",
    "A: I think the northern pier will stand for two more years.",
    "Q: Who was told of the cracks?",
    "A: I told the ministry of the cracks in the spring.",
    "Q: What do you want of the council?",
    "A: I want the council to pay for new boats.",
)


def speakers(paragraphs: tuple[str, ...], title: str | None = None) -> list[str | None]:
    found = briefing.annotate(briefing.from_text("\n\n".join(paragraphs), id="port", title=title))
    return [answer.speaker for answer in found.document.answers]


PLAIN = [
    ("Q&A with the pilot", "Q&A with Ann Hale", "The port has cracked. Ann Hale told Bo Vik so."),
    ("in the title, with a title", "Questions for Mayor Ann Hale", "Bo Vik of the council has left; Ann Hale stays."),
    ("an interview with", None, "The port has cracked. This is an interview with harbour pilot Ann Hale."),
    ("we spoke to", "The old port", "We spoke to Ann Hale, who followed Bo Vik as harbour pilot."),
    ("I sat down with", "The old port", "I sat down with Ann Hale in her office on Monday."),
    ("the one who sat down", "The old port", "Ann Hale, the harbour pilot, sat down with the Courier on Monday."),
    ("she sat down", "The old port", "Harbour pilot Ann Hale has written a book. She sat down with us on Monday."),
    ("answers questions", "The old port", "Ann Hale answers our questions on the port of Hove."),
    ("a journalist beside", "Q&A with Ann Hale", "Ann Hale spoke with Courier reporter Bo Vik on Monday."),
    ("the one in the title", "Piers hit home for pilot Ann Hale", "Ann Hale has steered ships since 1990."),
]
OPEN = [
    ("nobody is named", "The old port", "A harbour pilot who has steered ships since 1990 answered our questions."),
    ("two answer", "The old port", "We spoke to Ann Hale and to Bo Vik. We spoke to Bo Vik at home."),
    ("somebody without a name", "Hale leaves the port", "Ann Hale has left the port. We spoke to a harbour pilot."),
    ("who asks", "The old port", "Ann Hale was interviewed by Bo Vik."),
    ("whose book it is on", "The old port", "This is an interview with the author of a book on Ann Hale."),
    ("two in the title", "Hale and Vik on the port", "Ann Hale and Bo Vik have steered ships since 1990."),
    ("another who acts", "Piers hit home for Ann Hale", "Ann Hale has steered ships. Bo Vik has closed the piers."),
    ("two with one another", "The old port", "Ann Hale sat down with Bo Vik. Bo Vik spoke to Ann Hale."),
]


@pytest.mark.parametrize(("case", "title", "head"), PLAIN)
def test_the_one_who_is_interviewed_answers(case: str, title: str | None, head: str) -> None:
    assert speakers((head, *TALK), title) == ["Ann Hale"] * 3, case


@pytest.mark.parametrize(("case", "title", "head"), OPEN)
def test_nobody_answers_where_it_is_not_plain(case: str, title: str | None, head: str) -> None:
    assert speakers((head, *TALK), title) == [None] * 3, case


@pytest.mark.parametrize(
    ("case", "more", "plain"),
    [
        ("told of in a question", ("Q: Why has Hale closed the pier?", "A: I was not asked."), False),
        ("told of in an answer", ("Q: Who closed the pier?", "A: I hear that Ann Hale did."), False),
        ("spoken to by name", ("Q: Mayor Hale, who closed it?", "A: I did."), True),
        ("another of that name", ("Q: Why has President Hale closed it?", "A: I was not asked."), True),
        ("a street of that name", ("Q: Why is Hale Street closed?", "A: I was not asked."), True),
    ],
)
def test_whom_they_speak_of_does_not_answer(case: str, more: tuple[str, str], plain: bool) -> None:
    head = "Ann Hale has steered ships since 1990."
    assert speakers((head, *TALK, *more), "Piers hit home for pilot Ann Hale")[0] == ("Ann Hale" if plain else None), (
        case
    )


@pytest.mark.parametrize(
    ("head", "ask", "answer", "who"),
    [
        ("We spoke to the mayor, Ann Hale.", "Vik", "Hale", "Ann Hale"),
        ("We spoke to the mayor, Ann Hale.", "Courier", "Ann", "Ann Hale"),
        ("We spoke to the mayor, Ann Hale.", "NC", "AH", "Ann Hale"),
        ("Mayor Ann Hale spoke on air.", "Bo Vik", "Ann Hale", "Ann Hale"),
        ("The mayor spoke on air.", "Bo Vik", "Ann Hale", None),  # her name stands in no sentence that bears it out
        ("The mayor spoke on air.", "Vik", "Hale", None),
        ("Ann Hale met her brother, Jon Hale.", "Vik", "Hale", None),
        ("Ann Hale met Ada Horn.", "NC", "AH", None),
        ("Ann Hale met Ada Horn.", "Video", "Clip", None),
    ],
)
def test_a_label_is_who_bears_its_name(head: str, ask: str, answer: str, who: str | None) -> None:
    talk = [line.replace("Q:", f"{ask}:").replace("A:", f"{answer}:") for line in TALK]
    assert speakers((head, *talk)) == [who] * 3


def test_each_sentence_of_an_answer_is_said_by_whoever_answers() -> None:
    found = briefing.annotate(
        briefing.from_text(
            "\n\n".join(
                ("We spoke to Ann Hale, the mayor.", *TALK, "Q: And Vik?", "A: Bo Vik says I am wrong. I am not.")
            ),
            id="port",
        )
    )
    said = [(a.speaker, a.certainty, a.content[0].of(found.document.text)) for a in found.attributions]
    assert ("Ann Hale", "sure", "Bo Vik says I am wrong.") in said  # what Vik says is told by her
    assert {speaker for speaker, _, _ in said} == {"Ann Hale"}
    assert not any(words.endswith("?") for _, _, words in said)


def test_answers_of_nobody_are_set_aside_and_a_note_says_so() -> None:
    found = briefing.annotate(briefing.from_text("\n\n".join(("The port has cracked again.", *TALK)), id="port"))
    assert [s.span.of(found.document.text) for s in found.sentences] == ["The port has cracked again."]
    assert "3 of 3 answers" in next(n.text for n in found.notes if n.code == "answers-of-nobody")


def test_without_a_parse_the_label_and_the_introduction_say_it() -> None:
    document = briefing.from_text("\n\n".join(("We spoke to Ann Hale, the mayor.", *TALK)), id="port")
    found = briefing.annotate(document, engine="rules")
    assert [a.speaker for a in found.attributions if a.rule == "interview"] == ["Ann Hale"] * 3
