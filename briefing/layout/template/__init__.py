"""A page's sections, type, colours and words, as data: found by name or path, checked, read once."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.config import toml
from briefing.config.suggestions import closest
from briefing.errors import TemplateError
from briefing.layout.template import logos
from briefing.layout.template.check import Complaint, check
from briefing.layout.template.schema import HOUSE_FILES, ColumnSpec, House, Section, Side, Template
from briefing.model.blocks import Look, Picture
from briefing.model.page import Margins

if TYPE_CHECKING:
    from importlib.abc import Traversable

__all__ = ["ColumnSpec", "Complaint", "Section", "Template", "load", "names", "source"]

DEFAULT = "policy-brief"
#: Between two columns, where the template does not say.
GAP_PT = 14.0
_NEXT = "Give the path of a .toml file in UTF-8, or a name that briefing templates lists."


def load(name_or_path: str | Path = DEFAULT, folders: Sequence[Path] = ()) -> Template:
    """The template of a name (a user's folders are searched before those shipped) or in a file.

    Args:
        name_or_path: ``policy-brief``, or the path of a ``.toml`` file or of a house's own ``.docx``.
        folders: where the user keeps templates.

    Raises:
        TemplateError: there is no such template, or it does not say what it should; each fault is told with its line.
    """
    where, text = source(name_or_path, folders)
    table = _merged(where, text, folders, seen=())
    complaints = check(table, text)
    if complaints:
        first, *others = complaints
        raise TemplateError(
            "\n".join([first.text, *(f"{where}, line {c.line}: {c.text}" for c in others)]),
            where=f"{where}, line {first.line}",
            next_step=f"Correct it and try again, or see what is allowed: briefing templates check {name_or_path}",
        )
    return _template(table, where, text)


def names(folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """The names of all templates that can be loaded, in alphabetical order."""
    places: list[Traversable | Path] = [shipped(), *folders]
    return tuple(sorted({p.name[:-5] for place in places if place.is_dir() for p in place.iterdir() if _is_one(p)}))


def source(name_or_path: str | Path, folders: Sequence[Path] = ()) -> tuple[str, str]:
    """A template's place (its path, or its name where it is shipped) and its text.

    Raises:
        TemplateError: there is none of that name, or it cannot be read.
    """
    path = Path(name_or_path)
    if path.suffix == ".toml":
        return str(path), _read(path)
    if path.suffix.lower() in HOUSE_FILES:
        from briefing.layout.template import letterheads

        return str(path), letterheads.draft(path)
    for folder in folders:
        if (folder / f"{name_or_path}.toml").is_file():
            return str(folder / f"{name_or_path}.toml"), _read(folder / f"{name_or_path}.toml")
    if str(name_or_path) in names():
        return f"{name_or_path}.toml", (shipped() / f"{name_or_path}.toml").read_text(encoding="utf-8")
    known = names(folders)
    raise TemplateError(
        f"there is no template called {str(name_or_path)!r}{closest(str(name_or_path), known)}",
        next_step=f"Choose one of {', '.join(known)}, or give the path of a .toml file.",
    )


@functools.cache
def shipped() -> Traversable:
    """The folder of templates that come with the program: in the wheel, or at the top of a checkout."""
    inside = resources.files("briefing") / "templates"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "templates"


@functools.cache
def labels(language: str) -> Mapping[str, Any] | None:
    """The printed words of a language, or ``None`` where there are none."""
    if not language.isalpha():
        return None
    path = shipped() / "labels" / f"{language}.toml"
    return toml.parse(path.read_text(encoding="utf-8")) if path.is_file() else None


def _is_one(path: Traversable | Path) -> bool:
    return path.is_file() and path.name.endswith(".toml")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise TemplateError("there is no such file", where=str(path), next_step=_NEXT) from None
    except (OSError, ValueError) as error:  # ValueError: not UTF-8, or a path with a NUL in it
        raise TemplateError(f"the template cannot be read ({error})", where=str(path), next_step=_NEXT) from error


def _merged(where: str, text: str, folders: Sequence[Path], seen: tuple[str, ...]) -> dict[str, Any]:
    """The table of a template laid over that of the one it extends."""
    try:
        table = toml.parse(text)
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits, and lists without end
        raise TemplateError(f"this is not TOML: {error}", where=where, next_step="Correct it and try again.") from error
    base = table.get("extends")
    if base is None:
        return table
    if not isinstance(base, str) or base in seen or where == f"{base}.toml":
        at = toml.line_of(text, ("extends",))
        raise TemplateError("extends must name another template", where=f"{where}, line {at}", next_step=_NEXT)
    return _over(_merged(*source(base, folders), folders, (*seen, base)), table)


def _over(base: dict[str, Any], table: Mapping[str, Any]) -> dict[str, Any]:
    """Tables are laid over one another key by key; anything else is replaced."""
    out = dict(base)
    for key, value in table.items():
        under = out.get(key)
        out[key] = _over(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return out


def _template(table: Mapping[str, Any], where: str, text: str) -> Template:
    colours: Mapping[str, str] = table["colours"]
    house = _house(table.get("letterhead"), where, text)
    side = table.get("side")
    types = {"subheading": table["type"]["cell-head"], **table["type"]}
    looks = {name: _look(name, spec, colours) for name, spec in types.items()}
    sections = tuple(_section(s) for s in table["section"])
    margins = Margins(**{f"{k}_pt": float(v) for k, v in table["page"]["margins_pt"].items()})
    words = dict(labels("en") or {}) | dict(labels(table["language"]) or {}) | dict(table.get("labels", {}))
    if house is not None:
        from briefing.layout.template import letterheads

        looks, sections = letterheads.laid(looks, house), letterheads.ordered(sections, house)
    return Template(
        name=table["name"],
        about=table.get("about", ""),
        language=table["language"],
        pages=table.get("pages", 1),
        date_style=table.get("date_style", "day-month"),
        reference=table.get("reference"),
        margins=house.margins if house else margins,
        floor_pt=float(table["page"]["floor_pt"]),
        enlarge=float(table["page"].get("enlarge", 1.0)),
        colours={k: v.removeprefix("#").upper() for k, v in colours.items()},
        looks=looks,
        footer_left=tuple(table.get("footer", {}).get("left", ())),
        sections=sections,
        labels=words,
        logo=None if house else _logo(table.get("logo"), where, text),
        house=house,
        side=Side(float(side["width"]), float(side.get("gap", GAP_PT))) if side and not house else None,
    )


def _house(spec: Mapping[str, Any] | None, where: str, text: str) -> House | None:
    if spec is None:
        return None
    from briefing.layout.template import letterheads

    return letterheads.read(spec, Path(where).parent, f"{where}, line {toml.line_of(text, ('letterhead', 'file'))}")


def _look(name: str, spec: Mapping[str, Any], colours: Mapping[str, str]) -> Look:
    return Look(
        name=name,
        size_pt=float(spec["size"]),
        leading_pt=float(spec["leading"]),
        colour=colours[spec["colour"]].removeprefix("#").upper(),
        bold=spec.get("bold", False),
        italic=spec.get("italic", False),
        before_pt=float(spec.get("before", 0.0)),
    )


def _section(spec: Mapping[str, Any]) -> Section:
    known = {f.name for f in dataclasses.fields(Section)}
    columns = tuple(ColumnSpec(c["show"], c.get("width")) for c in spec.get("columns", ()))
    return Section(**{k: v for k, v in spec.items() if k in known and k != "columns"}, columns=columns)


def _logo(spec: Mapping[str, Any] | None, where: str, text: str) -> Picture | None:
    if spec is None:
        return None
    return logos.read(spec, Path(where).parent, f"{where}, line {toml.line_of(text, ('logo', 'file'))}")
