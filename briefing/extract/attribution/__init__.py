"""Who said what: source, cue and content of each attribution.

Rules make candidates out of the parse and the quotation marks; a linear ranker chooses among them. Without a parse,
:mod:`briefing.extract.attribution.plain` does what a lexicon and patterns can.

Source: the source-cue-content scheme of Pareti (2012); candidates and ranker after the design measured for it.
"""

from __future__ import annotations

import collections
import dataclasses
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from briefing.extract.attribution import (
    answered,
    candidates,
    features,
    free_quotations,
    late_tags,
    lexicon,
    mending,
    no_statement,
    passed_on,
    plain,
    ranker,
    spans,
    stances,
    tags,
)
from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.lexicon import Lexicon
from briefing.extract.attribution.ranker import Ranker
from briefing.extract.attribution.rivals import Odds
from briefing.model.findings import Attribution, AttributionKind, Certainty
from briefing.model.quotations import Quotations
from briefing.model.span_index import Places
from briefing.model.text import FINITE, Document, Parse, Sentence, Span
from briefing.model.tree import Tree

#: Least probability of a candidate that is kept; from held-out training documents, with the development part in view.
LEAST = 0.34
#: From this probability on an attribution is taken as sure by its form; speakers may lower it.
SURE, LIKELY = 0.77, 0.5
#: Least probability where the source was fetched over other subjects.
FAR = 0.55
#: From a passive to what it calls something in quotation marks, "described as a “shame” by the union"; what begins with
#: a capital there is a name or a title.
_DUBBED = re.compile(r"\s+(?:as\s+)?(?:(?:an?|the)\s+)?[“\"][a-z]")
#: The same with "by" first: "described by the union as a “shame”".
_DUBBED_BY = re.compile(r"\s+by\s+[^,.;:“”\"‘\n]{2,60}\s+as\s+(?:(?:an?|the)\s+)?[“\"‘][a-z]")
#: From this share on, in log odds, a verb within a relative clause is one of saying or belief.
BELIEF = -2.0
#: What such a one is worth: it is found, and without its noun is no line of its own.
RELATIVE = 0.6
#: What an attribution is worth that its form alone gives to a speaker.
SIGNED = 0.85


def find(
    document: Document, sentences: Sequence[Sentence], parse: Parse, quotations: Sequence[Span], engine: str = "auto"
) -> tuple[Attribution, ...]:
    """The attributions of the story in order, their sources still unresolved.

    Args:
        document: offsets count into its text.
        sentences: of that document.
        parse: of those sentences; without tags only the plain rules work.
        quotations: of the document, in order, marks included.
        engine: ``rules`` leaves the ranker's choice out even where there is a parse.
    """
    words = lexicon.load(document.language)
    marks = Quotations(quotations)
    refusals = list(_refusals(document, sentences, words))
    # The tables take a while to read, and only a parse needs them.
    model = None if parse.reduced or engine == "rules" else ranker.load(document.language)
    if model is None:
        attributions = list(plain.find(document, sentences, parse, marks, words))
    else:
        made, odds, trees = _first_look(document, sentences, parse, marks, words, model)
        scored = model.scores(made, odds, trees, marks, words, document.text)
        # A speaker fetched over other clauses is oftener the wrong one, and a gap is better than a wrong speaker.
        scored = [(score, candidate) for score, candidate in scored if score >= FAR or not candidate.far_fetched]
        scored = tags.settled(scored, made, trees, document.text, words, SIGNED)
        scored += [(SIGNED, candidate) for candidate in _signed(made, document, words)]
        likely = {candidate.place for score, candidate in scored if score >= LEAST}
        scored += [(RELATIVE, candidate) for candidate in _relative(made, trees, words)]
        scored += [(SIGNED, candidate) for candidate in _tagged(made, document) if candidate.place not in likely]
        for tree, candidate in late_tags.find(document, sentences, parse, marks, words):
            trees.setdefault(tree.sentence.i, tree)
            scored.append((SIGNED, candidate))
        scored = no_statement.without(scored, document, trees, marks, words)
        chosen = passed_on.given_back(mending.mended(ranker.choose(scored, LEAST), trees, words), trees, words)
        attributions = [_attribution(score, candidate, document, marks, words) for score, candidate in chosen]
    if storms := no_statement.storms(document.text, words):
        attributions = [a for a in attributions if not no_statement.is_a_storms(a, document.text, storms, words)]
    refused = Places((r.content[0], r.content[0]) for r in refusals)
    kept = [
        a for a in attributions if not any(r.overlaps(c) for c in (*a.cue, *a.content[:1]) for r in refused.near(c))
    ]
    # Whom an answer cites is cited second-hand: the answer is what is said.
    answers = list(answered.find(document, sentences))
    taken = {answer.sentence for answer in answers}
    kept = [*(a for a in kept if a.sentence not in taken), *answers]
    refusals = [refusal for refusal in refusals if refusal.sentence not in taken]
    free = free_quotations.find(kept, document, sentences, marks) if model is not None else ()
    ordered = sorted([*kept, *refusals, *free], key=lambda a: ((a.cue or a.content)[0], a.content))
    return tuple(_numbered(ordered))


