"""Pictures of a page go where the text beside them goes, with their captions."""

from __future__ import annotations

import pytest

from convert import pipeline
from convert.model import Figure, Image, Paragraph
from convert.model.text import plain
from convert.options import ReadOptions
from convert.source import Source
from tests.outline import outline

_FIRST = (
    "The harbor council met for nine hours on Monday and agreed on a budget for the coming year, its fourth."
)
_SECOND = (
    "Work on the two piers begins in April, with crews on site around the clock until the end of summer."
)
_THIRD = "Opponents called the plan a wager on grant money that has not yet arrived in the city's accounts."
_PIER = (
    '<figure><img src="https://example.org/pier.jpg" alt="A pier"><figcaption>The pier.</figcaption></figure>'
)
_PAGE = f"""<html lang="en"><body><nav><a href="/">Home</a> <a href="/news">News</a> <a href="/x">Sign in</a></nav>
<article><h1>Harbor budget passes</h1><div class="byline">{{author}}By Jane Roe, March 3, 2025</div>{{lead}}
<p>{_FIRST}</p>{{amid}}<p>{_SECOND}</p><p>{_THIRD}</p></article>
<aside class="related"><h3>Read also</h3><ul>{{aside}}<li><a href="/a">Ferry late again</a></li></ul></aside>
<footer>© 2025 The Quay. All rights reserved. <a href="/p">Privacy policy</a></footer></body></html>"""


@pytest.mark.parametrize(
    ("places", "figures"),
    [
        ({"lead": _PIER}, ["~ [A pier] The pier."]),
        ({"amid": _PIER}, ["~ [A pier] The pier."]),
        ({"lead": _PIER, "amid": _PIER}, ["~ [A pier] The pier."]),
        (
            {"lead": _PIER, "amid": _PIER.replace("pier.jpg", "crane.jpg").replace("A pier", "A crane")},
            ["~ [A pier] The pier.", "~ [A crane] The pier."],
        ),
        ({"author": '<img src="https://example.org/roe.jpg" alt="Jane Roe">'}, []),
        ({"aside": f"<li>{_PIER}</li>"}, []),
    ],
)
def test_a_picture_stays_with_the_text_beside_it(places: dict[str, str], figures: list[str]) -> None:
    page = _PAGE.format(**{"author": "", "lead": "", "amid": "", "aside": "", **places})
    article = pipeline.examine(Source("page.html", page.encode()), ReadOptions()).article
    shown = outline(article).splitlines()
    assert [line for line in shown if not line.startswith(("@", "~"))] == [
        "# Harbor budget passes",
        _FIRST,
        _SECOND,
        _THIRD,
    ]
    found = [block for block in article.children if isinstance(block, Figure)]
    assert [_shown(figure) for figure in found] == figures


def _shown(figure: Figure) -> str:
    nodes = [
        node
        for child in figure.children
        for node in (child.children if isinstance(child, Paragraph) else (child,))
    ]
    return " ".join(["~", *(f"[{node.alt}]" if isinstance(node, Image) else plain(node) for node in nodes)])
