"""Our own pages, read back exactly by the tree that they carry along (`convert.render.carried`)."""

from __future__ import annotations

from collections.abc import Callable

from convert.model import Article


def ours(text: str, picture: Callable[[str], str] = str) -> Article | None:
    """Return the article that the page `text`, HTML or XHTML, was made of.

    None where the page is not ours, or was changed since in more than white space: it shows then what it does not
    carry. `picture` returns the data: URL of a picture by the page's address for it. Raises what that raises.
    """
    from convert.render.carried import carried

    return carried(text, picture)
