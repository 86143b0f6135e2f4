"""Which body a pronoun or a noun stands for: "it", "they", "the ministry", "the group"."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence, Set

from briefing.extract.source_resolution import antecedents
from briefing.extract.source_resolution.antecedents import Antecedent
from briefing.extract.source_resolution.context import Context, Named
from briefing.extract.source_resolution.source import WORD, letters
from briefing.model.text import Span

#: What a body is told to be, right behind its name: "Coast Air, a budget airline".
_APPOSED = re.compile(r",\s(?:an?|the|one\sof)\s(?P<told>[^,;.:“”\"]{3,60})")
#: Paragraphs within which a body that is first told by its kind is named.
_INTRODUCED = 3
#: Characters back in which another force may be told of.
_TOLD_OF = 8000
#: What a body is told to be before it is named: "a **South Korean newspaper**".
_KIND = re.compile(r"\b[Aa]n?\s(?P<told>[A-Z][\w-]{1,30}\s(?:[A-Z][\w-]{1,30}\s)?(?P<noun>[a-z]{2,20}))\b")
#: Bodies whose work is finding out: they are known by the report they made.
_SCHOLARLY = frozenset({"institute", "institution", "centre", "center", "agency", "authority", "regulator", "watchdog"})


def body(context: Context, at: int, content: Sequence[Span], *, plural: bool) -> Antecedent | None:
    """The body or group meant by ``it`` or ``they``: the latest that spoke, else the subject just before."""
    kinds = ("group", "organisation") if plural else ("organisation", "place", "document")

    def fits(actor: str) -> bool:
        return context.actors[actor].kind in kinds or actor in context.collective

    spoke = antecedents.latest_turn(context, at, context.lex.pronoun_reach, fits)
    sentence = context.sentence_at(at)
    if sentence is None:
        return None
    since = [
        n
        for n in antecedents.named_before(context, at, content, 1)
        if context.actors[n.actor].kind in kinds and n.span.start >= sentence.span.start - 400
    ]
    if spoke is not None and context.paragraph_at(at) - spoke.paragraph <= 1:
        return Antecedent(spoke.actor, "definite_far", context.actors[spoke.actor].name)
    here = [n for n in since if n.span.start >= sentence.span.start]
    start = sentence.span.start
    if not here and sentence.i and context.sentences[sentence.i - 1].paragraph == sentence.paragraph:
        start = context.sentences[sentence.i - 1].span.start
        here = [n for n in since if n.span.start >= start]
    subject = antecedents.subject(context, here, start)
    return antecedents.through(context, subject, "definite_far") if subject else None


def apposed_body(context: Context, span: Span) -> Antecedent | None:
    """The body right before a phrase that tells what it is: "the Tide Fund, **a charity** that calls for tolls"."""
    text = context.text
    if not re.match(r"an?\s", text[span.start : span.start + 3]) or text[span.start - 2 : span.start] != ", ":
        return None
    named = [n for n in context.within(Span(span.start - 3, span.start - 2)) if n.span.end == span.start - 2]
    body = next((n for n in named if context.actors[n.actor].kind == "organisation"), None)
    noun = WORD.findall(span.of(text))[-1].lower()
    is_body = noun in context.lex.any_body or noun in context.lex.bodies or noun in context.lex.kinds
    return antecedents.through(context, body, "relative") if body is not None and is_body else None


def named_behind(context: Context, span: Span) -> Named | None:
    """The body whose name follows the noun of its kind, where a source breaks off: "**The newspaper** Dagens"."""
    words = WORD.findall(span.of(context.text).lower())
    if not words or words[-1] not in context.lex.kinds or context.text[span.end : span.end + 1] != " ":
        return None
    named = [n for n in context.within(Span(span.end + 1, span.end + 2)) if n.span.start == span.end + 1]
    return next((n for n in named if context.actors[n.actor].kind == "organisation"), None)


def named_later(context: Context, span: Span) -> Named | None:
    """The body that a text first calls by its kind and then by name: "**an Estrian newspaper** … The newspaper Dagens".

    Nobody where another body of that kind is named between.

    Args:
        context: the article.
        span: the words that tell the kind, with an indefinite article.
    """
    text = context.text
    words = WORD.findall(span.of(text).lower())
    if not words or words[0] not in ("a", "an") or words[-1] not in context.lex.kinds:
        return None
    here = context.paragraph_at(span.start)
    for name in context.named:
        if name.span.start < span.end or context.actors[name.actor].kind != "organisation":
            continue
        if context.paragraph_at(name.span.start) > here + _INTRODUCED:
            return None
        first = next(n for n in context.named if n.actor == name.actor)
        if first.span == name.span and _is_called(text, name.span.start, words[-1]):
            return name
        if _is_told_as(context, name.actor, context.lex.kinds[words[-1]]):
            return None
    return None


def told_before(context: Context, actor: str) -> str | None:
    """What a text calls a body before it gives its name: "South Korean newspaper" of "the newspaper Dagens Ekko".

    ``None`` where two may be meant, or nothing is told.
    """
    text = context.text
    first = next((n for n in context.named if n.actor == actor), None)
    noun = context.actors[actor].title
    if first is None or noun is None or noun not in context.lex.kinds:
        return None
    here = context.paragraph_at(first.span.start)
    lowest = next((s.span.start for s in context.sentences if s.paragraph >= here - _INTRODUCED), 0)
    if not _is_called(text, first.span.start, noun):
        return None
    kinds = [m["told"] for m in _KIND.finditer(text, lowest, first.span.start) if m["noun"] == noun]
    return kinds[0] if len(kinds) == 1 else None


def _is_called(text: str, at: int, noun: str) -> bool:
    """Whether "the" and a noun stand right before an offset: "**the newspaper** Dagens Ekko"."""
    return text[max(0, at - len(noun) - 5) : at].lower() == f"the {noun} "


def institution(context: Context, at: int, noun: str) -> tuple[Antecedent | None, bool]:
    """The body a definite noun names ("the ministry", "the group"), and whether more than one could be meant."""
    any_body = noun in context.lex.any_body
    wanted, alike = set(context.lex.bodies.get(noun, ())), context.lex.kinds.get(noun, frozenset())
    if not any_body and not wanted and not alike:
        return None, False
    bodies = [n for n in context.named_before(at, -1) if _may_be_meant(context, n)]
    if noun in context.lex.of_states:
        bodies = [n for n in bodies if not _is_anothers(context, at, n)]
    described = [n for n in bodies if alike and not any_body and _is_told_as(context, n.actor, alike)]
    if described and antecedents.is_alone(described):
        return antecedents.through(context, described[-1], _nearness(context, described[-1], at)), False
    lowest = context.paragraph_at(at) - context.lex.noun_reach
    fitting: list[Named] = []
    for name in bodies:
        words = {w.rstrip(".") for w in words_of(context.actors[name.actor].name)}
        close = context.paragraph_at(name.span.start) >= lowest
        if words & wanted or noun in words or (any_body and close and not words & context.lex.not_any_body):
            fitting.append(name)
    if not fitting:
        # "The report by the Organisation for Rivers found … The institute said": whoever has just spoken.
        scholars = {n.actor for n in bodies} if noun in _SCHOLARLY else set()
        spoke = antecedents.latest_turn(context, at, 3, lambda a: a in scholars and not _publishes(context, a))
        if spoke is None:
            return None, False
        return Antecedent(spoke.actor, "definite_far", context.actors[spoke.actor].name), False
    if antecedents.is_alone(fitting):
        evidence = "definite" if any_body else _nearness(context, fitting[-1], at)
        return antecedents.through(context, fitting[-1], evidence), False
    spoke = antecedents.latest_turn(context, at, 2, lambda actor: any(n.actor == actor for n in fitting))
    if spoke is not None:
        return Antecedent(spoke.actor, "definite_far", context.actors[spoke.actor].name), False
    last = context.sentence_at(fitting[-1].span.start)
    near = [n for n in fitting if last is not None and n.span.start >= last.span.start]
    if any_body or not antecedents.is_alone(near):
        return None, True
    return antecedents.through(context, near[-1], "definite_far"), False


def unnamed(context: Context, at: int, noun: str, plain: str) -> Antecedent | None:
    """The force without a name of its own that spoke before, by whose it is: "the Norlandic army" for "the military".

    ``None`` where the text tells of another one before, or where the words tell more than the noun.
    """
    if noun not in context.lex.forces or plain.lower() != noun:
        return None
    wanted = {noun, *context.lex.bodies.get(noun, ())}
    spoke = antecedents.latest_turn(
        context, at, 2, lambda actor: context.actors[actor].name.lower().rpartition(" ")[2] in wanted
    )
    if spoke is None or " " not in context.actors[spoke.actor].name:
        return None
    name = context.actors[spoke.actor].name
    words = [word.lower() for word in WORD.findall(context.text[max(0, at - _TOLD_OF) : at])]
    owners = {before for before, word in itertools.pairwise(words) if word in wanted}
    return Antecedent(spoke.actor, "definite_only", name) if owners <= words_of(name) | context.lex.definite else None


def _nearness(context: Context, name: Named, at: int) -> str:
    """The evidence of a noun for the only body it may mean: the better where that was named or spoke just before."""
    lowest = context.paragraph_at(at) - 1
    spoke = antecedents.latest_turn(context, at, 1, lambda actor: actor == name.actor)
    return "definite_only" if spoke is not None or context.paragraph_at(name.span.start) >= lowest else "definite"


def _may_be_meant(context: Context, name: Named) -> bool:
    """Whether a body may be "the company": not the article's own publisher, unless it has spoken."""
    actor = context.actors[name.actor]
    if actor.kind != "organisation":
        return False
    if context.is_quoted(name.span.start) and not any(turn.actor == name.actor for turn in context.turns):
        return False  # somebody else speaks of it
    publisher = _publishes(context, name.actor) or context.text[name.span.end : name.span.end + 1] == ")"
    return not publisher or any(turn.actor == name.actor for turn in context.turns)


