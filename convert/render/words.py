"""What writers say in words of their own, in the article's language."""

from __future__ import annotations

import re

from convert.languages import known, primary, speaking
from convert.model import Meta, Organization, Person
from convert.patterns import pattern

# RFC 5646, 2.1: language, script, region, one variant.
_LANGUAGE = pattern(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))?", re.IGNORECASE
)


# Languages that run right to left, of whose words we may know none (Unicode CLDR, characterOrder).
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def date(value: str, tag: str | None) -> str:
    """Return an ISO 8601 date of the tree as a reader expects it: "3 March 2025, 14:05 UTC−05:00".

    Only what `value` states is said: a year alone stays a year, a time appears only where one is given.
    """
    language = speaking(tag)
    day, _, time = value.partition("T")
    parts = day.split("-")
    if len(parts) == 3:
        shown = language.labels.date.format(day=int(parts[2]), month=_month(parts[1], tag), year=parts[0])
    elif len(parts) == 2:
        shown = f"{_month(parts[1], tag)} {parts[0]}"
    else:
        shown = parts[0]
    return f"{shown}, {_time(time)}" if time else shown


def authors(meta: Meta) -> str:
    """Return the names of the authors as a list in words: "A, B and C"; "" for none."""
    return _spelled(_listed(meta))


def byline(meta: Meta) -> str:
    """Return the byline, "By A and B"; "" where no author is known."""
    return _spelled(byline_parts(meta))


def byline_parts(meta: Meta) -> list[str | Person | Organization]:
    """Return the byline in parts, authors as they are and the words around them: "By ", A, " and ", B."""
    if not meta.author:
        return []
    before, _, after = speaking(meta.inLanguage).labels.by.partition("{authors}")
    return [part for part in (before, *_listed(meta), after) if part]


def dates(meta: Meta) -> list[tuple[str, str]]:
    """Return (ISO 8601, words) of each date that a reader is shown: publication, then a later update."""
    labels = speaking(meta.inLanguage).labels
    found = []
    if meta.datePublished:
        shown = date(meta.datePublished, meta.inLanguage)
        found.append((meta.datePublished, labels.published.format(date=shown)))
    if meta.dateModified and meta.dateModified != meta.datePublished:
        shown = date(meta.dateModified, meta.inLanguage)
        found.append((meta.dateModified, labels.updated.format(date=shown)))
    return found


def headline(meta: Meta) -> str:
    """Return the headline, or the language's stand-in for a missing or blank one."""
    return (meta.headline or "").strip() or speaking(meta.inLanguage).labels.untitled


def direction(tag: str | None) -> str:
    """Return "rtl" or "ltr" for a language tag."""
    language = known(tag)
    if language:
        return language.direction
    return "rtl" if primary(tag) in _RIGHT_TO_LEFT else "ltr"


def foreign(tag: str | None) -> dict[str, str]:
    """Return the `lang` attribute that our words need in an article of another language (WCAG 2.2, 3.1.2)."""
    return {} if known(tag) else {"lang": speaking(tag).code}


def language(tag: str | None) -> str:
    """Return a language tag as outputs may carry it: "und" where there is none or it is not well-formed.

    Extensions and private use (RFC 5646, 2.2.6 and 2.2.7) are refused too: no reader of news needs them. "und"
    says outright that the language is not known (RFC 5646, 4.1); an empty `lang` says so too, but counts as a
    missing one for accessibility checkers, and EPUB has no place for it.
    """
    return tag if tag and _LANGUAGE.fullmatch(tag) else "und"


def _listed(meta: Meta) -> list[str | Person | Organization]:
    """Return the authors with what stands between them."""
    last = f" {speaking(meta.inLanguage).labels.and_} "
    parts: list[str | Person | Organization] = []
    for left, author in zip(range(len(meta.author), 0, -1), meta.author, strict=True):
        parts += [author] if not parts else [last if left == 1 else ", ", author]
    return parts


def _spelled(parts: list[str | Person | Organization]) -> str:
    return "".join(part if isinstance(part, str) else part.name for part in parts)


def _month(number: str, tag: str | None) -> str:
    return speaking(tag).months[int(number) - 1][0]


def _time(time: str) -> str:
    clock, zone = time[:5], time[5:].lstrip(":0123456789")
    shown = time[len(time) - len(zone) :]
    if not shown:
        return clock
    return f"{clock} UTC" if shown in ("Z", "+00:00", "-00:00") else f"{clock} UTC{shown.replace('-', '−')}"
