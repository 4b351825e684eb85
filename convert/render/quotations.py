"""Quotations: what they say, and whose it is."""

from __future__ import annotations

_DASHES = ("—", "–", "―")


def attributes(said: str, before: str | None) -> bool:
    """Say whether a paragraph of a quotation says whose it is: words after a dash, below such without one.

    A dialogue has dashes from its first line on. `before` is the paragraph above, None for none.
    """
    return before is not None and said.startswith(_DASHES) and not before.startswith(_DASHES)
