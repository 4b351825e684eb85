"""A page as a whole: what several sources ask of it. Read when first asked, from a tree that others have parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from convert.metadata import agree, titles
from convert.metadata.page import _values
from convert.patterns import pattern

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_TAGS = 2000  # meta elements, and links, that are looked at
_HEADINGS = 200
_PERMALINK = " ¶§#🔗"  # what leads to a heading, at its end
_SITE_NAMES = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "al:ios:app_name",
    "dc.publisher",
)
_MARK = pattern(
    r"(?<!\s)\s+(?:[|•·–—»«:›>~-]+\s+|[|｜]+\s*|::\s*|\[|_\s*(?=\S+$))|[|｜]+\s*|::\s*|:\s+|_\s*(?=\S+$)"
)
# Where nothing is said of this article: other articles, those who comment, the frame of the site.
_ASIDE = frozenset({"aside", "nav", "footer", "li", "form", "figure", "template", "noscript", "select"})
_OTHERS = pattern(
    r"comment|related|recommend|sidebar|widget|teaser|promo|trending|popular|disqus|more-(?:from|stories)",
    re.IGNORECASE,
)
_FRONT = pattern(r"(?:\.?/|/?(?:index|home|default)\.\w{3,5})(?:[?#].*)?", re.IGNORECASE)
_LONG_WORD = pattern(r"[^\W\d_]{4,}")
_DEEP = 256
_MOST_STEPS = 2000  # into and out of elements, to read the text of one
_CLIMB = 8  # ancestors of the headline within which what belongs to it may stand
_SKIPPED = frozenset({"script", "style", "template", "noscript"})


@lru_cache(maxsize=1)
def page_of(root: HtmlElement, url: str | None) -> Page:
    """Return the page of a tree, the same for all sources that read it in turn; `read` forgets it when it is done."""
    return Page(root, url)


class Page:
    """A parsed page and its address."""

    def __init__(self, root: HtmlElement, url: str | None) -> None:
        """`url` is where the page came from, if that is known."""
        self.root = root
        self.url = url

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """The contents of its meta elements by their names, in lower case, with a dot for Dublin Core's colon."""
        found: dict[str, list[str]] = {}
        for n, meta in enumerate(self.root.iter("meta")):
            if n >= _MOST_TAGS:
                break
            content = (meta.get("content") or meta.get("value") or "").strip()
            named = " ".join(
                filter(None, (meta.get("property"), meta.get("name"), meta.get("http-equiv")))
            ).lower()
            for name in dict.fromkeys(named.split()):
                if content:
                    found.setdefault(_dotted(name), []).append(content)
        return found

    def first(self, *names: str) -> str:
        """Return the first content of the meta elements of these names; "" for none."""
        return next((content for name in names for content in self.metas.get(name, ())), "")

    @cached_property
    def base(self) -> str | None:
        """What relative addresses are relative to (HTML, 4.2.3)."""
        given = next((each.get("href") or "" for each in self.root.iter("base")), "")
        return _values.address(given, self.url) or self.url or self.canonical or None

    @cached_property
    def canonical(self) -> str:
        """The address that the page calls its own (RFC 6596); "" for none, or for the site's front page."""
        for n, link in enumerate(self.root.iter("link")):
            if n >= _MOST_TAGS:
                break
            if "canonical" in (link.get("rel") or "").lower().split():
                found = _values.address(link.get("href") or "", self.url)
                return "" if found and self._is_other_front(found) else found
        return ""

    def _is_other_front(self, found: str) -> bool:
        return _values.is_front(found) and not (self.url and _values.is_front(self.url))

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Its addresses, folded."""
        given = (self.url or "", self.canonical, _values.address(self.first("og:url"), self.url))
        return frozenset(agree.fold_address(each) for each in given if each and not _values.is_front(each))

    @cached_property
    def language(self) -> str | None:
        """The language that the page gives for itself, as a BCP 47 tag."""
        for element in (self.root, *self.root.iter("html")):
            tag = _values.language(element.get("lang") or "")
            if tag:
                return tag
        return _values.language(self.first("content-language", "og:locale")) or None

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """What the site is called: by its meta elements, by its host, by the heading that leads to its front page."""
        told = [_values.line(self.first(name)) for name in _SITE_NAMES]
        named = [name for each in told for house in [_values.house(each)] if house for name in (each, house)]
        told_urls = (self.url or "", self.canonical, self.first("og:url"))
        hosts = [urlsplit(_values.address(each, None)).hostname or "" for each in told_urls]
        for host in hosts:
            bare = host.removeprefix("www.")
            named += (bare, bare.rpartition(".")[0], bare.split(".")[-2] if bare.count(".") else "")
        named += [said for element, said in self.headings if element.tag == "h1" and self._is_logo(element)]
        # Some fill the name of an application with the title of the article, which its heading tells: then it is none.
        titles_ = {agree.fold(said) for _, said in self.headings}.intersection(self.named)
        titles_.discard(agree.fold(self.first("og:site_name")))
        return tuple(name for name in dict.fromkeys(named) if name and agree.fold(name) not in titles_)

    def is_site(self, said: str) -> bool:
        """Say whether `said` is what the site is called, "the" and the end of a host apart."""
        return _bare(said) in self._bare_sites

    @cached_property
    def _bare_sites(self) -> frozenset[str]:
        return frozenset(map(_bare, self.sites)) - {""}

    @cached_property
    def title(self) -> str:
        """Its title element, as it stands; that of a drawing is none."""
        for element in self.root.iter("title"):
            parent = element.getparent()
            if parent is None or parent.tag in ("head", "html", "body"):
                said = _values.line(text(element))
                if said:
                    return said
        return ""

    @cached_property
    def headings(self) -> list[tuple[HtmlElement, str]]:
        """Its headings of the first three depths with their text."""
        found: list[tuple[HtmlElement, str]] = []
        for element in self.root.iter("h1", "h2", "h3"):
            said = _values.line(text(element)).rstrip(_PERMALINK)
            if said:
                found.append((element, said))
            if len(found) >= _HEADINGS:
                break
        return found

    @cached_property
    def heading(self) -> HtmlElement | None:
        """The heading that is the headline: one that a title of the page is, or has; else its only h1.

        A title begins with its headline rather than ends with it. What leads to the front page is the site's name.
        """
        possible = [(element, said) for element, said in self.headings if not self.is_site(said)]
        ones = [element for element, _ in possible if element.tag == "h1"]
        ranked = [(self._rank(agree.fold(said)), element) for element, said in possible]
        best = max((rank for rank, _ in ranked), default=0)
        if best > 0:
            found = [element for rank, element in ranked if rank == best]
            return next((element for element in found if element.tag == "h1"), found[0])
        return ones[0] if len(ones) == 1 else None

    def _rank(self, heading: str) -> int:
        """Return how well a folded heading is one of the page's titles: all of it, its beginning, or a part."""
        if heading in self.named:
            return 3
        if len(heading) >= agree.SHORTEST and any(title.startswith(heading) for title in self.named):
            return 2
        return int(_tells(heading, self.named))

    def _is_logo(self, heading: HtmlElement) -> bool:
        """Say whether a heading leads to the front page, and so has the name of the site."""
        links = (*(box for box in above(heading) if box.tag == "a"), *islice(heading.iter("a"), _CLIMB))
        return any(
            _FRONT.fullmatch(href) or self._is_front(href) for a in links if (href := a.get("href") or "")
        )

    def _is_front(self, href: str) -> bool:
        found = _values.address(href, self.base)
        return bool(found) and _values.is_front(found)

    @cached_property
    def named(self) -> tuple[str, ...]:
        """What the head calls the page, folded."""
        given = (self.first("og:title"), self.title, self.first("twitter:title"))
        return tuple(dict.fromkeys(filter(None, map(agree.fold, given))))

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Everything that may be the page's title, folded."""
        ones = [agree.fold(said) for element, said in self.headings if element.tag == "h1"]
        return tuple(dict.fromkeys((*self.named, *ones)))

    def is_title(self, said: str) -> bool:
        """Say whether `said` is the title of this page, but for what stands before or behind it."""
        return _tells(agree.fold(said), self.titles)

    def is_named(self, said: str) -> bool:
        """Say whether the head calls the page `said`, but for what stands before or behind it."""
        return _tells(agree.fold(said), self.named)

    def is_akin(self, said: str) -> bool:
        """Say whether `said` has two or more of the longer words of what the head calls the page, if it does."""
        words = set(_LONG_WORD.findall(said.casefold()))
        named = f"{self.title} {self.first('og:title')} {self.first('twitter:title')}".casefold()
        shared = words.intersection(_LONG_WORD.findall(named))
        return not self.named or (bool(words) and len(shared) >= min(2, len(words)))

    def part(self, title: str) -> str:
        """Return the headline in a title of the page: without the name of the site, before or behind a mark.

        That is known by name; or a heading or another title of the page is the headline alone.
        """
        alone = {agree.fold(said) for element, said in self.headings if element.tag == "h1"}
        alone.add(agree.fold(self.first("og:title")))
        for end in titles.ends(title):
            if agree.fold(title[:end]) in alone:
                return title[:end].strip()
        marks = list(_MARK.finditer(title))
        for mark in marks[:1]:
            if self.is_site(title[: mark.start()]) and title[mark.end() :].strip():
                return self.part(title[mark.end() :].strip())
        for mark in marks[::-1]:
            if self.is_site(title[mark.end() :].strip(" ]")) and title[: mark.start()].strip():
                return self.part(title[: mark.start()].strip())
        return title

    def about(self, elements: Iterable[HtmlElement]) -> list[HtmlElement]:
        """Return those of `elements` that stand with the headline: in the nearest box around it that has any.

        What stands in a list, an aside, a comment or another article's box belongs to something else.
        """
        if self.heading is None:
            return []
        around = {element: depth for depth, element in enumerate(islice(above(self.heading), _CLIMB))}
        nearest: dict[int, list[HtmlElement]] = {}
        for n, element in enumerate(elements):
            if n >= _MOST_TAGS:
                break
            depth = _meets(element, self.heading, around)
            if depth is not None:
                nearest.setdefault(depth, []).append(element)
        return nearest[min(nearest)] if nearest else []


