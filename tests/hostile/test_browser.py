"""What becomes of attacks, opened in Chromium: no page says anything, does anything, or asks for anything.

But for pictures on the web, which a page shows from there (by https) unless they were fetched, and a book does not.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from convert import pipeline
from tests.browser import browser, needs_chromium
from tests.hostile.test_outputs import _OPTIONS, ATTACKS, FOLDER, _read
from tests.trees import HOSTILE, everywhere

# What a page does that is made to: it asks, opens a dialogue, writes to the console, fails, goes elsewhere.
_ACTS = {
    "Page.javascriptDialogOpening",
    "Page.windowOpen",
    "Runtime.consoleAPICalled",
    "Runtime.exceptionThrown",
    "Log.entryAdded",
    "Page.downloadWillBegin",
}


def _pages(folder: Path) -> list[Path]:
    """Write what becomes of each attack; return its pages and the documents of its books."""
    found = []
    articles = [(path.relative_to(FOLDER), each) for path in ATTACKS for each in _read(path)]
    articles += [(Path("fields"), everywhere(text)) for text in HOSTILE]
    for n, (name, each) in enumerate(articles):
        page = folder / f"{n:03}-{name.name}.html"
        page.write_bytes(pipeline.write(each, "html", _OPTIONS))
        found.append(page)
        with zipfile.ZipFile(io.BytesIO(pipeline.write(each, "epub", _OPTIONS))) as book:
            book.extractall(folder / f"{n:03}")
        found += sorted((folder / f"{n:03}").rglob("*.xhtml"))
    return found


def _acts(events: list[dict[str, Any]], folder: Path, pictures: frozenset[str] = frozenset()) -> list[object]:
    """Return what a page did and asked for, but for `pictures`, which may not be there either."""
    inside = (folder.as_uri(), "data:", "about:blank")
    asked = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
    shown = {each["request"]["url"] for each in asked if each.get("type") == "Image"} & pictures
    return [
        *(
            event
            for event in events
            if event["method"] in _ACTS and event["params"].get("entry", {}).get("url") not in shown
        ),
        *(
            {each["request"]["url"] for each in asked if not each["request"]["url"].startswith(inside)}
            - shown
        ),
    ]


def _pictures(path: Path) -> frozenset[str]:
    """Return the pictures of the web that a page of ours shows."""
    sources = html.parse(path).xpath("//img/@src") if path.suffix == ".html" else ()
    return frozenset(str(each) for each in sources if str(each).startswith("https://"))


@pytest.mark.conformance
@needs_chromium
def test_no_page_of_an_attack_acts(tmp_path: Path) -> None:
    made, profile = tmp_path / "made", tmp_path / "profile"
    made.mkdir()
    profile.mkdir()
    pages = _pages(made)
    assert len(pages) > 3 * len(ATTACKS)
    with browser(profile) as page:
        for path in pages:
            before = len(page.events)
            page.open(path)
            here = page.run("location.href")
            assert here == path.as_uri()
            assert _acts(page.events[before:], made, _pictures(path)) == [], path.name


@pytest.mark.conformance
@needs_chromium
@pytest.mark.parametrize(
    "body",
    [
        "<script>open('https://evil.example/')</script>",
        "<img src='https://evil.example/a.png' alt=''>",
        "<script>console.log(1)</script>",
        "<link rel='stylesheet' href='https://evil.example/a.css'>",
        "<img src='x' onerror='throw 1' alt=''>",
    ],
)
def test_a_page_that_acts_is_seen(body: str, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html><title>x</title>{body}")
    with browser(profile) as page:
        page.events.clear()
        page.open(path)
        page.run("1")
        assert _acts(page.events, tmp_path)
