"""Every regular expression of the package and how it is used: read from its source, and from what the rules make."""

from __future__ import annotations

import ast
import collections
import dataclasses
import functools
import importlib
import pkgutil
import re
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import briefing
from briefing import binding_words, rules
from briefing.compose import (
    completion,
    conflicts,
    disputes,
    exclusion_reasons,
    hours_of_day,
    imitations,
    independence,
    named_states,
    open_questions,
    own_views,
    participles,
    person_names,
    quantities,
    rival_words,
    saying,
    scenes,
    statements,
    trim,
    unnamed_speakers,
)
from briefing.extract import figures
from briefing.extract.attribution import lexicon as positions
from briefing.extract.attribution import plain, stances
from briefing.extract.events import lexicon as event_words
from briefing.extract.source_resolution import kin
from briefing.extract.source_resolution.lexicon import lexicon as speakers
from briefing.layout import text_runs, truncation
from briefing.model.brief import Speaker
from briefing.readers import hearings, page_kinds, printed_pages
from briefing.readers.archives import proquest
from briefing.text import boilerplate, dateline, galleries, interviews, language, sentences
from briefing.timex import offsets, tense
from briefing.timex.recognise import lexicon

#: The functions of ``re`` that take a pattern first, and which of their arguments the flags are.
FLAGS_AT = {
    "compile": 1, "search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2, "split": 3, "sub": 4, "subn": 4,
}  # fmt: skip
#: Of no method known, a pattern is tried the hardest way.
HARDEST = frozenset({"search"})


#: Patterns that are slow on long texts and are never shown one: how many characters at most, and which slice says so.
BOUNDED = {
    "text.sentences:_WORD_BEFORE": sentences.BACK + 1,  # the window before a stop
    "readers.archives.proquest:_INFO": proquest.LONGEST_INFO,
}


@dataclasses.dataclass(frozen=True)
class Pattern:
    """A compiled pattern and its use."""

    where: str
    """Module and name or line."""
    regex: re.Pattern[Any]
    uses: frozenset[str]
    """The methods its users call."""
    most: int | None = None
    """The most characters that it is ever shown; ``None`` for as many as a text has."""

    @property
    def anchored(self) -> bool:
        """Whether it is tried at one place only, not at every place of the text."""
        return self.uses <= {"match", "fullmatch"}


@functools.cache
def modules() -> Mapping[str, tuple[types.ModuleType, ast.Module]]:
    """Every module of the package by its name, with its source."""
    found = {}
    for info in pkgutil.walk_packages(briefing.__path__, "briefing."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            found[info.name] = (module, ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")))
    return found


def _is_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in FLAGS_AT
    )


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(tree) if _is_call(node))  # type: ignore[misc]


def _value(call: ast.Call, module: types.ModuleType) -> re.Pattern[Any] | None:
    """The pattern of a call; ``None`` where it depends on what is known only in a run."""
    at = FLAGS_AT[call.func.attr]  # type: ignore[attr-defined]
    flags = next((k.value for k in call.keywords if k.arg == "flags"), call.args[at] if len(call.args) > at else None)
    try:
        pattern, flag = (
            eval(compile(ast.Expression(node), "", "eval"), vars(module)) if node else 0  # noqa: S307 - our own source
            for node in (call.args[0], flags)
        )
    except NameError:
        return None
    return re.compile(pattern, flag)


@functools.cache
def _used() -> Mapping[tuple[str, str], set[str]]:
    """What is called of a name: (module, name) for a name in its own module, ("", name) for one of another module."""
    used: dict[tuple[str, str], set[str]] = collections.defaultdict(set)
    for name, (_, tree) in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in FLAGS_AT:
                if isinstance(node.value, ast.Name):
                    used[name, node.value.id].add(node.attr)
                elif isinstance(node.value, ast.Attribute):
                    used["", node.value.attr].add(node.attr)
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    used["", alias.name] |= used[name, alias.asname or alias.name]
    return used


def _uses(name: str, tree: ast.Module) -> tuple[Mapping[int, set[str]], Mapping[int, str]]:
    """Of each call in a module: the methods called of what it gives, and its name where it has one of its own."""
    uses: dict[int, set[str]] = collections.defaultdict(set)
    called: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in FLAGS_AT and _is_call(node.value):
            uses[id(node.value)].add(node.attr)
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)]
            for call in _calls(node.value):
                if call is node.value and len(names) == 1:
                    called[id(call)] = names[0]
                for of in names:
                    uses[id(call)] |= _used()[name, of] | _used()["", of]
    return uses, called


