"""Every error a user can meet, with its exit code and its next step."""

from __future__ import annotations


class BriefingError(Exception):
    """Something the user can mend.

    Args:
        what: what went wrong, in one plain sentence.
        where: the file, option or line it concerns.
        next_step: what to type or do next.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, next_step: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.next_step = next_step

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  {self.next_step}" if self.next_step else head


class UsageError(BriefingError):
    """An option or a value that cannot be used."""

    exit_code = 2


class InputError(BriefingError):
    """An input that is missing, empty or cannot be read."""

    exit_code = 3


class UnknownFormatError(InputError):
    """An input or output format nobody here knows."""

    exit_code = 4


class EngineError(BriefingError):
    """A language model that is missing or damaged."""

    exit_code = 5


class TemplateError(BriefingError):
    """A template that does not say what it should."""

    exit_code = 6


class FitError(BriefingError):
    """Content that cannot be brought onto the page."""

    exit_code = 7


class OutputError(BriefingError):
    """A file that could not be written."""

    exit_code = 8


class VerifyError(BriefingError):
    """A delivered page that does not stand up against its sources."""

    exit_code = 9


class UncheckedError(BriefingError):
    """What is consistent with itself, and was not or could not be checked against all it should be."""

    exit_code = 12


class ReviewError(BriefingError):
    """A review file with an edit that cannot be used."""

    exit_code = 10


class NetworkError(InputError):
    """An address that could not be fetched, or may not be."""

    exit_code = 11
