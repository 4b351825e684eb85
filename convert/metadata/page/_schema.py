"""Schema.org items to claims: which item is the page's article, and what it says (https://schema.org/NewsArticle)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from convert.draft import Claim
from convert.metadata import agree, names
from convert.metadata.names import Author
from convert.metadata.page import _moments, _people, _values
from convert.metadata.page._items import Item, located, spoken
from convert.metadata.page._page import Page
from convert.model import Organization

_MOST = 2000  # items

# Types of https://schema.org whose names do not end in "Article" or "Posting", but that are what articles are.
_WORKS = frozenset(
    {"Report", "Review", "Recipe", "HowTo", "CreativeWork", "Chapter", "APIReference", "CriticReview"}
)
_PAGES = frozenset({"WebPage", "ItemPage", "AboutPage", "FAQPage", "QAPage", "MedicalWebPage"})

# What is read of an item, of the people in it, and of the page that it is on.
WANTED = frozenset(
    (
        *("@id", "url", "mainEntityOfPage", "headline", "name", "description", "author", "creator"),
        *("publisher", "sourceOrganization", "datePublished", "dateModified"),
        *("articleSection", "dateline", "copyrightNotice", "keywords", "inLanguage"),
        *("isAccessibleForFree", "image", "caption", "contentUrl", "jobTitle"),
    )
)

_TITLES = (("headline", 0.9), ("name", 0.85))
_LINES = (
    ("articleSection", _values.section, 0.85),
    ("dateline", _values.line, 0.8),
    ("copyrightNotice", _values.line, 0.8),
    ("description", _values.standfirst, 0.45),
    ("inLanguage", _values.language, 0.8),
    ("isAccessibleForFree", _values.boolean, 0.9),
)

# How sure it is that an item is the article: the page's address, title or headline is its own; it is the only one
# that may be; it is the page around the article, of which less is said.
_MATCHED, _ONLY, _PAGE = 1.0, 0.95, 0.8


def claims(items: Sequence[Item], page: Page, rule: str, weight: float) -> Iterator[Claim]:
    """Yield what the article among `items` claims by `rule`, each as sure as the property is, times `weight`.

    What it does not say, the item of the page may say for it, with less weight.
    """
    known = [item for item in items[:_MOST] if item.properties and not item.aside]
    article, sure = _article([item for item in known if _is_work(item)], page)
    around = (item for item in known if _PAGES.intersection(item.types) and _owns(item, page) >= 0)
    told: set[str] = set()
    for item, trust in ((article, sure), (next(around, None), _PAGE)):
        said = list(_said(item, page)) if item is not None else []
        for name, value, confidence in said:
            if name not in told:
                yield Claim(name, value, 0, 0, rule, round(confidence * weight * trust, 3))
        told.update(name for name, _, _ in said)


def _is_work(item: Item) -> bool:
    return any(type_.endswith(("Article", "Posting")) or type_ in _WORKS for type_ in item.types)


def _article(works: list[Item], page: Page) -> tuple[Item | None, float]:
    """Return the work that is the page's article, and how sure that is; None where several may be, or none is."""
    owned = [(item, _owns(item, page)) for item in works]
    best = max((score for _, score in owned), default=0)
    if best > 0:
        return next(item for item, score in owned if score == best), _MATCHED
    possible = [item for item, score in owned if score == 0]
    return (possible[0], _ONLY) if len(possible) == 1 else (None, 0)


def _owns(item: Item, page: Page) -> int:
    """Return how much says that a work is the page's article: above 0 if its; below if another's; 0 if unknown."""
    given = item.addresses("url", "mainEntityOfPage", "@id")
    found = (_values.address(each, page.base) for each in given)
    addresses = {agree.fold_address(each) for each in found if each and not _values.is_front(each)}
    titles = [_values.line(each) for each in item.texts("headline", "name")]
    titled = any(map(page.is_title, titles))
    score = 2 * titled + 3 * bool(addresses & page.addresses) + item.heading
    elsewhere = bool(addresses and page.addresses) and bool(titles and page.titles)
    return -1 if not score and elsewhere else score


