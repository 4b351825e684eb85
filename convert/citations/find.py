"""Find every citation marker in one pass over the text, whatever the number of families."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from convert.draft import Marker
from convert.parts import FAMILIES, MarkerFamily, Reading

# What no marker is looked for in: fenced code, inline code, addresses. A family's token may hold them: it comes first.
_SHELTER = re.compile(r"```(?:[^`]|`(?!``))*```|`[^`\n]+`|\bhttps?://[^\s<>\"【\ue200-\ue206]+")
_SHELTERED = ("`", "http")
# Front matter, which is data.
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n(?:[\w-]+[ \t]*[:=].*\n|[ \t]+.*\n|- .*\n){1,100}\1[ \t]*(?:\n|$)")


class _Hooked(NamedTuple):
    """The pattern of all that a marker or a shelter begins with, and the families of each hook with their patterns."""

    hooks: re.Pattern[str]
    families: dict[str, tuple[tuple[MarkerFamily, re.Pattern[str]], ...]]


def find(text: str) -> tuple[Marker, ...]:
    """Return all markers in `text`, in order; which of the uncertain ones count is for others to settle."""
    return tuple(_markers(text))


def _markers(text: str) -> Iterator[Marker]:
    hooked = _hooked()
    front = _FRONT.match(text)
    at = front.end() if front else 0
    closing: list[Marker] = []  # of markers whose prose is being searched, the innermost last
    while hit := hooked.hooks.search(text, at):
        if closing and closing[-1].start <= hit.start():
            at = closing[-1].end
            yield closing.pop()
            continue
        match, family, reading = _longest(text, hit.start(), hooked.families[hit[0]])
        if match is None or family is None or reading is None:
            shelter = _SHELTER.match(text, hit.start())
            at = shelter.end() if shelter else hit.start() + 1
        elif reading.prose is None or (closing and match.end() > closing[-1].start):
            yield Marker(match.start(), match.end(), match.end(), family.name, reading.cites)
            at = match.end()
        else:
            first, last = reading.prose
            token = text[match.start() : first] + text[last : match.end()]
            if match.start() < first:
                yield Marker(match.start(), first, first, family.name, ())
            closing.append(Marker(last, match.end(), match.end(), family.name, reading.cites, token))
            at = first
    yield from reversed(closing)


def _longest(
    text: str, at: int, families: tuple[tuple[MarkerFamily, re.Pattern[str]], ...]
) -> tuple[re.Match[str] | None, MarkerFamily | None, Reading | None]:
    """Return the longest marker that begins at `at`, with its family and what it says; three None for none."""
    found: tuple[re.Match[str] | None, MarkerFamily | None, Reading | None] = (None, None, None)
    for family, pattern in families:
        match = pattern.match(text, at)
        if match and (found[0] is None or match.end() > found[0].end()):
            reading = family.read(match)
            if reading is not None:
                found = match, family, reading
    return found


@cache
def _hooked() -> _Hooked:
    families = [(family, re.compile(family.pattern)) for family in FAMILIES.all()]
    hooks = {*(hook for family, _ in families for hook in family.hooks), *_SHELTERED}
    return _Hooked(
        re.compile("|".join(re.escape(hook) for hook in sorted(hooks, key=lambda hook: (-len(hook), hook)))),
        # What begins with a long hook may be of a family with a shorter one.
        {hook: tuple(each for each in families if hook.startswith(each[0].hooks)) for hook in hooks},
    )
