"""axe-core, which looks for what shuts readers out of a page, in Chromium: https://github.com/dequelabs/axe-core.

A page is looked at in light and in dark, as wide as a window: contrast is of both.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from convert.check._tools import NoAnswer, answered, chromium, node_package, node_version, staged
from convert.parts import Checker
from convert.report import Fault

if TYPE_CHECKING:
    from convert.check._chromium import Page

_SCHEMES = ("light", "dark")
_WIDTH, _HEIGHT = 1280, 900
# What it cannot decide ("incomplete") is for people: https://www.deque.com/axe/core-documentation/api-documentation/.
_SCRIPT = """axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations.map(rule => ({
    id: rule.id, impact: rule.impact, help: rule.help, places: rule.nodes.map(node => node.target.join(" "))})))"""


def _version() -> str:
    chromium()
    return node_version("axe-core")


def _check(paths: Sequence[Path]) -> Iterator[tuple[Fault, ...]]:
    return answered(paths, _ask)


def _ask(paths: Sequence[Path]) -> list[tuple[Fault, ...]]:
    from convert.check._chromium import browser

    script = (node_package("axe-core") / "axe.min.js").read_text("utf-8")
    with (
        tempfile.TemporaryDirectory(prefix="article-axe-", ignore_cleanup_errors=True) as profile,
        staged(paths, ".html") as names,
        browser(Path(profile)) as page,
    ):
        page.call("Network.setBlockedURLs", urls=["http://*", "https://*", "ws://*", "wss://*"])
        page.call("Browser.setDownloadBehavior", behavior="deny")
        page.resize(_WIDTH, _HEIGHT)
        return [_faults(page, name, script) for name in names]


def _faults(page: Page, path: Path, script: str) -> tuple[Fault, ...]:
    found: dict[tuple[str, str], Fault] = {}
    page.events.clear()
    page.open(path)
    page.run(script + "; 0")
    for scheme in _SCHEMES:
        page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        answer = page.run(_SCRIPT)
        if not isinstance(answer, list):
            raise NoAnswer("wrote no report")
        for rule in answer:
            found.setdefault((rule["id"], str(rule["places"])), _fault(rule, scheme))
    return tuple(found.values())


def _fault(rule: dict[str, Any], scheme: str) -> Fault:
    places = rule["places"]
    more = f" and {len(places) - 3} more" if len(places) > 3 else ""
    at = f"{', '.join(places[:3])}{more}"
    return Fault(
        code=rule["id"],
        severity="warning" if rule["impact"] in ("minor", "moderate") else "error",
        message=f"{rule['help']} ({at}; in {scheme})"[:400],
    )


part = Checker(
    name="axe",
    description="accessibility of pages, in light and dark",
    media_types=("text/html",),
    check=_check,
    version=_version,
)