def written() -> tuple[list[Pattern], set[str]]:
    """The patterns that the source spells out, and the modules that make one out of what they read."""
    found, making = [], set()
    for name, (module, tree) in modules().items():
        uses, called = _uses(name, tree)
        for call in _calls(tree):
            regex = _value(call, module)
            function: str = call.func.attr  # type: ignore[attr-defined]
            if regex is None:
                making.add(name)
                continue
            of = frozenset(uses[id(call)] if function == "compile" else {function})
            where = f"{name.removeprefix('briefing.')}:{called.get(id(call), call.lineno)}"
            found.append(Pattern(where, regex, of or HARDEST, BOUNDED.get(where)))
    return found, making


def inside(value: object) -> Iterator[re.Pattern[Any]]:
    """Every pattern within a value: in mappings, sequences, sets, and fields of data classes."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from inside(one)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from inside(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from inside(getattr(value, field.name))


def _comparing(add: Callable[..., None]) -> None:
    """Those by which articles are compared, and by which something is found left open."""
    for code in rules.languages("open_questions"):
        known = open_questions.load(code)
        add("compose.open_questions", code, [known.open, known.closed], "search")
    for code in rules.languages("denials"):
        known_denials = disputes.load(code)
        denials = [known_denials.verbs, known_denials.states, known_denials.quoted, known_denials.after]
        denials += [known_denials.said, known_denials.speech, known_denials.negated, known_denials.open]
        add("compose.disputes", code, denials, "search")
    for code in rules.languages("conflicts"):
        counted = quantities.load(code)
        add("compose.quantities", code, [counted.number, counted.vague, counted.nought], "finditer")
        near = [*counted.before.values(), counted.part, counted.date]
        add("compose.quantities", f"{code}:before", near, "search", quantities.REACH)
        add("compose.quantities", f"{code}:after", list(counted.after.values()), "match", quantities.REACH)
        add("compose.quantities", f"{code}:sentenced", [counted.sentenced], "search", quantities.REACH)
        add("compose.quantities", f"{code}:term", [counted.term], "match")
        add("compose.hours_of_day", code, [hours_of_day._pattern(code)], "finditer")
        add("compose.hours_of_day", f"{code}:stamp", [hours_of_day._stamp(code)], "search", hours_of_day.REACH)
        rivals = [p for values in rival_words._rivals(code).values() for p in (values.any, *values.of.values())]
        add("compose.rival_words", code, rivals, "search")
        add("compose.named_states", code, [named_states._pattern(code)], "finditer")
        said = [conflicts._said(kind, code) for kind in ("further", "moved")]
        add("compose.conflicts", code, said, "search")
    for code in rules.languages("person_names"):
        add("compose.person_names", code, [person_names._Names(code)._letters], "sub")
    for code in rules.languages("agencies"):
        add("compose.independence", code, [independence._agencies(code)], "finditer")


def _of_galleries(add: Callable[..., None]) -> None:
    """The patterns of a gallery's counters."""
    for shapes in map(galleries._shapes, rules.languages("galleries")):
        add("text.galleries", "line", [shapes.head, shapes.shows, shapes.title], "match")
        add("text.galleries", "end", [shapes.tail, shapes.button], "search", galleries.REACH)
        add("text.galleries", "spoken", [shapes.spoken], "search")


def _of_opinion(add: Callable[..., None]) -> None:
    """How opinions and scenes are told."""
    for code in rules.languages("opinion"):
        own = own_views._words(code)
        assert own is not None
        for kind in ("called", "first", "ought", "holds", "who"):
            add("compose.own_views", f"{code}:{kind}", [getattr(own, kind)], "search")
    for code in rules.languages("scenes"):
        add("compose.scenes", code, [scenes._private(code)], "match")


def _of_interviews(add: Callable[..., None]) -> None:
    for code in rules.languages("interviews"):
        marks = interviews._words(code)
        add("text.interviews", f"{code}:label", [marks.label], "match")
        add("text.interviews", f"{code}:words", [marks.inner, marks.first, marks.second], "finditer")
        leads, speaks = (rules.pattern("interviews", code, kind) for kind in ("with", "speaks"))
        add("extract.source_resolution.interviewees", f"{code}:with", [leads], "finditer", sentences.LONGEST)
        add("extract.source_resolution.interviewees", f"{code}:speaks", [speaks], "match", sentences.LONGEST)


def _of_kin(add: Callable[..., None]) -> None:
    for code in rules.languages("actors"):
        before, behind, of = kin._patterns(code)
        add("extract.source_resolution.kin", f"{code}:before", [before], "search", kin._BESIDE)
        add("extract.source_resolution.kin", f"{code}:behind", [behind, of], "match", kin._BESIDE)


