"""Pictures that an article carries along as data: URLs (RFC 2397), taken only if they are what they claim.

An output that does not show every format, or no very large picture, asks for them `fitted`.
"""

from __future__ import annotations

import base64
import binascii
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct

from convert.patterns import pattern

if TYPE_CHECKING:
    from PIL.Image import Image

_DATA = pattern(r"data:image/[a-z]+;base64,([A-Za-z0-9+/=\s]+)", re.IGNORECASE)

# Pillow's names of what we take; MPO is JPEG with more pictures behind the first.
_FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
_MEDIA_TYPES = {
    "AVIF": "image/avif",
    "GIF": "image/gif",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
}

# Core media types of EPUB (3.3, core media types) that reading systems show in practice; WebP is one on paper only.
_SHOWN = ("image/gif", "image/jpeg", "image/png")
# How many pixels a byte may stand for, beyond the first so many: enough for the plainest drawing. It is by as much
# that a small file can make us work.
_PIXELS_PER_BYTE = 1000
_FREE_PIXELS = 1_000_000
# The longer side of a picture on a page or a reader's screen, in pixels: 300 to the inch across A4's text.
LONGEST = 2000
_QUALITY = 85  # of JPEG, from 1 to 95: losses are hard to see, and the file is half that of 95
_FEW_COLOURS = 256  # a drawing has no more, and JPEG would blur its edges
# By Pillow's mode of pixels, the colour space of a profile that fits them (ICC.1:2022, 7.2.6).
_SPACES = {"CMYK": "CMYK", "L": "GRAY", "RGB": "RGB", "RGBA": "RGB"}
_SIDEWAYS = range(5, 9)  # Exif 2.3, 4.6.4, Orientation: rows and columns are exchanged


class Picture(Struct, frozen=True):
    """A raster image: its media type as its bytes say, its size in pixels as it is shown, whether it moves."""

    media_type: str
    data: bytes
    width: int
    height: int
    animated: bool

    @property
    def url(self) -> str:
        """Return the picture as a data: URL."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode('ascii')}"


class NoPicture(ValueError):
    """What holds no picture: not a data: URL, not a raster format of the web, broken."""


class TooManyPixels(NoPicture):
    """A picture so large that it may be a bomb: few bytes that fill the memory."""


def embedded(url: str) -> Picture:
    """Return the picture in a data: URL; nothing is fetched. Raises NoPicture."""
    found = _DATA.fullmatch(url)
    if not found:
        raise NoPicture("not a picture as base64 data")
    try:
        return decoded(base64.b64decode("".join(found[1].split()), validate=True))
    except binascii.Error as error:
        raise NoPicture(str(error)) from error


def decoded(data: bytes) -> Picture:
    """Return the picture in `data` once all of it has been decoded. Raises NoPicture."""
    with _opened(data) as image:
        image.load()
        sideways = _orientation(image) in _SIDEWAYS
        width, height = image.size[::-1] if sideways else image.size
        return Picture(
            media_type=_MEDIA_TYPES[image.format or ""],
            data=data,
            width=width,
            height=height,
            animated=getattr(image, "is_animated", False),
        )


def fitted(picture: Picture, longest: int = LONGEST) -> Picture:
    """Return `picture` as JPEG, PNG or GIF, which all readers show: upright, in sRGB, no longer than `longest` pixels.

    One that is all that stays as it is, and so does a GIF that moves. Of another the first frame becomes JPEG, or PNG
    if it is transparent or a drawing; it takes nothing along that the picture does not show, such as where it was
    taken. Raises NoPicture where that fails.
    """
    with _opened(picture.data) as image:
        if picture.media_type in _SHOWN and (picture.animated or _fits(image, longest)):
            return picture
        if image.mode in _SPACES and "transparency" not in image.info:
            # First, where its pixels are colours: the rest has less to hold.
            image.thumbnail((longest, longest))
        still = screened(image)
        still.thumbnail((longest, longest))
        return _encoded(still)


def opaque(picture: Picture) -> Picture:
    """Return a picture that is `fitted` on white paper if it is transparent: dark letters on a dark page are none.

    Kindle (Kindle Publishing Guidelines, 10.4), Kobo (EPUB guidelines, Image Formatting) and Apple Books (Asset Guide,
    Images) ask for it. One that moves stays as it is.
    """
    if picture.media_type == "image/jpeg" or picture.animated:
        return picture
    with _opened(picture.data) as image:
        return still(picture) if image.has_transparency_data else picture


def still(picture: Picture) -> Picture:
    """Return the first frame of a picture as JPEG or PNG, on white paper where it is transparent."""
    from PIL import Image

    with _opened(picture.data) as image:
        frame = screened(image)
        if frame.mode == "RGBA":
            frame = Image.alpha_composite(Image.new("RGBA", frame.size, "white"), frame).convert("RGB")
        return _encoded(frame)


def _encoded(still: Image) -> Picture:
    """Return pixels as PNG if they are transparent or a drawing, else as JPEG, with nothing that they do not show."""
    still.info.clear()
    drawn = still.mode == "RGBA" or still.getcolors(_FEW_COLOURS) is not None
    media_type, data = ("image/png", _png(still)) if drawn else ("image/jpeg", _jpeg(still))
    return Picture(media_type=media_type, data=data, width=still.width, height=still.height, animated=False)


def screened(image: Image) -> Image:
    """Return the first frame of `image` as a screen shows it: upright, in sRGB, its mode L, RGB, or RGBA if need be."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):  # 16 bits, of which `convert` would keep the lower
        upright = upright.point(lambda value: value * (1 / 256)).convert("L")
    if upright.has_transparency_data:
        layered = _recoloured(upright.convert("RGBA"), image, "RGBA")
        return layered if layered.getchannel("A").getextrema() != (255, 255) else layered.convert("RGB")
    if upright.mode in ("1", "L"):
        return _recoloured(upright.convert("L"), image, "RGB").convert("L")
    return _recoloured(upright if upright.mode == "CMYK" else upright.convert("RGB"), image, "RGB")


