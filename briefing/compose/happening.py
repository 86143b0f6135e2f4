"""Whether what has a date is something that happens, or a state, a question or advice that a date only stands beside.

"The kettle is popular this year" has a date and tells no event; on a page that people act on it is noise at best.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from briefing import rules
from briefing.compose import clauses, statements, trim
from briefing.model.findings import Event, Findings
from briefing.model.text import Sentence, Span, Token
from briefing.model.time import When

#: The longest stretch of days, in days, within which an open date still says when.
_WITHIN = 31
#: What stands behind a date that leads in a line of a timeline.
_LEADS = re.compile(r"\s?(?:[-–—]{1,2}\s|:\s)")
#: What begins an item that tells what a number counts.
_COUNTED = re.compile(r"(?P<number>\d[\d.,]*)\s?%?(?:\s(?:million|billion))?:\s")
#: What makes a sentence of a form in -ing.
_LED = ("nsubj", "nsubjpass", "aux", "auxpass", "expl", "csubj")
#: How an event that is a noun hangs on the verb that tells of it.
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj")
#: How what says more of a noun hangs on it, and what stands between the two.
_HUNG_ON = ("acl", "relcl", "pobj", "prep")
#: Present-tense tags of the Penn Treebank.
_PRESENT = ("VBZ", "VBP")


def _loose_day(when: When) -> str | None:
    """Why a day is none that a row can stand by."""
    days = when.interval
    near = days is None or (days.start is not None and days.end is not None and (days.end - days.start).days <= _WITHIN)
    if when.value is None and not near:
        return "its date is open, and nothing near bounds it"
    return "only says in which century" if when.granularity == "century" else None


def why_none(findings: Findings, event: Event) -> str | None:
    """Why an event has no row in the chronology; ``None`` where it has."""
    if (reason := _loose_day(event.when)) is not None:
        return reason
    sentence = findings.sentences[event.sentence]
    if sentence.span.of(findings.document.text).rstrip("”’\"')] ").endswith("?"):
        return "stands in a question"
    if statements.cites_published(findings, event.span):
        return statements.PUBLISHED
    if event.when.how == "stated" and clauses.names_only(findings, event, sentence):
        return "is only named where something else is told"
    if event.when.how == "stated" and not clauses.is_main(
        findings, event, sentence, trim.parts_of(findings, event, sentence)
    ):
        return "its date is that of a clause beside what is told"
    tokens = findings.parse.of(sentence)
    trigger = next((t for t in tokens if t.start == event.trigger.start), None)
    if trigger is None or findings.parse.reduced:
        return None
    if event.claimed_by is None and any(t.dep == "nsubj" and t.text.lower() == "you" for t in tokens):
        return "speaks to the reader"
    if trigger.text.lower() in rules.words("trimming", findings.document.language, "is") and any(
        t.head == trigger.i and t.dep == "attr" and _dates(findings, t) for t in tokens
    ):
        return "only says which day it is"
    helping = _helping(trigger, tokens)
    if (reason := _no_deed(findings, event, trigger, tokens, helping)) is not None:
        return reason
    verb = findings.parse.tokens[trigger.head] if trigger.dep in _ARGUMENTS else trigger
    if (reason := _never_was(findings, event, helping | _helping(verb, tokens))) is not None:
        return reason
    ahead = event.status == "scheduled"
    if trigger.tag in _PRESENT and not helping and not ahead and _is_loose(findings, event):
        return "tells a state, not what happened"
    return None


def _is_turned_down(findings: Findings, trigger: Token, tokens: Sequence[Token]) -> bool:
    """Whether a sentence says that a plan came to nothing.

    By going on so, "offered 3 May, but Hale rejected that", or of the plan itself: "cancelled the rally slated for 3
    May", "the rally slated for 3 May was called off".
    """
    language = findings.document.language
    turned_down, meant = (rules.words("trimming", language, kind) for kind in ("turned_down", "plan_meant"))
    plan = trigger
    while plan.dep in _HUNG_ON and plan.head != plan.i:
        plan = findings.parse.tokens[plan.head]
    objects = [t for t in tokens if t.dep in ("dobj", "nsubjpass")]
    of_it = {t.head for t in objects if t.i == plan.i or (t.head > trigger.i and t.text.lower() in meant)}
    return any(
        t.i in of_it and t.tag in ("VBD", "VBN", "VBG") and _spelt(t, tokens) in turned_down
        for t in tokens
        if not any(n.head == t.i and n.dep == "neg" for n in tokens)
    )


def _spelt(verb: Token, tokens: Sequence[Token]) -> str:
    """A verb in small letters, with what belongs to it behind a hyphen: "called-off"."""
    particle = next((t.text for t in tokens if t.head == verb.i and t.dep == "prt"), "")
    return f"{verb.text}-{particle}".lower().rstrip("-")


def _helping(verb: Token, tokens: Sequence[Token]) -> set[str]:
    """The helping words of a verb, in small letters."""
    return {t.text.lower() for t in tokens if t.head == verb.i and t.dep in ("aux", "auxpass")}


def _counts(findings: Findings, sentence: Sentence) -> bool:
    """Whether a sentence is an item of a box of numbers: "412: Boats owned by the port in 1998"."""
    match = _COUNTED.match(findings.document.text, *sentence.span)
    if match is None:
        return False
    number = Span(*match.span("number"))
    return not any(x.span.overlaps(number) for x in findings.timexes_near(number))  # "2024: The bridge opens"


def _is_judged(verb: Token, tokens: Sequence[Token], language: str) -> bool:
    """Whether "it" is only said to be plain: "It was clear on Monday that the board would wait"."""
    hung = [t for t in tokens if t.head == verb.i]
    judged = rules.words("trimming", language, "judged")
    return any(t.dep == "acomp" and t.text.lower() in judged for t in hung) and any(
        t.dep in ("nsubj", "expl") and t.text.lower() == "it" for t in hung
    )


def _no_deed(
    findings: Findings, event: Event, trigger: Token, tokens: Sequence[Token], helping: Collection[str]
) -> str | None:
    """Why a verb tells no single deed: a judgement, a dead plan, a form in -ing alone, what recurs; else ``None``."""
    if event.status != "happened" and _is_turned_down(findings, trigger, tokens):
        return "was turned down, and will not be"
    if _counts(findings, findings.sentences[event.sentence]):
        return "tells a number, and not what happened"
    if _is_judged(trigger, tokens, findings.document.language):
        return "is what its writer judges, and no event"
    if trigger.tag == "VBG" and trigger.dep == "ROOT" and not any(t.head == trigger.i for t in tokens if t.dep in _LED):
        return "is no sentence, and does not say who"
    return _again(findings, event, trigger, tokens, helping)


def _again(
    findings: Findings, event: Event, trigger: Token, tokens: Sequence[Token], helping: Collection[str]
) -> str | None:
    """Why a verb in the present tense tells what happens again and again; ``None`` where it does not."""
    if trigger.tag in _PRESENT and any(_anybody(findings, t, trigger) for t in tokens):
        return "tells what anybody does, not what happened"
    if trigger.tag in _PRESENT and not helping and _is_habit(findings, event, trigger, tokens):
        return "tells what happens every year, not what happened"
    return None


def _is_habit(findings: Findings, event: Event, trigger: Token, tokens: Sequence[Token]) -> bool:
    """Whether a verb in the present tense tells what some do in a season: "most eels leave in late autumn"."""
    if event.when.granularity != "season" or any(c.isdigit() for c in event.when.said or ""):
        return False
    language = findings.document.language
    beside = [t for t in tokens if t.head == trigger.i]
    if any(t.text.lower() in rules.words("trimming", language, "habits") for t in beside):
        return True
    definite = rules.words("events", language, "definite")
    plural = (t for t in beside if t.dep in ("nsubj", "nsubjpass") and t.tag in ("NNS", "NNPS"))
    return any(not any(d.head == t.i and d.text.lower() in definite for d in tokens) for t in plural)


def _is_loose(findings: Findings, event: Event) -> bool:
    """Whether a date fits a state as well as an event; not one that leads in a line: "**June**: The board offers"."""
    said, text = event.when.said or "", findings.document.text
    start = findings.sentences[event.sentence].span.start
    if said and text.startswith(said, start) and _LEADS.match(text, start + len(said)):
        return False
    return event.when.granularity not in ("day", "time") or _is_now(said, findings.document.language)


def _never_was(findings: Findings, event: Event, helping: set[str]) -> str | None:
    """Why what has a date behind the article is only what can be, what might have been, or what is still to come."""
    written, end = findings.document.date, event.when.interval.end if event.when.interval else None
    language = findings.document.language
    if written is None or end is None or end > written:
        return None
    if helping & rules.words("trimming", language, "can"):
        return "tells what can be, not what happened"
    if event.when.how == "stated" and helping & rules.words("events", language, "forward"):
        return "tells what is still to come, and its date is of something else"
    if event.status == "hypothetical" and helping & rules.words("trimming", language, "have"):
        return "tells what might have been, not what happened"
    return None


def _anybody(findings: Findings, token: Token, verb: Token) -> bool:
    """Whether a word is a verb's subject and means nobody in particular: "scenes that **one** sees on Easter Day"."""
    nobody = rules.words("trimming", findings.document.language, "anybody")
    return token.head == verb.i and token.dep == "nsubj" and token.text.lower() in nobody


def _dates(findings: Findings, token: Token) -> bool:
    """Whether a word is one of a date."""
    return any(x.span.holds(token.span) for x in findings.timexes_near(token.span))


def _is_now(said: str | None, language: str) -> bool:
    """Whether a date only says that something holds at present."""
    return (said or "").lower() in rules.words("trimming", language, "now")