def _signed(made: Sequence[Candidate], document: Document, words: Lexicon) -> Iterator[Candidate]:
    """What its form alone gives to a speaker.

    A quotation on a line of its own with a dash and a name behind it; what something "was called" in quotation marks
    "by" somebody; and the paragraphs of a transcript, where a label in capitals comes again.
    """
    labels = collections.Counter(
        candidate.source.of(document.text)
        for candidate in made
        if candidate.content_rule == "transcript-capitals" and candidate.source
    )
    for candidate in made:
        if candidate.source is None or candidate.source_head is None:
            continue
        if candidate.content_rule == "dash":
            begin = candidate.content[0].start
            alone = begin == 0 or document.text[begin - 1] == "\n"
            if alone and candidate.source_head.tag == "NNP" and candidate.content[0].end - begin > 25:
                yield candidate
        elif candidate.content_rule == "quote-after" and candidate.source_rule == "agent":
            between = (candidate.cue.end, candidate.content[0].start + 2)
            named = candidate.cue.text.lower() in words.dubbing and _DUBBED_BY.fullmatch(document.text, *between)
            if named or _DUBBED.fullmatch(document.text, *between):
                yield candidate
        elif candidate.content_rule == "transcript-capitals" and labels[candidate.source.of(document.text)] > 1:
            yield candidate


def _relative(made: Sequence[Candidate], trees: Mapping[int, Tree], words: Lexicon) -> Iterator[Candidate]:
    """What somebody says within a relative clause, of its noun: "boats that the ministry believed **were empty**"."""
    done: set[tuple[int, int]] = set()
    for candidate in made:
        if (
            candidate.place in done
            or candidate.cue.dep != "relcl"
            or candidate.source_rule != "subject"
            or candidate.source is None
        ):
            continue
        tree = trees[candidate.sentence.i]
        behind = tree.after(candidate.cue)
        if behind is None or behind.tag not in FINITE or words.share("verb", candidate.cue.text) < BELIEF:
            continue
        verb = tree.head(behind) if behind.dep in ("aux", "auxpass") else behind
        # "The man it wanted was armed": the verb is the sentence's, and wanted is the man.
        if verb is None or verb.head != candidate.cue.i or candidate.source.end > candidate.cue.start:
            continue
        done.add(candidate.place)
        yield candidate._replace(content=(Span(behind.start, tree.span(verb).end),), content_rule="relative-verb")


