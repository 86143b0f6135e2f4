"""What the chosen candidates lack, where the parse says so: the rest of a clause, and who goes on speaking.

The ranker weighs candidates one by one. What it chose is looked at once more in its sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.lexicon import Lexicon
from briefing.model.text import FINITE, Span, Token
from briefing.model.tree import Tree

#: What the parse calls a day and an hour.
_DAYS = frozenset({"DATE", "TIME"})
#: Marks that open and close a quotation, and those by which its reporter goes on.
_OPENING, _CLOSING, _DASHES = ("“", '"', "``", "''"), ("”", '"', "''"), ("–", "—", "--", "-")
#: What tells of the present, which a verb in the past does not go on with.
_PRESENT, _PAST = frozenset({"VBZ", "VBP"}), frozenset({"VBD", "VBN"})
#: Characters of a subject that the parse may take for a day's, at most.
_LONGEST = 120
#: What stands before its verb: where the verb is cut off, nothing is said.
_LEADS = frozenset({"nsubj", "nsubjpass", "expl", "mark", "aux", "auxpass", "csubj"})


def mended(
    chosen: Sequence[tuple[float, Candidate]], trees: Mapping[int, Tree], words: Lexicon
) -> list[tuple[float, Candidate]]:
    """The candidates, contents ended with their verbs' clauses, participles given to who speaks before them."""
    cues = {candidate.place: candidate for _, candidate in chosen}
    out = []
    for score, candidate in chosen:
        tree = trees[candidate.sentence.i]
        speaker = _before(candidate, tree, cues, words)
        led = candidate
        if speaker is not None:
            led = candidate._replace(source=speaker.source, source_head=speaker.source_head, relative=speaker.relative)
        addressed = led._replace(content=_behind_its_listener(led, tree, words))
        clause = addressed._replace(content=_clause(addressed, tree))
        whole = clause._replace(content=_whole(clause, tree))
        resumed = whole._replace(content=_resumed(whole, tree, words))
        whom = resumed._replace(content=_behind_whom_it_is_told(resumed, tree))
        begun = whom._replace(content=_before_a_dash(_from_its_subject(whom, tree), tree))
        dated = begun._replace(content=_behind_its_day(begun, tree))
        alone = dated._replace(content=_without_what_is_added(dated, tree))
        out.append((score, alone._replace(content=_before_a_second_saying(alone, tree, words))))
    return [
        (score, candidate)
        for score, candidate in out
        if not _is_taken_up(candidate, out, trees[candidate.sentence.i])
        and not _is_another_clauses(candidate, trees[candidate.sentence.i])
    ]


def _behind_its_listener(candidate: Candidate, tree: Tree, words: Lexicon) -> tuple[Span, ...]:
    """The content without whoever is told, where a quotation follows: "told Reuters: **“Nobody asked us”**"."""
    first = candidate.content[0]
    if candidate.cue.text.lower() not in words.telling or candidate.cue.start > first.start:
        return candidate.content
    listener = next((t for t in tree.children(candidate.cue, "dobj") if tree.span(t).start == first.start), None)
    stop = tree.first_from(tree.span(listener).end) if listener is not None else None
    opening = tree.after(stop) if stop is not None and stop.text in (",", ":") else None
    if opening is None or opening.text not in _OPENING or opening.start >= first.end:
        return candidate.content
    return (Span(opening.start, first.end), *candidate.content[1:])


def _is_another_clauses(candidate: Candidate, tree: Tree) -> bool:
    """Whether a content stands behind the verb that a relative clause's noun has: "Hale, who leans left, lost “it”".

    A participle that says what somebody is known as is not said by the sentence's subject either: "the police held a
    man **identified** as Hale".
    """
    cue = candidate.cue
    if cue.tag == "VBN" and candidate.content_rule.startswith("prep-as") and cue.dep in ("advcl", "acl"):
        return candidate.source_rule.startswith("shared") and tree.child(cue, "aux", "auxpass") is None
    noun = tree.head(cue) if cue.dep == "relcl" else None
    verb = tree.head(noun) if noun is not None and noun.dep in ("nsubj", "nsubjpass") else None
    return verb is not None and cue.end < verb.start and all(verb.end <= span.start for span in candidate.content)


