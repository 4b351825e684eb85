"""The page of `article inspect --to html` in a real browser; `make conformance` runs these."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from convert import pipeline
from convert.cli.account.page import page
from convert.source import Source, from_path
from tests.browser import Page, browser, needs_chromium
from tests.cli.test_account_page import HOSTILE
from tests.corpus import FIXTURES, name

pytestmark = [pytest.mark.conformance, needs_chromium]

WIRE = next(path for path in FIXTURES if name(path) == "wire--harbour-budget")

_SHOWN = "[...document.querySelectorAll('.source > li')].filter(line => line.checkVisibility()).map(line => line.value)"
# But what is in a box that scrolls by itself, as a table has one: how wide that is depends on the fonts of the machine.
_WIDER = (
    "[...document.querySelectorAll('body *')].filter(each => !each.parentElement.closest('.table')"
    " && each.getBoundingClientRect().right > innerWidth + 1)"
)
_BOX = "document.querySelector(':target').getBoundingClientRect()"
_IN_SIGHT = f"(({{top, bottom}}) => bottom > 0 && top < innerHeight)({_BOX})"


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture
def here(window: Page, tmp_path: Path) -> Iterator[Page]:
    """The browser with the page of a wire story; in the end nothing was complained of or asked for."""
    window.resize(1400, 900)
    window.events.clear()
    show(window, from_path(WIRE), tmp_path)
    yield window
    assert [each for each in window.events if each["method"] in _COMPLAINTS] == []
    asked = {
        each["params"]["request"]["url"]
        for each in window.events
        if each["method"] == "Network.requestWillBeSent"
    }
    assert asked == {(tmp_path / "account.html").as_uri()}


_COMPLAINTS = ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")


def show(window: Page, source: Source, folder: Path) -> None:
    reading = pipeline.examine(source)
    (folder / "account.html").write_text(page(reading.article, reading.report), encoding="utf-8")
    window.open(folder / "account.html")


def test_a_piece_of_the_source_leads_to_its_block_and_the_block_back(here: Page) -> None:
    here.click("#line-44 a.kept")
    assert here.run("document.querySelector(':target').textContent").startswith("44If the county objects")
    assert here.run(_IN_SIGHT)
    here.click("#result .from[href='#line-1']")
    assert here.run("document.querySelector(':target').value") == 1
    assert here.run(_IN_SIGHT)


def test_boxes_choose_lines_and_the_button_shows_them_all(here: Page) -> None:
    every = here.run(_SHOWN)
    here.click(".filters summary")
    here.click("#only-removed")
    removed = here.run(_SHOWN)
    assert removed == [33, 35, 36]
    here.click("#only-moved")
    assert here.run(_SHOWN) == [3, 4, *removed, 47]
    here.click("#result .from[href='#line-1']")
    assert here.run(_SHOWN) == [1, 3, 4, *removed, 47], "a line that a link leads to is there"
    here.click("button[type=reset]")
    assert here.run(_SHOWN) == every == list(range(1, 48))


def test_the_sides_stand_beside_each_other_or_below_on_a_phone(here: Page) -> None:
    tops = "[...document.querySelectorAll('.panes > div')].map(side => side.offsetTop)"
    assert len(set(here.run(tops))) == 1
    here.resize(360, 740)
    assert len(set(here.run(tops))) == 2


@pytest.mark.parametrize("path", FIXTURES, ids=name)
def test_a_phone_shows_all_without_scrolling_sideways(here: Page, path: Path, tmp_path: Path) -> None:
    here.resize(360, 740)
    show(here, from_path(path), tmp_path)
    here.run("document.querySelector('.filters').open = true")
    assert here.run("document.documentElement.scrollWidth") == 360
    assert here.run(f"{_WIDER}.map(each => each.outerHTML)") == []


def test_a_hostile_text_does_nothing(here: Page, tmp_path: Path) -> None:
    here.resize(360, 740)
    text = HOSTILE + "x" * 5000 + "\n" + "\u202e\x07" * 200
    show(here, Source("<img src=x>.txt", text.encode()), tmp_path)
    assert here.run("document.documentElement.scrollWidth") == 360
    assert here.run("document.scripts.length + document.images.length") == 0


def test_text_stands_out_from_its_ground_in_light_and_dark(here: Page) -> None:
    colours = (
        "[...document.querySelectorAll('.source .kept, .source .moved, .source .removed, .source .repaired')]"
    )
    for scheme in ("light", "dark"):
        here.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        ground = here.run("getComputedStyle(document.body).backgroundColor")
        found = set(here.run(f"{colours}.map(each => getComputedStyle(each).color)"))
        assert len(found) == 4
        assert min(_contrast(ground, each) for each in found) >= 4.5
    here.call("Emulation.setEmulatedMedia", features=[])


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, "rgb(1, 2, 3)" (WCAG 2.2, 1.4.3)."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(part) / 255 for part in colour[4:-1].split(","))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