def _is_anothers(context: Context, at: int, name: Named) -> bool:
    """Whether "the government" behind another country's name is that country's: "Norland is the host: the government".

    So is "its government" where that country is the subject of the sentence before.
    """
    sentence = context.sentence_at(at)
    if sentence is None:
        return False
    here = context.within(Span(sentence.span.start, at))
    if not here and _is_owned(context, at) and (owner := subject_before(context, at)) is not None:
        here = [owner]
    if any(n.actor == name.actor for n in here):
        return False
    places = (context.actors[n.actor].name for n in here if context.actors[n.actor].kind == "place")
    return any(place not in context.actors[name.actor].name for place in places)


def _is_owned(context: Context, at: int) -> bool:
    """Whether "its" or "their" stands at an offset."""
    match = WORD.match(context.text, at)
    return match is not None and match.group().lower() in context.lex.of_bodies


def subject_before(context: Context, at: int) -> Named | None:
    """The country or body that is the subject of the sentence before an offset's, in the same paragraph."""
    sentence = context.sentence_at(at)
    if sentence is None or not sentence.i or context.parse.reduced:
        return None
    previous = context.sentences[sentence.i - 1]
    if previous.paragraph != sentence.paragraph:
        return None
    named = [n for n in context.within(previous.span) if context.actors[n.actor].kind in ("place", "organisation")]
    return antecedents.subject(context, named, previous.span.start)


