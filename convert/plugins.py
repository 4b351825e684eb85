"""Find and load parts, ours and theirs, by one rule.

A part is the object `part` of a module. Ours are the modules of the kind's folder; theirs are entry points of
the group `article_convert.<kind>`. Names come from file names and from distribution metadata, so listing them
imports no part. A name has one owner: loading one that two claim is an error that tells both.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Generic, TypeVar

from convert.errors import MissingEngine, UnknownPart

T = TypeVar("T")


class Kind(Generic[T]):
    """A kind of part: the package of ours, the entry-point group of theirs, and the type of both."""

    def __init__(self, name: str, package: str, type_: type[T]) -> None:
        """`name` is plural, as in "writers"; `package` is dotted."""
        self.name = name
        self.package = package
        self.group = f"article_convert.{name}"
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

    def _load(self, name: str, found: tuple[EntryPoint, ...]) -> T:
        if len(found) > 1:
            owners = " and ".join(_owner(entry) for entry in found)
            raise MissingEngine(
                f"two {self.name} are called {name!r}: {owners}", hint="uninstall one of them"
            )
        what = f"the {self.singular} {name!r} of {_owner(found[0])}"
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


def _owner(entry: EntryPoint) -> str:
    """Say where a part comes from: "fancy-writers 1.2 (fancy:part)"."""
    return f"{entry.dist.name} {entry.dist.version} ({entry.value})" if entry.dist else entry.value


@cache
def _found(package: str, group: str) -> dict[str, tuple[EntryPoint, ...]]:
    """Map each name of a kind to those who claim it."""
    modules = pkgutil.iter_modules(importlib.import_module(package).__path__)
    names = [module.name for module in modules if not module.name.startswith("_")]
    ours = [EntryPoint(name.replace("_", "-"), f"{package}.{name}:part", group) for name in names]
    found: dict[str, tuple[EntryPoint, ...]] = {}
    for claim in (*ours, *_theirs().select(group=group)):
        found[claim.name] = (*found.get(claim.name, ()), claim)
    return found


@cache
def _theirs() -> Any:
    """Return the entry points of all that is installed, to `select` from: its metadata is read once for all kinds.

    They are of one class in Python 3.11 and of another in 3.12.
    """
    return entry_points()
