"""Find and load parts, ours and theirs, by one rule.

A part is the object `part` of a module. Ours are the modules of the kind's folder; theirs are entry points of
the group `article_convert.<kind>`. Names come from file names and from distribution metadata, so listing them
imports no part. A name has one owner: a second one is an error that tells both.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.metadata
import pkgutil
from functools import cache
from typing import Generic, TypeVar

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

    def names(self) -> tuple[str, ...]:
        """Return the names of all parts of this kind, sorted. Imports none of them."""
        return tuple(sorted(_places(self.package, self.group)))

    def load(self, name: str) -> T:
        """Return one part. Raises UnknownPart with the nearest name, MissingEngine if it does not load."""
        place = _places(self.package, self.group).get(name)
        if place is None:
            near = difflib.get_close_matches(name, self.names(), 1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(self.names())}"
            raise UnknownPart(f"unknown {self.name.removesuffix('s')} {name!r}", hint=hint)
        return self._import(name, place)

    def all(self) -> tuple[T, ...]:
        """Return all parts of this kind, in the order of their names."""
        return tuple(self.load(name) for name in self.names())

    def _import(self, name: str, place: str) -> T:
        module, _, attribute = place.partition(":")
        try:
            found = getattr(importlib.import_module(module), attribute)
        except Exception as error:
            raise MissingEngine(
                f"the {self.name.removesuffix('s')} {name!r} ({place}) does not load: {error!r}",
                hint="mend, upgrade or uninstall the package that brings it",
            ) from error
        if not isinstance(found, self.type):
            raise MissingEngine(
                f"the {self.name.removesuffix('s')} {name!r} ({place}) is a {type(found).__name__}, "
                f"not a {self.type.__name__}",
                hint="mend, upgrade or uninstall the package that brings it",
            )
        return found


@cache
def _places(package: str, group: str) -> dict[str, str]:
    """Map each name of a kind to "module:attribute"."""
    found: dict[str, str] = {}
    ours = importlib.import_module(package)
    for module in pkgutil.iter_modules(ours.__path__):
        if not module.name.startswith("_"):
            found[module.name.replace("_", "-")] = f"{package}.{module.name}:part"
    for entry in importlib.metadata.entry_points(group=group):
        if found.setdefault(entry.name, entry.value) != entry.value:
            raise MissingEngine(
                f"two parts are called {entry.name!r} in {group}: {found[entry.name]} and {entry.value}",
                hint="uninstall one of them",
            )
    return found
