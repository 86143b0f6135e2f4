"""Whether a position reads as a statement: a clause with the verb that tells what the speaker says, wants or refuses.

"To rule against the crews, too", "Describing a rival" and "Admission that it was late" are fragments; "Uses its
forecasts to assess whether it pays" and "Has responded with attacks" are the writer's account of what somebody does.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from briefing import rules
from briefing.compose import saying
from briefing.model.findings import Actor, Attribution, Findings
from briefing.model.text import FINITE, Sentence, Span, Token, is_finite
from briefing.text_similarity import stem

FRAGMENT = "is no clause of its own: left to the review"
HOST = "leads the talk, and asks in it"
PUBLISHED = "is where something was published"
ARTICLE = "tells of the article and not of its story"
TAG = "tells only who spoke"
CODE = "holds code of a web page"
HEADLINE = "is the headline, which stands above"
SECOND_HEADLINE = "is the headline of another story"
UNNAMED = "asks for their name to be kept out of it"
ANOTHERS = "gives somebody else's words: left to the review"
ASKED = "is what the speaker was asked"
DEED = "tells what somebody does, not what they say: left to the review"
#: Shapes of content that is a thing or an infinitive, and no clause.
_THING = re.compile(r"dobj|prep|advcl|passive|oprd|pobj|attr|acomp|npadvmod")
_INFINITIVE = re.compile(r"xcomp|raised")
_MARKS = re.compile(r"[“”\"«»]|''|‘\w")
#: Letters of a longer word, and words of a headline that is told by its capitals.
_LONGER, _HEADLINE = 4, 5
_WORD = re.compile(r"\w+")
_CODE = re.compile(r"<(?:/[a-z]{1,10}|[a-z]{1,10}(?:\s[a-z-]{1,20}=[^<>]{1,300})?)/?>|\b(?:href|src|class)=[\"“”']")
#: The address of something published.
_ADDRESS = re.compile(r"\b(?:https?:|www\.|doi(?:\.org|:))", re.IGNORECASE)
#: What hangs on a verb of saying and is what is said, or what is done besides.
_SAID = frozenset({"ccomp", "xcomp", "oprd", "attr", "acomp", "advcl", "conj", "parataxis", "dep"})
_OBJECTS = frozenset({"dobj", "dative"})
#: What a relative pronoun is to the verb of its clause where that lacks its object.
_GAPS = frozenset({"dobj", "pobj", "attr"})
_STOP = re.compile(r"\s*[,;:]")


@functools.cache
def _verbs(kind: str, language: str) -> frozenset[str]:
    return frozenset(map(stem, rules.words("statements", language, kind)))


@functools.cache
def _pattern(kind: str, language: str) -> re.Pattern[str]:
    return re.compile(rules.nearest("statements", language)[kind], re.IGNORECASE)


def tells_of_the_article(findings: Findings, sentence: Sentence) -> bool:
    """Whether a sentence tells of the article and not of its story.

    Who is not named in it, what a picture shows, what a currency or a book is worth, what its editor adds.

    Args:
        findings: of the article.
        sentence: one of its sentences.
    """
    text, language = findings.document.text, findings.document.language
    if _pattern("pictures", language).search(text, *sentence.span):
        return True
    if _pattern("rates", language).match(sentence.span.of(text)):
        return True
    if _pattern("editors", language).match(sentence.span.of(text)):
        return True
    if _pattern("sales", language).search(text, *sentence.span):
        return True
    match = _pattern("anonymity", language).search(text, *sentence.span)
    words = findings.parse.of(sentence)
    return match is not None and any(t.dep == "ROOT" and match.start() <= t.start < match.end() for t in words)


def no_story(findings: Findings, sentence: Sentence) -> str | None:
    """Why a sentence by itself tells nothing of the story; ``None`` where it does.

    Args:
        findings: of the article.
        sentence: one of its sentences.
    """
    if why := why_headline(findings, sentence):
        return why
    if _CODE.search(findings.document.text, *sentence.span):
        return CODE
    if cites_published(findings, sentence.span):
        return PUBLISHED
    if tells_of_the_article(findings, sentence):
        return ARTICLE
    return TAG if _tells_who_speaks(findings, sentence) else None


def cites_published(findings: Findings, span: Span) -> bool:
    """Whether some words hold the address of something published, and are no event and no news.

    Args:
        findings: of the article.
        span: of the words.
    """
    return _ADDRESS.search(findings.document.text, *span) is not None


def is_headline(findings: Findings, sentence: Sentence) -> bool:
    """Whether a sentence is the headline with which the text begins, or that of another story within it.

    The page has the first above it: as pasted, or as an archive keeps it. The others are told by their capitals.

    Args:
        findings: of the article.
        sentence: one of its sentences.
    """
    words = _WORD.findall(sentence.span.of(findings.document.text))
    if sentence.i:
        return _has_a_headlines_capitals(words, findings.document.language)
    if len(findings.sentences) < 2 or not findings.document.title:
        return False
    return [word.lower() for word in words] == _WORD.findall(findings.document.title.lower())


def why_headline(findings: Findings, sentence: Sentence) -> str | None:
    """Why a headline tells nothing; ``None`` of any other sentence.

    Args:
        findings: of the article.
        sentence: one of its sentences.
    """
    if not is_headline(findings, sentence):
        return None
    return SECOND_HEADLINE if sentence.i else HEADLINE


def _has_a_headlines_capitals(words: Sequence[str], language: str) -> bool:
    """Whether every longer word has a capital, and a small one behind the first, too: "Hale Hits Orm **On** Fares"."""
    longer = [word for word in words if len(word) >= _LONGER]
    if len(words) < _HEADLINE or not longer or not all(word[0].isupper() or word[0].isdigit() for word in longer):
        return False
    small = rules.words("actors", language, "closed")
    return any(word[0].isupper() and word.lower() in small for word in words[1:])


def _tells_who_speaks(findings: Findings, sentence: Sentence) -> bool:
    """Whether a sentence says only that somebody spoke: "Mayor Hale said in a statement on Monday"."""
    words = findings.parse.of(sentence)
    verb = next((t for t in words if t.dep == "ROOT"), None)
    if verb is None or stem(verb.text) not in _verbs("tags", findings.document.language):
        return False
    if _MARKS.search(findings.document.text, *sentence.span):
        return False
    hanging = [t for t in words if t.head == verb.i and t.i != verb.i]
    telling, about = (rules.words("statements", findings.document.language, kind) for kind in ("telling", "about"))
    said = any(
        t.dep in _SAID
        or (t.dep in _OBJECTS and verb.text.lower() not in telling)
        or (t.dep == "prep" and t.text.lower() in about)
        for t in hanging
    )
    # Another verb with a tense tells something, whatever the parse hangs it on.
    tells = any(t.tag in FINITE and t.i != verb.i and t.dep != "relcl" for t in words)
    return not said and not tells and any(t.dep == "nsubj" for t in hanging)


def leads_the_talk(attribution: Attribution, who: Actor, language: str) -> bool:
    """Whether a paragraph of a transcript is that of its host, who asks and introduces.

    Args:
        attribution: one of an article.
        who: says it.
        language: of the article.
    """
    hosts = rules.words("statements", language, "hosts")
    return attribution.rule.startswith("transcript") and not hosts.isdisjoint((who.title or "").lower().split())


def fault(findings: Findings, attribution: Attribution, spans: Sequence[Span]) -> str | None:
    """Why a position is no statement; ``None`` where it is one.

    Args:
        findings: of the article.
        attribution: one of them.
        spans: the characters that its line prints.
    """
    text = findings.document.text
    if why := why_headline(findings, findings.sentences[attribution.sentence]):
        return why
    if any(_CODE.search(text, *span) for span in spans):
        return CODE
    if findings.parse.reduced or not attribution.cue:
        return None
    if _is_anothers(findings, attribution):
        return ANOTHERS
    if _is_put_to(findings, attribution):
        return ASKED
    if _MARKS.match(text, spans[0].start):
        return None
    cut = (_is_tag, _is_fragment, _is_without_object, _is_without_its_noun)
    if any(is_cut(findings, attribution, spans[0]) for is_cut in cut):
        return FRAGMENT
    if _pattern("anonymity", findings.document.language).search(text, *spans[0]):
        return UNNAMED
    return DEED if _is_deed(findings, attribution) else None


def _is_anothers(findings: Findings, attribution: Attribution) -> bool:
    """Whether a speaker gives the words of others: "she said, mimicking a clerk", "describing a way of thinking"."""
    verb = saying.token(findings, attribution)
    if verb is None:
        return False
    language = findings.document.language
    words = findings.parse.of(findings.sentences[attribution.sentence])
    voicing, views = (rules.words("statements", language, kind) for kind in ("voicing", "views"))
    for participle in (t for t in words if t.head == verb.i and t.i > verb.i and t.tag == "VBG"):
        if participle.text.lower() in voicing:
            return True
        views_told = any(t.head == participle.i and t.dep == "dobj" and t.text.lower() in views for t in words)
        if views_told and participle.text.lower() in rules.words("statements", language, "describing"):
            return True
    return False


def _is_tag(findings: Findings, attribution: Attribution, line: Span) -> bool:
    """Whether a line begins with the tag of a quotation: "said Mr. Hale, adding that", "says, given that"."""
    cue = attribution.cue[0]
    if not line.holds(cue):
        return False
    text = findings.document.text
    return _STOP.match(text, cue.end) is not None or any(cue.end <= s.start < line.end for s in attribution.source)


def _is_fragment(findings: Findings, attribution: Attribution, line: Span) -> bool:
    """Whether a line has no verb of its own with a tense, or begins with a noun that only names what is said."""
    sentence = findings.sentence_of(line)
    words = findings.parse.of(sentence) if sentence is not None else []
    inside = [t for t in words if line.start <= t.start < line.end and t.tag[:1].isalpha()]
    if not inside:
        return False
    indices = {t.i for t in inside}
    tops = [t for t in inside if t.head not in indices or t.head == t.i]
    led = next((t for t in tops if t.tag.startswith("VB") or t.tag == "MD"), None)
    cue = next((t for t in words if t.start == attribution.cue[0].start), None)
    if cue is not None and cue.tag.startswith("NN") and cue in tops:
        return True
    if led is None:  # of a clause the parse may have missed the verb: "that the ice melts"
        return not attribution.rule.startswith(saying.WHOLE) and not any(t.tag in FINITE for t in inside)
    return not is_finite(led, words) and not any(is_finite(t, words) and t.i <= led.i for t in tops)


def _is_without_object(findings: Findings, attribution: Attribution, line: Span) -> bool:
    """Whether a line tells as what somebody names a thing that it does not print: "referred to as the old guard"."""
    verb = saying.token(findings, attribution)
    if verb is None or not attribution.rule.startswith("prep-as"):
        return False
    words = findings.parse.of(findings.sentences[attribution.sentence])
    hung = {t.i for t in words if t.head == verb.i and (t.dep in ("dobj", "nsubjpass") or t.text.lower() == "to")}
    return not any(line.holds(t.span) and t.start < attribution.content[0].start for t in words if t.i in hung)


def _is_without_its_noun(findings: Findings, attribution: Attribution, line: Span) -> bool:
    """Whether a line lacks the noun it tells of, since it is that of a relative clause.

    "The money, which he said **he had earned abroad**"; "a woman police **identified as the owner**".
    """
    verb = saying.token(findings, attribution)
    words = findings.parse.of(findings.sentences[attribution.sentence])
    if verb is None:
        return False
    inside = {t.i for t in words if any(span.holds(t.span) for span in (line, *attribution.content))}
    relative = (t for t in words if t.tag in ("WDT", "WP") and t.dep in _GAPS and t.start < verb.start)
    if any(t.head in inside and _hangs_on_a_noun(words, t) for t in relative):
        return True
    hung = {t.dep for t in words if t.head == verb.i}
    return verb.dep == "relcl" and line.holds(verb.span) and not hung & {"dobj", "ccomp", "xcomp"}


def _hangs_on_a_noun(words: Sequence[Token], pronoun: Token) -> bool:
    """Whether a relative pronoun's clause hangs on a noun: "what she called a fee" hangs on none."""
    tokens = {t.i: t for t in words}
    at = pronoun
    while at.head != at.i and at.head in tokens:
        at = tokens[at.head]
        if at.dep == "relcl":
            return True
    return False


