"""One target under libFuzzer, by atheris: `python -m tests.fuzz.worker TARGET FOLDER [FLAG…]`.

It goes on after a failure: the first input of each kind is kept in FOLDER, beside what libFuzzer keeps by itself.
"""

from __future__ import annotations

import hashlib
import sys
import time
import traceback
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["convert"], exclude=["convert.languages"]):
    from tests.fuzz.targets import TARGETS, Target

# What takes longer, in seconds of the processor, is kept as well; a page of a few hundred bytes takes a hundredth.
_SLOW = 2.0


def fuzz(target: Target, folder: Path, flags: list[str]) -> None:
    """Run libFuzzer; it ends the process."""
    known: set[str] = set()

    def run(data: bytes) -> None:
        began = time.process_time()
        try:
            target.run(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            kind = _kind(error)
            if kind not in known:
                known.add(kind)
                _keep(folder, f"failed-{kind}", data)
                traceback.print_exception(error)
        if time.process_time() - began > _SLOW:
            _keep(folder, f"slow-{len(data)}", data)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)  # noqa: S311 - no secret
        if chance.random() < 0.3:
            return bytes(atheris.Mutate(data, most))
        return target.mutate(data, chance)[:most]

    atheris.Setup([sys.argv[0], *flags], run, custom_mutator=mutate)
    atheris.Fuzz()


def _kind(error: Exception) -> str:
    """Return a name for a failure: the same for what fails in the same place."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"


def _keep(folder: Path, name: str, data: bytes) -> None:
    path = folder / f"{name}-{hashlib.sha256(data).hexdigest()[:8]}"
    path.write_bytes(data)
    print(f"kept: {path}", file=sys.stderr)


if __name__ == "__main__":
    fuzz(TARGETS[sys.argv[1]], Path(sys.argv[2]), sys.argv[3:])
