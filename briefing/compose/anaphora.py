"""Whether a line is understood without the sentence before it.

A line leans on what stands before it where its subject is a pronoun that nothing in the line explains, where it begins
with "these talks" or "both", or where its subject is a bare definite noun ("the board") that an earlier sentence has
introduced. A noun of which there is only one ("the government"), or that the headline names, leans on nothing.

Source: the classes of anaphora in Halliday and Hasan, Cohesion in English (1976): reference by pronoun, demonstrative
and comparison.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing import rules
from briefing.compose import pointing_words, quotation_marks, standing_alone, unnamed_people
from briefing.compose.definite_nouns import (
    TELLING,
    hung_on,
    is_a_saying,
    is_bare,
    is_introduced,
    of_another_place,
)
from briefing.compose.referring_words import ReferringWords, referring_words
from briefing.model.brief import Line, Words
from briefing.model.findings import Findings
from briefing.model.text import FINITE, Sentence, Span, Token
from briefing.text_similarity import stem

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
#: The same where a number or a kind tells too little: "the two other men".
_TELLING_WHICH = ("prep", "relcl", "acl", "appos", "poss")
#: What hangs on the verb of "it is unclear whether", "it took hours to".
_POINTED_AT = ("ccomp", "csubj", "xcomp", "acomp", "advcl")


def leans(findings: Findings, introduced: Mapping[str, int], sentence: Sentence, span: Span) -> bool:
    """Whether a line needs the sentence before it.

    Args:
        findings: of the document; without a parse only the line's first word is looked at.
        introduced: the document's :func:`briefing.compose.definite_nouns.introductions`.
        sentence: the line is of.
        span: the characters of the sentence that the line prints.
    """
    tokens = [t for t in findings.parse.of(sentence) if span.start <= t.start < span.end]
    first = _first_word(tokens)
    if first is None or sentence.i == 0:
        return False
    words = referring_words(findings.document.language)
    if not first.dep:
        return first.text.lower() in words.openers
    subject = _subject(tokens)
    quoted = _quoted(findings, sentence, subject or first)
    calendar = any(x.span.holds(first.span) for x in findings.timexes_near(first.span))  # "this week"
    return (
        (not calendar and _refers_back(tokens, first, words))
        or (not quoted and _before_the_verb(findings, tokens, words))
        or (subject is not None and not quoted and _pronoun(findings, tokens, subject, words))
        or (subject is not None and quoted and _of_somebody_else(findings, tokens, subject, words))
        or (subject is not None and not quoted and _share(tokens, subject, words))
        or (subject is not None and not quoted and _others(tokens, subject, words))
        or (not quoted and (_object(tokens, words) or _agrees(tokens, words)))
        or of_another_place(findings, sentence, tokens, words)
        or pointing_words.point_back(findings, tokens, words)
        or unnamed_people.unexplained(findings, tokens, words) is not None
        or (
            subject is not None and not quoted and is_introduced(findings, introduced, sentence, tokens, subject, words)
        )
    )


def needs_more(findings: Findings, sentence: Sentence, spans: Sequence[Span]) -> bool:
    """Whether not even the sentence before a line tells whom its "he" or "other men" means; ``spans`` are printed."""
    tokens = [t for t in findings.parse.of(sentence) if any(span.holds(t.span) for span in spans)]
    subject, words = _subject(tokens), referring_words(findings.document.language)
    if subject is None or sentence.i == 0 or _quoted(findings, sentence, subject):
        return False
    before = findings.sentences[sentence.i - 1]
    if subject.text.lower() in words.people and _pronoun(findings, tokens, subject, words):
        return not standing_alone.mentions_person(findings, before)
    if _others(tokens, subject, words):
        root = stem(subject.text.lower())
        return all(stem(t.text.lower()) != root for t in findings.parse.of(before))
    return False


def _others(tokens: Sequence[Token], subject: Token, words: ReferringWords) -> bool:
    """Whether the subject is what is left of some that were told before: "the two other men"."""
    hung = hung_on(tokens, subject)
    return any(t.text.lower() in words.others for t in hung) and is_bare(hung, _TELLING_WHICH)


def says_it(findings: Findings, sentence: Sentence, spans: Sequence[Span]) -> bool:
    """Whether only a pronoun in or behind what is said tells who says it: "the pier would open in May, it said".

    A pronoun that a name stands in for is not printed; of several who speak, one with a name says who "he" is.

    Args:
        findings: of the document.
        sentence: the line is of.
        spans: its characters that the line prints.
    """
    text, words = findings.document.text, referring_words(findings.document.language)
    sources = [(a, s) for a in findings.sourced_near(sentence.span) for s in a.source if sentence.span.holds(s)]
    meant = words.people | words.bodies
    if any(s.of(text).lower() not in meant for _, s in sources):
        return False
    return any(
        any(span.holds(s) for span in spans)
        and any(part.end <= s.start and text[part.end : s.start].strip() in ("", ",") for part in a.content)
        for a, s in sources
    )


def left_behind(findings: Findings, introduced: Mapping[str, int], line: Line, *, person: bool) -> bool:
    """Whether what somebody says is about somebody that only the sentences before it name: "“She never came,” he said".

    "It" and "this" may well be the matter that the page is about. Without quotation marks "he" is the speaker who is a
    person, and "it" and "they" the body or the group that speaks.

    Args:
        findings: of the document.
        introduced: the document's :func:`briefing.compose.definite_nouns.introductions`.
        line: what is said, without who says it.
        person: whether a person says it.
    """
    spans = [p.span for p in line.pieces if isinstance(p, Words)]
    # A quotation of several sentences has its speaker in the last, and begins in the first.
    sentence = findings.sentence_of(Span(spans[0].start, spans[0].start + 1)) if spans else None
    sentence = sentence or findings.sentences[line.evidence[0].sentence]
    tokens = [t for t in findings.parse.of(sentence) if any(span.holds(t.span) for span in spans)]
    subject, first = _subject(tokens), _first_word(tokens)
    if begins(line) is None or first is None or not first.dep:
        return False
    words = referring_words(findings.document.language)
    if _judges_what_was_told(findings, tokens, first, words):
        return True
    if pointing_words.point_back_in_what_is_said(findings, tokens, words):
        return True
    if subject is None:
        return False
    if _answers(tokens, first, words) or of_another_place(findings, sentence, tokens, words):
        return True
    if _these(findings, tokens, words):
        return True
    if any(t.tag.startswith("NN") for t in tokens if t.i < subject.i):
        return False
    quoted = _quoted(findings, sentence, subject)
    if not line.text.startswith(quotation_marks.OPENING) and not quoted and _points_back(tokens, subject, words):
        return True
    # "Its first advertisement" is no person's.
    selves = (words.possessives - words.bodies_own | words.people) if person else words.possessives | words.bodies
    owned = next((t.text.lower() for t in tokens if t.head == subject.i and t.tag == "PRP$"), subject.text.lower())
    if owned in words.conditions and any(t.i == subject.head and t.dep == "advcl" for t in tokens):
        return True  # "if that happens, the fares will rise"
    if owned in words.people and not quoted and _speaks_of_another(findings, sentence, spans):
        return not standing_alone.is_of_the_news(findings, sentence, owned)
    if owned in words.people | words.possessives or owned == "they":
        return quoted or owned not in selves or (person and owned == "their")
    return not quoted and not person and is_introduced(findings, introduced, sentence, tokens, subject, words)


def _speaks_of_another(findings: Findings, sentence: Sentence, spans: Sequence[Span]) -> bool:
    """Whether several people or a body say it: "he" and "she" are somebody else."""
    said = (a for a in findings.attributions_in(sentence.i) if any(s.overlaps(c) for s in spans for c in a.content))
    return any(standing_alone.is_no_person(findings, a) for a in said)


def _judges_what_was_told(findings: Findings, tokens: Sequence[Token], verb: Token, words: ReferringWords) -> bool:
    """Whether a line begins with a verb and a pronoun for what it is about: "Called **it** a disgrace"."""
    language = findings.document.language
    if verb.tag not in FINITE or verb.text.lower() in rules.words("statements", language, "telling"):
        return False
    behind = next((t for t in tokens if t.i == verb.i + 1), None)
    if behind is None or behind.tag != "PRP" or behind.text.lower() not in words.objects:
        return False
    by_number = {t.i: t for t in tokens}
    judged = by_number.get(behind.head)
    small_clause = judged is not None and judged.head == verb.i and judged.tag not in FINITE
    return (behind.head == verb.i and behind.dep == "dobj") or (behind.dep == "nsubj" and small_clause)


def _these(findings: Findings, tokens: Sequence[Token], words: ReferringWords) -> bool:
    """Whether a clause in the reporter's words alone is about "these areas" or "the two", which it does not tell."""
    if any(findings.quoted.at(t.start) is not None for t in tokens):
        return False
    times = [x.span for x in findings.timexes_near(Span(tokens[0].start, tokens[-1].end))]
    for n, token in enumerate(tokens):
        if any(x.holds(token.span) for x in times):
            continue
        before = tokens[:n]
        if sum(t.tag == "NNS" for t in before) > 1:
            return False  # "cut taxes and fees; those measures": one of them is meant
        if token.tag == "CD" and token.dep in _SUBJECTS and is_bare(hung_on(tokens, token), TELLING):
            return True
        if token.text.lower() not in words.several or token.dep != "det":
            continue
        noun = next((t for t in tokens if t.i == token.head), None)
        if noun is None or _is_told(tokens, noun):
            continue
        if stem(noun.text.lower()) not in {stem(t.text.lower()) for t in before}:
            return True
    return False


