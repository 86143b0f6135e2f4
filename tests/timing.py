"""How work grows with what is given, measured so that other work on the machine does not decide."""

import gc
import math
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")

#: Less than this is too little to be measured well.
NOTHING_S = 0.005


def seconds(call: Callable[[T], object], value: T) -> float:
    """Processor seconds of one call; what earlier tests left behind is not collected in it."""
    gc.disable()
    try:
        start = time.process_time()
        call(value)
        return time.process_time() - start
    finally:
        gc.enable()


def grows_within(times: float, call: Callable[[T], object], small: T, large: T, *, attempts: int = 4) -> bool:
    """Whether the large value takes less than ``times`` what the small one takes, in one of several attempts.

    Other work can make a measurement too long, never too short: a step that grows with the square fails every
    attempt, and a disturbed one fails only some.
    """
    least = max(min(seconds(call, small) for _ in range(3)), NOTHING_S)
    return any(seconds(call, large) < times * least for _ in range(attempts))


def steps(call: Callable[[T], object], value: T) -> int:
    """How many steps of the interpreter a call takes: the same on every machine, however busy it is."""
    count = 0

    def step(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        call(value)
    finally:
        sys.settrace(before)
    return count


def exponent(call: Callable[[T], object], few: T, many: T, *, times: float) -> float:
    """By which power of what is given the work grows, where there is ``times`` as much of it: 1 is linear."""
    call(few)  # tables are read once
    return math.log(steps(call, many) / steps(call, few)) / math.log(times)
