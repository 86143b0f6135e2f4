"""Who acts and speaks in a document: people, organisations and countries, with what the text tells of them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.extract.actors import clusters as _clusters
from briefing.extract.actors import descriptions
from briefing.extract.actors.clusters import Cluster
from briefing.extract.actors.lexicon import Gender, Lexicon, lexicon
from briefing.extract.actors.names import names
from briefing.extract.actors.offices import Office, Offices
from briefing.extract.actors.words import Word, scan
from briefing.model.findings import Actor, Mention
from briefing.model.quotations import Quotations
from briefing.model.text import Document, Parse, Sentence, Span

__all__ = ["find", "likely_pronoun"]


def find(
    document: Document, sentences: Sequence[Sentence], parse: Parse, quotations: Sequence[Span] = ()
) -> tuple[Actor, ...]:
    """The named actors of a document in order of first mention, with every place where they are named.

    A person has the fullest name the text gives, and the title and affiliation that one phrase of it tells; nothing is
    filled in from elsewhere. ``gender`` is set only where the text shows it (``Mr.``, ``spokeswoman``). With a model
    its tags and entities weigh in; with ``parse.reduced`` the rules stand alone.

    Args:
        document: whose text the offsets count into.
        sentences: of that document.
        parse: of those sentences.
        quotations: of that document: what only a quotation calls somebody is its speaker's word.
    """
    lex = lexicon(document.language)
    words = scan(document, sentences, parse, lex)
    named = names(words, document.text, lex)
    offices = Offices(words, named, document.text, lex)
    rows: list[tuple[Cluster, Office | None, Gender | None]] = []
    quoted = Quotations(quotations)
    people = list(_clusters.people(named, words, lex))
    course = descriptions.Course.of(words, people)
    for cluster in people:
        office, gender = _office(cluster, offices, quoted, lex)
        if office is None:
            office = descriptions.described_office(cluster, course, words, offices, document.text, lex)
        if gender == "he" and _clusters.prior(cluster.fullest.text, lex) == "she":
            gender = None  # "Party Chairman Joan Adams": the office was hers, its word is nobody's pronoun
        rows.append((cluster, office, cluster.gender or gender))
    bodies = _clusters.organisations(named, document.text, lex)
    rows += [(cluster, _kind(cluster, words, lex), None) for cluster in bodies]
    rows += [(cluster, None, None) for cluster in _clusters.places(named, lex)]
    rows.sort(key=lambda row: row[0].start)
    return tuple(_actor(f"a{n}", *row) for n, row in enumerate(rows, 1))


def likely_pronoun(name: str, language: str) -> Gender | None:
    """The pronoun most bearers of a person's given name go by: for choosing between two people, never for print."""
    return _clusters.prior(name, lexicon(language))


def _office(
    cluster: Cluster, offices: Offices, quoted: Quotations, lex: Lexicon
) -> tuple[Office | None, Gender | None]:
    """The best office told of a person, with an affiliation from elsewhere where it has none, and their pronoun.

    What the article itself tells goes before what a quotation calls them; a bare form of address in somebody's mouth
    ("“**Secretary** Venn has lied,” her rival said") may be of an office long left, and is none.
    """
    held = [(name, office) for name in cluster.names if not name.headline for office in offices.of(name)]
    gender = next((o.gender for _, o in held if o.gender), None)
    by_article = [o for name, o in held if quoted.at(name.span.start) is None]
    addressed = [o for name, o in held if quoted.at(name.span.start) is not None]
    said = [o for o in addressed if (o.title or "").lower() not in lex.addresses]
    for told_by in (by_article, said):
        if titled := [o for o in told_by if o.title]:
            return max(titled, key=lambda o: o.rank), gender
    return max((*by_article, *said), key=lambda o: o.rank, default=None), gender


def _kind(cluster: Cluster, words: Sequence[Word], lex: Lexicon) -> Office | None:
    """What a body is told to be right before its name: "the newspaper Dagens Ekko"."""
    for name in cluster.names:
        first = name.words[0]
        before = words[first.i - 1] if first.i else None
        if before is None or before.sentence != first.sentence or before.cap or not before.joins:
            continue
        if before.low in lex.body_nouns and before.low not in (w.low for w in name.words):
            return Office("kind", 0, before.text, before.span, None, None)
    return None


def _actor(id_: str, cluster: Cluster, office: Office | None, gender: Gender | None) -> Actor:
    return Actor(
        id=id_,
        name=cluster.fullest.text,
        kind=cluster.kind,
        title=office.title if office else None,
        affiliation=office.affiliation if office else None,
        gender=gender,
        mentions=tuple(Mention(name.span, "name") for name in cluster.names),
        title_span=office.title_span if office else None,
        affiliation_span=office.affiliation_span if office else None,
    )
