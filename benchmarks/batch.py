"""Many articles, and a cold start, beside pandoc and WeasyPrint: ratios of medians in one run, against what we promise.

    python -m benchmarks batch

The others are in a virtual environment of their own, build/peers, which `make bench` makes. BENCH_ARTICLES is how many
articles there are, 1000 where it is not set; the figures are in build/bench.json, with a plot beside them.

    BENCH_JSONL_MB=1000 python -m benchmarks stream

has so many MB of JSON Lines streamed into archives, which takes a core 20 ms an article of 6 KB.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.sax.saxutils import escape

from benchmarks.texts import article

_BUILD = Path("build")
_PEERS = _BUILD / "peers"
_ARTICLES = int(os.environ.get("BENCH_ARTICLES", "1000"))
_JSONL = int(os.environ.get("BENCH_JSONL_MB", "0"))
_RUNS = int(os.environ.get("BENCH_RUNS", "5"))
_KILLS = int(os.environ.get("BENCH_KILLS", "50"))
# Of what is measured one by one: the clock is what users wait by, but says little where others are at work.
_CPU = os.environ.get("BENCH_CLOCK") == "cpu"
_OURS = (sys.executable, "-m", "convert.cli")


class Figure(NamedTuple):
    """What was measured, and what it is to be: at most `target` if `most`, else at least."""

    name: str
    value: float
    target: float
    most: bool
    said: str

    @property
    def holds(self) -> bool:
        """Whether it is as promised."""
        return self.value <= self.target if self.most else self.value >= self.target


def measure() -> int:
    """Print a table of all figures, and write them down. A figure that is not reached is no failure: it is told."""
    pandoc = next(_PEERS.glob("lib/*/site-packages/pypandoc/files/pandoc"), None)
    if pandoc is None:
        print("batch: skipped, the others are not here (make build/peers/.ready)")
        return 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        found = list(_figures(folder, pandoc.absolute()))
    _BUILD.mkdir(exist_ok=True)
    said = [{**each._asdict(), "holds": each.holds} for each in found]
    (_BUILD / "bench.json").write_text(json.dumps(said, indent=2) + "\n")
    (_BUILD / "bench.svg").write_text(_plot(found))
    return 0


def _figures(folder: Path, pandoc: Path) -> Iterator[Figure]:
    for measured in (_cold, _many, _memory, _kills):
        yield from map(_told, measured(folder, pandoc))


def _told(each: Figure) -> Figure:
    bound = "at most" if each.most else "at least"
    verdict = "" if each.holds else "  NOT REACHED"
    said = f"{each.name:<58} {each.value:>8.2f}  {bound} {each.target:g}{verdict}  ({each.said})"
    print(said, flush=True)
    return each


def _cold(folder: Path, pandoc: Path) -> Iterator[Figure]:
    """A process for one article, beside pandoc's for the same; with WeasyPrint as its engine for PDF."""
    story = folder / "seed.txt"
    story.write_text(article(3000, 1), encoding="utf-8")
    weasyprint = (_PEERS / "bin" / "weasyprint").absolute()
    ours = (*_OURS, "convert", str(story), "--force")
    theirs = (str(pandoc), str(story), "-f", "markdown", "-s", "--metadata", "title=x")
    times = _medians(
        {
            "html": (*ours, "-o", str(folder / "o.html")),
            "pdf": (*ours, "-o", str(folder / "o.pdf")),
            "all": (*ours, "-t", "html,jsonld,epub,pdf", "-o", str(folder / "all") + "/"),
            "pandoc html": (*theirs, "-o", str(folder / "p.html")),
            "pandoc epub": (*theirs, "-o", str(folder / "p.epub")),
            "pandoc pdf": (*theirs, f"--pdf-engine={weasyprint}", "-o", str(folder / "p.pdf")),
        }
    )
    html, pdf = times["html"] / times["pandoc html"], times["pdf"] / times["pandoc pdf"]
    theirs_all = sum(times[f"pandoc {kind}"] for kind in ("html", "epub", "pdf"))
    yield Figure("cold, HTML: times pandoc's", html, 2.5, True, _both(times["html"], times["pandoc html"]))
    yield Figure(
        "cold, PDF: times pandoc's with WeasyPrint", pdf, 0.5, True, _both(times["pdf"], times["pandoc pdf"])
    )
    yield Figure(
        "cold, four formats: times pandoc's three",
        times["all"] / theirs_all,
        1,
        True,
        _both(times["all"], theirs_all),
    )