def _behind_its_day(candidate: Candidate, tree: Tree) -> tuple[Span, ...]:
    """The content without the day of the saying, which the parse took for its: "said on Monday **it had closed**"."""
    first = candidate.content[0]
    inside = list(tree.within(first))
    if (begin := _behind_day_in_phrase(candidate, tree)) is not None:
        return (Span(begin, first.end), *candidate.content[1:])
    if not inside or not 0 < inside[0].i - candidate.cue.i <= 2:
        return candidate.content
    led = tree.at(inside[0].i - 1)
    if led is not None and led.i != candidate.cue.i and led.dep != "prep":
        return candidate.content
    day = inside[1:] if inside[0].dep == "prep" else inside
    n = next((n for n, t in enumerate(day) if t.ent not in _DAYS), 0)
    behind = day[n:]
    if not n or not behind or behind[0].dep not in ("nsubj", "nsubjpass", "det", "poss", "amod", "compound", "expl"):
        return candidate.content
    return (Span(behind[0].start, first.end), *candidate.content[1:])


def _behind_day_in_phrase(candidate: Candidate, tree: Tree) -> int | None:
    """Where what is said begins, where its subject was read as the day: "said on [Sunday **searches**] end"."""
    content = candidate.content[0]
    for prep in tree.children(candidate.cue, "prep"):
        noun = tree.child(prep, "pobj")
        if noun is None or noun.ent in _DAYS or not prep.end <= noun.start < content.start:
            continue
        day = next((t for t in tree.children(noun, "compound", "nmod") if t.ent in _DAYS and t.i == prep.i + 1), None)
        if day is not None and tree.span(noun).end + 1 == content.start and not content.start > noun.start + _LONGEST:
            return day.end + 1
    return None


def _clause(candidate: Candidate, tree: Tree) -> tuple[Span, ...]:
    """The clause right behind a verb of saying, where what it led to was taken for what is said.

    "The council saying **halls had no heating**, prompting protests".
    """
    if candidate.content_rule != "advcl" or candidate.cue.start > candidate.content[0].start:
        return candidate.content
    said = next((c for c in tree.children(candidate.cue, "ccomp") if candidate.cue.i < c.i and c.tag in FINITE), None)
    if said is None or tree.child(said, "nsubj", "nsubjpass") is None:
        return candidate.content
    span = Span(tree.span(said).start, min(tree.span(said).end, candidate.content[0].start))
    words = [t for t in tree.within(span) if t.tag not in (".", ",", ":")]
    return (Span(span.start, words[-1].end),) if words else candidate.content


def _behind_whom_it_is_told(candidate: Candidate, tree: Tree) -> tuple[Span, ...]:
    """The content without those who are told it, where the parse took it for what is said of them.

    "Told a hearing **that two boats, a raft that was old, and a tug had sunk**": a relative clause has one subject.
    """
    first = candidate.content[0]
    heard = tree.child(candidate.cue, "dobj")
    verb = tree.child(heard, "relcl") if heard is not None and first.holds(heard.span) else None
    opens = tree.children(verb, "mark", "nsubj", "nsubjpass") if verb is not None else []
    if len(opens) < 2 or opens[0].tag != "WDT" or not first.holds(opens[0].span):
        return candidate.content
    return (Span(opens[0].start, first.end), *candidate.content[1:])


def _from_its_subject(candidate: Candidate, tree: Tree) -> tuple[Span, ...]:
    """The content with the subject of its verb, where the quotation begins behind it: "said **it would “sink”**"."""
    first = candidate.content[0]
    if not candidate.content_rule.startswith("quote-after") or candidate.cue.start > first.start:
        return candidate.content
    for token in tree.within(Span(candidate.cue.end, first.start)):
        verb = tree.head(token)
        subject = token.dep in ("nsubj", "nsubjpass", "expl") and verb is not None and first.holds(verb.span)
        if subject and verb is not None and verb.head == candidate.cue.i:
            return (Span(tree.span(token).start, first.end), *candidate.content[1:])
    return candidate.content


def _before_a_dash(content: tuple[Span, ...], tree: Tree) -> tuple[Span, ...]:
    """A quotation without what its reporter adds behind a dash: "**“the next Brenn”** – the founder she admires"."""
    *before, last = content
    inside = list(tree.within(last))
    if not inside or inside[0].text not in _OPENING:
        return content
    for closing, dash in pairwise(inside):
        if closing.text in _CLOSING and closing is not inside[0] and dash.text in _DASHES:
            return (*before, Span(last.start, closing.end))
    return content


def _without_what_is_added(candidate: Candidate, tree: Tree) -> tuple[Span, ...]:
    """The content without what its reporter goes on with: "“Follow us,” Hale said, **and the boys trailed behind**"."""
    kept = []
    for n, part in enumerate(candidate.content):
        tokens = list(tree.within(part))
        quoted = [t for t in tokens if t.text in (*_OPENING, *_CLOSING)]
        behind_tag = n > 0 and tokens and tokens[0].tag == "CC" and not quoted and _closes(candidate.content[0], tree)
        if behind_tag and any(t.tag in FINITE for t in tokens):
            continue
        kept.append(Span(part.start, _stop(tokens, part.end)))
    return tuple(kept) or candidate.content


