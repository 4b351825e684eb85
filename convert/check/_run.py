"""From files to verdicts: what a file is, which checkers look at it, and what each has to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from convert.errors import InputError, MissingEngine
from convert.parts import CHECKERS, WRITERS, Checker
from convert.report import Fault

_HEAD = 4096


class Publication(Struct, frozen=True):
    """A file to check: what messages call it, where it is, and what it is."""

    name: str
    path: Path
    media_type: str


class Verdict(Struct, frozen=True):
    """What one checker found in one publication."""

    checker: str
    faults: tuple[Fault, ...]


class Checked(Struct, frozen=True):
    """A publication, and what each of the checkers found that look at its kind."""

    publication: Publication
    verdicts: tuple[Verdict, ...]


def choose(names: Iterable[str]) -> tuple[Checker, ...]:
    """Return the checkers of these names, "all" for each that there is; without a name those that can be run.

    Raises UnknownPart, or MissingEngine with what to do for one that is named and cannot be run.
    """
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return tuple(part for part in CHECKERS.sound() if _ready(part))
    chosen = CHECKERS.all() if "all" in wanted else tuple(map(CHECKERS.load, wanted))
    for part in chosen:
        part.version()
    return chosen


def missing(publications: Iterable[Publication]) -> list[str]:
    """Return the names of the checkers that would look at `publications` too, but cannot be run as things are."""
    present = {each.media_type for each in publications}
    return [part.name for part in CHECKERS.sound() if present & {*part.media_types} and not _ready(part)]


def formats(media_types: Iterable[str]) -> list[str]:
    """Return media types by the names of the formats that have them, sorted; one that no format has as it is."""
    names = {part.media_type: part.name for part in WRITERS.sound()}
    return sorted(names.get(each, each) for each in media_types)


def takes(path: str) -> bool:
    """Say whether a file has a suffix of what can be checked."""
    return _by_suffix(path) in _media_types()


def publication(name: str, path: Path) -> Publication:
    """Return a file with what it is: by its suffix, else by its content.

    Raises InputError where it cannot be read, or is nothing that can be checked.
    """
    head = _head(path, name)
    known = _by_suffix(str(path))
    if known not in _media_types():
        known = next((part.media_types[0] for part in CHECKERS.sound() if part.sniff(head)), None)
    if known is None:
        kinds = ", ".join(formats(_media_types()))
        hint = f"there are checkers for {kinds}; `article check --tools` lists them"
        raise InputError("is nothing that can be checked", where=name, hint=hint)
    return Publication(name, path, known)


def run(publications: Sequence[Publication], checkers: Sequence[Checker]) -> list[Checked]:
    """Return what `checkers` find, by publication. Each is asked once about all that it looks at."""
    found: dict[int, list[Verdict]] = {n: [] for n in range(len(publications))}
    for checker in checkers:
        own = [n for n, each in enumerate(publications) if each.media_type in checker.media_types]
        if own:
            answers = checker.check([publications[n].path for n in own])
            for n, faults in zip(own, answers, strict=True):
                found[n].append(Verdict(checker.name, faults))
    return [Checked(each, tuple(found[n])) for n, each in enumerate(publications)]


def _ready(part: Checker) -> bool:
    try:
        part.version()
    except MissingEngine:
        return False
    return True


def _media_types() -> frozenset[str]:
    return frozenset(each for part in CHECKERS.sound() for each in part.media_types)


def _by_suffix(path: str) -> str | None:
    """Return the media type of the writer that has the longest suffix of a path."""
    suffixes = {suffix: part.media_type for part in WRITERS.sound() for suffix in part.suffixes}
    fitting = [suffix for suffix in suffixes if path.lower().endswith(suffix)]
    return suffixes[max(fitting, key=len)] if fitting else None


def _head(path: Path, name: str) -> bytes:
    """Return how a file begins. Raises InputError."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        hint = "check the spelling" if isinstance(error, FileNotFoundError) else None
        raise InputError(f"cannot be read: {error.strerror or error}", where=name, hint=hint) from error
