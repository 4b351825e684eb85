"""The Nu Html Checker, the W3C's checker of HTML: https://validator.github.io/validator/."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from convert.check._tools import NoAnswer, answered, jar, java, node_package, node_version, run, staged
from convert.parts import Checker
from convert.report import Fault, Severity

# A page may say outright that its language is not known (RFC 5646, 4.1, on "und"): what the checker takes it for then
# is a guess by its letters, of tables of results and sums as well, and no fault. Source: LanguageDetectingChecker.java
# in https://github.com/validator/validator, which warns where the page says another language than it detects.
_GUESS = re.compile(
    r"This document appears to be written in .{1,60} but the “html” start tag has “lang=\"und\"”"
)


def _version() -> str:
    java()
    return node_version("vnu-jar")


def _check(paths: Sequence[Path]) -> Iterator[tuple[Fault, ...]]:
    return answered(paths, _ask)


def _ask(paths: Sequence[Path]) -> list[tuple[Fault, ...]]:
    with staged(paths, ".html") as names:
        vnu = node_package("vnu-jar") / "build" / "dist" / "vnu.jar"
        argv = [*jar(vnu), "--stdout", "--format", "json", "--exit-zero-always", *map(str, names)]
        said = run(argv, len(paths))
        found: dict[str, list[Fault]] = {name.name: [] for name in names}
        try:
            for message in json.loads(said)["messages"]:
                found[message["url"].rpartition("/")[2]].append(_fault(message))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise NoAnswer("wrote no report") from error
        return [tuple(each) for each in found.values()]


def _fault(message: dict[str, Any]) -> Fault:
    """A message is an error, a "non-document-error" of its own, or an info, which may be a warning."""
    kind = "warning" if message.get("subType") == "warning" else message["type"]
    severity: Severity = {"warning": "warning", "info": "info"}.get(kind, "error")  # type: ignore[assignment]
    if kind == "warning" and _GUESS.match(message["message"]):
        severity = "info"
    return Fault(
        code=f"nu-{kind}",
        severity=severity,
        message=" ".join(message["message"].split()),
        line=message.get("firstLine") or message.get("lastLine"),
        column=message.get("firstColumn") or message.get("lastColumn"),
    )


part = Checker(
    name="nu",
    description="the official checker of HTML, by the W3C",
    media_types=("text/html",),
    check=_check,
    version=_version,
)
