"""Any article that the schema allows, hostile text included, as hypothesis thinks of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from convert.model import (
    Article,
    Block,
    Blockquote,
    Break,
    Code,
    CSLItem,
    Date,
    Emphasis,
    Figure,
    FootnoteDefinition,
    FootnoteReference,
    Heading,
    Image,
    ImageObject,
    Inline,
    InlineCode,
    Link,
    List,
    ListItem,
    Meta,
    Name,
    Organization,
    Paragraph,
    Person,
    Publisher,
    Strong,
    Table,
    TableCell,
    TableRow,
    Text,
    ThematicBreak,
)
from tests.trees.samples import HOSTILE, picture

# Any text that JSON can carry: no lone surrogates.
_texts = (
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
    | st.sampled_from(HOSTILE)
    | st.sampled_from(("words ", "Слова", "言葉", "كلمات", " "))
)
_urls = (
    st.sampled_from(
        (
            "https://example.com/a?b=1&c=2#d",
            "https://example.com/a b|c",
            "http://bücher.example/",
            "mailto:desk@example.com",
            "#note-1",
            "#section-1",
            "#notes",
            "#x",
            "/relative",
            "java\tscript:alert(1)",
            picture("png"),
            picture("gif"),
            "data:image/png;base64,AAAA",
        )
    )
    | _texts
)
_languages = st.sampled_from(("en", "de-AT", "ar", "ja", "cy", "zh-Hant-TW", "xx yy", "<script>")) | st.none()
_identifiers = st.sampled_from(("1", "2", "3", "x y", "<"))
_references = st.builds(FootnoteReference, _identifiers, _texts)
_dates = st.dates(date(1900, 1, 1), date(2030, 1, 1)).map(date.isoformat) | st.sampled_from(
    ("2025", "2025-03", "2025-03-03T14:05", "2025-03-03T14:05:00Z", "2025-03-03T14:05:00+05:30")
)


def _many(strategy: st.SearchStrategy[Any], size: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=size).map(tuple)


def _inlines(depth: int) -> st.SearchStrategy[tuple[Inline, ...]]:
    leaf = (
        st.builds(Text, _texts)
        | st.builds(InlineCode, _texts)
        | st.builds(Image, _urls, st.just("") | _texts, st.none() | _texts)
        | st.just(Break())
        | _references
    )
    if not depth:
        return _many(leaf)
    below = _inlines(depth - 1)
    link = st.builds(Link, _urls, below, st.none() | _texts)
    return _many(leaf | st.builds(Emphasis, below) | st.builds(Strong, below) | link)


def _blocks(depth: int) -> st.SearchStrategy[tuple[Block, ...]]:
    inlines = _inlines(2)
    paragraphs = st.builds(Paragraph, inlines)
    rows = _many(st.builds(TableRow, _many(st.builds(TableCell, _inlines(1)))))
    images = st.builds(Image, _urls, st.just("") | _texts)
    leaf = (
        paragraphs
        | st.builds(Heading, st.integers(2, 6), inlines)
        | st.builds(Code, _texts, st.none() | _texts)
        | st.builds(Table, rows, _many(st.sampled_from(("left", "right", "center", None))))
        | st.builds(Figure, _many(images | paragraphs))
        | st.just(ThematicBreak())
    )
    if not depth:
        return _many(leaf)
    below = _blocks(depth - 1)
    lists = st.builds(
        List, _many(st.builds(ListItem, below)), st.booleans(), st.none() | st.integers(0, 2**31 - 1)
    )
    return _many(leaf | lists | st.builds(Blockquote, below), 4)


def _optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


_sources = st.builds(
    CSLItem,
    title=_optional(_texts),
    author=_many(st.builds(Name, _optional(_texts), _optional(_texts), _optional(_texts))),
    container=_optional(_texts),
    publisher=_optional(_texts),
    issued=_optional(st.builds(Date, _many(_many(st.integers(0, 3000)), 2))),
    URL=_optional(_urls),
)
_metas = st.builds(
    Meta,
    headline=_optional(_texts),
    description=_optional(_texts),
    author=_many(
        st.builds(Person, _texts, _optional(_urls), _optional(_texts)) | st.builds(Organization, _texts)
    ),
    datePublished=_optional(_dates),
    dateModified=_optional(_dates),
    dateline=_optional(_texts),
    publisher=_optional(st.builds(Publisher, _texts, _optional(_urls))),
    inLanguage=_languages,
    articleSection=_optional(_texts),
    keywords=_many(_texts),
    url=_optional(_urls),
    image=_many(st.builds(ImageObject, _urls, _optional(_texts))),
    correction=_many(_texts),
    copyrightNotice=_optional(_texts),
    isAccessibleForFree=_optional(st.booleans()),
)
_notes = st.builds(FootnoteDefinition, _identifiers, _texts, _blocks(0), _many(_texts), _optional(_sources))

articles = st.builds(Article, _metas, _blocks(2), _many(_notes, 5))