def _said(item: Item, page: Page) -> Iterator[tuple[str, str | tuple[Author, ...], float]]:
    """Yield property, value and confidence of all that an item says of itself."""
    yield from _titled(item, page)
    yield from _signed(item, page)
    for name, confidence in (("datePublished", 0.92), ("dateModified", 0.92)):
        moments = (_moments.parse(each, page.language) for each in item.texts(name))
        yield from ((name, moment, confidence) for moment in list(filter(None, moments))[:1])
    for name, read, confidence in _LINES:
        for said in list(filter(None, map(read, item.texts(name))))[:1]:
            yield name, said, confidence
    for keyword in _values.keywords(item.texts("keywords")):
        yield "keywords", keyword, 0.8
    # The first: others are cuts of it, or pictures that stand in the text.
    yield from [("image", image, 0.9) for image in _images(item.values("image"), page)][:1]


def _titled(item: Item, page: Page) -> Iterator[tuple[str, str, float]]:
    """Yield the headline and the address.

    An item may have several where those of teasers are taken for its own: then it is the one that is the page's.
    """
    titles = [
        (said, sure) for name, sure in _TITLES for each in item.texts(name) if (said := _values.line(each))
    ]
    own = [title for title in titles if page.is_title(title[0])]
    for said, sure in own[:1] or ([] if item.heading else titles[:1]):
        if not page.is_site(said):
            yield "headline", page.part(said), sure
    given = (_values.address(each, page.base) for each in item.addresses("url", "mainEntityOfPage"))
    urls = list(dict.fromkeys(each for each in given if each and not _values.is_front(each)))
    own_urls = [url for url in urls if agree.fold_address(url) in page.addresses]
    for url in own_urls[:1] or (urls if len(urls) == 1 and not own else []):
        yield "url", url, 0.8


def _signed(item: Item, page: Page) -> Iterator[tuple[str, tuple[Author, ...], float]]:
    publishers = _publishers(item, page)
    sites = (*page.sites, *(each.name for each in publishers))
    for name, confidence in (("author", 0.92), ("creator", 0.85)):
        authors = _authors(item.values(name), page, sites)
        if authors:
            yield "author", authors, confidence * (_people.HOUSE if _people.is_house(authors) else 1)
            break
    if publishers:
        yield "publisher", publishers[:1], 0.9


def _authors(values: Iterable[object], page: Page, sites: Iterable[str]) -> tuple[Author, ...]:
    found: dict[str, Author] = {}
    for value in list(values)[: _people.MOST]:
        if not isinstance(value, str | Item):
            continue
        for author in _author(value, page, tuple(sites)):
            found.setdefault(agree.fold(author.name), author)
    return tuple(found.values())


def _author(value: str | Item, page: Page, sites: tuple[str, ...]) -> tuple[Author, ...]:
    named = _people.read([spoken(value)], page.language, sites)
    if isinstance(value, str) or len(named) != 1:
        return named
    url = _values.address(located(value), page.base)
    if any(type_.endswith("Organization") for type_ in value.types):
        return (Organization(named[0].name, url or None),)
    (author,) = named
    # One may call a site by one's own name.
    author = (names.bare(author.name, page.language) if "Person" in value.types else None) or author
    job = next(filter(None, map(_values.line, value.texts("jobTitle"))), "")
    return (_people.described(author, "" if _values.is_front(url) else url, job),)


def _publishers(item: Item, page: Page) -> tuple[Organization, ...]:
    found: list[Organization] = []
    for value in (*item.values("publisher"), *item.values("sourceOrganization")):
        name = _values.house(spoken(value))
        url = _values.address(located(value), page.base) if isinstance(value, Item) else ""
        if name:
            found.append(Organization(name, url or None))
    return tuple(found)


def _images(values: Sequence[str | Item], page: Page) -> Iterator[str]:
    """Yield pictures, each as its address and, behind a space, its caption."""
    for value in values[: _people.MOST]:
        url = _values.address(located(value), page.base)
        captions = value.texts("caption", "description") if isinstance(value, Item) else []
        if url:
            yield f"{url} {_values.text(captions[0])}".strip() if captions else url
