"""A source in words: what the note of a source says that comes as data, not as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from convert.draft import Mark
from convert.languages import speaking
from convert.model import CSLItem, Date, Emphasis, Inline, Link, Name, Strong, Text
from convert.patterns import pattern

# What ends a sentence and what parts its pieces, by script (ISO 15924); ". " and ", " in the others.
_STOPS = {"Hans": "。", "Jpan": "。"}
_COMMAS = {"Hans": "，", "Jpan": "、", "Arab": "، "}
_ENDED = pattern(r"[.!?…。！？؟।][\"'”’»」』)\]]*$")
_MARKED = pattern(r"(?<![\w*_\\])(\*\*|__|\*|_)(?![\s*_])([^*_\n]{1,300})(?<![\s\\])\1(?![\w*_])")
_WEB = pattern("https?://", re.IGNORECASE)
# Names in these scripts put the family first, and no space after it.
_FAMILY_FIRST = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def render(item: CSLItem, tag: str | None) -> tuple[Inline, ...]:
    """Return a source as a reader of language `tag` expects it, its address a link; () if nothing of it is known.

    "Author. Title. Container, Publisher, date, accessed date. https://…", each as far as it is known.
    """
    script = speaking(tag).script
    stop = _STOPS.get(script, ". ")
    comma = _COMMAS.get(script, ", ")
    labels = speaking(tag).labels
    accessed = date(item.accessed, tag)
    details = (
        item.container,
        item.publisher if item.publisher != item.container else None,
        item.locator,
        date(item.issued, tag),
        labels.accessed.format(date=accessed) if accessed else None,
    )
    sentences = (_listed(item.author, tag, comma), item.title, comma.join(filter(None, details)))
    text = "".join(_ended(" ".join(sentence.split()), stop) for sentence in sentences if sentence)
    return linked(text + item.URL, item.URL) if item.URL else _texts(text.rstrip())


def linked(text: str, url: str | None) -> tuple[Inline, ...]:
    """Return a note's text as inlines: its address, where `url` is one of the web and stands in it, as a link.

    Titles that Markdown marks are set as such.
    """
    if not url or not _WEB.match(url) or url not in text:
        return tuple(_set(text))
    before, _, after = text.partition(url)
    return (*_set(before), Link(url, (Text(url),)), *_set(after))


def linked_by(text: str, links: Sequence[Mark]) -> tuple[Inline, ...]:
    """Return a note's text as inlines with `links`, which are in order and apart, on ranges of it."""
    nodes: list[Inline] = []
    at = 0
    for link in links:
        nodes += _set(text[at : link.start])
        nodes.append(Link(link.url, tuple(_set(text[link.start : link.end])), link.title or None))
        at = link.end
    return (*nodes, *_set(text[at:]))


def _set(text: str) -> Iterator[Inline]:
    """Yield a text with what stands between Markdown's asterisks or strokes as emphasis (CommonMark 0.31, 6.2)."""
    at = 0
    for mark in _MARKED.finditer(text):
        yield from _texts(text[at : mark.start()])
        inside = (Text(mark[2]),)
        yield Strong(inside) if len(mark[1]) == 2 else Emphasis(inside)
        at = mark.end()
    yield from _texts(text[at:])


def date(value: Date | None, tag: str | None) -> str:
    """Return a CSL date in words, as far as it goes, a range with a dash; "" where it names no day of a calendar."""
    days = (_day(parts, tag) for parts in value.parts) if value else iter(())
    return "–".join(filter(None, days))


def name(person: Name) -> str:
    """Return a CSL name as it is spoken: "Jane Roe"; an institution's as it stands."""
    if person.literal:
        return person.literal
    given, family = person.given or "", person.family or ""
    if _FAMILY_FIRST.search(family) and _FAMILY_FIRST.search(given):
        return family + given
    return f"{given} {family}".strip()


def _day(parts: tuple[int, ...], tag: str | None) -> str:
    """Return a year, a month or a day. What languages put between month and year is taken from their full dates."""
    year, month, day, *_ = (*parts, 0, 0, 0)
    if not year:
        return ""
    form = speaking(tag).labels.date
    if form.startswith("{year}"):  # 2025年3月3日
        form = form if day else form.partition("{day}" if month else "{month}")[0]
    elif not day:  # 3 de marzo de 2025
        form = "{month}" + form.partition("{month}")[2] if month else "{year}"
    shown = speaking(tag).months[month - 1][0] if 1 <= month <= 12 else ""
    if not shown and month:  # a season, or no month at all
        return _day((year,), tag)
    return form.format(year=year, month=shown, day=day).strip()


def _listed(authors: tuple[Name, ...], tag: str | None, comma: str) -> str:
    """Return the authors as a list in words: "A, B and C"."""
    names = list(filter(None, map(name, authors)))
    if len(names) < 2:
        return "".join(names)
    both = speaking(tag).labels.and_
    last = f" {both} " if comma.endswith(" ") else both
    return comma.join(names[:-1]) + last + names[-1]


def _ended(sentence: str, stop: str) -> str:
    if _ENDED.search(sentence):
        return sentence + stop[1:]
    return sentence + stop


def _texts(value: str) -> tuple[Text, ...]:
    return (Text(value),) if value else ()
