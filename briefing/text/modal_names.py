"""Names that the model reads as verbs: "Theresa **May** stood up", "**May** has said"."""

from __future__ import annotations

from collections.abc import Sequence

from briefing import rules
from briefing.model.text import Token

#: What stands behind such a name, and behind no modal verb: a finite verb, another modal, the possessive, a mark.
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "POS", ",", "."})

#: Words before a verb in which its subject stands.
_REACH = 40


def mended(tokens: Sequence[Token], language: str) -> tuple[Token, ...]:
    """The words of a text; a modal verb is a name where no modal verb can stand.

    Args:
        tokens: as the model reads them.
        language: the model's.

    >>> said = Token(1, 4, 8, "said", "VBD", "ROOT", 1, "", ent_start=False, sentence=0)
    >>> mended([Token(0, 0, 3, "May", "MD", "aux", 1, "", ent_start=False, sentence=0), said], "en")[0][4:6]
    ('NNP', 'nsubj')
    """
    names = rules.words("person_names", language, "modal_verbs")
    return tuple(_as_name(word, tokens) if word.text in names and _is_name(word, tokens) else word for word in tokens)


def _is_name(word: Token, tokens: Sequence[Token]) -> bool:
    if word.tag != "MD":
        return word.dep == "aux"
    before, after = (
        tokens[i] if 0 <= i < len(tokens) and tokens[i].sentence == word.sentence else None
        for i in (word.i - 1, word.i + 1)
    )
    if after is not None and after.text[0].isupper():
        return False  # "Will May go?"; and in a title every word has a capital
    return (before is not None and before.text[0].isalpha()) or (after is not None and after.tag in _FINITE)


def _as_name(word: Token, tokens: Sequence[Token]) -> Token:
    ahead = (t for t in tokens[max(0, word.i - _REACH) : word.i] if t.head == word.head)
    led = any(t.dep.startswith("nsubj") for t in ahead)
    dep = "nsubj" if word.dep == "aux" and not led else word.dep
    return word._replace(tag="NNP", dep=dep)