def _tagged(made: Sequence[Candidate], document: Document) -> Iterator[Candidate]:
    """A quotation with its tag right behind it, whatever the parse made of its words: "“Senseless,” said a man"."""
    for candidate in made:
        if (
            candidate.content_rule != "quote-before"
            or candidate.source is None
            or candidate.source_rule != "beside-right"
        ):
            continue
        said = candidate.cue.text.lower() in ("said", "says") and candidate.content[0].end < candidate.cue.start
        if said and not document.text[candidate.content[0].end : candidate.cue.start].strip():
            yield candidate


def _first_look(
    document: Document, sentences: Sequence[Sentence], parse: Parse, marks: Quotations, words: Lexicon, model: Ranker
) -> tuple[list[Candidate], Odds, dict[int, Tree]]:
    """The candidates, the linear model's log odds, and the trees of their sentences.

    What a cue or a content adds is summed once for all it is in.
    """
    made: list[Candidate] = []
    odds = Odds([], [], [])
    trees: dict[int, Tree] = {}
    for tree, in_sentence in candidates.by_sentence(document, sentences, parse, marks, words):
        trees[tree.sentence.i] = tree
        around = features.Surroundings(document.text, tree, marks)
        for _, group in itertools.groupby(in_sentence, key=lambda candidate: candidate.cue.i):
            same = list(group)
            look = features.of_cue(same[0].cue, tree, marks, words)
            base, contents = model.sum(look.flags), dict[tuple[str, tuple[Span, ...]], float]()
            for candidate in same:
                key = (candidate.content_rule, candidate.content)
                if key not in contents:
                    contents[key] = model.odds(features.of_content(candidate, look, around))
                made.append(candidate)
                odds.cue.append(base)
                odds.content.append(contents[key])
                odds.source.append(model.sum(features.of_source(candidate, look)))
    return made, odds, trees


def _numbered(attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    for number, attribution in enumerate(attributions, start=1):
        yield dataclasses.replace(attribution, id=f"p{number}")


def kind_of(content: Sequence[Span], document: Document, marks: Quotations) -> AttributionKind:
    """Direct where nearly all of it stands in quotation marks, indirect where nothing does, mixed between."""
    share = marks.share(content, document.text)
    return "direct" if share > 0.9 else "indirect" if share < 0.02 else "mixed"


def _attribution(
    score: float, candidate: Candidate, document: Document, marks: Quotations, words: Lexicon
) -> Attribution:
    content = tuple(_with_mark(span, marks) for span in spans.tidy(candidate.content, document.text))
    certainty: Certainty = "sure" if score >= SURE else "likely" if score >= LIKELY else "unsure"
    return Attribution(
        id="",
        source=candidate.sources,
        cue=(candidate.cue.span,),
        content=content,
        actor=None,
        speaker=None,
        kind=kind_of(content, document, marks),
        stance=stances.of(document, candidate.cue.span, content, candidate.sentence.span, words),
        certainty=certainty,
        score=score,
        rule=candidate.rule,
        chain=(),
        sentence=candidate.sentence.i,
    )


def _with_mark(span: Span, marks: Quotations) -> Span:
    """A stretch that holds a quotation but for its opening mark, with that mark: "said, “(I am going home.”)"."""
    quotation = marks.at(span.start)
    if quotation is None or span.start - quotation.start not in (1, 2) or span.end < quotation.end:
        return span
    return Span(quotation.start, span.end)


def _refusals(document: Document, sentences: Sequence[Sentence], words: Lexicon) -> Iterator[Attribution]:
    """Who was asked and would not say: a position of its own kind."""
    pattern = re.compile("|".join(f"(?:{p})" for p in words.no_comment))
    for sentence in sentences:
        start, end = sentence.span
        for match in pattern.finditer(document.text, start, end):
            source = spans.subject_before(document.text, start, match.start(), words)
            if source is None:
                continue
            content = Span(match.start(), match.start() + len(match.group().rstrip(" ,")))
            yield Attribution(
                "", (source,), (), (content,), None, None, "no_comment", "no_comment", "sure", 0.9, "no-comment", (),
                sentence.i,
            )  # fmt: skip
