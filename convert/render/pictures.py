"""Pictures that an article carries along as data: URLs (RFC 2397), taken only if they are what they claim."""

from __future__ import annotations

import base64
import binascii
import re
import warnings
from io import BytesIO

from msgspec import Struct

_DATA = re.compile(r"data:image/[a-z]+;base64,([A-Za-z0-9+/=\s]+)", re.IGNORECASE)

# Pillow's names of what we take; MPO is JPEG with more pictures behind the first.
_FORMATS = ("GIF", "JPEG", "PNG", "WEBP")
_MEDIA_TYPES = {
    "GIF": "image/gif",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
}


class Picture(Struct, frozen=True):
    """A raster image: its media type as its bytes say, its size in pixels, whether it moves."""

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
    """An address that holds no picture: not a data: URL, not a raster format of the web, broken, or a bomb."""


def embedded(url: str) -> Picture:
    """Return the picture in a data: URL; nothing is fetched. Raises NoPicture."""
    found = _DATA.fullmatch(url)
    if not found:
        raise NoPicture("not a picture as base64 data")
    try:
        return _decoded(base64.b64decode("".join(found[1].split()), validate=True))
    except binascii.Error as error:
        raise NoPicture(str(error)) from error


def _decoded(data: bytes) -> Picture:
    """Return the picture in `data` once all of it has been decoded."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(data), formats=_FORMATS) as image:
                image.load()
                return Picture(
                    media_type=_MEDIA_TYPES[image.format or ""],
                    data=data,
                    width=image.width,
                    height=image.height,
                    animated=getattr(image, "is_animated", False),
                )
    # Pillow's decoders say in many ways that a file is broken; a warning (a bomb, bad EXIF) refuses it too.
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Warning) as error:
        raise NoPicture(str(error)) from error