def _closes(part: Span, tree: Tree) -> bool:
    """Whether a part of what was said ends with a quotation's mark."""
    last = next(iter(reversed(list(tree.within(part)))), None)
    return last is not None and last.text in _CLOSING


def _stop(tokens: Sequence[Token], end: int) -> int:
    """Where a quotation behind a colon ends, and its reporter goes on: "saying: “We stay” **and vowing to**"."""
    led = [n for n, (colon, mark) in enumerate(pairwise(tokens)) if colon.text == ":" and mark.text in _OPENING]
    rest = tokens[led[0] + 2 :] if led else ()
    for before, joins, after in zip(rest, rest[1:], rest[2:], strict=False):
        if before.text in _CLOSING and joins.tag == "CC" and after.tag == "VBG":
            return before.end
    return end


def _is_taken_up(candidate: Candidate, chosen: Sequence[tuple[float, Candidate]], tree: Tree) -> bool:
    """Whether a verb is that of a clause which is part of another content: it is what the clause's subject does."""
    if not candidate.source_rule.startswith("shared-ccomp"):
        return False
    above = (
        other
        for _, other in chosen
        if other.cue.i == candidate.cue.head and other.content[-1].holds(candidate.cue.span)
    )
    before = [t.text.lower() for t in tree.tokens if t.end <= candidate.cue.start][-3:]
    return any(
        before == ["as", "well", "as"]
        or ((verb := _second(other.cue, other.content[-1], tree)) is not None and verb.i == candidate.cue.i)
        for other in above
    )


def _before(
    candidate: Candidate, tree: Tree, cues: Mapping[tuple[int, int], Candidate], words: Lexicon
) -> Candidate | None:
    """Who says the clause that a participle hangs on, where the clause ends before it.

    "The delegation said Norland went on as before, **arguing** that it cared little": the delegation argues.
    """
    if candidate.cue.tag != "VBG" or candidate.cue.text.lower() not in words.goes_on or candidate.cue.dep != "advcl":
        return None
    clause = tree.head(candidate.cue)
    if clause is None or clause.dep != "ccomp" or (candidate.sentence.i, clause.i) in cues:
        return None
    said = cues.get((candidate.sentence.i, clause.head))
    if said is None or said.source is None or said.content[-1].end > candidate.cue.start:
        return None
    return said if candidate.source is not None and said.content[-1].holds(candidate.source) else None


def _whole(candidate: Candidate, tree: Tree) -> tuple[Span, ...]:
    """The content, where its last words lead a verb behind its end, as far as that verb's clause goes."""
    last = candidate.content[-1]
    if candidate.cue.start > last.start or not candidate.sentence.span.holds(last):
        return candidate.content
    end = last.end
    for token in tree.within(last):
        head = tree.head(token)
        if head is None or token.dep not in _LEADS or head.start < last.end or head.i == candidate.cue.i:
            continue
        if _is_above(candidate.cue, head, tree):
            continue
        end = max(end, _end(head, tree))
    if end == last.end or (candidate.source is not None and last.end <= candidate.source.start < end):
        return candidate.content
    return (*candidate.content[:-1], Span(last.start, end))


def _resumed(candidate: Candidate, tree: Tree, words: Lexicon) -> tuple[Span, ...]:
    """The content with the verb that its subject finds behind an aside, or with what else is said of the same "it".

    "Suspect that debts, possibly linked to the fares, **may have led to it**"; "showed that a boat moored by the pier
    **lay on its side**"; "said it had pictures **and it was being looked into**". The parse gives both verbs to the
    cue.
    """
    last = candidate.content[-1]
    if candidate.cue.start > last.start or not candidate.sentence.span.holds(last):
        return candidate.content
    inside = list(tree.within(last))
    behind = list(tree.within(Span(last.end, candidate.sentence.span.end)))
    opener = inside[0].text.lower() if inside else ""
    verb = None
    led = opener == "that" and not any(t.tag in FINITE for t in inside)
    if led and (moored := _second(candidate.cue, last, tree)) is not None:
        verb = moored
    elif (added := _added(behind, tree)) is not None:
        verb = added
    elif led and len(behind) > 1 and behind[0].text == ",":
        verb = _verb(behind[1], tree)
        if verb is not None and any(t.start > candidate.cue.start for t in tree.children(verb, "nsubj", "nsubjpass")):
            verb = None
    elif opener in ("it", "they"):
        rest = behind[1:] if behind and behind[0].text == "," else behind
        if [t.text.lower() for t in rest[:2]] == ["and", opener] and len(rest) > 2:
            verb = _verb(rest[2], tree) if rest[2].tag == "MD" or rest[2].text.lower() in words.auxiliary else None
    if verb is None or (candidate.source is not None and last.end <= candidate.source.start):
        return candidate.content
    return (*candidate.content[:-1], Span(last.start, max(last.end, _end(verb, tree))))


