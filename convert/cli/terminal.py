"""What a terminal is shown: harmless text, colour where it is wanted, columns; and data on standard output."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from convert.errors import OutputError
from convert.output import failing
from convert.shown import harmless as harmless

# Names of standard output, for -o. Opening /dev/stdout anew would cut off what is already in its file.
STDOUT = ("-", "/dev/stdout")


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
