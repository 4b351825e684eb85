"""Charsets that a page, or its server, may say that it has: those of the web, and no others of Python's codecs."""

from __future__ import annotations

import codecs

# Python's codecs of the encodings of the web (Encoding Standard, 4), by the codec that a label finds, which may be of a
# part of what is meant. Python has others, among them such as take a time that grows with the square of the text.
_WEB = {
    **{name: name for name in ("utf-8", "cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic")},
    **{f"iso8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"cp125{n}": f"cp125{n}" for n in range(9)},
    **{name: name for name in ("cp874", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949")},
    **{name: name for name in ("utf-16", "utf-16-be", "utf-16-le")},
    **{
        "ascii": "cp1252",
        "iso8859-1": "cp1252",
        "iso8859-9": "cp1254",
        "iso8859-11": "cp874",
        "tis-620": "cp874",
    },
    **{"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949"},
}


def meant(label: str) -> str | None:
    """Return the codec of the encoding that a label means on the web, None for what is none."""
    try:
        return _WEB.get(codecs.lookup(label.strip()).name)
    except (LookupError, ValueError):
        return None
