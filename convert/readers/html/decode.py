"""The charset of a page: what the caller or a byte order mark says, then UTF-8 if it is that, then what the page
declares, then a guess.

Reference: HTML Living Standard 13.2.3.2 (determining the character encoding).
"""

from __future__ import annotations

import codecs
import contextlib

from convert.charsets import meant
from convert.readers import _decode as plain
from convert.source import Source


def decode_told(source: Source, encoding: str | None) -> tuple[str, str | None]:
    """Return the text of a page, and its charset if that was a guess.

    Bytes that the charset does not have become U+FFFD. Raises what the text's decoder raises.
    """
    from bs4.dammit import EncodingDetector

    if encoding or source.data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return plain.decode_told(source, encoding)
    with contextlib.suppress(UnicodeDecodeError):
        # Passed on as UTF-8, whatever it still declares: no other charset's bytes are UTF-8 by chance.
        text = source.data.decode("utf-8")
        if not text.isascii():
            return text, None
    declared = EncodingDetector.find_declared_encoding(
        source.data, is_html=True, search_entire_document=False
    )
    name = meant(declared) if declared else None
    # What says in ASCII that it is UTF-16 is not (HTML, 13.2.3.2).
    if name and not name.startswith("utf-16"):
        text = source.data.decode(name, "replace")
        if text.count("\ufffd") * 200 < len(text):
            return text, None
    return plain.decode_told(source, None)
