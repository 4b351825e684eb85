"""What a terminal is shown: harmless text, colour where it is wanted, columns; and data on standard output."""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import TextIO

from convert.errors import OutputError
from convert.output import failing

# Names of standard output, for -o. Opening /dev/stdout anew would cut off what is already in its file.
STDOUT = ("-", "/dev/stdout")


def harmless(text: str) -> str:
    """Return `text` as one line that a terminal only shows, whatever a stranger wrote in it.

    Control characters (C0, DEL, C1: ECMA-48, 5) move the cursor, rename the window or paste commands; format
    characters turn the direction of a line (UAX 9) or cannot be seen. C0 has pictures (Unicode, U+2400); the
    rest is shown by its number.
    """
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\u200c\u200d":
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return character


def emit(data: bytes) -> None:
    """Write `data` to standard output. Raises OutputError; BrokenPipeError if nobody reads it any more."""
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    with failing("cannot be written", "<stdout>"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def say(text: str) -> None:
    """Write `text` to standard output; what its charset lacks is shown by number. Raises as `emit` does."""
    emit(text.encode(sys.stdout.encoding if sys.stdout else "utf-8", "backslashreplace"))


def colourful(stream: TextIO) -> bool:
    """Say whether `stream` takes colour: FORCE_COLOR, NO_COLOR (https://no-color.org), TERM and the stream tell."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
