"""Text that Markdown reads as nothing but text.

A backslash before an ASCII punctuation character makes it literal (CommonMark 0.31, 2.4).
"""

from __future__ import annotations

import re

from convert.patterns import pattern

# Where an entity begins (CommonMark 0.31, 2.5): also in addresses.
_ENTITY = pattern(r"&(?=(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);)")

# What is markup wherever it stands: code, emphasis (not "_" within a word), links, HTML; GitHub's strikethrough,
# tables and bare addresses, which would take the backslashes in them along; the attributes of Hugo and Jekyll,
# whose template tags "{{" and "{%" would even be executed.
_ANYWHERE = pattern(
    r"[\\`*\[\]<~|{]|(?<![^\W_])_|_(?![^\W_])|(?<=\{)%|(?:(?<=http)|(?<=https)|(?<=ftp)):(?=//)|(?<=www)\.",
    re.IGNORECASE,
)

# What is markup at the start of a line: headings, quotations, items, definitions; and the lines that make what
# is above them a heading or a table.
_AT_START = pattern(
    r"(?:#{1,6}|[-+:])(?=\s|\Z)|>|[-=:](?=[-=:|\\\s]*\Z)|(?<!\S)(?P<number>\d{1,9})[.)](?=\s|\Z)"
)


def escape(text: str) -> str:
    """Return `text`, a single line, with a backslash before what would be markup wherever it stands."""
    return escape_entities(_ANYWHERE.sub(r"\\\g<0>", text))


def escape_entities(text: str) -> str:
    """Return `text` with a backslash before each "&" that begins an entity."""
    return _ENTITY.sub(r"\\&", text)


def escape_start(line: str) -> str:
    """Return a line of a paragraph with a backslash in what would make it another block."""
    found = _AT_START.match(line)
    if not found:
        return line
    at = found.end("number") if found["number"] else 0
    return f"{line[:at]}\\{line[at:]}"
