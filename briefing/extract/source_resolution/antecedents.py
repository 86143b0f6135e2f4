"""Whom a pronoun, a relative or a noun that points back stands for."""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import takewhile

from briefing.extract.actors.lexicon import lexicon as actor_lexicon
from briefing.extract.source_resolution.context import Context, Named, Turn
from briefing.extract.source_resolution.source import WORD, Reading
from briefing.model.text import Sentence, Span, Token


@dataclass(frozen=True, slots=True)
class Antecedent:
    """An actor found behind a pronoun or noun."""

    actor: str
    evidence: str
    """A key of the weights of evidence."""
    through: str
    """The words it was found through: the last name before the pronoun."""


def person(context: Context, at: int, pronoun: str, own: Sequence[Span]) -> Antecedent | None:
    """The person meant by ``he`` or ``she`` at an offset.

    Looked for first as a subject in the same sentence, then in the sentence before within the paragraph, then as the
    latest speaker within reach, last as the subject or the only fitting person named within reach.

    Args:
        context: the document.
        at: where the pronoun stands.
        pronoun: ``he`` or ``she``.
        own: the content the pronoun speaks, where no antecedent may be taken from.
    """
    found = _person(context, at, pronoun, own)
    if found is not None and found.evidence in ("pronoun", "pronoun_only") and _unread(context, at, found.actor):
        return replace(found, evidence="pronoun_rival")
    return found


def _unread(context: Context, at: int, actor: str) -> bool:
    """Whether somebody spoke since an actor did whose name may be a person's that was not read as one."""
    turn = _latest_turn(context, at, context.lex.pronoun_reach, lambda _: True)
    if turn is None or turn.actor == actor or context.actors[turn.actor].kind == "person":
        return False
    words = context.actors[turn.actor].name.split()
    heads = actor_lexicon(context.document.language).organisation_heads
    return 2 <= len(words) <= 3 and all(w.istitle() and w.lower() not in heads for w in words)


def _person(context: Context, at: int, pronoun: str, own: Sequence[Span]) -> Antecedent | None:
    sentence = context.sentence_at(at)
    if sentence is None:
        return None
    reach = context.lex.pronoun_reach
    within = [n for n in _before(context, at, own, reach) if context.fits(n.actor, pronoun)]
    within = _unasked(context, within, sentence)
    if not within and not context.turns:
        return None
    same = [n for n in within if n.span.start >= sentence.span.start]
    if same:
        found = _subject(context, same, sentence.span.start)
        if found is None and not _set_off(context, Span(same[-1].span.end, at)):
            found = _only(same)
            if found is None:
                return None
        if found is not None:
            return _found(context, found, "pronoun_only" if _alone(same) else "pronoun")
    if _stranger(context, Span(sentence.span.start, at)) or _goes_back_to_stranger(context, sentence, pronoun):
        return None
    spoke = _latest_turn(context, at, reach, lambda actor: context.fits(actor, pronoun))
    previous = context.sentences[sentence.i - 1] if sentence.i else None
    if previous is not None and previous.paragraph == sentence.paragraph:
        told = not any(context.is_quoted(i) for i in range(sentence.span.start + 1, at, 12))
        found_or_gap = _just_before(context, within, spoke, previous.span, pronoun, told=told)
        if found_or_gap is not _SEARCH_ON:
            return found_or_gap
    if spoke is not None:
        newcomer = _introduced_since(context, within, spoke)
        if newcomer is not None:
            return _found(context, newcomer, "pronoun")
        return _spoken(context, spoke.actor, within, pronoun)
    return _by_subject(context, within, pronoun)


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


def _goes_back_to_stranger(context: Context, sentence: Sentence, pronoun: str) -> bool:
    """Whether the sentences before, in the paragraph, tell of one "he" whom the first of them calls by an unread name.

    "The elder Brenn gives millions. He has paid for a pier. **He** funds many groups."
    """
    at = sentence
    while at.i and context.sentences[at.i - 1].paragraph == at.paragraph:
        if not context.text[at.span.start : at.span.end].lower().startswith(f"{pronoun} "):
            return False
        at = context.sentences[at.i - 1]
        if _stranger(context, at.span):
            return True
    return False


