"""Our own pages, read back exactly by the tree that they carry along (`convert.render.carried`)."""

from __future__ import annotations

from convert.limits import Limits
from convert.model import Article


def ours(text: str, largest: int = Limits().input) -> Article | None:
    """Return the article that the page `text`, HTML or XHTML, was made of.

    None where the page is not ours, or was changed since in more than white space: it shows then what it does not
    carry. Raises TooLarge where the pictures in it have more than `largest` bytes.
    """
    from convert.render.carried import carried

    return carried(text, largest)
