"""What checkers of ours are made of: one file at a time, faults that are declared, and an end to every surprise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from convert.report import Fault, Severity

# What is larger is not checked by programs that hold it in memory several times over.
LARGEST = 64 << 20


class Finder:
    """Collects the faults of one file. Codes are those that the checker declares, so that each can be looked up."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        """Nothing is found."""
        self.found: list[Fault] = []
        self._declared = declared

    def add(
        self,
        code: str,
        message: str,
        *,
        severity: Severity = "error",
        place: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        """Add a fault. Raises KeyError for a code that is not declared."""
        self._declared[code]
        self.found.append(
            Fault(code=code, severity=severity, message=message, place=place, line=line, column=column)
        )


class TooLarge(Exception):
    """A file has more bytes than a checker holds in memory."""


def content(path: Path) -> bytes:
    """Return the bytes of a file. Raises TooLarge, or OSError."""
    size = path.stat().st_size
    if size > LARGEST:
        raise TooLarge(f"has {size >> 20} MB, more than {LARGEST >> 20}: not checked")
    return path.read_bytes()


def each(
    look: Callable[[Path, Finder], None], declared: Mapping[str, str]
) -> Callable[[Sequence[Path]], Iterator[tuple[Fault, ...]]]:
    """Return the `check` of a checker that looks at one file at a time, and may raise what `content` does.

    `declared` has what is `COMMON` beside its own. What `look` finds comes in its order.
    """

    def check(paths: Sequence[Path]) -> Iterator[tuple[Fault, ...]]:
        for path in paths:
            finder = Finder(declared)
            try:
                look(path, finder)
            except TooLarge as error:
                finder.add("too-large", str(error))
            except OSError as error:
                finder.add("unreadable", f"cannot be read: {error.strerror or error}")
            except (RecursionError, MemoryError):
                finder.add("unreadable", "is nested too deep, or too large, to be checked")
            yield tuple(finder.found)

    return check


# Codes that every checker of ours has.
COMMON = {
    "unreadable": "the file can be read",
    "too-large": f"the file has no more than {LARGEST >> 20} MB",
}


def shortened(text: str, most: int = 80) -> str:
    """Return `text` on one line, cut to `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def listed(names: Iterable[str], most: int = 5) -> str:
    """Return `names` as a list in words, no more than `most` of them."""
    known = list(names)
    more = f" and {len(known) - most} more" if len(known) > most else ""
    return ", ".join(known[:most]) + more
