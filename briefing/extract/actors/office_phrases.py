"""A phrase that tells an office: its words, its title, and the body it is held at."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.extract.actors.lexicon import Gender, Lexicon
from briefing.extract.actors.words import Name, Word
from briefing.model.text import Span

#: Where a phrase ends.
BREAK = re.compile(r"[,;:.?!()“”\"—–]|--| - ")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Office:
    """A title with its affiliation, as one phrase tells them."""

    rule: str
    rank: int
    """The higher, the surer."""
    title: str | None
    title_span: Span | None
    affiliation: str | None
    affiliation_span: Span | None
    gender: Gender | None = None


class Phrases:
    """Reads the phrases of one document that tell an office.

    Args:
        words: all words of the story.
        names: all names of the story.
        text: the document's text.
        lex: the word lists.
    """

    def __init__(self, words: Sequence[Word], names: Sequence[Name], text: str, lex: Lexicon) -> None:
        self.words = words
        self.text = text
        self.lex = lex
        self.small = {word.low for word in words if not word.cap}
        self.surnames = {name.words[-1].low for name in names if name.kind == "person"}
        self.at = {word.i: name for name in names for word in name.words}
        self.bodies = [name for name in names if name.kind == "organisation"]

    def office(self, i: int, rule: str, rank: int, last: int | None = None) -> Office | None:
        """The office that the words from ``i`` tell: "the founding director of research at the Harbour Fund"."""
        phrase = self._chunk(i, last)
        while phrase and (phrase[0].low in self.lex.determiners or phrase[0].low in self.lex.adverbs):
            phrase = phrase[1:]
        if phrase and phrase[0].low in self.lex.other_clause:
            return None  # "Brenn, and questions about whether the candidate"
        owner = None
        for n, word in enumerate(phrase[:6]):
            if word.low in self.lex.prepositions and self._names_office(phrase[:n]):
                break  # "policy director for the Trust’s Hove office"
            if word.possessive:
                owner, phrase = word, phrase[n + 1 :]
                break
        cut = next((n for n, w in enumerate(phrase) if w.low in self.lex.prepositions), len(phrase))
        head, rest = phrase[:cut], phrase[cut:]
        if not self._names_office(head):
            return None
        affiliation, where, upto = self._affiliated(head, rest)
        if affiliation is None and owner is not None:
            affiliation, where = self._owning(owner)
        if affiliation is None:
            affiliation, where = self.inside_title(head, len(head) - 1)
        if affiliation is None and any(w.low in self.lex.weak_roles for w in head[-2:]):
            return None
        end = head[-1].end
        for word in rest[:upto]:
            end = word.end
        begin = self._owner_start(owner, head[-1].low) if owner is not None and affiliation is None else None
        span = Span(head[0].start if begin is None else begin, end)
        return Office(rule, rank, self.say(span), span, affiliation, where, self.gender(head))

    def _chunk(self, i: int, last: int | None) -> list[Word]:
        """The words from ``i`` to the next comma, relative pronoun or verb of saying; at most thirty."""
        out: list[Word] = []
        for word in self.words[i : i + 30 if last is None else last + 1]:
            ends = word.low in self.lex.clause_starts or word.low in self.lex.placed
            if out and (word.sentence != out[0].sentence or ends):
                break
            tag = word.token.tag if word.token else ""
            following = self.words[word.i + 1] if word.i + 1 < len(self.words) else None
            if out and word.low == "and" and following is not None and following.low in ("a", "an"):
                break  # "minister of trade and a former banker"
            # "the Africa campaigns director": a plural read as a verb.
            noun = tag == "VBZ" and following is not None and word.joins and self.lex.is_role(following.low)
            if tag in ("VBD", "VBZ", "MD") and not word.cap and not noun:
                break
            out.append(word)
            if last is None and BREAK.search(word.gap):
                break
        return out

    def _names_office(self, head: Sequence[Word]) -> bool:
        if not 1 <= len(head) <= 10:
            return False
        final = head[-1] if head[-1].low not in self.lex.after_head or len(head) == 1 else head[-2]
        led = final.low == "lead" and len(head) > 1  # "the coastal law cluster lead"
        if not (led or self.lex.is_role(final.low)) or final.low in self.lex.kin:
            return False
        return not any(w.low in self.lex.sayings or w.low in self.lex.made_clause for w in head)

    def _affiliated(self, head: Sequence[Word], rest: Sequence[Word]) -> tuple[str | None, Span | None, int]:
        """Where an office is held, and how many words after its head belong to the title."""
        starts = [n for n, w in enumerate(rest) if w.low in self.lex.prepositions] + [len(rest)]
        parts = [(rest[a].low, a, rest[a + 1 : b]) for a, b in itertools.pairwise(starts)]
        parts = self._whole(parts, rest)
        for wanted in self.lex.held:
            for preposition, start, words in parts:
                if preposition not in wanted:
                    continue
                name = next((self.at[w.i] for w in words if w.i in self.at), None)
                if name is None or words[0].low == "state":
                    continue  # "Secretary of State for Health"
                if name.kind == "person":
                    if preposition in ("of", "for"):
                        break
                    continue
                # "A lecturer from Hove" says where somebody lives, not where they teach.
                if (name.kind, preposition) in (("place", "in"), ("single", "in"), ("single", "from")):
                    continue
                if name.kind == "single" and preposition == "of" and name.words[0].i != words[0].i:
                    continue
                # "American Harbour Union" is a body; of "the American Harbour Union’s Hove office" it is not the whole.
                whole = name.kind == "organisation" and not name.words[-1].possessive
                people = name.words[0].low in self.lex.peoples and not whole
                if people or name.words[0].low in self.lex.breakers:
                    continue
                where = self._whole_body(name)
                return self.say(where), where, start
        upto = 0
        for preposition, start, words in parts:
            matter = preposition == "on" and any(w.low in self.lex.topic_heads for w in head)
            matter = matter and words[:1] != [] and not (words[0].low in self.lex.not_people or words[0].cap)
            matter = matter or (preposition in ("in", "at") and words[:1] != [] and self._is_body_noun(words[-1]))
            if start != upto or len(words) > 7 or not (preposition in ("of", "for", "to") or matter):
                break
            upto = start + 1 + len(words) if words else upto
        return None, None, upto

    def _whole_body(self, owner: Name) -> Span:
        """A name with the body it owns or begins: "Maren’s child services department", "Blue party (BP) faction".

        Without one, the name.
        """
        last = owner.words[-1]
        if not last.possessive:
            return self._with_part(owner)
        if len(owner.words) > 1:
            return owner.span
        bodies = self.lex.body_nouns | self.lex.organisation_heads
        for word in reversed(self.words[last.i + 1 : last.i + 5]):
            between = self.words[last.i + 1 : word.i]
            if word.low in bodies and all(w.joins and not w.cap for w in between):
                return Span(owner.span.start, word.end)
        return owner.span

    def _with_part(self, body: Name) -> Span:
        """A name with the small words behind it up to the part of a party or parliament that they name."""
        end, at = body.span.end, body.words[-1]
        for word in self.words[at.i + 1 : at.i + 7]:
            between = self.text[at.end : word.start]
            bracketed = between.strip() in ("(", ")")
            if word.sentence != at.sentence or not (between.isspace() or bracketed) or word.low in self.lex.closed:
                break
            if word.cap and between.strip() != "(":
                break
            if word.low in self.lex.parts:
                end = word.end
            at = word
        return Span(body.span.start, end)

    def _whole(
        self, parts: list[tuple[str, int, Sequence[Word]]], rest: Sequence[Word]
    ) -> list[tuple[str, int, Sequence[Word]]]:
        """Parts drawn together where a preposition stands inside a name ("Department of Labor")."""
        out: list[tuple[str, int, Sequence[Word]]] = []
        for preposition, start, words in parts:
            inside = self.at.get(rest[start].i)
            if out and inside is not None:
                before, first, _ = out[-1]
                out[-1] = (before, first, rest[first + 1 : start + 1 + len(words)])
            else:
                out.append((preposition, start, words))
        return out

    def inside_title(self, taken: Sequence[Word], role: int) -> tuple[str | None, Span | None]:
        """The country or body that a title before a name holds."""
        lex = self.lex
        topical = taken[role].low in lex.topic_roles
        for n, word in enumerate(taken):
            two = " ".join(w.low for w in taken[n : n + 2])
            state = lex.peoples.get(two) or lex.peoples.get(word.low)
            parted = n > 0 and taken[n - 1].low in lex.people_parts  # "North American"
            if state and word.cap and not parted and taken[role].low not in lex.unofficial_roles:
                return state, word.span
        kept: list[Word] = []
        for word in taken:
            plain = lex.is_role(word.low) or word.low in lex.modifiers or not word.cap
            if plain and not (kept and word.low in lex.organisation_heads and word.joins and not lex.is_role(word.low)):
                if kept:
                    break
                continue
            kept.append(word)
        if not kept or any(w.low in self.lex.prepositions for w in taken[: taken.index(kept[0])]):
            return None, None
        if kept[0].low in self.surnames and kept[-1].low not in lex.collective:
            return None, None
        span = Span(kept[0].start, kept[-1].end)
        said = self.say(span)
        if said.rstrip(".") in lex.places:
            return said, span
        known = (
            said in lex.metonyms
            or (len(kept) > 1 and any(w.low in lex.organisation_heads for w in kept))
            or (taken[role].low in lex.body_roles and self._may_be_body(kept, taken[role].low))
            or (len(kept) == 1 and kept[0].upper and said.rstrip(".") not in lex.not_acronyms)
            or (len(kept) > 1 and all(w.token is not None and w.token.ent == "ORG" for w in kept))
        )
        named = kept[0].low in lex.names_in_s  # "Moody’s analyst"
        if not known or (topical and not kept[0].upper and not named):
            return None, None
        return said, span

    def _may_be_body(self, kept: Sequence[Word], role: str) -> bool:
        """Whether the capitals before "CEO" can be a company: no person, no people, no bare "Ministry" or "Port".

        A word the story also writes small ("Quarry Director", "the quarry") is a common noun; a firm has a chief
        executive whatever its name means ("Shell CEO").
        """
        lex, name, low = self.lex, self.at.get(kept[0].i), kept[0].low
        heads = (lex.organisation_heads, lex.place_heads, lex.thing_heads, lex.joined_topics, lex.modifiers)
        common = any(low in words or low.removesuffix("s") in words for words in heads)
        common = common or low in lex.not_people or low in lex.peoples
        common = common or (low in self.small and role not in lex.firm_roles)
        return not (name is not None and name.kind == "person") and not (len(kept) == 1 and common)

    def is_small_body(self, word: Word) -> bool:
        """Whether a word is a common noun of a body that an office is held at: "a **ministry** spokesman"."""
        return word.low in self.lex.office_bodies and (not word.cap or word.initial)

    def _owning(self, owner: Word) -> tuple[str | None, Span | None]:
        """The body or place that owns an office: by its name, or by the noun of the only one told of before.

        "The State Department said … Ole Brenn, **the department’s** spokesman".
        """
        if not self._is_body_noun(owner):
            return self.named(owner)
        called = [n for n in self.bodies if n.words[-1].i < owner.i and owner.low in (w.low for w in n.words)]
        if not called or len({n.key for n in called}) > 1:
            return None, None
        return self.say(called[-1].span), called[-1].span

    def owned(self, owner: Word, title: Span) -> tuple[str | None, Span | None, Span]:
        """Whose an office is, where that is told, and its title: with the owner's noun where no name is known."""
        affiliation, where = self._owning(owner)
        last = _WORD.findall(title.of(self.text).lower())[-1]
        begin = self._owner_start(owner, last) if affiliation is None else None
        return affiliation, where, title if begin is None else Span(begin, title.end)

    def _is_body_noun(self, word: Word) -> bool:
        """Whether a word is a common noun of a body, not a part of its name: "the **department’s** spokesman"."""
        return not word.cap and (word.low in self.lex.organisation_heads or word.low in self.lex.body_nouns)

    def _owner_start(self, owner: Word, office: str) -> int | None:
        """Where the words begin that tell whose an office is: "the **interior ministry’s** clerk", "**Orme’s** lawyer".

        ``None`` where the office says enough without: "the country’s president". One that is held for somebody, as a
        lawyer’s, says nothing without whoever that is: "the **family’s** lawyer".
        """
        if owner.cap:
            name = self.at.get(owner.i)
            return name.span.start if name is not None and name.kind in ("person", "single") else None
        if not self._is_body_noun(owner) and office not in self.lex.agents:
            return None
        at = owner
        while at.i and (before := self.words[at.i - 1]).joins and before.sentence == owner.sentence:
            described = before.token is not None and before.token.tag[:2] in ("JJ", "NN")  # "Leftist movement’s"
            counted = before.i and (number := self.words[before.i - 1].token) is not None and number.tag == "CD"
            if counted:
                break  # "the 60 million crown group’s chairman"
            if not (before.low in self.lex.joined_topics or before.low in self.lex.modifiers or described):
                break
            at = before
        return at.start

    def named(self, word: Word) -> tuple[str | None, Span | None]:
        """The body or place whose name holds a word, with where it stands."""
        name = self.at.get(word.i)
        if name is None or name.kind not in ("organisation", "place"):
            return None, None
        return self.say(name.span), name.span

    def gender(self, words: Sequence[Word]) -> Gender | None:
        """The pronoun that a word of an office speaks for."""
        return next((g for w in words if (g := self.lex.role_gender.get(w.low))), None)

    def say(self, span: Span) -> str:
        """The words of a span, white space closed up."""
        return " ".join(span.of(self.text).split())
