"""The quick way through the model gives what spaCy's own way gives; long texts go through it in pieces."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from briefing import pipeline
from briefing.model.text import Document, Parse, Span
from briefing.text import engine, parse, sentences
from tests.truth.grammar import article


def parsed(text: str) -> tuple[Document, Parse]:
    document = pipeline.from_text(text, id="d")
    return document, parse.parse(document, sentences.split(document))


@pytest.fixture(scope="module")
def nlp() -> Any:
    loaded = engine.load("auto")  # as the stations ask for it: the same object
    assert loaded is not None, "the tests need a language model"
    return loaded


def told(docs: Iterable[Any]) -> list[list[tuple[str, str, int, str, str]]]:
    return [[(t.tag_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_) for t in doc] for doc in docs]


def test_the_steps_taken_are_those_of_spacys_own_loop(nlp: Any) -> None:
    texts = [*(article(seed).text for seed in range(8)), "", "   ", "Yes."]
    ours = engine.run(nlp, [nlp.make_doc(text) for text in texts])
    assert told(ours) == told(nlp.pipe(texts))


def test_the_tokenizer_holds_all_that_spacys_own_way_of_loading_gives_it(nlp: Any) -> None:
    plain = importlib.import_module(engine.MODELS[0]).load(exclude=list(engine.EXCLUDED))
    assert nlp.tokenizer.to_bytes(exclude=["vocab"]) == plain.tokenizer.to_bytes(exclude=["vocab"])
    texts = ["We can't; he'll go at 5 p.m. (see e.g. U.S. v. Hale).", "“Don’t,” she said… :-) 10km/h $5m"]
    assert [[t.text for t in nlp.make_doc(text)] for text in texts] == [
        [t.text for t in plain.make_doc(text)] for text in texts
    ]


def test_what_spacy_imports_for_nothing_is_not_imported_but_still_there() -> None:
    program = (
        "import sys; from briefing.text import engine; nlp = engine.load()\n"
        "unused = ('spacy.cli', 'spacy.cli.info', 'weasel', 'requests', 'srsly._yaml_api', 'srsly.ruamel_yaml')\n"
        "print([name for name in unused if name in sys.modules])\n"
        "import spacy; print(spacy.info(silent=True)['spacy_version'] == spacy.__version__)\n"
        "import spacy.cli; print(spacy.cli.download.__name__)\n"
        "import srsly; print(srsly.yaml_loads(srsly.yaml_dumps({'ferry': [1, 2]})))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:4] == ["[]", "True", "download", "{'ferry': [1, 2]}"]


def test_spacys_registries_find_the_same_entry_points_in_a_table_by_group(nlp: Any) -> None:
    import importlib.metadata

    import catalogue

    assert nlp is not None
    listed = importlib.metadata.entry_points()
    groups = {"console_scripts", "spacy_factories", "pytest11"} & set(listed.groups)
    assert groups
    for group in groups:
        found = catalogue.create(group, entry_points=True)._get_entry_points()
        assert sorted(e.name for e in found) == sorted(e.name for e in listed.select(group=group))


def test_a_component_that_is_a_function_runs_too() -> None:
    import spacy
    from spacy.language import Language

    @Language.component("number_seven")
    def number_seven(doc: Any) -> Any:
        doc[0].ent_type_ = "SEVEN"
        return doc

    blank = spacy.blank("en")
    blank.add_pipe("number_seven")
    assert [doc[0].ent_type_ for doc in engine.run(blank, [blank.make_doc("Seven."), blank.make_doc("Eight.")])] == [
        "SEVEN",
        "SEVEN",
    ]


@pytest.mark.parametrize("size", [400, 1500])
def test_a_document_cut_into_pieces_has_the_same_words_and_sentences(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n\n".join(article(seed).text for seed in range(6))
    document, whole = parsed(text)
    monkeypatch.setattr(parse, "PIECE", size)
    _, cut = parsed(text)
    assert len(list(parse._pieces(text, []))) > 3
    assert [t[:4] for t in cut.tokens] == [t[:4] for t in whole.tokens]
    assert cut.bounds == whole.bounds
    assert all(t.text == document.text[t.start : t.end] for t in cut.tokens)
    sentence = {t.i: t.sentence for t in cut.tokens}
    assert all(sentence[t.head] == t.sentence for t in cut.tokens), "no word hangs on one of another sentence"
    same = sum(a[4:7] == b[4:7] for a, b in zip(cut.tokens, whole.tokens, strict=True))
    assert same > 0.99 * len(whole.tokens), "a cut is felt by few words"


def test_a_sentence_longer_than_a_piece_is_cut_at_white_space(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "PIECE", 50)
    text = "word " * 40 + "x" * 120
    spans = list(parse._pieces(text, [0]))
    assert "".join(span.of(text) for span in spans) == text
    assert all(0 < span.end - span.start <= 50 for span in spans)
    _, cut = parsed("The council of the town said " + "and so on " * 30 + "on Monday.")
    assert {t.sentence for t in cut.tokens} == {0}
    assert [t.i for t in cut.tokens] == list(range(len(cut.tokens)))


def test_documents_keep_their_words_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "BATCH", 300)
    texts = [article(seed).text for seed in range(5)]
    documents = [pipeline.from_text(text, id=str(i)) for i, text in enumerate(texts)]
    split = [sentences.split(d) for d in documents]
    together = list(parse.parse_many(zip(documents, split, strict=True)))
    alone = [parse.parse(d, s) for d, s in zip(documents, split, strict=True)]
    assert [[t[:4] for t in p.tokens] for p in together] == [[t[:4] for t in p.tokens] for p in alone]


def test_words_outside_the_story_are_not_read() -> None:
    document, words = parsed("The council met on Monday.\n\nAdvertisement\n\nMayor Ada Brenn spoke.")
    assert document.dropped, "the case needs something that is set aside"
    assert "Advertisement" not in [t.text for t in words.tokens]


def test_memory_does_not_grow_with_the_words_seen(nlp: Any) -> None:
    """Without a memory zone every new word would stay in the model's table of strings."""

    def read(first: int) -> int:
        texts = (f"The word wug{n}ish was new to Ada Brenn on Monday." for n in range(first, first + 150))
        documents = [pipeline.from_text(text, id=str(i)) for i, text in enumerate(texts)]
        list(parse.parse_many((d, sentences.split(d)) for d in documents))
        return len(nlp.vocab.strings)

    before = read(0)
    assert read(1_000) <= before + 5


