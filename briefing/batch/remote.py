"""Addresses such as ``s3://bucket/day.jsonl``, by fsspec and the library that it names for each kind."""

from __future__ import annotations

from typing import Any

from briefing.errors import InputError


def is_remote(place: str) -> bool:
    """Whether a place is an address and not a path."""
    return "://" in place


def opened(address: str) -> tuple[Any, str]:
    """The file system behind an address, and the path in it.

    Raises:
        InputError: fsspec, or what it needs for this kind of address, is not installed.
    """
    try:
        import fsspec
    except ImportError as error:
        raise missing("fsspec", "remote", address) from error
    try:
        fs, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise InputError(
            f"cannot be opened ({error})", where=address, next_step="Install the library that the message names."
        ) from error
    return fs, path


def missing(library: str, extra: str, place: str) -> InputError:
    """What is said where an optional library is not there."""
    return InputError(f"needs {library}", where=place, next_step=f"Install it: pip install 'policy-briefing[{extra}]'.")
