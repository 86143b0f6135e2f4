"""What is printed under "Who has said what", in sentences of our own, with the reason above each."""

from __future__ import annotations

import datetime as dt

import pytest

import briefing
from briefing import pipeline, rules
from briefing.compose import exclusion_reasons, trim


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
    (
        "Governor Ada Brenn never said that the pier was safe.",
        ("Ada Brenn", "Never said that the pier was safe"),
    ),
    # auxiliaries of a verb that its phrase needs
    ("Senator Ada Brenn has criticized the new tolls.", ("Ada Brenn", "Has criticized the new tolls")),
    # a verb over the verb of saying
    (
        "Senator Ada Brenn refused to endorse the harbour plan.",
        ("Ada Brenn", "Refused to endorse the harbour plan"),
    ),
    # an auxiliary that is one word with the speaker
    ("“Rain,” Mayor Ada Brenn said. She’s not saying the dam is safe.", ("Ada Brenn", "Not saying the dam is safe")),
    # what is denied is not what is held
    ("Mayor Ada Brenn denied that she took the money.", ("Ada Brenn", "Denied that she took the money")),
    # nor what is hoped
    ("Mayor Ada Brenn hopes that the dam will hold.", ("Ada Brenn", "Hopes that the dam will hold")),
    # nor what is only suspected
    ("Mayor Ada Brenn suspects that the dam leaks.", ("Ada Brenn", "Suspects that the dam leaks")),
    # what was charged or asked before it is admitted, or confirmed
    ("Mayor Ada Brenn conceded that the dam leaks.", ("Ada Brenn", "Conceded that the dam leaks")),
    ("Mayor Ada Brenn confirmed that the dam leaks.", ("Ada Brenn", "Confirmed that the dam leaks")),
    # nor what is only suggested, where its quotation begins within the sentence
    (
        "Mayor Ada Brenn suggested that “in the next few days we should be able to open both gates again”.",
        ("Ada Brenn", "Suggested that “in the next few days we should be able to open both gates again”"),
    ),
    (
        "Mayor Ada Brenn said that “in the next few days we should be able to open both gates again”.",
        ("Ada Brenn", "“in the next few days we should be able to open both gates again”"),
    ),
    # a second clause without the first one's verb has no "that" either
    (
        "Mayor Ada Brenn said that four cranes were broken and that the losses might grow.",
        ("Ada Brenn", "Four cranes were broken and the losses might grow"),
    ),
    (
        "Mayor Ada Brenn said that the gates had been forced but that nobody was hurt.",
        ("Ada Brenn", "The gates had been forced but nobody was hurt"),
    ),
    # but with its verb, behind another "that", and where it is what is told of
    (
        "Mayor Ada Brenn hopes that the dam will hold and that the rain will stop.",
        ("Ada Brenn", "Hopes that the dam will hold and that the rain will stop"),
    ),
    (
        "Mayor Ada Brenn said the crews were afraid that the dam would break and that the rain would go on.",
        ("Ada Brenn", "The crews were afraid that the dam would break and that the rain would go on"),
    ),
    (
        "Mayor Ada Brenn said the gates had been forced and that was a crime.",
        ("Ada Brenn", "The gates had been forced and that was a crime"),
    ),
    # a thing that the parse takes for a clause
    (
        "The Harbour Board declined a Navy offer twice to extend a 16-member special crews team, based in Ostmark.",
        ("Harbour Board", "Declined a Navy offer twice to extend a 16-member special crews team, based in Ostmark"),
    ),
    # what ought to be, though "that" and "should" are left out
    (
        "Mayor Ada Brenn suggested the crews instead meet in Ostmark.",
        ("Ada Brenn", "Suggested the crews instead meet in Ostmark"),
    ),
]