def _set_off(context: Context, between: Span) -> bool:
    """Whether a comma right before the pronoun sets off what names somebody: "Asked about Brenn’s letter, he said"."""
    return between.of(context.text).rstrip().endswith(",")


def _introduced_since(context: Context, within: Sequence[Named], spoke: Turn) -> Named | None:
    """The one person first named, as a subject, after the latest speaker spoke: the next quotation is theirs."""
    new = [n for n in within if n.span.start > spoke.offset and context.actors[n.actor].mentions[0].span == n.span]
    if len(new) != 1 or new[0].actor == spoke.actor:
        return None
    sentence = context.sentence_at(new[0].span.start)
    return _subject(context, new, sentence.span.start) if sentence is not None else None


#: A question told: "I ask if Vane is fit".
_ASKED = re.compile(r"\bI (?:ask|asked|wonder|put it to|suggest)\b")
#: Characters from the beginning of an office to its last word, at most.
_OFFICE = 40
#: Sentences of an article's beginning, where an office may stand for whom the sentence before named.
_LEAD = 8
#: What a body is told to be, right behind its name: "Coast Air, a budget airline".
_APPOSED = re.compile(r",\s(?:an?|the|one\sof)\s(?P<told>[^,;.:“”\"]{3,60})")
#: Bodies whose work is finding out: they are known by the report they made.
_SCHOLARLY = frozenset({"institute", "institution", "centre", "center", "agency", "authority", "regulator", "watchdog"})
#: Answers "nothing here decides", where ``None`` says that nobody may be named.
_SEARCH_ON = Antecedent("", "", "")


def _just_before(
    context: Context, within: Sequence[Named], spoke: Turn | None, previous: Span, pronoun: str, *, told: bool
) -> Antecedent | None:
    """Whom the sentence before, in the same paragraph, leaves for a pronoun.

    Its speaker; its subject; in a sentence that tells rather than quotes also the only one it names, or whom alone
    the paragraph names since the last speaker. Nobody where its subject is a person without a name.
    """
    there = [n for n in within if n.span.start >= previous.start]
    if spoke is not None and spoke.offset >= previous.start:
        rivals = {n.actor for n in there} - {spoke.actor}
        return Antecedent(spoke.actor, "pronoun" if rivals else "pronoun_only", context.actors[spoke.actor].name)
    subject = _subject(context, there, previous.start)
    if subject is not None:
        # "Venn met Lind. Later she said …": the subject goes on as a rule, but the other woman may have spoken.
        rival = any(n.actor != subject.actor and context.shows(n.actor, pronoun) for n in there)
        return _found(context, subject, "pronoun_only" if _alone(within) else "pronoun_rival" if rival else "pronoun")
    if _stranger(context, previous) or _office_subject(context, previous):
        return None
    if told and there and _alone(there):
        return _found(context, there[-1], "pronoun")
    paragraph = context.paragraph_at(previous.start)
    since = [n for n in within if context.paragraph_at(n.span.start) == paragraph]
    if told and since and _alone(since) and (spoke is None or spoke.paragraph < paragraph):
        return _found(context, since[-1], "pronoun")
    return _SEARCH_ON


def _stranger(context: Context, span: Span) -> bool:
    """Whether the subject in a span is a proper noun that no actor bears: somebody the rules did not find."""
    if context.parse.reduced:
        return False
    return any(
        t.dep in ("nsubj", "nsubjpass")
        and t.tag == "NNP"
        and t.ent in ("PERSON", "")
        and not context.is_quoted(t.start)
        and not context.within(t.span)
        and not _has_spoken(context, t)
        for t in context.tokens(span)
    )


