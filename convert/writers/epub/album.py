"""The pictures that go into a publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from convert.render.pictures import NoPicture, Picture, embedded, fitted, opaque

# Of what a picture is fitted to.
_SUFFIXES = {"image/gif": ".gif", "image/jpeg": ".jpg", "image/png": ".png"}


class Album:
    """Names the pictures of one article as they come, equal ones once."""

    def __init__(self) -> None:
        """Begin with no pictures."""
        self.names: dict[Picture, str] = {}

    def show(self, url: str) -> Mapping[str, str]:
        """Return the attributes of an `img`: what the article carries along is kept, what is remote is not shown."""
        try:
            picture = opaque(fitted(embedded(url)))
        except NoPicture:
            return {}
        suffix = _SUFFIXES[picture.media_type]
        name = self.names.setdefault(picture, f"images/{len(self.names) + 1}{suffix}")
        return {"src": name, "width": str(picture.width), "height": str(picture.height)}

    def shown(self, names: Iterable[str]) -> list[str]:
        """Return the pictures of these names, as they are in the publication, as data: URLs."""
        urls = {name: picture.url for picture, name in self.names.items()}
        return [urls[name] for name in names]
