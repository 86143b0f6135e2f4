"""Who the words of a source stand for, read in the order of the text: what was told before helps what comes after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefing.extract.actors.lexicon import lexicon as actor_lexicon
from briefing.extract.source_resolution import (
    antecedents,
    bodies,
    documents,
    holders,
    kin,
    people,
    relatives,
    subjects,
    turns,
    wording,
)
from briefing.extract.source_resolution.answers import Answer, chain
from briefing.extract.source_resolution.antecedents import Antecedent
from briefing.extract.source_resolution.context import Context, Turn
from briefing.extract.source_resolution.source import Reading, read
from briefing.model.findings import Actor, ActorKind, Attribution, Mention
from briefing.model.text import Span


class Resolver:
    """Reads the attributions of one document in order."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.added: dict[str, str] = {}
        self.mentions: dict[str, list[Mention]] = {}
        self.groups: dict[str, Actor] = {}
        """The latest unnamed group by the last word of its own."""
        self.offices: dict[str, str] = {}
        """Of people whose office no phrase beside their name tells: the words that stood for them."""
        self.documents: dict[str, Answer] = {}
        """Who spoke in a document, by its noun."""
        surnames = (a.name.split()[-1] for a in context.actors.values() if a.kind == "person")
        self.surnames = Counter(surnames)

    def answer(self, attribution: Attribution) -> Answer:
        """Who speaks in one attribution; remembered for those after it."""
        if not attribution.source and not attribution.cue and attribution.content:
            return self._free(attribution)
        if not attribution.source:
            return Answer(None, None, "none", ())
        span = attribution.source[0]  # a relative pronoun may follow; it is the same source
        if len(attribution.source) > 1:
            span = wording.before_pronoun(span, attribution.source[1], self.context.text)
        answer = self._of(span, attribution)
        if len(attribution.source) > 1 and self._parted(answer, attribution.source[1]):
            words = " ".join(span.of(self.context.text).split())
            answer = Answer(None, words, "none", (words, "more than one could be meant"), "nominal")
        if answer.actor is not None and not attribution.rule.startswith("dash"):  # set apart from the story
            turn = Turn(span.start, self.context.paragraph_at(span.start), answer.actor)
            self.context.turns.append(turn)
        if answer.actor is not None and answer.kind != "name":
            kind = "pronoun" if answer.kind == "pronoun" else "nominal"
            self.mentions.setdefault(answer.actor, []).append(Mention(span, kind))  # type: ignore[arg-type]  # two of its three words
        return answer

    def _free(self, attribution: Attribution) -> Answer:
        """Who speaks in a quotation that nobody is said to say: who spoke just before, if only one can be meant."""
        at = attribution.content[0].start
        answer = self.context.document.answer_at(attribution.content[0])
        antecedent = turns.answering(self.context, answer) if answer else turns.of_quotation(self.context, at)
        if antecedent is None:
            return Answer(None, None, "none", ())
        name = self.context.actors[antecedent.actor].name
        self.context.turns.append(Turn(at, self.context.paragraph_at(at), antecedent.actor))
        why = "nobody is said to say it" if answer is None else "answers in the interview"
        return Answer(antecedent.actor, name, antecedent.evidence, chain(why, antecedent.through), "nominal")

    def _parted(self, answer: Answer, pronoun: Span) -> bool:
        """Whether "who" stands for somebody else than the words before it name: "said Hale of Brenn, who hopes"."""
        if answer.actor is None or answer.kind != "name":
            return False
        antecedent, _ = relatives.relative(self.context, pronoun.start)
        if antecedent is None or antecedent.actor == answer.actor:
            return False
        kinds = {self.context.actors[antecedent.actor].kind, self.context.actors[answer.actor].kind}
        return kinds == {"person"}

    def _of(self, span: Span, attribution: Attribution) -> Answer:
        lex, words = self.context.lex, " ".join(span.of(self.context.text).split())
        low = words.lower().strip(' ,."“”')
        first = low.partition(" ")[0]
        if low in lex.he or low in lex.she or first in ("he", "she"):
            return self._pronoun(span, words, "he" if first in lex.he else "she", attribution)
        if low in lex.it or low in lex.they:
            if (answer := self._subject_before(span, words, attribution)) is not None:
                return answer
            antecedent = bodies.body(self.context, span.start, attribution.content, plural=low in lex.they)
            return self._behind(words, antecedent, "pronoun")
        if low in lex.first:
            return self._first_person(span, words)
        if low in lex.relative and not words.isupper():  # "WHO said"
            return self._relative(span, words)
        return self._noun_phrase(span, words, attribution.content)

    def _pronoun(self, span: Span, words: str, pronoun: str, attribution: Attribution) -> Answer:
        excluded = people.others(self.context, span.start, attribution.content)
        antecedent = people.person(self.context, span.start, pronoun, attribution.content, others=excluded)
        antecedent = antecedent or turns.interviewed(self.context, span.start, pronoun)
        if antecedent is not None and antecedent.evidence == "pronoun_only":
            self.context.genders.setdefault(antecedent.actor, pronoun)
        return self._behind(words, antecedent, "pronoun")

    def _subject_before(self, span: Span, words: str, attribution: Attribution) -> Answer | None:
        """The group or document without a name that the sentence before leaves for "they" or "it"."""
        text = self.context.text
        if words.lower() in self.context.lex.they:
            subject = subjects.group(self.context, span.start)
        else:
            reads = bool(attribution.cue) and attribution.cue[0].of(text).lower() in ("reads", "read")
            subject = subjects.document(self.context, span.start, reads=reads)
        if subject is None:
            return None
        answer = self._noun_phrase(subject, " ".join(subject.of(text).split()))
        if answer.actor is None:
            return None
        return replace(answer, evidence="pronoun", chain=chain(words, *answer.chain), kind="pronoun")

    def _behind(self, words: str, antecedent: Antecedent | None, kind: str) -> Answer:
        if antecedent is None:
            return Answer(None, words, "none", (words, "nobody before it fits"), kind)
        name = self.context.actors[antecedent.actor].name
        return Answer(antecedent.actor, name, antecedent.evidence, chain(words, antecedent.through, name), kind)

    def _first_person(self, span: Span, words: str) -> Answer:
        """Nobody yet: "I" inside a quotation is whoever speaks it, and outside the article's author."""
        whose = "the one quoted" if self.context.is_quoted(span.start) else "the author"
        singular = words.lower().strip(" ,.") in self.context.lex.first_alone
        return Answer(None, words, "none", (words, whose), "first" if singular else "pronoun")

    def _relative(self, span: Span, words: str) -> Answer:
        antecedent, phrase = relatives.relative(self.context, span.start)
        if antecedent is not None:
            name = self.context.actors[antecedent.actor].name
            return Answer(
                antecedent.actor, name, antecedent.evidence, chain(words, antecedent.through, name), "pronoun"
            )
        if phrase is None:
            return Answer(None, words, "none", (words, "nobody before it is named"), "pronoun")
        answer = self._noun_phrase(phrase, " ".join(phrase.of(self.context.text).split()))
        return replace(answer, chain=chain(words, *answer.chain), kind="pronoun")

    def _noun_phrase(self, span: Span, words: str, content: Sequence[Span] = ()) -> Answer:
        context = self.context
        reading = read(context, span)
        if reading.named:
            return self._named(reading, words)
        if (answer := self._tied(span, words)) is not None:
            return answer
        noun = reading.noun
        press = noun in context.lex.kinds and reading.definite and not reading.inside  # "the paper"
        if noun in context.lex.documents and not (press and bodies.institution(context, span.start, noun)[0]):
            return self._document(span, reading, words, content)
        if reading.definite or noun in ("officials",):
            meant = self._definite(span, reading, words)
            if meant is not None:
                return meant
        return self._group(span, reading, words)

    def _definite(self, span: Span, reading: Reading, words: str) -> Answer | None:
        """Whom or which body a definite noun stands for; ``None`` where its own words are all that is known."""
        context, noun = self.context, reading.noun
        if (unnamed := self._spoke_unnamed(span, noun, reading.plain)) is not None:
            return unnamed
        behind, tied = holders.holder(context, span.start, noun)
        if behind is not None and not holders.holds(context, behind.actor, reading.plain):
            behind = None
        if behind is None and not tied:
            behind, tied = bodies.institution(context, span.start, noun)
            if behind is not None and not bodies.may_be_called(context, behind.actor, noun, reading.plain):
                behind = None
        if behind is not None and not reading.inside:
            return self._behind(words, behind, "nominal")
        if tied:
            return Answer(None, words, "none", (words, "more than one could be meant"), "nominal")
        office = noun in context.lex.holders or actor_lexicon(context.document.language).is_role(noun)
        if office and reading.definite and not reading.inside:
            return self._holder_unnamed(span, noun, words)
        if noun in context.lex.partisans:
            return self._behind(words, holders.partisan(context, span.start), "nominal")
        body = bodies.unnamed(context, span.start, noun, reading.plain)
        return self._behind(words, body, "nominal") if body is not None else None

    def _tied(self, span: Span, words: str) -> Answer | None:
        """Whom a phrase belongs to that breaks off in their title, or tells beside a body's name what it is."""
        if (named := bodies.named_behind(self.context, span)) is not None:
            name = self.context.actors[named.actor].name
            said = named.span.of(self.context.text)
            return Answer(named.actor, name, "named", chain(words, said, name))
        if (holder := wording.cut_short(self.context, span)) is not None:
            name = self.context.actors[holder].name
            return Answer(holder, name, "named_disputed", chain(words, name))
        body = bodies.apposed_body(self.context, span)
        return self._behind(words, body, "nominal") if body is not None else None

    def _spoke_unnamed(self, span: Span, noun: str, plain: str) -> Answer | None:
        """Who spoke last without a name, where the noun is theirs: "a ministry spokesman" for "the spokesman"."""
        latest = antecedents.latest_turn(self.context, span.start, 2, lambda _: True)
        if latest is None or self.context.unnamed.get(latest.actor) != noun:
            return None
        name = self.context.actors[latest.actor].name
        if wording.is_another(self.context, plain, name):
            return None
        words = " ".join(span.of(self.context.text).split())
        return Answer(latest.actor, name, "definite_only", chain(words, name), "nominal")

    def _named(self, reading: Reading, words: str) -> Answer:
        context = self.context
        first = reading.named[0]
        if len(reading.named) == 1 and not reading.beside:
            name = context.actors[first.actor].name
            said = first.span.of(context.text)
            evidence = "named" if reading.agreed else "named_disputed"
            if evidence == "named" and " " not in said and self._shared_surname(said):
                evidence = "named_shared"
            return Answer(first.actor, name, evidence, chain(words if len(words) <= 60 else said, said, name))
        names = [context.actors[n.actor].name for n in reading.named]
        whole = reading.plain or words if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
        id_ = self._new(whole, "group")
        return Answer(id_, whole, "both_named", chain(words, whole), "nominal")

    def _document(self, span: Span, reading: Reading, words: str, content: Sequence[Span] = ()) -> Answer:
        """A report speaks for the body that wrote it, not for whoever cites it."""
        context, noun = self.context, reading.noun
        if (people_too := documents.beside_people(context, span, noun)) is not None:
            return self._noun_phrase(people_too, " ".join(people_too.of(context.text).split()), content)
        body = documents.behind(context, span) or documents.document_of(context, reading, span)
        if body is not None:
            name = context.actors[body.actor].name
            said = body.span.of(context.text)
            return self._told_of(noun, Answer(body.actor, name, "document", chain(words, said, name), "nominal"))
        maker = self._maker(span, reading, words, content)
        if maker is not None:
            return self._told_of(noun, maker)
        if reading.definite and noun in self.documents:
            known = self.documents[noun]
            return replace(known, chain=chain(words, *known.chain))
        antecedent = documents.author(context, span.start, noun) if reading.definite else None
        antecedent = antecedent or (documents.writer(context, span.start, noun) if reading.definite else None)
        if antecedent is not None:
            return self._behind(words, antecedent, "nominal")
        said = wording.own_words(self.context, span, reading)
        if reading.definite and said.lower() == noun:
            said = subjects.named_before(context, noun, span.start) or said  # "the amendment": "the 14th Amendment"
        id_ = self._new(said, "document")
        return Answer(id_, context.actors[id_].name, "document", chain(words, context.actors[id_].name), "nominal")

    def _told_of(self, noun: str, answer: Answer) -> Answer:
        """The same; remembered for "the letter" after "Brenn’s letter"."""
        if answer.actor is not None:
            self.documents[noun] = answer
        return answer

    def _maker(self, span: Span, reading: Reading, words: str, content: Sequence[Span]) -> Answer | None:
        """Who made a document that says so: "Brenn’s letter", "her research", "a survey by the Trust and the Fund"."""
        context = self.context
        owner = documents.owner(context, span, reading.noun)
        if owner is not None:
            low = owner.of(context.text).lower()
            if low in ("his", "her"):
                antecedent = people.person(context, span.start, "he" if low == "his" else "she", content)
                return self._behind(words, antecedent, "nominal") if antecedent is not None else None
            named = [n for n in context.within(owner) if n.span.end >= owner.end]
            if named:
                name = context.actors[named[-1].actor].name
                said = named[-1].span.of(context.text)
                return Answer(named[-1].actor, name, "document", chain(words, said, name), "nominal")
            id_ = self._new(" ".join(owner.of(context.text).split()), "organisation")
            return Answer(id_, context.actors[id_].name, "document", chain(words, context.actors[id_].name), "nominal")
        maker = documents.maker(context, span)
        if maker is None:
            return None
        said = " ".join(maker.of(context.text).split())
        if documents.are_several(context, maker):
            id_ = self._new(said, "group")
            return Answer(id_, said, "document", chain(words, said), "nominal")
        answer = self._noun_phrase(maker, said, content)
        if answer.actor is None or answer.evidence == "none":
            return None
        return replace(answer, evidence="document", chain=chain(words, *answer.chain), kind="nominal")

    def _holder_unnamed(self, span: Span, noun: str, words: str) -> Answer:
        """The unnamed one told of before for "the official", whom the lead names for "the Minister", else nobody."""
        office = words.partition(" ")[2]
        holder = holders.officeholder(self.context, span.start, noun) if office[:1].isupper() else None
        if holder is not None:
            self.offices.setdefault(holder.actor, office)
            return self._behind(words, holder, "nominal")
        actor = self.groups.get(noun)
        if actor is not None and not wording.is_another(self.context, words, actor.name):
            return Answer(actor.id, actor.name, "definite", chain(words, actor.name), "nominal")
        return Answer(None, words, "none", (words, "nobody named holds it"), "nominal")

    def _group(self, span: Span, reading: Reading, words: str) -> Answer:
        plain = wording.own_words(self.context, span, reading)
        owner, _, rest = plain.partition(" ")
        if owner.lower() in self.context.lex.owners and rest:
            return self._owned(span, rest, words)
        if wording.is_storm(self.context, plain):
            return Answer(None, words, "none", (words, "a storm says nothing"), "nominal")
        if reading.noun in self.context.lex.acts and not wording.is_proper(self.context, plain):
            return Answer(None, words, "none", (words, "what happened speaks for nobody"), "nominal")
        if self._shared_surname(reading.plain):
            return Answer(None, words, "none", (words, "more than one could be meant"))
        if not plain:
            return Answer(None, words, "none", (words,), "nominal")
        if (named := bodies.named_later(self.context, span)) is not None:
            self.offices.setdefault(named.actor, plain)
            name = self.context.actors[named.actor].name
            return Answer(named.actor, name, "definite_only", chain(words, name), "nominal")
        id_ = self._new(plain, "organisation" if wording.is_proper(self.context, plain) else "group")
        self._remember(id_, reading.noun)
        return Answer(
            id_, self.context.actors[id_].name, "group", chain(words, self.context.actors[id_].name), "nominal"
        )

    def _remember(self, id_: str, noun: str) -> None:
        """Keeps whom "he" or "the spokesman", "it" or "the group" may stand for behind it."""
        lex, actor = self.context.lex, self.context.actors[id_]
        if actor_lexicon(self.context.document.language).is_role(noun) or noun in lex.single:
            self.context.unnamed[id_] = noun
        elif noun in lex.bodies or noun in lex.any_body or noun in lex.kinds:
            self.context.collective.add(id_)
        if actor.kind == "group":
            self.groups[noun] = actor

    def _owned(self, span: Span, rest: str, words: str) -> Answer:
        """Somebody told of by whose they are: "her lawyer" is Ada Brenn’s lawyer, or nobody who can be named."""
        if words.partition(" ")[0].lower() in self.context.lex.of_bodies:
            body = bodies.subject_before(self.context, span.start)
            if body is None:
                return Answer(None, words, "none", (words, "nobody before it fits"), "nominal")
            name = self.context.actors[body.actor].name
            if name.lower().endswith(rest.lower()):  # "The Norlandic government …. Its government": an article's slip
                return self._behind(words, antecedents.through(self.context, body, "definite"), "nominal")
            return self._whose(body.span.of(self.context.text), name, rest, words)
        pronoun = {"his": "he", "her": "she"}.get(words.partition(" ")[0].lower())
        # "Dar never came out, his brother said": whom the brother speaks of may be whose brother he is.
        owner = people.person(self.context, span.start, pronoun, ()) if pronoun else None
        if owner is None or owner.evidence == "pronoun_far":
            return Answer(None, words, "none", (words, "nobody before it fits"), "nominal")
        return self._whose(owner.through, self.context.actors[owner.actor].name, rest, words)

    def _whose(self, through: str, owner: str, rest: str, words: str) -> Answer:
        """Somebody without a name, by the name of whose they are: "Ada Brenn’s lawyer", "Norland’s government"."""
        id_ = self._new(f"{owner}’s {rest}", "group")
        whole = self.context.actors[id_].name
        return Answer(id_, whole, "definite", chain(words, through, whole), "nominal")

    def _shared_surname(self, plain: str) -> bool:
        """Whether the words are a surname that several of the people named bear."""
        last = plain.split()[-1:] if plain[:1].isupper() else []
        return bool(last) and self.surnames[last[0]] > 1

    def _new(self, name: str, kind: ActorKind) -> str:
        """The id of an unnamed actor, the same for the same words."""
        key = name.lower()
        if key not in self.added:
            id_ = f"a{len(self.context.actors) + 1}"
            self.added[key] = id_
            actor = self.context.actors[id_] = Actor(id_, name, kind, None, None, None, ())
            if kind == "group":
                self.groups[name.rsplit(maxsplit=1)[-1].lower()] = actor
        return self.added[key]

    def taught(self) -> list[Actor]:
        """The actors with the mentions and pronouns that resolution added."""
        out = []
        for actor in self.context.actors.values():
            more = self.mentions.get(actor.id, [])
            gender = actor.gender or self.context.genders.get(actor.id)
            mentions = tuple(sorted({*actor.mentions, *more}, key=lambda m: (m.span, m.kind)))
            description = bodies.told_before(self.context, actor.id) if actor.kind == "organisation" else None
            title = _fuller(actor.title, self.offices.get(actor.id) or description)
            if title is None and actor.kind == "person" and actor.affiliation is None:
                title = kin.relation(self.context, actor)
            out.append(replace(actor, title=title, gender=gender, mentions=mentions))  # type: ignore[arg-type]  # he or she
        return out


def _fuller(title: str | None, words: str | None) -> str | None:
    """A title, or the words that stood for its bearer where there is none or they end with it."""
    if title is None or words is None:
        return title or words
    return words if words.lower().endswith(f" {title.lower()}") else title
