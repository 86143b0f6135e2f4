"""The chain of a speaker: the steps from the source's words to the actor, as ``briefing explain`` prints them."""

from __future__ import annotations

import pytest

from briefing import pipeline
from briefing.model.findings import Attribution


def said(text: str, cue: str) -> Attribution:
    """The attribution with a certain cue."""
    findings = pipeline.annotate(pipeline.from_text(text, id="t"))
    return next(a for a in findings.attributions if any(s.of(text) == cue for s in a.cue))


CASES = [
    # a full name is its own chain
    ("Orla Venn said the fund was empty.", "said", ("Orla Venn",)),
    # a title before the name is a step
    ("Mayor Orla Venn said the fund was empty.", "said", ("Mayor Orla Venn", "Orla Venn")),
    # a surname leads to the full name
    ("Orla Venn opened the bridge. Venn warned that it was weak.", "warned", ("Venn", "Orla Venn")),
    # a pronoun leads to the last name it stands for, and that to the full name
    (
        "Orla Venn opened the bridge.\n\nVenn said it would hold. She warned that ice was likely.",
        "warned",
        ("She", "Orla Venn"),
    ),
    # a relative pronoun leads to the name before it
    ("Tomas Reck, who warned that ice was likely, has left.", "warned", ("Tomas Reck",)),
    # "the ministry" leads to the one ministry named
    (
        "The Ministry of Health closed two wards. The ministry said that nurses were missing.",
        "said",
        ("The ministry", "Ministry of Health"),
    ),
    # a report speaks for the body that wrote it
    (
        "A report by the Harbour Fund found that the quay was sinking.",
        "found",
        ("A report by the Harbour Fund", "Harbour Fund"),
    ),
]


@pytest.mark.parametrize(("text", "cue", "chain"), CASES, ids=[c[0][:32] for c in CASES])
def test_the_chain_leads_from_the_words_to_the_actor(text: str, cue: str, chain: tuple[str, ...]) -> None:
    one = said(text, cue)
    assert one.chain == chain
    assert one.speaker == chain[-1]
    assert one.actor is not None


GAPS = [
    # two ministries could be meant
    (
        "The Ministry of Health and the Ministry of Labour met. All left. The ministry said nurses were missing.",
        "said",
    ),
    # nobody was named before
    ("He said that the talks had failed. The quay was empty.", "said"),
    # two of one surname
    ("Orla Venn and Marek Venn came. Venn said that the talks had failed.", "said"),
]


@pytest.mark.parametrize(("text", "cue"), GAPS, ids=[c[0][:32] for c in GAPS])
def test_where_more_than_one_could_be_meant_nobody_is_named(text: str, cue: str) -> None:
    one = said(text, cue)
    assert one.actor is None
    assert one.certainty == "unsure"
    assert len(one.chain) == 2, "the words, and why nobody is named"


def test_a_pronoun_that_two_fit_follows_the_subject_and_is_never_sure() -> None:
    one = said("Helen Venn met Susan Lind at the quay. Later she said that the talks had failed.", "said")
    assert one.speaker == "Helen Venn"
    assert one.certainty == "likely"
    alone = said("Helen Venn met Mark Lind at the quay. Later she said that the talks had failed.", "said")
    assert (alone.speaker, alone.certainty) == ("Helen Venn", "sure")


def test_two_of_one_given_name_are_kept_apart() -> None:
    text = (
        "President Daniel Novak said the raid was over. Daniel Noreen, a director at Harbour Watch, disputed it. "
        "Noreen said that people were missing. Novak denied that anyone was held."
    )
    assert said(text, "denied").speaker == "Daniel Novak"
    assert {a.speaker for a in pipeline.annotate(pipeline.from_text(text, id="t")).attributions} == {
        "Daniel Novak",
        "Daniel Noreen",
    }


def test_nobody_is_sure_where_a_name_that_may_be_a_persons_spoke_in_between() -> None:
    text = (
        "“This is barely the beginning,” said Anton Jankowski, a spokesperson for the River League. “I do not believe "
        "it,” he said.\n\n“Nobody asked the people there,” explained Farid Novotny.\n\n"
        "“It may take a year,” he explained."
    )
    last = pipeline.annotate(pipeline.from_text(text, id="t")).attributions[-1]
    assert (last.speaker, last.certainty) != ("Anton Jankowski", "sure")


BODIES = [
    # a company that spoke last
    "General Motors said that sales fell. She said that the price was low.",
    # one called after somebody
    "“It floats,” said Charlotte Tilling, a charity for sailors. She said that the fee was low.",
    # a union, told by its head
    "The Weavers’ League met. The league warned of a strike. He said that the pay was low.",
    # a country
    "Norway closed the strait. Norway said that ice was likely. She added that ships could wait.",
    # a paper with a given name
    "The Herald and Virgin Atlantic met. Virgin Atlantic said that fares would rise. She said that it was late.",
]


@pytest.mark.parametrize("text", BODIES, ids=[b[:32] for b in BODIES])
@pytest.mark.parametrize("engine", ["auto", "rules"])
def test_she_and_he_are_never_a_body(text: str, engine: str) -> None:
    findings = pipeline.annotate(pipeline.from_text(text, id="t"), engine=engine)
    pronouns = [a for a in findings.attributions if a.source and a.source[0].of(text) in ("She", "He")]
    assert pronouns, "the pronoun speaks"
    assert [a.actor for a in pronouns] == [None]