def test_several_threads_read_what_one_reads(nlp: Any) -> None:
    texts = ["\n\n".join(article(10 * n + k).text for k in range(4)) for n in range(8)]
    alone = [parsed(text) for text in texts]
    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(parsed, texts)) == alone


def test_the_words_of_a_subheading_belong_to_no_sentence() -> None:
    text = "The quay is shut\n\nMillions of people use the ferries.\n\nNeighbours said it smelt\n\nThe board met."
    heads = tuple(Span(text.index(head), text.index(head) + len(head)) for head in text.split("\n\n")[::2])
    paragraphs = tuple(Span(text.index(part), text.index(part) + len(part)) for part in text.split("\n\n"))
    document = Document("d", text, paragraphs, headings=heads)
    cut = sentences.split(document)
    words = parse.parse(document, cut)
    assert ["".join(f" {t.text}" for t in words.of(s)) for s in cut] == [
        " Millions of people use the ferries .",
        " The board met .",
    ]


def test_what_is_set_aside_does_not_change_how_the_story_is_read() -> None:
    stories, words = [], []
    for caption in ("A quay.", "A quay with crews who wait for the first ferry of the day, behind it the town. " * 9):
        text = f"{caption}\n\nThe board met on Monday.\n\n{caption}\n\nMayor Ada Brenn said the ferries would run."
        paragraphs = tuple(Span(text.index(part), text.index(part) + len(part)) for part in text.split("\n\n")[1::2])
        document = Document("d", text, paragraphs)
        cut = sentences.split(document)
        stories.append(parse._story(document, cut).text)
        words.append([(text[t.start : t.end], t.text, t.sentence) for t in parse.parse(document, cut).tokens])
    assert stories[0] == stories[1]
    assert words[0] == words[1]
    assert all(place == word for place, word, _ in words[1])
    assert [word for _, word, n in words[1] if n == 0] == "The board met on Monday .".split()
