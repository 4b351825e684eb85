"""Values with a name each, as meta elements have them, to claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from convert.draft import Claim
from convert.metadata.names import Author
from convert.metadata.page import _moments, _people, _values
from convert.metadata.page._page import Page

Value = str | tuple[Author, ...]
Read = Callable[[Page, list[str]], Iterator[Value]]


class Names(Struct, frozen=True):
    """The names under which a vocabulary has a property, the best first, and how sure what stands there is.

    `read` turns the values into what is claimed, if not as the property's values are read anyway.
    """

    property: str
    names: tuple[str, ...]
    confidence: float
    read: Read | None = None


def claims(page: Page, vocabulary: Iterable[Names], rule: str) -> Iterator[Claim]:
    """Yield claims for each of a vocabulary's properties of which the page's meta elements give a value."""
    for entry in vocabulary:
        read = entry.read or _READ[entry.property]
        for name in entry.names:
            found = list(read(page, page.metas.get(name, [])))
            for value in found:
                weight = _people.HOUSE if isinstance(value, tuple) and _people.is_house(value) else 1
                yield Claim(entry.property, value, 0, 0, rule, round(entry.confidence * weight, 3))
            if found:
                break


def scholars(page: Page, contents: list[str]) -> Iterator[Value]:
    """Yield the authors whom `contents` name, family first or not."""
    return _authors(page, [_people.inverted(each) for each in contents[: _people.MOST]])


def _authors(page: Page, contents: list[str]) -> Iterator[Value]:
    authors = _people.read(contents[: _people.MOST], page.language, page.sites)
    if authors:
        yield authors


def _headline(page: Page, contents: list[str]) -> Iterator[Value]:
    said = (_values.line(each) for each in contents)
    yield from [page.part(each) for each in said if each and not page.is_site(each)][:1]


def _moment(page: Page, contents: list[str]) -> Iterator[Value]:
    moments = (_moments.parse(each, page.language) for each in contents)
    yield from [each for each in moments if each][:1]


def _image(page: Page, contents: list[str]) -> Iterator[Value]:
    yield from [url for each in contents if (url := _values.address(each, page.base))][:1]


def _address(page: Page, contents: list[str]) -> Iterator[Value]:
    url = _values.address(contents[0], page.base) if contents else ""
    if url and not _values.is_front(url):
        yield url


def _keywords(_page: Page, contents: list[str]) -> Iterator[Value]:
    return iter(_values.keywords(contents))


def _first(read: Callable[[str], str]) -> Read:
    """Return a reader of the first value that says something."""

    def said(_page: Page, contents: list[str]) -> Iterator[Value]:
        yield from [each for each in map(read, contents) if each][:1]

    return said


_READ: Mapping[str, Read] = {
    "headline": _headline,
    "description": _first(_values.standfirst),
    "author": _authors,
    "datePublished": _moment,
    "dateModified": _moment,
    "publisher": _first(_values.house),
    "inLanguage": _first(_values.language),
    "articleSection": _first(_values.section),
    "keywords": _keywords,
    "url": _address,
    "image": _image,
    "copyrightNotice": _first(_values.line),
    "isAccessibleForFree": _first(_values.boolean),
}
