"""Regular expressions that are compiled when they are first used.

Most of ours are of no use to most texts, and to compile them all was a third of a cold start: what has ranges of
ideographs in it takes a millisecond, for the compiler walks through each of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


def below_ideographs(text: str) -> bool:
    """Say whether all of `text` comes before kana, ideographs and Hangul in Unicode: it need not be searched for any.

    What looks for those in few texts asks this first, and compiles no pattern with such a range for the others.
    """
    return text.isascii() or max(text) < "\u3000"


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` does, but compiled at the first use; that is where a faulty one raises re.error."""
    return cast("re.Pattern[AnyStr]", Pattern(source, flags))


class Pattern(Generic[AnyStr]):
    """Stands for a compiled pattern: has all that one has."""

    def __init__(self, source: AnyStr, flags: int = 0) -> None:
        """Compile nothing yet."""
        self.pattern: AnyStr = source
        self._given = flags

    def __getattr__(self, name: str) -> Any:
        """Compile, and have its methods at hand from now on."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._given)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