def _is_told(tokens: Sequence[Token], noun: Token) -> bool:
    """Whether something behind a noun says which ones: "those boats that sail at night"."""
    return any(t.dep in ("prep", "relcl", "acl", "appos") for t in hung_on(tokens, noun))


def _points_back(tokens: Sequence[Token], subject: Token, words: ReferringWords) -> bool:
    """Whether a clause in the reporter's words is about "this" alone: "This could delay the pier, Hale said"."""
    pointed = subject.text.lower() in words.demonstratives and subject.tag == "DT"
    return pointed and not any(t.head == subject.i for t in tokens)


def _first_word(tokens: Sequence[Token]) -> Token | None:
    return next((t for t in tokens if t.text[:1].isalpha()), None)


def begins(line: Line) -> Words | None:
    """The first words of a line; ``None`` where a name filled in stands before them, and explains them."""
    # A mark of a quotation alone is no word.
    first = next((p for p in line.pieces if any(map(str.isalnum, p.text))), None)
    return first if isinstance(first, Words) else None


def _subject(tokens: Sequence[Token]) -> Token | None:
    """The first subject of a line; a relative pronoun ("in a vote that broke the deal") is none."""
    return next((t for t in tokens if t.dep in _SUBJECTS and t.tag not in ("WDT", "WP")), None)


