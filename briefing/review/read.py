"""The file back again, with what a person changed; whatever cannot be read is told with its line."""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import yaml

from briefing.errors import InputError, ReviewError
from briefing.model import identity, record, unprintable
from briefing.model.brief import Brief, Line
from briefing.model.by_hand import NOTE_TYPES, REMARKS, Remark
from briefing.model.correspondents import addressed
from briefing.model.text import Document
from briefing.review import packed
from briefing.review.fields import READ_ONLY, SECTIONS, editable, evidence, fields, plain
from briefing.review.order import written_order
from briefing.review.people import FIELDS, people
from briefing.review.values import KEEP, OWN, Edit, Fault, Keep, Placed, Review, Vanished, own_names
from briefing.review.when import iso
from briefing.review.write import SCHEMA, head

#: What stands beside the fields of a row.
_ASIDE = ("id", "keep", "note", *READ_ONLY)
_HEAD = ("title", "type", "as_of", "reference", "mark", "to", "from", *REMARKS)
_BELOW = "not_printed"
#: What holds rows and not words.
_LISTS = frozenset({*SECTIONS, "vanished", "people", _BELOW})
_TOP = ("briefing", *_HEAD, "people", *SECTIONS, _BELOW, "vanished", "record", "articles")
_OWN = re.compile(rf"{OWN}\d{{1,6}}")
#: Fields of free words, in which a number sign is part of them.
_FREE = frozenset({*_HEAD, "text", "evidence", "actor", "affiliation", "according_to", "note", "name"}) - {"as_of"}
_NUMBER_SIGN = re.compile(r"[ \t]+#[^\s#].*")
#: What may be written for each value of ``keep``.
_SAID = {
    **dict.fromkeys(("yes", "y", "true", "on"), "yes"),
    **dict.fromkeys(("no", "n", "false", "off"), "no"),
    **dict.fromkeys(("auto", ""), "auto"),
}
#: What comes of a record that was not written so; ValidationError is a ValueError.
_DAMAGED = (*packed.DAMAGED, InputError)
_MADE_ANEW = "Extract the story again; what you changed can be copied over."


def is_review(data: bytes) -> bool:
    """Whether bytes look like a review file."""
    return b"\nbriefing: " in data[:8000] and b"\nrecord: !!binary" in data


def read(data: bytes, *, name: str, today: dt.date | None = None) -> Review:
    """The brief as it was found, and what a person made of it.

    What cannot be used of the rows is in ``faults``; :func:`briefing.review.apply` tells it with what else it finds,
    so that a person who mends one fault is not met by the next.

    Args:
        data: the file.
        name: what it is called in messages.
        today: the day that "today" means in it, where there is one.

    Raises:
        ReviewError: the file is no review file, or cannot be read as YAML.
    """
    top = _Mapping(_composed(data, name), data.decode().splitlines())
    faults = list(top.unknown(_TOP, "the file"))
    if top.words("briefing") != str(SCHEMA) or "record" not in top.nodes:
        raise ReviewError("is not a review file of this version", where=name, next_step="Make one: briefing extract.")
    if "articles" in top.nodes:
        raise ReviewError(
            f"its articles lie in {top.words('articles').partition(' ')[0]}, which was not read with it",
            where=name,
            next_step="Give the path of the review file, with that file in the same folder.",
        )
    kept = _record(top.words("record"), f"{name}:{top.line('record')}")
    brief = _with_head(kept.brief, top, today, faults)
    names = identity.names(brief)
    edits: list[Edit] = []
    added: list[Edit] = []
    seen: dict[str, int] = {}
    order = dict(kept.order)
    below = _below(top, faults)
    for section in SECTIONS:
        base = {names[row.id]: fields(row, brief) for row in getattr(brief, section)}
        there: list[str] = []
        for here, row in [
            *((True, row) for row in _rows(top, section, faults)),
            *((False, row) for row in (_rows(below, section, faults) if below else ())),
        ]:
            edit = _edit(row, section, base, today, faults)
            if edit is None:
                continue
            if edit.id in seen:
                faults.append(Fault(row.at, f"{edit.id} stands there twice, first on line {seen[edit.id]}"))
            elif edit.id:
                seen[edit.id] = row.at
                there += [edit.id] if here else []
            if edit.id not in base:
                added.append(edit)
            elif edit.changes or edit.keep != "auto" or edit.note:
                edits.append(edit)
        edits += [Edit(gone, section, keep="no", line=top.line(section)) for gone in base if gone not in seen]
        above = set(there)
        if [n for n in there if n in base] != [n for n in written_order(kept, section, names) if n in above]:
            order[section] = tuple(there)
    speaking = list(_rows(top, "people", faults))
    return replace(
        kept,
        brief=brief,
        edits=tuple(edits),
        added=_numbered(added),
        vanished=tuple(_vanished(row) for row in _rows(top, "vanished", faults)),
        people=_people(speaking, brief, faults),
        remember=_remember(speaking, faults),
        order=order,
        faults=tuple(faults),
    )


