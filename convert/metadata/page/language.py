"""The language of the page, as its root element gives it (HTML, 3.2.6.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from convert.draft import Claim
from convert.metadata.page import _values
from convert.parts import PageMetadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Many a template says English whatever it is filled with: what the text itself shows stands above.
_CONFIDENCE = 0.7


def claims(root: HtmlElement, url: str | None) -> Iterator[Claim]:
    """Yield the language of the root element."""
    tag = _values.language(
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or root.get("xml:lang")
        or ""
    )
    if tag:
        yield Claim("inLanguage", tag, 0, 0, part.name, _CONFIDENCE)


part = PageMetadata(
    name="language",
    description="the language of the html element",
    claims=claims,
    examples={
        '<html lang="en_us"><p>Text</p></html>': (("inLanguage", "en-US"),),
        '<html lang="iw"><p>Text</p></html>': (("inLanguage", "he"),),
    },
    near_misses=(
        '<html lang="x-default"><p>Text</p></html>',
        '<html lang="english"><p lang="fr">Texte</p></html>',
        '<html lang="{{lang}}"><p>Text</p></html>',
    ),
)
