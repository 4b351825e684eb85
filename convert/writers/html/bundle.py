"""Several articles on one page: title, contents, sections, and the articles, each with its notes."""

from __future__ import annotations

from itertools import count

from lxml.etree import Element, _Element

from convert.errors import InputError
from convert.languages import speaking
from convert.model import Article, Bundle
from convert.model.bundle import PLACE, placed
from convert.options import WriteOptions
from convert.render import jsonld, words
from convert.render.article import colophon, head, render
from convert.render.contents import contents, differing
from convert.render.markup import add, tidy
from convert.writers.html.page import document, fragment, serialise, show, style
from convert.writers.html.previews import preview

_HEADLINE = "headline"
_REFERRING = ("aria-labelledby", "aria-describedby", "for", "headers")


def page(bundle: Bundle, options: WriteOptions) -> str:
    """Return `bundle` as a document that needs nothing from outside, unless it has pictures on the web.

    Or as an element alone. Raises InputError for a style sheet that is none, or for a template, which has one article.
    """
    if options.template:
        hint = "--css FILE changes the look of several, and --fragment is for a page of your own"
        raise InputError("is a template for one article", where=options.template.name, hint=hint)
    story = _Story(bundle, toc=options.toc).element()
    if options.fragment:
        return fragment(bundle.meta, story)
    sheet = style(options, "bundle.css")
    return serialise(document(bundle.meta, story, sheet, jsonld.encode_bundle(bundle)))


class _Story:
    """What stands on the page, each article once and in order."""

    def __init__(self, bundle: Bundle, *, toc: bool) -> None:
        self._bundle = bundle
        self._toc = toc
        self._numbers = count(1)
        self._places = [PLACE.format(n=n) for n, _ in enumerate(bundle.articles, 1)]

    def element(self) -> _Element:
        """Return all of it."""
        root = Element("div", {"class": "bundle"})
        head(root, self._bundle.meta)
        if self._toc:
            contents(root, self._bundle, lambda n: PLACE.format(n=n), 2)
        for n, section in enumerate(self._bundle.sections, 1):
            parent, depth = root, 1
            if section.title:
                parent = add(root, "section", {"class": "part", "aria-labelledby": f"part-{n}"})
                add(parent, "h2", {"id": f"part-{n}"}, section.title)
                depth = 2
            for article in section.articles:
                parent.append(self._article(article, depth))
        colophon(root, self._bundle.meta)
        tidy(root)
        return root

    def _article(self, article: Article, depth: int) -> _Element:
        """Return an article, its headings so much deeper, its anchors its own, and a way back to the contents."""
        place = self._places[next(self._numbers) - 1].lstrip("#")
        story = render(article, show, elsewhere=[each.lstrip("#") for each in self._places])
        preview(story)
        _name(story)
        _deepen(story, depth)
        _own(story, place)
        story.set("id", place)
        for name, value in differing(article.meta, self._bundle.meta).items():
            story.set(name, value)
        if self._toc:
            meta = self._bundle.meta
            up = add(story, "p", {"class": "up", **differing(meta, article.meta)})
            attributes = {"href": "#contents", **words.foreign(meta.inLanguage)}
            add(up, "a", attributes, speaking(meta.inLanguage).labels.contents)
        return story


def _name(story: _Element) -> None:
    """Call an article by its headline, and its notes by that as well: no two parts of a page have one name.

    Reference: WAI-ARIA Authoring Practices, Landmark Regions, "a unique label for each".
    """
    for headline in story.iterfind("header/h1"):
        headline.set("id", _HEADLINE)
        story.set("aria-labelledby", _HEADLINE)
        for section in story.iterfind("section[@aria-labelledby]"):
            section.set("aria-labelledby", f"{section.get('aria-labelledby')} {_HEADLINE}")


def _deepen(story: _Element, depth: int) -> None:
    """Put the headings of an article so many levels deeper; there are no more than six (HTML, 4.3.6)."""
    levels = {f"h{level}": f"h{min(level + depth, 6)}" for level in range(1, 7)}
    for heading in list(story.iter(*levels)):
        heading.tag = levels[str(heading.tag)]


def _own(story: _Element, place: str) -> None:
    """Make the anchors of an article its own, and what refers to them."""
    for element in story.iter():
        for name in ("id", *_REFERRING):
            if name in element.attrib:
                element.set(name, " ".join(f"{place}-{each}" for each in element.get(name, "").split()))
        href = element.get("href", "")
        if href.startswith("#") and placed(href) is None:
            element.set("href", f"#{place}-{href[1:]}")
