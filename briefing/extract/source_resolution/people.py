"""Whom "he" or "she" stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from briefing.extract.source_resolution import antecedents, strangers, subjects, turns
from briefing.extract.source_resolution.antecedents import Antecedent
from briefing.extract.source_resolution.context import Context, Named, Turn
from briefing.model.text import Sentence, Span

#: A question told: "I ask if Vane is fit".
_ASKED = re.compile(r"\bI (?:ask|asked|wonder|put it to|suggest)\b")
#: What parts a reporter's aside from a clause.
_DASH = re.compile(r"[”\"'] (?:[–—-]|--) ")
#: Answers "nothing here decides", where ``None`` says that nobody may be named.
_SEARCH_ON = Antecedent("", "", "")
#: Sentences of a paragraph that say "he" of one and the same, over which the first of them is looked for.
_CHAIN = 40
#: Words between a name and the verb that governs it, at most.
_DEEPEST = 40


def person(
    context: Context, at: int, pronoun: str, content: Sequence[Span], *, others: AbstractSet[str] = frozenset()
) -> Antecedent | None:
    """The person meant by ``he`` or ``she`` at an offset.

    Looked for first as a subject in the same sentence, then in the sentence before within the paragraph, then as the
    latest speaker within reach, named or not, last as the subject or the only fitting person named within reach.
    Nobody where somebody stands between whose name was not read, or more than one may be meant.

    Args:
        context: the document.
        at: where the pronoun stands.
        pronoun: ``he`` or ``she``.
        content: the content the pronoun speaks, where no antecedent may be taken from.
        others: actors who cannot be meant (:func:`others`).
    """
    antecedent = _person(context, at, pronoun, content, others, _CHAIN)
    if antecedent is None:
        return None
    about = _told_of(context, at, pronoun, content)
    if about is not None and about.actor != antecedent.actor:
        return None
    if antecedent.evidence in ("pronoun", "pronoun_only") and strangers.is_unread(context, at, antecedent.actor):
        return replace(antecedent, evidence="pronoun_rival")
    return antecedent


def _told_of(context: Context, at: int, pronoun: str, content: Sequence[Span]) -> Named | None:
    """Whom words without quotation marks before "she said" are about: "**Orm** found it hard, she said"."""
    for span in content:
        if span.end > at or context.is_quoted(span.start + 1):
            continue
        for name in context.within(span):
            does = any(t.dep == "nsubj" for t in context.tokens(name.span))
            if does and context.shows(name.actor, pronoun):
                return name
    return None


def others(context: Context, at: int, content: Sequence[Span]) -> frozenset[str]:
    """Whom a pronoun that speaks cannot mean: those whom its own words name, and those its verb governs behind it.

    "He called Hale a friend", "“Hale will come,” he said", "Hale, who he said was late": nobody tells of themselves by
    name.

    Source: principle C of Chomsky, Lectures on Government and Binding (1981).
    """
    excluded = {n.actor for span in content for n in context.within(span)}
    sentence = context.sentence_at(at)
    first = sentence.span.start if sentence is not None else at
    if (relative := context.lex.tells_of.search(context.text, first, at)) is not None:
        before = context.within(Span(first, relative.start()))
        excluded.update(n.actor for n in before if n.span.end == relative.start())
    if sentence is None or context.parse.reduced:
        return frozenset(excluded)
    tokens = context.parse.tokens
    verb = next((t.head for t in context.tokens(Span(at, at + 1))), None)
    # Behind a dash the reporter goes on: "He called her “the next Brenn” – the founder whom **Hale** admires".
    dash = _DASH.search(context.text, at, sentence.span.end)
    for name in context.within(Span(at, dash.start() if dash is not None else sentence.span.end)):
        token = next(iter(context.tokens(name.span)), None)
        steps = 0
        while token is not None and token.head != token.i and token.head != verb and steps < _DEEPEST:
            token, steps = tokens[token.head], steps + 1
        if token is not None and token.head == verb and token.start > at:
            excluded.add(name.actor)
    return frozenset(excluded)


def _person(
    context: Context, at: int, pronoun: str, content: Sequence[Span], others: AbstractSet[str], chain: int
) -> Antecedent | None:
    sentence = context.sentence_at(at)
    if sentence is None:
        return None
    reach = context.lex.pronoun_reach

    def fits(actor: str) -> bool:
        return actor not in others and context.fits(actor, pronoun)

    within = [n for n in antecedents.named_before(context, at, content, reach) if fits(n.actor)]
    within = _unasked(context, within, sentence)
    if not within and not context.turns:
        return None
    same = [n for n in within if n.span.start >= sentence.span.start]
    if same:
        meant = antecedents.subject(context, same, sentence.span.start)
        if meant is None and not _set_off(context, Span(same[-1].span.end, at)):
            meant = antecedents.only(same)
            if meant is None:
                return None
        if meant is not None:
            return antecedents.through(context, meant, "pronoun_only" if antecedents.is_alone(same) else "pronoun")
    if _is_strangers(context, sentence, at, pronoun):
        return None
    spoke = antecedents.latest_turn(context, at, reach, fits)
    return _unnamed(context, at, within) or _farther(context, at, within, spoke, pronoun, others, chain)


def _is_strangers(context: Context, sentence: Sentence, at: int, pronoun: str) -> bool:
    """Whether a pronoun may well mean somebody whose name was not read, or whose name speaks for another pronoun."""
    before = Span(sentence.span.start, at)
    return (
        strangers.is_named(context, before)
        or strangers.is_beside(context, before)
        or strangers.goes_back(context, sentence, pronoun)
        or _is_newcomer_unlike(context, at, sentence, pronoun)
    )


def _is_newcomer_unlike(context: Context, at: int, sentence: Sentence, pronoun: str) -> bool:
    """Whether the sentence before brings in a speaker whose given name alone speaks against the pronoun.

    A given name is one thing in one country and another elsewhere: then nobody from a paragraph above is named.
    """
    turn = antecedents.latest_turn(context, at, 1, lambda actor: context.actors[actor].kind == "person")
    if turn is None or sentence.i == 0 or turn.offset < context.sentences[sentence.i - 1].span.start:
        return False
    actor = context.actors[turn.actor]
    last = antecedents.latest_turn(context, at, context.lex.pronoun_reach, lambda a: context.fits(a, pronoun))
    if last is not None and last.paragraph >= turn.paragraph:
        return False
    new = bool(actor.mentions) and actor.mentions[0].span.start >= context.sentences[sentence.i - 1].span.start
    return new and turn.actor not in context.genders and not context.fits(turn.actor, pronoun)


def _farther(
    context: Context,
    at: int,
    within: Sequence[Named],
    spoke: Turn | None,
    pronoun: str,
    others: AbstractSet[str],
    chain: int,
) -> Antecedent | None:
    """Whom a pronoun means that its own sentence does not tell; ``chain`` more sentences may say "he" before it."""
    sentence = context.sentence_at(at)
    if sentence is None:
        return None
    previous = context.sentences[sentence.i - 1] if sentence.i else None
    if previous is not None and previous.paragraph == sentence.paragraph:
        unquoted = not any(context.is_quoted(i) for i in range(sentence.span.start + 1, at, 12))
        before = subjects.main(context, previous)
        goes_on = before is not None and before.text.lower() == pronoun
        if chain and before is not None and goes_on and (spoke is None or spoke.offset < previous.span.start):
            # "He called Orm a fool. He has also called the senator a crook": whoever the first one is.
            # And nobody where that is nobody.
            return _person(context, before.start, pronoun, (), others, chain - 1)
        found_or_gap = _just_before(context, within, spoke, previous.span, pronoun, unquoted=unquoted)
        if found_or_gap is not _SEARCH_ON:
            return found_or_gap
    elif previous is not None and _is_quoted_officeholder(context, previous.span, spoke):
        return None
    if spoke is not None:
        newcomer = _introduced_since(context, within, spoke)
        if newcomer is not None:
            return newcomer
        last = max([spoke.offset, *(n.span.start for n in within if n.actor == spoke.actor)])
        passed = _is_passed_over(context, within, last, sentence) and not turns.is_interview_with(
            context, at, spoke.actor
        )
        if passed or strangers.since(context, last, sentence):
            return None
        return _spoken(context, spoke.actor, within, pronoun)
    if within and strangers.since(context, within[-1].span.start, sentence):
        return None
    return _by_subject(context, within, pronoun)


def _is_quoted_officeholder(context: Context, span: Span, spoke: Turn | None) -> bool:
    """Whether a sentence quotes the holder of an office whose name is not known.

    "“…,” **the prosecutor on the case** said. ¶ He declined to say more."
    """
    if spoke is not None and spoke.offset >= span.start:
        return False
    return strangers.is_officeholder(context, span) and context.is_quoted(span.start + 1)


def _is_passed_over(context: Context, within: Sequence[Named], last: int, sentence: Sentence) -> bool:
    """Whether a later paragraph tells of somebody else whom a pronoun fits, and no more of who spoke.

    "“It was hard,” **Hale** said. ¶ What moves **Venn** are the votes he lost. ¶ **He** said no to the war." Whose
    something is counts only where the article is mostly about them.
    """
    paragraph = context.paragraph_at(last)
    since = [n for n in within if last < n.span.start < sentence.span.start]
    later = [n for n in since if context.paragraph_at(n.span.start) > paragraph]
    counts = Counter(n.actor for n in context.named if context.actors[n.actor].kind == "person")
    most = max(counts.values(), default=0)
    return any(not antecedents.owns(context, n) or counts[n.actor] == most for n in later)


def _unnamed(context: Context, at: int, within: Sequence[Named]) -> Antecedent | None:
    """Who spoke last without a name, a paragraph back at most, where nobody who fits was named since.

    "A ministry spokesman said …. “We have asked for talks,” he said."
    """
    latest = antecedents.latest_turn(context, at, 1, lambda _: True)
    if latest is None or latest.actor not in context.unnamed:
        return None
    sentence = context.sentence_at(latest.offset)
    if sentence is not None and any(n.span.start >= sentence.span.end for n in within):
        return None
    if _is_beside(context, within, latest):
        return None
    return Antecedent(latest.actor, "pronoun", context.actors[latest.actor].name)


def _is_beside(context: Context, within: Sequence[Named], spoke: Turn) -> bool:
    """Whether who spoke has no name, and did so beside what its sentence tells of somebody named.

    "**Venn** came with a governor who had endorsed him. He reminded voters": Venn did.
    """
    sentence = context.sentence_at(spoke.offset)
    if sentence is None or spoke.actor not in context.unnamed:
        return False
    there = [n for n in within if sentence.span.start <= n.span.start < spoke.offset]
    return antecedents.subject(context, there, sentence.span.start) is not None


def _unasked(context: Context, within: list[Named], sentence: Sentence) -> list[Named]:
    """Without those whom the question before asked about: "I ask if **Vane** is fit. ¶ “Yes,” he says."""
    previous = context.sentences[sentence.i - 1] if sentence.i else None
    if previous is None or previous.paragraph == sentence.paragraph:
        return within
    asked = context.text[previous.span.start : previous.span.end].rstrip(' ”"')
    first = context.text[sentence.span.start : sentence.span.start + 1] in '“"'
    if not first or not (asked.endswith("?") or _ASKED.search(asked)):
        return within
    return [n for n in within if n.span.start < previous.span.start]