def _before_a_second_saying(candidate: Candidate, tree: Tree, words: Lexicon) -> tuple[Span, ...]:
    """The content up to what its speaker says besides, where the parse gave that verb to what is spoken of.

    "Brandt said **the report was false** and blamed the owners for the fire": a thing that is so or so blames nobody.
    Nor does "said **the law forbids it** and called the vote void" change its time.
    """
    last = candidate.content[-1]
    if candidate.cue.start > last.start or not words.is_saying(candidate.cue.text):
        return candidate.content
    clause = next((c for c in tree.children(candidate.cue, "ccomp") if last.holds(c.span)), None)
    if clause is None:
        return candidate.content
    unlike = [v for verb in tree.children(clause, "xcomp") for v in tree.children(verb, "conj") if v.tag in _PAST]
    for verb in (*tree.children(clause, "conj"), *unlike):
        joined = tree.before(verb)
        if (
            (verb.tag == candidate.cue.tag or verb in unlike)
            and last.holds(verb.span)
            and joined is not None
            and joined.tag == "CC"
            and (_is_state(clause, tree) or _is_parted(joined, tree) or clause.tag in _PRESENT or verb in unlike)
            and tree.child(verb, "nsubj", "nsubjpass", "aux", "auxpass") is None
            and (words.is_saying(verb.text) or words.stance(verb.text) != "asserts")
        ):
            kept = [t for t in tree.within(Span(last.start, joined.start)) if t.tag not in (",", ":")]
            return (*candidate.content[:-1], Span(last.start, kept[-1].end)) if kept else candidate.content
    return candidate.content


def _is_parted(conjunction: Token, tree: Tree) -> bool:
    """Whether a comma stands before a conjunction: "said they searched the quay**,** and dismissed talk of a fire"."""
    before = tree.before(conjunction)
    return before is not None and before.tag == ","


def _is_state(clause: Token, tree: Tree) -> bool:
    """Whether a clause tells what something is or what was done to it, not what its subject does."""
    return tree.child(clause, "acomp", "attr", "auxpass") is not None


def _second(cue: Token, content: Span, tree: Tree) -> Token | None:
    """The verb with a tense and without a subject that stands right behind a participle's clause below the same cue."""
    clauses = [c for c in tree.children(cue, "ccomp") if c.start >= content.start]
    if len(clauses) < 2 or clauses[0].tag != "VBN" or clauses[1].tag not in FINITE:
        return None
    first, second = clauses[:2]
    led = tree.child(second, "nsubj", "nsubjpass", "expl", "mark") or tree.child(first, "aux", "auxpass")
    before = tree.before(second)
    return second if led is None and before is not None and before.end == tree.span(first).end else None


def _added(behind: Sequence[Token], tree: Tree) -> Token | None:
    """The verb without a subject that "as well as" adds to what is said: "could check it, **as well as ask** for"."""
    words = behind[1:] if behind and behind[0].text == "," else behind
    if (
        [t.text.lower() for t in words[:3]] != ["as", "well", "as"]
        or len(words) < 4
        or words[3].tag not in ("VB", "VBP")
    ):
        return None
    return words[3] if tree.child(words[3], "nsubj", "nsubjpass") is None else None


def _verb(token: Token, tree: Tree) -> Token | None:
    """The verb that a word with a tense is or helps."""
    if token.tag not in FINITE:
        return None
    return tree.head(token) if token.dep in ("aux", "auxpass") else token


def _is_above(cue: Token, head: Token, tree: Tree) -> bool:
    """Whether a verb is what the cue hangs on: then it is the sentence's, not the content's."""
    at: Token | None = cue
    while at is not None:
        if at.i == head.i:
            return True
        at = tree.head(at)
    return False


def _end(head: Token, tree: Tree) -> int:
    """The end of a verb's clause without the stop behind it."""
    words = [t for t in tree.within(tree.span(head)) if t.tag not in (".", ",", ":", "''", "``")]
    return words[-1].end if words else head.end
