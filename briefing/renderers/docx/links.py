"""Addresses that the document links to, each with its relationship."""

from __future__ import annotations


class Links:
    """Collects addresses in the order they are met."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def id(self, address: str) -> str:
        """The relationship's id for an address; the same address has one."""
        return self._ids.setdefault(address, f"rIdLink{len(self._ids) + 1}")

    def all(self) -> tuple[tuple[str, str], ...]:
        """Every id with its address."""
        return tuple((id_, address) for address, id_ in self._ids.items())
