"""Measure reading, and end with 1 where time grows faster than the text.

Times are of the processor, not of the clock, and the least of several runs; beside each stands how many times a
fixed loop of plain Python fits into it, which is about the same on every machine. Only growth has a limit: a
budget in seconds would be one for a machine.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import batch, peers
from benchmarks import print as printing
from benchmarks.texts import MORE, SHAPES, article, cited, page
from convert import pipeline
from convert.citations.find import Finder
from convert.limits import Limits
from convert.options import ReadOptions
from convert.parts import FAMILIES
from convert.source import Source

_SLOWER = 1.5  # times, at most, with fifty families more
_LIMIT = 2.5  # times longer, at most, for a text twice as long
_RUNS, _BATCH, _WARM = 5, 20, 20


def main(names: list[str]) -> int:
    """Run the measurements of `names`, all without any; return the exit code."""
    unknown = set(names) - set(_MEASURES)
    if unknown:
        print(f"no such measurement: {', '.join(sorted(unknown))}; there are: {', '.join(_MEASURES)}")
        return 2
    return max(_MEASURES[name]() for name in names or _MEASURES)


def _page() -> int:
    """Read pages that were not read before, once the word lists are in memory."""
    read: dict[str, Callable[[int], str]] = {
        "a page of 150 lines": lambda n: page(150, n),
        "an article of 3 KB": lambda n: article(3000, n),
    }
    loop = _yardstick()
    for name, text in read.items():
        seeds = iter(range(_WARM + _RUNS * _BATCH))
        _timed(_reading([text(next(seeds)) for _ in range(_WARM)]))
        batches = [[text(next(seeds)) for _ in range(_BATCH)] for _ in range(_RUNS)]
        _say(name, min(_timed(_reading(batch)) for batch in batches) / _BATCH, loop)
    return 0


def _growth() -> int:
    """Read texts of growing size; 1 if one that is twice as long takes more than so many times longer."""
    worst = 0.0
    for name, (text, unit, sizes) in SHAPES.items():
        before = (0, 0.0)
        for size in sizes:
            taken = _timed(_reading([text(size)]))
            grown = (taken / before[1]) ** (1 / math.log2(size / before[0])) if before[0] else 0.0
            more = f"  x {grown:.2f} for twice as much" if grown else ""
            print(f"{f'{name}, {size:,} {unit}':<36} {taken:>8.2f} s{more}", flush=True)
            worst, before = max(worst, grown), (size, taken)
    print(f"{'most for twice as much':<36} x {worst:.2f}, at most x {_LIMIT}")
    return int(worst > _LIMIT)


def _markers() -> int:
    """Find citation markers with our families, and with many more; 1 if those slow it down by half."""
    text = cited(1_000_000)
    ours = FAMILIES.all()
    taken = []
    for name, families in (("our", ours), (f"our and {len(MORE)} more", (*ours, *MORE))):
        finder = Finder(families)
        taken.append(min(_timed(partial(_find, finder, text)) for _ in range(_RUNS)))
        print(f"{f'1,000,000 characters, {name} families':<44} {taken[-1] * 1000:>8.1f} ms", flush=True)
    slower = taken[1] / taken[0]
    print(f"{'slower by':<44} x {slower:.2f}, at most x {_SLOWER}")
    return int(slower > _SLOWER)


def _start() -> int:
    """Run the command as a process of its own."""
    loop = _yardstick()
    with TemporaryDirectory() as folder:
        story = Path(folder) / "story.txt"
        story.write_text(article(3000, 1), encoding="utf-8")
        for name, argv in {
            "python alone": ("-c", "pass"),
            "article --version": ("-m", "convert.cli", "--version"),
            "article convert, text to HTML": ("-m", "convert.cli", "convert", str(story), "-t", "html"),
        }.items():
            _say(name, min(_run(argv) for _ in range(_RUNS)), loop)
    return 0


def _yardstick() -> float:
    """Return the seconds of a fixed loop of plain Python."""

    def loop() -> None:
        counts: dict[int, int] = {}
        for n in range(50_000):
            counts[n % 997] = counts.get(n % 997, 0) + n * n % 7

    return min(_timed(loop) for _ in range(10 * _RUNS))


def _reading(texts: list[str]) -> Callable[[], None]:
    sources = [Source("bench.txt", text.encode()) for text in texts]

    def read() -> None:
        for source in sources:
            pipeline.examine(source, ReadOptions(limits=Limits(nodes=10**7, notes=10**7)))

    return read


def _find(finder: Finder, text: str) -> None:
    for _ in finder.find(text):
        pass


def _timed(work: Callable[[], None]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _run(argv: tuple[str, ...]) -> float:
    """Return the seconds that a Python process takes of the processor."""
    before = sum(_spent())
    subprocess.run([sys.executable, *argv], check=True, stdout=subprocess.DEVNULL)
    return sum(_spent()) - before


def _spent() -> Iterator[float]:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield from (used.ru_utime, used.ru_stime)


def _say(name: str, seconds: float, loop: float) -> None:
    print(f"{name:<36} {seconds * 1000:>8.1f} ms  {seconds / loop:>6.1f} loops", flush=True)


_MEASURES: dict[str, Callable[[], int]] = {
    "page": _page,
    "start": _start,
    "markers": _markers,
    "peers": peers.measure,
    "batch": batch.measure,
    "stream": batch.stream,
    "print": printing.measure,
    "growth": _growth,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
