"""Credits and captions: what a line of text is by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from msgspec import Struct

from convert import shape
from convert.languages import known
from convert.metadata.names import UNSPACED
from convert.model.text import count_words
from convert.parts import LANGUAGES
from convert.patterns import pattern

# What a line is: a caption, with or without a credit; a credit; a label that the next line fulfils ("Photo:").
Role = Literal["caption", "credit", "label"]

_LONGEST = 700  # characters of a caption
_LABEL, _TAIL = 60, 140  # characters at a line's start and at its end where a label may stand
_LONGEST_CREDIT = 14  # words
_SHORTEST_CREDIT = 3  # words that are one below a caption, whoever sells pictures or texts
_LONGEST_NAME = 8  # words of one piece of a credit
_PARTICLE = 3  # letters of a word that is small within a name: "of", "van", "for"

_UNSPACED = "\u3000"  # what sorts behind it is of a script without spaces
# An equals sign is one in scripts without cases, and a stroke is before a name: 사진=홍길동, 图/新华社.
_SIGN = pattern(r"[:：©=＝/／]|\bby\b|\.{3}|…", re.IGNORECASE)
_STROKES = ("/", "／")
_BEHIND_A_LETTER = ("=", "＝", *_STROKES)
_BEFORE_LABEL = " \t([（【{*◆▲▼■●►▸▹△▽↑→"
_OPENERS = ("(", "[", "（", "【")
_APART = ("|", "–", "—", "-", "/", "·", "•", "»", "]", ")", "）", "】")
_BRACKETED = pattern(r"[(\[（【]([^()\[\]（）【】]{2,100})[)\]）】]$")
_LAST = pattern(r"[^\W\d][\"'”’»)\]]*[.!?…。！？][\"'”’»)\]]*(\s*)([^\W\d][^.!?…。！？]{1,90})$")
_PIECES = pattern(r"(?<!\s)\s+(?:[/／|·,，、;]\s*|via\s+)|[/／|·,，、;]\s*", re.IGNORECASE)
_BETWEEN = pattern(r"[/／]|\svia\s", re.IGNORECASE)


class _Words(Struct, frozen=True):
    """The words of captions and credits of a language, with those of English, in lower case."""

    labels: frozenset[str]
    ends: tuple[str, ...]  # the same, the longest first
    openings: re.Pattern[str]
    houses: frozenset[str]  # of pictures, of all languages
    agencies: frozenset[str]  # words in the names of newsrooms and agencies
    jobs: re.Pattern[str]  # a job, perhaps with a house, before a name in scripts without spaces: 新华社记者


def role(text: str, tag: str | None) -> Role | None:
    """Return what a line is in the language `tag` by its own words; None for no caption and no credit."""
    if not text or len(text) > _LONGEST:
        return None
    words = _words(tag)
    label = _label(text, words)
    if label is not None:
        return label
    inner = text.strip("()[]（）【】 ")
    if _is_credit(inner, words) or _is_signed(text, words) or _is_attributed(text, words):
        return "credit"
    if inner != text and _is_titled(inner, words):
        return "credit"
    if words.openings.match(text) or _ends_in_credit(text, words):
        return "caption"
    return None


def _label(text: str, words: _Words) -> Role | None:
    """Return what the label makes of a line that it opens: "Photo:" alone, "Photo: dpa", "Photo: a crane"."""
    start = text.lstrip(_BEFORE_LABEL)
    for sign in _signs(start, 0, _LABEL):
        if start[: sign.start()].rstrip().lower() not in words.labels:
            continue
        rest = start[sign.end() :].strip()
        if not rest:
            return "label"
        if sign[0] in _STROKES:
            return "credit" if all(map(UNSPACED.fullmatch, _PIECES.split(rest))) else None
        if sign[0] not in ("...", "…"):
            return "credit" if _is_named(rest.strip(")]）】. "), words) else "caption"
    return None


def _signs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what may stand between a label and a credit."""
    for sign in _SIGN.finditer(text, start, end):
        at = sign.start()
        if sign[0] not in _BEHIND_A_LETTER or text[max(0, at - 1) : at] >= "\u3040":
            yield sign


