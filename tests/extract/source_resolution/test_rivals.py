"""Whom "he", "the spokesman" or "the government" means where several stand in reach: the right one, or nobody."""

from __future__ import annotations

import pytest

from briefing import pipeline

#: (why, text, words of what is said, whose they are; ``None`` where nobody may be named).
CASES = [
    (
        "a family's lawyer is not the family's son",
        "Jan Ilves was a pilot. The fourth suspect has been charged with arson, Ilves family's lawyer Daniel Maran "
        "told the Herald.",
        "The fourth suspect has been charged",
        "Daniel Maran",
    ),
    (
        "an adverb behind a name leaves it the speaker",
        "Jan Ilves was a pilot. The fourth suspect has been charged, Ilves reportedly said.",
        "The fourth suspect has been charged",
        "Jan Ilves",
    ),
    (
        "he does not tell of himself",
        "Karl Venn came late. He left the deal to Mayor Anton Orme, who he noted was “in his last year”.",
        "in his last year",
        "Karl Venn",
    ),
    (
        "who tells of himself says so",
        "Karl Venn came late. Anton Orme, who noted that he was “in his last year”, did not.",
        "in his last year",
        "Anton Orme",
    ),
    (
        "nobody tells of themselves by name",
        "Ann Hale opened the fair. The radio host came, too. She has declared Hale to be “a gift to the town”.",
        "a gift to the town",
        None,
    ),
    (
        "the one whom a quotation names does not speak it",
        "Karl Venn called Ruth Orme a friend.\n\n“Orme will win this race,” she said.",
        "will win this race",
        None,
    ),
    (
        "a clause before the main one may tell of its speaker",
        "Karl Venn came late. When Venn took the floor, he said the pier would close.",
        "the pier would close",
        "Karl Venn",
    ),
    (
        "a spokesman without a name goes on speaking",
        "Mayor Karl Venn promised help.\n\nA harbour police spokesman said two boats had sunk.\n\n"
        "“All crews are safe,” he said.",
        "All crews are safe",
        "harbour police spokesman",
    ),
    (
        "a witness without a name goes on speaking",
        "Mayor Karl Venn promised help.\n\nA witness said two boats had sunk. She said the crews were safe.",
        "the crews were safe",
        "witness",
    ),
    (
        "whoever is named after the spokesman may be meant",
        "A police spokesman said two boats had sunk.\n\nMayor Karl Venn said he would help. He said it was late.",
        "it was late",
        "Karl Venn",
    ),
    (
        "the spokesman is the one who has just spoken",
        "Karl Venn, a spokesman for the crews, said the pier was open.\n\nA foreign ministry spokesman in Brenn said "
        "all staff were safe. It was not known how many were hurt, the spokesman said.",
        "how many were hurt",
        "foreign ministry spokesman in Brenn",
    ),
    (
        "the spokesman of a ministry is nobody else's",
        "Karl Venn, a spokesman for the crews, said the pier was open.\n\nTalks went on, the foreign ministry "
        "spokesman said.",
        "Talks went on",
        None,
    ),
    (
        "the spokesman is the one spokesman",
        "Karl Venn, a spokesman for the crews, said the pier was open.\n\nTalks went on, the spokesman said.",
        "Talks went on",
        "Karl Venn",
    ),
    (
        "a shopkeeper who has just been quoted, not the one before",
        "Zahir Musa, a spokesman for the crews, said the pier was open.\n\nAmal Sun, a local shopkeeper, said the "
        "blast broke his windows.\n\n“My shop was covered in dust,” he told reporters.",
        "My shop was covered in dust",
        "Amal Sun",
    ),
    (
        "somebody new in a later paragraph, and nobody else since",
        "Karl Venn, a spokesman, said the crews were free.\n\nIn the hall the crews listened to Vice President Ivo "
        "Brandt speak for an hour.\n\n“We can imagine what they went through,” he said.",
        "We can imagine",
        "Ivo Brandt",
    ),
    (
        "a given name that is both here and there",
        "Karl Venn said the crews were free.\n\nMore than forty boats came.\n\nLai Okoro, the minister of ports, "
        "denied that money was paid.\n\n“This is no swap,” he said.",
        "This is no swap",
        None,
    ),
    (
        "the government that only somebody else speaks of",
        "“It was brokered by the Norwegian government,” said Karl Venn, a spokesman.\n\nThe crews were freed at dawn, "
        "the government said.",
        "freed at dawn",
        "government",
    ),
    (
        "it, after a government without a name",
        "“It was brokered by the Norwegian government,” said Karl Venn, a spokesman.\n\nThe crews were freed at dawn, "
        "the government said. A boy was freed, too, it said.",
        "A boy was freed",
        "government",
    ),
    (
        "the government of the country named before it",
        "The Trump administration left the talks.\n\nAs host of the summit, Brazil is neutral: the government says it "
        "will lead by example.",
        "lead by example",
        "government",
    ),
    (
        "the one government told of",
        "The Norwegian government closed the pier. The government said it would reopen.",
        "it would reopen",
        "Norwegian government",
    ),
    (
        "a militant group is no news agency",
        "Raiders crossed the border in May, the Coast Press reported.\n\nThe militant group said the raids would go "
        "on.",
        "the raids would go on",
        "militant group",
    ),
    (
        "a group told to be of that kind",
        "The militant group Red Tide crossed the border.\n\nThe militant group said the raids would go on.",
        "the raids would go on",
        "Red Tide",
    ),
    (
        "who denied a report did not write it",
        "The Harbour Ministry denied the report on Saturday.\n\nAccording to the report, three ships met at sea.",
        "three ships met at sea",
        "report",
    ),
    (
        "who made a report speaks in it",
        "The Harbour Ministry report came out on Saturday.\n\nAccording to the report, three ships met at sea.",
        "three ships met at sea",
        "Harbour Ministry",
    ),
    (
        "the newspaper that is named only later",
        "Norland looked into it after a South Korean newspaper said that five dredgers had been sold twice.\n\n"
        "The newspaper Dagens Ekko reported that two of them lay in Venn.",
        "five dredgers had been sold",
        "Dagens Ekko",
    ),
    (
        "a newspaper told of after another was named",
        "Dagens Ekko, a newspaper in Venn, had the story first. A South Korean newspaper said that five dredgers had "
        "been sold twice.\n\nThe newspaper Dagens Ekko reported that two of them lay in Venn.",
        "five dredgers had been sold",
        "South Korean newspaper",
    ),
    (
        "the report of whoever reported",
        "The newspaper Dagens Ekko reported that two dredgers lay in Venn.\n\nThe sale went through in March, the "
        "report said.",
        "The sale went through",
        "Dagens Ekko",
    ),
    (
        "those who say it beside what is written",
        "Fishermen and press reports said the boat had been hit by a shell.",
        "the boat had been hit",
        "fishermen",
    ),
    (
        "two bodies, of which neither is a report",
        "Fishermen and local media said the boat had been hit by a shell.",
        "the boat had been hit",
        "fishermen and local media",
    ),
    (
        "the second source is not the first",
        "A first source at the port said two boats were missing. The second source said there were three.",
        "there were three",
        "second source",
    ),
    (
        "the source told of just before",
        "A source at the port said two boats were missing. The source said a third was late.",
        "a third was late",
        "source at the port",
    ),
    (
        "a weather agency is no news agency",
        "A team from the Coastal Weather Agency was at the port. Xinhua said the blast broke windows. The news agency "
        "said nine were hurt.",
        "nine were hurt",
        "news agency",
    ),
    (
        "the one agency told of",
        "A team from the Coastal Weather Agency was at the port. The agency said nine were hurt.",
        "nine were hurt",
        "Coastal Weather Agency",
    ),
    (
        "whose brother it is, told by what he says",
        "Norland’s consul-general told reporters that he was looking for Dar.\n\nAmal Dar, who lived in Hove, entered "
        "the consulate on Tuesday and never came out, his brother told reporters.",
        "never came out",
        "Amal Dar’s brother",
    ),
    (
        "what somebody did speaks for nobody",
        "The improvement over last year showed that the quay is on track to open.",
        "the quay is on track",
        None,
    ),
    (
        "a campaign with small words in its name",
        "The Give Us Back Our Quay campaign thanked the crews and added: “We trust that the quay will be safe.”",
        "We trust that",
        "Give Us Back Our Quay campaign",
    ),
]


