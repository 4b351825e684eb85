"""Articles to try writers on: a bare one, a rich one, hostile ones, deep ones."""

from __future__ import annotations

import base64
from collections.abc import Callable
from io import BytesIO
from typing import Any

import msgspec
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
        isAccessibleForFree=False,
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
    return changed(lambda _: text, article)


def changed(change: Callable[[str], str], article: Article = RICH) -> Article:
    """Return `article` with what `change` makes of each string in it."""
    return msgspec.convert(_replaced(msgspec.to_builtins(article), change), Article)


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