def _fits(image: Image, longest: int) -> bool:
    """Say whether a picture can be shown as it is: what its data mean is what a screen shows."""
    upright = _orientation(image) == 1
    plain = image.mode != "CMYK" and _profile(image) is None
    return upright and plain and max(image.size) <= longest


def _orientation(image: Image) -> int:
    from PIL import ExifTags

    found = image.getexif().get(ExifTags.Base.Orientation, 1)
    return found if found in range(1, 9) else 1


def _profile(image: Image) -> bytes | None:
    """Return the colour profile of a picture, None if it is that of every screen (IEC 61966-2-1) or cannot be read."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    try:
        known = profile and "sRGB" in ImageCms.getProfileDescription(
            ImageCms.ImageCmsProfile(BytesIO(profile))
        )
    except (ImageCms.PyCMSError, OSError):
        return None
    return None if known else profile


def _recoloured(pixels: Image, image: Image, mode: str) -> Image:
    """Return `pixels`, which are those of `image`, from its colours to sRGB."""
    from PIL import ImageCms

    profile = _profile(image)
    if profile:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        if theirs.profile.xcolor_space.strip() == _SPACES[pixels.mode]:
            with suppress(ImageCms.PyCMSError):
                ours = ImageCms.createProfile("sRGB")
                return ImageCms.profileToProfile(pixels, theirs, ours, outputMode=mode) or pixels
    return pixels.convert(mode)


@contextmanager
def _opened(data: bytes) -> Iterator[Image]:
    """Yield the picture in `data` to work with. Raises NoPicture where that, or the work, fails."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(data), formats=_FORMATS) as image:
                _hold(image, len(data))
                yield image
    except (NoPicture, MemoryError):
        raise
    except UnidentifiedImageError as error:
        raise NoPicture("not a picture in a format of the web") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels(f"more than {Image.MAX_IMAGE_PIXELS} pixels") from error
    # Pillow's decoders say in every way there is that a file is broken; a warning (bad Exif) refuses it too.
    except Exception as error:
        raise NoPicture(str(error) or type(error).__name__) from error


def _hold(image: Image, size: int) -> None:
    """Raise TooManyPixels for a picture that has more than its `size` in bytes can be worth."""
    if image.width * image.height > _FREE_PIXELS + _PIXELS_PER_BYTE * size:
        raise TooManyPixels(f"{image.width} x {image.height} pixels in {size} bytes")


def _jpeg(image: Image) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue()


def _png(image: Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