def _below(top: _Mapping, faults: list[Fault]) -> _Mapping | None:
    """The rows that are not printed, by section: their order means nothing."""
    node = top.nodes.get(_BELOW)
    if isinstance(node, yaml.MappingNode):
        below = _Mapping(node, top.source)
        faults.extend(below.unknown(tuple(SECTIONS), _BELOW))
        return below
    if node is not None and not (isinstance(node, yaml.ScalarNode) and not node.value):
        faults.append(Fault(top.line(_BELOW), f"{_BELOW} holds sections, each a list of rows"))
    return None


def _numbered(added: Sequence[Edit]) -> tuple[Edit, ...]:
    """Rows of the person's own, each with a name; one that has none yet is given the next free number."""
    taken = {edit.id for edit in added}
    free = own_names(taken)
    return tuple(edit if edit.id else replace(edit, id=next(free)) for edit in added)


def _people(rows: Sequence[_Mapping], brief: Brief, faults: list[Fault]) -> tuple[Edit, ...]:
    """What was corrected of people; one taken out of the list is as it was found."""
    known = {person.id: person for person in people(brief)}
    edits: dict[str, Edit] = {}
    for row in rows:
        faults.extend(row.unknown(("id", *FIELDS, "found", "remember"), "a row of people"))
        name = row.words("id")
        if name not in known:
            faults.append(Fault(row.line("id"), f"there is no {name or 'person without an id'} among the people"))
            continue
        if name in edits:
            faults.append(Fault(row.line("id"), f"{name} stands there twice"))
        fields = known[name].fields
        changes = {
            key: Placed(words, row.line(key))
            for key in FIELDS
            if key in row.nodes and (words := plain(row.words(key))) != plain(fields[key])
        }
        if "name" in changes and not changes["name"].value:
            faults.append(Fault(row.line("name"), f"the name of {fields['name']} must not be empty"))
        edits[name] = Edit(name, "people", changes=changes, line=row.at)
    return tuple(edit for edit in edits.values() if edit.changes)


def _remember(rows: Sequence[_Mapping], faults: list[Fault]) -> dict[str, bool]:
    """Whose correction is to be remembered, or forgotten."""
    choices: dict[str, bool] = {}
    for row in rows:
        written = row.words("remember").lower()
        said = _SAID.get(written, "")
        if said in ("yes", "no"):
            choices[row.words("id")] = said == "yes"
        elif written:
            faults.append(Fault(row.line("remember"), f"remember is yes or no, not {row.words('remember')!r}"))
    return choices