def _quoted(findings: Findings, sentence: Sentence, token: Token) -> bool:
    """Whether a word stands in a quotation that its sentence begins: there "it" and "the board" are its speaker's.

    In a later sentence of a quotation they are what those before it tell of, as everywhere.
    """
    quotation = findings.quoted.around(token.start)
    return quotation is not None and quotation.start >= sentence.span.start


def _refers_back(tokens: Sequence[Token], first: Token, words: ReferringWords) -> bool:
    """Whether a line begins with "these talks", "their lawyers" or "both"."""
    low = first.text.lower()
    if low in words.demonstratives:
        # "That the talks went on": a clause and no pronoun.
        return first.dep not in ("mark", "preconj", "cc", "advmod") and first.tag != "IN"
    if _answers(tokens, first, words) or _of_a_total(tokens, first, words):
        return True
    if low in words.pronouns:
        return first.dep not in _SUBJECTS
    return low in words.possessives and first.tag == "PRP$"


def _of_a_total(tokens: Sequence[Token], first: Token, words: ReferringWords) -> bool:
    """Whether a line begins with a part of what was counted before it: "Of the total, most were from the north"."""
    noun = next((t for t in tokens if t.head == first.i and t.dep == "pobj"), None)
    if first.tag != "IN" or noun is None or noun.text.lower() not in words.totals:
        return False
    return is_bare(hung_on(tokens, noun), TELLING)


