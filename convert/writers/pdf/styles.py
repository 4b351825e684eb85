"""The look of each kind of text: faces, sizes in points, colours, the space around blocks.

Three settings: the serif speaks, the sans serif labels, the monospaced quotes machines. Colour is kept for what
can be followed: section, note numbers, links.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, structs

from convert.writers.pdf.fonts import Face, Family

Color = tuple[float, float, float]
Align = Literal["left", "right", "center"]


def _rgb(code: str) -> Color:
    """Return the colour of a CSS code: "a81e26"."""
    red, green, blue = bytes.fromhex(code)
    return red / 255, green / 255, blue / 255


INK = _rgb("171716")
SOFT = _rgb("55544f")  # 7.45:1 on white (WCAG 2.2, 1.4.6)
HAIR = _rgb("b9b7af")
ACCENT = _rgb("a81e26")


class Style(Struct, frozen=True, kw_only=True):
    """How a text is set. `features` are OpenType tags; `before` and `after` are the least space around it."""

    family: Family = "serif"
    bold: bool = False
    italic: bool = False
    features: tuple[str, ...] = ()
    size: float
    leading: float
    color: Color = INK
    underline: Color | None = ACCENT  # of links
    tracking: float = 0
    align: Align = "left"
    balanced: bool = False  # lines of about one length
    before: float = 0
    after: float = 0

    @property
    def face(self) -> Face:
        """What the style asks of a font."""
        return Face(self.family, self.bold, self.italic, self.features)

    @property
    def baseline(self) -> float:
        """How far below the top of a line its letters stand."""
        return self.leading / 2 + 0.245 * self.size


def varied(style: Style, **changes: object) -> Style:
    """Return `style` with `changes`."""
    return structs.replace(style, **changes)


LINE = 14.5  # the leading of the text, the unit of all vertical space
INDENT = 0.95 * LINE

_LINING = ("lnum", "pnum")
_OLD = ("onum", "pnum")

TEXT = Style(size=10.5, leading=LINE, features=_OLD, after=LINE / 2)
HEADLINE = Style(size=30, leading=33, bold=True, features=_LINING, before=9, after=LINE, balanced=True)
KICKER = Style(
    size=11.5, leading=14, bold=True, features=("smcp", *_OLD), color=ACCENT, tracking=0.9, before=6
)
STANDFIRST = varied(TEXT, size=14, leading=19, color=SOFT, after=1.4 * LINE, balanced=True)
BYLINE = Style(family="sans", size=8.6, leading=11.5, features=_OLD, underline=HAIR, before=1, after=1)
DATES = varied(BYLINE, color=SOFT, balanced=True)

_HEADING = Style(
    size=13, leading=16, bold=True, features=_LINING, before=1.4 * LINE, after=0.2 * LINE, balanced=True
)
_RUN_IN = varied(_HEADING, size=TEXT.size, leading=LINE, features=_OLD, before=LINE, after=0)
HEADINGS = {
    2: _HEADING,
    3: varied(_RUN_IN, italic=True),
    4: _RUN_IN,
    5: varied(_RUN_IN, bold=False, italic=True),
    6: varied(_RUN_IN, family="sans", size=8.6, color=SOFT),
}

CAPTION = Style(
    family="sans", size=8, leading=10.5, features=_OLD, color=SOFT, underline=HAIR, before=3, after=3
)
CODE = Style(family="mono", size=8.4, leading=11.5, before=LINE / 2, after=LINE / 2)
CELL = Style(family="sans", size=8.6, leading=11, underline=HAIR)
HEAD_CELL = varied(CELL, bold=True, color=SOFT)

NOTE = varied(TEXT, size=8.75, leading=11.75, underline=HAIR, after=3)
NOTES = varied(_HEADING, size=TEXT.size, leading=LINE)
CORRECTION = varied(NOTE, before=LINE, after=0)
BACK = Style(family="sans", size=7, leading=11.75, bold=True, color=SOFT, underline=None)
COLOPHON = varied(CAPTION, size=7.8)

RUNNING_PUBLISHER = Style(size=9.2, leading=11, features=("smcp", *_OLD), color=SOFT, tracking=0.5)
RUNNING_HEADLINE = Style(size=9, leading=11, italic=True, features=_OLD, color=SOFT)
FOLIO = Style(family="sans", size=8.5, leading=11)
