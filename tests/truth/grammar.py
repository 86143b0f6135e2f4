"""Articles of our own making, with what is true in them: who said what, what happened when.

Every name, place and event is invented. The same seed gives the same article.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

GIVEN_SHE = ("Ada", "Brita", "Celine", "Dunja", "Esther", "Fatima", "Greta", "Helena", "Imelda", "Joanna")
GIVEN_HE = ("Anton", "Boris", "Cedric", "Dmitri", "Edmund", "Farid", "Gustav", "Henrik", "Ivan", "Jonas")
SURNAMES = (
    "Abelard", "Brandvold", "Castellan", "Dornbusch", "Eriksen", "Falkner", "Grimaldi", "Hollander", "Ibarra",
    "Jankowski", "Kessler", "Lindgren", "Marchetti", "Novotny", "Okonjo", "Petrossian", "Quiroga", "Rasmussen",
    "Sandoval", "Thorvald", "Ustinov", "Verhoeven", "Wetzlar", "Yardley", "Zamora",
)  # fmt: skip
OFFICES = (
    ("Finance Minister", None),
    ("Health Secretary", None),
    ("Foreign Minister", None),
    ("Governor", None),
    ("Mayor", None),
    (None, "director of the {org}"),
    (None, "a spokesperson for the {org}"),
    (None, "chief economist at the {org}"),
    (None, "head of the {org}"),
    (None, "a senior fellow at the {org}"),
)
ORGANISATIONS = (
    "Institute for River Policy", "Northern Fisheries Board", "Council on Border Trade", "Harbour Workers’ Union",
    "Centre for Rural Health", "National Grid Authority", "Coalition for Clean Water", "Upland Farmers’ League",
)  # fmt: skip
CITIES = ("Brackwater", "Eastmere", "Kolvik", "Stonebridge", "Valdera", "Port Ansel", "Tarnhelm", "Westmarch")
THINGS = (
    "the dam at {city}", "the new border levy", "the fishing quota", "the hospital merger", "the grain reserve",
    "the rail concession", "the water treaty", "the export ban", "the pension reform", "the mining licence",
)  # fmt: skip
EVENTS = (
    ("approved", "The cabinet approved {thing}"),
    ("suspended", "Regulators suspended {thing}"),
    ("blocked", "Protesters blocked the road to {city}"),
    ("killed", "A landslide near {city} killed {n} people"),
    ("signed", "Ministers signed an agreement on {thing}"),
    ("rejected", "The court rejected an appeal over {thing}"),
    ("closed", "The authorities closed {n} schools in {city}"),
)
CLAIMS = (
    "{thing} would not survive another winter",
    "the government had ignored every warning about {thing}",
    "nobody had read the report on {thing}",
    "{thing} may cost as much as ${n} million",
    "there was no evidence that {thing} had failed",
    "families in {city} could lose their homes unless {thing} is changed",
    "talks on {thing} were not over",
    "{thing} would probably help the poorest first",
)
QUOTES = (
    "We cannot go on like this, and nobody in {city} wants to",
    "This is not the end of {thing}, it is barely the beginning",
    "If they sign, we will stop work within the hour",
    "Nobody asked the people who live there",
    "It may take a year, perhaps two, before we know what {thing} has done",
    "I do not believe a word of it",
    "You do not repair a roof by selling the house",
)
SAYS = ("said", "argued", "warned", "insisted", "added", "explained", "noted", "claimed")


@dataclass(frozen=True)
class Person:
    """Somebody with a name of their own in the article."""

    name: str
    surname: str
    pronoun: str
    introduced: str
    """How the first mention reads."""


@dataclass(frozen=True)
class Said:
    """An attribution that is true: its words as they stand in the article, and whose they are."""

    words: str
    speaker: str


@dataclass(frozen=True)
class Happened:
    """An event that is true: the sentence that tells it and the value of its date."""

    sentence: str
    value: str


@dataclass(frozen=True)
class Article:
    """An article and its truth."""

    text: str
    date: dt.date
    said: tuple[Said, ...]
    happened: tuple[Happened, ...]


def article(seed: int) -> Article:
    """The article of a seed: four to nine paragraphs, one to four people."""
    return _Writer(random.Random(seed)).write()  # noqa: S311 - variety, not secrecy


class _Writer:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.date = dt.date(2024, 1, 1) + dt.timedelta(days=rng.randrange(900))
        self.said: list[Said] = []
        self.happened: list[Happened] = []
        self.straight = rng.random() < 0.2

    def write(self) -> Article:
        rng = self.rng
        surnames = rng.sample(SURNAMES, 4)
        people = [self.person(surname) for surname in surnames[: rng.randint(1, 4)]]
        paragraphs = [self.lead()]
        for person in people:
            paragraphs.extend(self.speech(person))
            if rng.random() < 0.5:
                paragraphs.append(self.event())
        if rng.random() < 0.4:
            paragraphs.append(f"The {rng.choice(ORGANISATIONS)} did not respond to a request for comment.")
        text = "\n\n".join(paragraphs)
        if self.straight:
            text = text.translate({0x201C: '"', 0x201D: '"', 0x2019: "'"})
        straight = {0x201C: '"', 0x201D: '"', 0x2019: "'"} if self.straight else {}
        return Article(
            text,
            self.date,
            tuple(Said(s.words.translate(straight), s.speaker) for s in self.said),
            tuple(Happened(h.sentence.translate(straight), h.value) for h in self.happened),
        )

    def fill(self, template: str) -> str:
        rng = self.rng
        thing = rng.choice(THINGS)
        return (
            template.replace("{thing}", thing)
            .replace("{city}", rng.choice(CITIES))
            .replace("{n}", str(rng.randint(2, 90)))
        )

    def person(self, surname: str) -> Person:
        rng = self.rng
        she = rng.random() < 0.5
        name = f"{rng.choice(GIVEN_SHE if she else GIVEN_HE)} {surname}"
        before, after = rng.choice(OFFICES)
        if before:
            introduced = f"{before} {name}"
        else:
            assert after is not None
            introduced = f"{name}, {after.format(org=rng.choice(ORGANISATIONS))},"
        return Person(name, surname, "she" if she else "he", introduced)

    def when(self) -> tuple[str, str]:
        """An expression that looks back and the value it has."""
        rng, date = self.rng, self.date
        back = rng.randint(1, 6)
        past = date - dt.timedelta(days=back)
        month = rng.randint(1, 12)
        year = date.year - rng.randint(1, 9)
        return rng.choice(
            [
                (f"on {past.strftime('%A')}", past.isoformat()),
                ("yesterday", (date - dt.timedelta(days=1)).isoformat()),
                (f"on {past.strftime('%B')} {past.day}, {past.year}", past.isoformat()),
                (f"on {past.day} {past.strftime('%B')} {past.year}", past.isoformat()),
                (f"in {dt.date(year, month, 1).strftime('%B')} {year}", f"{year}-{month:02}"),
                (f"in {year}", str(year)),
                ("earlier this month", f"{date:%Y-%m}"),
                ("last year", str(date.year - 1)),
            ]
        )

    def lead(self) -> str:
        day = f"{self.date.strftime('%B')} {self.date.day}, {self.date.year}"
        return f"{self.rng.choice(CITIES).upper()}, {day} (Inland Wire) — {self.event()}"

    def event(self) -> str:
        expression, value = self.when()
        sentence = f"{self.fill(self.rng.choice(EVENTS)[1])} {expression}."
        self.happened.append(Happened(sentence, value))
        return sentence

    def speech(self, person: Person) -> list[str]:
        rng = self.rng
        return [self.first(person), *(self.later(person) for _ in range(rng.randint(0, 2)))]

    def first(self, person: Person) -> str:
        rng = self.rng
        claim = self.fill(rng.choice(CLAIMS))
        says = rng.choice(SAYS)
        if rng.random() < 0.5:
            self.said.append(Said(claim, person.name))
            subject = person.introduced[:1].upper() + person.introduced[1:]
            return f"{subject} {says} that {claim}."
        quote = self.fill(rng.choice(QUOTES))
        self.said.append(Said(quote, person.name))
        return f"“{quote},” {says} {person.introduced.rstrip(',')}."

    def later(self, person: Person) -> str:
        rng = self.rng
        who = rng.choice([person.surname, person.pronoun])
        says = rng.choice(SAYS)
        form = rng.randrange(4)
        if form == 0:
            claim = self.fill(rng.choice(CLAIMS))
            self.said.append(Said(claim, person.name))
            return f"{who[:1].upper()}{who[1:]} {says} that {claim}."
        if form == 1:
            quote = self.fill(rng.choice(QUOTES))
            self.said.append(Said(quote, person.name))
            return f"“{quote},” {who} {says}."
        if form == 2:
            first, second = (self.fill(q) for q in rng.sample(QUOTES, 2))
            self.said.append(Said(first, person.name))
            self.said.append(Said(second, person.name))
            return f"“{first},” {who} {says}. “{second}.”"
        claim = self.fill(rng.choice(CLAIMS))
        self.said.append(Said(claim, person.name))
        return f"According to {person.surname}, {claim}."
