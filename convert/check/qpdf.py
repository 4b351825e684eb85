"""qpdf, which reads every object and stream of a PDF: https://qpdf.readthedocs.io/."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from convert.check._tools import answered, output_of, program, run, staged
from convert.parts import Checker
from convert.report import Fault

_GET = "apt-get install qpdf"
_SOUND = "No syntax or stream encoding errors found"


def _version() -> str:
    found = re.search(r"(?<!\d)\d+(\.\d+)+", output_of([program("qpdf", get=_GET), "--version"]))
    return found[0] if found else "of an unknown version"


def _check(paths: Sequence[Path]) -> Iterator[tuple[Fault, ...]]:
    for path in paths:
        yield from answered([path], _ask)


def _ask(paths: Sequence[Path]) -> list[tuple[Fault, ...]]:
    """Ask about one file: qpdf takes no more. What it says of its faults goes to standard error."""
    with staged(paths, ".pdf") as (name,):
        argv = ["/bin/sh", "-c", 'exec "$@" 2>&1', "sh", program("qpdf", get=_GET), "--check", str(name)]
        told = run(argv, 1).splitlines()
    lines = dict.fromkeys(line for line in told if str(name) in line and not line.startswith("checking"))
    if not lines and not any(line.startswith(_SOUND) for line in told):
        lines = dict.fromkeys(told[-1:] or ["says nothing"])
    return [tuple(_fault(line.replace(str(name), "")) for line in lines)]


def _fault(line: str) -> Fault:
    return Fault(code="qpdf", severity="error", message=line.removeprefix("WARNING: ").lstrip(" :"))


part = Checker(
    name="qpdf",
    description="syntax and streams of PDFs",
    media_types=("application/pdf",),
    check=_check,
    version=_version,
)
