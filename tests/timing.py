"""How processor time grows with what is given, measured so that other work on the machine does not decide."""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

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