def _answers(tokens: Sequence[Token], first: Token, words: ReferringWords) -> bool:
    """Whether a line begins with the "Well," of an answer, or with "No I don’t"."""
    if first.text.lower() not in words.answers:
        return False
    behind = next((t for t in tokens if t.i == first.i + 1), None)
    return behind is not None and (behind.text == "," or behind.text.lower() in words.answering)


def _before_the_verb(findings: Findings, tokens: Sequence[Token], words: ReferringWords) -> bool:
    """Whether something before the main verb refers back: "under those rules", "many of them", "a similar deal".

    A pronoun behind a noun that it may stand for is explained by it, and so is one in a phrase before the subject ("in
    its report, the board"); "this week" is a day and refers to the calendar.
    """
    nouns, names = 0, 0
    root = next((t.i for t in tokens if t.dep == "ROOT"), tokens[-1].i)
    subjects = {t.i for t in tokens if t.dep in _SUBJECTS}
    beside = {t.i for t in tokens if t.dep == "appos"}  # "Hale and Brenn, both pilots,"
    times = [x.span for x in findings.timexes_near(Span(tokens[0].start, tokens[-1].end))]
    for token in (t for t in tokens if t.i < root and not any(x.holds(t.span) for x in times)):
        low = token.text.lower()
        points = low in words.demonstratives and token.dep == "det" and token.tag == "DT"
        if points and token.head not in beside and findings.quoted.around(token.start) is None:
            return True
        if low in words.possessives and token.tag == "PRP$" and token.head in subjects:
            if not (names if low in ("his", "her") else nouns):
                return True
        elif nouns == 0 and ((low in words.objects and token.dep == "pobj") or _alike(token, words)):
            return True
        nouns += token.tag.startswith("NN")
        names += token.tag in ("NNP", "NNPS") and token.ent != "GPE"
    return False


def _alike(token: Token, words: ReferringWords) -> bool:
    """Whether a word says that something is like what stands before."""
    return token.dep == "amod" and token.text.lower() in words.alike


def _pronoun(findings: Findings, tokens: Sequence[Token], subject: Token, words: ReferringWords) -> bool:
    """Whether the subject is a pronoun that no word before it in the line explains."""
    low = subject.text.lower()
    if low in words.people:
        return not any(t.tag in ("NNP", "NNPS") and t.ent != "GPE" for t in tokens if t.i < subject.i)
    if low not in words.pronouns or subject.dep == "expl" or _points_forward(tokens, subject, words):
        return False
    times = findings.timexes_near(Span(tokens[0].start, subject.end))
    nouns = (t for t in tokens if t.i < subject.i and t.tag.startswith("NN"))
    # "As the ferries left port, they": a subject before it explains it; "in the evening they" does not.
    return not any(n.dep in _SUBJECTS for n in nouns if not any(x.span.holds(n.span) for x in times))


