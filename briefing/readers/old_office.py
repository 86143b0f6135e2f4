"""Files of old Office programs, put into the form of today that there is a reader for."""

from __future__ import annotations

from typing import Literal

from briefing.readers.compound import Compound, DamagedError

Kind = Literal["outlook", "doc"]
#: The kinds, and those that they are put into.
INTO: dict[str, str] = {"outlook": "mail", "doc": "docx"}


def kind(data: bytes) -> Kind | None:
    """Whether a file is a message of Outlook or a document of Word's before 2007; ``None`` where it is neither."""
    try:
        names = Compound(data).names()
    except DamagedError:
        return None
    from briefing.readers import outlook

    if outlook.PROPERTIES in names:
        return "outlook"
    return "doc" if "WordDocument" in names else None


def renewed(data: bytes, name: str, kind: str) -> bytes:
    """A message as a mail, a document of old Word as a DOCX.

    Args:
        data: the file.
        name: what it is called in messages.
        kind: of the file, as :func:`kind` has it.

    Raises:
        InputError: the file is damaged, or the program that reads it is not installed.
    """
    if kind == "outlook":
        from briefing.readers import outlook

        return outlook.as_mail(data, name)
    from briefing import programs

    return programs.docx_of_doc(data, name=name)