def _set_off(context: Context, between: Span) -> bool:
    """Whether a comma right before the pronoun sets off what names somebody: "Asked about Brenn’s letter, he said"."""
    return between.of(context.text).rstrip().endswith(",")


def _introduced_since(context: Context, within: Sequence[Named], spoke: Turn) -> Antecedent | None:
    """The one person first named after the latest speaker spoke: the next quotation is theirs.

    As a subject, or as the only person named since in a later paragraph ("The crews listened to **Ann Hale**. ¶
    “We are glad,” she said").
    """
    new = [n for n in within if n.span.start > spoke.offset and context.actors[n.actor].mentions[0].span == n.span]
    if len(new) != 1 or new[0].actor == spoke.actor:
        return None
    sentence = context.sentence_at(new[0].span.start)
    if sentence is None:
        return None
    if antecedents.subject(context, new, sentence.span.start) is not None:
        return antecedents.through(context, new[0], "pronoun")
    later = {n.actor for n in within if n.span.start >= sentence.span.start}
    if later == {new[0].actor} and sentence.paragraph > spoke.paragraph:
        return antecedents.through(context, new[0], "pronoun_rival")
    return None


def _just_before(
    context: Context, within: Sequence[Named], spoke: Turn | None, previous: Span, pronoun: str, *, unquoted: bool
) -> Antecedent | None:
    """Whom the sentence before, in the same paragraph, leaves for a pronoun.

    Its speaker; its subject; in a sentence that tells rather than quotes also the only one it names, or whom alone
    the paragraph names since the last speaker. Nobody where its subject is a person without a name.
    """
    there = [n for n in within if n.span.start >= previous.start]
    if spoke is not None and spoke.offset >= previous.start and not _is_beside(context, within, spoke):
        rivals = {n.actor for n in there} - {spoke.actor}
        return Antecedent(spoke.actor, "pronoun" if rivals else "pronoun_only", context.actors[spoke.actor].name)
    subject = antecedents.subject(context, there, previous.start)
    if subject is not None:
        # "Venn met Lind. Later she said …": the subject goes on as a rule, but the other woman may have spoken.
        rival = any(n.actor != subject.actor and context.shows(n.actor, pronoun) for n in there)
        return antecedents.through(
            context,
            subject,
            "pronoun_only" if antecedents.is_alone(within) else "pronoun_rival" if rival else "pronoun",
        )
    if strangers.is_named(context, previous) or strangers.is_officeholder(context, previous):
        return None
    if unquoted and there and antecedents.is_alone(there):
        return antecedents.through(context, there[-1], "pronoun")
    paragraph = context.paragraph_at(previous.start)
    since = [n for n in within if context.paragraph_at(n.span.start) == paragraph]
    if unquoted and since and antecedents.is_alone(since) and (spoke is None or spoke.paragraph < paragraph):
        return antecedents.through(context, since[-1], "pronoun")
    return _SEARCH_ON


