"""The page in a real browser: it fits a phone, stands zoom, prints, shows notes, and asks nothing of anybody."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import msgspec
import pypdf
import pytest

from convert.model import Article, Figure, Image
from convert.options import WriteOptions
from convert.writers.html import part
from tests.browser import Page, browser, needs_chromium
from tests.trees import RICH, RIGHT_TO_LEFT, everywhere, picture

pytestmark = [pytest.mark.conformance, needs_chromium]

_WIDE = everywhere("Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik" * 3)
_SHOWN = msgspec.structs.replace(
    RICH, children=(*RICH.children, Figure((Image(picture("png"), "A picture"),)))
)
PAGES = {"rich": _SHOWN, "right to left": RIGHT_TO_LEFT, "words without end": _WIDE}


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


def opened(chromium: Page, article: Article, folder: Path) -> Page:
    path = folder / "page.html"
    path.write_bytes(part.write(article, WriteOptions()))
    chromium.open(path)
    return chromium


# WCAG 2.2, 1.4.10: 320 CSS pixels, which are 1280 at a zoom of 400 %; 1.4.4: 200 % of 1280.
@pytest.mark.parametrize("width", [320, 640, 1280])
@pytest.mark.parametrize("article", PAGES.values(), ids=PAGES)
def test_nothing_scrolls_sideways(article: Article, width: int, chromium: Page, tmp_path: Path) -> None:
    chromium.resize(width, 640)
    opened(chromium, article, tmp_path)
    assert chromium.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("article", PAGES.values(), ids=PAGES)
def test_a_page_asks_for_nothing_and_breaks_no_policy_of_its_own(
    article: Article, chromium: Page, tmp_path: Path
) -> None:
    before = len(chromium.events)
    opened(chromium, article, tmp_path)
    events = chromium.events[before:]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert [e["params"]["entry"]["text"] for e in events if e["method"] == "Log.entryAdded"] == []
    assert chromium.run("[...document.images].every(image => image.naturalWidth > 0)")


def test_a_note_shows_beside_the_text_where_there_is_room(chromium: Page, tmp_path: Path) -> None:
    shown = "getComputedStyle(document.querySelector('.ref a[data-note]'), '::after').content"
    for width, expected in ((1280, True), (1000, False)):
        chromium.resize(width, 800)
        page = opened(chromium, RICH, tmp_path)
        assert page.run(shown) == "none"
        page.run("document.querySelector('.ref a[data-note]').focus({focusVisible: true})")
        assert (page.run(shown) != "none") is expected
        assert page.run("document.documentElement.scrollWidth") <= width


def test_colours_follow_the_readers_preference(chromium: Page, tmp_path: Path) -> None:
    page = opened(chromium, RICH, tmp_path)
    grounds = []
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        page.call("Emulation.setEmulatedMedia", features=features)
        grounds.append(page.run("getComputedStyle(document.body).backgroundColor"))
    page.call("Emulation.setEmulatedMedia", features=[])
    assert grounds == ["rgb(253, 253, 251)", "rgb(21, 21, 20)"]


def test_in_print_links_have_their_addresses_and_back_links_are_gone(chromium: Page, tmp_path: Path) -> None:
    page = opened(chromium, RICH, tmp_path)
    data = b64decode(page.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    sheets = pypdf.PdfReader(BytesIO(data)).pages
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in sheets)
    assert sheets[0].mediabox.width == pytest.approx(595, abs=1)
    assert "(https://example.com/" in text
    assert "Back to" not in text