WITHOUT_VERB = [
    # a plain saying
    ("Mayor Ada Brenn said that the ferries would sail.", ("Ada Brenn", "The ferries would sail")),
    # its helper changes nothing
    ("Mayor Ada Brenn has argued that the dam will hold.", ("Ada Brenn", "The dam will hold")),
    # nor do verbs that only colour it
    ("Mayor Ada Brenn added that the dam will hold.", ("Ada Brenn", "The dam will hold")),
    ("Mayor Ada Brenn pointed out that the dam will hold.", ("Ada Brenn", "The dam will hold")),
    # a warning holds what it says
    ("Mayor Ada Brenn warned that the dam could break.", ("Ada Brenn", "The dam could break")),
    # a negation inside what is said
    ("Mayor Ada Brenn said that the dam was not safe.", ("Ada Brenn", "The dam was not safe")),
    ("Mayor Ada Brenn suggested the crews had met in Ostmark.", ("Ada Brenn", "The crews had met in Ostmark")),
    # a word that only ties it to the sentence before
    ("But the ferries would not sail, Mayor Ada Brenn said.", ("Ada Brenn", "The ferries would not sail")),
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


SPEAKERS = [
    # a relative speaks, not the one whose relative it is, whichever way the apostrophe is turned
    ("Gus Renner came home. Gus Renner‘s mother said that it rained.", {"Gus Renner‘s mother"}),
    ("Gus Renner came home. Gus Renner’s lawyer said that it rained.", {"Gus Renner’s lawyer"}),
    # whose lawyer it is has a name
    ("Mayor Gus Renner left early. His lawyer said that the pier was sound.", {"Gus Renner’s lawyer"}),
    # nobody named before who could be meant
    ("Rain fell all day. Her lawyer said that the pier was sound.", set()),
    # the one answering, not the one asked about
    (
        "“I kept the rules,” Mayor Gus Renner said.\n\nAsked about a gift from Tom Orme, he said: “It was a book.”",
        {"Gus Renner"},
    ),
    # "who" stands for somebody else than the speaker of the main clause
    ("“It rained,” said analyst Ann Hale of Tom Orme, who hopes to win the seat.", {"Ann Hale", "Tom Orme"}),
    # a paper that merely cites where it appeared, or who has it
    (
        "A 2023 review published in the Journal of the Harbour Institute found that the ice melts.",
        {"2023 review published in the Journal of the Harbour Institute"},
    ),
    ("Research by Xin Hale, who trained at the Harbour Institute, found that the ice melts.", {"research by Xin Hale"}),
    ("The pier failed, according to Harbour Institute filings.", {"Harbour Institute filings"}),
    # "some" and "many" are nobody a reader could name
    ("The ferry came late. Some said they waited nearly an hour for instructions.", set()),
    ("The ferry came late. Many said that the crew did its best.", set()),
    # a capital of its own stays
    ("A Tory source said: “It rained.”", {"Tory source"}),
    # a party's member is a person, not a body
    ("Sen. Ann Hale spoke first. The Ohio Republican said that it rained.", {"Ann Hale"}),
]

STAY = [
    # the body that wrote the document
    ("A survey by the Harbour Institute found that the ice melts.", {"Harbour Institute"}),
    ("The Harbour Institute’s report found that the ice melts.", {"Harbour Institute"}),
    # told by somebody named inside the sentence
    ("Ann Hale, who trained at the Harbour Institute, said that the ice melts.", {"Ann Hale"}),
    # "who" and the name before it are one
    ("Ann Hale of the Harbour Institute, who knows the pier, said that it would hold.", {"Ann Hale"}),
    # the surname's possessive belongs to a thing, and its owner speaks by a pronoun
    ("Mayor Ann Hale published her plan. She said that the pier would hold.", {"Ann Hale"}),
    # the only one named in the clause before
    ("Officials told Mayor Ann Hale that she could go. She said that the pier would hold.", {"Ann Hale", "officials"}),
    # who they are is told, however many
    ("The ferry came late. Some passengers said that they waited for an hour.", {"some passengers"}),
    # a capital that only the sentence's start made
    ("A harbour source said: “It rained.”", {"harbour source"}),
]


@pytest.mark.parametrize(("text", "speakers"), SPEAKERS, ids=[c[0][-40:] for c in SPEAKERS])
def test_no_line_is_given_to_somebody_else(text: str, speakers: set[str]) -> None:
    assert {name for name, _ in printed(text)} <= speakers


@pytest.mark.parametrize(("text", "speakers"), STAY, ids=[c[0][-40:] for c in STAY])
def test_a_speaker_stays_the_speaker(text: str, speakers: set[str]) -> None:
    found = {name for name, _ in printed(text)}
    assert found
    assert found <= speakers


MARKS = [
    # the mark behind a last word and its comma
    ('Mayor Ada Brenn said she is a "proud friend of the old pier," as she left.', '"proud friend of the old pier'),
    ("Mayor Ada Brenn said she is a “proud friend of the old pier”, as she left.", "“proud friend of the old pier"),
    ("Mayor Ada Brenn said she is ‘proud of the old pier’, as she left.", "‘proud of the old pier"),
]


@pytest.mark.parametrize(("text", "opened"), MARKS, ids=[c[0][-40:] for c in MARKS])
def test_a_quotation_that_a_line_opens_it_closes(text: str, opened: str) -> None:
    (line,) = [line for name, line in printed(text) if name == "Ada Brenn"]
    start = line.index(opened)
    assert line[start + len(opened) :].lstrip(",")[0] in '"”’'


def test_apostrophes_are_no_quotation_marks() -> None:
    assert printed("Mayor Ada Brenn said that the crews’ pay isn’t enough.") == [
        ("Ada Brenn", "The crews’ pay isn’t enough")
    ]


NO_POSITION = [
    # spoken of, not speaking
    "Mayor Ada Brenn was criticized as not ambitious enough by her own party.",
    "Brazil is expected to take a bigger part in the talks.",
    # a thing, no statement
    "The Harbour Rovers claimed victory at the cup.",
    # supposed, not said
    "If Mayor Ada Brenn says that the pier is sound, the crews will stay.",
    # nobody a reader could name
    "You know that the pier is sound.",
    "No wonder said that the pier is sound.",
    # of several ministries one
    "The ministry said that the pier is sound.",
    # the writer's words, not those of who gives the number
    "As I wrote above, the ferries took 13 million people, according to the Harbour Board.",
]


@pytest.mark.parametrize("text", NO_POSITION)
def test_what_is_no_position_is_not_printed(text: str) -> None:
    assert printed(text) == []


@pytest.mark.parametrize("source", rules.load("exclusions", "en")["negated"]["examples"])
def test_what_nobody_says_is_not_printed(source: str) -> None:
    assert exclusion_reasons.negated("en").match(source)
    assert printed(f"{source} said that the pier was sound.") == []


@pytest.mark.parametrize("source", rules.load("exclusions", "en")["negated"]["counterexamples"])
def test_who_only_looks_like_nobody_is_somebody(source: str) -> None:
    assert not exclusion_reasons.negated("en").match(f"{source} said that the pier was sound.")


def test_a_question_is_no_position_of_the_one_asked() -> None:
    text = "“I kept it,” Mayor Gus Renner said.\n\nAsked whether he would sell the pier, he said: “I will ask first.”"
    lines = [line for _, line in printed(text)]
    assert "“I will ask first.”" in lines  # and its opening mark stands right before it
    assert [line for line in lines if line.lower().startswith(("asked", "whether"))] == []


POSITIONS = [
    # a claim with its clause
    ("The Harbour Rovers claimed that the referee was blind.", "The referee was blind"),
    # a feeling that looks like a passive
    ("Mayor Ada Brenn was convinced that the pier would hold.", "The pier would hold"),
    # a helper that makes no passive
    ("Mayor Ada Brenn has criticized the new tolls.", "Has criticized the new tolls"),
    # a condition inside what is said
    ("Mayor Ada Brenn said that the crews would stay if the pier held.", "The crews would stay if the pier held"),
    # a house that is named by its number
    ("No 10 said that the pier is sound.", "The pier is sound"),
    # a group that is told of
    ("Two officials said that the pier is sound.", "The pier is sound"),
]


@pytest.mark.parametrize(("text", "line"), POSITIONS, ids=[c[0][:40] for c in POSITIONS])
def test_what_is_a_position_is_printed(text: str, line: str) -> None:
    assert line in [line for _, line in printed(text)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "With no fixed rules for captains on when to sail, Vane said, the system is unfair.",
            "With no fixed rules for captains on when to sail, the system is unfair",
        ),
        (
            "Because the quay was closed, Vane said, crews stayed at home.",
            "Because the quay was closed, crews stayed at home",
        ),
        (
            "Fourteen people were arrested, the harbour police said, half of them sailors.",
            "Fourteen people were arrested, half of them sailors",
        ),
        # commas that stand there for the tag alone
        ("The fares, Vane said, would rise because of the storm.", "The fares would rise because of the storm"),
        ("The owners had seen, Vane said, the damage to the quay.", "The owners had seen the damage to the quay"),
        ("The mill, Vane said, was the largest in the valley.", "The mill was the largest in the valley"),
    ],
)
def test_a_comma_goes_with_the_tag_only_where_it_stood_for_it(text: str, line: str) -> None:
    found = pipeline.annotate(pipeline.from_text(text, id="t"))
    (said,) = found.attributions
    assert trim.position_line(found, said, 1).text == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "“These acts threaten a firm that owns mills such as Orme,” another mill of the board, Vane said.",
            "“These acts threaten a firm that owns mills such as Orme”",
        ),
        ("''The acts threaten the firm,'' Vane said on Monday.", "''The acts threaten the firm''"),
        (
            "''The acts threaten the firm,'' Vane said. ''They threaten the town as well.''",
            "''The acts threaten the firm […] They threaten the town as well.''",
        ),
        # the sentence goes on
        (
            "“The acts threaten the firm,” and with it the town, Vane said in a letter.",
            "“The acts threaten the firm,” and with it the town",
        ),
    ],
)
def test_a_quoted_sentence_is_printed_without_what_the_reporter_adds(text: str, line: str) -> None:
    found = pipeline.annotate(pipeline.from_text(text, id="t"))
    assert trim.position_line(found, found.attributions[0], 1).text == line
