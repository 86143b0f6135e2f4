"""No regular expression of the package takes a time that grows with the square of a text, or worse."""

from __future__ import annotations

import re
import signal
import time
from types import FrameType

import pytest

from briefing import rules
from briefing.timex.recognise import lexicon
from tests.hostile import patterns, texts
from tests.hostile.patterns import Pattern

#: Sizes of the texts tried, in characters, and what one run on the larger may take without a second look.
SMALL, LARGE, HUGE = 500, 4000, 32_000
QUICK_S = 0.004
#: A run on the smaller so quick needs no run on the larger: a square would then be 3 ms there.
NOTHING_S = 50e-6
#: The larger is 8 times the smaller: so much longer takes what is linear, and 64 times what is a square.
GROWTH = 24.0
#: What a pattern may take that is never shown more than a bounded text.
BOUNDED_S = 0.05
#: No single run goes on for longer.
LIMIT_S = 1.0


class _Late(BaseException):
    pass


def _stop(_: int, __: FrameType | None) -> None:
    raise _Late


def seconds(pattern: Pattern, text: str) -> float:
    """Processor time of one use of a pattern; the limit where it was cut off."""
    subject = text.encode() if isinstance(pattern.regex.pattern, bytes) else text
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, LIMIT_S)
    start = time.process_time()
    try:
        if not pattern.anchored:
            for _ in pattern.regex.finditer(subject):
                pass
        if "match" in pattern.uses:
            pattern.regex.match(subject)
        if "fullmatch" in pattern.uses:
            pattern.regex.fullmatch(subject)
    except _Late:
        return LIMIT_S
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return time.process_time() - start


def slow(pattern: Pattern) -> str | None:
    """The first text that a pattern is too slow on, and how slow; ``None`` where there is none."""
    for unit in texts.hostile(pattern.regex):
        for tail in texts.TAILS:
            if pattern.most is not None:
                took = _least(pattern, _run(unit, pattern.most, tail), BOUNDED_S)
                if took > BOUNDED_S:
                    return f"{unit!r}…{tail!r}: {took * 1000:.0f} ms for {pattern.most} characters"
                continue
            small = seconds(pattern, _run(unit, SMALL, tail))
            if small < NOTHING_S:
                continue
            if small >= LIMIT_S:
                return f"{unit!r}…{tail!r}: over {LIMIT_S:g} s for {SMALL} characters"
            large = _least(pattern, _run(unit, LARGE, tail), QUICK_S)
            small = min(small, seconds(pattern, _run(unit, SMALL, tail)))
            if large < LIMIT_S and (large < QUICK_S or large < GROWTH * small):
                continue
            # A repetition of up to 2,000 characters grows as a square does until it has that many.
            huge = _least(pattern, _run(unit, HUGE, tail), GROWTH * large)
            if huge >= LIMIT_S or huge > GROWTH * large:
                return f"{unit!r}…{tail!r}: {small * 1000:.2f} ms for {SMALL}, {large * 1000:.0f} ms for {LARGE}"
    return None


def _least(pattern: Pattern, text: str, enough: float) -> float:
    """The time of the quickest of a few runs: another process may have slowed one of them."""
    took = seconds(pattern, text)
    for _ in range(2):
        if enough < took < LIMIT_S:
            took = min(took, seconds(pattern, text))
    return took


def _run(unit: str, size: int, tail: str) -> str:
    return (unit * (size // len(unit) + 1))[: size - len(tail)] + tail


WRITTEN, MAKING = patterns.written()
ALL = [*WRITTEN, *(p for made in patterns.made().values() for p in made)]
ROOMS = sorted({p.where.split(":")[0] for p in ALL})

needs_alarm = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="a run that hangs cannot be cut off here")


@needs_alarm
@pytest.mark.parametrize("room", ROOMS)
def test_time_grows_with_the_text_and_not_with_its_square(room: str) -> None:
    found = {p.where: told for p in ALL if p.where.split(":")[0] == room and (told := slow(p))}
    assert not found


def test_no_pattern_is_left_out() -> None:
    assert set(patterns.made()) == MAKING, "a module that makes a pattern in a run has it tried in patterns.made()"
    known = {p.regex for p in ALL}
    held = {
        (name, regex.pattern)
        for name, (module, _) in patterns.modules().items()
        for value in vars(module).values()
        for regex in patterns.inside(value)
        if regex not in known
    }
    assert not held


def test_every_bounded_pattern_is_there() -> None:
    assert set(patterns.BOUNDED) <= {p.where for p in WRITTEN}


@needs_alarm
@pytest.mark.parametrize(
    "regex", [r"(a+)+$", r"\s+of\b", r"\w+-$", r"(?:\w+,? )+and", r"\A\s*,?\s*\Z", r"(?:[a-z]+-?)*!"]
)
def test_a_pattern_of_that_kind_would_be_found(regex: str) -> None:
    assert slow(Pattern("sample", re.compile(regex), frozenset({"search"})))


@needs_alarm
@pytest.mark.parametrize("regex", [r"(?<!\s)\s+of\b", r"\ba+\b", r"[^\n]+", r"\d{1,4}-\d", r"said|says"])
def test_a_plain_pattern_is_let_pass(regex: str) -> None:
    assert slow(Pattern("sample", re.compile(regex), frozenset({"search"}))) is None


def test_an_own_match_is_made_of_every_rule() -> None:
    # Texts that a pattern all but matches are the hard ones; where none can be made, the test would see runs alone.
    for code in rules.languages("timex"):
        for rule in lexicon(code).rules:
            assert texts.matched(rule.pattern).strip(), rule.name
