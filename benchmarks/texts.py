"""Texts of any size, the same on every run: a page as it is scraped, and shapes that could make reading slow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from convert.draft import Cite
from convert.parts import FAMILIES, MarkerFamily, Reading

_SPOKEN = """
the harbor council voted on Tuesday to raise ferry fares by eight percent from first of April third increase
in many years officials said that cost fuel had left them no choice and two oldest boats would have be replaced before
end decade commuters at north pier were not persuaded several they drive instead although bridge is closed weekends
until summer detour takes an hour keeper lighthouse polished lens library open Sundays volunteers staff desk mill
"""
_WORDS = _SPOKEN.split()
_MENU = (
    "Home",
    "News",
    "Sport",
    "Weather",
    "Opinion",
    "Share",
    "Log in",
    "Read more",
    "Leave a comment",
    "Most read",
)


def page(lines: int, seed: int) -> str:
    """Return a page of so many lines: a menu, an article with its headline and byline, links, a footer."""
    random = Random(seed)  # noqa: S311  no secret
    menu = [*_MENU, *(_words(random, 1, 3) for _ in range(lines // 4))]
    head = [_words(random, 6, 11), "By Dana Whitcombe", "March 3, 2025, 9:30 a.m."]
    text = [_paragraph(random) for _ in range(lines // 4)]
    links = [_words(random, 4, 10) for _ in range(lines - len(menu) - len(head) - len(text) - 2)]
    foot = ["About us | Contact | Advertise", "© 2025 The Bramley Courier. All rights reserved."]
    return "\n".join((*menu, *head, *text, *links, *foot))


def article(size: int, seed: int) -> str:
    """Return a headline and about `size` characters of paragraphs."""
    return "Ferry fares to rise again in spring\n\n" + "\n\n".join(_paragraphs(size, seed))


def _line(size: int) -> str:
    return " ".join(_paragraphs(size, 1))


def _short(lines: int) -> str:
    random = Random(1)  # noqa: S311  no secret
    return "\n".join(f"{_words(random, 2, 7)} {n}" for n in range(lines))


def _items(lines: int) -> str:
    return "Ferry fares to rise again in spring\n\n" + "".join(
        f"- {line}\n" for line in _short(lines).split("\n")
    )


def _repeated(lines: int) -> str:
    return "Ferry fares to rise again in spring\nShare this story\n" * (lines // 2)


def _prose(size: int) -> str:
    return article(size, 1)


def _lists(count: int) -> str:
    """Return so many lines as source lists open with, in runs of each kind."""
    kinds = (
        *("[1] A note in words", "[1]: https://x.org/a", "1. Sources", "Sources", "^ a b Title", "1. A"),
        *("^ 1 2 3 4 5 6 7 8 9", "Notes\na. b", "Notes\n[edit]", "Source: a"),
    )
    return "\n".join(f"{kind}\n" * (count // len(kinds)) for kind in kinds)


# Shapes that hurt, by name: a text of a size, the unit of the size, the sizes.
SHAPES: dict[str, tuple[Callable[[int], str], str, tuple[int, ...]]] = {
    "prose": (_prose, "characters", (1_000_000, 2_000_000, 5_000_000)),
    "one line": (_line, "characters", (500_000, 1_000_000, 2_000_000)),
    "short lines": (_short, "lines", (50_000, 100_000, 200_000)),
    "list items": (_items, "lines", (50_000, 100_000, 200_000)),
    "heads of source lists": (_lists, "lines", (20_000, 40_000, 80_000)),
    "repeated lines": (_repeated, "lines", (50_000, 100_000, 200_000)),
}


def _paragraphs(size: int, seed: int) -> Iterator[str]:
    random = Random(seed)  # noqa: S311  no secret
    while size > 0:
        made = _paragraph(random)
        size -= len(made) + 2
        yield made


def _paragraph(random: Random) -> str:
    return " ".join(f"{_words(random, 8, 22)}." for _ in range(random.randint(2, 4)))


def _words(random: Random, fewest: int, most: int) -> str:
    said = " ".join(random.choices(_WORDS, k=random.randint(fewest, most)))
    return said[0].upper() + said[1:]


def cited(size: int) -> str:
    """Return about `size` characters of paragraphs with a marker of some family behind each."""
    markers = [
        marker for family in FAMILIES.all() for marker in sorted(family.examples) if "\n" not in marker
    ]
    return "\n\n".join(
        f"{paragraph} {markers[n % len(markers)]}" for n, paragraph in enumerate(_paragraphs(size, 1))
    )


def _family(n: int) -> MarkerFamily:
    opening = ("[stamp", "<stamp", "(stamp", ":stamp", "stamp")[n % 5] + str(n)
    return MarkerFamily(
        name=f"stamp-{n}",
        description="none that is",
        hooks=(opening,),
        pattern=rf"{re.escape(opening)}:(\d+)\W",
        read=lambda match: Reading((Cite(match[1], int(match[1])),)),
        evidence="always",
        examples={},
        near_misses=(),
    )


# As many families as third parties may add.
MORE = tuple(map(_family, range(50)))
