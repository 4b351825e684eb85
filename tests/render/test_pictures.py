"""Pictures in data: URLs are what they claim, or no pictures."""

from __future__ import annotations

import base64

import pytest
from PIL import Image

from convert.render.pictures import NoPicture, embedded
from tests.trees import picture


@pytest.mark.parametrize("format", ["png", "jpeg", "gif", "webp"])
def test_pictures_of_the_web(format: str) -> None:
    found = embedded(picture(format, (40, 30)))
    assert (found.media_type, found.width, found.height, found.animated) == (f"image/{format}", 40, 30, False)
    assert found.url == picture(format, (40, 30))


def test_bytes_count_not_claims() -> None:
    assert embedded(picture("png").replace("image/png", "image/jpeg")).media_type == "image/png"


def test_animation() -> None:
    frames = [Image.new("L", (4, 3), 255)]
    assert embedded(picture("gif", save_all=True, append_images=frames)).animated


PNG = base64.b64decode(picture("png", (400, 300)).partition(",")[2])

REFUSED = {
    "not data": "https://example.com/a.png",
    "not base64": "data:image/png,%89PNG",
    "broken base64": "data:image/png;base64,AAAAA",
    "no picture": "data:image/png;base64,AAAA",
    "SVG": "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=",
    "HTML": "data:text/html;base64,PGI+",
    "a format not of the web": picture("bmp"),
    "cut off": f"data:image/png;base64,{base64.b64encode(PNG[:-60]).decode()}",
    "damaged": f"data:image/png;base64,{base64.b64encode(PNG.replace(b'IDAT', b'IDAT' + bytes(9))).decode()}",
}


@pytest.mark.parametrize("url", REFUSED.values(), ids=REFUSED)
def test_refused(url: str) -> None:
    with pytest.raises(NoPicture):
        embedded(url)


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 4000)
    with pytest.raises(NoPicture):
        embedded(picture("png", (80, 60)))
