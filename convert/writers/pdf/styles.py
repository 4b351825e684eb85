"""The look of each kind of text: faces, sizes in points, colours, the space around blocks.

Three settings: the serif speaks, the sans serif labels, the monospaced quotes machines. Colour is kept for what
can be followed: section, note numbers, links.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from msgspec import Struct, structs

from convert.fonts import Face, Family

Color = tuple[float, float, float]
Align = Literal["start", "end", "center", "justify"]


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
    align: Align = "start"
    balanced: bool = False  # lines of about one length
    ltr: bool = False  # from left to right, whatever stands around it
    before: float = 0
    after: float = 0

    @property
    def face(self) -> Face:
        """What the style asks of a font."""
        return Face(self.family, self.bold, self.italic)

    @property
    def baseline(self) -> float:
        """How far below the top of a line its letters stand."""
        return self.leading / 2 + 0.245 * self.size

    @property
    def letter(self) -> float:
        """About how wide a letter is."""
        return 0.48 * self.size


def varied(style: Style, **changes: object) -> Style:
    """Return `style` with `changes`."""
    return structs.replace(style, **changes)


_LINING = ("lnum", "pnum")
_OLD = ("onum", "pnum")
_TABULAR = ("lnum", "tnum")

# The size and leading that all others are in proportion to, by the number of columns.
_TEXT = {1: (10.5, 14.5), 2: (9.5, 12.25)}


class Script(Struct, frozen=True, kw_only=True):
    """How much larger a script is set beside Latin, and what its fonts lack: slanted letters, room between letters.

    Those that lack slanted letters lack superior figures, too.
    """

    size: float = 1
    leading: float = 1
    display: float = 1  # of headlines
    slanted: bool = True
    tracked: bool = True


_LATIN = Script()
_SCRIPTS = {
    "Arab": Script(size=1.17, leading=1.3, display=1.22, slanted=False, tracked=False),
    "Hebr": Script(size=1.03, leading=1.08, display=1.06, slanted=False, tracked=False),
    "Deva": Script(size=1.02, leading=1.2, display=1.18, slanted=False, tracked=False),
    "Hans": Script(size=0.97, leading=1.22, display=1.12, slanted=False, tracked=False),
    "Hant": Script(size=0.97, leading=1.22, display=1.12, slanted=False, tracked=False),
    "Jpan": Script(size=0.95, leading=1.22, display=1.14, slanted=False, tracked=False),
    "Kore": Script(size=0.97, leading=1.2, display=1.1, slanted=False, tracked=False),
}


class Sheet(Struct, frozen=True, kw_only=True):
    """The styles of a document. `line` is the leading of the text, the unit of all vertical space."""

    line: float
    slanted: bool
    text: Style
    headline: Style
    headlines: tuple[
        Style, ...
    ]  # that in which a headline takes no more than so many lines, from large to small
    kicker: Style
    standfirst: Style
    byline: Style
    dates: Style
    headings: dict[int, Style]
    attribution: Style  # whose a quotation is
    caption: Style
    code: Style
    cell: Style
    head_cell: Style
    note: Style
    notes: Style  # their heading
    correction: Style
    back: Style  # links from notes to their references
    colophon: Style
    running_publisher: Style
    running_headline: Style
    folio: Style
    contents: Style

    @property
    def indent(self) -> float:
        """How far lists are set in, at the least."""
        return 0.95 * self.line


@lru_cache(64)
def sheet(size: float | None, columns: int, script: str) -> Sheet:
    """Return the styles for text of `size` points, that of the layout if None, in `script` (ISO 15924)."""
    kind = _SCRIPTS.get(script, _LATIN)
    base, leading = _TEXT[columns]
    scale = (size or base) / base
    grow, room, display = scale * kind.size, scale * kind.leading, scale * kind.display
    line = leading * room
    dense = columns > 1

    def style(of: float, over: float, **changes: object) -> Style:
        return Style(size=of * grow, leading=over * room, **changes)  # type: ignore[arg-type]

    def large(of: float, over: float) -> Style:
        return Style(
            size=of * scale * kind.size**0.5,
            leading=over * display,
            bold=True,
            features=_LINING,
            before=9 * scale,
            after=line if not dense else 0.5 * line,
            balanced=True,
        )

    small = kind.tracked
    old = _OLD if kind is _LATIN else _LINING  # figures with ascenders and descenders go with such letters
    text = Style(
        size=base * grow,
        leading=line,
        features=old,
        after=0 if dense else line / 2,
        align="justify",
    )
    heading = Style(
        size=(11 if dense else 13) * grow,
        leading=line if dense else 16 * room,
        bold=True,
        features=_LINING,
        before=line if dense else 1.4 * line,
        after=0 if dense else 0.2 * line,
        balanced=True,
    )
    run_in = varied(heading, size=text.size, leading=line, features=old, before=line, after=0)
    byline = style(8.6, 11.5, family="sans", features=old, underline=HAIR, before=1, after=1)
    caption = style(8, 10.5, family="sans", features=old, color=SOFT, underline=HAIR, before=3, after=3)
    cell = style(
        8.6 if not dense else 8, 11 if not dense else 10.2, family="sans", underline=HAIR, features=_TABULAR
    )
    note = style(
        8.75 if not dense else 8,
        11.75 if not dense else 10.2,
        features=old,
        underline=HAIR,
        after=3,
    )
    return Sheet(
        line=line,
        slanted=kind.slanted,
        text=text,
        headline=large(30, 33),
        headlines=(large(30, 33), large(25, 28), large(21, 24)),
        kicker=style(
            11.5,
            14,
            bold=True,
            features=("smcp", *old),
            color=ACCENT,
            tracking=0.9 * scale if small else 0,
            before=6 * scale,
        ),
        standfirst=Style(
            size=(13 if dense else 14) * grow,
            leading=(17 if dense else 19) * room,
            features=old,
            color=SOFT,
            after=(0.6 if dense else 1.4) * line,
            balanced=True,
        ),
        byline=byline,
        dates=varied(byline, color=SOFT, balanced=True),
        headings={
            2: heading,
            3: varied(run_in, italic=kind.slanted),
            4: run_in,
            5: varied(run_in, bold=not kind.slanted, italic=kind.slanted),
            6: varied(run_in, family="sans", size=byline.size, color=SOFT),
        },
        attribution=varied(byline, color=SOFT, before=0, after=text.after),
        caption=caption,
        code=style(
            8.4 if not dense else 7.2,
            11.5 if not dense else 9.5,
            family="mono",
            before=line / 2,
            after=line / 2,
            ltr=True,
        ),
        cell=cell,
        head_cell=varied(cell, bold=True, color=SOFT),
        note=note,
        notes=varied(heading, size=text.size, leading=line),
        correction=varied(note, before=line, after=0),
        back=style(7, 11.75, family="sans", bold=True, color=SOFT, underline=None),
        colophon=varied(caption, size=7.8 * grow),
        running_publisher=style(
            9.2, 11, features=("smcp", *old), color=SOFT, tracking=0.5 * scale if small else 0
        ),
        running_headline=style(9, 11, italic=kind.slanted, features=old, color=SOFT),
        folio=style(8.5, 11, family="sans"),
        contents=style(11, 15, features=old),
    )