def _many(folder: Path, pandoc: Path) -> Iterator[Figure]:
    """Many articles on two cores, beside pandoc once a file, as it has no other way."""
    corpus = folder / "corpus"
    _write(corpus, _ARTICLES)
    some = sorted(corpus.iterdir())[: max(20, _ARTICLES // 20)]
    out = folder / "out"

    def ours(jobs: int, formats: str) -> float:
        shutil.rmtree(out, ignore_errors=True)
        return _timed((*_OURS, "convert", str(corpus), "-t", formats, "-o", str(out), "-j", str(jobs), "-q"))

    def theirs() -> float:
        begun = time.monotonic()
        for path in some:
            for kind in ("html", "epub"):
                argv = (str(pandoc), str(path), "-f", "markdown", "-s", "--metadata", "title=x")
                subprocess.run((*argv, "-o", str(folder / f"p.{kind}")), check=True)
        return (time.monotonic() - begun) * _ARTICLES / len(some)

    both = [(ours(2, "html,epub"), theirs()) for _ in range(3)]
    mine, other = (statistics.median(each) for each in zip(*both, strict=True))
    yield Figure(
        f"{_ARTICLES} articles, HTML and EPUB: times faster than pandoc",
        other / mine,
        10,
        False,
        _both(mine, other),
    )
    pairs = [(ours(1, "html,jsonld,epub,pdf"), ours(2, "html,jsonld,epub,pdf")) for _ in range(3)]
    one, two = (statistics.median(each) for each in zip(*pairs, strict=True))
    yield Figure("four formats, -j 2: articles a second", _ARTICLES / two, 40, False, f"{two:.1f} s")
    yield Figure(
        "four formats: times faster with -j 2 than with -j 1", one / two, 1.8, False, _both(two, one)
    )
    again = [
        _timed((*_OURS, "convert", str(corpus), "-t", "html,jsonld,epub,pdf", "-o", str(out), "-q"))
        for _ in range(3)
    ]
    yield Figure(
        "a second run: its share of the first",
        statistics.median(again) / two,
        0.1,
        True,
        f"{min(again):.1f} s",
    )


def _memory(folder: Path, _pandoc: Path) -> Iterator[Figure]:
    """Memory of the largest process, early and late, and of a stream of JSON Lines."""
    lines = folder / "lines.jsonl"
    with lines.open("w") as file:
        for number in range(_ARTICLES):
            file.write(
                json.dumps({"url": f"https://example.org/{number}", "text": article(6000, number)}) + "\n"
            )
    few = folder / "few.jsonl"
    with lines.open() as source, few.open("w") as file:
        file.writelines(line for line, _ in zip(source, range(max(1, _ARTICLES // 10)), strict=False))
    early, late = (_peak(path, folder / f"m-{path.stem}") for path in (few, lines))
    yield Figure("memory of a process, all articles: MB", late, 200, True, f"{_ARTICLES} articles, -j 2")
    yield Figure(
        "memory, all articles: times that of the first tenth", late / early, 1.15, True, f"{early:.0f} MB"
    )


def stream() -> int:
    """Print the memory of a stream of JSON Lines."""
    if not _JSONL:
        print("stream: skipped, BENCH_JSONL_MB does not say how much")
        return 0
    with TemporaryDirectory() as name:
        for each in _stream(Path(name), _JSONL):
            _told(each)
    return 0


def _stream(folder: Path, size: int) -> Iterator[Figure]:
    """Memory of the largest process while so many MB of JSON Lines go into archives, early and late."""
    some = [article(6000, number) for number in range(200)]
    peaks = []
    for megabytes in (max(1, size // 10), size):
        path = folder / f"stream-{megabytes}.jsonl"
        with path.open("w") as file:
            number = 0
            while file.tell() < megabytes << 20:
                text = some[number % len(some)]
                file.write(json.dumps({"url": f"https://example.org/{number}", "text": text}) + "\n")
                number += 1
        peaks.append(_peak(path, folder / f"s-{megabytes}", "text", "--archive", "zip"))
        path.unlink()
        shutil.rmtree(folder / f"s-{megabytes}")
    early, late = peaks
    yield Figure(
        f"memory of a process, {size} MB of JSON Lines: MB", late, 200, True, f"{number} articles, -j 2"
    )
    yield Figure(
        "memory, all of it: times that of the first tenth", late / early, 1.15, True, f"{early:.0f} MB"
    )


def _kills(folder: Path, _pandoc: Path) -> Iterator[Figure]:
    """Kill runs at random moments; what is lost is what one that is let be has not made the same."""
    corpus, out = folder / "killed", folder / "out-killed"
    _write(corpus, 200)
    argv = (*_OURS, "convert", str(corpus), "-t", "html,json", "-j", "2", "-q", "-o")
    moments = random.Random(1)  # noqa: S311  no secret
    torn = 0
    for number in range(_KILLS):
        if number % 5 == 0:
            shutil.rmtree(out, ignore_errors=True)
        with subprocess.Popen((*argv, str(out)), start_new_session=True, stderr=subprocess.DEVNULL) as run:
            time.sleep(moments.random() * 3)
            run.send_signal(signal.SIGKILL)
        torn += sum(not data.rstrip().endswith((b"</html>", b"}")) for data in _tree(out).values())
    subprocess.run((*argv, str(out)), check=True)
    subprocess.run((*argv, str(folder / "let-be")), check=True)
    whole = _tree(folder / "let-be")
    lost = torn + sum(_tree(out).get(name) != data for name, data in whole.items())
    yield Figure(f"files lost or torn by {_KILLS} kills", lost, 0, True, f"{len(whole)} files")


def _write(corpus: Path, count: int) -> None:
    sizes = random.Random(1)  # noqa: S311  no secret
    corpus.mkdir()
    for number in range(count):
        (corpus / f"{number:05}.txt").write_text(
            article(sizes.randint(3000, 10000), number), encoding="utf-8"
        )


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.*") if path.is_file()}


def _medians(commands: dict[str, tuple[str, ...]]) -> dict[str, float]:
    """Return the median time of each command, run in turn, so that what else the machine does falls on all."""
    rounds = [{name: _spent(argv) for name, argv in commands.items()} for _ in range(_RUNS)]
    return {name: statistics.median(each[name] for each in rounds) for name in commands}


def _spent(argv: tuple[str, ...]) -> float:
    """Return the seconds of a command: of the clock, or of the processor where BENCH_CLOCK is cpu."""
    before = _processor()
    taken = _timed(argv)
    return _processor() - before if _CPU else taken


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _timed(argv: tuple[str, ...]) -> float:
    begun = time.monotonic()
    # Not in our own folder, whose settings hardly any other has to read.
    done = subprocess.run(argv, capture_output=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    return time.monotonic() - begun


def _peak(path: Path, out: Path, formats: str = "html,epub,pdf", *more: str) -> float:
    """Return the MB of the largest process of a run, by proc(5): VmHWM of all in its session."""
    argv = (*_OURS, "convert", str(path), "-t", formats, "-o", f"{out}/", "-j", "2", "-q", *more)
    most = 0
    with subprocess.Popen(argv, start_new_session=True) as run:
        while run.poll() is None:
            most = max(most, *map(_resident, _members(run.pid)), 0)
            time.sleep(0.1)
    if run.returncode:
        raise RuntimeError(f"{' '.join(argv)}: exit code {run.returncode}")
    return most / 1024


def _members(session: int) -> list[str]:
    """Return the processes of a session: the fourth field behind the name in /proc/[pid]/stat."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if path.read_text().rpartition(") ")[2].split()[3] == str(session):
                found.append(path.parent.name)
    return found


def _resident(pid: str) -> int:
    """Return the kilobytes that a process had in memory at most, 0 for one that is gone."""
    try:
        lines = Path("/proc", pid, "status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _both(ours: float, theirs: float) -> str:
    return f"{ours:.2f} s, {theirs:.2f} s"


def _plot(figures: list[Figure]) -> str:
    """Return bars: how far each figure is within what it is to be; beyond the line is better."""

    def scale(each: Figure) -> float:
        return min(3.0, (each.target or 1) / max(each.value, 0.01) if each.most else each.value / each.target)

    rows = []
    for number, each in enumerate(figures):
        y = 30 + number * 26
        if each.target == 0:
            continue
        colour = "#0b4f93" if each.holds else "#9c1c1c"
        rows.append(
            f'<text x="0" y="{y + 14}">{escape(each.name)}</text>'
            f'<rect x="420" y="{y}" width="{100 * scale(each):.0f}" height="18" fill="{colour}"/>'
        )
    height = 40 + len(figures) * 26
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 {height}" font-family="sans-serif" font-size="13">'
        f'<text x="420" y="16">better than promised: beyond the line</text>{"".join(rows)}'
        f'<line x1="520" x2="520" y1="22" y2="{height}" stroke="#595959"/></svg>\n'
    )
