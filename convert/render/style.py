"""Style sheets that users bring along."""

from __future__ import annotations

import re

from convert.errors import InputError
from convert.patterns import pattern
from convert.source import Source

_COMMENT = pattern(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# What a sheet loads (CSS Values 4, 4.5; CSS Cascade 5, 2): addresses without a scheme that carries its own data.
_LOADED = pattern(
    r"""@import\b[^;]*|\burl\(\s*["']?(?!data:|#)[^)]*\)?|\b(?:src|image-set)\(\s*["'](?!data:)[^)]*\)?""",
    re.IGNORECASE,
)
_END = pattern("</", re.ASCII)


def theirs(source: Source | None) -> str:
    """Return a style sheet that is given as text, fit to stand in a `style` element; "" for none.

    Raises InputError for one that is not UTF-8, or that loads something: a publication has all that it shows inside.
    """
    if source is None:
        return ""
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.data.count(b"\n", 0, error.start) + 1
        raise InputError(
            "is no style sheet in UTF-8", where=source.name, line=line, hint="save it as UTF-8"
        ) from error
    loaded = _LOADED.search(_COMMENT.sub(lambda found: " " * len(found[0]), text))
    if loaded:
        hint = "put it into the sheet, as a data: URL"
        line = text.count("\n", 0, loaded.start()) + 1
        what = " ".join(loaded[0].split())[:60]
        raise InputError(f"loads something from outside, {what}", where=source.name, line=line, hint=hint)
    # "</" says nothing in CSS but within strings, where a solidus may be escaped (CSS Syntax 3, 4.3.7).
    return _END.sub(r"<\/", text)
