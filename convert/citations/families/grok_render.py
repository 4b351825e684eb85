"""`<grok:render …><argument name="citation_id">0</argument></grok:render>`, as Grok places what its page shows.

One that shows a citation is a marker; one that shows an image or a chart goes without a note.
"""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

_PATTERN = (
    r"<grok:render\b[^<>]{0,300}>"
    r"(?:\s{0,40}<argument name=\"(?P<name>\w{1,40})\">(?P<value>[^<>]{0,300})</argument>"
    r"(?:\s{0,40}<argument [^<>]{0,100}>[^<>]{0,300}</argument>){0,8}\s{0,40}|[^<>\n]{0,200})"
    r"</grok:render>"
)


def _read(match: re.Match[str]) -> Reading:
    value = (match["value"] or "").strip()
    if match["name"] != "citation_id" or not value:
        return Reading()
    return Reading((Cite(f"citation:{value}", int(value) if value.isdecimal() else None),))


part = MarkerFamily(
    name="grok-render",
    description="Grok's citations as its page renders them, numbered from 0",
    hooks=("<grok:render",),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    base=0,
    examples={
        'Rain fell.<grok:render card_id="2fca04" card_type="citation_card" type="render_inline_citation">\n'
        '<argument name="citation_id">1</argument>\n</grok:render> It went on.': ("citation:1",),
        'Rain fell.<grok:render type="render_inline_citation"><argument name="citation_id">0</argument></grok:render>'
        '<grok:render card_id="a"><argument name="citation_id">92</argument></grok:render>': (
            "citation:0",
            "citation:92",
        ),
        'Rain.<grok:render card_id="8b6b3b" card_type="image_card" type="render_searched_image">\n'
        '<argument name="image_id">3</argument>\n<argument name="size">"LARGE"</argument>\n</grok:render>': (),
        "Rain.<grok:render type='x'></grok:render>": (),
        "Prices moved.<grok:render type='render_inline_citation'> ? quote </grok:render> Then": (),
    },
    leaves={
        'Rain fell.<grok:render card_id="2fca04" card_type="citation_card" type="render_inline_citation">\n'
        '<argument name="citation_id">1</argument>\n</grok:render> It went on.': "Rain fell. It went on.",
    },
    near_misses=(
        "The tag <grok:render> places a card.",
        "To grok: render it in words.",
        "<render><argument>0</argument></render>",
        '`<grok:render type="x"><argument name="citation_id">0</argument></grok:render>`',
        "<grok:render>A paragraph of <b>prose</b> that no card holds.</grok:render>",
    ),
)
