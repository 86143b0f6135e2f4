"""How a sentence goes on with what was told before it: at once, later, before it, or at another time."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.extract.events.clauses import Clauses
from briefing.model.text import Span, Token


def follows(tree: Clauses) -> bool:
    """Whether the sentence's verb tells what came right after what was told before it: "he **then** left"."""
    root = tree.root
    return any(c.text.lower() in tree.words.follows for c in (tree.children(root) if root is not None else ()))


def comes_later(tree: Clauses) -> bool:
    """Whether the sentence tells what came after what was told just before it.

    "The plan **ultimately** failed", "they **went on** to close it", "he was held in the days that **followed**".
    """
    root = tree.root
    if root is None:
        return False
    children = tree.children(root)
    went_on = root.text.lower() in tree.words.went_on and any(c.text.lower() == "on" for c in children)
    if went_on and any(c.dep in ("xcomp", "advcl") and c.tag == "VB" for c in children):
        return True
    return any(c.dep == "advmod" and c.text.lower() in tree.words.later for c in children) or in_what_followed(tree)


def in_what_followed(tree: Clauses) -> bool:
    """Whether the sentence's verb is of a stretch that came after what was told: "in the days that **followed**"."""
    return any(not tree.children(word, "dobj", "prep") for word in _following(tree))


def _following(tree: Clauses) -> Iterator[Token]:
    """What says that the stretch the sentence's verb is of came after something: "in the **ensuing** weeks"."""
    for preposition in tree.children(tree.root, "prep") if tree.root is not None else ():
        for noun in tree.children(preposition, "pobj"):
            if noun.text.lower() in tree.words.units:
                yield from (c for c in tree.children(noun) if c.text.lower() in tree.words.followed)


def in_passing(tree: Clauses, trigger: Span) -> bool:
    """Whether an event is only told of somebody, or is what is said of something, so that no tale goes on from it.

    "Orla Venn, **who sold** the fleet in 2019, said", "the news **that** 2019 **was** the worst", "wrote so before a
    2019 **hearing**".
    """
    at = tree.token_at(trigger)
    while at is not None and at is not tree.root:
        below = tree.children(at)
        if at.dep == "relcl" and any(c.tag in ("WP", "WP$") and c.dep.startswith("nsubj") for c in below):
            return True
        if at.dep == "acl" and any(c.dep == "mark" and c.i < at.i for c in below):
            return True
        above = tree.head(at)
        if at.dep == "pobj" and above is not None and above.text.lower() in tree.words.sides:
            return True
        at = above
    return False


def is_of_now(tree: Clauses) -> bool:
    """Whether the sentence tells what is done by the time of writing: "hundreds **have now** gathered"."""
    return any(
        verb.tag.startswith("VB")
        and tree.is_perfect(verb)
        and any(c.text.lower() in tree.words.at_present for c in below)
        for verb in tree.tokens
        if (below := tree.children(verb, "advmod", "aux"))
    )


def is_pluperfect(tree: Clauses, verb: Token) -> bool:
    """Whether a verb tells what came before something else that is past: "**had** offered"."""
    helping = {c.text.lower() for c in tree.children(verb) if c.dep in ("aux", "auxpass")}
    return verb.tag in ("VBN", "VBG") and "had" in helping


def turns(tree: Clauses) -> bool:
    """Whether the sentence's verb has a time or an event of its own: "later", "after the vote", "at a hearing"."""
    root = tree.root
    for child in tree.children(root) if root is not None else ():
        if child.text.lower() in tree.words.turns:
            return True
        at = child.dep == "prep" and child.text.lower() in tree.words.at
        if at and any(tree.words.happens(n.text.lower()) and not tree.is_known(n) for n in tree.children(child)):
            return True
    return False


def is_elsewhen(tree: Clauses) -> bool:
    """Whether the sentence's verb is of another time than any told before.

    "Since taking office she", "they often met", "in the days that followed the vote".
    """
    root = tree.root
    if any(tree.children(word, "dobj", "prep") for word in _following(tree)):
        return True
    return any(c.text.lower() in tree.words.elsewhen for c in (tree.children(root) if root is not None else ()))


def leans(tree: Clauses) -> bool:
    """Whether the sentence is of what was just told: its subject is "he", or has "the" or "that" before it."""
    root = tree.root
    subject = next((c for c in tree.children(root) if c.dep in ("nsubj", "nsubjpass")), None) if root else None
    if subject is None:
        return False
    return subject.text.lower() in tree.words.pronouns or any(
        c.text.lower() in tree.words.definite for c in tree.children(subject)
    )


def goes_on(tree: Clauses, verb: Token) -> bool:
    """Whether a verb tells of what goes on now: "is spreading", "are under way"."""
    children = tree.children(verb)
    if verb.tag == "VBG":
        return any(c.dep == "aux" and c.tag in ("VBZ", "VBP") for c in children)
    return verb.tag in ("VBZ", "VBP") and any(c.text.lower() in tree.words.under_way for c in children)
