"""Pictures in data: URLs are what they claim, or no pictures."""

from __future__ import annotations

import base64
import random
from io import BytesIO
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageCms

from convert.render.pictures import (
    LONGEST,
    NoPicture,
    Picture,
    TooManyPixels,
    decoded,
    embedded,
    fitted,
    opaque,
)
from tests.trees import picture


@pytest.mark.parametrize("format", ["png", "jpeg", "gif", "webp", "avif"])
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
    with pytest.raises(TooManyPixels, match="more than 4000 pixels"):
        embedded(picture("png", (80, 60)))


@pytest.mark.parametrize("format", ["png", "gif", "avif"])
def test_few_bytes_do_not_stand_for_many_pixels(format: str) -> None:
    with pytest.raises(TooManyPixels, match="4000 x 4000 pixels in"):
        decoded(_drawing(format, (4000, 4000)))
    assert decoded(_drawing(format, (1200, 900))).width == 1200


def _drawing(format: str, size: tuple[int, int]) -> bytes:
    file = BytesIO()
    Image.new("1", size).convert("L" if format == "avif" else "1").save(file, format)
    return file.getvalue()


def gradient(mode: str = "RGB", size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Return a picture of more colours than a drawing has."""
    across, down = Image.linear_gradient("L").resize(size), Image.linear_gradient("L").rotate(90).resize(size)
    return Image.merge("RGB", (across, down, across)).convert(mode)


def made(image: Image.Image, format: str, **options: Any) -> Picture:
    file = BytesIO()
    image.save(file, format, **options)
    return decoded(file.getvalue())


def shown(picture: Picture) -> Image.Image:
    return Image.open(BytesIO(picture.data))


def turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = "Jane Roe"
    return exif


AS_THEY_ARE = {
    "jpeg": made(gradient(), "JPEG"),
    "grey jpeg": made(gradient("L"), "JPEG"),
    "png": made(gradient(), "PNG"),
    "gif": made(Image.new("P", (40, 30)), "GIF"),
    "clear png": made(Image.new("RGBA", (4, 3)), "PNG"),
    "of the longest": made(Image.new("L", (LONGEST, 3)), "PNG"),
    "in a screen's colours": made(
        gradient(), "JPEG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    ),
    "a profile that is none": made(gradient(), "JPEG", icc_profile=b"profile"),
}


@pytest.mark.parametrize("picture", AS_THEY_ARE.values(), ids=AS_THEY_ARE)
def test_what_fits_stays_as_it_is(picture: Picture) -> None:
    assert fitted(picture) is picture


FITTED = {
    "a photo in webp": (made(gradient(), "WEBP"), "image/jpeg", (400, 300)),
    "a photo in avif": (made(gradient(), "AVIF"), "image/jpeg", (400, 300)),
    "a drawing": (made(Image.new("RGB", (40, 30), "red"), "WEBP", lossless=True), "image/png", (40, 30)),
    "what one sees through": (made(gradient("RGBA"), "AVIF"), "image/jpeg", (400, 300)),
    "cmyk": (made(gradient("CMYK"), "JPEG"), "image/jpeg", (400, 300)),
    "too wide": (made(gradient(size=(4000, 1000)), "JPEG"), "image/jpeg", (LONGEST, 500)),
    "too tall": (made(Image.new("1", (30, 6000)), "PNG"), "image/png", (10, LONGEST)),
    "on its side": (made(gradient(), "JPEG", exif=turned(6)), "image/jpeg", (300, 400)),
    "upside down": (made(gradient(), "PNG", exif=turned(3)), "image/jpeg", (400, 300)),
    "a long gif": (made(Image.new("P", (4000, 30)), "GIF"), "image/png", (LONGEST, 15)),
    "moving": (
        made(gradient(), "WEBP", save_all=True, append_images=[Image.new("RGB", (400, 300))]),
        "image/jpeg",
        (400, 300),
    ),
}


@pytest.mark.parametrize(("picture", "media_type", "size"), FITTED.values(), ids=FITTED)
def test_what_does_not_fit_becomes_jpeg_or_png(
    picture: Picture, media_type: str, size: tuple[int, int]
) -> None:
    found = fitted(picture)
    assert (found.media_type, (found.width, found.height), found.animated) == (media_type, size, False)
    assert found == decoded(found.data)
    assert found == fitted(picture)
    assert fitted(found) is found
    assert shown(found).mode in ("L", "RGB", "P")


def test_what_one_sees_through_stays_so() -> None:
    clear = gradient("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    found = fitted(made(clear, "WEBP"))
    assert (found.media_type, shown(found).mode) == ("image/png", "RGBA")


def test_a_colour_that_one_sees_through_is_not_mixed_with_others() -> None:
    striped = Image.frombytes("L", (2 * LONGEST, 8), bytes((0, 200)) * (8 * LONGEST))
    found = shown(fitted(made(striped, "PNG", transparency=0)))
    assert found.mode == "RGBA"
    assert found.getpixel((50, 2)) == pytest.approx((200, 200, 200, 128), abs=2)


def test_a_picture_is_as_wide_as_it_is_shown() -> None:
    picture = made(gradient(), "JPEG", exif=turned(8))
    assert (picture.width, picture.height) == (300, 400)


def test_orientation_is_carried_out() -> None:
    left = Image.new("RGB", (40, 30), "white")
    left.paste("black", (0, 0, 20, 30))
    found = shown(fitted(made(left, "PNG", exif=turned(6)))).convert("L")
    assert (found.getpixel((15, 5)), found.getpixel((15, 35))) == (0, 255)  # turned to the right: left is up


def test_nothing_is_taken_along_that_is_not_shown() -> None:
    picture = made(gradient(), "JPEG", exif=turned(6), comment=b"by Jane Roe", dpi=(72, 72))
    assert b"Jane Roe" in picture.data
    assert b"Jane Roe" not in fitted(picture).data


@pytest.mark.parametrize(
    ("mode", "format"), [("RGB", "PNG"), ("RGB", "JPEG"), ("RGBA", "WEBP"), ("P", "PNG")]
)
def test_colours_are_those_of_a_screen(mode: str, format: str) -> None:
    """A profile whose red is sRGB's green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for ours, theirs in ((b"rXYZ", b"xXYZ"), (b"gXYZ", b"rXYZ"), (b"xXYZ", b"gXYZ")):
        profile = profile.replace(ours, theirs)
    profile = profile.replace("sRGB".encode("utf-16-be"), "GRGB".encode("utf-16-be"))
    red = Image.new("RGB", (40, 30), "red").convert(mode)
    if mode == "RGBA":
        red.putalpha(128)
    found = fitted(made(red, format, icc_profile=profile))
    assert shown(found).convert("RGB").getpixel((20, 15)) == pytest.approx((0, 255, 0), abs=4)
    assert "icc_profile" not in shown(found).info


def test_sixteen_bits_are_scaled_not_cut_off() -> None:
    deep = Image.new("I;16", (3000, 4), 0x8000)
    assert shown(fitted(made(deep, "PNG"))).convert("L").getextrema() == (128, 128)


def test_what_moves_goes_on_where_its_format_is_shown() -> None:
    moving = made(gradient("P"), "GIF", save_all=True, append_images=[Image.new("P", (400, 300))])
    assert fitted(moving) is moving


def test_what_pillow_fails_at_without_a_word_for_it_is_no_picture() -> None:
    moving = made(gradient(), "AVIF", save_all=True, append_images=[gradient()]).data
    at = moving.index(b"mdhd") + 24  # ISO 14496-12, 8.4.2: how many units of time a second has
    with pytest.raises(NoPicture, match="division by zero"):
        decoded(moving[:at] + bytes(4) + moving[at + 4 :])


def test_a_picture_of_colours_that_it_does_not_list_is_left_out_of_a_book() -> None:
    whole = made(gradient("P"), "PNG").data
    at = whole.index(b"PLTE") - 4
    size = int.from_bytes(whole[at : at + 4], "big")
    listed_none = decoded(whole[:at] + whole[at + 12 + size :])
    with pytest.raises(NoPicture, match="AssertionError"):
        opaque(listed_none)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_damage_ends_in_a_picture_or_in_none(format: str) -> None:
    chance = random.Random(format)  # noqa: S311  the same damage on every run
    whole = made(gradient(size=(40, 30)), format, exif=turned(6)).data
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            fitted(decoded(bytes(damaged)))
        except NoPicture as error:
            assert "0x" not in str(error)  # noqa: PT017  no place in memory, which differs from run to run
