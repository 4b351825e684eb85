"""Articles that try what a PDF can be, each by a name."""

from __future__ import annotations

from convert.model import (
    Article,
    Code,
    Emphasis,
    Figure,
    FootnoteDefinition,
    Heading,
    Image,
    Link,
    List,
    Meta,
    Person,
    Publisher,
    Table,
    Text,
)
from tests.trees import (
    BARE,
    HOSTILE,
    RICH,
    RIGHT_TO_LEFT,
    everywhere,
    item,
    nested,
    paragraph,
    picture,
    reference,
    row,
)

# Those hostile texts of which every character can be printed.
PRINTABLE = [text for text in HOSTILE if "\ufdd0" not in text]

PICTURES = Article(
    Meta(headline="Pictures"),
    tuple(
        Figure((Image(url, alt), paragraph("A caption.")))
        for url, alt in (
            (picture("png", (900, 500)), "Wide"),
            (picture("jpeg", (300, 4000)), "Tall"),
            (picture("gif"), "Small"),
            (picture("webp"), ""),
            ("data:image/png;base64,AAAA", "Broken"),
        )
    ),
)

MIXED = Article(
    Meta(
        headline="ميناء Port Ellery الجديد",
        description="قال المجلس (the council) إن المشروع سيكلف 1,250 مليون يورو.",
        author=(Person("Jane Roe"), Person("سامي حداد")),
        publisher=Publisher("The Port Ellery Post"),
        inLanguage="ar",
        datePublished="2025-03-03",
    ),
    (
        paragraph(
            "صوّت المجلس يوم الثلاثاء على مشروع Harbour 2030 بكلفة 15% من الميزانية (حوالي 1,250 مليون يورو)، ",
            Emphasis((Text("وقال"),)),
            "ت المديرة Jane Roe إن العمل يبدأ ",
            Link("https://example.com/", (Text("في الربيع"),)),
            ".",
            reference("1"),
        ),
        Heading(2, (Text("What comes next"),)),
        paragraph(
            "The council wrote “ميناء جديد” and בנמל החדש in one line, then 港を発表した and ऋषियों को."
        ),
        List((item(paragraph("أولاً: the first")), item(paragraph("ثانياً"))), ordered=True),
        Table((row("السنة", "Cost"), row("٢٠٢٥", "1.5"))),
        Code("if a < b:\n    print('مرحبا')"),
    ),
    (FootnoteDefinition("1", "1", (paragraph("محضر الجلسة, Port News"),)),),
)

CHECKED = {
    "nothing": Article(Meta(), ()),
    "bare": BARE,
    "rich": RICH,
    "right to left": RIGHT_TO_LEFT,
    "mixed": MIXED,
    "hostile": everywhere("".join(PRINTABLE)),
    "deep": nested(100),
    "pictures": PICTURES,
}
