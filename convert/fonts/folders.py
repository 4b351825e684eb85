"""Where fonts lie on this machine, and what their files' names say of them. Nothing here opens a font.

What the user names comes first, then what the extra `cjk` installed, then the system's: so whoever has the extra gets
the same pages on every machine.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from convert.fonts.catalogue import PACKAGES
from convert.patterns import pattern

# Folders of fonts, as PATH has folders of programs.
VARIABLE = "ARTICLE_FONTS"

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")

# A folder that holds more than this is not one of fonts.
_ENTRIES = 50_000

# Weights as CSS numbers them, by what file names call them (OpenType, OS/2, usWeightClass).
_WEIGHTS = {
    "": 400,
    "thin": 100,
    "extralight": 200,
    "light": 300,
    "demilight": 350,
    "regular": 400,
    "book": 400,
    "medium": 500,
    "semibold": 600,
    "demibold": 600,
    "extrabold": 800,
    "bold": 700,
    "bd": 700,
    "black": 900,
    "heavy": 900,
    **{f"w{number}": 100 * number for number in range(1, 10)},
}
_NAME = pattern(
    rf"(?P<family>.+?)[-_ ]?(?P<weight>{'|'.join(filter(None, _WEIGHTS))})?"
    r"(?P<axis>[-_ ]?(?:\[[^\]]*wght[^\]]*\]|vf|variablefont.*))?"
)

# The key of a file that has every weight.
ANY = 0


class Tier(NamedTuple):
    """The fonts of folders that are of one rank: all files, and by family the file of each weight."""

    files: tuple[Path, ...]
    families: Mapping[str, Mapping[int, Path]]


@cache
def tiers() -> tuple[Tier, ...]:
    """Return the fonts of this machine, the user's own first. They are looked for once in a process."""
    return tuple(_tier(folders) for folders in (_named(), _packaged(), _system()))


def plain(name: str) -> str:
    """Return a family's name without what file names write one way or the other."""
    return re.sub(r"\W|_", "", normalize("NFC", name).lower())


def _named() -> list[Path]:
    return [Path(folder).expanduser() for folder in os.environ.get(VARIABLE, "").split(os.pathsep) if folder]


def _packaged() -> list[Path]:
    specs = [find_spec(package) for package in PACKAGES]
    return [Path(place) for spec in specs if spec for place in spec.submodule_search_locations or ()]


def _system() -> list[Path]:
    """Return the folders of fonts of this system, the user's before everybody's."""
    home = Path.home()
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    if sys.platform == "win32":
        local, windows = os.environ.get("LOCALAPPDATA", ""), os.environ.get("WINDIR", r"C:\Windows")
        return [Path(local, "Microsoft/Windows/Fonts"), Path(windows, "Fonts")]
    # XDG Base Directory Specification; fontconfig's fonts.conf.
    data = os.environ.get("XDG_DATA_HOME") or home / ".local/share"
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [Path(data, "fonts"), home / ".fonts", *(Path(each, "fonts") for each in shared.split(":"))]


def _tier(folders: Sequence[Path]) -> Tier:
    files = tuple(path for folder in folders for path in _fonts_in(folder))
    families: dict[str, dict[int, Path]] = {}
    for path in files:
        told = _told(path)
        if told:
            family, weight = told
            families.setdefault(family, {}).setdefault(weight, path)
    return Tier(files, families)


def _told(path: Path) -> tuple[str, int] | None:
    """Return the family and the weight that a file's name tells, None for what is slanted."""
    name = normalize("NFC", path.name.partition(".")[0]).lower()
    match = _NAME.fullmatch(name)
    if not match or "italic" in name or "oblique" in name:
        return None
    return plain(match["family"]), ANY if match["axis"] else _WEIGHTS[match["weight"] or ""]


def _fonts_in(folder: Path) -> Iterator[Path]:
    """Yield the font files in a folder and below, in the order of their names; none of what cannot be read."""
    seen: set[str] = set()
    entries = 0
    for place, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        entries += len(folders) + len(files)
        if real in seen:  # a link that leads to where it lies
            folders.clear()
            continue
        if entries > _ENTRIES:
            return
        seen.add(real)
        folders.sort()
        for name in sorted(files):
            path = Path(place, name)
            if name.lower().endswith(_SUFFIXES) and path.is_file():
                yield path