@pytest.mark.parametrize(("why", "text", "words", "speaker"), CASES, ids=[c[0] for c in CASES])
def test_the_right_one_of_several_or_nobody(why: str, text: str, words: str, speaker: str | None) -> None:
    findings = pipeline.annotate(pipeline.from_text(text, id="t"))
    whose = {
        a.speaker if a.actor is not None else None
        for a in findings.attributions
        if any(words in c.of(text) for c in a.content)
    }
    assert whose == {speaker}, why


#: (why, text, name, whether it is a person's).
PEOPLE = [
    ("an office before it, and a verb of saying", "A spokesperson for Brenn, Mallam Garba Dahu, said no.", True),
    ("he goes on behind it", "Soumen Dar leads the Healthy Rivers fund and lived in the hills. He is 40.", True),
    ("a shopkeeper", "Amal Sun, a local shopkeeper, said the windows broke.", True),
    ("a place, and nothing else is told", "In Chiboka, the school stayed shut. Near Chiboka two crews met.", False),
    ("a body with a head", "The Coast Fund leads the work. He said it was late.", False),
]


@pytest.mark.parametrize(("why", "text", "person"), PEOPLE, ids=[p[0] for p in PEOPLE])
def test_who_is_a_person(why: str, text: str, person: bool) -> None:
    findings = pipeline.annotate(pipeline.from_text(text, id="t"))
    named = [a for a in findings.actors if a.kind == "person"]
    assert bool(named) is person, why


#: (why, text, words said, how sure it is who says them).
SURE = [
    (
        "the only one with the office, named just before",
        "Prime Minister Ada Brenn met the miners. The prime minister insisted that the pits would stay open.",
        "the pits would stay open",
        "sure",
    ),
    (
        "the only newspaper told of",
        "The newspaper Dagens Ekko reported that two boats lay in Venn. The newspaper said a third had been scrapped.",
        "a third had been scrapped",
        "sure",
    ),
    (
        "he, after the only person who spoke",
        "Karl Venn, a spokesman, said the pier was open. He told reporters that the crews were free.",
        "the crews were free",
        "sure",
    ),
    (
        "an office that two have",
        "Minister Ada Brenn met Minister Omar Deng. Both left early. The minister said the pits would stay open.",
        "the pits would stay open",
        "unsure",
    ),
    (
        "a body named long before",
        "The Coastal Bank opened a branch in Venn.\n\nIt rained.\n\nIt snowed.\n\nThe crews went home.\n\nThe "
        "bank said the branch would stay open.",
        "the branch would stay open",
        "likely",
    ),
]


@pytest.mark.parametrize(("why", "text", "words", "certainty"), SURE, ids=[c[0] for c in SURE])
def test_a_speaker_is_as_sure_as_the_text_makes_it(why: str, text: str, words: str, certainty: str) -> None:
    findings = pipeline.annotate(pipeline.from_text(text, id="t"))
    told = {a.certainty for a in findings.attributions if any(words in c.of(text) for c in a.content)}
    assert told == {certainty}, why