def _publishes(context: Context, actor: str) -> bool:
    """Whether an actor is the article's publisher."""
    return context.actors[actor].name.casefold() == (context.document.publisher or "").casefold()


def _is_told_as(context: Context, actor: str, nouns: Set[str]) -> bool:
    """Whether a body is told to be of a kind: by its name, or by a noun beside it in one of its places."""
    if not words_of(context.actors[actor].name).isdisjoint(nouns):
        return True
    for mention in context.actors[actor].mentions:
        before = WORD.findall(context.text[max(0, mention.span.start - 30) : mention.span.start].lower())
        after = _APPOSED.match(context.text, mention.span.end)
        if before[-1:] and before[-1] in nouns and context.text[mention.span.start - 1] == " ":
            return True
        if after is not None and not nouns.isdisjoint(WORD.findall(after["told"].lower())):
            return True
    return False


@functools.lru_cache(maxsize=4096)
def words_of(phrase: str) -> frozenset[str]:
    """The words of a phrase in lower case."""
    return frozenset(w.lower() for w in WORD.findall(phrase))


def may_be_called(context: Context, actor: str, noun: str, plain: str) -> bool:
    """Whether the words of a source are an actor's own: "the agency", "the Tide agency" for the Tide Board.

    What tells the kind of a group, as in "the militant group", is told beside the name of the one that is meant.
    """
    name = letters(context.actors[actor].name)
    parted = [context.lex.exclusive[w] for w in plain.split()[:-1] if w in context.lex.exclusive]
    if any(words.isdisjoint(name.split()) for words in parted):
        return False
    if not all(letters(word) in name for word in plain.split() if word[0].isupper()):
        return False
    modifiers = [w for w in plain.split()[:-1] if w.islower() and w not in name]
    return noun not in context.lex.any_body or not modifiers or _is_told_beside(context, actor, modifiers)


def _is_told_beside(context: Context, actor: str, words: Sequence[str]) -> bool:
    text = context.text
    for mention in context.actors[actor].mentions:
        sentence = context.sentence_at(mention.span.start)
        low, high = (sentence.span.start, sentence.span.end) if sentence is not None else mention.span
        beside = text[max(low, mention.span.start - 60) : min(high, mention.span.end + 60)].lower()
        if all(w in beside for w in words):
            return True
    return False