def _of_sources(add: Callable[..., None]) -> None:
    for code in rules.languages("speakers"):
        words = speakers(code)
        add("extract.source_resolution.lexicon", code, [words.timed, words.person_pronoun, words.clause], "search")
        add("extract.source_resolution.lexicon", f"{code}:asks", [words.asks], "search")
        add("extract.source_resolution.lexicon", f"{code}:participle", [words.participle], "fullmatch")


def _of_cues(add: Callable[..., None]) -> None:
    for code in rules.languages("cues"):
        words = positions.load(code)
        add("extract.attribution.lexicon", f"{code}:clauses", [words.clause_begins, words.plain.apart], "finditer")
        add("extract.attribution.lexicon", f"{code}:after", [words.plain.after], "match")
        add("extract.attribution.lexicon", f"{code}:according", [words.plain.according], "search")
        add("extract.attribution.lexicon", f"{code}:helping", [words.plain.helping], "search", plain._HELPED)


def _stances(add: Callable[..., None]) -> None:
    for rule in (rule for code in rules.languages("stances") for rule in stances.known(code)):
        add("extract.attribution.stances", f"{rule.name}:cue", [rule.cue], "fullmatch", 20)
        add("extract.attribution.stances", f"{rule.name}:before", [rule.before], "search", 80)
        add("extract.attribution.stances", f"{rule.name}:behind", [rule.behind, rule.content], "match", 410)


def _of_lines(add: Callable[..., None]) -> None:
    for code in rules.languages("events"):
        add("extract.events.lexicon", code, [event_words.load(code).compared], "search", 400)
    for code in rules.languages("exclusions"):
        add(
            "compose.exclusion_reasons",
            code,
            [exclusion_reasons._article(code), exclusion_reasons.negated(code)],
            "match",
        )
        add("compose.unnamed_speakers", code, [unnamed_speakers._behind(code), unnamed_speakers._share(code)], "search")
    for code in rules.languages("statements"):
        add(
            "compose.statements",
            code,
            [statements._pattern(kind, code) for kind in ("anonymity", "pictures")],
            "search",
        )
    for code in rules.languages("trimming"):
        add("compose.saying", code, [saying._asks(code)], "match")
        add("compose.trim", f"{code}:leans", [trim._leans(code)], "match")
        add("compose.trim", f"{code}:end", [trim._left_hanging(code)], "search")
        add("compose.completion", code, [completion._follows(code)], "match")
        add("compose.participles", code, participles._between(code), "fullmatch")
        add("layout.truncation", code, [truncation._turns(code)], "match")


def _of_files(add: Callable[..., None]) -> None:
    for name in ("key_points", "standing_alone", "sentence_features"):
        for code in rules.languages(name):
            for kind in rules.load(name, code)["patterns"]:
                use = "search" if kind in ("honorific", "as_before", "first_person", "second_person") else "match"
                add("rules", f"{name}:{code}:{kind}", [rules.pattern(name, code, kind)], use)
    for code in rules.languages("timex"):
        listed = rules.load("timex", code)["words"]["doubt"].get("of_events", ())
        add("timex.offsets", code, [offsets._event(tuple(listed))], "match")