class _Mapping:
    """A mapping of the file: each key once, with the line of its value."""

    def __init__(self, node: yaml.MappingNode, source: Sequence[str]) -> None:
        self.at: int = node.start_mark.line + 1
        self.source = source
        """The file's lines."""
        self.nodes: dict[str, yaml.Node] = {}
        self.lines: dict[str, int] = {}
        self.twice: list[Fault] = []
        for key, value in node.value:
            line: int = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.twice.append(Fault(line, "a field's name is one word, not a list or a mapping"))
                continue
            if key.value in self.nodes:
                self.twice.append(Fault(line, f"{key.value} stands there twice"))
            self.nodes[key.value] = value
            self.lines[str(key.value)] = line

    def line(self, key: str) -> int:
        """The line a key stands on; the mapping's own where it has none."""
        return self.lines.get(key, self.at)

    def words(self, key: str) -> str:
        """The words of a value; empty where there are none, or where it is no text."""
        node = self.nodes.get(key)
        if not isinstance(node, yaml.ScalarNode) or node.value in ("~", "null"):
            return ""
        value = str(node.value)
        return f"{value}{self._numbered(node)}" if key in _FREE and value else value

    def _numbered(self, node: yaml.ScalarNode) -> str:
        """What YAML takes for a comment behind plain words, where no space parts it from its mark: ``Row #2``."""
        mark = node.end_mark
        if node.style or mark.line >= len(self.source):
            return ""
        match = _NUMBER_SIGN.fullmatch(self.source[mark.line][mark.column :])
        return match[0].rstrip() if match else ""

    def unknown(self, allowed: tuple[str, ...], what: str) -> Iterator[Fault]:
        yield from self.twice
        for key, node in self.nodes.items():
            if key not in allowed:
                close = difflib.get_close_matches(str(key), allowed, n=1)
                meant = f"did you mean {close[0]}?" if close else f"it may hold {', '.join(allowed)}"
                yield Fault(self.line(key), f"{what} has no {key}; {meant}")
            elif key not in _LISTS and not isinstance(node, yaml.ScalarNode):
                yield Fault(self.line(key), f"{key} is text; write it on one line or in quotation marks")
            elif isinstance(node, yaml.ScalarNode) and (odd := unprintable.fault(self.words(key) or node.value)):
                yield Fault(self.line(key), f"{key} {odd}")