def _has_spoken(context: Context, subject: Token) -> bool:
    """Whether a subject is an office whose holder was found to speak there: "the Prime **Minister**"."""
    if not actor_lexicon(context.document.language).is_role(subject.text.lower()):
        return False
    return any(0 <= subject.start - turn.offset <= _OFFICE for turn in context.turns)


def _office_subject(context: Context, span: Span) -> bool:
    """Whether the subject in a span is the holder of an office without a name: "the judge rubbed his chin"."""
    if context.parse.reduced:
        return False
    lex = actor_lexicon(context.document.language)
    return any(
        t.dep in ("nsubj", "nsubjpass")
        and t.tag == "NN"
        and (lex.is_role(t.text.lower()) or t.text.lower() in lex.kin or t.text.lower() in ("man", "woman"))
        and not context.is_quoted(t.start)
        and not context.within(Span(t.end, t.end + 4))  # "her deputy, Hans Weber,"
        for t in context.tokens(span)
    )


def _by_subject(context: Context, within: Sequence[Named], pronoun: str) -> Antecedent | None:
    """The subject of the nearest sentence that names somebody who fits, if only one can be meant."""
    if not within:
        return None
    last = context.sentence_at(within[-1].span.start)
    if last is None:
        return None
    there = [n for n in within if n.span.start >= last.span.start]
    found = _subject(context, there, last.span.start) or _only(there)
    if found is None:
        return None
    sole = _alone(within) and context.shows(found.actor, pronoun)
    return _found(context, found, "pronoun" if sole else "pronoun_far")


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


def _latest_turn(context: Context, at: int, reach: int, fits: Callable[[str], bool]) -> Turn | None:
    """The latest speaker before an offset, within reach, who fits."""
    lowest = context.paragraph_at(at) - reach
    for turn in reversed(context.turns):
        if turn.paragraph < lowest:
            return None  # turns are taken in the order of the text
        if turn.offset < at and fits(turn.actor):
            return turn
    return None


def _found(context: Context, name: Named, evidence: str) -> Antecedent:
    return Antecedent(name.actor, evidence, name.span.of(context.text))


def _alone(names: Sequence[Named]) -> bool:
    return len({n.actor for n in names}) == 1


def _only(names: Sequence[Named]) -> Named | None:
    return names[-1] if names and _alone(names) else None


def _leads(context: Context, lead: Span) -> bool:
    """Whether what stands before a name in its sentence leaves it the subject: nothing, an adverbial, or its title."""
    lex = actor_lexicon(context.document.language)
    last = lead.of(context.text).rsplit(",", 1)[-1]
    return all(w[0].isupper() or lex.is_role(w.lower()) or w.lower() in lex.modifiers for w in WORD.findall(last))


def _owns(context: Context, name: Named) -> bool:
    return context.text[name.span.end : name.span.end + 1] in ("’", "'")


def _subject(context: Context, names: Sequence[Named], start: int) -> Named | None:
    """The name that is the subject of the sentence that begins at ``start``."""
    for name in names:
        if context.parse.reduced:
            if _leads(context, Span(start, name.span.start)) and not _owns(context, name):
                return name
        elif any(t.dep in ("nsubj", "nsubjpass") for t in context.tokens(name.span)):
            return name
    return None


def _before(context: Context, at: int, own: Sequence[Span], reach: int) -> Iterator[Named]:
    """The names outside quotations and the own content before an offset, within reach, in order."""
    lowest = context.paragraph_at(at) - reach
    for name in context.named_before(at, lowest):
        if context.is_quoted(name.span.start):
            continue
        if any(o.start <= name.span.start < o.end for o in own):
            continue
        yield name


