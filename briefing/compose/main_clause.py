"""Whether a line tells a dated event by its main verb, so that the date beside it is that of what it tells.

"Police are looking for the crew after a boat hit the pier on Monday" is no row of Monday: the reader would take the
search for Monday's. From the dated word up to the verb at the top each step must keep the time: a second verb beside
the first, what a verb takes on ("began to lose"), how something was done ("by sending ships"), a clause of the same
time ("when she was pictured").
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping

from briefing import rules
from briefing.model.text import Token
from briefing.model.tree import Tree

#: For each kind of them the words that part clauses or keep them together.
Words = Mapping[str, frozenset[str]]
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
#: Steps up that keep the time, whatever the words.
_KEEPS = frozenset({"conj", "parataxis", "xcomp", "acomp", "csubj", "csubjpass", "aux", "auxpass"})
#: How a noun is told of by its verb.
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "npadvmod", "dative"})


def leads_up(tree: Tree, word: Token, inside: Collection[int], language: str) -> bool:
    """Whether the words of a line tell what happens by their main verb, or by a word whose time is the verb's.

    Args:
        tree: of the sentence.
        word: that the date belongs to.
        inside: the indices of the words of the line.
        language: of the article.
    """
    at, words = word, _words(language)
    while (above := tree.head(at)) is not None and above.i in inside:
        top = (over := tree.head(above)) is None or over.i not in inside
        if not _keeps(tree, at, above, words, top=top):
            return False
        at = above
    return True


def _keeps(tree: Tree, at: Token, above: Token, words: Words, *, top: bool) -> bool:
    """Whether a step from a word to the one above it keeps the time.

    Args:
        tree: of the sentence.
        at: the word below.
        above: the word above.
        words: that part clauses or keep them together.
        top: whether nothing of the line stands above that.
    """
    if at.dep in _KEEPS:
        return at.dep != "conj" or _is_joined(tree, at)
    if at.tag.startswith(("NN", "CD")):
        if at.dep == "pobj":
            return above.text.lower() in words["at"]
        return at.dep in _ARGUMENTS and above.tag.startswith(("VB", "MD"))
    if at.dep == "prep":
        return above.tag.startswith("VB") or _charged(tree, above, words)
    if at.dep == "ccomp":
        if any(c.text.lower() in words["parted"] for c in tree.children(at, "mark")):
            return False  # a clause of another time, which the parse has hung wrongly
        return top and not above.tag.startswith("NN")
    if at.dep == "advcl":
        return _of_one_time(tree, at, above, words)
    if at.dep == "pcomp":
        return _tells_how(tree, at, above, words)
    if at.dep in ("relcl", "acl"):
        if any(c.text.lower() in words["same_time"] for c in tree.children(at) if c.dep == "advmod"):
            return True  # "in 2024, when she was pictured": the time is that of the date above
        if _published(tree, above, words) or _second_subject(tree, above):
            return True
        return top and not above.tag.startswith("VB")
    return False


def _is_joined(tree: Tree, verb: Token) -> bool:
    """Whether a verb that shares another's subject stands behind "and" or a comma; else the parse has misread a noun.

    "To honour a clerk shot by rebel **hit** men in 1993": no second thing that was done.
    """
    if not verb.tag.startswith("VB") or any(c.dep in _SUBJECTS for c in tree.children(verb)):
        return True
    children = {c.i for c in tree.children(verb)}
    before = tree.at(verb.i - 1)
    while before is not None and (before.tag.startswith("RB") or before.i in children):
        before = tree.at(before.i - 1)
    return before is None or before.tag == "CC" or not before.tag[:1].isalpha()


def _of_one_time(tree: Tree, clause: Token, above: Token, words: Words) -> bool:
    """Whether a clause that hangs on a verb is told of the verb's time."""
    children = tree.children(clause)
    opens = {c.text.lower() for c in children if c.dep in ("mark", "advmod", "prep") and c.i < clause.i}
    if opens & words["up_to"] and _tense(tree, clause, words, top=False) == "present":
        return True
    if opens & words["parted"]:
        return False
    if opens & words["beside"] and _behind_a_comma(tree, clause):
        return False  # "The crew fled in the first hour, while a stoker was found this year"
    if not any(c.dep in _SUBJECTS for c in children):
        return True  # "reaching its height", "to discuss the levy"
    return bool(opens & words["same_time"]) and _tense(tree, clause, words, top=False) == _tense(
        tree, above, words, top=True
    )


def _behind_a_comma(tree: Tree, clause: Token) -> bool:
    """Whether a comma stands before a clause."""
    before = tree.last_before(tree.span(clause).start)
    return before is not None and before.text == ","


def _second_subject(tree: Tree, noun: Token) -> bool:
    """Whether the verb above has another subject, so that what hangs on the noun is its verb: "They signed," A said."""
    verb = tree.head(noun) if noun.dep in ("nsubj", "nsubjpass") else None
    return verb is not None and len(tree.children(verb, "nsubj", "nsubjpass")) > 1


def _published(tree: Tree, noun: Token, words: Words) -> bool:
    """Whether a verb tells what is published: "**a study** … found", "in **an interview** … he said"."""
    above = tree.head(noun)
    if noun.text.lower() not in words["published"] or above is None:
        return False
    if noun.dep == "pobj" and above.text.lower() in words["at"]:
        preposition, above = above, tree.head(above)
        if above is not None and above.i < preposition.i:
            return False  # "was seen in photos released on Monday"
    elif noun.dep not in ("nsubj", "nsubjpass"):
        return False
    return above is not None and above.tag.startswith("VB")


def _tells_how(tree: Tree, verb: Token, preposition: Token, words: Words) -> bool:
    """Whether a verb behind a preposition tells how something was done, or what somebody stands accused of."""
    above = tree.head(preposition)
    if above is None or verb.tag != "VBG":
        return False
    how = above.tag.startswith("VB") and preposition.text.lower() in words["how"]
    return how or above.text.lower() in words["charges"] or _charged(tree, above, words)


def _charged(tree: Tree, noun: Token, words: Words) -> bool:
    """Whether a noun is who is accused of something."""
    verb = tree.head(noun)
    return noun.dep == "dobj" and verb is not None and verb.text.lower() in words["charges"]


def _tense(tree: Tree, verb: Token, words: Words, *, top: bool) -> str:
    """``past`` or ``present``; of a verb at the top what is to come is told of the present."""
    helping = {c.text.lower() for c in tree.children(verb) if c.dep in ("aux", "auxpass")}
    if helping & words["past"] or (verb.tag in ("VBD", "VBN") and not helping):
        return "past"
    if top and helping & words["ahead"]:
        return "present"
    return "present" if helping & words["present"] or verb.tag in ("VBZ", "VBP") else "open"


@functools.cache
def _words(language: str) -> Words:
    """The words that part clauses or keep them together."""
    return {kind: frozenset(listed) for kind, listed in rules.nearest("clauses", language)["words"].items()}
