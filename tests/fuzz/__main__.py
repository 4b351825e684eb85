"""Fuzz all targets, or those named, for so many minutes in all; exit with 1 if anything was found.

With --runs each target has so many executions from one seed: so it is a change that decides what CI says, not chance.

What libFuzzer learns stays in build/fuzz/TARGET/corpus, where the next run goes on; what fails, crashes or is slow is
kept in build/fuzz/TARGET/found. Mend it, and put the file in tests/fuzz/found/TARGET, which the tests replay.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from tests.corpus import ROOT
from tests.fuzz.targets import TARGETS

_BUILD = ROOT / "build" / "fuzz"
# Executions, as libFuzzer counts them on its last line.
_DONE = re.compile(r"^Done (\d+) runs in", re.MULTILINE)


def main() -> int:
    """Run what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument(
        "targets", nargs="*", default=list(TARGETS), metavar="TARGET", help=", ".join(TARGETS)
    )
    parser.add_argument("--minutes", type=float, default=1.0, help="in all (default: 1)")
    parser.add_argument(
        "--runs", type=int, help="executions of each target, from one seed, whatever time they take"
    )
    parser.add_argument("--length", type=int, help="of inputs at most, in bytes (default: the target's own)")
    chosen = parser.parse_args()
    seconds = max(1, round(chosen.minutes * 60 / len(chosen.targets)))
    until = [f"-runs={chosen.runs}", "-seed=1"] if chosen.runs else [f"-max_total_time={seconds}"]
    found = [kept for name in chosen.targets for kept in _fuzz(name, until, chosen.length)]
    for path in found:
        print(f"found: {path.relative_to(ROOT)}")
    return 1 if found else 0


def _fuzz(name: str, until: list[str], length: int | None) -> list[Path]:
    """Fuzz one target `until` it is to end, say how often it ran, and return what was found."""
    folder = _BUILD / name
    corpus, seeds, kept = (folder / part for part in ("corpus", "seeds", "found"))
    for part in (corpus, seeds, kept):
        part.mkdir(parents=True, exist_ok=True)
    before = set(kept.iterdir())
    for data in TARGETS[name].seeds():
        (seeds / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    log, began = folder / "log", time.monotonic()
    flags = [
        *until,
        f"-max_len={length or TARGETS[name].length}",
        f"-artifact_prefix={kept}/",
        "-timeout=60",
        "-rss_limit_mb=2048",
        "-verbosity=1",
        "-print_final_stats=1",
        str(corpus),
        str(seeds),
    ]
    with log.open("wb") as out:
        argv = [sys.executable, "-m", "tests.fuzz.worker", name, str(kept), *flags]
        env = {**os.environ, "PYTHONHASHSEED": "0"}
        ended = subprocess.run(
            argv, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT, check=False
        ).returncode
    said = log.read_text("utf-8", "replace")
    runs = _DONE.findall(said)
    print(
        f"{name:10} {int(runs[-1]) if runs else 0:>9} executions in {time.monotonic() - began:.0f} s",
        flush=True,
    )
    found = sorted(set(kept.iterdir()) - before)
    if (ended or not runs) and not found:
        print(f"{name}: libFuzzer ended with {ended}: see {log}", file=sys.stderr)
        return [log]
    return found


if __name__ == "__main__":
    sys.exit(main())