def body(context: Context, at: int, own: Sequence[Span], plural: bool) -> Antecedent | None:
    """The body or group meant by ``it`` or ``they``: the latest that spoke, else the subject just before."""
    kinds = ("group", "organisation") if plural else ("organisation", "place", "document")
    spoke = _latest_turn(context, at, context.lex.pronoun_reach, lambda actor: context.actors[actor].kind in kinds)
    sentence = context.sentence_at(at)
    if sentence is None:
        return None
    since = [
        n
        for n in _before(context, at, own, 1)
        if context.actors[n.actor].kind in kinds and n.span.start >= sentence.span.start - 400
    ]
    if spoke is not None and context.paragraph_at(at) - spoke.paragraph <= 1:
        return Antecedent(spoke.actor, "pronoun_far", context.actors[spoke.actor].name)
    here = [n for n in since if n.span.start >= sentence.span.start]
    start = sentence.span.start
    if not here and sentence.i and context.sentences[sentence.i - 1].paragraph == sentence.paragraph:
        start = context.sentences[sentence.i - 1].span.start
        here = [n for n in since if n.span.start >= start]
    found = _subject(context, here, start)
    return _found(context, found, "pronoun_far") if found else None


def holder(context: Context, at: int, noun: str) -> tuple[Antecedent | None, bool]:
    """The person whose title a definite noun names ("the senator"), and whether more than one could be meant."""
    wanted = context.lex.holders.get(noun)
    if wanted is None:
        return None, False
    # "The mayor" may speak in every paragraph of a long text: who is titled so is looked for once.
    if noun not in context.titled:
        context.titled[noun] = _titled(context, wanted)
    starts, names, first = context.titled[noun]
    count = bisect.bisect_left(starts, at)
    if not count:
        return None, False
    lowest, last = context.paragraph_at(at) - 1, names[count - 1]
    if count <= first:
        spoke = _latest_turn(context, at, 2, lambda actor: context.actors[actor].kind == "person")
        close = context.paragraph_at(last.span.start) >= lowest
        close = close or (spoke is not None and spoke.actor == last.actor)
        return _found(context, last, "definite" if close else "pronoun_far"), False
    back = (names[n] for n in range(count - 1, -1, -1))
    near = list(takewhile(lambda n: context.paragraph_at(n.span.start) >= lowest, back))
    if near and _alone(near):
        return _found(context, last, "pronoun_far"), False
    subject = _subject_just_before(context, at)
    if subject is not None and any(n.actor == subject.actor for n in near):
        return _found(context, subject, "pronoun_far"), False
    return None, True


def _subject_just_before(context: Context, at: int) -> Named | None:
    """The subject of the sentence before, in the same paragraph, where it is the only person named there."""
    sentence = context.sentence_at(at)
    if sentence is None or sentence.i == 0:
        return None
    previous = context.sentences[sentence.i - 1]
    if previous.paragraph != sentence.paragraph:
        return None
    people = [n for n in context.within(previous.span) if context.actors[n.actor].kind == "person"]
    return _subject(context, people, previous.span.start) if people and _alone(people) else None


def apposed_body(context: Context, span: Span) -> Antecedent | None:
    """The body right before a phrase that tells what it is: "the Tide Fund, **a charity** that calls for tolls"."""
    text = context.text
    if not re.match(r"an?\s", text[span.start : span.start + 3]) or text[span.start - 2 : span.start] != ", ":
        return None
    named = [n for n in context.within(Span(span.start - 3, span.start - 2)) if n.span.end == span.start - 2]
    body = next((n for n in named if context.actors[n.actor].kind == "organisation"), None)
    noun = WORD.findall(span.of(text))[-1].lower()
    told = noun in context.lex.any_body or noun in context.lex.bodies or noun in context.lex.kinds
    return _found(context, body, "relative") if body is not None and told else None


def officeholder(context: Context, at: int, noun: str) -> Antecedent | None:
    """Whom "the Prime Minister" means where no name bears the office: the person the article begins with.

    "Sir Aldo Vane has defended the gifts. The Prime Minister said …": the sentence before has that person as its
    subject, and nobody in the text is named oftener. Once told, the office is theirs to the end.
    """
    if noun not in context.lex.single_offices:
        return None
    if noun in context.offices:
        actor = context.offices[noun]
        return Antecedent(actor, "definite", context.actors[actor].name)
    sentence = context.sentence_at(at)
    if sentence is None or sentence.i == 0 or sentence.i > _LEAD:
        return None
    previous = context.sentences[sentence.i - 1].span
    people = [n for n in context.within(previous) if context.actors[n.actor].kind == "person"]
    found = _subject(context, people, previous.start)
    if found is None or context.actors[found.actor].title is not None:
        return None
    counts = Counter(n.actor for n in context.named if context.actors[n.actor].kind == "person")
    if any(n > counts[found.actor] for n in counts.values()):
        return None
    context.offices[noun] = found.actor
    return _found(context, found, "definite")


