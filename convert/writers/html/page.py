"""The page: head, style sheet, JSON-LD and the article, in HTML syntax."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib.resources import files

from lxml import etree

from convert.model import Article
from convert.render import jsonld, words
from convert.render.article import render
from convert.render.carried import carry
from convert.render.markup import add, break_lines
from convert.render.pictures import NoPicture, embedded
from convert.render.urls import web
from convert.writers.html.metadata import metadata


def page(article: Article) -> str:
    """Return `article` as a document that needs nothing from outside, unless it has pictures on the web."""
    style = files(__package__).joinpath("page.css").read_text("utf-8")
    story = render(article, show)
    language = article.meta.inLanguage
    root = etree.Element("html", {"lang": words.language(language), "dir": words.direction(language)})
    head = add(root, "head")
    add(head, "meta", {"charset": "utf-8"})
    for policy in policies(style, story):
        add(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    metadata(head, article.meta)
    add(head, "style", text=style)
    add(head, "script", {"type": "application/ld+json"}, jsonld.encode(article))
    add(add(root, "body"), "main").append(story)
    break_lines(root)
    carry(root, article, [image.get("src", "") for image in story.iter("img")], lambda: _serialise(root))
    return _serialise(root)


def _serialise(root: etree._Element) -> str:
    return etree.tostring(root, method="html", encoding="unicode", doctype="<!doctype html>")


def show(url: str) -> Mapping[str, str]:
    """Return the attributes of an `img`: a picture carried along, one on the web by https, or none."""
    try:
        picture = embedded(url)
    except NoPicture:
        address = web(url) or ""
        return {"src": address} if address.startswith("https:") else {}
    return {"src": picture.url, "width": str(picture.width), "height": str(picture.height)}


def policies(style: str, story: etree._Element) -> tuple[str, str]:
    """Return what the page may load and what it may do; browsers hold it to each policy (CSP 3, 3.3 and 8.1).

    It may load our style sheet, known by its hash, and pictures of the kinds that are in `story`; it may not send
    forms or move its base. Two policies, because the Nu checker tries resources against the last one and takes
    each data: URL for a violation.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    kinds = sorted({f"{image.get('src', '').partition(':')[0]}:" for image in story.iter("img")})
    pictures = f"; img-src {' '.join(kinds)}" if kinds else ""
    return f"default-src 'none'; style-src 'sha256-{digest}'{pictures}", "base-uri 'none'; form-action 'none'"
