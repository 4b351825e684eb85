"""A real browser, Chromium without a window, driven through the DevTools protocol over a pipe.

https://chromedevtools.github.io/devtools-protocol/: messages are JSON, each ended by a NUL.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from convert.check._tools import NoAnswer, chromium

_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
    # No page of ours needs the network, and no other is to reach it.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
# How long the browser may take for one answer, in seconds; one that takes longer is in a page that never ends.
_PATIENCE = 60


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
                if "error" in answer:
                    raise NoAnswer(f"did not do {method}: {answer['error'].get('message')}")
                return dict(answer["result"])
            self.events.append(answer)
        raise NoAnswer("lost its browser")

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
            answer = next(self._answers, None)
            if answer is None:
                raise NoAnswer("lost its browser")
            self.events.append(answer)

    def run(self, script: str) -> Any:
        """Return the value of an expression in the page, awaited."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise NoAnswer(f"failed in the page: {answer['exceptionDetails'].get('text')}")
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
    """Yield a page in a browser of its own, which ends with it. `profile` is an empty folder for its files.

    Raises MissingEngine where there is no Chromium; the page raises NoAnswer when something goes wrong in it.
    """
    ours, theirs = os.pipe(), os.pipe()
    inherited = (ours[0], theirs[1])
    # Its sandbox refuses to run for root; there a container is what holds it.
    free = ("--no-sandbox",) if os.geteuid() == 0 else ()
    # The browser reads from 3 and writes to 4, whatever numbers the pipes have here.
    argv = ["bash", "-c", f'exec "$@" 3<&{ours[0]} 4>&{theirs[1]}', "bash", chromium(), *_FLAGS, *free]
    with subprocess.Popen(  # noqa: S603  # no shell; the browser
        [*argv, f"--user-data-dir={profile}"],
        pass_fds=inherited,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
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
    waiting = bytearray()
    while found := _read(pipe):
        waiting += found
        *whole, rest = waiting.split(b"\0") if b"\0" in found else (waiting,)
        yield from map(json.loads, whole)
        waiting = rest


def _read(pipe: int) -> bytes:
    ready, _, _ = select.select([pipe], [], [], _PATIENCE)
    if not ready:
        raise NoAnswer(f"gave no answer in {_PATIENCE} seconds")
    return os.read(pipe, 1 << 16)