def _of_somebody_else(findings: Findings, tokens: Sequence[Token], subject: Token, words: ReferringWords) -> bool:
    """Whether a quotation is about "her" or "their boats", and nothing before it in the line tells whose.

    Its speaker and what is at hand are "I" and "it".
    """
    owner = next((t for t in tokens if t.head == subject.i and t.tag == "PRP$"), None)
    about = owner or subject
    if about.text.lower() not in words.third:
        return False
    nouns = [t for t in tokens if t.i < about.i and t.tag.startswith("NN")]
    # Of what is quoted only a name tells; "boats" there are its speaker's.
    return not any(t.tag.startswith("NNP") or findings.quoted.around(t.start) is None for t in nouns)


def _share(tokens: Sequence[Token], subject: Token, words: ReferringWords) -> bool:
    """Whether the subject is a number or a share that does not say of what: "four were hurt", "all turned back"."""
    hung = [t for t in tokens if t.head == subject.i]
    in_hundred = subject.text.lower() in words.percent and any(t.tag == "CD" for t in hung)
    if subject.tag != "CD" and not in_hundred and subject.text.lower() not in words.shares:
        return False
    if in_hundred:
        return not any(t.dep in ("prep", "relcl", "acl") for t in hung)
    return not any(
        t.dep in ("prep", "nmod", "compound") or t.tag in ("$", "NN", "NNS", "NNP") or t.text in ("No", "No.")
        for t in hung
    )


def _object(tokens: Sequence[Token], words: ReferringWords) -> bool:
    """Whether what the main verb does is done to "that", or to "it" where the line has named but people before."""
    root = next((t.i for t in tokens if t.dep == "ROOT"), -1)
    done_to = [t for t in tokens if t.head == root and t.dep == "dobj"]
    if any(t.tag == "DT" and t.text.lower() in words.demonstratives for t in done_to):
        return True
    if any(is_a_saying(tokens, t, words) for t in done_to) and not any(t.dep in ("ccomp", "advcl") for t in tokens):
        return True
    at = next((t for t in done_to if t.text.lower() in ("it", "them")), None)
    if at is None:
        return False
    nouns = [t for t in tokens if t.i < at.i and t.tag.startswith("NN")]
    if at.text.lower() == "them":
        several = len([t for t in nouns if t.ent == "PERSON" or t.dep == "conj"]) > 1
        return not several and not any(t.tag in ("NNS", "NNPS") or t.text.lower() in words.many for t in nouns)
    return all(t.ent == "PERSON" for t in nouns)


def _agrees(tokens: Sequence[Token], words: ReferringWords) -> bool:
    """Whether somebody holds what another does, and the line does not tell what: "Hale largely agreed with Brenn"."""
    root = next((t for t in tokens if t.dep == "ROOT"), None)
    if root is None or root.text.lower() not in words.agreeing:
        return False
    hung = hung_on(tokens, root)
    if any(t.dep in ("ccomp", "xcomp", "advcl") or t.text.lower() in words.agreed_on for t in hung):
        return False
    held = {t.i for t in hung if t.dep == "prep" and t.text.lower() == "with"}
    return any(t.head in held and t.tag == "NNP" for t in tokens)


def _points_forward(tokens: Sequence[Token], subject: Token, words: ReferringWords) -> bool:
    """Whether "it" stands for a clause that follows: "It is unclear whether", "It took hours to"."""
    if subject.text.lower() != "it":
        return False
    verb = next((t for t in tokens if t.i == subject.head), None)
    if verb is None:
        return False
    hung = [t for t in tokens if t.head == verb.i and t.i > verb.i]
    if not any(t.dep in _POINTED_AT and _has_clause(tokens, t) for t in hung):
        return False
    predicative = any(t.dep in ("acomp", "attr") or (t.dep == "oprd" and t.tag.startswith("JJ")) for t in hung)
    return predicative or verb.tag == "VBN" or verb.text.lower() in words.taking


def _has_clause(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a verb hangs on a word, or it is one itself."""
    return token.tag.startswith("VB") or any(t.head == token.i and t.tag.startswith("VB") for t in tokens)