def _ends_in_credit(text: str, words: _Words) -> bool:
    """Say whether a line ends in a credit: in brackets, behind a label, or as its last sentence."""
    bracketed = _BRACKETED.search(text, max(0, len(text) - _TAIL))
    inner = bracketed[1].strip() if bracketed else ""
    if inner and (
        _is_credit(inner, words) or _is_titled(inner, words) or _is_signed(inner, words, closed=True)
    ):
        return True
    if _ends_labelled(text, words) or _ends_signed(text, words):
        return True
    last = _LAST.search(text, max(0, len(text) - _TAIL))
    return bool(
        last
        and (
            _is_credit(last[2], words)
            or _is_signed(last[2], words)
            or (not last[1] and _is_named(last[2], words))
        )
    )


def _ends_labelled(text: str, words: _Words) -> bool:
    """Say whether a label near the end of a line opens a credit, after a finished sentence or before an agency."""
    for sign in _signs(text, max(0, len(text) - _TAIL), len(text)):
        if sign[0] in _STROKES:
            continue
        before, rest = text[: sign.start()].rstrip(), text[sign.end() :].strip(" .")
        if sign[0] != "©":
            word = _ending(before, words)
            if not word:
                continue
            before = before[: -len(word)].rstrip()
        credit = rest.rstrip(")]）】 ")
        if not credit or count_words(credit) > _LONGEST_CREDIT or shape.ends(text):
            continue
        if before.endswith(_OPENERS):
            return rest != credit
        if _is_named(credit, words):
            return True
        if (shape.ends(before) or before.endswith(_APART)) and all(map(is_name, _PIECES.split(credit))):
            return not credit[0].isdigit()
    return False


def _ending(text: str, words: _Words) -> str:
    """Return the label that a text ends with, as it stands there; "" for none."""
    low = text[-_LABEL:].lower()
    if not low.endswith(words.ends):
        return ""
    label = next(word for word in words.ends if low.endswith(word))
    before = low[: -len(label)][-1:]
    spaced = label[0] < _UNSPACED
    return "" if spaced and before.isalnum() else text[-len(label) :]


def _is_credit(text: str, words: _Words) -> bool:
    """Say whether a text is nothing but a credit: names, one of a picture house, or a person's beside an agency's.

    One word alone may be a heading as well.
    """
    pieces = [piece.strip("© ") for piece in _PIECES.split(text)]
    if count_words(text) > _LONGEST_CREDIT or not all(
        is_name(piece) or _is_house(piece, words) for piece in pieces
    ):
        return False
    if any(_is_house(piece, words) for piece in pieces):
        return len(text.split()) > 1 or len(pieces) > 1
    agencies = [_is_agency(piece, words) for piece in pieces]
    people = [" " in piece for piece, agency in zip(pieces, agencies, strict=True) if not agency]
    return bool(_BETWEEN.search(text) and any(agencies) and any(people))


def _is_titled(text: str, words: _Words) -> bool:
    """Say whether a text in brackets is a small label and names, without a mark between: "foto Bruni"."""
    label = next((word for word in words.ends if text.startswith(f"{word} ")), "")
    name = text[len(label) :].strip()
    return bool(label and name[:1].isupper()) and all(
        is_name(piece) and not any(map(str.isdigit, piece)) for piece in _PIECES.split(name)
    )


def _ends_signed(text: str, words: _Words) -> bool:
    """Say whether a caption ends in an equals sign, perhaps a date and a place, a name and a label: ＝山田太郎撮影."""
    _, sign, credit = text[-_TAIL:].rpartition("＝")
    label = _ending(credit, words) if sign else ""
    return len(label) > 1 and label[0] > _UNSPACED and label != credit and not shape.ends(credit)


