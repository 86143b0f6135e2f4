"""What is no speaker, what a document is told to be of, and what a quotation calls somebody."""

from __future__ import annotations

import pytest

from briefing import pipeline
from briefing.model.findings import Findings


def findings(text: str) -> Findings:
    return pipeline.annotate(pipeline.from_text(text, id="t"))


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        # Who wrote a document speaks in it, wherever the text tells so.
        ("Fares will rise, according to the report, which was written by the Port Trust.", "according", "Port Trust"),
        ("Fares will rise, [according to a report] by the Harbour Board.", "according", "Harbour Board"),
        # Who has seen it does not, nor who is told of beside it.
        ("Fares will rise, according to the report, which was seen by the Harbour Board.", "according", "report"),
        ("Fares will rise, according to the report, which the Harbour Board has seen.", "according", "report"),
        # "Its" is the country or body that the sentence before tells of, not whose government spoke last.
        (
            "The Brazilian government said so.\n\nIndia is going ahead. Its government announced a levy.",
            "announced",
            "India’s government",
        ),
        (
            "Brazil is going ahead. The Brazilian government said a law would follow. Its government announced a levy.",
            "announced",
            "Brazilian government",
        ),
        # What a name means names nobody; who is called something does.
        (
            'Brenn Hesk - which translates as "Eastern Schooling is Forbidden" - has vowed to close the quay.',
            "vowed",
            "Brenn Hesk",
        ),
        ("Jonas “The Trawlerman” Dahl, who left, said the pier was weak.", "said", "Jonas “The Trawlerman” Dahl"),
        ("Ole Dahl, who calls himself “the Quay Rat”, said the pier was weak.", "said", "Ole Dahl"),
        ("“Senseless,” Ada Brenn said.", "said", "Ada Brenn"),
        # A body told of by whose it is, before it is called by its kind alone.
        (
            "The Norlandic army claimed the quay was safe.\n\nThe military said it was not.",
            "said",
            "Norlandic army",
        ),
        ("The Norlandic army claimed the quay was safe.\n\nThe army said it was not.", "said", "Norlandic army"),
        # Not where two are told of, though one says nothing, nor where the words tell more; ministries are many.
        (
            "The Estrian army had left. The Norlandic army claimed it had won.\n\nThe military said it was so.",
            "said",
            "military",
        ),
        (
            "The health ministry claimed it was safe, with the road ministry silent.\n\nThe ministry said it was not.",
            "said",
            "ministry",
        ),
        (
            "The Norlandic army claimed it had won.\n\nThe Estrian army denied it.\n\nThe military said it was so.",
            "said",
            "military",
        ),
        ("The Norlandic army claimed it had won.\n\nThe Estrian military said it had.", "said", "Estrian military"),
        ("The Norlandic army claimed it had won.\n\nThe police said it had not.", "said", "police"),
        # An office with a rank is not everybody's who has the office without it.
        (
            "Xin Mo, a materials scientist, said the coating works. The chief scientist said it does not.",
            "said",
            ["Xin Mo", "The chief scientist"],
        ),
        # People whose surname is that of a storm's kind, and centres that watch storms, speak.
        ("Jonas Storm said the pier was weak.", "said", "Jonas Storm"),
        ("The hurricane center said the pier was weak.", "said", "hurricane center"),
    ],
)  # fmt: skip
def test_a_source_is_who_speaks(text: str, cue: str, speaker: str | list[str]) -> None:
    found = findings(text)
    speakers = [a.speaker for a in found.attributions if any(s.of(text) == cue for s in a.cue)]
    assert speakers == ([speaker] if isinstance(speaker, str) else speaker)


@pytest.mark.parametrize(
    "text",
    [
        "Ms Narker’s book entitled Some Quiet Thing is in the shops.",
        "After agreeing on a price, Ada Hale took the boat to the quay, where it “smelt of smoke”.",
        "Ada Hale took the boat to the quay, where it “smelt of smoke”.",
    ],
)
def test_words_beside_a_deed_are_nobodys(text: str) -> None:
    assert findings(text).attributions == ()


@pytest.mark.parametrize(
    "text",
    [
        "Tropical Storm Orla warned nobody.",
        "Storm Orla told us how weak the pier is.",
        "Tropical Storm Orla drew near. Orla is expected to weaken.",
    ],
)
def test_a_storm_says_nothing(text: str) -> None:
    found = findings(text)
    assert [a.actor for a in found.attributions if a.actor is not None] == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # A bare form of address in a quotation may be of an office long left.
        ("“Secretary Venn has lied to us,” Tom Arne told the crowd. Orla Venn said she had told the truth.", None),
        ("“Secretary Venn has lied to us,” Tom Arne said. Orla Venn, the ex-clerk, said she had not.", "ex-clerk"),
        # The article's own words, and a whole office, stand.
        ("Secretary Orla Venn said she had told the truth. “Secretary Venn has lied,” Tom Arne said.", "Secretary"),
        ("“Mayor Venn has lied to us,” Tom Arne told the crowd. Orla Venn said she had told the truth.", "Mayor"),
    ],
)  # fmt: skip
def test_an_office_is_what_the_article_tells(text: str, title: str | None) -> None:
    assert [a.title for a in findings(text).actors if a.name == "Orla Venn"] == [title]
