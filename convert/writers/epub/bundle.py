"""Several articles as one publication: cover, title page, contents, sections, and a document an article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec
from lxml import etree

from convert.languages import speaking
from convert.model import Article, Bundle
from convert.model.bundle import PLACE, placed
from convert.options import WriteOptions
from convert.render.carried import carry
from convert.render.contents import contents
from convert.render.markup import add
from convert.render.notes import cited
from convert.report import Written
from convert.writers.epub.album import Album
from convert.writers.epub.book import check, opened
from convert.writers.epub.contents import branch
from convert.writers.epub.contents import contents as contents_of
from convert.writers.epub.document import document, finished, pictures, serialise, shell
from convert.writers.epub.profiles import Profile, profile
from convert.writers.epub.style import STYLE, style
from convert.writers.epub.volume import Volume

_CONTENTS, _SECTION, _ARTICLE = "contents.xhtml", "section-{n}.xhtml", "article-{n}.xhtml"


def publish(bundle: Bundle, options: WriteOptions) -> bytes:
    """Return `bundle` as an EPUB 3.3 archive; `options` may say what time it carries.

    Raises InputError for a cover that is no picture, or where the reading system needs to know the language.
    """
    meta, chosen = bundle.meta, profile(options.profile)
    check(meta, chosen)
    volume = Volume(meta, msgspec.json.encode(bundle).decode(), chosen)
    front = opened(volume, meta, options, chosen)
    if options.toc:
        volume.add(_CONTENTS, _contents(bundle))
        volume.landmark("toc", _CONTENTS, speaking(meta.inLanguage).labels.contents)
    album = Album()
    volume.contents(*_fill(volume, bundle, album, chosen), page=options.toc)
    volume.illustrate(album)
    volume.dress(*style(volume.documents(), options, meta))
    data = volume.pack(options, notes=any(map(cited, bundle.articles)))
    return Written.of(data, front.diagnostics) if front.diagnostics else data


def _fill(volume: Volume, bundle: Bundle, album: Album, chosen: Profile) -> Iterator[object]:
    """Add the sections and their articles; yield their entries in the table of contents."""
    number = 0
    loose = bundle.loose or bundle.articles
    for n, section in enumerate(bundle.sections, 1):
        if section.title:
            volume.add(_SECTION.format(n=n), _section(bundle, section.title))
        entries = []
        for article in section.articles:
            number += 1
            name = _ARTICLE.format(n=number)
            text = _article(article, bundle, album, chosen)
            carry(text, loose[number - 1], album.shown(pictures(text)), partial(_page, text))
            volume.add(name, text)
            depth = chosen.depth and chosen.depth - bool(section.title)
            entries.append(contents_of(article, name, name, depth))
        yield from [branch(section.title, _SECTION.format(n=n), entries)] if section.title else entries


def _article(article: Article, bundle: Bundle, album: Album, chosen: Profile) -> etree._Element:
    """Return the document of an article, its links to others leading to their documents."""
    elsewhere = [PLACE.format(n=n).lstrip("#") for n, _ in enumerate(bundle.articles, 1)]
    root = document(article, album.show, STYLE, note=chosen.note, elsewhere=elsewhere)
    for link in root.iter("{*}a"):
        number = placed(link.get("href", ""))
        if number is not None:
            link.set("href", _ARTICLE.format(n=number))
    return root


def _page(document: etree._Element) -> str:
    return serialise(document).decode()


def _contents(bundle: Bundle) -> etree._Element:
    root, body = shell(bundle.meta, STYLE)
    contents(body, bundle, lambda n: _ARTICLE.format(n=n), 1)
    return finished(root)


def _section(bundle: Bundle, title: str) -> etree._Element:
    """Return the page that opens a section."""
    root, body = shell(bundle.meta, STYLE)
    add(add(body, "section", {"class": "titlepage"}), "h1", text=title)
    return finished(root)