def made() -> Mapping[str, list[Pattern]]:
    """The patterns made out of the rules, by the module that makes them, each used as that module uses it."""
    found: dict[str, list[Pattern]] = collections.defaultdict(list)

    def add(module: str, name: str, values: Iterable[object], use: str, most: int | None = None) -> None:
        for number, regex in enumerate(inside(list(values))):
            found[f"briefing.{module}"].append(Pattern(f"{module}:{name}:{number}", regex, frozenset({use}), most))

    for code in rules.languages("timex"):
        for rule in lexicon(code).rules:
            add("timex.recognise", f"{code}:{rule.name}", [rule.pattern], "finditer")
    for code in rules.languages("tense"):
        words = tense._patterns(code)
        add("timex.tense", code, [words.cue], "finditer")
        near = [words.leads_forward, words.leads_back, words.scheduled, words.joins, words.determiners, words.apart]
        near += [words.opens, words.until, words.tells]
        add("timex.tense", f"{code}:near", near, "search", tense.REACH)
        add("timex.tense", f"{code}:behind", [words.purpose, words.when], "match", tense.REACH)
        add("timex.tense", f"{code}:cue", [words.firm, words.pluperfect], "fullmatch", tense.REACH)
    for code in rules.languages("boilerplate"):
        for kind in boilerplate.load(code):
            seldom = [pattern for _, pattern in kind.seldom]
            add("text.boilerplate", f"{code}:{kind.name}:line", [kind.line, *seldom], "fullmatch", boilerplate.LONGEST)
            add("text.boilerplate", f"{code}:{kind.name}:start", [kind.start], "match", boilerplate.REACH)
            add("text.boilerplate", f"{code}:{kind.name}:end", [kind.end], "search", boilerplate.REACH)
            add("text.boilerplate", f"{code}:{kind.name}:middle", [kind.middle], "finditer")
        speech = boilerplate.load(code)[0].speech
        add("text.boilerplate", f"{code}:speech", [speech.spoken, speech.narrated], "search", boilerplate.LONGEST)
        add("text.boilerplate", f"{code}:button", [speech.button], "sub", boilerplate.LONGEST)
    _of_files(add)
    _of_galleries(add)
    add("readers.hearings", "turn", [hearings._turn()], "match")
    add("readers.hearings", "inner", [hearings._inner()], "finditer")
    remarks, heads = (
        [of(code) for code in rules.languages("imitations")] for of in (imitations._remarks, imitations._heads)
    )
    add("compose.imitations", "remarks", remarks, "search")
    add("compose.imitations", "heads", heads, "match")
    for code in rules.languages("dateline"):
        add(
            "text.dateline", code, [[dateline._pattern(kind, code) for kind in dateline.ORDER]], "match", dateline.REACH
        )
        before, behind = dateline._beside(code)
        add("text.dateline", f"{code}:before", [before], "search", dateline.REACH)
        add("text.dateline", f"{code}:behind", [behind], "match", dateline.REACH)
    _of_kin(add)
    _of_sources(add)
    _of_cues(add)
    _of_interviews(add)
    add("readers.page_kinds", "kinds", [page_kinds.kinds()], "fullmatch")
    add("readers.page_kinds", "leads", [page_kinds.leads()], "match")
    add("readers.printed_pages", "ends", [printed_pages._ends()], "fullmatch")
    for code in rules.languages("sentences"):
        add("text.sentences", code, [sentences.load(code)], "match", sentences.AHEAD)
    for code in rules.languages("figures"):
        counted = figures._words(code)
        add("extract.figures", code, [counted.number], "finditer")
        add("extract.figures", f"{code}:hedge", [counted.hedge], "search", figures._HEDGED)
        add("extract.figures", f"{code}:before", [counted.before], "search", figures._LONGER)
        add("extract.figures", f"{code}:behind", [counted.behind], "match")
    for code in rules.languages("binding"):
        add("binding_words", code, [binding_words.pattern(code)], "fullmatch")
        add("binding_words", f"{code}:parts", [binding_words._parts(code)], "finditer")
        add("binding_words", f"{code}:limiting", [binding_words.limiting(code)], "match")
    _of_lines(add)
    _of_opinion(add)
    _comparing(add)
    add("text.language", "scripts", [language._scripts()], "findall", language.REACH)
    # A noun or a name, as the text has it, is put into these.
    named = re.compile(rf"(?<!\w){re.escape('Ann Hale')}(?!\w)", re.IGNORECASE)
    add("layout.unplaced_speakers", "name", [named], "search")
    add("compose.people", "name", [re.compile(rf"\b{re.escape('Hale')}\b", re.IGNORECASE)], "finditer")
    entry = re.compile(r"\W+".join(("Ferries", "stay", "in", "port")), re.IGNORECASE)
    add("readers.archives.cuttings", "entry", [entry], "sub")
    hales = [Speaker("Ann Hale", "person"), Speaker("Ann Hale Board", "organisation"), Speaker("Hale", "person")]
    add("layout.text_runs", "openers", [text_runs._openers(frozenset(hales), "en")], "match")
    made_in = re.compile(rf"\bin an? (?:\w+ )?{re.escape('statement')}\b", re.IGNORECASE)
    add("extract.source_resolution.documents", "made in", [made_in], "search")
    kinds = re.compile(rf"\b(?:(?:[A-Z][\w’'-]{{0,30}}|\d{{1,4}}(?:st|nd|rd|th))\s){{1,5}}{re.escape('Amendment')}\b")
    add("extract.source_resolution.subjects", "named before", [kinds], "finditer")
    refusal = re.compile("|".join(f"(?:{p})" for p in positions.load("en").no_comment))
    add("extract.attribution", "no-comment", [refusal], "finditer")
    _stances(add)
    return found
