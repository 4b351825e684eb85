"""Find every citation marker in one pass over the text, whatever the number of families."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from convert.citations.addresses import ENDS
from convert.draft import Marker
from convert.parts import FAMILIES, MarkerFamily, Reading
from convert.patterns import pattern

_Found = tuple[re.Match[str] | None, MarkerFamily | None, Reading | None]

# What no marker is looked for in: fenced code, inline code, addresses. A family's token may hold them: it comes first.
_SHELTER = pattern(rf"```(?:[^`]|`(?!``))*```|`[^`\n]+`|\bhttps?://[^\s<>\"{ENDS}\ue200-\ue206]+")
_SHELTERED = ("`", "http")
# Front matter, which is data.
_FRONT = pattern(r"(---|\+\+\+)[ \t]*\n(?>(?:[\w-]+[ \t]*[:=].*\n|[ \t].*\n|- .*\n){1,100})\1[ \t]*(?:\n|$)")


def find(text: str) -> tuple[Marker, ...]:
    """Return all markers in `text`, in order; which of the uncertain ones count is for others to settle."""
    return tuple(_finder().find(text))


@cache
def _finder() -> Finder:
    return Finder(FAMILIES.all())


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled when a text first has what it may begin with: most texts have few families."""
    return re.compile(pattern)


class Finder:
    """Finds the markers of some families, all in one pass, by what they begin with."""

    def __init__(self, families: Iterable[MarkerFamily]) -> None:
        """Prepare for `families`, whatever their number."""
        self._known = list(families)
        self._by_hook: dict[str, list[MarkerFamily]] = {}
        hooks = sorted({*(hook for family in self._known for hook in family.hooks), *_SHELTERED})
        self._hooks = re.compile("|".join(map(re.escape, sorted(hooks, key=len, reverse=True))))

    def find(self, text: str) -> Iterator[Marker]:
        """Yield all markers in `text`, in order of their ends."""
        front = _FRONT.match(text)
        at = front.end() if front else 0
        closing: list[Marker] = []  # of markers whose prose is being searched, the innermost last
        while hit := self._hooks.search(text, at):
            if closing and closing[-1].start <= hit.start():
                at = closing[-1].end
                yield closing.pop()
                continue
            # What runs over the end of the prose of another marker is none: it would hold half of that.
            limit = closing[-1].start if closing else len(text)
            match, family, reading = self._longest(text, hit, limit)
            if match is None or family is None or reading is None:
                shelter = _SHELTER.match(text, hit.start())
                at = shelter.end() if shelter else hit.start() + 1
            elif reading.prose is None:
                start = match.start() if reading.start is None else max(reading.start, at)
                yield Marker(start, match.end(), match.end(), family.name, reading.cites)
                at = match.end()
            else:
                first, last = reading.prose
                token = text[match.start() : first] + text[last : match.end()]
                if match.start() < first:
                    yield Marker(match.start(), first, first, family.name, ())
                closing.append(Marker(last, match.end(), match.end(), family.name, reading.cites, token))
                at = first
        yield from reversed(closing)

    def _families(self, hook: str) -> list[MarkerFamily]:
        """Return the families of a hook: what begins with a long one may be of a family with a shorter one."""
        found = self._by_hook.get(hook)
        if found is None:
            found = self._by_hook[hook] = [each for each in self._known if hook.startswith(each.hooks)]
        return found

    def _longest(self, text: str, hit: re.Match[str], limit: int) -> _Found:
        """Return the longest marker from a hook to `limit`, its family and what it says; three None for none."""
        found: _Found = (None, None, None)
        for family in self._families(hit[0]):
            match = _compiled(family.pattern).match(text, hit.start())
            if match and match.end() <= limit and (found[0] is None or match.end() > found[0].end()):
                reading = family.read(match)
                if reading is not None:
                    found = match, family, reading
        return found
