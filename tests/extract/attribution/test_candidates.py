"""What may be an attribution: the right candidate stands among those the ranker chooses from."""

from dataclasses import replace

import pytest

from briefing import pipeline, quotations
from briefing.extract.attribution import candidates, lexicon, no_statement
from briefing.extract.attribution.candidates import Candidate
from briefing.model.quotations import Quotations
from briefing.text import parse, sentences


def proposed(text: str) -> list[Candidate]:
    document = pipeline.from_text(text, id="t")
    parts = sentences.split(document)
    tree = parse.parse(document, parts)
    return list(candidates.find(document, parts, tree, Quotations(quotations.find(document)), lexicon.load("en")))


def test_a_source_ends_with_a_word_though_the_parse_cut_it_in_two() -> None:
    text = "A drive to raise 4m said that the pier must close."
    document = pipeline.from_text(text, id="t")
    parts = sentences.split(document)
    found = parse.parse(document, parts)
    at = {t.text: t.i for t in found.tokens}
    heads = {at["m"]: at["said"], at["4"]: at["raise"]}
    torn = replace(found, tokens=tuple(t._replace(head=heads.get(t.i, t.head)) for t in found.tokens))
    made = candidates.find(document, parts, torn, Quotations(quotations.find(document)), lexicon.load("en"))
    sources = {one.source.of(text) for one in made if one.source is not None and one.cue.text == "said"}
    assert "A drive to raise 4m" in sources
    assert not any(source.endswith("4") for source in sources)


CASES = [
    # a subject shared over a nearer clause with a subject of its own
    (
        "Orla Venn said the fund was empty and urged that the council wait.",
        "urged",
        "Orla Venn",
        "that the council wait",
    ),
    # a source at the end, for the last clause alone
    (
        "Crews left at dawn, and the bridge will stay shut for a month, according to the port authority.",
        "according",
        "the port authority",
        "the bridge will stay shut for a month",
    ),
    # a source at the beginning
    (
        "According to Halden Radio, the ferry has not sailed since Monday.",
        "According",
        "Halden Radio",
        "the ferry has not sailed since Monday",
    ),
    # an object up to its clause
    (
        "The union rejected the idea that drivers caused the delay, saying the tracks were old.",
        "rejected",
        "The union",
        "the idea that drivers caused the delay",
    ),
    # the noun a clause hangs on
    ("It is a claim that engineers have disputed.", "disputed", "engineers", "a claim"),
    # a tag in the middle of what is said
    (
        "The levy is unfair, said Tomas Reck, but it will pass.",
        "said",
        "Tomas Reck",
        "The levy is unfair | it will pass",
    ),
    # a noun behind "and" begins a clause of its own, however the parse joins it
    (
        "New patrols are under way in Halden and locals fear that the road may close.",
        "fear",
        "locals",
        "that the road may close",
    ),
    # the view of somebody named at the opening
    ("To Petra Vance, the levy is a tax on the poor.", "To", "Petra Vance", "the levy is a tax on the poor"),
    # a content without the adverbial clause that the parse hung on it
    (
        "The council decided to close the bridge because ice had cracked its piers.",
        "decided",
        "The council",
        "to close the bridge",
    ),
    # a passive's "by", whatever the parse hung it on
    ("The raid was called “a triumph” by the Treasury.", "called", "the Treasury", "“a triumph”"),
    # who thinks it within a relative clause
    (
        "Crews stopped boats that the ministry believed were carrying fuel.",
        "believed",
        "the ministry",
        "were carrying fuel",
    ),
    # who feels, by whom
    ("The envoy was troubled by the silence of the court.", "troubled", "The envoy", "the silence of the court"),
]


@pytest.mark.parametrize(("text", "cue", "source", "content"), CASES, ids=[c[0][:32] for c in CASES])
def test_the_right_candidate_is_proposed(text: str, cue: str, source: str, content: str) -> None:
    wanted = {w for part in content.split(" | ") for w in part.split()}
    near = []
    for one in proposed(text):
        if one.cue.text == cue and one.source is not None and one.source.of(text) == source:
            words = {w.strip(",.") for s in one.content for w in s.of(text).split()} - {"but"}
            near.append(words)
    assert wanted in near


