"""Inputs of any size that could make reading or writing slow, deep or large: by name, how one is made."""

from __future__ import annotations

import json
from collections.abc import Callable

from msgspec import Struct

_TITLE = "Ferry fares to rise again in spring"
_PROSE = (
    "The harbor council voted on Tuesday to raise ferry fares by eight percent from the first of April on."
)


class Shape(Struct, frozen=True):
    """What makes an input of `size` things, what it is called, and the size at which it is tried."""

    suffix: str
    make: Callable[[int], str]
    size: int


def _text(body: str) -> str:
    return f"{_TITLE}\n\n{_PROSE}\n\n{body}\n\n{_PROSE}\n"


def _page(body: str) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{_TITLE}</title></head><body><article><h1>{_TITLE}</h1><p>{_PROSE}</p>"
        f"{body}<p>{_PROSE}</p></article></body></html>"
    )


def _tree(*blocks: str, notes: str = "[]") -> str:
    paragraph = json.dumps({"type": "paragraph", "children": [{"type": "text", "value": _PROSE}]})
    children = ",".join((paragraph, *blocks))
    meta = json.dumps({"headline": _TITLE, "inLanguage": "en"})
    return f'{{"type":"article","meta":{meta},"children":[{children}],"notes":{notes}}}'


def _within(opening: str, inside: str, closing: str) -> Callable[[int], str]:
    return lambda size: opening * size + inside + closing * size


def _page_of(make: Callable[[int], str]) -> Callable[[int], str]:
    return lambda size: _page(make(size))


def _text_of(make: Callable[[int], str]) -> Callable[[int], str]:
    return lambda size: _text(make(size))


def _times(piece: str) -> Callable[[int], str]:
    return lambda size: piece * size


def _numbered(piece: str, between: str = "") -> Callable[[int], str]:
    return lambda size: between.join(piece.replace("#", str(n)) for n in range(1, size + 1))


def _named(piece: str) -> Callable[[int], str]:
    """Return what repeats `piece` with another family name each time."""
    letters = "abcdefghijklmnopqrstuvwxyz"

    def name(number: int) -> str:
        found = ""
        while number:
            number, letter = divmod(number, 26)
            found += letters[letter]
        return f"Ro{found}".title()

    return lambda size: "".join(piece.replace("#", name(n)) for n in range(1, size + 1))


def _stairs(size: int) -> str:
    """Return a list in a list in a list, each two columns further in."""
    return "\n".join(f"{'  ' * min(depth, 400)}- {depth}" for depth in range(size))


def _notes(size: int) -> str:
    said = " ".join(f"Fares rise[{n}]." for n in range(1, size + 1))
    sources = "\n".join(f"[{n}] https://example.org/{n} Report {n}" for n in range(1, size + 1))
    return f"{said}\n\nSources\n\n{sources}"


def _footnotes(size: int) -> str:
    said = " ".join(f"Fares rise.[^{n}]" for n in range(1, size + 1))
    return (
        said + "\n\n" + "\n".join(f"[^{n}]: Report {n}, https://example.org/{n}" for n in range(1, size + 1))
    )


def _references(size: int) -> str:
    said = " ".join(f"[Fares rise][{n}]." for n in range(1, size + 1))
    return (
        said + "\n\n" + "\n".join(f"[{n}]: https://example.org/{n} 'Report {n}'" for n in range(1, size + 1))
    )


def _cells(size: int, wide: int = 10) -> str:
    row = "<tr>" + "<td>1</td>" * wide + "</tr>"
    return f"<table>{row * (size // wide)}</table>"


