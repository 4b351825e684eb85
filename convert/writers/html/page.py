"""The page: head, style sheet, JSON-LD and the article, in HTML syntax."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from convert.model import Article, Meta
from convert.options import WriteOptions
from convert.render import jsonld, words
from convert.render.article import render
from convert.render.carried import carry
from convert.render.markup import add, break_lines
from convert.render.pictures import NoPicture, embedded
from convert.render.style import theirs
from convert.render.urls import web
from convert.source import Source
from convert.writers.html.metadata import metadata
from convert.writers.html.policy import policies
from convert.writers.html.previews import preview


def page(article: Article, options: WriteOptions) -> str:
    """Return `article` as a document that needs nothing from outside, unless it has pictures on the web.

    Or as its `article` element alone, or as the template in `options` has it. Raises InputError for a style sheet or a
    template that is none.
    """
    story = render(article, show)
    if options.fragment:
        return fragment(article.meta, story)
    preview(story)
    if options.template:
        return _templated(article, story, options.template, options)
    root = document(article.meta, story, style(options), jsonld.encode(article, graph=options.jsonld_graph))
    carry(root, article, [image.get("src", "") for image in story.iter("img")], lambda: serialise(root))
    return serialise(root)


def document(meta: Meta, content: etree._Element, style: str, data: str) -> etree._Element:
    """Return a page with `content` in it, described by `meta` and by `data`, which is JSON-LD."""
    root = etree.Element("html", _language(meta))
    head = add(root, "head")
    add(head, "meta", {"charset": "utf-8"})
    for policy in policies(style, content):
        add(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    metadata(head, meta)
    if style:
        add(head, "style", text=style)
    add(head, "script", {"type": "application/ld+json"}, data)
    add(add(root, "body"), "main").append(content)
    break_lines(root)
    return root


def fragment(meta: Meta, content: etree._Element) -> str:
    """Return `content` alone, with its language and direction, to be put into a page of the user's."""
    for name, value in _language(meta).items():
        content.set(name, value)
    break_lines(content)
    return etree.tostring(content, method="html", encoding="unicode")


def style(options: WriteOptions, *more: str) -> str:
    """Return the style sheet: ours unless it is switched off, with `more` files of it, then theirs.

    Raises InputError for one that is none.
    """
    folder = Path(__file__).parent
    ours = [folder.joinpath(name).read_text("utf-8") for name in ("page.css", *more) if options.style]
    return "\n".join(part for part in (*ours, theirs(options.css)) if part)


def serialise(root: etree._Element) -> str:
    """Return a page as text."""
    return etree.tostring(root, method="html", encoding="unicode", doctype="<!doctype html>")


def show(url: str) -> Mapping[str, str]:
    """Return the attributes of an `img`: a picture carried along, one on the web by https, or none."""
    try:
        picture = embedded(url)
    except NoPicture:
        address = web(url) or ""
        return {"src": address} if address.startswith("https:") else {}
    return {"src": picture.url, "width": str(picture.width), "height": str(picture.height)}


def _templated(article: Article, story: etree._Element, template: Source, options: WriteOptions) -> str:
    """Return what the template makes of the article; docs/html-templates.md lists what it is given."""
    from markupsafe import Markup

    from convert.writers.html.template import fill

    meta, data = article.meta, jsonld.encode(article, graph=options.jsonld_graph)
    sheet = style(options)
    root = document(meta, story, sheet, data)
    parts = {name: story.find(path) for name, path in _PARTS.items()}
    values: dict[str, Any] = {
        "title": words.headline(meta),
        "language": words.language(meta.inLanguage),
        "direction": words.direction(meta.inLanguage),
        "meta": msgspec.to_builtins(meta),
        "head": Markup("".join(_markup(element) for element in root[0])),  # noqa: S704  # lxml has escaped it
        "style": Markup(sheet),  # noqa: S704  # no element ends in it
        "jsonld": Markup(data),  # noqa: S704  # nor in this
        "article": Markup(_markup(story)),  # noqa: S704  # lxml has escaped it
        **{name: Markup("" if part is None else _markup(part)) for name, part in parts.items()},  # noqa: S704  # same
    }
    return fill(template, values)


# The parts of an article, where a template wants them one by one.
_PARTS = {
    "header": "header",
    "text": "div[@class='text']",
    "notes": "section[@role='doc-endnotes']",
    "footer": "footer",
}


def _markup(element: etree._Element) -> str:
    return etree.tostring(element, method="html", encoding="unicode")


def _language(meta: Meta) -> dict[str, str]:
    return {"lang": words.language(meta.inLanguage), "dir": words.direction(meta.inLanguage)}
