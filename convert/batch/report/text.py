"""For a terminal: figures, what failed, what was warned of, what was slow, what scored low."""

from __future__ import annotations

import math
from collections.abc import Iterator

from convert.batch.report._account import Account, median
from convert.shown import harmless

_SHOWN = 20


def render(found: Account) -> bytes:
    """Return the account in lines, each with a word of what it is about before it."""
    return "".join(f"{harmless(line)}\n" for line in _lines(found)).encode()


def _lines(found: Account) -> Iterator[str]:
    done = found.articles - found.failed
    yield _row("articles", f"{found.articles}: {done} done, {found.failed} failed")
    packed = f" in {found.archives} archives" if found.archives else ""
    yield _row("files", f"{found.files}{packed}, {size(found.size)}")
    last = found.last
    took = f"{last.seconds:.1f} s" if last.seconds is not None else "cut short"
    yield _row("last run", f"{last.begun}, {took}{'' if last.finished else ', not to its end'}")
    if found.errors:
        yield _row("failures", counts(found.errors))
        for said in found.failures[:_SHOWN]:
            place = ":".join(str(part) for part in (said.input, said.line, said.column) if part)
            yield _row("", f"{place}: {said.message}")
        if len(found.failures) > _SHOWN:
            yield _row("", f"and {len(found.failures) - _SHOWN} more")
    if found.warnings:
        yield _row("warnings", counts(found.warnings))
    if found.scores:
        yield _row("scores", f"median {median(found.scores):.2f}, lowest:")
        for name, score in found.lowest[:3]:
            yield _row("", f"{score:.2f}  {name}")
    if found.seconds:
        yield _row("time", f"median {median(found.seconds) * 1000:.0f} ms an article, slowest:")
        for name, seconds in found.slowest[:3]:
            yield _row("", f"{seconds * 1000:.0f} ms  {name}")


def _row(name: str, text: str) -> str:
    return f"{name:<10}{text}".rstrip()


def counts(codes: dict[str, int]) -> str:
    """Return codes with how often each was met: "marker-unresolved 30, stub 2"."""
    return ", ".join(f"{code} {count}" for code, count in codes.items())


def size(number: float) -> str:
    """Return a number of bytes as people read it: "12.3 MB"."""
    units = ("bytes", "kB", "MB", "GB", "TB")
    power = min(int(math.log(max(number, 1), 1000)), len(units) - 1)
    return f"{number / 1000**power:.{1 if power else 0}f} {units[power]}"