def _rows(size: int) -> str:
    return "\n".join(("| a | b |", "|---|---|", *("| 1 | 2 |" for _ in range(size // 2))))


def _wide(size: int) -> str:
    return f"|{' a |' * size}\n|{'---|' * size}\n|{' 1 |' * size}"


def _quote_json(size: int) -> str:
    innermost = '{"type":"paragraph","children":[{"type":"text","value":"in"}]}'
    return _tree('{"type":"blockquote","children":[' * size + innermost + "]}" * size)


def _emphasis_json(size: int) -> str:
    deep = '{"type":"emphasis","children":[' * size + '{"type":"text","value":"in"}' + "]}" * size
    return _tree(f'{{"type":"paragraph","children":[{deep}]}}')


def _paragraphs_json(size: int) -> str:
    return _tree(*(['{"type":"paragraph","children":[{"type":"text","value":"Fares rise."}]}'] * size))


def _links_json(size: int) -> str:
    link = '{"type":"link","url":"https://example.org/a","children":[{"type":"text","value":"a"}]}'
    return _tree(f'{{"type":"paragraph","children":[{",".join([link] * size)}]}}')


def _cells_json(size: int) -> str:
    cell = '{"type":"tableCell","children":[{"type":"text","value":"1"}]}'
    row = f'{{"type":"tableRow","children":[{",".join([cell] * 10)}]}}'
    return _tree(f'{{"type":"table","children":[{",".join([row] * (size // 10))}]}}')


def _notes_json(size: int) -> str:
    marks = ",".join(
        f'{{"type":"footnoteReference","identifier":"{n}","label":"{n}"}}' for n in range(1, size + 1)
    )
    notes = ",".join(
        f'{{"type":"footnoteDefinition","identifier":"{n}","label":"{n}","children":[]}}'
        for n in range(1, size + 1)
    )
    return _tree(f'{{"type":"paragraph","children":[{marks}]}}', notes=f"[{notes}]")


def _line(size: int) -> str:
    return (_PROSE + " ") * (size // len(_PROSE))


def _word(size: int) -> str:
    return "x" * size


_DEEP, _MANY = 100_000, 1_000_000

SHAPES: dict[str, Shape] = {
    # deep
    "html div": Shape(".html", _page_of(_within("<div>", "in", "</div>")), _DEEP),
    "html div open": Shape(".html", _page_of(_times("<div>in")), _DEEP),
    "html blockquote": Shape(".html", _page_of(_within("<blockquote>", "<p>in</p>", "</blockquote>")), _DEEP),
    "html ul": Shape(".html", _page_of(_within("<ul><li>a", "in", "</li></ul>")), _DEEP),
    "html em": Shape(".html", _page_of(_within("<p><em>", "in", "</em>")), _DEEP),
    "html b unclosed": Shape(".html", _page_of(_times("<b><i>x")), _DEEP),
    "html span": Shape(".html", _page_of(_within("<span>", "in", "</span>")), _DEEP),
    "html div often": Shape(
        ".html", _page_of(_times(_within("<div>", "<p>Fares rise.", "</div>")(190))), 1000
    ),
    "html blockquote often": Shape(
        ".html", _page_of(_times(_within("<blockquote>", "<p>Fares rise.", "</blockquote>")(150))), 1000
    ),
    "html ul often": Shape(".html", _page_of(_times(_within("<ul><li>a", "", "</ul>")(80))), 1000),
    "html em often": Shape(".html", _page_of(_times(_within("<em><b>a", "", "</b></em>")(80))), 1000),
    "html table": Shape(".html", _page_of(_within("<table><tr><td>", "in", "</td></tr></table>")), _DEEP),
    "html a": Shape(".html", _page_of(_times("<a href=https://example.org/>x")), _DEEP),
    "html p in p": Shape(".html", _page_of(_times("<p>x")), _DEEP),
    "html font": Shape(".html", _page_of(_times("<font size=1>x<p>")), _DEEP),
    "html svg": Shape(".html", _page_of(_within("<svg>", "in", "</svg>")), _DEEP),
    "html template": Shape(".html", _page_of(_within("<template>", "in", "</template>")), _DEEP),
    "html figure": Shape(".html", _page_of(_within("<figure>", "in", "</figure>")), _DEEP),
    "html dl": Shape(".html", _page_of(_within("<dl><dt>a<dd>", "in", "</dl>")), _DEEP),
    "html itemscope": Shape(
        ".html",
        _page_of(
            _within("<div itemscope itemprop=author itemtype=https://schema.org/Person>", "in", "</div>")
        ),
        _DEEP,
    ),
    "html jsonld": Shape(
        ".html",
        lambda n: _page(
            '<script type="application/ld+json">'
            + '{"@type":"NewsArticle","author":[' * n
            + "]}" * n
            + "</script>"
        ),
        _DEEP,
    ),
    "md quote": Shape(".md", _text_of(lambda n: ">" * n + " in"), _DEEP),
    "md quote lines": Shape(
        ".md", _text_of(lambda n: "\n".join(">" * k for k in range(1, 400)) + "\n" + "> a\n" * n), _DEEP
    ),
    "md list": Shape(".md", _text_of(lambda n: "- " * n + "in"), _DEEP),
    "md stairs": Shape(".md", _text_of(_stairs), 10_000),
    "md emphasis": Shape(".md", _text_of(_within("*a **b ", "in", "** c*")), _DEEP),
    "md stars": Shape(".md", _text_of(_times("*a ")), _DEEP),
    "md star run": Shape(".md", _text_of(lambda n: "*" * n + "a" + "*" * n), _DEEP),
    "md underscores": Shape(".md", _text_of(_times("_a __b ")), _DEEP),
    "md links open": Shape(".md", _text_of(_times("[a](")), _DEEP),
    "md links deep": Shape(".md", _text_of(_within("[", "in", "](https://x.org)")), _DEEP),
    "md images deep": Shape(".md", _text_of(_within("![", "in", "](https://x.org/a.png)")), _DEEP),
    "md backticks": Shape(
        ".md", _text_of(lambda n: " ".join("`" * (k % 900 + 1) for k in range(n // 100))), _DEEP
    ),
    "md html": Shape(".md", _text_of(_times("<a <!-- <? <![CDATA[ ")), _DEEP),
    "md entities": Shape(".md", _text_of(_times("&amp;&#x41;&nosuch;")), _DEEP),
    "md autolinks": Shape(".md", _text_of(_times("<https://a ")), _DEEP),
    "md fences": Shape(".md", _text_of(_times("```\n")), _DEEP),
    "md references": Shape(".md", _text_of(_references), 50_000),
    "md footnotes": Shape(".md", _text_of(_footnotes), 50_000),
    "md footnotes deep": Shape(".md", _text_of(_numbered("[^#]: a [^#]\n\n    b\n\n")), 50_000),
    "md footnotes chain": Shape(
        ".md",
        _text_of(lambda n: "a[^1]\n\n" + "\n".join(f"[^{k}]: b[^{k + 1}]" for k in range(1, n))),
        20_000,
    ),
    "md definitions open": Shape(".md", _text_of(_numbered("[#]: <a\n")), _DEEP),
    "md inline footnotes": Shape(".md", _text_of(_times("^[")), _DEEP),
    "md table": Shape(".md", _text_of(_rows), _MANY),
    "md table wide": Shape(".md", _text_of(_wide), 50_000),
    "md items": Shape(".md", _text_of(_numbered("- Fares rise #\n")), 200_000),
    "md headings": Shape(".md", _text_of(_numbered("## Fares rise #\n\n")), _DEEP),
    "md front matter": Shape(
        ".md", lambda n: "---\na: " + "[" * n + "]" * n + "\n---\n" + _text("in"), _DEEP
    ),
    "md front matter aliases": Shape(
        ".md",
        lambda n: (
            "---\n"
            + "\n".join(
                [
                    "a0: &a0 [x,x,x,x,x,x,x,x,x]",
                    *(f"a{k}: &a{k} [{','.join([f'*a{k - 1}'] * 9)}]" for k in range(1, n)),
                ]
            )
            + "\ntitle: *a9\nauthor: *a9\n---\n"
            + _text("in")
        ),
        10,
    ),
    "json quote": Shape(".json", _quote_json, _DEEP),
    "json quote shallow": Shape(".json", _quote_json, 80),
    "json emphasis": Shape(".json", _emphasis_json, _DEEP),
    "json emphasis shallow": Shape(".json", _emphasis_json, 80),
    "json paragraphs": Shape(".json", _paragraphs_json, 100_000),
    "json links": Shape(".json", _links_json, 100_000),
    "json cells": Shape(".json", _cells_json, _MANY),
    "json notes": Shape(".json", _notes_json, 50_000),
    # many
    "txt brackets": Shape(".txt", _text_of(_times("[")), _MANY),
    "txt parens": Shape(".txt", _text_of(_times("(")), _MANY),
    "txt wiki": Shape(".txt", _text_of(_times("[[")), _MANY),
    "txt lenticular": Shape(".txt", _text_of(_times("【")), _MANY),
    "txt image": Shape(".txt", _text_of(_times("![](")), _MANY),
    "txt link": Shape(".txt", _text_of(_times("[](")), _MANY),
    "txt braces": Shape(".txt", _text_of(_times("{")), _MANY),
    "txt angles": Shape(".txt", _text_of(_times("<")), _MANY),
    "txt brackets words": Shape(".txt", _text_of(_times("[a ")), _MANY),
    "txt brackets numbers": Shape(".txt", _text_of(_times("[1")), _MANY),
    "txt brackets balanced": Shape(".txt", _text_of(_within("[", "1", "]")), _MANY),
    "txt lenticular numbers": Shape(".txt", _text_of(_times("【4†")), _MANY),
    "txt content reference": Shape(".txt", _text_of(_times(":contentReference[")), 200_000),
    "txt cite": Shape(".txt", _text_of(_times("[cite: 1, ")), 200_000),
    "txt cite tags": Shape(".txt", _text_of(_times('<cite index="1-1">')), 200_000),
    "txt footnote macro": Shape(".txt", _text_of(_times("\\footnote{")), 200_000),
    "txt caret": Shape(".txt", _text_of(_times("^[")), _MANY),
    "txt at": Shape(".txt", _text_of(_times("[@a; ")), 200_000),
    "txt quotes": Shape(".txt", _text_of(_times(">")), _MANY),
    "txt quote lines": Shape(".txt", _text_of(_times("> > > a\n")), 200_000),
    "txt stars": Shape(".txt", _text_of(_times("*")), _MANY),
    "txt stars words": Shape(".txt", _text_of(_times("*a ")), _MANY),
    "txt backticks": Shape(".txt", _text_of(_times("`")), _MANY),
    "txt backticks words": Shape(".txt", _text_of(_times("`a``b")), 300_000),
    "txt fences": Shape(".txt", _text_of(_times("```\n")), 200_000),
    "txt fences words": Shape(".txt", _text_of(_times("```\na\n")), 200_000),
    "txt pipes": Shape(".txt", _text_of(_times("|")), _MANY),
    "txt table": Shape(".txt", _text_of(_rows), _MANY),
    "txt table wide": Shape(".txt", _text_of(_wide), 50_000),
    "txt dash rows": Shape(".txt", _text_of(_times("|---|---|\n")), 200_000),
    "txt pipe lines": Shape(".txt", _text_of(_times("| a | b |\n")), 200_000),
    "txt tabs": Shape(".txt", _text_of(_times("a\tb\n")), 200_000),
    "txt dashes": Shape(".txt", _text_of(_times("-")), _MANY),
    "txt dash lines": Shape(".txt", _text_of(_times("-\n")), 200_000),
    "txt spaces": Shape(".txt", _text_of(_times(" ")), _MANY),
    "txt spaces words": Shape(".txt", _text_of(_times("a" + " " * 50)), 40_000),
    "txt nbsp": Shape(".txt", _text_of(_times("\u00a0")), _MANY),
    "txt blank lines": Shape(".txt", _text_of(_times("\n")), _MANY),
    "txt dots": Shape(".txt", _text_of(_times(".")), _MANY),
    "txt sentences": Shape(".txt", _text_of(_times("A. ")), _MANY),
    "txt digits": Shape(".txt", _text_of(_times("1")), _MANY),
    "txt numbers": Shape(".txt", _text_of(_times("1.")), _MANY),
    "txt superscripts": Shape(".txt", _text_of(_times("¹")), _MANY),
    "txt dates": Shape(".txt", _text_of(_times("March 3, 2025 ")), _DEEP),
    "txt bylines": Shape(".txt", _text_of(_times("By Jane Roe and ")), _DEEP),
    "txt byline lines": Shape(".txt", _text_of(_times("By Jane Roe\n")), _DEEP),
    "txt byline names": Shape(".txt", _text_of(_named("By Jane #\n")), 20_000),
    "txt bylines of many": Shape(".txt", _text_of(lambda n: "By " + _named("Jane #, ")(n)), 20_000),
    "txt ats": Shape(".txt", _text_of(_times("a@")), _MANY),
    "txt urls": Shape(".txt", _text_of(_times("http://")), 200_000),
    "txt links": Shape(".txt", _text_of(_times("https://example.org/a ")), _MANY),
    "txt url": Shape(".txt", _text_of(lambda n: "https://example.org/" + "a" * n), _MANY),
    "txt url brackets": Shape(".txt", _text_of(lambda n: "https://example.org/" + "(" * n), _MANY),
    "txt url query": Shape(".txt", _text_of(lambda n: "https://example.org/?" + "utm_source=1&" * n), _DEEP),
    "txt word": Shape(".txt", _text_of(_word), 10_000_000),
    "txt line": Shape(".txt", _text_of(_line), 10_000_000),
    "txt cjk line": Shape(
        ".txt", _text_of(lambda n: "議会は火曜日に運賃の引き上げを決めた" * (n // 18)), _MANY
    ),
    "txt arabic line": Shape(".txt", _text_of(lambda n: "صوّت المجلس يوم الثلاثاء " * (n // 25)), _MANY),
    "txt combining": Shape(".txt", _text_of(lambda n: "a" + "\u0301" * n), _MANY),
    "txt zwj": Shape(".txt", _text_of(lambda n: "👩\u200d" * n), 200_000),
    "txt bidi": Shape(".txt", _text_of(lambda n: "\u202e" * n), _MANY),
    "txt isolates": Shape(".txt", _text_of(_within("\u2067א", "in", "\u2069")), 200_000),
    "txt mojibake": Shape(".txt", _text_of(_times("â€™ ")), 300_000),
    "txt soft hyphens": Shape(".txt", _text_of(_times("a\u00ad")), _MANY),
    "txt private use": Shape(".txt", _text_of(_times("\ue200cite\ue202turn0search1")), _DEEP),
    "txt nul": Shape(".txt", _text_of(_times("a\x00")), 100),
    "txt items": Shape(".txt", _text_of(_numbered("- Fares rise #\n")), 200_000),
    "txt numbered items": Shape(".txt", _text_of(_numbered("#. Fares rise\n")), 200_000),
    "txt notes": Shape(".txt", _text_of(_notes), 50_000),
    "txt markers": Shape(".txt", _text_of(_numbered(":contentReference[oaicite:#]{index=#} ")), 50_000),
    "txt same marker": Shape(".txt", _text_of(_times("Fares rise[1]. ")), 200_000),
    "txt sources": Shape(
        ".txt", lambda n: _text("Fares rise[1].\n\nSources\n\n" + "[1] https://example.org/a\n" * n), 100_000
    ),
    "txt headings": Shape(".txt", _text_of(_numbered("Fares rise #\n\n")), _DEEP),
    "html cells": Shape(".html", _page_of(_cells), _MANY),
    "html cells wide": Shape(".html", _page_of(lambda n: _cells(n, n)), 50_000),
    "html colspan": Shape(
        ".html",
        _page_of(lambda n: f"<table>{'<tr><td colspan=1000 rowspan=65534>a</td></tr>' * n}</table>"),
        100,
    ),
    "html links": Shape(".html", _page_of(_numbered("<a href=https://example.org/#>a</a> ")), _MANY),
    "html items": Shape(".html", _page_of(lambda n: "<ul>" + "<li>Fares rise" * n + "</ul>"), 200_000),
    "html paragraphs": Shape(".html", _page_of(_numbered("<p>Fares rise #.</p>")), 200_000),
    "html br": Shape(".html", _page_of(_times("a<br>")), 200_000),
    "html attributes": Shape(
        ".html", _page_of(lambda n: "<p " + " ".join(f"a{k}=b" for k in range(n)) + ">in</p>"), _DEEP
    ),
    "html classes": Shape(
        ".html", _page_of(lambda n: '<p class="' + " ".join(f"a{k}" for k in range(n)) + '">in</p>'), _DEEP
    ),
    "html tag name": Shape(".html", _page_of(lambda n: f"<{'a' * n}>in</{'a' * n}>"), _MANY),
    "html entity": Shape(".html", _page_of(lambda n: f"<p>&{'a' * n};"), _MANY),
    "html numeric entity": Shape(".html", _page_of(lambda n: f"<p>&#{'1' * n};"), _MANY),
    "html entities": Shape(".html", _page_of(_times("&lt;")), _MANY),
    "html url": Shape(
        ".html", _page_of(lambda n: f"<p><a href='https://example.org/{'a' * n}'>in</a>"), _MANY
    ),
    "html data url": Shape(
        ".html", _page_of(lambda n: f"<p><img src='data:image/png;base64,{'A' * n}'>"), _MANY
    ),
    "html images": Shape(".html", _page_of(_numbered("<img src=a#.png>")), _DEEP),
    "html pixel images": Shape(
        ".html",
        _page_of(
            _times("<img src=data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7>")
        ),
        20_000,
    ),
    "html comments": Shape(".html", _page_of(_times("<!--")), _MANY),
    "html angles": Shape(".html", _page_of(_times("<")), _MANY),
    "html open tags": Shape(".html", _page_of(_times("<a b='")), 200_000),
    "html close tags": Shape(".html", _page_of(_times("</div>")), 200_000),
    "html scripts": Shape(".html", _page_of(_times("<script>")), 200_000),
    "html styles": Shape(".html", _page_of(_times("<style>a</style>")), 100_000),
    "html meta": Shape(
        ".html",
        lambda n: "<html><head>" + "<meta name=author content=a>" * n + "</head>" + _page("in"),
        _DEEP,
    ),
    "html og images": Shape(
        ".html",
        lambda n: (
            "<html><head>"
            + "<meta property=og:image content=https://example.org/a>" * n
            + "</head>"
            + _page("in")
        ),
        _DEEP,
    ),
    "html itemprops": Shape(
        ".html", _page_of(_times("<span itemprop=author itemscope><b itemprop=name>a</b></span>")), 50_000
    ),
    "html headings": Shape(".html", _page_of(_numbered("<h2>Fares rise #</h2><p>in")), 50_000),
    "html ids": Shape(".html", _page_of(_numbered("<p id=a#><a href=#a#>x</a>")), 50_000),
    "html sup notes": Shape(
        ".html",
        _page_of(
            lambda n: (
                "".join(f"<p>a<sup><a href=#n{k}>{k}</a></sup>" for k in range(1, n + 1))
                + "<ol>"
                + "".join(f"<li id=n{k}>Report {k}" for k in range(1, n + 1))
                + "</ol>"
            )
        ),
        50_000,
    ),
    "html line": Shape(".html", lambda n: _page("<p>" + _line(n)), 10_000_000),
    "html pre": Shape(".html", lambda n: _page("<pre>" + "a b\n" * n + "</pre>"), 500_000),
    "html dir": Shape(".html", _page_of(_within("<span dir=rtl>א", "in", "</span>")), 20_000),
}
