"""How the time of a search grows with the length of what is searched, measured robustly."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

Use = Callable[[Any], object]

# The time of the processor, in seconds: what takes less is not judged; what takes more hangs.
FLOOR, _HANGS = 0.005, 0.5
# A first look is at this length, where no search that grows takes less than a fifth of the floor.
_FIRST, _GLANCE = 4000, 0.001
_SHORTEST, _LONGEST = 64, 1 << 16
# Four times the length takes four times the time, give or take what a busy machine adds. Square would be sixteen.
_STEP, _MOST = 4, 9
_TRIES = 5  # of what seems to grow faster


class Hangs(Exception):
    """A search was cut short."""


def grows(use: Use, make: Callable[[int], Any]) -> str:
    """Return how the time of `use` grows with the length of what `make` makes; "" where it grows in proportion."""
    length = _FIRST
    try:
        seconds = _best(use, make(length), 1)
        if seconds < _GLANCE:
            return ""
        while length > _SHORTEST and seconds > 2 * FLOOR:  # what is slow is judged by less
            length, seconds = length // 2, seconds / 2
        seconds = _best(use, make(length))
        while seconds < FLOOR and length < _LONGEST:
            length *= 2
            seconds = _best(use, make(length))
        if seconds < FLOOR:
            return ""
        longer = _best(use, make(length * _STEP))
        if longer > seconds * _MOST:
            # A machine that was at something else is so for a moment.
            seconds, longer = (_best(use, make(size), _TRIES) for size in (length, length * _STEP))
        if longer > seconds * _MOST:
            # What only starts to cost memory there has taken its time in proportion before, or does so beyond.
            if seconds <= _best(use, make(length // _STEP)) * _MOST:
                return ""
            if _best(use, make(length * _STEP * _STEP), 1) <= longer * _MOST:
                return ""
            return f"{_STEP * length} characters take {longer / seconds:.0f} times as long as {length}"
    except Hangs:
        return f"{length} characters take more than {_HANGS} s"
    return ""


def _best(use: Use, text: Any, times: int = 2) -> float:
    """Return the least time of several. Raises Hangs."""
    return min(spent(use, text) for _ in range(times))


def spent(use: Use, text: Any) -> float:
    """Return the time that the processor spends. Raises Hangs."""
    with _limited():
        began = time.process_time()
        use(text)
        return time.process_time() - began


@contextmanager
def _limited() -> Iterator[None]:
    """Raise Hangs where what is done takes too long: `re` looks for signals as it goes."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Hangs

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, _HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