def _is_deed(findings: Findings, attribution: Attribution) -> bool:
    """Whether a verb tells of a deed: its object or infinitive is nothing that anybody says."""
    text, verb = findings.document.text, saying.token(findings, attribution)
    if verb is None:
        return False
    if _is_turned_down(findings, attribution, verb):
        return True
    if attribution.stance != "asserts":
        return _THING.match(attribution.rule) is not None and _is_done_by(findings, verb)
    quoted = any(_MARKS.search(text, span.start, span.end) for span in attribution.content)
    if _is_purpose(findings, attribution, verb):
        return True
    low = stem(attribution.cue[0].of(text).lower())
    if quoted:
        return False
    if _THING.match(attribution.rule):
        return low not in _verbs("objects", findings.document.language)
    return bool(_INFINITIVE.match(attribution.rule)) and low not in _verbs("infinitives", findings.document.language)


def _is_turned_down(findings: Findings, attribution: Attribution, verb: Token) -> bool:
    """Whether an offer goes on with what became of it: "had offered to lend boats, but the board refused"."""
    tokens = findings.parse.tokens
    if attribution.stance != "promises" or not _INFINITIVE.match(attribution.rule):
        return False
    joined = (t for t in tokens[verb.i : verb.i + 60] if t.head == verb.i and t.dep == "conj")
    finite = {t.i for t in joined if t.tag in FINITE}
    behind = tokens[verb.i : verb.i + 60]
    but = any(t.head == verb.i and t.dep == "cc" and t.text.lower() == "but" for t in behind)
    return but and any(t.head in finite and t.dep in ("nsubj", "nsubjpass") for t in behind)


