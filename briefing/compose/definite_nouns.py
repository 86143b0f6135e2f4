"""Which thing "the board" and "the incident" mean: whether the noun or an earlier sentence says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from briefing.compose.referring_words import ReferringWords
from briefing.model.findings import Findings
from briefing.model.text import Sentence, Token
from briefing.model.tree import Tree
from briefing.text_similarity import stem

#: What makes a noun's phrase say by itself which one it means.
TELLING = ("prep", "relcl", "acl", "appos", "compound", "poss", "nummod", "nmod")
_DEFINITE = frozenset({"the"})
#: The last sentence, from 0, of those that a page begins with: what they introduce is known on it.
_LEAD = 0
#: Sentences in which a story says where its news is.
_OPENING = 3


def of_another_place(findings: Findings, sentence: Sentence, tokens: Sequence[Token], words: ReferringWords) -> bool:
    """Whether "the incident" is that of a place which only the sentence before names, and not that of the news.

    "The navy is looking into a blast in Ostmark. Thirty people died in **the incident**", of a fire in Skarn.
    """
    if sentence.i <= _OPENING or not any(_is_bare_event(tokens, t, words) for t in tokens) or _places(tokens):
        return False
    before = findings.sentences[sentence.i - 1]
    title = set((findings.document.title or "").split())
    opening = {place for s in findings.sentences[:_OPENING] for place in _places(findings.parse.of(s))}
    there = _places(findings.parse.of(before))
    return bool(there) and not there & (opening | title)


def _is_bare_event(tokens: Sequence[Token], noun: Token, words: ReferringWords) -> bool:
    return noun.text.lower() in words.events and is_bare(hung_on(tokens, noun), (*TELLING, "amod"))


def hung_on(tokens: Sequence[Token], noun: Token) -> list[Token]:
    """The words that hang on a noun."""
    return [t for t in tokens if t.head == noun.i and t.i != noun.i]


def is_bare(hung: Sequence[Token], telling: Sequence[str], definite: Set[str] = _DEFINITE) -> bool:
    """Whether a noun has a definite word before it, and nothing that says by itself which one is meant.

    Args:
        hung: the words that hang on it.
        telling: how those hang on it that say which.
        definite: "the", and what counts as much.
    """
    return any(t.text.lower() in definite for t in hung) and not any(t.dep in telling for t in hung)


def _places(tokens: Sequence[Token]) -> set[str]:
    """The words of the names of places."""
    return {t.text for t in tokens if t.ent in ("GPE", "LOC", "FAC") and t.tag.startswith("NNP")}


def is_a_saying(tokens: Sequence[Token], noun: Token, words: ReferringWords) -> bool:
    """Whether a noun stands for what somebody has said before it: "he made **the claim** on air"."""
    if noun.text.lower() not in words.sayings:
        return False
    if any(t.i == noun.i + 1 and t.text.lower() in words.said_of for t in tokens):
        return False
    return is_bare(hung_on(tokens, noun), (*TELLING, "amod", "ccomp"), _DEFINITE | words.demonstratives)


def is_introduced(
    findings: Findings,
    introduced: Mapping[str, int],
    sentence: Sentence,
    tokens: Sequence[Token],
    subject: Token,
    words: ReferringWords,
) -> bool:
    """Whether the subject is a bare definite noun that an earlier sentence has introduced."""
    if subject.tag not in ("NN", "NNS") or subject.text.lower() in words.unique:
        return False
    hung = hung_on(tokens, subject)
    if not is_bare(hung, TELLING):
        return False
    if any(t.tag.startswith("JJ") and t.text.lower() not in words.comparing for t in hung):
        return False
    root = stem(subject.text.lower())
    if root in {stem(w) for w in (findings.document.title or "").lower().split()}:
        return False
    if is_a_saying(tokens, subject, words):
        return True
    return _LEAD < introduced.get(root, sentence.i) < sentence.i


def introductions(findings: Findings) -> Mapping[str, int]:
    """For the stem of each noun the first sentence that says more than "the board": "a board", "the harbour board".

    Looked up for every sentence of a document, so it is made once for all of them.
    """
    first: dict[str, int] = {}
    for sentence in findings.sentences:
        tree = Tree(findings.parse, sentence)
        for noun in tree.tokens:
            if noun.tag not in ("NN", "NNS", "NNP", "NNPS"):
                continue
            if not is_bare(tree.children(noun), (*TELLING, "amod")):
                first.setdefault(stem(noun.text.lower()), sentence.i)
    return first
