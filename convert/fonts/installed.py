"""Fonts that are not ours: the best that is installed for a script, and whatever the user named.

They are found by their files' names, and only those of a family that is wanted are opened. One that does not have
what its name promises is passed over: a broken file has nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from convert.fonts import catalogue, folders
from convert.fonts.catalogue import Families, Han, Known
from convert.fonts.face import Face
from convert.fonts.file import members
from convert.fonts.font import Font

# Weights as CSS numbers them, what suits best first.
_REGULAR = (400, 350, 500, 300)
_BOLD = (700, 600, 800, 900)


def han(face: Face, script: str, language: str) -> Iterator[Font]:
    """Yield the fonts for Chinese characters as `language` draws them, then as others do; kana and Hangul too."""
    wanted = catalogue.HAN_SCRIPTS[script] or _custom(language)
    for custom in (wanted, *(other for other in catalogue.HAN if other != wanted)):
        yield from of_custom(face, custom)


def of_custom(face: Face, custom: Han) -> Iterator[Font]:
    """Yield the fonts for Chinese characters as one language draws them."""
    yield from _best(catalogue.HAN[custom], face, catalogue.HAN_SAMPLE[custom])


def writes_han(language: str) -> bool:
    """Say whether a language (BCP 47) is written in Chinese characters, or with the signs that go with them."""
    return language.lower().split("-")[0] in ("zh", "ja", "ko")


def other(face: Face, script: str) -> Iterator[Font]:
    """Yield the fonts for another script that the catalogue knows."""
    families, sample = catalogue.OTHER[script]
    yield from _best(families, face, sample)


def users() -> Iterator[Font]:
    """Yield every font in the folders that the user named."""
    for path in folders.tiers()[0].files:
        yield _font(Place(path))


def _custom(language: str) -> Han:
    """Return how a language (BCP 47) draws Chinese characters; as China does, where it has no custom of its own."""
    subtags = language.lower().split("-")
    if subtags[0] in ("ja", "ko"):
        return "ja" if subtags[0] == "ja" else "ko"
    traditional = not {"hant", "tw", "hk", "mo"}.isdisjoint(subtags) and "hans" not in subtags
    return "zh-Hant" if traditional else "zh-Hans"


def _best(families: Families, face: Face, sample: str) -> Iterator[Font]:
    """Yield the best font that has `sample`; before it the best bold one, where that is asked for."""
    for weights in (_BOLD, _REGULAR) if face.bold else (_REGULAR,):
        for font in _candidates(families, face, weights):
            if font.sets(sample):
                yield font
                break


def _candidates(families: Families, face: Face, weights: tuple[int, ...]) -> Iterator[Font]:
    """Yield the fonts of these weights: those of one place first, in it those of the kind that is asked for.

    Where the serifs have no bold, sans serif is bold beside them: that is how Chinese and Japanese are emphasised.
    """
    kinds = (families["serif"], families["sans"])
    for tier in folders.tiers():
        for known in chain.from_iterable(kinds if face.family == "serif" else reversed(kinds)):
            place = _weighted(tier.families, known, weights)
            if place:
                yield _font(place)


class Place(NamedTuple):
    """Where a font is: a file, the font's number where it collects several, the weight where it has every one."""

    path: Path
    number: int = 0
    weight: int | None = None


def _weighted(
    families: Mapping[str, Mapping[int, Path]], known: Known, weights: tuple[int, ...]
) -> Place | None:
    """Return where the first of `weights` that a family has is."""
    if known.bold and weights is _BOLD:
        return next(map(Place, families.get(known.bold, {}).values()), None)
    places = _places(families.get(known.name, {}), known)
    place = next((places[weight] for weight in weights if weight in places), None)
    return place or (places[folders.ANY]._replace(weight=weights[0]) if folders.ANY in places else None)


def _places(files: Mapping[int, Path], known: Known) -> dict[int, Place]:
    """Return where each weight of a family is: as its files' names say, or the fonts that they collect."""
    if not known.member:
        return {weight: Place(path) for weight, path in files.items()}
    return {
        folders.ANY if member.variable else member.weight: Place(path, member.number)
        for path in files.values()
        for member in _members(path)
        if member.family == known.member
    }


_members = cache(members)


@cache
def _font(place: Place) -> Font:
    return Font(place.path, place.number, place.weight)
