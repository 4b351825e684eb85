"""What writers say in words of their own, in the article's language."""

from __future__ import annotations

from convert.languages import speaking
from convert.model import Meta


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
    names = [author.name for author in meta.author]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {speaking(meta.inLanguage).labels.and_} {names[-1]}"


def byline(meta: Meta) -> str:
    """Return the byline, "By A and B"; "" where no author is known."""
    return speaking(meta.inLanguage).labels.by.format(authors=authors(meta)) if meta.author else ""


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
    """Return the headline, or the language's stand-in for a missing one."""
    return meta.headline or speaking(meta.inLanguage).labels.untitled


def direction(tag: str | None) -> str:
    """Return "rtl" or "ltr" for a language tag."""
    return speaking(tag).direction


def _month(number: str, tag: str | None) -> str:
    return speaking(tag).months[int(number) - 1][0]


def _time(time: str) -> str:
    clock, zone = time[:5], time[5:].lstrip(":0123456789")
    shown = time[len(time) - len(zone) :]
    if not shown:
        return clock
    return f"{clock} UTC" if shown in ("Z", "+00:00", "-00:00") else f"{clock} UTC{shown.replace('-', '−')}"
