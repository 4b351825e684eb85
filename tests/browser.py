"""A real browser, Chromium without a window, driven through the DevTools protocol over a pipe.

https://chromedevtools.github.io/devtools-protocol/: messages are JSON, each ended by a NUL.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"
)

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)


class Page:
    """One page: what it does is in `events`; a command waits for its answer."""

    def __init__(self, to: int, answers: Iterator[dict[str, Any]]) -> None:
        """Open an empty page in the browser that reads from `to`."""
        self.events: list[dict[str, Any]] = []
        self._to, self._answers, self._count, self._session = to, answers, 0, {}
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._session = {"sessionId": session}
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Return the answer to a command; what happens meanwhile goes to `events`."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": params, **self._session}
        os.write(self._to, json.dumps(message).encode() + b"\0")
        for answer in self._answers:
            if answer.get("id") == self._count:
                assert "error" not in answer, answer
                return dict(answer["result"])
            self.events.append(answer)
        raise EOFError("the browser is gone")

    def resize(self, width: int, height: int) -> None:
        """Give the page a window of that size, in CSS pixels, on a phone where it is narrow."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def open(self, path: Path) -> None:
        """Load a file; return when all of it is there."""
        before = len(self.events)
        self.call("Page.navigate", url=path.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events[before:]):
            self.events.append(next(self._answers))

    def run(self, script: str) -> Any:
        """Return the value of an expression in the page, awaited."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        """Click with the mouse in the first line of the first element that `selector` finds, once it is in sight."""
        x, y = self.run(f"""(() => {{
            const element = document.querySelector({json.dumps(selector)});
            element.scrollIntoView({{block: 'center'}});
            const box = element.getClientRects()[0];
            return [box.x + box.width / 2, box.y + box.height / 2];
        }})()""")
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def picture(self, path: Path) -> None:
        """Write what the window shows as PNG."""
        path.write_bytes(b64decode(self.call("Page.captureScreenshot")["data"]))


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """Yield a page in a browser of its own, which ends with it."""
    ours, theirs = os.pipe(), os.pipe()
    inherited = (ours[0], theirs[1])
    # The browser reads from 3 and writes to 4, whatever numbers the pipes have here.
    argv = ["bash", "-c", f'exec "$@" 3<&{ours[0]} 4>&{theirs[1]}', "bash", str(CHROMIUM), *_FLAGS]
    with subprocess.Popen(
        [*argv, f"--user-data-dir={profile}"], pass_fds=inherited, stderr=subprocess.DEVNULL
    ) as process:
        for end in inherited:
            os.close(end)
        try:
            yield Page(ours[1], _messages(theirs[0]))
        finally:
            process.kill()
            for end in (ours[1], theirs[0]):
                os.close(end)


def _messages(pipe: int) -> Iterator[dict[str, Any]]:
    waiting = b""
    while found := os.read(pipe, 1 << 16):
        *whole, waiting = (waiting + found).split(b"\0")
        yield from map(json.loads, whole)
