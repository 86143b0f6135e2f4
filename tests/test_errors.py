from __future__ import annotations

import inspect

from briefing import errors


def test_every_error_has_an_exit_code_of_its_own() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.BriefingError)]
    codes = [kind.exit_code for kind in kinds]
    assert len(codes) == len(set(codes)) >= 11
    assert 0 not in codes


def test_an_error_says_what_where_and_what_next() -> None:
    error = errors.InputError("is empty", where="a.txt", next_step="Give a file with text in it.")
    assert str(error) == "a.txt: is empty\n  Give a file with text in it."
