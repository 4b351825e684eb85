"""Find and load parts, ours and theirs, by one rule.

A part is the object `part` of a module. Ours are the modules of the kind's folder; theirs are entry points of
the group `article_convert.<kind>`. Names come from file names and from distribution metadata, so listing them
imports no part. A name has one owner: loading one that two claim is an error that tells both.
"""

from __future__ import annotations

import difflib
import importlib
import os
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, cached_property, partial
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from convert.errors import MissingEngine, UnknownPart

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

T = TypeVar("T")

# Where the entry points of a distribution stand, beside its code (the "Entry points specification" of PyPA).
_ENTRY_POINTS = "entry_points.txt"
_METADATA = (".dist-info", ".egg-info")
_GROUPS = "article_convert."


class _Claim(NamedTuple):
    """Who has a part by some name, as messages call it: "fancy-writers 1.2 (fancy:part)"; and how that is loaded."""

    owner: str
    load: Callable[[], Any]


class Kind(Generic[T]):
    """A kind of part: the package of ours, the entry-point group of theirs, and the type of both."""

    def __init__(self, name: str, package: str, type_: type[T]) -> None:
        """`name` is plural, as in "writers"; `package` is dotted."""
        self.name = name
        self.package = package
        self.group = f"{_GROUPS}{name}"
        self.type = type_
        self._loaded: dict[str, T] = {}
        # What messages call one: "writer", "marker family".
        self.singular = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type_.__name__).lower()

    def names(self) -> tuple[str, ...]:
        """Return the names of all parts of this kind, sorted. Imports none of them."""
        return self._names

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(sorted(_found(self.package, self.group)))

    def load(self, name: str) -> T:
        """Return one part. Raises UnknownPart with the nearest name, MissingEngine if it does not load."""
        if name in self._loaded:
            return self._loaded[name]
        found = _found(self.package, self.group).get(name)
        if found is None:
            near = difflib.get_close_matches(name, self.names(), 1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(self.names())}"
            raise UnknownPart(f"unknown {self.singular} {name!r}", hint=hint)
        part = self._loaded[name] = self._load(name, found)
        return part

    def all(self) -> tuple[T, ...]:
        """Return all parts of this kind, in the order of their names. Raises MissingEngine as `load` does."""
        return self._all

    def each(self) -> Iterator[tuple[str, T | MissingEngine]]:
        """Yield the name of each part, sorted, with the part or the reason why it does not load."""
        for name in self.names():
            try:
                yield name, self.load(name)
            except MissingEngine as error:
                yield name, error

    def sound(self) -> Iterator[T]:
        """Yield the parts that load, for whoever looks for one of them and can do without the others."""
        return (part for _, part in self.each() if not isinstance(part, MissingEngine))

    @cached_property
    def _all(self) -> tuple[T, ...]:
        return tuple(self.load(name) for name in self.names())

    def _load(self, name: str, found: tuple[_Claim, ...]) -> T:
        if len(found) > 1:
            owners = " and ".join(claim.owner for claim in found)
            raise MissingEngine(
                f"two {self.name} are called {name!r}: {owners}", hint="uninstall one of them"
            )
        what = f"the {self.singular} {name!r} of {found[0].owner}"
        hint = "mend, upgrade or uninstall the package that brings it"
        try:
            part = found[0].load()
        # A stranger's module may fail in any way at all when it is imported.
        except Exception as error:
            raise MissingEngine(
                f"{what} does not load: {type(error).__name__}: {error}", hint=hint
            ) from error
        if not isinstance(part, self.type):
            raise MissingEngine(
                f"{what} is of type {type(part).__name__}, not {self.type.__name__}", hint=hint
            )
        return part


@cache
def _found(package: str, group: str) -> dict[str, tuple[_Claim, ...]]:
    """Map each name of a kind to those who claim it."""
    found: dict[str, tuple[_Claim, ...]] = {}
    for name, claim in (*_ours(package), *_theirs().get(group, ())):
        found[name] = (*found.get(name, ()), claim)
    return found


def _ours(package: str) -> Iterator[tuple[str, _Claim]]:
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        if not module.name.startswith("_"):
            value = f"{package}.{module.name}:part"
            yield module.name.replace("_", "-"), _Claim(value, partial(pkgutil.resolve_name, value))


@cache
def _theirs() -> dict[str, list[tuple[str, _Claim]]]:
    """Return the entry points for us of all that is installed, by their groups."""
    found: dict[str, list[tuple[str, _Claim]]] = {}
    if _may_be_any():
        from importlib.metadata import entry_points

        # They are of one class in Python 3.11 and of another in 3.12; both have what is used here.
        points = entry_points()
        for group in points.groups:
            if group.startswith(_GROUPS):
                found[group] = [
                    (entry.name, _Claim(_owner(entry), entry.load)) for entry in points.select(group=group)
                ]
    return found


def _owner(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version} ({entry.value})" if entry.dist else entry.value


def _may_be_any() -> bool:
    """Say whether what is installed may have entry points for us, so that its metadata is to be read.

    To import what reads that takes as long as a tenth of a short run, and hardly anybody has such.
    """
    other = any(hasattr(finder, "find_distributions") for finder in sys.meta_path if finder is not PathFinder)
    return other or any(map(_may_hold_any, sys.path))


def _may_hold_any(folder: str) -> bool:
    """Say so of one entry of sys.path."""
    try:
        names = os.listdir(folder or ".")
    except FileNotFoundError:
        return False
    except OSError:  # an archive, or what a finder of somebody else's makes of it
        return True
    return any(
        name.endswith(".egg") or (name.endswith(_METADATA) and _names_us(Path(folder, name, _ENTRY_POINTS)))
        for name in names
    )


def _names_us(path: Path) -> bool:
    try:
        return _GROUPS.encode() in path.read_bytes()
    except OSError:
        return False