def _composed(data: bytes, name: str) -> yaml.MappingNode:
    """The file's nodes: words as they stand, so that ``yes`` is not a truth value nor ``2026-03`` a number."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    next_step = "Correct this line, or undo the change, and try again."
    try:
        text = data.decode()
        # An alias would let a few bytes stand for any number.
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent):
                where = f"{name}:{event.start_mark.line + 1}"
                raise ReviewError("YAML aliases (*name) are not supported", where=where, next_step=next_step)
        node = yaml.compose(text, Loader=loader)
    except UnicodeDecodeError as error:
        raise ReviewError("is not UTF-8 text", where=name, next_step="Save it as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}" if mark else name
        problem = f"is not YAML: {error.problem or error.context}"
        raise ReviewError(problem, where=where, next_step=next_step) from error
    except yaml.YAMLError as error:
        raise ReviewError(f"is not YAML: {error}", where=name, next_step=next_step) from error
    if not isinstance(node, yaml.MappingNode):
        raise ReviewError("is not a review file", where=name, next_step="Make one: briefing extract.")
    return node


def _rows(top: _Mapping, section: str, faults: list[Fault]) -> Iterator[_Mapping]:
    node = top.nodes.get(section)
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return
    if not isinstance(node, yaml.SequenceNode):
        faults.append(Fault(top.line(section), f"{section} is a list of rows, each beginning with “- ”"))
        return
    for item in node.value:
        if isinstance(item, yaml.MappingNode):
            yield _Mapping(item, top.source)
        else:
            faults.append(Fault(item.start_mark.line + 1, "a row has fields, such as “keep: auto”"))


def _edit(
    row: _Mapping,
    section: str,
    base: Mapping[str, Mapping[str, str]],
    today: dt.date | None,
    faults: list[Fault],
) -> Edit | None:
    """What was changed of one row; ``None`` where it cannot be told."""
    name = row.words("id")
    mine = base.get(name)
    faults.extend(row.unknown((*_ASIDE, *editable(section)), f"a row of {section}"))
    written = row.words("keep")
    keep = _SAID.get(written.lower(), "")
    if not keep:
        faults.append(Fault(row.line("keep"), f"keep is {', '.join(KEEP[:-1])} or {KEEP[-1]}, not {written!r}"))
        keep = "auto"
    if name and mine is None and not _OWN.fullmatch(name):
        faults.append(Fault(row.line("id"), f"there is no {name} in {section}; a row of your own has no id"))
        return None
    changes = {
        key: Placed(words, row.line(key))
        for key in editable(section)
        if key in row.nodes and (words := _value(key, plain(row.words(key)), today)) != plain((mine or {}).get(key, ""))
    }
    if mine is not None:
        for key in ("said", "from"):
            if key in row.nodes and plain(row.words(key)) != plain(mine.get(key, "")):
                can = ", ".join(editable(section))
                faults.append(Fault(row.line(key), f"{key} is only to be read; {can} can be changed"))
    chosen: Keep = keep  # type: ignore[assignment] # checked above
    return Edit(name, section, chosen, plain(row.words("note")), changes, row.at)


def _value(key: str, words: str, today: dt.date | None) -> str:
    """A value as the program writes it, of one as a person may type it."""
    return iso(words, today) if key == "date" else words.lower() if key == "certainty" else words


def _vanished(row: _Mapping) -> Vanished:
    rest = {key: plain(row.words(key)) for key in row.nodes if key not in ("id", "section")}
    return Vanished(row.words("id"), row.words("section"), rest)


def _with_head(brief: Brief, top: _Mapping, today: dt.date | None, faults: list[Fault]) -> Brief:
    before = head(brief)
    now = {key: plain(top.words(key)) if key in top.nodes else value for key, value in before.items()}
    made, wrong = with_head(brief, now, today)
    faults.extend(Fault(top.line(key), what) for key, what in wrong.items())
    return made


def with_head(brief: Brief, now: Mapping[str, str], today: dt.date | None = None) -> tuple[Brief, Mapping[str, str]]:
    """The brief with what stands at the head of its page, and what of that cannot be, by field.

    Args:
        brief: as it was.
        now: every field of :func:`briefing.review.write.head`.
        today: the day that "today" means, where there is one.
    """
    wrong: dict[str, str] = {}
    before, as_of = head(brief), brief.as_of
    try:
        as_of = dt.date.fromisoformat(iso(now["as_of"], today))
    except ValueError:
        wrong["as_of"] = f"{now['as_of']!r} is not a valid date; write it as 2026-03-12 or 12 March 2026"
    kind = "-".join(now["type"].lower().split())
    note_type = next((known for known in NOTE_TYPES if known == kind), None)
    if kind and note_type is None:
        wrong["type"] = f"{now['type']!r} is not a type of note; choose one of {', '.join(NOTE_TYPES)}"
    if not now["title"]:
        wrong["title"] = "the page needs a title"
    changed = now["title"] != before["title"]
    to, address = (brief.to, brief.address) if now["to"] == before["to"] else addressed(now["to"])
    made = replace(
        brief,
        title=now["title"] if changed else brief.title,
        title_from="given" if changed else brief.title_from,
        as_of=as_of,
        reference=now["reference"] or None,
        mark=now["mark"] or None,
        note_type=note_type,
        to=to or None,
        address=address,
        from_=now["from"] or None,
        remarks=tuple(Remark(kind, now[kind]) for kind in REMARKS if now[kind]),
    )
    return made, wrong


def _stands(line: Line, brief: Brief) -> bool:
    """Whether a line has evidence, and its sentences are there."""
    return bool(line.evidence) and bool(evidence(line, brief))


def _record(words: str, where: str) -> Review:
    from pydantic import TypeAdapter

    try:
        whole = packed.unpacked(words)
        brief, _ = record.load(json.dumps(whole["brief"]).encode(), name=where)
        if not all(_stands(row.line, brief) for section in SECTIONS for row in getattr(brief, section)):
            raise ValueError("a line rests on nothing")
        documents = TypeAdapter(tuple[Document, ...]).validate_python(whole["documents"])
        actor, topic = (tuple(str(word) for word in whole[key]) for key in ("actor", "topic"))
        order = {str(key): tuple(map(str, names)) for key, names in whole.get("order", {}).items() if key in SECTIONS}
        new, seen = frozenset(whole["new"]), frozenset(map(str, whole.get("seen", ())))
        full = not whole.get("short", False)
        return Review(brief, documents, new=new, seen=seen, actor=actor, topic=topic, order=order, full=full)
    except _DAMAGED as error:
        raise ReviewError("the record is damaged", where=where, next_step=_MADE_ANEW) from error