def _is_put_to(findings: Findings, attribution: Attribution) -> bool:
    """Whether a question was put to the speaker: "**Asked** what it would cost, she said it would be dear"."""
    verb = saying.token(findings, attribution)
    if verb is None or verb.dep != "advcl" or verb.tag not in ("VBN", "VBD"):
        return False
    if verb.text.lower() not in rules.words("statements", findings.document.language, "put_to"):
        return False
    words = findings.parse.of(findings.sentences[attribution.sentence])
    return not any(t.head == verb.i and t.dep in ("nsubj", "nsubjpass") for t in words)


def _is_done_by(findings: Findings, verb: Token) -> bool:
    """Whether a verb is told with how it was done: "supported the crews **by lending** them boats"."""
    tokens = findings.parse.tokens
    near = tokens[verb.i : verb.i + 40]
    by = {t.i for t in near if t.text.lower() == "by" and t.dep == "prep" and t.head == verb.i}
    return any(t.dep == "pcomp" and t.head in by and t.tag == "VBG" for t in near)


def _is_purpose(findings: Findings, attribution: Attribution, verb: Token) -> bool:
    """Whether a verb tells what something is done for: "uses its forecasts **to assess** whether it pays"."""
    words = findings.parse.of(findings.sentences[attribution.sentence])
    head = next((t for t in words if t.i == verb.head), None)
    if head is None or verb.dep not in ("xcomp", "advcl") or verb.tag != "VB" or not head.tag.startswith("VB"):
        return False
    return any(t.head == head.i and t.dep == "dobj" and t.i < verb.i for t in words) and any(
        t.head == verb.i and t.tag == "TO" for t in words
    )