def above(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements around an element, from the inside out, so far as pages that people write are nested."""
    return islice(element.iterancestors(), _DEEP)


def text(element: HtmlElement) -> str:
    """Return the text in an element, scripts apart, its spaces single, cut off where no value is as long."""
    said: list[str] = []
    length = 0
    for piece in _pieces(element):
        said.append(piece)
        length += len(piece)
        if length > _values.LONGEST:
            break
    return " ".join("".join(said).split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    from lxml.etree import iterwalk

    walk = iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, each in islice(walk, _MOST_STEPS):
        if event == "start":
            if each.text and each.tag not in _SKIPPED:
                yield each.text
        elif each is not element and each.tail:
            yield each.tail


def _meets(element: HtmlElement, heading: HtmlElement, around: dict[HtmlElement, int]) -> int | None:
    """Return how far above the heading the nearest box is that has `element` too; None where it is another's."""
    if element is heading:
        return 0
    for box in (element, *above(element)):
        if box is heading:
            return 0
        if box in around:
            return around[box]
        if box.tag in _ASIDE or box.tag == "article" or _OTHERS.search(_said_of(box)):
            return None
    return None


def _said_of(box: HtmlElement) -> str:
    return f"{box.get('class') or ''} {box.get('id') or ''}"[:500]


def _tells(folded: str, told: tuple[str, ...]) -> bool:
    """Say whether a title is one of `told`, but for what stands before or behind one of them."""
    return bool(folded) and any(agree.is_part(folded, other) for other in told)


def _bare(site: str) -> str:
    return agree.fold(site).removeprefix("the").removesuffix("com")


def _dotted(name: str) -> str:
    return name.replace(":", ".") if name.startswith(("dc:", "dcterms:", "dct:")) else name
