"""Pictures that an article names by address, brought into it: between reading and writing.

`gather` finds their bytes: in files beside the input, and on the web for who asks for that. It alone opens and
fetches anything. `embed` puts them in their places; writers see data: URLs, whatever the picture was.
"""

from __future__ import annotations

from convert.pictures.embed import embed
from convert.pictures.files import beside
from convert.pictures.search import Fetch, Gathered, gather

__all__ = ["Fetch", "Gathered", "beside", "embed", "gather", "online"]


def online() -> Fetch:
    """Return what fetches from the web. Only who asks for that loads it."""
    from convert.pictures.web import fetch

    return fetch
