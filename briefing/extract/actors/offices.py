"""The office a person holds and where, read from the words around one of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.extract.actors.lexicon import Lexicon
from briefing.extract.actors.office_phrases import BREAK, Office, Phrases
from briefing.extract.actors.words import Name, Word
from briefing.model.text import Span

__all__ = ["Office", "Offices"]

_PARTY = re.compile(
    r"""
    \A,?\s*\(?
    (?:(?:an?\ )?(?:Democrat|Republican|[Ii]ndependent)\ (?:of|from)\ (?P<state>[A-Z][a-z]+(?:\ [A-Z][a-z]+)?)
    |(?P<party>[A-Z]{1,3}(?:FL)?[-–](?:(?:New|North|South|West|Rhode)\ [A-Z][a-z]{2,9}|[A-Z][A-Za-z.]{1,12})))
    (?=[),\s])
    """,
    re.VERBOSE,
)


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
        self.phrases = Phrases(words, names, text, lex)
        self.at = self.phrases.at

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
        return self.phrases.office(i, rule, 0)

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
        if taken and taken[0].cap and len(name.words) == 1 and i >= 0 and self.words[i].low in ("a", "an"):
            return None  # "an agenda that a President Hale could see work": she may never be
        taken = self._last_office(self._trimmed(taken))
        roles = [n for n, w in enumerate(taken) if lex.is_role(w.low) or (w.low in lex.crowns and w.cap)]
        if not roles:
            return self._owner(owner) if owner is not None and not taken else None
        if not self._says_office(taken, roles):
            return None
        span = Span(taken[0].start, taken[-1].end)
        affiliation, where = self.phrases.inside_title(taken, roles[-1])
        if affiliation is None and owner is not None:
            affiliation, where, span = self.phrases.owned(owner, span)
        if affiliation is None:
            party = self._party(name)
            affiliation, where = (party.of(self.text), party) if party else self._of(name)
        return Office("before", 3, self.phrases.say(span), span, affiliation, where, self.phrases.gender(taken))

    def _says_office(self, taken: Sequence[Word], roles: Sequence[int]) -> bool:
        """Whether the words before a name, of which some are offices, are worth printing as a title."""
        lex, tail = self.lex, taken[roles[-1] + 1 :]
        if tail and tail[0].low != "of" and tail[0].low not in lex.after_head:
            return False
        weak = all(taken[n].low in lex.weak_roles for n in roles)
        headed = roles[0] > 0 and taken[roles[0] - 1].low in lex.weak_heads
        return (headed or not weak) and taken[0].low not in lex.kin

    def _in_title(self, word: Word, taken: Sequence[Word]) -> bool:
        lex, before = self.lex, self.words[word.i - 1] if word.i else None
        if word.text == "pm":
            return False  # an hour
        if lex.is_role(word.low) or word.low in lex.modifiers:
            return not (word.initial and word.low in lex.function and word.low not in lex.modifiers)
        if word.low in lex.weak_heads and taken and taken[0].low in lex.weak_roles:
            return True  # "board member"
        if taken and taken[0].low not in lex.closed and self.phrases.is_small_body(word):
            return True  # "ministry spokesman", but "the government of Prime Minister Dar"
        if taken and self.phrases.is_small_body(taken[0]) and word.joins and word.low in lex.joined_topics:
            return True  # "fisheries ministry"
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

    def _owner(self, owner: Word) -> Office | None:
        """As in "The Daily Ledger's Ann Hale": where she works, without a title."""
        affiliation, where = self.phrases.named(owner)
        if affiliation is None or self.at[owner.i].kind != "organisation":
            return None
        return Office("owner", 1, None, None, affiliation, where)

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
            office = self.phrases.office(i + 1, "being", 0)
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
            office = self.phrases.office(i, "apposition", 3 - (chunk > 1))
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
                return self.phrases.office(i, "as", 1)
            if self.lex.is_role(self.words[j].low):
                end = j
            if not self.words[j].gap.isspace():
                break
        following = self.words[end + 1] if end + 1 < len(self.words) else None
        on = following is not None and following.low in self.lex.prepositions and self.words[end].joins
        return self.phrases.office(i, "as", 1, last=None if on else end)

    def _held_by(self, i: int) -> Iterator[Office]:
        """The office behind what a possessive's owner does in it: "Brenn’s first speech as mayor"."""
        office = self._taken_up(i)
        if office is None or office.title_span is None:
            return
        before = [w.low for w in self.words[i : i + 6] if w.end <= office.title_span.start]
        if self.lex.in_office.intersection(before):
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
                    yield Office("heads", 1, None, None, self.phrases.say(name.span), name.span)
                    return
                if BREAK.search(self.words[j].gap):
                    return
        elif verb.low in self.lex.being:
            start = i + 2 if self.words[i + 1].low == "as" else i + 1
            office = self.phrases.office(start, "relative", 1)
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
            body = self.at.get(j)
            if body is not None and body.words[0].i == j:
                wanted = ("organisation", "place", "thing") if of else ("organisation",)
                return (self.phrases.say(body.span), body.span) if body.kind in wanted else (None, None)
            if self.words[j].cap or not self.words[j].joins:
                return None, None
        return None, None

    def _party(self, name: Name) -> Span | None:
        end = name.words[-1].end
        party = _PARTY.match(self.text[end : end + 40])
        if party is None or party.lastgroup is None:
            return None
        said = party[party.lastgroup]
        stop = said.endswith(".") and re.split("[-–]", said, maxsplit=1)[-1].rstrip(".") in self.lex.places
        return Span(end + party.start(party.lastgroup), end + party.end(party.lastgroup) - stop)

    def _role_then_name(self, name: Name) -> Office | None:
        i = name.words[0].i - 1
        if i < 0 or self.words[i].sentence != name.words[0].sentence or self.words[i].gap.strip() != ",":
            return None
        after = name.words[-1].gap.strip()
        if after[:1] not in (",", ".", ")", "?", "!", "—", "–", ";") and after:
            return None
        for start in range(i, max(-1, i - 12), -1):
            word = self.words[start]
            if word.sentence != name.words[0].sentence or (start < i and BREAK.search(word.gap)):
                break
            before = self.words[start - 1] if start and self.words[start - 1].sentence == word.sentence else None
            owned = before is not None and before.possessive
            opens = word.low in self.lex.determiners or owned or (before is not None and self._leads_as(before))
            # "Kenyan Ambassador to Norland, Ann Hale, said", "On Monday, Finance Director, Ann Hale, said"
            edge = before is None or BREAK.search(before.gap) is not None
            alone = edge and word.cap and (word.low not in self.lex.function or word.low in self.lex.modifiers)
            if opens or alone or (word.initial and self.lex.is_role(word.low)):
                office = self.phrases.office(start, "role then name", 2, last=i)
                if office is None:
                    continue
                if office.affiliation is None and office.title_span is not None and before is not None and owned:
                    affiliation, where, span = self.phrases.owned(before, office.title_span)
                    office = replace(
                        office, title=self.phrases.say(span), title_span=span,
                        affiliation=affiliation, affiliation_span=where,
                    )  # fmt: skip
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
        gender = self.phrases.gender(self.words[first : last + 1])
        return Office("body's office", 2, self.phrases.say(span), span, self.phrases.say(name.span), name.span, gender)
