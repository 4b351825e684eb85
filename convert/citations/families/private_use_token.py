"""`\\ue200cite\\ue202turn0search3\\ue201`: ChatGPT's tokens in private-use characters, as its raw output has them."""

import re

from convert.citations.families._sources import cite
from convert.citations.families._turns import ID, WIDGETS, cites
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

# In order: a whole token of fields, within a paragraph; one that is cut off, as far as its kind and the names that
# it cites; a delimiter that is left over, encloses cited prose or ends a cluster.
_PATTERN = (
    r"\ue200(?P<kind>[a-z_]{1,30})(?P<fields>\ue202(?:[^\ue200-\ue206\n]|\n(?!\s*\n)|\ue202){0,4000})?\ue201"
    rf"|\ue200(?:[a-z_]{{1,30}}\ue202)?(?:{ID}|\ue202){{0,30}}"
    r"|[\ue201-\ue206]"
)
# Kinds whose fields are names of sources and nothing else.
_CITING = frozenset(("cite", "filecite", "memcite"))
_URL = pattern(r"https?://[^\s\ue200-\ue206]+")
_NAME = pattern(ID)
_STRING = r'"([^"\\]*+(?>(?:\\.[^"\\]*+)*))"'
# The second string of a list: its first says of what sort the thing is.
_SECOND = pattern(rf"\ue202\s*\[\s*{_STRING}\s*,\s*{_STRING}")
_CONTENT = pattern(rf'"content"\s*:\s*{_STRING}')


def _read(match: re.Match[str]) -> Reading:
    kind, fields = match["kind"], match["fields"] or ""
    if kind is None:
        return Reading(cites(match[0]))
    if kind in WIDGETS:
        return Reading()
    sources = (*cites(fields), *(cite("", url) for url in _URL.findall(fields)))
    if kind in _CITING:
        return Reading(sources or tuple(map(Cite, filter(None, fields.strip("\ue202").split("\ue202")))))
    return Reading(sources, _prose(match))


def _prose(match: re.Match[str]) -> tuple[int, int] | None:
    """Return the range of what a token says in words: the name of a thing, the label of a link, a formula."""
    found = _SECOND.search(match.string, match.start(), match.end())
    if found:
        return found.span(2)
    found = _CONTENT.search(match.string, match.start(), match.end())
    if found:
        return found.span(1)
    at = match.start("fields")
    for field in (match["fields"] or "").split("\ue202")[1:]:
        at += 1
        if field.strip() and field[0] not in "{[" and not _NAME.match(field) and not _URL.match(field):
            return at, at + len(field)
        at += len(field)
    return None


part = MarkerFamily(
    name="private-use-token",
    description="ChatGPT's tokens in private-use characters: citations, and words or pictures that they hold",
    hooks=("\ue200", "\ue201", "\ue202", "\ue203", "\ue204", "\ue205", "\ue206"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    base=0,
    examples={
        "The pier is closed. \ue200cite\ue202turn0search3\ue201": ("turn0search3",),
        "The pier is closed.\ue200cite\ue202turn0search3\ue202turn1news12\ue201": (
            "turn0search3",
            "turn1news12",
        ),
        "The plan says so. \ue200filecite\ue202turn1file0L8-L12\ue201": ("turn1file0",),
        "The plan says so. \ue200filecite\ue202turn1file0L1-L2\ue202turn1file0L8-L12\ue201": ("turn1file0",),
        "You said so. \ue200memcite\ue202turn0memory2\ue201": ("turn0memory2",),
        "The pier is closed. \ue200cite\ue202https://example.org/pier\ue201": ("https://example.org/pier",),
        "The pier is closed. \ue200cite\ue202generated-reference-identifier\ue201": (
            "generated-reference-identifier",
        ),
        "A \ue203pier that closed\ue204\ue200cite\ue202turn0search1\ue201\ue206 in May": ("turn0search1",),
        "Cut off \ue200cite\ue202turn0search3 and on it goes.": ("turn0search3",),
        "Cut off \ue200cite\ue202turn0search3\ue202turn0search4": ("turn0search3", "turn0search4"),
        "断たれた\ue200cite\ue202turn0search3記事は続く。": ("turn0search3",),
        "See \ue200link_title\ue202the harbour's plan\ue202turn0search2\ue201 now": ("turn0search2",),
        "See \ue200url\ue202the harbour's plan\ue202https://example.org/plan\ue201 now": (
            "https://example.org/plan",
        ),
        "\ue200i\ue202turn0image0\ue202turn0image1\ue201The pier is closed.": (),
        '\ue200image_group\ue202{"query":["pier"]}\ue201': (),
        "\ue200navlist\ue202News of the pier\ue202turn0news1,turn0news2\ue201": (),
        "\ue200finance\ue202turn0finance0\ue201": (),
        '\ue200products\ue202{"selections":[["turn0product1","Boat"]]}\ue201': (),
        '\ue200entity\ue202["people","Ann Roe","mayor"]\ue201 spoke': (),
        "Two \ue200cite\ue202turn0search1\ue201 \ue200cite\ue202turn0view2\ue201": (
            "turn0search1",
            "turn0view2",
        ),
        "Empty \ue200cite\ue201 token": (),
    },
    leaves={
        "The pier is closed. \ue200cite\ue202turn0search3\ue201": "The pier is closed.",
        "Cut off \ue200cite\ue202turn0search3 and on it goes.": "Cut off and on it goes.",
        '"It is shut," \ue200entity\ue202["people","Ann Roe","mayor of \\"Port\\""]\ue201 said.': (
            '"It is shut," Ann Roe said.'
        ),
        '\ue200entity\ue202["organization","Port Council"]\ue201 met.': "Port Council met.",
        '**\ue200entity\ue202["people","Ann Roe","mayor"]\ue201** spoke': "**Ann Roe** spoke",
        "See \ue200link_title\ue202the harbour's plan\ue202turn0search2\ue201 now": "See the harbour's plan now",
        "See \ue200url\ue202the plan\ue202https://example.org/plan\ue201.": "See the plan.",
        'So \ue200genui\ue202{"math_block_widget_v2":{"content":"y = mx + c"}}\ue201 holds.': "So y = mx + c holds.",
        "A \ue203pier that closed\ue204 \ue200cite\ue202turn0search1\ue201\ue206 in May": "A pier that closed in May",
        "\ue200i\ue202turn0image0\ue202turn0image1\ue201The pier is closed.": "The pier is closed.",
        "\ue200unheard_of\ue202some words\ue201 stay": "some words stay",
    },
    near_misses=(
        "The logo \uf8ff and an icon \uf015 are private, too.",
        "An icon \ue1ff or \ue207 beside a share.",
        "In code, `\ue200cite\ue202turn0search3\ue201` is raw.",
        "cite turn by turn",
    ),
)
