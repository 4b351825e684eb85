"""The pictures that go into a publication."""

from __future__ import annotations

from collections.abc import Mapping

from convert.render.pictures import NoPicture, Picture, embedded

# Core media types (EPUB 3.3, core media types) that reading systems show in practice; WebP is one on paper only.
_SUFFIXES = {"image/gif": ".gif", "image/jpeg": ".jpg", "image/png": ".png"}


class Album:
    """Names the pictures of one article as they come, equal ones once."""

    def __init__(self) -> None:
        """Begin with no pictures."""
        self.names: dict[Picture, str] = {}

    def show(self, url: str) -> Mapping[str, str]:
        """Return the attributes of an `img`: what the article carries along is kept, what is remote is not shown."""
        try:
            picture = embedded(url)
        except NoPicture:
            return {}
        if picture.media_type not in _SUFFIXES:
            return {}
        suffix = _SUFFIXES[picture.media_type]
        name = self.names.setdefault(picture, f"images/{len(self.names) + 1}{suffix}")
        return {"src": name, "width": str(picture.width), "height": str(picture.height)}