def _by_subject(context: Context, within: Sequence[Named], pronoun: str) -> Antecedent | None:
    """The subject of the nearest sentence that names somebody who fits, if only one can be meant."""
    if not within:
        return None
    last = context.sentence_at(within[-1].span.start)
    if last is None:
        return None
    there = [n for n in within if n.span.start >= last.span.start]
    meant = antecedents.subject(context, there, last.span.start) or antecedents.only(there)
    if meant is None:
        return None
    sole = antecedents.is_alone(within) and context.shows(meant.actor, pronoun)
    return antecedents.through(context, meant, "pronoun" if sole else "pronoun_far")


def _spoken(context: Context, actor: str, within: Sequence[Named], pronoun: str) -> Antecedent:
    """The latest speaker; less sure where somebody else who fits was named since or beside."""
    others = {n.actor for n in within} - {actor}
    rival = any(context.shows(o, pronoun) for o in others)
    last = next((n for n in reversed(within) if n.actor == actor), None)
    through = last.span.of(context.text) if last else context.actors[actor].name
    if not context.shows(actor, pronoun):
        return Antecedent(actor, "pronoun" if not others else "pronoun_far", through)
    if not others:
        return Antecedent(actor, "pronoun_only", through)
    return Antecedent(actor, "pronoun" if not rival or within[-1].actor == actor else "pronoun_far", through)
