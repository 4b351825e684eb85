"""`<grok-card data-id="bb64c3" …></grok-card>`, `[](grok_render_citation_card_json={"cardIds":["bb64c3"]})`.

Both name cards of Grok's page by their ids. A card that is no citation, such as an image, goes without a note.
"""

import re
from urllib.parse import unquote

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

_PATTERN = (
    r"<grok-card(?=\s)(?P<tag>[^<>]{1,600})>(?:\s{0,20}</grok-card>)?"
    r"|\\?\[\\?\]\(grok\\?_render\\?_citation\\?_card\\?_json=(?P<json>[^\s()]{1,600})\)"
)
_DATA_ID = pattern(r"\bdata-id=[\"'“”]([\w-]{1,60})")
_OTHER = pattern(r"\bdata-type=[\"'“”](?!citation)")
_CARD_ID = pattern(r"[\"”“]([\w-]{1,60})[\"”“]")


def _read(match: re.Match[str]) -> Reading | None:
    if match["json"]:
        listed = unquote(match["json"]).partition("[")[2]
        ids = dict.fromkeys(_CARD_ID.findall(listed))
        return Reading(tuple(map(Cite, ids)))
    found = _DATA_ID.search(match["tag"])
    if not found:
        return None
    return Reading() if _OTHER.search(match["tag"]) else Reading((Cite(found[1]),))


part = MarkerFamily(
    name="grok-card",
    description="Grok's citation cards; an id is all they carry",
    hooks=("<grok-card", "[](grok", r"\[\](grok"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        'Rain fell.<grok-card data-id="bb64c3" data-type="citation_card" data-plain-type="render_inline_citation" >'
        "</grok-card> It": ("bb64c3",),
        'Rain.<grok-card data-id="74b5fa" data-type="citation_card"></grok-card>'
        '<grok-card data-id="83ced4" data-type="citation_card"></grok-card>': ("74b5fa", "83ced4"),
        'Rain fell. [](grok_render_citation_card_json={"cardIds":["bde569"]})': ("bde569",),
        'Rain.[](grok_render_citation_card_json={"cardIds":["bde569","3b8d60"]})': ("bde569", "3b8d60"),
        "Rain.[](grok_render_citation_card_json=%7B%22cardIds%22%3A%5B%223b8d60%22%2C%22bde569%22%5D%7D)": (
            "3b8d60",
            "bde569",
        ),
        '<grok-card data-id="8726d0" data-type="image_card" data-arg-size="LARGE" ></grok-card>': (),
        'Rain.<grok-card data-id="fda329" data-type="citation_card" />': ("fda329",),
        'Rain.<grok-card\n  data-id="257f8f"\n  data-type="citation_card"\n></grok-card>': ("257f8f",),
    },
    leaves={
        'Rain fell.<grok-card data-id="bb64c3" data-type="citation_card" data-plain-type="render_inline_citation" >'
        "</grok-card> It": "Rain fell. It",
        'Rain fell. [](grok_render_citation_card_json={"cardIds":["bde569"]})': "Rain fell.",
    },
    near_misses=(
        "The tag <grok-card> has an id.",
        "A <grok-card-list data-id='x'> is another.",
        '`<grok-card data-id="bb64c3"></grok-card>`',
        "[](https://example.org/grok_render_citation_card_json=1)",
        "grok_render_citation_card_json is its name.",
        "[grok](grok_render_citation)",
    ),
)
