"""Words in the middle of a line that point at what stands before it: "that mistake", "there", "two days later"."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.compose.definite_nouns import hung_on
from briefing.compose.referring_words import ReferringWords
from briefing.model.findings import Findings
from briefing.model.text import FINITE, Span, Token
from briefing.text_similarity import stem

_SUBJECTS = ("nsubj", "nsubjpass")
_SAYS_WHICH = ("prep", "relcl", "acl", "appos", "ccomp")
#: Sentences in which an article tells its news.
_OPENING = 3
_PLACES = frozenset({"GPE", "LOC", "FAC", "ORG"})


def point_back(findings: Findings, tokens: Sequence[Token], words: ReferringWords) -> bool:
    """Whether a word of a line, outside its quotations, points at what only the sentences before it tell.

    Args:
        findings: of the article.
        tokens: of the line.
        words: of its language.
    """
    return (
        names_what_was_told(findings, tokens, words)
        or _is_counted(findings, tokens, words)
        or _is_there(findings, tokens, words)
        or _counts_from_before(findings, tokens, words)
        or _says_as_much(findings, tokens, words)
        or _is_an_instance(tokens, words)
    )


def point_back_in_what_is_said(findings: Findings, tokens: Sequence[Token], words: ReferringWords) -> bool:
    """As :func:`point_back`, of what somebody says, who may well speak of "this delay" that is the news."""
    return names_what_was_told(findings, tokens, words, subjects=False) or _says_as_much(findings, tokens, words)


def _says_as_much(findings: Findings, tokens: Sequence[Token], words: ReferringWords) -> bool:
    """Whether somebody does "as much" as stands before the line: "Hale’s aides admitted **as much**"."""
    for before, much, behind in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if much.text.lower() not in words.much or before.text.lower() not in words.comparers:
            continue
        ends = behind.text.lower() not in words.comparers and not behind.tag.startswith(("NN", "JJ", "RB", "DT", "CD"))
        if ends and findings.quoted.around(much.start) is None:
            return True
    return False


def _is_an_instance(tokens: Sequence[Token], words: ReferringWords) -> bool:
    """Whether a line begins with one of several things that stand before it: "**One reason** is the tide"."""
    subject = next((t for t in tokens if t.dep in _SUBJECTS), None)
    if subject is None or subject.text.lower() not in words.instances:
        return False
    hung = hung_on(tokens, subject)
    one_of_them = any(t.text.lower() in words.one_of_them for t in hung)
    return one_of_them and not any(t.dep in ("prep", "relcl", "acl", "poss", "compound") for t in hung)


def names_what_was_told(
    findings: Findings, tokens: Sequence[Token], words: ReferringWords, *, subjects: bool = True
) -> bool:
    """Whether a line says "this" or "those" of a noun, and tells nothing before it that could be meant.

    "The court has not taken up **that offer**"; not "Hale broke her leg and blames **that fall**", whose first clause
    tells what is meant.

    Args:
        findings: of the article.
        tokens: of the line.
        words: of its language.
        subjects: whether subjects count: what somebody says of "this delay" may well be of the news.
    """
    by_number = {t.i: t for t in tokens}
    near = findings.timexes_near(Span(tokens[0].start, tokens[-1].end)) if tokens else ()
    times = [x.span for x in near if x.value != "PAST_REF"]  # "those days" are told before the line
    for n, token in enumerate(tokens):
        if token.dep != "det" or token.tag != "DT" or token.text.lower() not in words.pointing:
            continue
        noun = by_number.get(token.head)
        if noun is None or (noun.dep in _SUBJECTS and not subjects):
            continue
        if noun.tag not in ("NN", "NNS") or noun.text.lower() in words.at_hand:
            continue
        if any(x.holds(token.span) for x in times) or findings.quoted.around(token.start) is not None:
            continue
        if any(t.i > noun.i and t.dep in _SAYS_WHICH for t in hung_on(tokens, noun)):
            continue
        known = _news(findings, noun.sentence) | {stem(t.text.lower()) for t in tokens[:n]}
        if stem(noun.text.lower()) not in known and not _tells(tokens, n, noun):
            return True
    return False


def _is_counted(findings: Findings, tokens: Sequence[Token], words: ReferringWords) -> bool:
    """Whether a line's first subject is some whose number alone it tells: "**The two men** were charged"."""
    subject = next((t for t in tokens if t.dep in _SUBJECTS and t.tag not in ("WDT", "WP")), None)
    if subject is None or subject.tag != "NNS" or findings.quoted.around(subject.start) is not None:
        return False
    hung = hung_on(tokens, subject)
    if {t.dep for t in hung} != {"det", "nummod"} or all(t.text.lower() != "the" for t in hung):
        return False
    noun = subject.text.lower()
    return noun not in words.pairs and stem(noun) not in _news(findings, subject.sentence)


def _news(findings: Findings, sentence: int) -> frozenset[str]:
    """The stems of the words of the headline and of the first sentences before one: what the page is about."""
    first = findings.sentences[: min(_OPENING, sentence)]
    opening = (t.text for s in first for t in findings.parse.of(s) if t.tag.startswith("NN"))
    return frozenset(stem(word.lower()) for word in (*(findings.document.title or "").split(), *opening))


def _tells(tokens: Sequence[Token], n: int, noun: Token) -> bool:
    """Whether a clause before a word tells something: it has a verb with a tense that the noun does not hang on."""
    above = _above(tokens, noun)
    return any(t.tag in FINITE and t.i not in above and t.head not in above for t in tokens[:n])


def _above(tokens: Sequence[Token], token: Token) -> set[int]:
    """The words that a word hangs on, one above the other; a verb that another is joined to stands before it."""
    by_number = {t.i: t for t in tokens}
    above: set[int] = set()
    while token.head in by_number and token.head not in above and token.head != token.i:
        if token.dep == "conj" and token.tag.startswith("VB"):
            break
        above.add(token.head)
        token = by_number[token.head]
    return above


def _is_there(findings: Findings, tokens: Sequence[Token], words: ReferringWords) -> bool:
    """Whether a line says "there" of a place that it has not named: "Crews are numerous **there**"."""
    for n, token in enumerate(tokens):
        if token.text.lower() not in words.there or token.dep != "advmod" or token.tag != "RB":
            continue
        if findings.quoted.around(token.start) is None and not any(
            t.ent in _PLACES or (t.dep == "pobj" and t.tag.startswith("NN")) for t in tokens[:n]
        ):
            return True
    return False


def _counts_from_before(findings: Findings, tokens: Sequence[Token], words: ReferringWords) -> bool:
    """Whether a line's main verb was "three days later", and neither a day nor a clause before it says than what."""
    root = next((t for t in tokens if t.dep == "ROOT"), None)
    if root is None:
        return False
    days = [x.span.start for x in findings.timexes_near(Span(tokens[0].start, tokens[-1].end)) if x.interval]
    for n, token in enumerate(tokens):
        if token.text.lower() not in words.later or token.head != root.i:
            continue
        if findings.quoted.around(token.start) is not None or any(day < tokens[n - 1].start for day in days):
            continue
        counted = any(t.head == token.i and t.i < token.i and t.dep in ("npadvmod", "advmod") for t in tokens)
        clause_before = any(
            t.dep in ("advcl", "conj") or (t.tag in FINITE and t.head != root.i) for t in tokens[:n] if t is not root
        )
        if counted and not clause_before:
            return True
    return False
