"""The office a person holds and where, read from the words around one of their names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.extract.actors.lexicon import Gender, Lexicon
from briefing.extract.actors.words import Name, Word
from briefing.model.text import Span

_PARTY = re.compile(
    r"""
    \A,?\s*\(?
    (?:(?:an?\ )?(?:Democrat|Republican|[Ii]ndependent)\ (?:of|from)\ (?P<state>[A-Z][a-z]+(?:\ [A-Z][a-z]+)?)
    |(?P<party>[A-Z]{1,3}(?:FL)?[-–][A-Z][A-Za-z.]{1,12}(?:\ [A-Z][a-z]{2,9}\.?)?))
    (?=[),\s])
    """,
    re.VERBOSE,
)
_BREAK = re.compile(r"[,;:.?!()“”\"—–]|--| - ")


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


#: Offices that only a firm has.
_FIRM_ROLES = frozenset({"ceo", "cfo", "coo", "cto", "founder", "co-founder", "cofounder"})
#: What somebody does or has in an office: "her first speech as chancellor".
_IN_OFFICE = frozenset(
    "speech address budget day days week month months year years term terms tenure time appearance statement act "
    "decision role job stint visit trip appointment nomination election record".split()
)
#: A word that opens another clause, not an apposition.
_JOINS = frozenset({"and", "or", "but", "while", "as", "whether"})


class Offices:
    """Reads the offices around names of one document.

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

    def of(self, name: Name) -> Iterator[Office]:
        """The offices told around one place of a name."""
        before = self._before(name)
        if before:
            yield before
        yield from self._after(name)
        if len(name.words) > 1:
            role_first = self._role_then_name(name)
            if role_first:
                yield role_first

    def phrase(self, i: int, rule: str) -> Office | None:
        """The office that the words from ``i`` tell, in a sentence of its own: "a clerk at the Trust"."""
        return self._phrase(i, rule, 0)

    # ---- before the name -------------------------------------------------------------------------------------------

    def _before(self, name: Name) -> Office | None:
        """As in "Chief Harbour spokesperson Ann Hale", "Secretary of State Ann Hale"."""
        lex, taken = self.lex, list[Word]()
        owner: Word | None = None
        i = name.words[0].i - 1
        while i >= 0 and self.words[i].sentence == name.words[0].sentence:
            word = self.words[i]
            if word.possessive:
                owner = word
                break
            bracketed = not taken and word.gap.strip() in ("[", "(")  # "the harbour minister [Ann Hale]"
            if not word.gap.isspace() and not bracketed:
                break
            if word.low in lex.honorifics and not taken and word.low not in lex.crowns:
                i -= 1
                continue
            if not self._in_title(word, taken):
                break
            taken.insert(0, word)
            i -= 1
        taken = self._last_office(self._trimmed(taken))
        roles = [n for n, w in enumerate(taken) if lex.is_role(w.low) or (w.low in lex.crowns and w.cap)]
        if not roles:
            return self._owner(owner, name) if owner is not None and not taken else None
        tail = taken[roles[-1] + 1 :]
        if tail and tail[0].low != "of" and tail[0].low not in self.lex.after_head:
            return None
        weak = all(taken[n].low in lex.weak_roles for n in roles)
        headed = roles[0] > 0 and taken[roles[0] - 1].low in lex.weak_heads
        if (weak and not headed) or taken[0].low in lex.kin:
            return None
        span = Span(taken[0].start, taken[-1].end)
        affiliation, where = self._inside_title(taken, roles[-1])
        if affiliation is None and owner is not None:
            affiliation, where = self._named(owner)
        party = self._party(name)
        if party and affiliation is None:
            affiliation, where = party.of(self.text), party
        if affiliation is None:
            affiliation, where = self._of(name)
        return Office("before", 3, self._say(span), span, affiliation, where, self._gender(taken))

    def _in_title(self, word: Word, taken: Sequence[Word]) -> bool:
        lex, before = self.lex, self.words[word.i - 1] if word.i else None
        if word.text == "pm":
            return False  # an hour
        if lex.is_role(word.low) or word.low in lex.modifiers:
            return not (word.initial and word.low in lex.function and word.low not in lex.modifiers)
        if word.low in lex.weak_heads and taken and taken[0].low in lex.weak_roles:
            return True  # "board member"
        if word.low in lex.closed:
            if not taken or before is None or before.sentence != word.sentence or not before.joins:
                return False
            if word.low == "of":
                return lex.is_role(before.low) or before.low in lex.organisation_heads
            if word.low == "the":
                return before.low == "of"
            return word.low == "and" and lex.is_role(before.low) and not taken[0].cap
        if word.low in ("staff", "state"):
            return True
        return word.cap and word.low not in lex.breakers and word.text[0].isalpha()

    def _last_office(self, taken: list[Word]) -> list[Word]:
        """The office next to the name where another phrase runs into it: "(rights icon) Utah Rep."."""
        for n in range(len(taken) - 2, -1, -1):
            word, rest = taken[n], taken[n + 1 :]
            runs_in = self.lex.is_role(word.low) and not word.cap and rest[0].cap
            ranked = all(w.low in self.lex.ranks for w in rest)  # "army spokesperson Lt. Gen."
            if runs_in and not ranked and any(self.lex.is_role(w.low) for w in rest):
                return rest
        return taken

    def _trimmed(self, taken: list[Word]) -> list[Word]:
        """Without a sentence's first word that only looks like a name."""
        while taken:
            first = taken[0]
            tag = first.token.tag if first.token else ""
            verbal = first.initial and tag[:2] in ("VB", "RB", "IN", "CC", "WR", "DT")
            plain = first.initial and first.low in self.lex.function and first.low not in self.lex.modifiers
            if first.low == "new" and len(taken) > 1 and f"New {taken[1].text}" in self.lex.places:
                break
            if first.low in self.lex.closed or plain or (verbal and not self.lex.is_role(first.low)):
                taken = taken[1:]
            else:
                break
        return taken

    def _inside_title(self, taken: Sequence[Word], role: int) -> tuple[str | None, Span | None]:
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
        said = self._say(span)
        if said.rstrip(".") in lex.places:
            return said, span
        known = (
            said in lex.metonyms
            or (len(kept) > 1 and any(w.low in lex.organisation_heads for w in kept))
            or (taken[role].low in lex.body_roles and self._may_be_body(kept, taken[role].low))
            or (len(kept) == 1 and kept[0].upper and said.rstrip(".") not in lex.not_acronyms)
            or (len(kept) > 1 and all(w.token is not None and w.token.ent == "ORG" for w in kept))
        )
        if not known or (topical and not kept[0].upper):
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
        common = common or (low in self.small and role not in _FIRM_ROLES)
        return not (name is not None and name.kind == "person") and not (len(kept) == 1 and common)

    def _owner(self, owner: Word, name: Name) -> Office | None:
        """As in "The Daily Ledger's Ann Hale": where she works, without a title."""
        affiliation, where = self._named(owner)
        if affiliation is None or self.at[owner.i].kind != "organisation":
            return None
        return Office("owner", 1, None, None, affiliation, where)

    def _named(self, word: Word) -> tuple[str | None, Span | None]:
        name = self.at.get(word.i)
        if name is None or name.kind not in ("organisation", "place"):
            return None, None
        return self._say(name.span), name.span

    # ---- after the name --------------------------------------------------------------------------------------------

    def _after(self, name: Name) -> Iterator[Office]:
        party = self._party(name)
        if party:
            yield Office("party", 1, None, None, party.of(self.text), party)
        where = self._of(name)
        if where[0]:
            yield Office("of", 1, None, None, *where)
        last = name.words[-1]
        i = last.i + 1
        gap = last.gap.strip()
        if i >= len(self.words) or self.words[i].sentence != last.sentence:
            return
        if not gap and self.words[i].low in self.lex.being and len(name.words) > 1:
            office = self._phrase(i + 1, "being", 0)
            if office and office.affiliation:
                yield office
        if last.possessive:
            yield from self._held_by(i)
        elif gap[:1] in (",", "—", "–", "-", "("):
            yield from self._apposed(i, last)

    def _apposed(self, i: int, last: Word) -> Iterator[Office]:
        """As in ", 58, the founding director of the Trust,", ", who heads the Trust"."""
        for chunk in range(3):
            if i >= len(self.words) or self.words[i].sentence != last.sentence:
                return
            if self.words[i].low == "who":
                yield from self._relative(i + 1)
                return
            office = self._phrase(i, "apposition", 3 - (chunk > 1))
            if office:
                yield office
                return
            i = self._next_chunk(i)
            if i < 0:
                return

    def _office_behind(self, i: int) -> Office | None:
        """The office that begins at a word, without the adverbs behind it: "chancellor shortly afterwards"."""
        end = i
        for j in range(i, min(i + 6, len(self.words))):
            if self.words[j].low in self.lex.prepositions:
                return self._phrase(i, "as", 1)
            if self.lex.is_role(self.words[j].low):
                end = j
            if not self.words[j].gap.isspace():
                break
        following = self.words[end + 1] if end + 1 < len(self.words) else None
        on = following is not None and following.low in self.lex.prepositions and self.words[end].joins
        return self._phrase(i, "as", 1, last=None if on else end)

    def _held_by(self, i: int) -> Iterator[Office]:
        """The office behind what a possessive's owner does in it: "Brenn’s first speech as mayor"."""
        office = self._taken_up(i)
        if office is None or office.title_span is None:
            return
        before = [w.low for w in self.words[i : i + 6] if w.end <= office.title_span.start]
        if _IN_OFFICE.intersection(before):
            yield office

    def _next_chunk(self, i: int) -> int:
        """The word after an age, a party or a place; -1 where something else follows."""
        start, n = i, 0
        while i < len(self.words) and self.words[i].sentence == self.words[start].sentence:
            word = self.words[i]
            small = word.text.isdigit() or word.cap or word.low in {"of", "the", "aged", "age", "a"}
            if not small or n > 4:
                return -1
            if "," in word.gap or ")" in word.gap:
                return i + 1
            i, n = i + 1, n + 1
        return -1

    def _relative(self, i: int) -> Iterator[Office]:
        """As in ", who heads the Harbour Fund", ", who is the treasurer of"."""
        while i < len(self.words) and (self.words[i].low in self.lex.adverbs or self.words[i].low in ("has", "have")):
            i += 1
        if i + 1 >= len(self.words):
            return
        verb = self.words[i]
        if verb.low in self.lex.heading:
            for j in range(i + 1, min(i + 7, len(self.words))):
                name = self.at.get(j)
                if name is not None and name.kind in ("organisation", "thing") and name.words[0].i == j:
                    yield Office("heads", 1, None, None, self._say(name.span), name.span)
                    return
                if _BREAK.search(self.words[j].gap):
                    return
        elif verb.low in self.lex.being:
            start = i + 2 if self.words[i + 1].low == "as" else i + 1
            office = self._phrase(start, "relative", 1)
            if office:
                yield office
        elif office := self._taken_up(i):
            yield office

    def _taken_up(self, i: int) -> Office | None:
        """As in ", who replaced Ines Orme as chancellor", "’ first speech as chancellor": the office behind "as"."""
        for j in range(i, min(i + 7, len(self.words) - 1)):
            word = self.words[j]
            if word.low == "as":
                return self._office_behind(j + 1)
            if not word.gap.isspace() and not word.possessive:
                return None
        return None

    def _of(self, name: Name) -> tuple[str | None, Span | None]:
        """As in "Ann Hale of the Harbour Fund"."""
        last = name.words[-1]
        i = last.i + 1
        if not last.joins or i + 1 >= len(self.words) or self.words[i].low not in ("of", "from"):
            return None, None
        of = self.words[i].low == "of"
        for j in range(i + 1, min(i + 5, len(self.words))):
            found = self.at.get(j)
            if found is not None and found.words[0].i == j:
                wanted = ("organisation", "place", "thing") if of else ("organisation",)
                return (self._say(found.span), found.span) if found.kind in wanted else (None, None)
            if self.words[j].cap or not self.words[j].joins:
                return None, None
        return None, None

    def _party(self, name: Name) -> Span | None:
        end = name.words[-1].end
        found = _PARTY.match(self.text[end : end + 40])
        if found is None or found.lastgroup is None:
            return None
        return Span(end + found.start(found.lastgroup), end + found.end(found.lastgroup))

    # ---- the office before its holder: "a spokesman for the Fund, Ann Hale," ----------------------------------------

    def _role_then_name(self, name: Name) -> Office | None:
        i = name.words[0].i - 1
        if i < 0 or self.words[i].sentence != name.words[0].sentence or self.words[i].gap.strip() != ",":
            return None
        after = name.words[-1].gap.strip()
        if after[:1] not in (",", ".", ")", "?", "!", "—", "–", ";") and after:
            return None
        for start in range(i, max(-1, i - 12), -1):
            word = self.words[start]
            if word.sentence != name.words[0].sentence or (start < i and _BREAK.search(word.gap)):
                break
            before = self.words[start - 1] if start and self.words[start - 1].sentence == word.sentence else None
            owned = before is not None and before.possessive
            opens = word.low in self.lex.determiners or owned or (before is not None and self._leads_as(before))
            # "Kenyan Ambassador to Norland, Ann Hale, said", "On Monday, Finance Director, Ann Hale, said"
            edge = before is None or _BREAK.search(before.gap) is not None
            alone = edge and word.cap and (word.low not in self.lex.function or word.low in self.lex.modifiers)
            if opens or alone or (word.initial and self.lex.is_role(word.low)):
                office = self._phrase(start, "role then name", 2, last=i)
                if office is not None and office.affiliation is None and before is not None and owned:
                    affiliation, where = self._named(before)
                    office = replace(office, affiliation=affiliation, affiliation_span=where)
                if office is not None:
                    return office
        return self._of_body(i)

    def _leads_as(self, word: Word) -> bool:
        """Whether an "as" opens a sentence: "As director of the Trust, Ann Hale has seen it"."""
        return word.low == "as" and word.initial

    def _of_body(self, last: int) -> Office | None:
        """As in "the Harbour Trust (HT) director-general, Ann Hale": small words of an office behind a body's name."""
        lex, i = self.lex, last
        while i > 0 and not (word := self.words[i]).cap and (lex.is_role(word.low) or word.low in lex.modifiers):
            i -= 1
        first = i + 1
        if first > last or not any(lex.is_role(w.low) for w in self.words[first : last + 1]):
            return None
        if self.text[self.words[i].end : self.words[i].end + 1] == ")" and i:
            i -= 1  # "(HT)"
        name = self.at.get(i)
        if name is None or name.kind != "organisation" or name.words[-1].sentence != self.words[last].sentence:
            return None
        span = Span(self.words[first].start, self.words[last].end)
        gender = self._gender(self.words[first : last + 1])
        return Office("body's office", 2, self._say(span), span, self._say(name.span), name.span, gender)

    # ---- a phrase that tells an office ------------------------------------------------------------------------------

    def _phrase(self, i: int, rule: str, rank: int, last: int | None = None) -> Office | None:
        """The office that the words from ``i`` tell: "the founding director of research at the Harbour Fund"."""
        phrase = self._chunk(i, last)
        while phrase and (phrase[0].low in self.lex.determiners or phrase[0].low in self.lex.adverbs):
            phrase = phrase[1:]
        if phrase and phrase[0].low in _JOINS:
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
            affiliation, where = self._named(owner)
        if affiliation is None:
            affiliation, where = self._inside_title(head, len(head) - 1)
        if affiliation is None and any(w.low in self.lex.weak_roles for w in head[-2:]):
            return None
        end = head[-1].end
        for word in rest[:upto]:
            end = word.end
        span = Span(head[0].start, end)
        return Office(rule, rank, self._say(span), span, affiliation, where, self._gender(head))

    def _chunk(self, i: int, last: int | None) -> list[Word]:
        """The words from ``i`` to the next comma, relative pronoun or verb of saying; at most thirty."""
        out: list[Word] = []
        for word in self.words[i : i + 30 if last is None else last + 1]:
            if out and (word.sentence != out[0].sentence or word.low in self.lex.clause_starts):
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
            if last is None and _BREAK.search(word.gap):
                break
        return out

    def _names_office(self, head: Sequence[Word]) -> bool:
        if not 1 <= len(head) <= 10:
            return False
        final = head[-1] if head[-1].low not in self.lex.after_head or len(head) == 1 else head[-2]
        led = final.low == "lead" and len(head) > 1  # "the coastal law cluster lead"
        if not (led or self.lex.is_role(final.low)) or final.low in self.lex.kin:
            return False
        return not any(w.low in self.lex.sayings or w.low in ("is", "was", "had", "has") for w in head)

    def _affiliated(self, head: Sequence[Word], rest: Sequence[Word]) -> tuple[str | None, Span | None, int]:
        """Where an office is held, and how many words after its head belong to the title."""
        starts = [n for n, w in enumerate(rest) if w.low in self.lex.prepositions] + [len(rest)]
        parts = [(rest[a].low, a, rest[a + 1 : b]) for a, b in itertools.pairwise(starts)]
        parts = self._whole(parts, rest)
        for wanted in (("at", "for", "with", "from", "within"), ("of", "in", "on")):
            for preposition, start, words in parts:
                if preposition not in wanted:
                    continue
                found = next((self.at[w.i] for w in words if w.i in self.at), None)
                if found is None or words[0].low == "state":
                    continue  # "Secretary of State for Health"
                if found.kind == "person":
                    if preposition in ("of", "for"):
                        break
                    continue
                # "A lecturer from Hove" says where somebody lives, not where they teach.
                if (found.kind, preposition) in (("place", "in"), ("single", "in"), ("single", "from")):
                    continue
                if found.kind == "single" and preposition == "of" and found.words[0].i != words[0].i:
                    continue
                if found.words[0].low in self.lex.peoples or found.words[0].low in self.lex.breakers:
                    continue
                where = self._whole_body(found)
                return self._say(where), where, start
        upto = 0
        for preposition, start, words in parts:
            matter = preposition == "on" and any(w.low in self.lex.topic_heads for w in head)
            matter = matter and words[:1] != [] and not (words[0].low in self.lex.not_people or words[0].cap)
            if start != upto or len(words) > 7 or not (preposition in ("of", "for", "to") or matter):
                break
            upto = start + 1 + len(words) if words else upto
        return None, None, upto

    def _whole_body(self, owner: Name) -> Span:
        """A name with the body it owns: "Maren’s child services department"; without one, the name."""
        last = owner.words[-1]
        if not last.possessive or len(owner.words) > 1:
            return owner.span
        bodies = self.lex.body_nouns | self.lex.organisation_heads
        for word in reversed(self.words[last.i + 1 : last.i + 5]):
            own = self.words[last.i + 1 : word.i]
            if word.low in bodies and all(w.joins and not w.cap for w in own):
                return Span(owner.span.start, word.end)
        return owner.span

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

    def _gender(self, words: Sequence[Word]) -> Gender | None:
        return next((g for w in words if (g := self.lex.role_gender.get(w.low))), None)

    def _say(self, span: Span) -> str:
        return " ".join(span.of(self.text).split())
