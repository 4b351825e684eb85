"""What the outputs of a member are called: words from its address or its headline, as safe file names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from convert.patterns import pattern

_LONGEST = 80  # characters
_APART = pattern(r"[^\w]+")
# Last parts of addresses that name no article.
_IDLE = frozenset({"index", "default", "home", "amp", "article", "story", "print", "view", "show", "read"})

# Names that Windows keeps for devices, whatever suffix they have.
_RESERVED = pattern(r"con|prn|aux|nul|(?:com|lpt)[0-9¹²³]")
_DATE = pattern(r"\d{1,4}")  # a part of one: /2025/03/03/


def inside(path: str, suffixes: tuple[str, ...]) -> str:
    """Return the folder for the members of a container that is called `path`."""
    suffix = next((each for each in suffixes if path.lower().endswith(each)), "")
    return path[: len(path) - len(suffix)] if suffix else str(PurePosixPath(path).with_suffix(""))


def parts(name: str) -> tuple[str, ...]:
    """Return the parts of the name of a file in an archive, none that leads out of a folder; () for a hidden one.

    Hidden are names with a dot before them, and the double of each file that macOS adds.
    """
    found = PurePosixPath(name.replace("\\", "/")).parts
    named = tuple(part for part in found if part not in ("/", "//", ".", "..") and not part.endswith(":"))
    return () if any(part.startswith(".") or part == "__MACOSX" for part in named) else named


def apart(name: str, seen: Counter[str]) -> str:
    """Return what messages call a member: its name, and the how manieth it is where an archive has it again.

    It is the name by which articles are told apart: two of one name would be one, and the first would be lost.
    """
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}:{seen[name]}"


def called(metadata: Mapping[str, tuple[str, ...]], number: int) -> str:
    """Return a file name without a suffix: the last telling part of the address, else the headline, else the number."""
    url, headline = (next(iter(metadata.get(name, ())), "") for name in ("url", "headline"))
    return _address(url) or slug(headline) or str(number)


def slug(text: str) -> str:
    """Return `text` as words with hyphens between: letters and digits of all scripts, lower case, nothing else.

    The name of a device gets a hyphen behind it.
    """
    plain = _APART.sub("-", unicodedata.normalize("NFC", text[: 4 * _LONGEST]).lower()).strip("-_")
    while len(plain) > _LONGEST or len(plain.encode("utf-8", "replace")) > 2 * _LONGEST:
        shorter, _, _ = plain.rpartition("-")
        plain = shorter if len(shorter) > _LONGEST // 4 else plain[:-1]
    return no_device(plain)


def no_device(name: str) -> str:
    """Return the name of a file, without its suffix, or of a folder; that of a device gets a hyphen behind it."""
    return f"{name}-" if _RESERVED.fullmatch(name.lower()) else name


def _address(url: str) -> str:
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    for part in reversed(path.split("/")):
        name = slug(re.sub(r"\.[A-Za-z]\w{1,4}$", "", unquote(part, errors="replace")))
        if name and name not in _IDLE and not _DATE.fullmatch(name):
            return name
    return ""
