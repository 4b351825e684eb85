"""Make the pictures of the documents anew, of fixtures as they come out today: `make pictures`."""

from __future__ import annotations

import os
import subprocess
import tempfile
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path

from PIL import Image

import convert
from convert.check._chromium import Page, browser

_HERE = Path(__file__).parent
_FIXTURES = _HERE.parent / "fixtures"
_DESK, _MARGIN = "#d8d6cf", 8
# Beside what articles say, the text of a news desk would have a section, an author and a day.
_SAMPLE = {
    "articleSection": ("World",),
    "author": ("Sample Reporter",),
    "datePublished": ("2026-02-05",),
}


def main() -> None:
    """Write each picture beside this file."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with _our_fonts(folder), browser(folder / "profile") as page:
            _save(_before_and_after(page, folder), "article.png")
        news = _FIXTURES / "news--abu-dhabi-talks" / "input.txt"
        columns = [_printed(news, folder, "--columns", str(n), *_stated()) for n in (1, 2)]
        _save(_side_by_side(columns), "print.png")
        _save(_printed(_FIXTURES / "script--ar" / "input.txt", folder, resolution=63), "print-arabic.png")


def _save(picture: Image.Image, name: str) -> None:
    """Write a picture in few colours, those that are rare among them: a little red on a page of black and white."""
    few = picture.quantize(96, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(_HERE / name, optimize=True)


def _before_and_after(page: Page, folder: Path) -> Image.Image:
    """Return a text as it came, the page and the print that it becomes."""
    source = _FIXTURES / "sources--glacier-survey" / "input.txt"
    found = convert.read(source)
    (folder / "page.html").write_bytes(convert.write(found, "html"))
    style = (
        "background: #f4f1ea; color: #333; margin: 18px 22px; font: 13px/18px 'Source Code Pro', monospace"
    )
    text = f'<pre style="{style}; white-space: pre-wrap">{escape(source.read_text("utf-8"))}</pre>'
    raw = f'<!doctype html><meta charset=utf-8><body style="background: #f4f1ea; margin: 0">{text}'
    (folder / "raw.html").write_text(raw, "utf-8")
    shown = [_seen(page, folder / f"{name}.html", width) for name, width in (("raw", 560), ("page", 640))]
    return _side_by_side([*shown, _printed(source, folder, resolution=110)], width=400, height=540)


def _seen(page: Page, path: Path, width: int) -> Image.Image:
    page.call(
        "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=2, mobile=False
    )
    page.open(path)
    picture = path.with_suffix(".png")
    picture.write_bytes(b64decode(page.call("Page.captureScreenshot")["data"]))
    return Image.open(picture).convert("RGB")


def _stated() -> Iterator[str]:
    for name, values in _SAMPLE.items():
        for value in values:
            yield from ("-M", f"{name}={value}")


def _printed(source: Path, folder: Path, *options: str, resolution: int = 72) -> Image.Image:
    """Return the first page of a text in print."""
    print_ = folder / "print.pdf"
    subprocess.run(["article", "convert", "-q", source, "-o", print_, *options], check=True)
    pages: list[str | Path] = [
        "pdftoppm",
        "-singlefile",
        "-png",
        "-r",
        str(resolution),
        print_,
        folder / "print",
    ]
    subprocess.run(pages, check=True)
    return Image.open(folder / "print.png").convert("RGB")


def _side_by_side(pictures: Sequence[Image.Image], width: int = 0, height: int = 0) -> Image.Image:
    """Return pictures on a desk, each as it is, or so many pixels wide and cut to a height."""
    fitted = [
        each.resize((width, each.height * width // each.width), Image.Resampling.LANCZOS) if width else each
        for each in pictures
    ]
    cut = [each.crop((0, 0, each.width, min(each.height, height or each.height))) for each in fitted]
    across = sum(each.width + 2 * _MARGIN for each in cut)
    desk = Image.new("RGB", (across, 2 * _MARGIN + max(each.height for each in cut)), _DESK)
    left = _MARGIN
    for each in cut:
        desk.paste(each, (left, _MARGIN))
        left += each.width + 2 * _MARGIN
    return desk


@contextmanager
def _our_fonts(folder: Path) -> Iterator[None]:
    """Let the browser find the fonts of print: pages are set in the reader's, of which the first are the same."""
    (folder / "fonts").symlink_to(_HERE.parent / "convert" / "fonts" / "files")
    before = os.environ.get("XDG_DATA_HOME")
    os.environ["XDG_DATA_HOME"] = str(folder)
    try:
        yield
    finally:
        del os.environ["XDG_DATA_HOME"]
        if before is not None:
            os.environ["XDG_DATA_HOME"] = before


if __name__ == "__main__":
    main()