def _titled(context: Context, wanted: Sequence[str]) -> tuple[list[int], list[Named], int]:
    """The names of people whose title has one of these words, with their places; how many until somebody else."""
    names = [
        name
        for name in context.named
        if (actor := context.actors[name.actor]).kind == "person"
        and actor.title is not None
        and not _words(actor.title).isdisjoint(wanted)
    ]
    first = next((n for n, name in enumerate(names) if name.actor != names[0].actor), len(names))
    return [name.span.start for name in names], names, first


def institution(context: Context, at: int, noun: str) -> tuple[Antecedent | None, bool]:
    """The body a definite noun names ("the ministry", "the group"), and whether more than one could be meant."""
    any_body = noun in context.lex.any_body
    wanted, alike = set(context.lex.bodies.get(noun, ())), context.lex.kinds.get(noun, frozenset())
    if not any_body and not wanted and not alike:
        return None, False
    bodies = [n for n in context.named_before(at, -1) if _may_be_meant(context, n)]
    told = [n for n in bodies if alike and not any_body and _is_told_as(context, n.actor, alike)]
    if told and _alone(told):
        return _found(context, told[-1], "definite"), False
    lowest = context.paragraph_at(at) - context.lex.noun_reach
    fitting: list[Named] = []
    for name in bodies:
        words = {w.rstrip(".") for w in _words(context.actors[name.actor].name)}
        close = context.paragraph_at(name.span.start) >= lowest
        if words & wanted or noun in words or (any_body and close and not words & context.lex.not_any_body):
            fitting.append(name)
    if not fitting:
        # "The report by the Organisation for Rivers found … The institute said": whoever has just spoken.
        scholars = {n.actor for n in bodies} if noun in _SCHOLARLY else set()
        spoke = _latest_turn(context, at, 3, lambda a: a in scholars and not _publishes(context, a))
        if spoke is None:
            return None, False
        return Antecedent(spoke.actor, "pronoun_far", context.actors[spoke.actor].name), False
    if _alone(fitting):
        return _found(context, fitting[-1], "definite"), False
    spoke = _latest_turn(context, at, 2, lambda actor: any(n.actor == actor for n in fitting))
    if spoke is not None:
        return Antecedent(spoke.actor, "pronoun_far", context.actors[spoke.actor].name), False
    last = context.sentence_at(fitting[-1].span.start)
    near = [n for n in fitting if last is not None and n.span.start >= last.span.start]
    if any_body or not _alone(near):
        return None, True
    return _found(context, near[-1], "pronoun_far"), False


def _may_be_meant(context: Context, name: Named) -> bool:
    """Whether a body may be "the company": not the article's own publisher, unless it has spoken."""
    actor = context.actors[name.actor]
    if actor.kind != "organisation":
        return False
    own = _publishes(context, name.actor) or context.text[name.span.end : name.span.end + 1] == ")"
    return not own or any(turn.actor == name.actor for turn in context.turns)


def _publishes(context: Context, actor: str) -> bool:
    """Whether an actor is the article's publisher."""
    return context.actors[actor].name.casefold() == (context.document.publisher or "").casefold()


def _is_told_as(context: Context, actor: str, nouns: Set[str]) -> bool:
    """Whether a body is told to be of a kind: by its name, or by a noun beside it in one of its places."""
    if not _words(context.actors[actor].name).isdisjoint(nouns):
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
def _words(phrase: str) -> frozenset[str]:
    return frozenset(w.lower() for w in WORD.findall(phrase))