def _is_signed(text: str, words: _Words, *, closed: bool = False) -> bool:
    """Say whether a text is a name and a label behind it, as in scripts without spaces: 王小明 摄.

    A space or a stroke parts them, or a job stands before the name (新华社记者王小明摄), unless they may be
    `closed` up by themselves.
    """
    label = _ending(text, words) if text and text[-1] > _UNSPACED else ""
    if not label or label[0] < _UNSPACED:
        return False
    before = text[: -len(label)]
    signed = before.rstrip(" /／")
    job = words.jobs.match(signed)
    name = signed[job.end() :] if job else signed
    apart = closed or signed != before or job is not None
    return apart and all(map(UNSPACED.fullmatch, _PIECES.split(name.strip())))


def _is_named(text: str, words: _Words) -> bool:
    """Say whether a text is names with a house or an agency among them: enough behind a label."""
    pieces = _PIECES.split(text)
    sure = [_is_house(piece, words) or _is_agency(piece, words) for piece in pieces]
    named = all(told or is_name(piece) for piece, told in zip(pieces, sure, strict=True))
    return named and any(sure) and count_words(text) <= _LONGEST_CREDIT


def _is_attributed(text: str, words: _Words) -> bool:
    """Say whether a line is a label of two words or more, alone or with a name: "Photo courtesy of Jane Roe"."""
    low = text.lower()
    for label in words.ends:
        if (
            low.startswith(label)
            and label not in words.houses
            and (" " in label or (label[0] > _UNSPACED and len(label) > 3))
        ):
            name = text[len(label) :]
            return not name or (name[0] == " " and name.strip()[:1].isupper() and is_name(name.strip()))
    return False


def is_name(text: str) -> bool:
    """Say whether a text is written as names are: few words, none small but short ones, no stop."""
    parts = text.split()
    return (
        0 < len(parts) <= _LONGEST_NAME
        and not parts[0][0].islower()
        and not any(part[0].islower() and len(part) > _PARTICLE for part in parts)
        and not (shape.ends(text) and len(parts) > 1)
    )


def _is_house(text: str, words: _Words) -> bool:
    """Say whether a text names a house that sells pictures, or an agency's photo: "AP Photo"."""
    low = text.lower()
    if low in words.houses:
        return True
    first, _, last = low.partition(" ")
    return first in words.agencies and last in words.labels


def _is_agency(text: str, words: _Words) -> bool:
    return not words.agencies.isdisjoint(text.lower().split())


def follows(text: str, above: Role | None, tag: str | None) -> bool:
    """Say whether a line is the credit that a label above asks for, or an agency below a caption."""
    if above is None or shape.ends(text) or count_words(text) > _LONGEST_CREDIT:
        return False
    if above == "label":
        return all(map(is_name, _PIECES.split(text)))
    return above == "caption" and len(text.split()) <= _SHORTEST_CREDIT and _is_named(text, _words(tag))


@cache
def _words(tag: str | None) -> _Words:
    english = LANGUAGES.load("en")
    languages = (known(tag) or english, english)
    labels = frozenset(word.lower() for language in languages for word in language.caption)
    openings = dict.fromkeys(phrase for language in languages for phrase in language.caption_openings)
    shapes = map(_opening, openings)
    roles = {word for language in languages for word in language.roles.split() if word[0] > _UNSPACED}
    jobs = sorted(roles, key=lambda word: (-len(word), word))
    return _Words(
        labels=labels,
        ends=tuple(sorted(labels, key=lambda word: (-len(word), word))),
        openings=re.compile("|".join(shapes), re.IGNORECASE),
        houses=frozenset(house for language in LANGUAGES.all() for house in language.picture_houses),
        agencies=frozenset(word for language in languages for word in language.organizations.split()),
        jobs=re.compile(rf"\S{{0,8}}?(?:{'|'.join(map(re.escape, jobs)) or '(?!)'})\s*"),
    )


def _opening(phrase: str) -> str:
    """Return the pattern of an opening phrase; where words are spaced, it ends with one."""
    pattern = ".{1,40}?".join(map(re.escape, phrase.split("…"))).replace(r"\#", r"\d+")
    return rf"{pattern}(?!\w)" if phrase[-1] < _UNSPACED else pattern
