"""Names with a number each, as a text that is read fast: the names that share a number stand in a block below it.

Sixty thousand names are read in a third of the time that a line for each name with its number takes, since there are
few numbers of two decimals (docs/decisions.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def read(text: str) -> dict[str, float]:
    r"""The numbers by name.

    >>> read("# words\\n0.50\\nsaid\\ntold\\n\\n-1.25\\nran")
    {'said': 0.5, 'told': 0.5, 'ran': -1.25}
    """
    numbers: dict[str, float] = {}
    while text.startswith("#"):
        text = text.partition("\n")[2]
    for block in text.rstrip("\n").split("\n\n"):
        number, *names = block.split("\n")
        numbers.update(dict.fromkeys(names, float(number)))
    return numbers


def write(numbers: Mapping[str, float], head: str) -> str:
    """The text that :func:`read` reads: numbers to two decimals and the names of each in alphabetical order.

    Args:
        numbers: by name; a name holds no line's end, and is not empty.
        head: what the numbers are, for the first line.

    Raises:
        ValueError: a name cannot be written.
    """
    by_number: dict[str, list[str]] = {}
    for name, number in numbers.items():
        if not name or "\n" in name:
            raise ValueError(f"cannot be written as a line: {name!r}")
        by_number.setdefault(f"{number:.2f}", []).append(name)
    return f"# {head}\n" + _blocks(sorted(by_number.items(), key=lambda block: float(block[0])))


def _blocks(blocks: Iterable[tuple[str, list[str]]]) -> str:
    return "\n\n".join("\n".join((number, *sorted(names))) for number, names in blocks) + "\n"