def author(context: Context, at: int, noun: str) -> Antecedent | None:
    """The body behind "the report": the latest document of a body told of before, within reach."""
    lowest = context.paragraph_at(at) - context.lex.noun_reach
    latest: Named | None = None
    alike = context.lex.stories if noun in context.lex.stories else frozenset({noun})
    for name in context.named_before(at, lowest):
        if context.actors[name.actor].kind != "organisation":
            continue
        if not alike.isdisjoint(_documents_of(context, name)):
            latest = name
    return _found(context, latest, "definite") if latest else None


def _documents_of(context: Context, name: Named) -> set[str]:
    """The documents a body is told to have made in one place: "a report by the Fund", "the Fund's survey"."""
    text = context.text
    before = WORD.findall(text[max(0, name.span.start - 60) : name.span.start].lower())
    found: set[str] = set()
    while before and before[-1] in ("the", "a", "an"):
        before.pop()
    if len(before) > 1 and before[-1] in ("by", "from", "of") and before[-2] in context.lex.documents:
        found.add(before[-2])
    sentence = context.sentence_at(name.span.start)
    end = min(name.span.end + 40, sentence.span.end if sentence else len(text))
    after = WORD.findall(text[name.span.end : end].lower())[:4]
    owned = (
        re.match(r"[’']s?\s", text[name.span.end : name.span.end + 3]) is not None
        or text[name.span.end : name.span.end + 1] == " "
    )
    if owned:
        found.update(w for w in after[:3] if w in context.lex.documents)
    if after[:1] and after[0] in context.lex.brings_out:
        found.update(w for w in after[1:] if w in context.lex.documents or w in context.lex.stories)
    return found


def document_of(context: Context, reading: Reading, span: Span) -> Named | None:
    """The body a document inside a source belongs to: "a survey by the Harbour Fund", "the Fund’s survey".

    Nobody where somebody else wrote it ("research by Ann Hale, who trained at the Fund"), has it ("seen by the Fund"),
    or where it merely appeared ("published in the Fund’s journal").
    """
    bodies = [n for n in reading.inside if context.actors[n.actor].kind == "organisation"]
    if len({n.actor for n in bodies}) != 1:
        return None
    body, others = bodies[0], [n for n in reading.inside if context.actors[n.actor].kind == "person"]
    before = context.text[span.start : body.span.start]
    if any(o.span.start < body.span.start for o in others) or re.search(r"[,;—–(]|\bwh(?:o|ich)\b", before):
        return None
    words = WORD.findall(before.lower())
    while words and words[-1] in ("the", "a", "an"):
        words.pop()
    at = next((i for i, w in enumerate(words) if w in context.lex.documents), None)
    if at is None:  # the body stands before its document
        return None if reading.noun in context.lex.registers else body
    led = next((w for w in reversed(words[at:]) if w in context.lex.prepositions), None)
    held = led == "by" and words[words.index("by", at) - 1] in context.lex.onlookers
    return body if led in ("by", "from", "of") and not held else None


def partisan(context: Context, at: int) -> Antecedent | None:
    """The person meant by "the Ohio Republican": the latest speaker, a paragraph back at most."""
    spoke = _latest_turn(context, at, 1, lambda actor: context.actors[actor].kind == "person")
    return Antecedent(spoke.actor, "pronoun_far", context.actors[spoke.actor].name) if spoke is not None else None


def writer(context: Context, at: int, noun: str) -> Antecedent | None:
    """Who spoke "in a statement" just before "the statement" speaks."""
    for turn in reversed(context.turns):
        if turn.offset >= at:
            continue
        if turn.paragraph < context.paragraph_at(at) - 1:
            return None
        sentence = context.sentence_at(turn.offset)
        if sentence is not None and re.search(
            rf"\bin an? (?:\w+ )?{re.escape(noun)}\b", sentence.span.of(context.text), re.I
        ):
            return Antecedent(turn.actor, "definite", context.actors[turn.actor].name)
    return None
