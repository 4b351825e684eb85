"""Decoded text to clean text, every repair with its place: the ledger's first entries.

Never NFKC: it turns "note¹" into "note1" and "m²" into "m2" (Unicode Standard Annex 15, 1.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge

from convert.draft import Edit, apply
from convert.limits import Limits
from convert.patterns import pattern

# Scripts whose spelling needs ZWNJ and ZWJ: Arabic to Tibetan and Myanmar, Khmer and Mongolian, the Arabic
# presentation forms; and emoji, which ZWJ and variation selectors join (Unicode Standard 23.2, UTS 51).
_JOINING = "\u0600-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefe\ufe0f\u2600-\u27bf\U0001f000-\U0001faff"

_REPAIRS: tuple[tuple[str, str, str], ...] = (
    ("line-end", r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n"),
    # And halves of surrogate pairs, which JSON and YAML can name, and which are no characters (Unicode Standard, 3.2).
    ("control-character", r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]+", ""),
    # Soft hyphens, zero-width characters, bidi controls that nest (UAX 9, 2.1 and 2.2), interlinear
    # annotation, tag characters: they hide text or hide in it.
    (
        "invisible-character",
        rf"(?:[\u00ad\u034f\u180e\u200b\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
        rf"|(?<![{_JOINING}])[\u200c\u200d])+",
        "",
    ),
    ("space", r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]", " "),
)
_CLEAN = pattern("|".join(f"({pattern})" for _, pattern, _ in _REPAIRS))

# Marks of direction say something in text that runs right to left, and nothing elsewhere.
_RIGHT_TO_LEFT = pattern(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DIRECTION_MARK = pattern(r"[\u200e\u200f\u061c]")

# UTF-8 once read as a Latin or Cyrillic charset leaves a lead byte's letter before a continuation byte's.
_SUSPECT = pattern(
    r"[\u00c2-\u00f4\u0413\u0420-\u0422\u0432\u0440-\u0442][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122\u0400-\u0461\u0490\u0491]"
)
# Words, kept whole where a damaged letter's second byte shows as a no-break space.
_UNSPACED = pattern(r"[^ \t\r\n]{1,2000}")


def clean(original: str, limits: Limits | None = None) -> tuple[str, tuple[Edit, ...]]:
    """Return the clean text of `original` and the repairs that make it, in order.

    Raises TooLarge where they are more than `limits` allow.
    """
    found = _repairs(original)
    repairs = tuple(limits.held("nodes", found) if limits else found)
    return apply(original, repairs), repairs


def _repairs(original: str) -> Iterator[Edit]:
    at = 0
    for damaged in _mojibake(original):
        yield from _characters(original, at, damaged.start)
        yield damaged
        at = damaged.end
    yield from _characters(original, at, len(original))


def _characters(original: str, start: int, end: int) -> Iterator[Edit]:
    directed = _RIGHT_TO_LEFT.search(original, start, end) is not None
    found = _edits(_CLEAN, original, start, end)
    if directed:
        return found
    marks = _DIRECTION_MARK.finditer(original, start, end)
    return merge(found, (Edit(m.start(), m.end(), "repaired", "invisible-character") for m in marks))


def _edits(pattern: re.Pattern[str], original: str, start: int, end: int) -> Iterator[Edit]:
    for match in pattern.finditer(original, start, end):
        rule, _, becomes = _REPAIRS[(match.lastindex or 1) - 1]
        yield Edit(match.start(), match.end(), "repaired", rule, becomes)


def _mojibake(original: str) -> Iterator[Edit]:
    """Yield the mended stretch of each word that shows text read in a wrong charset."""
    if not _SUSPECT.search(original):
        return
    from ftfy import fix_encoding

    for word in _UNSPACED.finditer(original):
        if _SUSPECT.search(word[0]):
            mended = fix_encoding(word[0])
            if mended != word[0]:
                yield _difference(word.start(), word[0], mended)


def _difference(start: int, damaged: str, mended: str) -> Edit:
    """Return the edit between two readings of a word, without the ends that they share."""
    shortest = min(len(damaged), len(mended))
    head = next((n for n in range(shortest) if damaged[n] != mended[n]), shortest)
    tail = next((n for n in range(shortest - head) if damaged[-1 - n] != mended[-1 - n]), shortest - head)
    becomes, _ = clean(mended[head : len(mended) - tail])
    return Edit(start + head, start + len(damaged) - tail, "repaired", "mojibake", becomes)
