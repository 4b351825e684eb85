"""Articles to try writers on: a bare one, a rich one, hostile ones, and any that hypothesis thinks of."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import msgspec
from hypothesis import strategies as st
from PIL import Image as Raster

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


def picture(format: str, size: tuple[int, int] = (4, 3), **options: Any) -> str:
    """Return a grey picture as a data: URL."""
    file = BytesIO()
    Raster.new("L", size, 128).save(file, format, **options)
    return f"data:image/{format.lower()};base64,{base64.b64encode(file.getvalue()).decode()}"


def paragraph(*parts: str | Inline) -> Paragraph:
    """Return a paragraph of texts and other inlines."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def item(*blocks: Block) -> ListItem:
    """Return a list item."""
    return ListItem(blocks)


def row(*cells: str) -> TableRow:
    """Return a row; an empty string is an empty cell."""
    return TableRow(tuple(TableCell((Text(cell),) if cell else ()) for cell in cells))


def reference(identifier: str) -> FootnoteReference:
    """Return a reference labelled as its note is identified."""
    return FootnoteReference(identifier, identifier)


BARE = Article(
    Meta(headline="Council keeps the library open", inLanguage="en"),
    (paragraph("The council voted on Tuesday."), paragraph("The vote was 7 to 2.")),
)

RIGHT_TO_LEFT = Article(
    Meta(headline="مجلس المدينة يبقي المكتبة مفتوحة", inLanguage="ar", datePublished="2025-03-03"),
    (
        paragraph("صوّت المجلس يوم الثلاثاء.", reference("1")),
        Heading(2, (Text("ما بعد التصويت"),)),
        paragraph("سبعة مقابل اثنين."),
    ),
    (FootnoteDefinition("1", "1", (paragraph("محضر الجلسة"),)),),
)

RICH = Article(
    Meta(
        headline="Harbour & town agree on a <new> bridge",
        description="Work begins in spring, the “harbour board” says.",
        author=(
            Person("Jane Roe", url="https://example.com/roe", jobTitle="Harbour editor"),
            Person("John Doe"),
            Organization("Coast News Service", url="https://example.com/cns"),
        ),
        datePublished="2025-03-03T14:05:00-05:00",
        dateModified="2025-03-04",
        dateline="PORT ELLERY, Maine",
        publisher=Publisher("The Port Ellery Post", "https://example.com/"),
        inLanguage="en-US",
        articleSection="Local",
        keywords=("harbour", "bridges"),
        url="https://example.com/bridge?a=1&b=2",
        image=(ImageObject("https://example.com/bridge.jpg", "The old bridge"),),
        correction=("An earlier version misstated the length of the bridge.",),
        copyrightNotice="© 2025 The Port Ellery Post",
    ),
    (
        paragraph("PORT ELLERY, Maine (CNS) -- The board agreed.", reference("a"), reference("b")),
        Heading(2, (Text("What is planned"),)),
        paragraph(
            "A ", Emphasis((Text("long "), Strong((Text("way"),)))), ".", Break(), "Then ", InlineCode("a<b")
        ),
        Heading(3, (Text("In steps"),)),
        List(
            (item(paragraph("First")), item(paragraph("Second"), List((item(paragraph("Third")),), True, 3)))
        ),
        Blockquote((paragraph("We will build."), paragraph("— The mayor", reference("a")))),
        Heading(4, (Text("In numbers"),)),
        Table(
            (row("Year", "", "Cost"), row("2025", "plan", "1.5"), row("2026")),
            align=("left", None, "right"),
        ),
        ThematicBreak(),
        Figure((Image(picture("png"), "The bridge"), paragraph("The bridge, drawn."))),
        Figure((Image("http://example.com/lost.jpg", "A lost picture"), paragraph("Its caption."))),
        Figure((paragraph("A caption alone."),)),
        Heading(2, (Text("Sources & links"),)),
        Code("if a < b:\n    print('</script>')", "python"),
        paragraph(
            Link("https://example.com/plan", (Text("the plan"),), "A plan"),
            Link("javascript:alert(1)", (Text("bad"),)),
            Link("#note-2", (Text("below"),)),
            Link("#nowhere", (Text("nowhere"),)),
            Link("https://example.com/x", (Text("with a note"), reference("b"), Text(" inside"))),
            reference("unknown"),
        ),
    ),
    (
        FootnoteDefinition("a", "1", (paragraph("Source not given in the text"),), ("[oaicite:1]",)),
        FootnoteDefinition(
            "b",
            "2",
            (
                paragraph(
                    "Roe, Jane. The plan. ", Link("https://example.com/p", (Text("https://example.com/p"),))
                ),
            ),
            ("[2]",),
            CSLItem(
                title="The plan",
                author=(Name(family="Roe", given="Jane"), Name(literal="Harbour Board")),
                container="Papers",
                publisher="Board Press",
                issued=Date(((2024, 11),)),
                accessed=Date(((2025, 3, 1),)),
                URL="https://example.com/p",
                locator="12",
            ),
        ),
    ),
)

HOSTILE = (
    "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>",
    '"><a href="javascript:alert(1)" onclick=\'x\'>&lt;b&gt;&amp;amp; ]]> --> <?xml?> <!DOCTYPE x [<!ENTITY y "z">]>',
    "\x00\x01\x08\x0b\x0c\r\x1b\x7f\x85\x9f\ufdd0\ufffe\uffff\U0001fffe\u2028\u2029",
    "\u202egnp.exe\u2066\u200f\u00ad\ufeff {authors} {n} {0} %s ${x}",
    "../../etc/passwd",
    "data:text/html,<script>alert(1)</script>",
    "#ref-1",
    " ",
    "\u00a0",
    "-x",
    'https://example.com/\x00"><script>',
)

# Values that the tree's schema constrains, which no text from outside reaches.
_FIXED = frozenset({"type", "align", "datePublished", "dateModified"})


def everywhere(text: str, article: Article = RICH) -> Article:
    """Return `article` with `text` in every place that holds a string, identifiers and languages included."""
    return msgspec.convert(_replaced(msgspec.to_builtins(article), lambda _: text), Article)


def _replaced(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case dict():
            return {key: each if key in _FIXED else _replaced(each, change) for key, each in value.items()}
        case list() | tuple():
            return [_replaced(each, change) for each in value]
        case _:
            return value


def nested(depth: int) -> Article:
    """Return an article with as many quotations in one another."""
    block: Block = paragraph("The innermost.")
    for _ in range(depth):
        block = Blockquote((block,))
    return Article(Meta(inLanguage="en"), (block,))


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
)
_notes = st.builds(FootnoteDefinition, _identifiers, _texts, _blocks(0), _many(_texts), _optional(_sources))

articles = st.builds(Article, _metas, _blocks(2), _many(_notes, 5))