def test_a_quotation_opens_the_paragraph_after_a_colon() -> None:
    text = "Mara Oss put it plainly in a letter she wrote to the board and read aloud:\n\n“We will not pay twice.”"
    assert any(one.content[0].of(text) == "“We will not pay twice.”" for one in proposed(text))


def test_a_quotation_does_not_cross_to_a_paragraph_that_begins_anew() -> None:
    text = "“We will not pay,” said Mara Oss.\n\n“The board is split,” said Tim Dahl."
    for one in proposed(text):
        if one.source is not None and one.source.of(text) == "Mara Oss":
            assert all("split" not in s.of(text) for s in one.content)


def test_nobody_who_stands_in_a_quotation_is_its_speaker() -> None:
    text = "“I trust the mayor and Elin Storr entirely,” said Tim Dahl."
    said = [one for one in proposed(text) if one.cue.text == "said"]
    assert said
    assert {one.source.of(text) for one in said if one.source} == {"Tim Dahl"}


@pytest.mark.parametrize(
    ("text", "cue", "last"),
    [
        # what else the speaker does is not what is said
        ("The clerk declined the post and has since left the harbour.", "declined", "post"),
        ("Mara Lind has praised the new pier but was met with silence in the council.", "praised", "pier"),
        # … but a quotation behind it is still the speaker's words
        ("The mayor called the levy a gift and praised “the good sense of every driver.”", "called", "driver.”"),
        # … and what is joined within what is said belongs to it
        ("Ines Brenn doubts that the dam will hold and the valley will stay dry.", "doubts", "dry"),
        ("The board rejected the plan and the map.", "rejected", "map"),
    ],
)
def test_what_follows_a_cue_ends_where_the_speaker_does_something_else(text: str, cue: str, last: str) -> None:
    rests = [one for one in proposed(text) if one.cue.text == cue and one.content_rule.endswith("rest")]
    assert rests
    assert {one.content[-1].of(text).split()[-1] for one in rests if not one.content_rule.startswith("quote")} == {last}


def test_who_says_one_thing_is_not_the_source_of_a_state() -> None:
    text = "But Orm said the board has “great respect” for the crews and his reef remark was instead a sign of anger."
    document = pipeline.from_text(text, id="t")
    parts = sentences.split(document)
    marks, words = Quotations(quotations.find(document)), lexicon.load("en")
    found = candidates.by_sentence(document, parts, parse.parse(document, parts), marks, words)
    trees = {tree.sentence.i: (tree, made) for tree, made in found}
    scored = [(0.5, candidate) for _, made in trees.values() for candidate in made]
    kept = no_statement.without(scored, document, {i: tree for i, (tree, _) in trees.items()}, marks, words)
    left = {(c.cue.text, c.source.of(text)) for _, c in kept if c.source is not None}
    assert ("was", "Orm") in {(c.cue.text, c.source.of(text)) for _, c in scored if c.source is not None}
    assert ("was", "Orm") not in left
    assert ("said", "Orm") in left


def test_a_reply_keeps_the_state_that_tells_it() -> None:
    text = "“The pier will hold,” was the answer of Mayor Venn."
    assert "was" in {c.cue.text for c in proposed(text)}


def test_the_name_of_a_programme_behind_the_verb_is_no_source() -> None:
    text = "“The mayor has lost the navy,” Orm said Thursday morning on Coast Radio’s “Tide and Anchors.”"
    document = pipeline.from_text(text, id="t")
    parts = sentences.split(document)
    found = parse.parse(document, parts)
    said = next(t.i for t in found.tokens if t.text == "said")
    torn = replace(
        found,
        tokens=tuple(
            t._replace(head=said, dep={"Tide": "nsubj", "Orm": "appos"}[t.text]) if t.text in ("Tide", "Orm") else t
            for t in found.tokens
        ),
    )
    made = candidates.find(document, parts, torn, Quotations(quotations.find(document)), lexicon.load("en"))
    sources = {c.source.of(text) for c in made if c.source is not None and c.cue.text == "said"}
    assert "Orm" in sources
    assert not any("Tide" in source for source in sources)
