"""Words that an outlet passes on: they are whoever’s told it, never the outlet’s."""

from __future__ import annotations

import pytest

from briefing import pipeline

#: A text; the words of a cue, or of what is said; and who says it.
CASES = [
    # whoever is told stands right behind the verb
    (
        "Another driver, who was on the quay, told AFP, “we saw no police at all.”",
        "no police",
        "another driver",
    ),
    (
        "A clerk, who also confirmed the unlawful payments, told Reuters, “there is no sign that the union knew.”",
        "no sign",
        "clerk",
    ),
    ("“They came at night,” a guard told the Brenn Herald.", "at night", "guard"),
    ("The treasurer's sister, who left, told Reuters: “Nobody asked us.”", "Nobody asked", "treasurer's sister"),
    # the paper that has a letter does not write it
    (
        "A letter from the Harbour Union seen by Reuters warns that “cranes will stand still”.",
        "cranes",
        "Harbour Union",
    ),
    (
        "According to a letter from the Harbour Union obtained by the Brenn Herald, drivers “will not return”.",
        "not return",
        "Harbour Union",
    ),
    # the paper that quotes somebody does not say it
    (
        "“We will not pay them twice,” the Norland News Agency quoted the minister, Ole Dahl, as saying.",
        "not pay",
        "Ole Dahl",
    ),
    (
        "The strike would become “a weekly affair”, the Norland News Agency reported a harbour spokesman as saying.",
        "weekly affair",
        "harbour spokesman",
    ),
    ("The Brenn Herald quoted a dock guard as saying: “They came with iron bars.”", "iron bars", "dock guard"),
    ("Mayor Ada Hale was quoted by Xinhua as saying the strike was “a mistake”.", "a mistake", "Ada Hale"),
    (
        "Minister Ole Dahl was quoted by the Norland News Agency as being “deeply grateful” for the harbour's work.",
        "deeply grateful",
        "Ole Dahl",
    ),
    # must stay: the outlet that speaks itself, and whoever tells it
    ("The Brenn Herald said the strike was “a mistake”.", "a mistake", "Brenn Herald"),
    ("“The strike is a mistake,” the Brenn Herald wrote on Monday.", "a mistake", "Brenn Herald"),
    ("The Brenn Herald reported that the strike had cost “four million crowns”.", "four million", "Brenn Herald"),
    ("The union told Reuters that “nobody asked us”.", "nobody asked", "union"),
    ("The mayor was told by the union that “nobody asked us”.", "nobody asked", "union"),
    ("“Nobody asked us,” said the Brenn Herald's editor.", "Nobody asked", "Brenn Herald's editor"),
]


@pytest.mark.parametrize(("text", "words", "speaker"), CASES)
def test_the_outlet_says_only_its_own_words(text: str, words: str, speaker: str) -> None:
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert not any("Reuters" in span.of(text) or "AFP" in span.of(text) for a in found for span in a.content)
    said = {a.speaker for a in found if any(words in span.of(text) for span in a.content)}
    assert said == {speaker}


def test_where_somebody_is_quoted_is_not_what_they_say() -> None:
    text = "“They owe us the money.” Ole Dahl was quoted by Reuters as saying at the drivers' meeting last month."
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert not any("meeting" in span.of(text) for a in found for span in a.content)
